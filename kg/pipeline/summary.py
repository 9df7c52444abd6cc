"""What a build found, as a person wants to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.model import Report
from kg.ontology import Schema
from kg.pipeline.gist import Gist, Thing

__all__ = ["Failure", "Named", "Summary", "Tally"]

_THINGS = ("Project", "Dispute", "Sanction", "BilateralRelation")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be used: where it lies or what it is called, and why."""

    article: str
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A node of the graph: a name for people, the local name of its class, its IRI."""

    label: str
    cls: str
    iri: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What the articles of one build state, and what became of them.

    `actors` and `issues` are those that the articles speak of, in facts or in claims; `agreements`,
    `things` and `events` count facts only. Everything is sorted; counts come largest first.
    """

    store: Path | str
    base: str
    articles: tuple[str, ...]
    quarantined: tuple[Report, ...]
    failed: tuple[Failure, ...]
    unchanged: int
    stopped: bool
    actors: tuple[Named, ...]
    agreements: tuple[Named, ...]
    issues: tuple[Named, ...]
    things: tuple[Named, ...]
    events: tuple[tuple[str, int], ...]
    claims: tuple[tuple[str, int], ...]
    quads: int
    dropped: tuple[str, ...] = ()
    """What a language model proposed and the text did not bear out, one line a reason."""

    @property
    def event_count(self) -> int:
        """How many events are told as facts."""
        return sum(count for _, count in self.events)

    @property
    def claim_count(self) -> int:
        """How many claims are made."""
        return sum(count for _, count in self.claims)


class Tally:
    """Adds up what articles speak of while they go by; holds names, classes and IRIs, no quads."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._mentioned: dict[str, Thing] = {}
        self._stated: dict[str, Thing] = {}
        self._events: dict[str, str] = {}
        self._claims: dict[str, str] = {}
        self._articles: list[str] = []
        self._quarantined: list[Report] = []
        self._failed: list[Failure] = []
        self._unchanged = 0
        self._quads = 0

    def accept(self, article: str, gist: Gist, *, unchanged: bool = False) -> None:
        """Count an article that is in the graph."""
        self._articles.append(article)
        self._unchanged += unchanged
        self._quads += gist.quads
        for found, things in ((self._mentioned, gist.mentioned), (self._stated, gist.stated)):
            for iri, cls, label in things:
                known = found.get(iri, (iri, cls, label))
                found[iri] = (iri, self._narrower(cls, known[1]), known[2])
        for iri, cls in gist.events:
            self._events[iri] = self._narrower(cls, self._events.get(iri, cls))
        self._claims.update(gist.claims)

    def refuse(self, report: Report, *, unchanged: bool = False) -> None:
        """Count an article that is in quarantine."""
        self._quarantined.append(report)
        self._unchanged += unchanged

    def fail(self, failure: Failure) -> None:
        """Count an article that could not be used."""
        self._failed.append(failure)

    def summary(self, store: Path | str, base: str, *, stopped: bool = False) -> Summary:
        """What was counted so far."""
        return Summary(
            store=store,
            base=base,
            articles=tuple(sorted(self._articles)),
            quarantined=tuple(sorted(self._quarantined, key=lambda report: report.about)),
            failed=tuple(self._failed),
            unchanged=self._unchanged,
            stopped=stopped,
            actors=self._those(self._mentioned, "Actor", "Office"),
            agreements=self._those(self._stated, "Agreement"),
            issues=self._those(self._mentioned, "SecurityIssue"),
            things=self._those(self._stated, *_THINGS),
            events=_largest_first(
                Counter(self._schema.labels.get(cls, cls) for cls in self._events.values())
            ),
            claims=_largest_first(Counter(self._claims.values())),
            quads=self._quads,
        )

    def _narrower(self, cls: str, other: str) -> str:
        return max(
            cls, other, key=lambda name: (len(self._schema.superclasses.get(name, ())), name)
        )

    def _those(self, things: Mapping[str, Thing], *classes: str) -> tuple[Named, ...]:
        return tuple(
            sorted(
                Named(label, cls, iri)
                for iri, cls, label in things.values()
                if any(self._schema.is_a(cls, wanted) for wanted in classes)
            )
        )


def _largest_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
