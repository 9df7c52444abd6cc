"""Links from things of the graph to other knowledge bases: proposed, weighed and decided."""

from kg.link.linker import Linker
from kg.link.sources import Source, load_sources
from kg.link.subjects import subjects
from kg.link.values import Candidate, Decision, Evidence, Held, Scored, Subject, Verdict

__all__ = [
    "Candidate",
    "Decision",
    "Evidence",
    "Held",
    "Linker",
    "Scored",
    "Source",
    "Subject",
    "Verdict",
    "load_sources",
    "subjects",
]
