"""What follows from triples by rules, and what does not any more when triples go.

Forward: each new triple is matched with every part of every rule, and what the rule concludes is
new in its turn (semi-naive evaluation). Backward: what followed from a triple that went is taken
back, and what the rest still supports is put back again (delete and rederive: Gupta, Mumick,
Subrahmanian, "Maintaining views incrementally", SIGMOD 1993, section 7).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

import pyoxigraph as ox

from kg.model.graphs import Term
from kg.ontology.rules import Atom, Rule, text
from kg.terms import RDF

__all__ = ["Facts", "Memory", "RuleBook", "sparql"]

Bound = dict[ox.Variable, Term]
Key = tuple[ox.NamedNode, ox.NamedNode | None]

TYPE = ox.NamedNode(RDF + "type")


class Facts(Protocol):
    """Triples that can be looked up."""

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
    ) -> Iterable[ox.Triple]:
        """The triples of a pattern."""
        ...

    def __contains__(self, triple: ox.Triple) -> bool: ...


class Memory:
    """Triples in memory, over others if given."""

    def __init__(self, triples: Iterable[ox.Triple] = (), below: Facts | None = None) -> None:
        self._own = ox.Store()
        self._own.extend(ox.Quad(*triple) for triple in triples)
        self._below = below

    def add(self, triple: ox.Triple) -> None:
        """Let it hold from now on."""
        self._own.add(ox.Quad(*triple))

    def match(
        self,
        subject: ox.NamedNode | ox.BlankNode | None,
        predicate: ox.NamedNode | None,
        object: Term | None,
    ) -> Iterator[ox.Triple]:
        """The triples of a pattern; one that both layers hold may come twice."""
        for quad in self._own.quads_for_pattern(subject, predicate, object):
            yield quad.triple
        if self._below is not None:
            yield from self._below.match(subject, predicate, object)

    def __contains__(self, triple: ox.Triple) -> bool:
        return ox.Quad(*triple) in self._own or (self._below is not None and triple in self._below)


class RuleBook:
    """Rules, to be looked up by what they conclude from and by what they conclude."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._using: dict[Key, list[tuple[Rule, int]]] = defaultdict(list)
        self._giving: dict[Key, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._giving[_key(rule.head)].append(rule)
            for at, atom in enumerate(rule.body):
                self._using[_key(atom)].append((rule, at))

    def uses(self, triple: ox.Triple) -> bool:
        """Whether any rule may conclude something from the triple."""
        return any(key in self._using for key in _keys(triple))

    def closure(self, facts: Facts, fresh: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
        """What follows from fresh triples, which hold, and does not hold yet; each once.

        Whoever reads it makes each triple hold before asking for the next.
        """
        waiting = list(fresh)
        while waiting:
            for conclusion in self.conclusions(facts, waiting.pop()):
                if conclusion not in facts:
                    waiting.append(conclusion)
                    yield conclusion

    def follows(self, facts: Facts, triple: ox.Triple) -> bool:
        """Whether a rule concludes the triple from what holds."""
        return next(self.reasons(facts, triple), None) is not None

    def reasons(
        self, facts: Facts, triple: ox.Triple
    ) -> Iterator[tuple[Rule, tuple[ox.Triple, ...]]]:
        """The rules that conclude the triple, with the triples from which they do."""
        for key in _keys(triple):
            for rule in self._giving.get(key, ()):
                bound = _unified(rule.head, triple, {})
                if bound is None:
                    continue
                for found in _solutions(facts, list(rule.body), bound):
                    premises = (_filled(atom, found) for atom in rule.body)
                    yield rule, tuple(p for p in premises if p is not None)

    def conclusions(self, facts: Facts, triple: ox.Triple) -> Iterator[ox.Triple]:
        """What rules conclude from the triple, together with what else holds; in one step."""
        for key in _keys(triple):
            for rule, at in self._using.get(key, ()):
                bound = _unified(rule.body[at], triple, {})
                if bound is None:
                    continue
                rest = [atom for n, atom in enumerate(rule.body) if n != at]
                # a conclusion may be added while the look-up is read
                for found in list(_solutions(facts, rest, bound)) if rest else [bound]:
                    conclusion = _filled(rule.head, found)
                    if conclusion is not None:
                        yield conclusion


def sparql(rules: Iterable[Rule]) -> tuple[list[str], list[str]]:
    """Queries for what rules conclude from what holds, and that does not hold yet.

    The first ask for what follows from a single triple, over however many rules; rules that differ
    in their names only are asked together. The others are rules that join triples: what follows
    from their conclusions in turn, `RuleBook.closure` tells.
    """
    shapes: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    joins = []
    for rule in _unfolded(tuple(rules)):
        if len(rule.body) > 1:
            body, head = " . ".join(map(text, rule.body)), text(rule.head)
            joins.append(
                f"CONSTRUCT {{ {head} }} WHERE {{ {body} FILTER NOT EXISTS {{ {head} }} }}"
            )
        else:
            (body, given), (head, concluded) = _shape(rule.body[0], "b"), _shape(rule.head, "h")
            shapes[body, head][f"({' '.join((*given, *concluded))})"] = None
    return [_together(*shape, rows) for shape, rows in shapes.items()], joins


def _together(body: str, head: str, rows: Iterable[str]) -> str:
    names = " ".join(dict.fromkeys(re.findall(r"\?[bh]\d", f"{body} {head}")))
    return _construct(head, f"VALUES ({names}) {{ {' '.join(rows)} }} {body}")


def _construct(head: str, body: str) -> str:
    return f"CONSTRUCT {{ {head} }} WHERE {{ {body} FILTER NOT EXISTS {{ {head} }} }}"


def _unfolded(rules: tuple[Rule, ...]) -> Iterator[Rule]:
    """The rules, and for those with one premise all that follows from it alone."""
    book = RuleBook(rule for rule in rules if len(rule.body) == 1)
    atoms = dict.fromkeys(rule.body[0] for rule in book.rules)
    # a rule may look for a value that another one gives: ?x :p ?y is looked at with it as well
    values = dict.fromkeys(v for _, p, v in atoms if p != TYPE and not isinstance(v, ox.Variable))
    for subject, predicate, value in atoms:
        for known in (value, *(values if isinstance(value, ox.Variable) else ())):
            atom = (subject, predicate, known)
            standing = {v: ox.NamedNode(f"urn:x-rule:{v.value}") for v in _variables(atom)}
            premise = _filled(atom, dict(standing))
            if premise is None:
                continue
            facts = Memory([premise])
            for conclusion in book.closure(facts, [premise]):
                facts.add(conclusion)
                yield Rule(_abstract(conclusion, standing), (atom,))
    yield from (rule for rule in rules if len(rule.body) > 1)


def _variables(atom: Atom) -> list[ox.Variable]:
    return [part for part in atom if isinstance(part, ox.Variable)]


def _abstract(triple: ox.Triple, standing: dict[ox.Variable, ox.NamedNode]) -> Atom:
    back = {iri: variable for variable, iri in standing.items()}
    subject, value = (
        back.get(term, term) if isinstance(term, ox.NamedNode) else term
        for term in (triple.subject, triple.object)
    )
    return subject, triple.predicate, value  # type: ignore[return-value]  # no blank node is in it


def _shape(atom: Atom, letter: str) -> tuple[str, list[str]]:
    """An atom with its names replaced by variables, and the names."""
    names = [str(part) for part in atom if not isinstance(part, ox.Variable)]
    count = iter(range(3))
    parts = (str(p) if isinstance(p, ox.Variable) else f"?{letter}{next(count)}" for p in atom)
    return " ".join(parts), names


def _key(atom: Atom) -> Key:
    _, predicate, value = atom
    return predicate, value if predicate == TYPE and isinstance(value, ox.NamedNode) else None


def _keys(triple: ox.Triple) -> tuple[Key, ...]:
    predicate, value = triple.predicate, triple.object
    if predicate == TYPE and isinstance(value, ox.NamedNode):
        return (predicate, value), (predicate, None)
    return ((predicate, None),)


def _unified(atom: Atom, triple: ox.Triple, bound: Bound) -> Bound | None:
    """The variables of an atom as a triple binds them; None where it does not fit."""
    result = bound
    for part, term in ((atom[0], triple.subject), (atom[2], triple.object)):
        if isinstance(part, ox.Variable):
            known = result.get(part)
            if known is None:
                result = {**result, part: term}
            elif known != term:
                return None
        elif part != term:
            return None
    return result if atom[1] == triple.predicate else None


def _solutions(facts: Facts, atoms: list[Atom], bound: Bound) -> Iterator[Bound]:
    if not atoms:
        yield bound
        return
    best = min(range(len(atoms)), key=lambda n: _width(atoms[n], bound))
    atom, rest = atoms[best], atoms[:best] + atoms[best + 1 :]
    subject = bound.get(atom[0]) if isinstance(atom[0], ox.Variable) else atom[0]
    value = bound.get(atom[2]) if isinstance(atom[2], ox.Variable) else atom[2]
    if subject is not None and not isinstance(subject, ox.NamedNode | ox.BlankNode):
        return
    for triple in facts.match(subject, atom[1], value):
        further = _unified(atom, triple, bound)
        if further is not None:
            yield from _solutions(facts, rest, further)


def _width(atom: Atom, bound: Bound) -> int:
    """How many triples to expect: few where both ends are known, more where one is a class only."""
    ends = _variables(atom)
    known = sum(end in bound for end in ends)
    return 3 * (len(ends) - known) - known


def _filled(atom: Atom, bound: Bound) -> ox.Triple | None:
    """The triple of an atom; None where its subject would be a literal."""
    subject = bound[atom[0]] if isinstance(atom[0], ox.Variable) else atom[0]
    value = bound[atom[2]] if isinstance(atom[2], ox.Variable) else atom[2]
    if not isinstance(subject, ox.NamedNode | ox.BlankNode):
        return None
    return ox.Triple(subject, atom[1], value)
