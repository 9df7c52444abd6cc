"""`kg parse` and `kg extract`: what the stations make of articles, without storing anything."""

from __future__ import annotations

import dataclasses
import json

import kg
from kg.cli.app import app
from kg.cli.options import (
    Articles,
    AsJson,
    ExtractorName,
    LlmModel,
    LlmUrl,
    Model,
    OntologyFolder,
)
from kg.cli.output import note, print_text
from kg.model import (
    Article,
    ClaimRef,
    EntityRef,
    Node,
    NodeRef,
    Parse,
    Statements,
    TermRef,
    Value,
)

__all__ = ["extract", "parse"]


@app.command(epilog="Example: kg parse seeds/iran-pakistan-visit.txt | head -30")
def parse(paths: Articles, model: Model = None, as_json: AsJson = False) -> None:
    """Print the sentences of articles, a word a line, as CoNLL-U."""
    for article, parsed in kg.parse(paths, model=model):
        if as_json:
            tokens = [dataclasses.asdict(token) for token in parsed.tokens]
            print_text(json.dumps({"id": article.id, "tokens": tokens}, ensure_ascii=False) + "\n")
        else:
            print_text(_conllu(article, parsed))


@app.command(epilog="Example: kg extract seeds/iran-pakistan-visit.txt")
def extract(
    paths: Articles,
    as_json: AsJson = False,
    ontology: OntologyFolder = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
    llm_url: LlmUrl = None,
    llm_model: LlmModel = None,
) -> None:
    """Print what articles state: facts first, then claims, each with its words."""
    found = kg.extract(
        paths,
        ontology=ontology,
        model=model,
        extractor=extractor,
        llm_url=llm_url,
        llm_model=llm_model,
        tell=lambda line: note(f"dropped: {line}", quiet=False),
    )
    for article, statements in found:
        if as_json:
            record = {"id": article.id, **dataclasses.asdict(statements)}
            print_text(json.dumps(record, ensure_ascii=False) + "\n")
        else:
            print_text(_readable(article, statements))


def _conllu(article: Article, parsed: Parse) -> str:
    # https://universaldependencies.org/format.html
    lines = [f"# newdoc id = {article.id}"]
    for sentence in parsed.sentences:
        tokens = parsed.tokens[sentence.first : sentence.last]
        text = parsed.text[tokens[0].start : tokens[-1].end]
        lines += [f"# sent_id = {article.id}-{sentence.index + 1}", f"# text = {_line(text)}"]
        for token in tokens:
            root = token.head == token.index
            head = 0 if root else token.head - sentence.first + 1
            columns = (
                str(token.index - sentence.first + 1),
                token.text,
                token.lemma,
                token.pos,
                token.tag,
                "|".join(token.morph) or "_",
                str(head),
                "root" if root else token.dep,
                "_",
                f"start_char={token.start}|end_char={token.end}",
            )
            lines.append("\t".join(columns))
        lines.append("")
    return "\n".join(lines) + "\n"


def _readable(article: Article, statements: Statements) -> str:
    lines = [f"{article.id}", ""]
    for node in statements.nodes:
        if node.holder is None:
            lines += ["fact", *_node(node, article.text), ""]
    for claim in statements.claims:
        speakers = ", ".join(map(_value, claim.speaker)) or "speaker not named"
        lines.append(f"claim  {claim.modality.lower()} · {speakers}")
        for node in statements.nodes:
            if node.holder == claim.key:
                lines += _node(node, article.text)
        lines.append("")
    return "\n".join(lines) + "\n"


def _node(node: Node, text: str) -> list[str]:
    lines = [f"  {node.cls} {node.key}"]
    lines += [f"    {name} {_value(value)}" for name, value in node.links]
    lines += [f"    “{_line(text[span.start : span.end])}”" for span in node.evidence]
    return lines


def _value(value: Value) -> str:
    if isinstance(value, EntityRef):
        return value.path
    if isinstance(value, (NodeRef, ClaimRef)):
        return value.key
    if isinstance(value, TermRef):
        return value.name
    return value.lexical


def _line(text: str) -> str:
    return " ".join(text.split())
