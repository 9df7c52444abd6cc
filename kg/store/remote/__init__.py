"""A store behind HTTP: any SPARQL 1.1 service with query, update and an upload of graphs."""

from kg.store.remote.store import RemoteStore

__all__ = ["RemoteStore"]
