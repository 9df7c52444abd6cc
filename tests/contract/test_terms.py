"""Terms and ontology, held against each other both ways."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.terms import DATA, ENT, LEX, OWL, PREFIXES, RDF, Modality, Property

ROOT = Path(__file__).resolve().parents[2]
# what statements are made of; actors and lexicon have properties of their own besides
STATEMENT_MODULES = ("agreements", "claims", "core", "events", "security", "sources")


@cache
def _defined() -> dict[str, dict[str, set[str]]]:
    """Local name of `ent:`, then kind (local name of its type), then the files that say so."""
    found: dict[str, dict[str, set[str]]] = {}
    modules = (f for f in ROOT.glob("ontology/*.ttl") if not f.name.endswith(".shapes.ttl"))
    for file in (*modules, ROOT / "ontology/lexicon/vocabulary.ttl"):
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            subject, kind = triple.subject, triple.object
            if triple.predicate.value != RDF + "type" or not isinstance(kind, ox.NamedNode):
                continue
            if isinstance(subject, ox.NamedNode) and subject.value.startswith(ENT):
                name = kind.value.removeprefix(OWL).removeprefix(ENT)
                kinds = found.setdefault(subject.value.removeprefix(ENT), {})
                kinds.setdefault(name, set()).add(file.stem)
    return found


@pytest.mark.parametrize("name", sorted(Property))
def test_every_property_of_the_program_is_defined(name: str) -> None:
    """As an object or a datatype property, in a module of the ontology."""
    assert {"ObjectProperty", "DatatypeProperty"} & set(_defined().get(name, {}))


def test_every_property_of_statements_is_known_to_the_program() -> None:
    """A property that a module defines and `kg.terms` lacks could be misspelt unseen."""
    for name, kinds in _defined().items():
        for kind in {"ObjectProperty", "DatatypeProperty"} & set(kinds):
            if kinds[kind] & set(STATEMENT_MODULES):
                assert name in set(Property), f"ent:{name} of {sorted(kinds[kind])}"


def test_the_modalities_are_those_of_the_ontology() -> None:
    """All of them, and no other."""
    assert {name for name, kinds in _defined().items() if "Modality" in kinds} == set(Modality)


def _texts() -> list[Path]:
    return sorted([*ROOT.glob("kg/**/*.py"), *ROOT.glob("queries/**/*.rq")])


@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_term_that_is_written_out_is_defined(path: Path) -> None:
    """`ent:name` in a query, `ENT + "name"` in a module: each is a term of the ontology."""
    text = path.read_text(encoding="utf-8")
    written = re.findall(r"(?<![\w:/-])ent:([A-Za-z]\w+)", text)
    written += re.findall(r"\b(?:ENT \+ |_?ent\()\"([A-Za-z]\w+)\"", text)
    assert set(written) - set(_defined()) == set()


def test_prefixes_mean_the_same_everywhere() -> None:
    """A prefix of `kg.terms` has its namespace in every file of the ontology and every query."""
    known = {**PREFIXES, "lex": LEX, "id": DATA}
    for path in sorted([*ROOT.glob("ontology/**/*.ttl"), *ROOT.glob("queries/**/*.rq")]):
        text = path.read_text(encoding="utf-8")
        for prefix, namespace in re.findall(r"prefix\s+([\w-]+):\s*<([^>]*)>", text, re.IGNORECASE):
            if prefix in known:
                assert namespace == known[prefix], f"{path.name}: {prefix}"
