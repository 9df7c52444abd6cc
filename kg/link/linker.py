"""From subjects to decisions: candidates are looked up, described and weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import EndpointError
from kg.link import search
from kg.link.above import Above
from kg.link.decide import ALIKE, decide
from kg.link.details import AT_ONCE, by_code, by_name, detailed, right_above
from kg.link.likeness import name_likeness
from kg.link.mirror import Mirror
from kg.link.sources import Source
from kg.link.values import Candidate, Decision, Subject
from kg.ontology import Schema
from kg.web import Client

__all__ = ["Linker"]

TRIED = 6
"""Names of a subject that are looked up, until one of them is found."""

Watch = Callable[[str, int, int], None]
"""Told what is worked on, how many are done, and of how many."""


class Linker:
    """Links subjects to one source."""

    def __init__(self, client: Client, source: Source, schema: Schema) -> None:
        self._client, self._source, self._schema = client, source, schema
        self._above = Above(lambda types: right_above(client, source, types))
        self._mirror = Mirror.read(Path(source.url)) if source.search == "file" else None
        self.failures: list[tuple[Subject, EndpointError]] = []
        """Subjects that could not be looked up, and why."""

    def link(self, subjects: Sequence[Subject], watch: Watch | None = None) -> Iterator[Decision]:
        """Decide on each subject that the source may know, fifty at a time, in their order.

        Where the source cannot be asked, what it failed on is in `failures`, and the rest goes on.
        """
        wanted = [s for s in subjects if self._may_know(s)]
        for start in range(0, len(wanted), AT_ONCE):
            batch = wanted[start : start + AT_ONCE]
            if watch is not None:
                watch(batch[0].label, start, len(wanted))
            yield from self._batch(batch)

    def _may_know(self, subject: Subject) -> bool:
        above = self._schema.superclasses.get(subject.cls, frozenset({subject.cls}))
        return not self._source.kinds or bool(above & set(self._source.kinds))

    def _batch(self, batch: list[Subject]) -> Iterator[Decision]:
        try:
            found = self._found(batch)
            merged = _merged(c for candidates in found.values() for c in candidates)
            known = (
                merged
                if self._mirror
                else detailed(self._client, self._source, merged.values(), self._above)
            )
        except EndpointError as error:
            # one that cannot be described would be judged by its name
            self.failures.extend((subject, error) for subject in batch)
            return
        for subject in batch:
            if subject.iri in found:
                candidates = [known[c.iri] for c in found[subject.iri]]
                yield decide(subject, candidates, self._schema, source=self._source.name)

    def _found(self, batch: list[Subject]) -> dict[str, list[Candidate]]:
        """Candidates by the subject's IRI; none for a subject that could not be looked up."""
        if self._mirror is not None:
            return {s.iri: self._mirrored(self._mirror, s) for s in batch}
        found = self._coded(batch)
        if self._source.search == "sparql":
            names = {s.iri: (*s.names, *s.local) for s in batch}
            named = by_name(self._client, self._source, (n for ns in names.values() for n in ns))
            for subject in batch:
                found[subject.iri] += [c for n in names[subject.iri] for c in named.get(n, ())]
        elif self._source.search == "reconcile":
            for answers in search.reconcile(self._client, self._source, batch):
                for subject in batch:
                    found[subject.iri] += answers.get(subject.label, [])
        else:
            for subject in batch:
                try:
                    found[subject.iri] += self._searched(subject)
                except EndpointError as error:
                    self.failures.append((subject, error))
                    del found[subject.iri]
        return found

    def _coded(self, batch: list[Subject]) -> dict[str, list[Candidate]]:
        """What has the code of a subject, whatever it is called there."""
        coded = by_code(self._client, self._source, batch) if self._source.by_code else {}
        return {
            s.iri: [
                Candidate(iri, s.label)
                for kind, code in sorted(s.codes)
                if kind == "iso3"
                for iri in coded.get(code, ())
            ]
            for s in batch
        }

    def _searched(self, subject: Subject) -> list[Candidate]:
        look = {
            "wikibase": search.wikibase,
            "dbpedia": search.dbpedia,
            "geonames": search.geonames,
        }[self._source.search]
        found: list[Candidate] = []
        names = (*subject.names, *subject.local)
        for name in names[:TRIED]:
            found += look(self._client, self._source, name)
            # one that has the name as an alias only hides others: it may be better known by another
            if any(name_likeness(names, (c.label,)) >= ALIKE for c in found):
                break
        return found

    @staticmethod
    def _mirrored(mirror: Mirror, subject: Subject) -> list[Candidate]:
        return [
            *(c for code in sorted(subject.codes) for c in mirror.coded(code)),
            *(c for name in (*subject.names, *subject.local) for c in mirror.named(name)),
        ]


def _merged(candidates: Iterator[Candidate]) -> dict[str, Candidate]:
    """Each once: what a search says of it stands before what only its code is known of."""
    merged: dict[str, Candidate] = {}
    for candidate in candidates:
        before = merged.get(candidate.iri)
        if before is None or len(candidate.names) > len(before.names):
            merged[candidate.iri] = candidate
    return merged
