"""What the pages show, read from the graph: things, statements with their words, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kg.model import ClaimTold, Told
from kg.serve.index import Thing, index_of
from kg.serve.source import Graph
from kg.terms import ENT, RDFS, Property

__all__ = [
    "CLAIMS_OF",
    "FACTS_OF",
    "Claimed",
    "Fact",
    "Passage",
    "Value",
    "claims",
    "count",
    "day",
    "facts",
    "forget",
    "nodes",
    "passage",
    "title",
    "values",
]

AROUND = 140
"""Characters of an article that are shown before and after the words that state something."""

FACTS_OF = """
SELECT ?node (SAMPLE(?b) AS ?begin) WHERE {
  ?node ?role ?thing ; ent:evidence ?e .
  FILTER (STRSTARTS(STR(?role), STR(ent:)))
  FILTER NOT EXISTS { ?node a ent:Claim }
  OPTIONAL { ?node ent:begin ?b }
} GROUP BY ?node ORDER BY DESC(STR(?begin)) ?node"""
CLAIMS_OF = """
SELECT DISTINCT ?node WHERE {
  { ?node ent:speaker ?thing } UNION { GRAPH ?node { ?s ?p ?thing } ?node a ent:Claim }
  UNION { GRAPH ?node { ?thing ?p ?o } ?node a ent:Claim }
} ORDER BY ?node"""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: a thing with a page, or text. `path` is empty for text."""

    label: str
    path: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that state something, with what stands around them in the article."""

    article: str
    title: str
    published: str
    source: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is told: its roles by name, and its passages."""

    path: str
    label: str
    kind: str
    tone: str
    when: str
    roles: tuple[tuple[str, tuple[Value, ...]], ...]
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim: who makes it, how, what it says, in which words."""

    path: str
    modality: str
    speakers: tuple[Value, ...]
    content: tuple[Fact, ...]
    passages: tuple[Passage, ...]


def count(graph: Graph, pattern: str) -> int:
    """How many nodes a pattern of `?x` finds."""
    found = graph.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    row = next(iter(found)) if isinstance(found, ox.QuerySolutions) else None
    number = row["n"] if row is not None else None
    return int(number.value) if isinstance(number, ox.Literal) else 0


def nodes(graph: Graph, query: str, thing: str) -> list[str]:
    """The IRIs that a query finds for a thing."""
    bound = {ox.Variable("thing"): ox.NamedNode(thing)}
    # a variable that is bound must stand in the SELECT line
    text = query.replace("SELECT ?node", "SELECT ?node ?thing", 1).replace(
        "SELECT DISTINCT ?node", "SELECT DISTINCT ?node ?thing", 1
    )
    text = text.replace("GROUP BY ?node", "GROUP BY ?node ?thing")
    found = graph.query(text, substitutions=bound)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    return [row["node"].value for row in rows if isinstance(row["node"], ox.NamedNode)]


def title(graph: Graph, path: str) -> Thing | None:
    """The thing of a path, if it has a name."""
    return index_of(graph).things.get(path)


def facts(graph: Graph, iris: Iterable[str]) -> tuple[Fact, ...]:
    """What some nodes of the default graph tell."""
    return tuple(_fact(graph, graph.told(iri), quoted=True) for iri in iris)


def claims(graph: Graph, iris: Iterable[str]) -> tuple[Claimed, ...]:
    """What some claims say."""
    return tuple(_claimed(graph, graph.claim(iri)) for iri in iris)


def values(
    graph: Graph, told: Told, *, hidden: Sequence[str] = ()
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The properties of a node and their values, by name."""
    found: dict[str, list[Value]] = {}
    for link in told.links:
        if link.property in hidden:
            continue
        found.setdefault(link.property, []).append(_value(graph, link.label, link.value))
    for name, shown in found.items():
        yield name, tuple(shown)


def _value(graph: Graph, label: str, value: str) -> Value:
    if value.startswith(graph.base):
        return Value(label, path=value.removeprefix(graph.base))
    if value.startswith(ENT):
        return Value(label)
    if value.startswith(("http://", "https://")):
        return Value(label if label != value else _short(value), address=value)
    return Value(label)


def _short(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


LAST = ("place", "begin", "end", "topic")
FIRST = ("actor", "recipient", "party", "between", "concerns", "target", "imposed by", "person")


def _fact(graph: Graph, told: Told, *, quoted: bool) -> Fact:
    roles = dict(values(graph, told, hidden=("participant",)))
    order = {name: n for n, name in enumerate(FIRST)}
    ordered = sorted(
        roles.items(), key=lambda item: (order.get(item[0], 50), item[0] in LAST, item[0])
    )
    when = " – ".join(day(v.label) for name in ("begin", "end") for v in roles.get(name, ())[:1])
    return Fact(
        path=told.iri.removeprefix(graph.base),
        label=told.label,
        kind=told.cls,
        tone=_tones(graph).get(told.cls, "other"),
        when=when,
        roles=tuple(item for item in ordered if item[0] not in ("begin", "end")),
        passages=tuple(_passages(graph, told)) if quoted else (),
    )


def _claimed(graph: Graph, told: ClaimTold) -> Claimed:
    claim = ox.NamedNode(told.iri)
    speakers = []
    for quad in graph.match(claim, ox.NamedNode(ENT + Property.SPEAKER), None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode):
            path = quad.object.value.removeprefix(graph.base)
            known = title(graph, path)
            speakers.append(Value(known.label if known else path, path=path))
    return Claimed(
        path=told.iri.removeprefix(graph.base),
        modality=told.modality,
        speakers=tuple(sorted(speakers, key=lambda value: value.label)),
        content=tuple(_fact(graph, one, quoted=False) for one in told.content if one.links),
        passages=tuple(_passages(graph, told)),
    )


def day(text: str) -> str:
    """A date as people write it, as precise as it is.

    >>> day("2024-04-22"), day("2024-04"), day("--01")
    ('22 April 2024', 'April 2024', 'January')
    """
    parts = re.fullmatch(r"(\d{4}|-)-?(\d\d)?(?:-(\d\d))?", text)
    if parts is None or parts[2] is None or not 1 <= int(parts[2]) <= 12:
        return text
    year = "" if parts[1] == "-" else parts[1]
    number = str(int(parts[3])) if parts[3] else ""
    return " ".join(filter(None, (number, MONTHS[int(parts[2]) - 1], year)))


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _passages(graph: Graph, told: Told | ClaimTold) -> Iterator[Passage]:
    spans = [(quote.article, quote.start, quote.start + len(quote.text)) for quote in told.quotes]
    for quote in told.quotes:
        end = quote.start + len(quote.text)
        if any(
            a == quote.article
            and start <= quote.start
            and end <= stop
            and (start, stop) != (quote.start, end)
            for a, start, stop in spans
        ):
            # a longer passage holds these words
            continue
        yield passage(graph, quote.article, quote.start, quote.start + len(quote.text))


def passage(graph: Graph, article: str, start: int, end: int) -> Passage:
    """A passage of an article."""
    text, named, published, source = _article(graph, article)
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    # whole words, of the same paragraph
    before = before.rpartition("\n")[2]
    after = after.partition("\n")[0]
    if start - len(before) > 0 and len(before) == AROUND:
        before = "… " + before.partition(" ")[2]
    if len(after) == AROUND:
        after = after.rpartition(" ")[0] + " …"
    return Passage(article, named, published, source, start, end, before, text[start:end], after)


@lru_cache(maxsize=256)
def _article(graph: Graph, id: str) -> tuple[str, str, str, str]:
    """Text, title, date and source of an article."""
    node = ox.NamedNode(f"{graph.base}article/{id}")

    def literal(predicate: str) -> str:
        found = graph.match(node, ox.NamedNode(predicate), None, ox.DefaultGraph())
        return next((q.object.value for q in found if isinstance(q.object, ox.Literal)), "")

    return (
        literal(ENT + Property.TEXT),
        literal(RDFS + "label") or id,
        literal(ENT + Property.PUBLISHED),
        literal("http://purl.org/dc/terms/source"),
    )


TONES = """
SELECT DISTINCT ?label ?quad WHERE {
  ?class rdfs:label ?label ; rdfs:subClassOf*/ent:ploverType/^skos:member ?group .
  ?group a skos:Collection ; rdfs:label ?quad .
  FILTER (REGEX(?quad, "^(verbal|material) "))
}"""


@lru_cache(maxsize=1)
def _tones(graph: Graph) -> dict[str, str]:
    """Whether a class of events is cooperation or conflict, in words or deeds, by its label."""
    found = graph.query(TONES)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    return {
        row["label"].value: row["quad"].value.replace(" ", "-")
        for row in rows
        if isinstance(row["label"], ox.Literal) and isinstance(row["quad"], ox.Literal)
    }


def forget() -> None:
    """Forget what was read of a graph that has changed."""
    _article.cache_clear()
    _tones.cache_clear()
