"""Asking a store: parameters are terms, limits hold, answers come in every form."""

from __future__ import annotations

import json
import time

import pyoxigraph as ox
import pytest

from kg.errors import OptionError, QueryError, StoreError
from kg.query import Question, Result, run
from kg.store import Store
from kg.terms import DATA

MEETINGS = Question.of(
    "cq01-meetings",
    """#+ params: state (ISO code, optional), since (date, optional)
SELECT ?meeting ?state ?since WHERE {
  ?meeting a ent:Meeting ; ent:participant ?state .
  OPTIONAL { ?meeting ent:begin ?begin }
  FILTER (COALESCE(?begin >= ?since, true))
} ORDER BY ?meeting ?state""",
)
SLOW = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }"


def _meetings(result: Result) -> list[str]:
    return [
        row[0].value.rpartition("/")[2] for row in result.rows if isinstance(row[0], ox.NamedNode)
    ]


@pytest.mark.parametrize("state", ["Pakistan", "PAK", "state/PAK", DATA + "state/PAK"])
def test_a_parameter_is_bound_however_it_is_written(store: Store, state: str) -> None:
    """Name, code, path and IRI ask the same."""
    assert _meetings(run(store, MEETINGS, params={"state": state})) == ["1", "3"]


def test_an_optional_parameter_may_be_left_out(store: Store) -> None:
    """Then the variable is free."""
    assert _meetings(run(store, MEETINGS)) == ["1", "1", "2", "3"]
    assert _meetings(run(store, MEETINGS, params={"state": "IRN", "since": "2024-01-01"})) == ["1"]


def test_a_parameter_cannot_break_out_of_its_place(store: Store) -> None:
    """A value that looks like SPARQL is a name that nothing has."""
    with pytest.raises(QueryError, match="nothing in the graph"):
        run(store, MEETINGS, params={"state": "PAK> } INSERT {"})


@pytest.mark.parametrize(
    ("question", "params", "message"),
    [
        (
            MEETINGS,
            {"stat": "PAK"},
            "no such parameter; needs one of state, since; did you mean state",
        ),
        (MEETINGS, {"since": "22.4.2024"}, "since 22.4.2024: not a date; needs 2024-04-22"),
        (
            Question.of("q", "#+ params: n (number)\nSELECT ?n ?x { ?x ent:quantity ?n }"),
            {"n": "many"},
            "n many: not a number",
        ),
        (
            Question.of("q", "#+ params: n (number)\nSELECT ?n ?x { ?x ent:quantity ?n }"),
            {},
            "q: it asks for n (number); give it, such as --n",
        ),
        ("SELECT ?x { ?x ent:participant ?state }", {"state": "PAK"}, "?state among the variables"),
        (
            "SELECT ?x ?state { ?x ent:participant ?s FILTER(!BOUND(?state) || ?s = ?state) }",
            {"state": "PAK"},
            "BOUND(?state) cannot be asked of a parameter; write COALESCE",
        ),
    ],
)
def test_a_wrong_parameter_is_told(
    store: Store, question: Question | str, params: dict[str, str], message: str
) -> None:
    """Unknown, missing, ill-formed, or in a place where it would be overlooked."""
    with pytest.raises(QueryError) as caught:
        run(store, question, params=params)
    assert message in str(caught.value)


def test_numbers_and_texts_are_literals(store: Store) -> None:
    """A count is an integer, a text is a string and is not looked up."""
    asked = Question.of("q", "#+ params: n (number)\nSELECT ?n ?x { ?x ent:quantity ?n }")
    assert run(store, asked, params={"n": "8"}).rows[0][1] == ox.NamedNode(DATA + "event/3")
    asked = Question.of("q", "#+ params: code (text)\nSELECT ?code ?x { ?x ent:isoAlpha3 ?code }")
    assert run(store, asked, params={"code": "PAK"}).rows[0][1] == ox.NamedNode(DATA + "state/PAK")


def test_a_row_limit_cuts_off_and_says_so(store: Store) -> None:
    """`complete` tells a cut answer from a whole one."""
    assert run(store, MEETINGS, limit=2).complete is False
    assert len(run(store, MEETINGS, limit=2).rows) == 2
    assert run(store, MEETINGS, limit=4).complete is True


def test_a_time_limit_ends_a_query_that_would_not_end(store: Store) -> None:
    """Within a moment after the limit, with the remedy; a quick query answers as ever."""
    quick = run(store, MEETINGS, params={"state": "PAK"}, timeout=60)
    assert quick == run(store, MEETINGS, params={"state": "PAK"})
    begun = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within 1 seconds; ask for less"):
        run(store, SLOW, timeout=1)
    assert time.monotonic() - begun < 5


def test_an_error_in_the_other_process_comes_back_as_itself(store: Store) -> None:
    """With a time limit, too, a wrong parameter is a `QueryError` with its parts."""
    with pytest.raises(QueryError, match=r"\?state among the variables"):
        run(store, "SELECT ?x { ?x ent:participant ?state }", params={"state": "PAK"}, timeout=60)


class Gone:
    """A store that was moved away after it was opened."""

    def __init__(self, store: Store) -> None:
        self.base, self.query = store.base, store.query

    def reader(self) -> object:
        """Opens what is not there any more."""
        return lost


def lost() -> Store:
    """Open a store where there is none."""
    return Store.open("nowhere")


def test_only_a_store_on_disk_can_have_a_time_limit(store: Store) -> None:
    """Anything else says so."""

    class Memory:
        base = DATA
        query = store.query

    with pytest.raises(OptionError, match="only a store on disk"):
        run(Memory(), "ASK {}", timeout=1)


def test_rows_come_in_every_form(store: Store) -> None:
    """CSV, TSV, JSON, XML and a table for people hold the same rows."""
    query = (
        "SELECT ?x ?name { ?x ent:isoAlpha3 'PAK' ; rdfs:label ?name OPTIONAL { ?x ent:no ?none } }"
    )
    result = run(store, query)
    assert result.variables == ("x", "name")
    assert result.table() == [["id:state/PAK", "Pakistan"]]
    assert result.serialize("csv") == f"x,name\r\n{DATA}state/PAK,Pakistan\r\n"
    assert result.serialize("tsv") == f'?x\t?name\n<{DATA}state/PAK>\t"Pakistan"@en\n'
    assert json.loads(result.serialize("json"))["results"]["bindings"] == [
        {
            "x": {"type": "uri", "value": DATA + "state/PAK"},
            "name": {"type": "literal", "value": "Pakistan", "xml:lang": "en"},
        }
    ]
    read = ox.parse_query_results(result.serialize("xml"), format=ox.QueryResultsFormat.XML)
    assert Result.of(read) == result


def test_typed_unbound_and_odd_values_survive_every_form(store: Store) -> None:
    """Dates, numbers, quotes, line ends and missing values come back as they were."""
    query = """SELECT ?d ?n ?s ?u ?b { VALUES (?d ?n ?s ?u) {
      ("2024-04-22"^^xsd:date 8 "a\\"b\\nc\\t🕊" UNDEF) (1.5 true ""@en <http://e/é>) }
      BIND(BNODE() AS ?b) }"""
    result = run(store, query)
    for form in (ox.QueryResultsFormat.JSON, ox.QueryResultsFormat.XML, ox.QueryResultsFormat.TSV):
        read = ox.parse_query_results(
            result.serialize(
                form.file_extension.removeprefix("sr").replace("j", "json").replace("x", "xml")
            ),
            format=form,
        )
        assert [row[:4] for row in Result.of(read).rows] == [row[:4] for row in result.rows]


def test_a_character_that_xml_cannot_carry_is_refused(store: Store) -> None:
    """Better no answer than one that no reader can read; the other forms are named."""
    result = run(store, 'SELECT ?s { BIND("a\\\\u0001b" AS ?s) }'.replace("\\\\u0001", "\u0001"))
    with pytest.raises(OptionError, match=r"which XML cannot carry; needs one of csv, json, tsv"):
        result.serialize("xml")
    assert (
        json.loads(result.serialize("json"))["results"]["bindings"][0]["s"]["value"] == "a\u0001b"
    )
    harmless = run(store, 'SELECT ?s { BIND("a\\\\\\\\u0001b" AS ?s) }')
    assert "u0001" in harmless.serialize("xml")


def test_yes_and_no_and_graphs_have_their_forms(store: Store) -> None:
    """An ASK in JSON, XML and one word; a CONSTRUCT as Turtle and N-Triples, sorted."""
    yes = run(store, "ASK { GRAPH ?claim { ?x a ent:Strike } }")
    assert yes.boolean is True
    assert json.loads(yes.serialize("json")) == {"head": {}, "boolean": True}
    assert "<boolean>true</boolean>" in yes.serialize("xml")
    assert yes.serialize("csv") == "true\n"
    graph = run(store, "CONSTRUCT { ?x a ent:State } WHERE { ?x a ent:State }")
    assert graph.triples is not None
    assert "id:state\\/IRN a ent:State ." in graph.serialize("turtle")
    assert graph.serialize("ntriples").splitlines() == sorted(
        graph.serialize("ntriples").splitlines()
    )
    for result, form in ((yes, "turtle"), (graph, "csv"), (graph, "pdf")):
        with pytest.raises(OptionError, match="needs one of"):
            result.serialize(form)


def test_a_store_that_is_gone_is_a_store_error(store: Store) -> None:
    """The other process says what it found, not how it failed."""
    with pytest.raises(StoreError, match="no store here"):
        run(Gone(store), "ASK {}", timeout=60)
