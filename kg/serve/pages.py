"""The pages for people: each is a job of a worker, and comes back as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import pairwise
from urllib.parse import quote

import jinja2
import pyoxigraph as ox

from kg.serve.asking import packed
from kg.serve.frame import Frame
from kg.serve.index import Found, index_of
from kg.serve.media import HTML
from kg.serve.source import Graph
from kg.serve.views import (
    CLAIMS_OF,
    FACTS_OF,
    claims,
    count,
    day,
    facts,
    forget,
    nodes,
    title,
    values,
)
from kg.serve.wire import Answer
from kg.terms import ENT

__all__ = [
    "article",
    "compare",
    "cool",
    "editor",
    "entity",
    "files",
    "home",
    "message",
    "render",
    "search",
    "warm",
]

PER_PAGE = 20
"""Statements on one page."""
SPOKEN = (
    "SELECT ?label (COUNT(DISTINCT ?x) AS ?n) WHERE { %s } GROUP BY ?label ORDER BY DESC(?n) ?label"
)
BETWEEN = """
SELECT DISTINCT ?node ?begin WHERE {
  ?node ?one ?a ; ?other ?b ; ent:evidence ?e .
  FILTER (STRSTARTS(STR(?one), STR(ent:)) && STRSTARTS(STR(?other), STR(ent:)))
  FILTER NOT EXISTS { ?node a ent:Claim }
  OPTIONAL { ?node ent:begin ?begin }
} ORDER BY DESC(STR(?begin)) ?node"""
CLAIMED = """
SELECT DISTINCT ?node WHERE {
  GRAPH ?node { ?x ?one ?a ; ?other ?b }
  ?node a ent:Claim .
} ORDER BY ?node"""
OFFICES = """
SELECT ?tenure ?person ?holder ?office ?post ?begin ?end WHERE {
  { ?tenure ent:person ?thing } UNION { ?tenure ent:office ?thing }
  UNION { ?tenure ent:office/ent:officeOf ?thing }
  ?tenure a ent:Tenure ; ent:person ?person ; ent:office ?office .
  ?person rdfs:label ?holder . ?office rdfs:label ?post .
  OPTIONAL { ?tenure ent:begin ?begin } OPTIONAL { ?tenure ent:end ?end }
} ORDER BY DESC(COALESCE(STR(?begin), "")) ?post ?holder LIMIT 200"""
STATES = """
SELECT DISTINCT ?state ?label WHERE {
  { ?s ent:evidence ?e ; ?p ?state } UNION { GRAPH ?g { ?s ?p ?state } }
  ?state a ent:State ; rdfs:label ?label .
} ORDER BY ?label"""


@cache
def _environment() -> jinja2.Environment:
    """Everything is escaped; a name that is not given is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.serve"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["path"] = lambda text: quote(str(text), safe="/")
    made.filters["web"] = lambda text: text if str(text).startswith(("http://", "https://")) else ""
    made.filters["day"] = day
    made.globals["version"] = version("entente")
    return made


def warm(graph: Graph) -> None:
    """Read beforehand what every page needs, so that all workers share it."""
    index_of(graph)
    environment = _environment()
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    _overview(graph)


def cool() -> None:
    """Forget what was read beforehand: the graph has changed."""
    for kept in (index_of, _overview):
        kept.cache_clear()
    forget()


def render(name: str, frame: Frame, status: int = 200, **given: object) -> Answer:
    """A template as an answer."""
    text = _environment().get_template(name).render(frame=frame, **given)
    return packed(Answer(status, text.encode(), HTML.told), compress=frame.compress)


def message(_graph: Graph, *, frame: Frame, status: int, told: str) -> Answer:
    """A page that says why there is no other one."""
    return render("message.html", frame, status, told=told)


def home(graph: Graph, *, frame: Frame) -> Answer:
    """What the graph holds, and how to start."""
    return render("home.html", frame, overview=_overview(graph))


@lru_cache(maxsize=1)
def _overview(graph: Graph) -> dict[str, object]:
    articles = graph.articles()
    things = sorted(index_of(graph).things.values(), key=lambda t: (-t.spoken, t.label, t.path))
    index = index_of(graph)
    actors = [t for t in things if t.spoken and index.is_a(t, "Actor")][:16]
    matters = [
        t
        for t in things
        if t.spoken and index.is_a(t, "SecurityIssue") and not index.is_a(t, "Actor")
    ][:10]
    return {
        "counts": [
            ("articles", len(articles)),
            ("events told as facts", count(graph, "?x a ent:Event ; ent:evidence ?e")),
            ("claims", count(graph, "?x a ent:Claim")),
            ("agreements", count(graph, "?x a ent:Agreement ; ent:evidence ?e")),
            ("actors spoken of", sum(bool(t.spoken) and index.is_a(t, "Actor") for t in things)),
        ],
        "kinds": _counted(
            graph,
            "?x ent:evidence ?e ; a ?c . ?c rdfs:subClassOf ent:Event ; rdfs:label ?label",
        ),
        "modalities": _counted(graph, "?x a ent:Claim ; ent:modality/rdfs:label ?label"),
        "actors": actors,
        "matters": matters,
        "articles": [
            thing for id in articles[:12] if (thing := title(graph, f"article/{id}")) is not None
        ],
        "questions": [q for q in graph.questions() if q.summary][:6],
    }


def _counted(graph: Graph, pattern: str) -> list[tuple[str, int]]:
    found = graph.query(SPOKEN % pattern)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    return [
        (row["label"].value, int(row["n"].value))
        for row in rows
        if isinstance(row["label"], ox.Literal) and isinstance(row["n"], ox.Literal)
    ]


def search(graph: Graph, *, frame: Frame, text: str) -> Answer:
    """Things by name, by kind."""
    found = index_of(graph).find(text, limit=60)
    groups: dict[str, list[Found]] = {}
    for one in found:
        groups.setdefault(one.thing.kind, []).append(one)
    return render("search.html", frame, text=text, groups=groups, total=len(found))


def entity(graph: Graph, *, frame: Frame, path: str, page: int) -> Answer:
    """A thing: what is known, told and claimed of it."""
    iri = f"{graph.base}{path}"
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return message(graph, frame=frame, status=404, told="no thing has such an address")
    kind, _, id = path.partition("/")
    if kind == "article" and id in graph.articles():
        return article(graph, frame=frame, id=id, start=None, end=None)
    is_claim = next(graph.match(node, ox.NamedNode(ENT + "modality")), None) is not None
    known = next(graph.match(node, None, None, ox.DefaultGraph()), None) is not None
    told_of = nodes(graph, FACTS_OF, iri)
    claimed = [iri] if is_claim else nodes(graph, CLAIMS_OF, iri)
    if not known and not told_of and not claimed:
        return message(graph, frame=frame, status=404, told=f"the graph does not know {path}")
    home_graph = None if known else claimed[0]
    told = graph.told(iri, home_graph)
    own = facts(graph, [iri]) if told.quotes and known and not is_claim else ()
    thing = title(graph, path)
    names = thing.names[1:] if thing else ()
    shown = slice((page - 1) * PER_PAGE, page * PER_PAGE)
    pages = max(1, -(-max(len(told_of), len(claimed)) // PER_PAGE))
    return render(
        "entity.html",
        frame,
        path=path,
        iri=iri,
        label=told.label,
        kind=told.cls or (thing.kind if thing else "thing"),
        names=_aliases(graph, node, told.label) if names else [],
        known=list(values(graph, told, hidden=("participant",))),
        own=own,
        is_claim=is_claim,
        only_claimed=not known,
        offices=_offices(graph, node),
        facts=facts(graph, told_of[shown]),
        fact_count=len(told_of),
        claims=claims(graph, claimed[shown]),
        claim_count=len(claimed),
        page=page,
        pages=pages,
    )


def _aliases(graph: Graph, node: ox.NamedNode, label: str) -> list[str]:
    alt = ox.NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    found = {
        quad.object.value for quad in graph.match(node, alt) if isinstance(quad.object, ox.Literal)
    }
    return sorted(found - {label})[:12]


def _offices(graph: Graph, node: ox.NamedNode) -> list[dict[str, str]]:
    query = OFFICES.replace("SELECT ?tenure", "SELECT ?thing ?tenure", 1)
    found = graph.query(query, substitutions={ox.Variable("thing"): node})
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    offices = []
    for row in rows:
        told = {
            name: term.value.removeprefix(graph.base)
            for name in ("person", "holder", "office", "post", "begin", "end")
            if isinstance(term := row[name], (ox.NamedNode, ox.Literal))
        }
        offices.append({"begin": "", "end": "", **told})
    return offices


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an article's text; what states something is marked."""

    text: str
    kind: str
    anchors: tuple[str, ...]
    is_chosen: bool


def article(graph: Graph, *, frame: Frame, id: str, start: int | None, end: int | None) -> Answer:
    """The text of an article, and beside it what it states."""
    node = ox.NamedNode(f"{graph.base}article/{id}")
    texts = [
        quad.object.value
        for quad in graph.match(node, ox.NamedNode(ENT + "text"))
        if isinstance(quad.object, ox.Literal)
    ]
    if not texts:
        return message(graph, frame=frame, status=404, told=f"the graph has no article {id}")
    query = """
    SELECT DISTINCT ?node ?article ?isClaim WHERE {
      ?node ent:evidence ?e . ?e oa:hasSource ?article .
      BIND (EXISTS { ?node a ent:Claim } AS ?isClaim)
    } ORDER BY ?node"""
    found = graph.query(query, substitutions={ox.Variable("article"): node})
    told: list[str] = []
    claimed: list[str] = []
    for row in found if isinstance(found, ox.QuerySolutions) else ():
        who, is_claim = row["node"], row["isClaim"]
        if isinstance(who, ox.NamedNode) and isinstance(is_claim, ox.Literal):
            (claimed if is_claim.value == "true" else told).append(who.value)
    statements: list[tuple[int, int, str, object]] = []
    for kind, group in (("fact", facts(graph, told)), ("claim", claims(graph, claimed))):
        for one in group:
            spans = [(p.start, p.end) for p in one.passages if p.article == id]
            statements += [(*span, kind, one) for span in spans[:1]]
    statements.sort(key=lambda s: (s[0], s[1], s[2]))
    about = graph.told(node.value)
    return render(
        "article.html",
        frame,
        id=id,
        path=f"article/{id}",
        iri=node.value,
        label=about.label,
        known=list(values(graph, about)),
        meta=_meta(graph, node),
        paragraphs=_paragraphs(texts[0], statements, start, end),
        statements=statements,
        chosen=(start, end),
    )


def _meta(graph: Graph, node: ox.NamedNode) -> dict[str, str]:
    found = {}
    for quad in graph.match(node, None, None, ox.DefaultGraph()):
        name = quad.predicate.value.rpartition("/")[2].rpartition("#")[2]
        if name in ("published", "source", "url") and isinstance(quad.object, ox.Literal):
            found[name] = quad.object.value
    return {"published": "", "source": "", "url": "", **found}


def _paragraphs(
    text: str,
    statements: Sequence[tuple[int, int, str, object]],
    start: int | None,
    end: int | None,
) -> list[list[Piece]]:
    """The text in paragraphs, cut wherever a passage begins or ends."""
    cuts = {0, len(text), *(start or 0, end or 0)}
    for begin, stop, _, _ in statements:
        cuts |= {begin, stop}
    ordered = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    paragraphs: list[list[Piece]] = [[]]
    for begin, stop in pairwise(ordered):
        kinds = sorted({f"said-{kind}" for a, b, kind, _ in statements if a <= begin and stop <= b})
        anchors = tuple(
            dict.fromkeys(f"evidence-{a}-{b}" for a, b, _, _ in statements if a == begin)
        )
        chosen = start is not None and end is not None and start <= begin and stop <= end
        for number, line in enumerate(text[begin:stop].split("\n")):
            if number:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(
                    Piece(line, " ".join(kinds), anchors if not number else (), chosen)
                )
    return [pieces for pieces in paragraphs if pieces]


def compare(graph: Graph, *, frame: Frame, one: str, other: str) -> Answer:
    """Two states: what binds and what divides them, as facts and as claims."""
    found = graph.query(STATES)
    states = [
        (row["state"].value.removeprefix(graph.base), row["label"].value)
        for row in (found if isinstance(found, ox.QuerySolutions) else ())
        if isinstance(row["state"], ox.NamedNode) and isinstance(row["label"], ox.Literal)
    ]
    told: tuple[object, ...] = ()
    said: tuple[object, ...] = ()
    tones: Counter[str] = Counter()
    labels = dict(states)
    if one in labels and other in labels and one != other:
        bound = {
            ox.Variable("a"): ox.NamedNode(graph.base + one),
            ox.Variable("b"): ox.NamedNode(graph.base + other),
        }
        shared = facts(graph, _both(graph, BETWEEN, bound)[:200])
        told, said = shared, claims(graph, _both(graph, CLAIMED, bound)[:100])
        tones = Counter(fact.tone for fact in shared)
    return render(
        "compare.html",
        frame,
        states=states,
        one=one,
        other=other,
        labels=labels,
        facts=told,
        claims=said,
        tones=[(tone, tones[tone]) for tone in TONES if tones[tone]],
    )


TONES = (
    "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "other",
)  # fmt: skip


def _both(graph: Graph, query: str, bound: dict[ox.Variable, ox.NamedNode]) -> list[str]:
    query = query.replace("SELECT DISTINCT ?node", "SELECT DISTINCT ?a ?b ?node", 1)
    found = graph.query(query, substitutions=bound)
    rows = found if isinstance(found, ox.QuerySolutions) else ()
    iris = [row["node"].value for row in rows if isinstance(row["node"], ox.NamedNode)]
    return list(dict.fromkeys(iris))


def files(_graph: Graph, *, frame: Frame, files: tuple[tuple[str, str], ...]) -> Answer:
    """The files of the whole graph."""
    return render("files.html", frame, files=files)


def editor(graph: Graph, *, frame: Frame) -> Answer:
    """The SPARQL editor."""
    return render("sparql.html", frame, questions=[q for q in graph.questions() if q.summary])
