"""What is written is what the graph holds, in every format, in one order."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import OptionError, QueryError
from kg.export import FORMATS, export, order
from kg.export.order import grouped, lines
from kg.store import Store
from kg.terms import PREFIXES

READERS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
DEFAULT = ox.DefaultGraph()


def _written(store: Store, **options: str | bool) -> str:
    out = io.BytesIO()
    export(store, out=out, **options)  # type: ignore[arg-type]  # mypy joins the options' types
    return out.getvalue().decode()


def _read(text: str, format: str) -> ox.Dataset:
    return _canonical(ox.parse(text, format=READERS[format]))


def _canonical(quads: object) -> ox.Dataset:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]  # any iterable of quads
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _name(store: Store, path: str) -> ox.NamedNode:
    return ox.NamedNode(store.base + path)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("background", [False, True])
def test_what_is_written_reads_back_as_the_same_graph(
    store: Store, format: str, background: bool
) -> None:
    """Also odd characters, numbers, languages, blank nodes of the ontology and carriage returns."""
    read = _read(_written(store, format=format, background=background), format)
    whole = store.quads() if background else _read(_written(store, format="nquads"), "nquads")
    expected = [q for q in whole if FORMATS[format].datasets or q.graph_name == DEFAULT]
    assert set(read) == set(_canonical(expected))
    assert len(expected) > 30


# rdflib warns about its own use of what it has deprecated
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
@pytest.mark.parametrize("format", READERS)
def test_rdflib_reads_the_same(store: Store, format: str) -> None:
    """Another reader than the writer's own finds as many statements, graph by graph."""
    name = {"rdfxml": "xml", "ntriples": "nt", "jsonld": "json-ld"}.get(format, format)
    text = _written(store, format=format)
    graphs: dict[str, int] = {}
    if FORMATS[format].datasets:
        for graph in rdflib.Dataset().parse(data=text, format=name).graphs():
            graphs[str(graph.identifier)] = len(graph)
    else:
        graphs[str(DATASET_DEFAULT_GRAPH_ID)] = len(rdflib.Graph().parse(data=text, format=name))
    expected = Counter(
        q.graph_name.value if isinstance(q.graph_name, ox.NamedNode) else "urn:x-rdflib:default"
        for q in _read(text, format)
    )
    assert {graph: count for graph, count in graphs.items() if count} == expected


def test_an_xml_reader_finds_the_text_untouched(store: Store) -> None:
    """The carriage return is there, so that the offsets of evidence still fit."""
    graph = rdflib.Graph().parse(data=_written(store, format="rdfxml"), format="xml")
    text = graph.value(
        rdflib.URIRef(store.base + "article/visit"), rdflib.URIRef(PREFIXES["ent"] + "text")
    )
    assert str(text) == 'Iran met Pakistan.\r\nHe said: "a < b & c".\t🕊 '


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"parquet"}))
def test_the_order_depends_on_the_content_alone(store: Store, tmp_path: Path, format: str) -> None:
    """Articles that came in another order make the same file, byte for byte."""
    with Store.open(tmp_path / "other", create=True, base=store.base) as other:
        other.add("report", store.contribution("report"))
        other.install(store.background(), "another")
        other.add("visit", store.contribution("visit"))
        assert _written(other, format=format) == _written(store, format=format)


def test_reference_data_comes_as_names_only(store: Store) -> None:
    """A state that is spoken of has its types and label; one that is not is left out."""
    quads = set(ox.parse(_written(store), format=ox.RdfFormat.TURTLE))
    said = {q.predicate.value for q in quads if q.subject == _name(store, "state/PAK")}
    assert said == {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"}
    assert not {q for q in quads if q.subject == _name(store, "place/tehran")}
    assert not {q for q in quads if q.subject == ox.NamedNode(PREFIXES["ent"] + "Meeting")}


def test_facts_formats_hold_no_content_of_claims(store: Store) -> None:
    """A reader of Turtle cannot take what was claimed for what happened."""
    assert "Strike" not in _written(store, format="turtle")
    assert "Strike" in _written(store, format="trig")


def test_turtle_is_written_for_people(store: Store) -> None:
    """Short names, types first, and no prefix that is not used."""
    turtle = _written(store)
    assert "event:5f a ent:Event , ent:Meeting ;" in turtle
    assert "ent:actor state:IRN , state:PAK" in turtle
    assert "@prefix tenure:" not in turtle
    assert "skos" not in turtle


def test_json_ld_has_short_names_and_plain_values(store: Store) -> None:
    """An object a subject, with a context that explains the names."""
    read = json.loads(_written(store, format="jsonld"))
    assert read["@context"]["ent"] == PREFIXES["ent"]
    nodes = {node["id"]: node for node in read["@graph"] if "@graph" not in node}
    meeting = nodes["event/5f"]
    assert meeting["type"] == ["Event", "Meeting"]
    assert meeting["actor"] == ["state/IRN", "state/PAK"]
    assert meeting["quantity"] == 8
    assert meeting["begin"] == {"@value": "--04", "@type": "xsd:gMonth"}
    assert nodes["claim/9c"]["modality"] == "Alleged"


def test_one_article_is_what_it_states(store: Store) -> None:
    """Its quads, with the names of what they speak of, and nothing of another article."""
    quads = set(_read(_written(store, format="nquads", article="visit"), "nquads"))
    assert set(store.contribution("visit")) <= quads
    beyond = quads - set(store.contribution("visit"))
    assert {q.subject.value.removeprefix(store.base) for q in beyond} == {
        "state/IRN",
        "state/PAK",
        "state/USA",
    }


def test_one_entity_is_everything_known_about_it(store: Store) -> None:
    """Its description, the events with it, the claims by it and on it, and the words."""
    text = _written(store, format="nquads", entity="state/USA")
    assert f"{store.base}event/6a> <{PREFIXES['ent']}actor>" in text
    assert f"{store.base}event/81> <{PREFIXES['ent']}actor>" in text
    assert f"{store.base}claim/9c> <{PREFIXES['ent']}modality>" in text
    assert "Iran met Pakistan." in text
    assert f"{store.base}event/5f>" not in text
    iran = _written(store, entity=store.base + "state/IRN")
    assert "ent:isoAlpha3" in iran
    assert "tehran" not in iran
    assert "2024-04-22" in iran


def test_one_graph_is_the_content_of_a_claim(store: Store) -> None:
    """As triples, for those who want to look into a single claim."""
    text = _written(store, graph="claim/9c")
    assert "event:81 a ent:Strike" in text
    assert "United States" in text
    assert "ent:Claim" in text or "modality" not in text


def test_a_query_builds_its_own_graph(store: Store) -> None:
    """CONSTRUCT in every format; what builds no graph is refused."""
    query = "CONSTRUCT { ?a ent:knows ?b } WHERE { ?e ent:actor ?a, ?b FILTER (?a != ?b) }"
    assert "state:IRN ent:knows state:PAK ." in _written(store, query=query)
    with pytest.raises(OptionError, match="builds no graph; needs CONSTRUCT or DESCRIBE"):
        _written(store, query="SELECT ?x { ?x a ent:Event }")
    with pytest.raises(QueryError):
        _written(store, query="CONSTRUCT")


def test_wrong_options_are_told(store: Store, tmp_path: Path) -> None:
    """Unknown format, article, entity, graph; two parts at once; a file that cannot be written."""
    for options, message in (
        ({"format": "pdf"}, "pdf: no such format; needs one of turtle, trig"),
        ({"format": "turtel"}, "did you mean turtle"),
        ({"article": "vist"}, "did you mean visit"),
        ({"entity": "state/XXX"}, "says nothing about it"),
        ({"entity": "a b"}, "no IRI"),
        ({"graph": "claim/0"}, "no such graph"),
        ({"article": "visit", "entity": "state/IRN"}, "cannot be exported together"),
    ):
        with pytest.raises(OptionError, match=message):
            _written(store, **options)
    with pytest.raises(OptionError, match="background: they cannot be exported together"):
        _written(store, article="visit", background=True)
    with pytest.raises(OptionError, match="cannot be written"):
        export(store, out=tmp_path / "none" / "graph.ttl")


def test_a_file_is_there_as_a_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    """A fault in the middle leaves the old file as it was, and no draft."""
    file = tmp_path / "graph.rdf"
    export(store, out=file, format="rdfxml")
    before = file.read_bytes()
    query = 'CONSTRUCT { ?s rdfs:label "\u0001" } WHERE { ?s a ent:Event }'
    with pytest.raises(OptionError, match="which XML cannot carry; needs another format"):
        export(store, out=file, format="rdfxml", query=query)
    assert file.read_bytes() == before
    assert [f.name for f in tmp_path.iterdir()] == ["graph.rdf"]


def test_a_property_that_xml_cannot_name_is_refused(store: Store) -> None:
    """A property whose IRI ends in no name; one in an unknown namespace is fine."""
    odd = "CONSTRUCT { ?s <http://e/1#2> 1 } WHERE { ?s a ent:Event }"
    with pytest.raises(OptionError, match="no name that XML can carry"):
        _written(store, format="rdfxml", query=odd)
    fine = "CONSTRUCT { ?s <http://e/1#x2> 1 } WHERE { ?s a ent:Event }"
    assert len(_read(_written(store, format="rdfxml", query=fine), "rdfxml")) > 1


numbers = st.integers(0, 9)
literals = st.builds(
    lambda text, tag: ox.Literal(text, language=tag) if tag else ox.Literal(text),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=4),
    st.sampled_from(["", "en", "en-gb"]),
)
nodes = st.builds(lambda n: ox.NamedNode(f"http://e/{n}"), numbers)
statements = st.builds(ox.Quad, nodes, nodes, nodes | literals, st.just(DEFAULT) | nodes)


@settings(max_examples=60, deadline=None)
@given(quads=st.lists(statements, max_size=60))
def test_order_keeps_every_quad_once_in_runs_of_any_length(quads: list[ox.Quad]) -> None:
    """Merging runs from files gives what sorting in memory gives."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "RUN", 7)
        by_lines, by_groups = list(lines(quads)), list(grouped(quads))
    assert by_lines == sorted({f"{q} .\n".encode() for q in quads})
    assert set(by_groups) == set(quads)
    assert len(by_groups) == len(set(quads))
    assert by_groups == list(grouped(reversed(quads)))
