"""Drawings of an ontology as SVG: the tree of its classes, and which property leads where.

Both are laid out row by row, so that they stay readable however many terms there are; every name is
a link to what the page says of the term, and shows its definition where a pointer rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Arrow", "Term", "class_tree", "property_chart"]

ROW = 24
INDENT = 30
LETTER = 7.4
"""About the width of a letter, in pixels, at the size of text that is drawn."""


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A class, property or datatype: its local name and definition, and whether it is ours.

    Ours have their local names as anchors on the page.
    """

    name: str
    definition: str = ""
    is_ours: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """A property from the classes that may have it to the classes or datatypes of its values."""

    sources: tuple[Term, ...]
    property: Term
    targets: tuple[Term, ...]


def class_tree(root: Term, below: Mapping[str, Sequence[Term]]) -> str:
    """A class and all classes below it, a row each.

    >>> below = {"Event": [Term("Meeting"), Term("Visit")]}
    >>> class_tree(Term("Event"), below).count("<a ")
    3
    """
    rows = list(_rows(root, below, 0, frozenset()))
    width = max(INDENT * depth + _width(term.name) for depth, term, _ in rows) + 20
    drawn = []
    for number, (depth, term, parent) in enumerate(rows):
        x, y = 10 + INDENT * depth, 4 + ROW * number
        if parent is not None:
            bend, above = x - INDENT + 12, 4 + ROW * parent + ROW - 4
            drawn.append(f'<path d="M{bend} {above} V{y + 10} H{x}"/>')
        drawn.append(_box(term, x, y))
    return _svg(drawn, width, ROW * len(rows) + 8, f"{root.name} and the classes below it")


def property_chart(arrows: Sequence[Arrow]) -> str:
    """Properties, a row each: from which classes each leads to which.

    >>> chart = property_chart([Arrow((Term("Event"),), Term("actor"), (Term("Actor"),))])
    >>> chart.count("<a "), chart.count("marker-end")
    (3, 1)
    """
    left = max(_widths(arrow.sources) for arrow in arrows)
    middle = max(_width(arrow.property.name) for arrow in arrows) + 40
    right = max(_widths(arrow.targets) for arrow in arrows)
    drawn = [
        (
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>'
        ),
    ]
    before: tuple[Term, ...] = ()
    y = 4
    for arrow in arrows:
        if arrow.sources != before:
            y += 10 if before else 0
            drawn += _boxes(arrow.sources, 10, y)
        before = arrow.sources
        line, start, end = y + 10, 10 + _widths(arrow.sources), 10 + left + middle
        drawn.append(f'<path class="arrow" d="M{start} {line} H{end}" marker-end="url(#tip)"/>')
        at = 10 + left + (middle - _width(arrow.property.name)) / 2
        drawn.append(_box(arrow.property, at, y, kind="property"))
        drawn += _boxes(arrow.targets, end + 4, y)
        y += ROW
    return _svg(drawn, left + middle + right + 30, y + 8, "Which property leads where")


def _rows(
    term: Term, below: Mapping[str, Sequence[Term]], depth: int, above: frozenset[str]
) -> Iterator[tuple[int, Term, int | None]]:
    """Each class with its depth and the row of the class above it."""
    waiting: list[tuple[int, Term, int | None, frozenset[str]]] = [(depth, term, None, above)]
    number = 0
    while waiting:
        at, its, parent, path = waiting.pop()
        yield at, its, parent
        # a class that is above itself is drawn once
        under = [one for one in below.get(its.name, ()) if one.name not in path | {its.name}]
        waiting += [(at + 1, one, number, path | {its.name}) for one in reversed(under)]
        number += 1


def _boxes(terms: Sequence[Term], x: float, y: float) -> Iterator[str]:
    for term in terms:
        yield _box(term, x, y)
        x += _width(term.name) + 4


def _box(term: Term, x: float, y: float, *, kind: str = "class") -> str:
    title = f"<title>{escape(term.definition)}</title>" if term.definition else ""
    drawn = (
        f'<g class="{kind}">{title}'
        f'<rect x="{x:g}" y="{y:g}" width="{_width(term.name):g}" height="20" rx="4"/>'
        f'<text x="{x + 8:g}" y="{y + 14:g}">{escape(term.name)}</text></g>'
    )
    return f'<a href="#{escape(term.name)}">{drawn}</a>' if term.is_ours else drawn


def _width(name: str) -> float:
    return round(16 + LETTER * len(name), 1)


def _widths(terms: Sequence[Term]) -> float:
    return sum(_width(term.name) + 4 for term in terms)


def _svg(drawn: Sequence[str], width: float, height: float, title: str) -> str:
    inner = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="img" '
        f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}">\n'
        f"<title>{escape(title)}</title>\n{inner}\n</svg>"
    )
