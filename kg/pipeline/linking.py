"""Linking: what the graph speaks of, looked up elsewhere, decided, and kept beside the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import EndpointError, OptionError
from kg.link import Decision, Linker, Source, Subject, Verdict, load_sources, subjects
from kg.link import graph as links
from kg.link.proposals import Proposal, keep, proposals, row
from kg.link.sssom import Link, read
from kg.ontology import Ontology
from kg.pipeline.defaults import STORE
from kg.pipeline.opening import opened
from kg.pipeline.run import Step, Watch
from kg.query import resolve
from kg.store import Store
from kg.terms import SKOS
from kg.web import Client, Manners, Secret

__all__ = ["Linking", "decisions_of", "link", "links_in_force", "renew", "web"]

CACHE = "web"
"""The folder of kept answers, in the folder of the graph."""


@dataclass(frozen=True, slots=True)
class Linking:
    """What a run of the linking decided.

    `failed` are subjects that could not be looked up, each with the reason; `sent` and `kept` count
    requests that went out and answers that were there already.
    """

    decisions: tuple[Decision, ...]
    failed: tuple[tuple[Subject, EndpointError], ...]
    links: int
    sent: int
    kept: int

    def counts(self) -> dict[str, int]:
        """How many decisions there are of each verdict."""
        found = {v.value: sum(d.verdict is v for d in self.decisions) for v in Verdict}
        return {name: count for name, count in found.items() if count}

    def failures(self) -> dict[str, list[str]]:
        """Labels of what could not be looked up, by the reason."""
        found: dict[str, list[str]] = {}
        for subject, error in self.failed:
            found.setdefault(str(error), []).append(subject.label)
        return found

    def as_json(self) -> dict[str, object]:
        """All of it as plain values."""
        return {
            "decisions": [row(d) for d in self.decisions],
            "failed": [{"subject": s.iri, "reason": str(e)} for s, e in self.failed],
            "links": self.links,
        }


def link(
    *names: str,
    store: Path | str = STORE,
    source: Sequence[str] = ("wikidata",),
    sources: Path | None = None,
    known: bool = False,
    offline: bool = False,
    cache: Path | None = None,
    decisions: Path | None = None,
    again: bool = False,
    ontology: Path | None = None,
    watch: Watch | None = None,
) -> Linking:
    """Look things of the graph up elsewhere, and link what they are beyond doubt.

    `names` are names, codes, paths or IRIs; without any, it is all that articles speak of, with
    `known` all reference data as well. `source` are names of knowledge bases, `sources` a file
    that describes more of them. Answers are kept in `cache`, by default in the store's folder;
    `offline` nothing is asked. What people decided (`decisions`, by default `{store}.sssom.tsv`) is
    not decided anew, unless `again` says so.
    """
    chosen = _chosen(source, load_sources(sources))
    schema = Ontology.load(ontology).schema
    folder = Path(store)
    decided = decisions_of(folder, decisions)
    with opened(folder) as graph:
        only = [resolve(graph, name).value for name in names] if names else None
        base, wanted = graph.base, subjects(graph, schema, only=only, known=known)
    _refuse_what_cannot_be_linked(names, only, wanted)
    made: list[Decision] = []
    failed: list[tuple[Subject, EndpointError]] = []
    sent = kept = 0
    for one in chosen:
        with web(folder, [one], offline=offline, cache=cache) as client:
            linker = Linker(client, one, schema)
            asked = wanted if again else _undecided(wanted, one, decided)
            told = linker.link(asked, _watched(watch))
            made += [_without_rejected(decision, decided) for decision in told]
            failed += linker.failures
            sent, kept = sent + client.sent, kept + client.kept
    for one in chosen:
        keep(folder, one.name, [d for d in made if d.source == one.name])
    count = renew(folder, decisions=decisions, base=base)
    return Linking(tuple(made), tuple(failed), count, sent, kept)


def renew(
    store: Path | str = STORE, *, decisions: Path | None = None, base: str | None = None
) -> int:
    """Let the graph hold the links that are in force now; gives their number."""
    holding = links_in_force(store, decisions=decisions, base=base)
    with Store.open(store) as graph:
        graph.attach(links.LINKS, links.quads(holding, base=graph.base) if holding else ())
    return len(holding)


def links_in_force(
    store: Path | str = STORE, *, decisions: Path | None = None, base: str | None = None
) -> list[Link]:
    """What people accepted, and what the program accepted and nobody rejected."""
    folder = Path(store)
    proposed = [_accepted(p) for p in proposals(folder, verdict=Verdict.ACCEPT) if p.options]
    return links.in_force(proposed, decisions_of(folder, decisions, base=base))


def decisions_of(store: Path, file: Path | None = None, *, base: str | None = None) -> list[Link]:
    """What people decided on the links of a store; nothing if there is no file of it yet."""
    where = file or decisions_file(store)
    if file is not None and not where.is_file():
        return []
    return read(where, base=base) if where.is_file() else []


def decisions_file(store: Path) -> Path:
    """Where decisions are kept: beside the graph, since they outlive it."""
    return store.with_name(f"{store.name}.sssom.tsv")


@contextmanager
def web(
    store: Path, asked: Sequence[Source], *, offline: bool, cache: Path | None = None
) -> Iterator[Client]:
    """A client with the manners and credentials that some sources want."""
    secrets: dict[str, Secret] = {}
    for source in asked:
        if source.secret is not None:
            if source.needs_secret and not source.secret.value() and not offline:
                raise OptionError(
                    source.name,
                    found=f"the environment variable {source.secret.variable} is not set",
                    remedy=f"set it to your credential at {source.title}",
                )
            secrets |= {_origin(address): source.secret for address in source.addresses}
    manners = Manners()
    if asked:
        manners = replace(
            manners,
            rate=min(s.rate for s in asked),
            attempts=int(min(s.attempts for s in asked)),
            timeout=max(s.timeout for s in asked),
        )
    if contact := next((s.contact for s in asked if s.contact), ""):
        manners = replace(manners, contact=contact)
    with Client(
        manners=manners, cache=cache or store / CACHE, offline=offline, secrets=secrets
    ) as client:
        yield client


def _origin(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _chosen(names: Sequence[str], known: Mapping[str, Source]) -> list[Source]:
    for name in names:
        if name not in known:
            raise OptionError(
                name,
                found="no such source",
                allowed=", ".join(sorted(known)),
                remedy="or describe it in a file (--sources)",
            )
    return [known[name] for name in names]


def _refuse_what_cannot_be_linked(
    names: Sequence[str], only: list[str] | None, wanted: list[Subject]
) -> None:
    found = {s.iri for s in wanted}
    for name, iri in zip(names, only or (), strict=False):
        if iri not in found:
            raise OptionError(
                name,
                found=f"{iri} is neither an actor, a place, an office nor an agreement",
                remedy="only those are linked",
            )


def _undecided(wanted: list[Subject], source: Source, decided: list[Link]) -> list[Subject]:
    """Without those of which somebody said what they are there."""
    settled = {k.subject for k in decided if k.is_match and k.object.startswith(source.entity)}
    return [s for s in wanted if s.iri not in settled]


def _without_rejected(decision: Decision, decided: list[Link]) -> Decision:
    """A decision that keeps to what people said: what they rejected is no candidate."""
    rejected = {k.object for k in decided if k.negated and k.subject == decision.subject.iri}
    left = tuple(s for s in decision.scored if s.candidate.iri not in rejected)
    if len(left) == len(decision.scored):
        return decision
    gone = decision.best is not None and decision.best.candidate.iri in rejected
    if not gone:
        return replace(decision, scored=left)
    return replace(
        decision,
        scored=left,
        verdict=Verdict.CANDIDATE if any(not s.impossible for s in left) else Verdict.NONE,
        reasons=("what it seemed to be was rejected",),
    )


def _accepted(proposal: Proposal) -> Link:
    best = next(o for o in proposal.options if o.possible)
    return proposal.as_link(
        best,
        predicate=SKOS + proposal.match,
        confidence=best.confidence,
        comment="; ".join(proposal.reasons),
    )


def _watched(watch: Watch | None) -> Callable[[str, int, int], None] | None:
    if watch is None:
        return None
    return lambda label, done, total: watch(Step(label, done, total))
