"""The whole way: a text goes in, and the graph that comes out is held against what is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import run
from kg.errors import OptionError, ReadError
from kg.evaluate import Evaluation, load_mapping
from kg.pipeline import evaluate
from tests.evaluate.gold_files import evaluated, written

SETS = (
    "crossre_news", "ngec_actor", "petr2_gsr", "petrarch_validate", "plv", "polnear", "rams",
    "text2kg",
)  # fmt: skip


def typed(event: str, text: str, actor: str, recipient: str) -> dict[str, Any]:
    """A record of the PLV form."""
    row = {"event": event, "actor": [{"text": actor}], "recipient": [{"text": recipient}]}
    return {"id": text[:20], "text": text, "expected": [{"type": "event", **row}], "set": "plv"}


def coded(text: str, *events: tuple[str, str, str]) -> dict[str, Any]:
    """A record of the PETRARCH form."""
    expected = [{"source": s, "target": t, "code": c} for s, t, c in events]
    return {"id": text[:20], "text": text, "date": "20240422", "expected": expected}


def said(text: str, source: str, cue: str, content: str) -> dict[str, Any]:
    """A record of the PolNeAR form."""

    def place(part: str) -> list[str]:
        return [f"{text.index(part)} {text.index(part) + len(part)}"] if part else []

    spans = {"source": place(source), "cue": place(cue), "content": place(content)}
    row = {"source": source, "cue": cue, "content": content, "spans": spans}
    return {"id": text[:20], "text": text, "expected": [row]}


def verdicts(found: Evaluation, measure: str) -> list[str]:
    """The verdicts of a measure, in order."""
    return [j.verdict for j in found.judgements if j.measure == measure]


@pytest.mark.parametrize("name", SETS)
def test_every_mapping_that_comes_along_can_be_read(name: str) -> None:
    """Each has a form, and is installed with the package."""
    assert load_mapping(name).form


def test_type_actor_and_recipient_are_judged_where_they_are_expected(tmp_path: Path) -> None:
    """A condemnation told of the given two is right in all three."""
    record = typed(
        "ACCUSE", "Iranian Foreign Minister Ali Bagheri condemned Israel.", "Iranian Foreign "
        "Minister Ali Bagheri", "Israel"
    )  # fmt: skip
    found = evaluated(tmp_path, "plv", record)
    assert [verdicts(found, m) for m in ("type", "actor", "recipient")] == [["right"]] * 3


def test_a_wrong_type_counts_against_both_types(tmp_path: Path) -> None:
    """What was told instead is wrong, what was expected is missed."""
    found = evaluated(tmp_path, "plv", typed("AID", "Iran condemned Israel.", "Iran", "Israel"))
    wrong = {(j.label, j.verdict) for j in found.judgements if j.measure == "type"}
    assert wrong == {("ACCUSE", "wrong"), ("AID", "missed")}


def test_an_event_of_other_people_is_no_answer(tmp_path: Path) -> None:
    """The event must have a participant that the given words name."""
    record = typed("ACCUSE", "Peru and Chad watched as Iran condemned Israel.", "Peru", "Chad")
    assert verdicts(evaluated(tmp_path, "plv", record), "type") == ["missed"]


def test_the_content_of_a_claim_answers_too(tmp_path: Path) -> None:
    """The set types "X may attack Y" as it types "X attacked Y"."""
    found = evaluated(
        tmp_path, "plv", typed("ASSAULT", "Iran may attack Israel.", "Iran", "Israel")
    )
    assert verdicts(found, "type") == ["right"]
    assert "possible" in found.judgements[0].found


def test_what_is_planned_refused_or_asked_for_has_the_type_that_the_set_gives_it(
    tmp_path: Path,
) -> None:
    """PLOVER takes "will" for agreement or threat, "will not" for rejection, "must" for request."""
    for kind, text in (
        ("AGREE", "Norway will meet Chile."),
        ("THREATEN", "Norway will attack Chile."),
        ("REJECT", "Norway will not meet Chile."),
    ):
        found = evaluated(tmp_path, "plv", typed(kind, text, "Norway", "Chile"))
        assert verdicts(found, "type") == ["right"], text


def test_a_recipient_may_be_a_place(tmp_path: Path) -> None:
    """The set gives no place of its own: "an attack on the Gaza Strip" is directed at it."""
    record = typed("ASSAULT", "Egypt launched an attack on the Gaza Strip.", "Egypt", "Gaza Strip")
    assert verdicts(evaluated(tmp_path, "plv", record), "recipient") == ["right"]


def test_a_demonym_is_not_the_head_of_a_name(tmp_path: Path) -> None:
    """ "Israeli settlers" are settlers: an event by the state of Israel is not one by them."""
    record = typed(
        "ACCUSE", "Israel condemned Iran near Israeli settlers.", "Israeli settlers", "Iran"
    )
    assert verdicts(evaluated(tmp_path, "plv", record), "actor") == ["wrong", "missed"]


def test_source_target_and_code_are_compared(tmp_path: Path) -> None:
    """Strictly, by countries and root, and by countries."""
    record = coded("Iran condemned Israel.", ("IRN", "ISR", "111"))
    found = evaluated(tmp_path, "petr2_gsr", record)
    assert {j.verdict for j in found.judgements} == {"right"}
    other = evaluated(tmp_path, "petr2_gsr", coded("Iran condemned Israel.", ("IRN", "ISR", "112")))
    assert verdicts(other, "source+target+code") == ["missed", "wrong"]
    assert verdicts(other, "countries+root") == ["right"]


def test_an_event_where_none_is_expected_is_wrong(tmp_path: Path) -> None:
    """Precision is measured on records that hold no event."""
    found = evaluated(tmp_path, "petr2_gsr", coded("Iran condemned Israel."))
    assert verdicts(found, "countries") == ["wrong"]


def test_the_country_of_an_actor_is_read_from_the_graph(tmp_path: Path) -> None:
    """A name with a country, and one of which nothing is known."""
    rows = [
        {"id": "a", "text": "The Kremlin", "expected": [{"country": "RUS"}]},
        {"id": "b", "text": "The Kremlin", "expected": [{"country": "USA"}]},
        {"id": "c", "text": "The wedding", "expected": [{"country": ""}]},
    ]
    found = evaluated(tmp_path, "ngec_actor", *rows)
    assert verdicts(found, "country") == ["right", "wrong", "missed", "right"]


def test_a_speaker_is_found_by_the_head_of_the_source(tmp_path: Path) -> None:
    """And one who did not say it counts as wrong, and as missed."""
    text = "Chad accused Peru. Iran said that Russia had attacked Ukraine."
    content = "that Russia had attacked Ukraine"
    right = evaluated(tmp_path, "polnear", said(text, "Iran", "said", content))
    assert "right" in verdicts(right, "speaker")
    other = evaluated(tmp_path, "polnear", said(text, "Chad", "said", content))
    assert sorted(verdicts(other, "speaker")) == ["missed", "wrong"]


def test_a_relation_is_found_by_what_joins_its_ends(tmp_path: Path) -> None:
    """A condemnation opposes the two; nothing joins the others."""
    row = {"type": "relation", "relation": "opposite", "source": "Iran", "target": "Israel"}
    other = {**row, "target": "Peru"}
    record = {"id": "a", "text": "Iran condemned Israel. Peru slept.", "expected": [row, other]}
    found = evaluated(tmp_path, "crossre_news", record)
    assert verdicts(found, "relation") == ["right", "missed"]


def test_the_mapping_is_found_by_the_set_that_records_name(tmp_path: Path) -> None:
    """No option is needed for the sets that are known; others say what is allowed."""
    record = typed("ACCUSE", "Iran condemned Israel.", "Iran", "Israel")
    assert evaluate(written(tmp_path, [record])).mapping == "plv"
    del record["set"]
    with pytest.raises(OptionError, match="no mapping comes with Entente"):
        evaluate(written(tmp_path, [record]))


def test_a_sample_is_drawn_the_same_way_each_time(tmp_path: Path) -> None:
    """`sample` takes records from the whole set, `limit` the first ones."""
    rows = [coded(f"Record {n}. Iran condemned Israel.") for n in range(9)]
    gold = written(tmp_path, rows)
    drawn = [list(evaluate(gold, mapping="petr2_gsr", sample=3).texts) for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 3
    first = list(evaluate(gold, mapping="petr2_gsr", limit=2).texts)
    assert first == ["Record 0. Iran conde", "Record 1. Iran conde"]


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "gold.jsonl:1: is not JSON"), ("[]", "is not a JSON object"), ("", "holds no record"),
     ('{"text": "x"}', "record 1: has no 'expected'")],
)  # fmt: skip
def test_a_gold_file_that_cannot_be_used_says_where(
    tmp_path: Path, line: str, message: str
) -> None:
    """The file, the line and the remedy."""
    path = tmp_path / "gold.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ReadError, match=message):
        evaluate(path, mapping="plv")


def test_a_mapping_that_cannot_be_used_says_what_is_allowed(tmp_path: Path) -> None:
    """An unknown name, a form that is not there, a field that is not there."""
    file = tmp_path / "mine.toml"
    wrong = {
        "form = 'x'": "typed-events",
        "form = 'actors'\n[fields]\ny = 1": "carrier",
        "=": "is not TOML",
    }
    for text, message in wrong.items():
        file.write_text(text, encoding="utf-8")
        with pytest.raises(OptionError, match=message):
            load_mapping(file)
    with pytest.raises(OptionError, match="or one of crossre_news"):
        load_mapping("nowhere")


def test_the_mapping_that_the_page_shows_can_be_used(root: Path, tmp_path: Path) -> None:
    """It is read, and its types answer to those of a record with its keys."""
    page = (root / "docs" / "evaluate.md").read_text(encoding="utf-8")
    file = tmp_path / "mine.toml"
    file.write_text(page.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    sides = {"actor": [{"text": "Iran"}], "recipient": [{"text": "Chad"}]}
    row = {"id": "a", "text": "Chad met Iran.", "expected": [{"label": "MEET", **sides}]}
    found = evaluate(written(tmp_path, [row]), mapping=file)
    assert [verdicts(found, m) for m in ("type", "actor", "recipient")] == [["right"]] * 3


def test_the_command_prints_scores_and_writes_what_to_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table for people, JSON for programs, the disagreements in a file."""
    gold = written(tmp_path, [typed("AID", "Iran condemned Israel.", "Iran", "Israel")])
    file = tmp_path / "read.jsonl"
    assert run(["evaluate", str(gold), "--disagreements", str(file), "-q"]) == 0
    assert "plv" in capsys.readouterr().out
    first = json.loads(file.read_text(encoding="utf-8").splitlines()[0])
    assert first["text"] == "Iran condemned Israel."
    assert "Condemnation(Iran → Israel) [fact]" in first["found"]
    assert run(["evaluate", str(gold), "--json", "--no-types"]) == 0
    assert json.loads(capsys.readouterr().out)["records"] == 1
