"""Events as rows: what tables, networks, maps and pictures are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

__all__ = ["EventRecord", "NamedActor", "NamedPlace", "Telling", "Voice"]


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor or office with its name; `country` is ISO 3166-1 alpha-3, "" where none is known."""

    iri: str
    label: str
    cls: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place or state; latitude and longitude in degrees (WGS 84), None where none are known.

    `precision` says what the point is of: the city, the area, or only the country around it.
    """

    iri: str
    label: str
    cls: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Telling:
    """One place where an article tells of an event: its id and day, and the very words."""

    article: str
    start: int
    published: str
    url: str
    quote: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who tells a claim and how: its IRI, its modality, and the speakers that are named."""

    claim: str
    modality: str
    speakers: tuple[NamedActor, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event as articles tell it as a fact, or as one claim tells it (`voice`).

    `plover` is a type of PLOVER, `quad` its group (such as "verbal conflict"); `cameo` is the code
    of the event's class, `cameo_roots` the root codes of its type. `begin` and `end` are as precise
    as the text: 2024-04-22, 2024-04, 2024, --04.
    """

    iri: str
    label: str
    cls: str
    kind: str
    begin: str = ""
    end: str = ""
    plover: str = ""
    modes: tuple[str, ...] = ()
    quad: str = ""
    cameo: str = ""
    cameo_roots: tuple[str, ...] = ()
    actors: tuple[NamedActor, ...] = ()
    recipients: tuple[NamedActor, ...] = ()
    others: tuple[NamedActor, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    topics: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()
    voice: Voice | None = None

    def pairs(self) -> list[tuple[NamedActor, NamedActor, str]]:
        """Who deals with whom in it, and how: `toward`, `with` or `against`.

        From each who acts to each recipient (`toward`). Without a recipient each two who act deal
        `with` each other, or `against` each other in a clash, where direction means nothing. Two
        who condemn a third deal with the third: what they do together is no dealing of theirs.
        """
        if self.recipients:
            return [
                (actor, recipient, "toward")
                for actor in self.actors
                for recipient in self.recipients
                if actor.iri != recipient.iri
            ]
        relation = "against" if self.cls == "Clash" else "with"
        return [(one, other, relation) for one, other in combinations(self.actors, 2)]

    @property
    def status(self) -> str:
        """`fact` or `claim`."""
        return "claim" if self.voice else "fact"
