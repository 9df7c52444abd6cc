"""Repairs of what the parser is known to get wrong in news: rules of English, not of any text.

Each is a small function over one sentence with examples in its docstring and its tests; each was
kept because it takes nothing away on the development sets (tests/parse/README.md has the numbers).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from kg.model import Token
from kg.parse import clauses, missing, phrases, predicates
from kg.parse.draft import Draft

__all__ = ["RULES", "repair"]

Rule = Callable[[Draft], None]

# First what the predicate is, then what hangs on it.
RULES: tuple[Rule, ...] = (
    missing.agree_with_tag,
    predicates.free_participle,
    predicates.crown_finite,
    missing.verb_before_complement,
    missing.crown_missing_predicate,
    clauses.verb_before_infinitive,
    clauses.make_gerund,
    clauses.share_gerund,
    clauses.attach_reduced_clause,
    clauses.attach_to_deed,
    clauses.attach_contact_clause,
    clauses.free_purpose,
    clauses.name_after_object,
    phrases.attach_to_last_noun,
    phrases.attach_gerund,
    phrases.attach_example,
    phrases.raise_circumstance,
    phrases.coordinate_events,
    phrases.lift_modifier,
    phrases.join_subjects,
)


def repair(tokens: tuple[Token, ...], *, rules: tuple[Rule, ...] = RULES) -> tuple[Token, ...]:
    """The tokens with heads, relations and parts of speech mended; offsets and lemmas are kept."""
    mended: list[Token] = []
    for _, sentence in groupby(tokens, key=lambda token: token.sentence):
        draft = Draft(tuple(sentence))
        for rule in rules:
            rule(draft)
        mended.extend(draft.tokens())
    return tuple(mended)
