"""What the model is asked: instructions and a JSON schema, both made from the ontology."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from kg.model import Parse
from kg.ontology import Ontology
from kg.ontology.triples import Triples
from kg.terms import ENT, SKOS

__all__ = ["FACT", "Question"]

FACT = "Fact"
"""What the model says of a statement that the article makes in its own voice."""

_RULES = """\
You read one part of a news article and list the events that it states: who did what to whom.
Write down only what the text says; add nothing that you know.
quote: words copied letter by letter from the text that state the event, one clause or sentence.
trigger: the one word of the quote that says what happened.
class: the most special class below that fits the trigger; leave out events that none fits.
{roles}: names as the text writes them, copied letter by letter.
place: where it happened, copied from the text, else null.
modality: Fact only if the article says in its own voice that it has happened; otherwise
{modalities}.
speaker: who says, plans, promises or asks it, copied from the text, else null.

Classes:
{classes}
"""


class Question:
    """The unchanging parts of every request: instructions, and the form of an answer."""

    def __init__(self, ontology: Ontology) -> None:
        schema = ontology.schema
        self.classes = tuple(sorted(c for c in schema.superclasses if schema.is_a(c, "Event")))
        self.roles = tuple(
            sorted(
                p
                for p, above in schema.superproperties.items()
                if "participant" in above and p != "participant"
            )
        )
        self.modalities = tuple(
            sorted(name for name, cls in schema.individuals.items() if cls == "Modality")
        )
        triples = Triples(list(ontology.modules))

        def defined(name: str) -> str:
            return triples.string(ox.NamedNode(ENT + name), SKOS + "definition")

        self.instructions = _RULES.format(
            roles=", ".join(self.roles),
            modalities="; ".join(f"{m}: {defined(m)}" for m in self.modalities),
            classes="\n".join(f"{c}: {defined(c)}" for c in self.classes),
        )

    @property
    def form(self) -> dict[str, Any]:
        """The JSON schema of an answer, in the strict subset that services hold models to."""
        text: dict[str, Any] = {"type": "string"}
        absent: dict[str, Any] = {"type": ["string", "null"]}
        properties: dict[str, Any] = {
            "quote": text,
            "trigger": text,
            "class": {"type": "string", "enum": list(self.classes)},
            **{role: {"type": "array", "items": text} for role in self.roles},
            "place": absent,
            "modality": {"type": "string", "enum": [FACT, *self.modalities]},
            "speaker": absent,
        }
        statement = {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
        return {
            "type": "object",
            "properties": {"statements": {"type": "array", "items": statement}},
            "required": ["statements"],
            "additionalProperties": False,
        }

    def parts(self, parse: Parse, words: int) -> list[str]:
        """The text in parts of whole sentences, of at most so many words if sentences allow."""
        found: list[str] = []
        first = size = 0
        for sentence in parse.sentences:
            length = sentence.last - sentence.first
            if size and size + length > words:
                found.append(_between(parse, first, sentence.first))
                first, size = sentence.first, 0
            size += length
        if size:
            found.append(_between(parse, first, len(parse.tokens)))
        return found

    def messages(self, part: str) -> list[dict[str, str]]:
        """The request for one part; the text is data, whatever it says."""
        return [
            {"role": "system", "content": self.instructions},
            {"role": "user", "content": json.dumps({"text": part}, ensure_ascii=False)},
        ]


def _between(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
