"""The graph in the formats of linked data, whole or in part."""

from kg.export.export import FORMATS, export

__all__ = ["FORMATS", "export"]
