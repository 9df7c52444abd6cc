"""`kg review`: what a person decides is kept at once, never asked again, and stands above all."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.cli import run
from kg.link import Candidate, Decision, Scored, Subject, Verdict
from kg.link.proposals import keep
from kg.link.sssom import read
from kg.store import Store
from kg.terms import DATA, OWL, SKOS

WD = "http://www.wikidata.org/entity/"
ALI = Subject(DATA + "person/ali-hassan", "Ali Hassan", ("Ali Hassan",), "Person")
KIM = Subject(DATA + "person/kim-lee", "Kim Lee", ("Kim Lee",), "Person")


def decision(subject: Subject, *numbers: str, verdict: Verdict = Verdict.CANDIDATE) -> Decision:
    """A decision with some candidates."""
    scored = tuple(
        Scored(Candidate(WD + n, subject.label, description=f"politician {n}"), 1.0, (), 0.8)
        for n in numbers
    )
    return Decision(
        subject, "wikidata", verdict, ("the name alone tells too little",), scored, "closeMatch"
    )


@pytest.fixture
def graph(new_store: object, tmp_path: Path) -> Path:
    """A graph of which two people are to be reviewed, and one link was made."""
    assert callable(new_store)
    folder = Path(shutil.move(new_store(), tmp_path / "graph"))
    keep(
        folder,
        "wikidata",
        [
            decision(ALI, "Q9990008001", "Q9990008002"),
            decision(KIM, "Q9990008003"),
            decision(
                Subject(DATA + "state/IRN", "Iran", ("Iran",), "State"),
                "Q794",
                verdict=Verdict.ACCEPT,
            ),
        ],
    )
    return folder


def answer(
    graph: Path, monkeypatch: pytest.MonkeyPatch, *answers: str, more: Iterable[str] = ()
) -> int:
    """Run the review and type some answers."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(a + "\n" for a in answers)))
    return run(["review", "-s", str(graph), "--author", "Ada", "--date", "2026-11-27", *more])


def links(graph: Path) -> set[tuple[str, str, str]]:
    """What the graph of links holds."""
    with Store.open(graph, read_only=True) as store:
        rows = store.query(
            "SELECT ?s ?p ?o { GRAPH id:links { VALUES ?p { skos:exactMatch skos:closeMatch "
            "owl:sameAs } ?s ?p ?o } }"
        )
        assert isinstance(rows, ox.QuerySolutions)
        return {(r["s"].value, r["p"].value, r["o"].value) for r in rows}


def decided(graph: Path) -> list[tuple[str, bool]]:
    """What is in the file of decisions: object and whether it is a match."""
    file = graph.with_name("graph.sssom.tsv")
    return [(k.object.removeprefix(WD), k.is_match) for k in read(file, base=DATA)]


def test_answers_become_links_and_are_never_asked_again(
    graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Accepted, and rejected; with who said so and when."""
    assert answer(graph, monkeypatch, "2", "n") == 0
    printed = capsys.readouterr().out
    assert "1 of 2   Ali Hassan  person" in printed
    assert "2  Ali Hassan, politician Q9990008002" in printed
    assert decided(graph) == [("Q9990008002", True), ("Q9990008003", False)]
    (_, kim) = read(graph.with_name("graph.sssom.tsv"), base=DATA)
    assert (kim.author, kim.date, kim.negated) == ("Ada", "2026-11-27", True)
    assert (ALI.iri, SKOS + "exactMatch", WD + "Q9990008002") in links(graph)
    assert (DATA + "state/IRN", SKOS + "closeMatch", WD + "Q794") in links(graph)
    assert len(pipeline.review(store=graph)) == 0


def test_owl_same_as_comes_from_a_person_only(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who says that both are one; near is another answer."""
    answer(graph, monkeypatch, "1=", "1~")
    assert links(graph) >= {
        (ALI.iri, OWL + "sameAs", WD + "Q9990008001"),
        (KIM.iri, SKOS + "closeMatch", WD + "Q9990008003"),
    }


def test_undo_takes_back_the_last_answer_and_the_one_before(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in the file; a skipped one is asked the next time."""
    answer(graph, monkeypatch, "1", "1", "u", "u", "s", "n", "q")
    assert decided(graph) == [("Q9990008003", False)]
    assert len(pipeline.review(store=graph)) == 1


def test_one_option_can_be_ruled_out_and_the_others_stay(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number goes to the next one."""
    answer(graph, monkeypatch, "-1", "1", "q")
    assert decided(graph) == [("Q9990008001", False), ("Q9990008002", True)]


def test_what_is_no_answer_decides_nothing(
    graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said what would be one; the end of the input ends the review."""
    assert answer(graph, monkeypatch, "yes", "7", "0", "-1=", "", "u", "?") == 0
    printed = capsys.readouterr().out
    assert "yes: no answer; needs 1, 1~, 1=, -1, n, s, u or q" in printed
    assert "7: no such option; needs a number from 1 to 2" in printed
    assert "u: nothing was answered yet" in printed
    assert not graph.with_name("graph.sssom.tsv").exists()


def test_a_link_that_was_made_can_be_rejected(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then it is gone from the graph, and the program does not make it again."""
    pipeline.renew(graph)
    assert len(links(graph)) == 1
    answer(graph, monkeypatch, "s", "s", "n", more=["--accepted"])
    assert links(graph) == set()


def test_what_is_open_is_listed(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a table or as JSON; nothing is asked and nothing changes."""
    assert run(["review", "-s", str(graph), "--list"]) == 0
    assert "the name alone tells too little" in " ".join(capsys.readouterr().out.split())
    assert run(["review", "-s", str(graph), "--json"]) == 0
    assert [r["label"] for r in json.loads(capsys.readouterr().out)] == ["Ali Hassan", "Kim Lee"]


def test_links_of_others_are_taken_over_and_given_away(
    graph: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was decided here stays where they say otherwise, and that is told."""
    answer(graph, monkeypatch, "1", "q")
    theirs = tmp_path / "theirs.sssom.tsv"
    theirs.write_text(
        "# curie_map:\n#   wd: http://www.wikidata.org/entity/\n"
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\n"
        "id:person/ali-hassan\tskos:exactMatch\tNot\twd:Q9990008001\tsemapv:ManualMappingCuration\n"
        "id:person/kim-lee\tskos:exactMatch\t\twd:Q9990008003\tsemapv:ManualMappingCuration\n",
        encoding="utf-8",
    )
    assert run(["review", "-s", str(graph), "--import", str(theirs)]) == 0
    printed = capsys.readouterr()
    assert "is not the same as http://www.wikidata.org/entity/Q9990008001 there" in printed.out
    assert "1 taken over, 0 known before" in printed.err
    assert {o for _, _, o in links(graph)} >= {WD + "Q9990008001", WD + "Q9990008003"}
    out = tmp_path / "out.sssom.tsv"
    assert run(["review", "-s", str(graph), "--export", str(out)]) == 0
    assert {k.object.removeprefix(WD) for k in read(out)} == {"Q794", "Q9990008001", "Q9990008003"}


def test_a_day_that_is_none_is_refused(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is asked."""
    assert run(["review", "-s", str(graph), "--date", "yesterday"]) == 2
    assert "yesterday: not a day" in capsys.readouterr().err
