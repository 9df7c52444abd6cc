"""Read articles from text files, their headers and sidecars, and JSON Lines.

`read` takes a file or a folder, `read_all` several of them, `read_file` one file; `read_each` gives
the error of an article that cannot be used in its place. `expand` names the files of a folder that
are articles, `count` counts the articles. All give the same articles in the same order everywhere.
"""

from kg.read.articles import count, expand, read, read_all, read_each, read_file
from kg.read.records import (
    Portion,
    columns_of,
    portions,
    read_bytes,
    read_portion,
    read_record,
)

__all__ = [
    "Portion",
    "columns_of",
    "count",
    "expand",
    "portions",
    "read",
    "read_all",
    "read_bytes",
    "read_each",
    "read_file",
    "read_portion",
    "read_record",
]
