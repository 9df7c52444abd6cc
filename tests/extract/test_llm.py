"""A language model proposes; the text, the ontology and the rules decide what is kept."""

from __future__ import annotations

import datetime
import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import EndpointError, OptionError
from kg.extract import LlmExtractor, LlmSettings
from kg.model import Article, EntityRef, Statements
from kg.ontology import Ontology
from kg.parse import Parser
from tests.extract.conftest import Reader
from tests.extract.service import Reply, Service, completion, serving, statement

TEXT = (
    "Kenya condemned the attack. Somalia will strike Eritrea next week, its president said. "
    "Uganda did not attack Rwanda."
)
Ask = Callable[..., Statements]


@pytest.fixture(scope="module")
def parser() -> Parser:
    """The parser that comes with Entente."""
    return Parser.load()


@pytest.fixture
def ask(parser: Parser) -> Ask:
    """Read a text with the service's answers; the extractor is kept on the function."""

    def run(service: Service, text: str = TEXT, **settings: float) -> Statements:
        configured = LlmSettings(service.url, "test-model", "sk-secret", **settings)  # type: ignore[arg-type]
        extractor = LlmExtractor(Ontology.load(), configured)
        run.extractor = extractor  # type: ignore[attr-defined]
        article = Article(id="test", text=text, published=datetime.date(2023, 5, 1))
        return extractor.extract(article, parser.parse(article))

    return run


def facts(statements: Statements) -> list[tuple[str, set[str]]]:
    """Class and actors of what is told as fact."""
    return [
        (n.cls, {v.path for r, v in n.links if r == "actor" and isinstance(v, EntityRef)})
        for n in statements.nodes
        if n.holder is None
    ]


def test_a_statement_with_its_words_in_the_text_is_kept(ask: Ask) -> None:
    """Class from the model, actor from the reference data, evidence from the text."""
    with serving([statement()]) as service:
        found = ask(service)
    assert facts(found) == [("Condemnation", {"state/KEN"})]
    (span,) = found.nodes[0].evidence
    assert TEXT[span.start : span.end] == "Kenya condemned the attack"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "Kenya praised the attack"}, "quote"),
        ({"quote": ""}, "quote"),
        ({"class": "AlienInvasion"}, "class"),
        ({"class": "State"}, "class"),
        ({"trigger": "praised"}, "trigger"),
        ({"actor": ["Norway"]}, "actor"),
        ({"actor": "Kenya"}, "form"),
        ({"quote": None}, "form"),
    ],
)
def test_what_the_text_does_not_bear_out_is_dropped_and_counted(
    ask: Ask, changed: dict[str, object], reason: str
) -> None:
    """A made-up quote, class, word or actor reaches nobody; the sound row beside it stays."""
    with serving([statement(**changed), statement()]) as service:
        found = ask(service)
    assert facts(found) == [("Condemnation", {"state/KEN"})]
    assert ask.extractor.dropped == {reason: 1}  # type: ignore[attr-defined]
    assert ask.extractor.explained()[0].startswith("1 ")  # type: ignore[attr-defined]


def test_a_plan_or_a_denial_is_no_fact_even_where_the_model_says_so(ask: Ask) -> None:
    """The words of the text go before the model's word."""
    strike = statement(
        quote="Somalia will strike Eritrea next week", trigger="strike",
        actor=["Somalia"], recipient=["Eritrea"], **{"class": "Strike"},
    )  # fmt: skip
    attack = statement(
        quote="Uganda did not attack Rwanda", trigger="attack",
        actor=["Uganda"], recipient=["Rwanda"], **{"class": "Assault"},
    )  # fmt: skip
    with serving([strike, attack]) as service:
        found = ask(service)
    assert facts(found) == []
    assert {c.modality for c in found.claims} == {"Planned", "Negated"}


def test_what_the_model_holds_for_a_claim_is_one_with_its_speaker(ask: Ask) -> None:
    """Modality goes to claims; one that it makes up is taken for a report."""
    rows = [statement(modality="Alleged", speaker="Somalia"), statement(modality="Certain")]
    for row, modality in zip(rows, ("Alleged", "Reported"), strict=True):
        with serving([row]) as service:
            found = ask(service)
        assert facts(found) == []
        assert [c.modality for c in found.claims] == [modality]
    with serving([rows[0]]) as service:
        assert ask(service).claims[0].speaker == (EntityRef("state/SOM"),)


def test_the_request_asks_for_the_same_answer_each_time_in_the_ontologys_words(ask: Ask) -> None:
    """Temperature 0, a seed, a strict schema made of classes, roles and modalities."""
    with serving([]) as service:
        ask(service)
    (request,) = service.requests
    assert (request["temperature"], request["seed"], request["model"]) == (0, 7, "test-model")
    asked = request["response_format"]
    assert asked["type"] == "json_schema"
    assert asked["json_schema"]["strict"] is True
    row = asked["json_schema"]["schema"]["properties"]["statements"]["items"]
    assert {"Condemnation", "Meeting", "Airstrike"} <= set(row["properties"]["class"]["enum"])
    assert {"actor", "recipient", "quote", "modality"} <= set(row["required"])
    assert "Denied" in row["properties"]["modality"]["enum"]
    assert json.loads(request["messages"][1]["content"]) == {"text": TEXT}
    assert service.keys == ["Bearer sk-secret"]


def test_a_long_article_is_asked_about_in_parts_of_whole_sentences(ask: Ask) -> None:
    """Each part is whole sentences, and together they are the article."""
    with serving([]) as service:
        ask(service, words=10)
    parts = [json.loads(r["messages"][1]["content"])["text"] for r in service.requests]
    assert len(parts) > 1
    assert " ".join(parts) == TEXT


def test_a_busy_service_is_asked_again_when_it_says(ask: Ask) -> None:
    """429 with Retry-After is waited for; what comes then counts."""
    busy = Reply({"error": {"message": "slow down"}}, 429, (("Retry-After", "0"),))
    with serving(busy, Reply({"error": {"message": "down"}}, 503), [statement()]) as service:
        found = ask(service)
    assert len(service.requests) == 3
    assert facts(found)


BROKEN = [
    (Reply(completion("not { json")), "no JSON"),
    (Reply(completion('{"statements": 3}')), "no list of statements"),
    (Reply(completion("[]")), "no list of statements"),
    (Reply(completion(None, refusal="I cannot help.")), "the model refuses: I cannot help."),
    (Reply(completion('{"statements": [', finish="length")), "cut off"),
    (Reply(completion("", finish="content_filter")), "content_filter"),
    (Reply({"id": "1", "object": "chat.completion", "choices": []}), "without a choice"),
    (Reply({"error": {"message": "bad key sk-secret"}}, 401), "ENTENTE_LLM_KEY"),
    (Reply({"error": {"message": "no such model"}}, 404), "status 404"),
    (Reply(b"<html>gateway</html>"), "answer"),
]


@pytest.mark.parametrize(("reply", "says"), BROKEN, ids=[b[1] for b in BROKEN])
def test_an_answer_that_cannot_be_used_is_an_error_without_the_credential(
    ask: Ask, reply: Reply, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a service sends, the message says what it was, and nothing logs the key."""
    caplog.set_level(logging.DEBUG)
    with serving(reply) as service, pytest.raises(EndpointError) as raised:
        ask(service, retries=0)
    assert says in str(raised.value)
    assert "sk-secret" not in str(raised.value) + repr(raised.value) + caplog.text


def test_a_service_that_does_not_answer_is_an_error_in_time(ask: Ask) -> None:
    """Time-outs and refused connections end in a message, not in waiting."""
    with (
        serving(Reply({}, wait=2.0)) as service,
        pytest.raises(EndpointError, match=r"within 0\.2 seconds"),
    ):
        ask(service, retries=0, timeout=0.2)
    with pytest.raises(EndpointError, match="cannot be reached"):
        ask(Service([], url="http://127.0.0.1:9/v1"), retries=0)


def test_settings_come_from_options_or_the_environment_and_show_no_credential(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An address and a model are needed; the key is nowhere to be read."""
    monkeypatch.delenv("ENTENTE_LLM_URL", raising=False)
    monkeypatch.delenv("ENTENTE_LLM_MODEL", raising=False)
    with pytest.raises(OptionError, match="ENTENTE_LLM_URL"):
        LlmSettings.of()
    with pytest.raises(OptionError, match="ENTENTE_LLM_MODEL"):
        LlmSettings.of("http://localhost:1/v1")
    monkeypatch.setenv("ENTENTE_LLM_URL", "http://me:pass@localhost:1/v1")
    monkeypatch.setenv("ENTENTE_LLM_MODEL", "m")
    monkeypatch.setenv("ENTENTE_LLM_KEY", "sk-secret")
    settings = LlmSettings.of()
    assert settings.key == "sk-secret"
    assert "sk-secret" not in repr(settings) + settings.mark
    assert settings.where == "http://localhost:1/v1"


def test_a_build_puts_the_models_statements_through_the_gate_into_the_graph(
    tmp_path: Path,
) -> None:
    """The same store, shapes and proofs; one article that cannot be read leaves the other in."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ghana condemned the coup.", encoding="utf-8")
    made_up = statement(quote="Kenya loves the attack")
    with serving([statement(), made_up], Reply(completion("no json"))) as service:
        summary = kg.build(
            tmp_path, store=tmp_path / "graph",
            extractor="llm", llm_url=service.url, llm_model="test-model",
        )  # fmt: skip
    assert summary.articles == ("a",)
    assert [f.article for f in summary.failed] == ["b"]
    assert summary.dropped == ("1 with a quote that is not in the text",)
    question = (
        "PREFIX ent: <https://w3id.org/entente/ontology#> "
        "SELECT ?a WHERE { ?e a ent:Condemnation ; ent:actor ?a }"
    )
    rows = kg.ask(question, store=tmp_path / "graph")
    assert isinstance(rows, list)
    assert [str(row["a"]).rpartition("/")[2] for row in rows] == ["KEN"]
    assert not kg.verify(store=tmp_path / "graph").findings


def test_without_being_asked_nobody_is_asked(reader: Reader) -> None:
    """The default extractor needs no address and no network."""
    assert reader("Kenya condemned the attack.").facts("Condemnation")
