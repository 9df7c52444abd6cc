"""What travels through the linking: what is to be linked, what it may be, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Candidate", "Decision", "Evidence", "Held", "Scored", "Subject", "Verdict"]


@dataclass(frozen=True, slots=True)
class Held:
    """An office that somebody held: its name, and ISO dates, each as precise as it is known."""

    office: str
    begin: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of our graph, with what can tell it from its namesakes."""

    iri: str
    label: str
    names: tuple[str, ...]
    """Every name, the label first."""
    cls: str
    """The most specific class, by its local name."""
    local: tuple[str, ...] = ()
    """Names that it has in its own state only: the Democratic Party of Italy, in Italy."""
    codes: frozenset[tuple[str, str]] = frozenset()
    """Kind and code, such as ("iso3", "GEO")."""
    countries: frozenset[str] = frozenset()
    """Codes and names of the states that it belongs to or lies in."""
    held: tuple[Held, ...] = ()
    begin: str = ""
    end: str = ""
    """ISO dates of its own: since when it exists or is alive, and until when."""
    active: tuple[str, ...] = ()
    """ISO dates of what it does in the graph, sorted."""
    neighbours: frozenset[str] = frozenset()
    """Names of what it is joined to in the graph."""
    parties: tuple[frozenset[str], ...] = ()
    """Of an agreement: the names of each of its parties."""
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something elsewhere that a subject may be; fields as in `Subject`."""

    iri: str
    label: str
    names: tuple[str, ...] = ()
    description: str = ""
    classes: frozenset[str] = frozenset()
    """Our classes that its types stand for; empty where its types are not known."""
    typed: bool = False
    """Whether its types are known, whether or not they are among ours."""
    codes: frozenset[tuple[str, str]] = frozenset()
    countries: frozenset[str] = frozenset()
    held: tuple[Held, ...] = ()
    begin: str = ""
    end: str = ""
    neighbours: frozenset[str] = frozenset()
    point: tuple[float, float] | None = None
    public: bool | None = None
    """Whether a person acts where news of states are made; None where nobody says what they do."""


class Verdict(StrEnum):
    """What a decision says."""

    ACCEPT = "accept"
    CANDIDATE = "candidate"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of knowledge that speaks for a candidate or against it, and what it says."""

    kind: str
    """name, code, type, country, office, date, occupation, place or neighbour."""
    speaks: int
    """1 for it, -1 against it, -2 where it cannot be."""
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with what speaks for it and against it."""

    candidate: Candidate
    name: float
    """How near its nearest name is, from 0 to 1."""
    evidence: tuple[Evidence, ...]
    confidence: float

    def has(self, kind: str, speaks: int) -> bool:
        """Whether some evidence of a kind speaks so."""
        return any(e.kind == kind and e.speaks == speaks for e in self.evidence)

    @property
    def impossible(self) -> bool:
        """Whether it cannot be the subject."""
        return any(e.speaks == -2 for e in self.evidence)

    @property
    def doubted(self) -> bool:
        """Whether something speaks against it."""
        return any(e.speaks < 0 for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a subject, at one source, and why.

    `scored` are the candidates that were looked at, the likeliest first.
    """

    subject: Subject
    source: str
    verdict: Verdict
    reasons: tuple[str, ...]
    scored: tuple[Scored, ...] = field(default=())
    match: str = ""
    """exactMatch or closeMatch where it is accepted or a candidate is proposed."""

    @property
    def best(self) -> Scored | None:
        """The likeliest candidate that is possible."""
        return next((s for s in self.scored if not s.impossible), None)
