"""The graph in the formats of linked data, of the field's tables, of networks and of maps."""

from kg.export.export import event_records, export
from kg.export.formats import FORMATS, format_of

__all__ = ["FORMATS", "event_records", "export", "format_of"]
