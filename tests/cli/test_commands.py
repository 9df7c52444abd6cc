"""Every command on the graph of the seeds: what it prints, in which form, and how it ends."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.output import watched
from kg.pipeline import Step
from tests.cli.terminal import Kg
from tests.conftest import Write


def test_the_version_is_that_of_the_project(kg_: Kg, root: Path) -> None:
    """`kg --version` says what pyproject.toml says."""
    ended = kg_("--version")
    assert ended.code == 0
    assert f'version = "{ended.out.split()[1]}"' in (root / "pyproject.toml").read_text()


def test_kg_alone_prints_its_help(kg_: Kg) -> None:
    """Nobody needs to know the word help."""
    assert kg_().out == kg_("--help").out


def test_parse_prints_conllu(kg_: Kg, seeds: Path) -> None:
    """Ten columns a word, offsets that lead back into the text, one root a sentence."""
    text = (seeds / "iran-pakistan-visit.txt").read_text(encoding="utf-8")
    ended = kg_("parse", seeds)
    assert ended.code == 0
    rows = [line.split("\t") for line in ended.out.splitlines() if line[:1].isdigit()]
    assert {len(row) for row in rows} == {10}
    for row in rows:
        start, end = map(int, re.findall(r"=(\d+)", row[9]))
        assert text[start:end] == row[1]
    roots = sum(row[7] == "root" for row in rows)
    assert roots == ended.out.count("# sent_id = ")


def test_parse_and_extract_take_another_model(kg_: Kg, seeds: Path) -> None:
    """By name: grammar by rules needs no weights. What is no pipeline is wrong use."""
    by_rules = kg_("parse", seeds, "--model", "rules")
    assert by_rules.code == 0
    assert by_rules.out.splitlines()[0] == kg_("parse", seeds).out.splitlines()[0]
    assert by_rules.out != kg_("parse", seeds).out
    assert kg_("extract", seeds, "--model", "rules").code == 0
    wrong = kg_("parse", seeds, "--model", "no_such_pipeline")
    assert wrong.code == 2
    assert wrong.err.startswith("no_such_pipeline: no spaCy pipeline can be loaded from it")


def test_parse_prints_json_lines(kg_: Kg, seeds: Path) -> None:
    """One object an article."""
    (line,) = kg_("parse", seeds, "--json").out.splitlines()
    assert json.loads(line)["tokens"][0]["text"] == "The"


def test_extract_prints_statements(kg_: Kg, seeds: Path) -> None:
    """For people facts with their words; for programs one object an article."""
    readable = kg_("extract", seeds)
    assert readable.code == 0
    assert "state/IRN" in readable.out
    assert "“" in readable.out
    (line,) = kg_("extract", seeds, "--json").out.splitlines()
    assert json.loads(line)["id"] == "iran-pakistan-visit"


def test_check_without_paths_checks_the_store(kg_: Kg, built: Path) -> None:
    """What a build let in conforms; the verdict goes to standard error."""
    ended = kg_("check", "--store", built)
    assert (ended.code, ended.out, ended.err) == (0, "", "1 article, all conform\n")


def test_verify_says_how_many_quotes_are_proven(kg_: Kg, built: Path) -> None:
    """All of them, or exit code 1."""
    ended = kg_("verify", "--store", built)
    proven, of = re.findall(r"\d+", ended.out)[:2]
    assert (ended.code, proven) == (0, of)
    assert json.loads(kg_("verify", "--store", built, "--json").out)["findings"] == []


def test_show_prints_facts_and_claims_apart(kg_: Kg, built: Path) -> None:
    """Headings for both, with counts, and quotes under each."""
    ended = kg_("show", "Iran", "--store", built)
    assert ended.code == 0
    assert re.search(r"^Facts \(\d+\)$", ended.out, re.MULTILINE)
    assert re.search(r"^Claims \(\d+\)$", ended.out, re.MULTILINE)
    dossier = json.loads(kg_("show", "IRN", "--store", built, "--json").out)
    assert dossier["iri"].endswith("state/IRN")
    assert all(fact["quotes"] for fact in dossier["facts"])


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("csv", "label\r\nIran"),
        ("tsv", '?label\n"Iran"@en'),
        ("json", '{"head": {"vars": ["label"]}'),
        ("xml", "<?xml"),
    ],
)
def test_query_prints_the_forms_of_sparql(form: str, beginning: str, kg_: Kg, built: Path) -> None:
    """What other programs read."""
    sparql = "SELECT ?label { <https://w3id.org/entente/id/state/IRN> rdfs:label ?label }"
    ended = kg_("query", sparql, "--store", built, "--format", form)
    assert ended.code == 0
    assert ended.out.startswith(beginning)


def test_query_takes_a_file_or_standard_input(
    kg_: Kg, built: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A query is typed, kept in a file, or piped in."""
    sparql = 'ASK { ?state ent:isoAlpha3 "IRN" }'
    path = write("q.rq", sparql)
    assert kg_("query", path, "--store", built).out == "yes\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(sparql))
    assert kg_("query", "-", "--store", built).out == "yes\n"


def test_query_says_when_there_are_no_rows_and_when_there_are_more(kg_: Kg, built: Path) -> None:
    """An empty table would look like a fault; a cut one like the whole."""
    none = kg_("query", "SELECT ?x { ?x a ent:Nothing }", "--store", built)
    assert (none.code, none.out, none.err) == (0, "", "no rows\n")
    cut = kg_("query", "SELECT ?x { ?x a ent:State }", "--store", built, "--limit", "2")
    assert "there are more rows" in cut.err
    assert cut.out.count("id:state/") == 2


def test_query_lists_the_questions(kg_: Kg) -> None:
    """By name, with what each asks and takes."""
    names = [question["name"] for question in json.loads(kg_("query", "--list", "--json").out)]
    table = kg_("query", "--list").out
    assert names
    assert all(name in table for name in names)


def test_query_binds_parameters(kg_: Kg, built: Path) -> None:
    """A name, a code and a path of one state give the same rows; one word too many is refused."""
    answers = {
        kg_("query", "who-met-whom", "--state", state, "--store", built, "--format", "tsv").out
        for state in ("Pakistan", "PAK", "state/PAK")
    }
    assert len(answers) == 1
    assert kg_("query", "who-met-whom", "--store", built, "Pakistan").code == 2
    assert kg_("query", "who-met-whom", "--store", built, "--stat", "PAK").code == 2


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_export_writes_every_format(form: str, kg_: Kg, built: Path, tmp_path: Path) -> None:
    """Each can be read again; those with graphs hold as many quads as the articles state."""
    path = tmp_path / f"graph.{form}"
    ended = kg_("export", "--store", built, "--format", form, "--out", path)
    assert (ended.code, ended.out, ended.err) == (0, "", f"written: {path}\n")
    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "jsonld": ox.RdfFormat.JSON_LD,
        "rdfxml": ox.RdfFormat.RDF_XML,
    }
    graphs = {quad.graph_name for quad in ox.parse(path=path, format=formats[form])}
    assert (len(graphs) > 1) == (form in ("trig", "nquads", "jsonld"))


def test_export_writes_one_article_or_one_entity(kg_: Kg, built: Path, tmp_path: Path) -> None:
    """Less than the whole, and all of it about what was asked."""
    for option, value in (("--article", "iran-pakistan-visit"), ("--entity", "Pakistan")):
        path = tmp_path / "part.nq"
        assert kg_("export", "--store", built, "-f", "nquads", option, value, "-o", path).code == 0
        assert path.read_text(encoding="utf-8").count("\n") > 5


def test_retract_takes_an_article_back(kg_: Kg, built: Path, tmp_path: Path) -> None:
    """And says how much went; the second time there is nothing to take."""
    store = tmp_path / "graph"
    shutil.copytree(built, store)
    ended = kg_("retract", "iran-pakistan-visit", "--store", store)
    assert ended.code == 0
    assert re.match(r"iran-pakistan-visit: [\d,]+ statements taken back\n", ended.out)
    assert kg_("retract", "iran-pakistan-visit", "--store", store).code == 2
    assert kg_("verify", "--store", store).out == "0 of 0 quotes proven, in 0 articles\n"


def test_an_empty_quarantine_is_an_empty_list(kg_: Kg, built: Path) -> None:
    """Nothing was kept out."""
    assert kg_("quarantine", "--store", built, "--json").out == "[]\n"


def test_a_bar_is_drawn_on_a_terminal_only(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe, and when asked to be quiet, nobody watches."""
    with watched(quiet=False) as watch:
        assert watch is None
    with watched(quiet=True) as watch:
        assert watch is None
    assert capsys.readouterr().err == ""


def test_a_bar_follows_the_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal each article moves it, on standard error."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    with watched(quiet=False) as watch:
        assert watch is not None
        watch(Step("state-visit", 1, 2))
    assert "1/2" in screen.getvalue()


def test_an_answer_as_of_a_day_says_what_it_leaves_out(kg_: Kg, corpus: Path) -> None:
    """Articles without a date are in no such answer, and that is not passed over in silence."""
    ended = kg_("query", "how-many-report-it", "--store", corpus, "--as-of", "2024-01", "-f", "csv")
    assert ended.code == 0
    assert "ambassador recall" in ended.out
    assert "agreement signing" not in ended.out
    assert ended.err == "left out, for want of a date: 1 of the articles\n"
    assert kg_("show", "Iran", "--store", corpus, "--as-of", "soon").code == 2


def test_show_prints_who_reports_and_who_contradicts(kg_: Kg, corpus: Path) -> None:
    """Below the words; what one article alone states says nothing of the kind."""
    printed = kg_("show", "Iran", "--store", corpus).out
    assert "reported by 3 articles, 3 named sources: The Karakum Courier (invented)" in printed
    assert "contradicted: denied · Iranian Foreign Ministry “that Iran had threatened" in printed


def test_retract_prints_what_is_gone(kg_: Kg, corpus: Path, tmp_path: Path) -> None:
    """Things with their IRIs, for people; every statement, for programs."""
    store = tmp_path / "graph"
    shutil.copytree(corpus, store)
    ended = kg_("retract", "northern-ledger", "--store", store)
    assert ended.code == 0
    assert re.search(r"^northern-ledger: \d+ statements taken back$", ended.out, re.MULTILINE)
    assert re.search(r"^  claim, planned  https://\S+/claim/\w+$", ended.out, re.MULTILINE)
    assert "agreement signing" not in ended.out
    gone = json.loads(kg_("retract", "karakum-courier", "--store", store, "--json").out)
    assert any("agreement signing" not in line for line in gone["gone"])
    assert list(ox.parse("\n".join(gone["statements"]), format=ox.RdfFormat.N_QUADS))
