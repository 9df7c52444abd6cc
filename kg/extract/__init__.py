"""Parse → statements."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
