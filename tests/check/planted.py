"""Data with faults planted at random, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pyoxigraph as ox

from kg.terms import RDF, XSD

__all__ = ["DEFAULT", "features", "planted"]

DEFAULT = ox.DefaultGraph()
EX = "http://example.org/"
TYPE = ox.NamedNode(RDF + "type")
SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def _ex(name: str) -> ox.NamedNode:
    return ox.NamedNode(EX + name)


def _typed(text: str, datatype: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + datatype))


LITERALS: tuple[ox.Literal, ...] = (
    ox.Literal("a"),
    ox.Literal("Ab"),
    ox.Literal(""),
    ox.Literal("line\nline “é” \U0001f54a"),
    ox.Literal("a", language="en"),
    ox.Literal("b", language="en"),
    ox.Literal("a", language="en-gb"),
    ox.Literal("a", language="de"),
    _typed("1", "integer"),
    _typed("01", "integer"),
    _typed("1", "nonNegativeInteger"),
    _typed("7", "byte"),
    _typed("abc", "integer"),
    _typed("-3", "nonNegativeInteger"),
    _typed("1.50", "decimal"),
    _typed("true", "boolean"),
    _typed("2024-03-11", "date"),
    _typed("2024-13-40", "date"),
    _typed("--01", "gMonth"),
    _typed("2024", "gYear"),
    _typed("P3D", "duration"),
    _typed("http://example.org/", "anyURI"),
)
NUMBERS = (
    _typed("1", "integer"),
    _typed("01", "integer"),
    _typed("9", "nonNegativeInteger"),
    _typed("12", "integer"),
    _typed("0.50", "decimal"),
)


def features(seed: int) -> list[ox.Quad]:
    """Some triples in the vocabulary of features.ttl."""
    dice = random.Random(seed)  # noqa: S311 - to be repeatable, not secret
    nodes: list[ox.NamedNode | ox.BlankNode] = [_ex(f"n{n}") for n in range(1, 6)]
    nodes += [ox.BlankNode("b1"), ox.BlankNode("b2")]
    found = {ox.Quad(_ex("C"), SUBCLASS, _ex("B"), DEFAULT)}
    if dice.random() < 0.5:
        found.add(ox.Quad(_ex("A"), SUBCLASS, _ex("Thing"), DEFAULT))
    for node in nodes:
        for cls in dice.sample(("A", "B", "C", "Thing"), dice.randint(0, 2)):
            found.add(ox.Quad(node, TYPE, _ex(cls), DEFAULT))
    for _ in range(dice.randint(5, 30)):
        name = dice.choice(("p", "p", "q", "q", "r", "low", "high"))
        value: Term = dice.choice(nodes)
        if name in ("low", "high"):
            value = dice.choice(NUMBERS)
        elif name == "q" or dice.random() < 0.1:
            value = dice.choice(LITERALS)
        found.add(ox.Quad(dice.choice(nodes), _ex(name), value, DEFAULT))
    return sorted(found, key=str)


def planted(quads: Sequence[ox.Quad], seed: int, *, faults: int = 3) -> list[ox.Quad]:
    """The same quads, but for some that are gone, doubled, or say something else."""
    dice = random.Random(seed)  # noqa: S311
    found = list(quads)
    for _ in range(faults):
        place = dice.randrange(len(found))
        found[place : place + 1] = dice.choice(FAULTS)(found[place], found, dice)
    return found


Fault = Callable[[ox.Quad, list[ox.Quad], random.Random], list[ox.Quad]]


def _gone(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    return []


def _doubled(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    return [quad, _with(quad, dice.choice(quads).object)]


def _another_value(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    return [_with(quad, dice.choice(LITERALS))]


def _another_node(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    nodes = (dice.choice(quads).subject, _ex("nobody"), ox.BlankNode("nobody"))
    return [_with(quad, dice.choice(nodes))]


def _another_datatype(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    if not isinstance(quad.object, ox.Literal):
        return _another_value(quad, quads, dice)
    names = ("integer", "nonNegativeInteger", "date", "gYear", "string", "duration")
    return [_with(quad, _typed(quad.object.value, dice.choice(names)))]


def _another_text(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    if not isinstance(quad.object, ox.Literal):
        return _another_node(quad, quads, dice)
    text = dice.choice(("", "0" + quad.object.value, quad.object.value[1:], quad.object.value * 2))
    return (
        [_with(quad, ox.Literal(text, datatype=quad.object.datatype))]
        if not (quad.object.language)
        else [_with(quad, ox.Literal(text, language=quad.object.language))]
    )


def _another_property(quad: ox.Quad, quads: list[ox.Quad], dice: random.Random) -> list[ox.Quad]:
    name = dice.choice(quads).predicate
    return [ox.Quad(quad.subject, name, quad.object, quad.graph_name)]


FAULTS: tuple[Fault, ...] = (
    _gone,
    _doubled,
    _another_value,
    _another_node,
    _another_datatype,
    _another_text,
    _another_property,
)


def _with(quad: ox.Quad, value: Term) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)
