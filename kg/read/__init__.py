"""Read articles from text files, JSON Lines, web pages, archives and feeds.

`read` takes a file or a folder, `read_all` several of them, `read_file` one file; `read_each` gives
the error of an article that cannot be used in its place. `expand` names the files of a folder that
are articles, `count` counts the articles. All give the same articles in the same order everywhere.
"""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.read.articles import count, expand, read, read_all, read_each, read_file
from kg.read.feeds import Item, is_feed, read_feed
from kg.read.pages import read_page
from kg.read.records import (
    Portion,
    columns_of,
    portions,
    read_bytes,
    read_portion,
    read_record,
)

if TYPE_CHECKING:
    from kg.read.copies import Copies

__all__ = [
    "Copies",
    "Item",
    "Portion",
    "columns_of",
    "count",
    "expand",
    "is_feed",
    "portions",
    "read",
    "read_all",
    "read_bytes",
    "read_each",
    "read_feed",
    "read_file",
    "read_page",
    "read_portion",
    "read_record",
]

# it brings numpy, and only who watches asks for it
defer(__name__, {"kg.read.copies": ["Copies"]})
