"""Whose a noun is: the state, place or organisation that modifies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from weakref import WeakMethod

from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import Names
from kg.extract.tree import Tree

__all__ = ["Owner", "Owners"]

STEPS = (
    ("nmod", "poss"), ("amod", ""), ("compound", ""), ("nmod", "of"), ("nmod", "from"),
    ("nmod", "in"), ("nmod", "across"),
)  # fmt: skip
PLACED = frozenset({"in", "across"})
"""Prepositions that say where somebody is, which makes a crowd the country's, not a body."""
AT = frozenset({"in", "at", "near", "across", "outside", "throughout"})
STATELY = ("State", "GovernmentBody", "SecurityForce")


@dataclass(frozen=True, slots=True)
class Owner:
    """Who modifies a noun: an entity, and the state that it is, serves or lies in."""

    path: str
    state: str | None
    placed: bool


class Owners:
    """Finds owners; `named` tells what a token names."""

    def __init__(
        self, tree: Tree, names: Names, entities: Entities, named: Callable[[int], Found]
    ) -> None:
        self.tree = tree
        self.names = names
        self.entities = entities
        self._named = WeakMethod(named)  # no circle: an article is forgotten when it is read
        self._modifying: dict[int, list[tuple[int, bool]]] = {}

    def named(self, index: int) -> Found:
        """What a token names."""
        named = self._named()
        return NOTHING if named is None else named(index)

    def state(self, index: int) -> str | None:
        """The one state that modifies a noun: "Iran's", "Iranian", "of Iran"."""
        found = {
            state
            for node, placed in self._nodes(index)
            if not placed
            for path in self.named(node).paths
            if self.entities.is_a(path, *STATELY) and (state := self.entities.state(path))
        }
        return found.pop() if len(found) == 1 else None

    def states(self, index: int) -> tuple[str, ...]:
        """All states that modify a noun, also those joined by "and"."""
        found = dict.fromkeys(
            path
            for node, placed in self._nodes(index)
            if not placed
            for member in self.tree.conjuncts(node)
            for path in self.named(member).paths
            if self.entities.is_a(path, "State")
        )
        return tuple(found)

    def owner(self, index: int) -> Owner | None:
        """The one that modifies a noun: a state first, then a place or an organisation."""
        found: dict[str, Owner] = {}
        for node, placed in self._nodes(index):
            place = [] if self._is_state_name(node) else self._places(node)
            paths = place or self.named(node).paths
            if len(paths) == 1 and not self.entities.is_a(paths[0], "Person", "Office"):
                state = self.entities.state(paths[0])
                kind = (
                    self.tree[node].dep in ("amod", "compound") and self.tree[node].text.islower()
                )
                path = state if kind and state else paths[0]
                found.setdefault(path, Owner(path, state, placed))
        # "the British commander in Kabul" is British
        known = self.entities.reference.entities
        owners = [o for o in found.values() if not o.placed and (o.state or o.path in known)]
        owners = owners or list(found.values())
        states = [o for o in owners if self.entities.is_a(o.path, "State")]
        chosen = states or owners
        if not chosen and (state := self.names.owner_before(index)):
            return Owner(state, state, placed=False)
        return chosen[0] if len(chosen) == 1 else None

    def around(self, index: int) -> Owner | None:
        """The one state in which, as the clause says, a noun's event happens."""
        top = self.tree.governor(self.tree.first_conjunct(index))
        if top is None:
            return None
        nodes = self.tree.kids(top, "obl")
        for thing in self.tree.kids(top, "obj", "nsubj", "nsubj:pass"):
            nodes = [*nodes, *self.tree.kids(thing, "nmod")]
        states = {
            self.entities.state(path)
            for node in nodes
            if self.tree.adposition(node) in AT
            for path in self._places(node) or self.named(node).paths
            if self.entities.is_a(path, "Place", "State")
        }
        state = states.pop() if len(states) == 1 else None
        return Owner(state, state, placed=True) if state else None

    def _is_state_name(self, index: int) -> bool:
        return any(m.kind == "demonym" for m in self.names.matches(index))

    def _places(self, index: int) -> list[str]:
        """A city before "police" is the city, not the government that it stands for."""
        return [
            m.path
            for m in self.names.matches(index)
            if m.kind == "name"
            and self.entities.is_a(m.path, "Place")
            and self.names.covers_head(index, m)
        ]

    def _nodes(self, index: int) -> list[tuple[int, bool]]:
        """The words that modify a noun, and whether each says where it is."""
        if not self.tree.kids(index):
            return []
        if index not in self._modifying:
            self._modifying[index] = list(self._find_nodes(index))
        return self._modifying[index]

    def _find_nodes(self, index: int) -> Iterator[tuple[int, bool]]:
        for step in STEPS:
            for node in self.tree.step(index, step):
                yield node, step[1] in PLACED
        for child in self.tree.kids(index, "nmod:poss"):  # "Ecuador's Ombudsman's Office"
            for inner in self.tree.kids(child, "nmod:poss"):
                yield inner, False
        for child in self.tree.kids(index, "compound"):  # "Kano State government"
            for inner in self.tree.kids(child, "compound", "amod"):
                yield inner, False
        for child in self.tree.kids(index, "amod", "compound"):  # "a Somalia-based group"
            based = self.tree[child].text.lower() in ("based", "born")
            if based and child >= 2 and self.tree[child - 1].text == "-":
                yield child - 2, True
