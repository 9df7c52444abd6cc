"""Proof that every statement points at the very words it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.model import Finding
from kg.model.graphs import Matched
from kg.terms import ENT, OA, RDF

__all__ = ["VerifyReport", "verify"]

TYPE = ox.NamedNode(RDF + "type")
MUST_QUOTE = ("Event", "Claim", "Agreement", "Project", "Dispute", "Sanction", "BilateralRelation")
ALSO_REFERENCE = ("SecurityIssue",)
"""Reference data name these too: one needs a quote only where an article or a claim states it."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """How many pieces of evidence were proven, over how many articles, and what was not."""

    articles: int
    evidence: int
    proven: int
    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether every piece of evidence is proven and nothing stands without any."""
        return not self.findings


def verify(store: Matched) -> VerifyReport:
    """Hold every piece of evidence against its article: `text[start:end] == exact`.

    Also: every event, relation, agreement, issue that an article states, and every claim, has one.
    """
    proof = _Proof(store)
    pieces = sorted(proof.instances("Evidence"))
    findings = [f for piece in pieces for f in proof.of_evidence(piece)]
    wrong = {f.node for f in findings}
    findings += proof.unquoted(set(pieces))
    return VerifyReport(
        articles=len(proof.instances("Article")),
        evidence=len(pieces),
        proven=len(pieces) - len(wrong),
        findings=tuple(sorted(findings)),
    )


class _Proof:
    def __init__(self, store: Matched) -> None:
        self._store = store
        self._texts: dict[str, str | None] = {}

    def instances(self, cls: str) -> set[str]:
        """The IRIs of a class in the default graph."""
        found = self._store.match(None, TYPE, ox.NamedNode(ENT + cls), ox.DefaultGraph())
        return {_name(quad) for quad in found}

    def of_evidence(self, piece: str) -> Iterator[Finding]:
        """What is wrong with one piece of evidence."""
        sources = self._iris(piece, OA + "hasSource")
        if len(sources) != 1:
            yield _finding(piece, OA + "hasSource", "Evidence needs exactly one source article.")
            return
        text = self._text(sources[0])
        if text is None:
            yield _finding(
                piece,
                OA + "hasSource",
                "The source of this evidence has no text in the store.",
                value=sources[0],
            )
            return
        selectors = self._iris(piece, OA + "hasSelector")
        quotes = [q for s in selectors for q in self._values(s, OA + "exact")]
        starts = [n for s in selectors for n in self._values(s, OA + "start")]
        ends = [n for s in selectors for n in self._values(s, OA + "end")]
        if not (len(quotes) == len(starts) == len(ends) == 1):
            yield _finding(
                piece, OA + "hasSelector", "Evidence needs one start, one end, one quote."
            )
            return
        if not (starts[0].isdecimal() and ends[0].isdecimal()):
            yield _finding(piece, OA + "start", "Offsets of evidence count code points from 0.")
            return
        said = text[int(starts[0]) : int(ends[0])]
        if not said or said != quotes[0]:
            yield _finding(
                piece,
                OA + "exact",
                f"The article reads {said!r} from {starts[0]} to {ends[0]}, not what is quoted.",
                value=quotes[0],
                quote=quotes[0],
            )

    def unquoted(self, pieces: set[str]) -> Iterator[Finding]:
        """Whatever an article states without saying in which words."""
        for node, graphs in sorted(self._stated().items()):
            quoted = [self._iris(node, ENT + "evidence", graph) for graph in graphs]
            if not all(pieces.intersection(found) for found in quoted):
                yield _finding(node, ENT + "evidence", "A statement needs the words that state it.")

    def _stated(self) -> Mapping[str, list[ox.NamedNode | ox.DefaultGraph]]:
        stated: dict[str, list[ox.NamedNode | ox.DefaultGraph]] = defaultdict(list)
        for cls in (*MUST_QUOTE, *ALSO_REFERENCE):
            for quad in self._store.match(None, TYPE, ox.NamedNode(ENT + cls), None):
                graph = quad.graph_name
                if isinstance(graph, ox.NamedNode) or (
                    isinstance(graph, ox.DefaultGraph) and cls not in ALSO_REFERENCE
                ):
                    stated[_name(quad)].append(graph)
        return stated

    def _text(self, article: str) -> str | None:
        if article not in self._texts:
            texts = self._values(article, ENT + "text")
            self._texts[article] = texts[0] if len(texts) == 1 else None
        return self._texts[article]

    def _values(self, node: str, predicate: str) -> list[str]:
        return [o.value for o in self._objects(node, predicate) if isinstance(o, ox.Literal)]

    def _iris(
        self, node: str, predicate: str, graph: ox.NamedNode | ox.DefaultGraph | None = None
    ) -> list[str]:
        return [
            o.value for o in self._objects(node, predicate, graph) if isinstance(o, ox.NamedNode)
        ]

    def _objects(
        self, node: str, predicate: str, graph: ox.NamedNode | ox.DefaultGraph | None = None
    ) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
        found = self._store.match(
            ox.NamedNode(node), ox.NamedNode(predicate), None, graph or ox.DefaultGraph()
        )
        return [quad.object for quad in found]


def _name(quad: ox.Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)


def _finding(node: str, path: str, message: str, *, value: str = "", quote: str = "") -> Finding:
    return Finding(
        node=node,
        path=path,
        value=value,
        shape="",
        constraint="",
        severity="Violation",
        message=message,
        quote=quote,
    )
