"""Enriching: facts of linked things, brought into a graph of their own, gated and compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg.enrich import (
    KINDS,
    Conflict,
    Fact,
    Outside,
    about,
    asked,
    conflicts,
    graph_name,
    name_of,
    outsides,
    quads,
)
from kg.errors import EndpointError, OptionError
from kg.model import Finding
from kg.pipeline.defaults import STORE
from kg.pipeline.linking import CACHE, links_in_force
from kg.pipeline.opening import opened
from kg.pipeline.run import Step, Watch
from kg.pipeline.stations import Stations
from kg.query import resolve
from kg.store import RemoteStore, Store
from kg.terms import ENT, OWL, PROV, SKOS
from kg.web import Client, Manners

__all__ = ["Enrichment", "enrich"]

SAME = (SKOS + "exactMatch", OWL + "sameAs")
AT_ONCE = 50
DEFAULT = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What was brought from a source.

    `counts` are facts by kind; `refused` what broke a shape and was left out; `failed` the reasons
    why some things could not be asked for, with their number: what was known of them stays.
    """

    graph: str
    items: int
    counts: tuple[tuple[str, int], ...]
    refused: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    failed: tuple[tuple[str, int], ...]
    quads: int

    def as_json(self) -> dict[str, object]:
        """All of it as plain values."""
        names = Conflict.__dataclass_fields__
        return {
            "graph": self.graph,
            "items": self.items,
            "facts": dict(self.counts),
            "refused": [{"node": f.node, "message": f.message} for f in self.refused],
            "conflicts": [{n: getattr(c, n) for n in names} for c in self.conflicts],
            "failed": dict(self.failed),
            "quads": self.quads,
        }


def enrich(
    *names: str,
    store: Path | str = STORE,
    source: str = "wikidata",
    sources: Path | None = None,
    kinds: Sequence[str] = KINDS,
    refresh: bool = False,
    offline: bool = False,
    cache: Path | None = None,
    decisions: Path | None = None,
    retrieved: str = "",
    watch: Watch | None = None,
) -> Enrichment:
    """Bring facts of linked things from a knowledge base into the graph `outside-{source}`.

    Only what is linked by skos:exactMatch or owl:sameAs is asked for; `names` narrow it down.
    `kinds` are some of `kg.enrich.KINDS`. `refresh` asks whether kept answers still hold.
    `retrieved` (an ISO date) stands in place of the day that the source gave. What breaks a shape
    is left out and told; what contradicts the graph is told and changes nothing.
    """
    known = outsides(sources)
    if source not in known:
        raise OptionError(source, found="no such source of facts", allowed=", ".join(sorted(known)))
    if unknown := sorted({*kinds} - {*KINDS}):
        raise OptionError(unknown[0], found="no such kind of fact", allowed=", ".join(KINDS))
    outside = known[source]
    folder = Path(store)
    with opened(folder) as graph:
        base = graph.base
        only = {resolve(graph, name).value for name in names}
        before = graph.supplement(name_of(source))
        states = _states(graph)
    ours = _ours(folder, decisions, outside, base)
    wanted = sorted(item for item, subject in ours.items() if not only or subject in only)
    if not wanted:
        raise OptionError(
            ", ".join(names) or str(folder),
            found=f"nothing of it is linked with {outside.title}",
            remedy="run kg link first",
        )
    manners = Manners(rate=outside.rate, attempts=outside.attempts)
    if refresh:
        manners = replace(manners, fresh=0)
    with Client(manners=manners, cache=cache or folder / CACHE, offline=offline) as client:
        facts, failed = _facts(client, outside, wanted, watch)
    chosen = [f for f in facts if f.kind in (*kinds, "revision")]
    gone = {item for items in failed.values() for item in items}
    untouched = {i for i in ours if i in gone or i not in wanted}
    stated = [
        *quads(chosen, ours, outside, base=base, states=states, retrieved=retrieved),
        *_kept(before, untouched, ours),
    ]
    with Store.open(folder) as graph:
        fine, refused = _gated(stated, Stations.of(base=base).at(graph))
        graph.attach(name_of(source), [*about(outside, base=base), *fine])
        found = conflicts(graph, fine)
    return Enrichment(
        graph_name(base, source).value,
        len(wanted) - len(gone),
        tuple(sorted(Counter(f.kind for f in chosen if f.kind != "revision").items())),
        refused,
        tuple(found),
        tuple(sorted((reason, len(items)) for reason, items in failed.items())),
        len(fine),
    )


def _ours(folder: Path, decisions: Path | None, outside: Outside, base: str) -> dict[str, str]:
    """The IRI of ours for each item of theirs that is the same."""
    links = links_in_force(folder, decisions=decisions, base=base)
    return {
        k.object: k.subject
        for k in links
        if k.predicate in SAME and k.object.startswith(outside.entity)
    }


def _states(graph: Store | RemoteStore) -> dict[str, str]:
    """The states of the graph by their codes."""
    found = graph.match(None, ox.NamedNode(ENT + "isoAlpha3"), None, DEFAULT)
    return {
        q.object.value: q.subject.value
        for q in found
        if isinstance(q.object, ox.Literal) and isinstance(q.subject, ox.NamedNode)
    }


def _facts(
    client: Client, outside: Outside, items: Sequence[str], watch: Watch | None
) -> tuple[list[Fact], dict[str, list[str]]]:
    """All facts, and the items that could not be asked for, by the reason."""
    found: dict[Fact, None] = {}
    failed: dict[str, list[str]] = {}
    for start in range(0, len(items), AT_ONCE):
        batch = items[start : start + AT_ONCE]
        if watch is not None:
            watch(Step(outside.title, start, len(items)))
        try:
            found.update(dict.fromkeys(asked(client, outside, batch)))
        except EndpointError as error:
            failed.setdefault(str(error), []).extend(batch)
    return list(found), failed


def _kept(before: Iterable[ox.Quad], items: set[str], ours: dict[str, str]) -> list[ox.Quad]:
    """What was known of some items, and of what that points at."""
    quads = list(before)
    roots = {*items, *(ours[i] for i in items if i in ours)}
    derived = ox.NamedNode(PROV + "wasDerivedFrom")
    roots |= {
        q.subject.value
        for q in quads
        if q.predicate == derived
        and isinstance(q.object, ox.NamedNode)
        and q.object.value in items
        and isinstance(q.subject, ox.NamedNode)
    }
    named = {
        q.object.value
        for q in quads
        if isinstance(q.subject, ox.NamedNode)
        and q.subject.value in roots
        and isinstance(q.object, ox.NamedNode)
    }
    return [
        q for q in quads if isinstance(q.subject, ox.NamedNode) and q.subject.value in roots | named
    ]


def _gated(
    stated: Iterable[ox.Quad], stations: Stations
) -> tuple[list[ox.Quad], tuple[Finding, ...]]:
    """What fits the shapes of the ontology, and what was left out because it does not.

    What points at something that was left out may not fit any more: so it goes on until all does.
    """
    left = list(dict.fromkeys(stated))
    refused: list[Finding] = []
    while left:
        plain = [ox.Quad(q.subject, q.predicate, q.object, DEFAULT) for q in left]
        report = stations.checker.check("outside", plain, stations.context)
        broken = [f for f in report.findings if f.severity == "Violation"]
        nodes = {f.node.strip("<>") for f in broken}
        fine = [
            q
            for q in left
            if not (isinstance(q.subject, ox.NamedNode) and q.subject.value in nodes)
        ]
        if not broken:
            break
        refused += broken
        # a rule that no node of it breaks would never end
        left = fine if len(fine) < len(left) else []
    return left, tuple(sorted(set(refused)))
