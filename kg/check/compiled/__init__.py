"""Shapes compiled to SPARQL that Oxigraph runs: the same report as pyshacl, many times faster."""

from kg.check.compiled.engine import Compiled

__all__ = ["Compiled"]
