"""Why a graph says what it says: words, lexicon entries, cues, and what made two reports one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.cli import run
from kg.ontology import Ontology
from kg.pipeline import Explanation, explain
from tests.conftest import NewStore, built_whole

ARTICLES = {
    "first": "Peru said that Chad might attack Mali. On 22 April 2024 Iran condemned Israel.",
    "second": "Iran condemned Israel on 22 April 2024.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, new_store: NewStore) -> Path:
    """A store with two reports of one condemnation, and one of a claim."""
    folder = tmp_path_factory.mktemp("why")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return built_whole(folder, new_store())


def _why(store: Path, pattern: str) -> Explanation:
    rows = kg.query(f"SELECT DISTINCT ?it WHERE {{ {pattern} }}", store=store).table()
    return explain(rows[0][0], store=store)


def test_the_word_its_entry_and_the_words_in_its_frame_are_told(store: Path) -> None:
    """A reader can go from a statement to the line of the lexicon that made it."""
    because = _why(store, "?it a ent:Condemnation").because[0]
    assert (because.article, because.word) == ("first", "condemned")
    entries = {entry.iri for entry in Ontology.load().lexicon.entries}
    assert because.entry in entries
    assert {("actor", "Iran"), ("recipient", "Israel")} <= set(because.fillers)
    assert because.cues == ()


def test_two_reports_are_one_since_what_names_them_is_equal(store: Path) -> None:
    """Both reports stand there, with the values that they share."""
    found = _why(store, "?it a ent:Condemnation")
    assert [b.article for b in found.because] == ["first", "second"]
    assert found.shared == (
        "Condemnation", "actor=state/IRN", "begin=2024-04-22", "recipient=state/ISR"
    )  # fmt: skip


def test_a_claim_tells_the_cues_that_made_it_one(store: Path) -> None:
    """Each with its word, its modality, its entry and who speaks."""
    found = _why(store, "?it a ent:Claim")
    assert found.shared == ()
    told = [(c.words, c.modality, bool(c.entry)) for c in found.because[0].cues]
    assert told == [("said", "Reported", True), ("might", "Possible", True)]
    assert found.because[0].cues[0].speakers == ("state/PER",)


def test_reference_data_need_no_reason(store: Path) -> None:
    """A state is there without an article."""
    assert explain("Iran", store=store).because == ()


def test_the_command_prints_it(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people in lines, for programs in JSON."""
    iri = _why(store, "?it a ent:Condemnation").iri
    assert run(["show", iri, "--why", "--store", str(store)]) == 0
    printed = capsys.readouterr().out
    assert "condemned is a Condemnation by condemn" in printed
    assert "begin=2024-04-22" in printed
    assert run(["show", iri, "--why", "--json", "--store", str(store)]) == 0
    assert len(json.loads(capsys.readouterr().out)["why"]["because"]) == 2
