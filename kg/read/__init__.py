"""Read articles from text files, their headers and sidecars, and JSON Lines.

`read` takes a file or a folder, `read_all` several of them, `read_file` one file; `expand` names
the files of a folder that are articles. All give the same articles in the same order everywhere.
"""

from kg.read.articles import expand, read, read_all, read_file

__all__ = ["expand", "read", "read_all", "read_file"]
