"""The entities of one article: those of the reference data, and those that the text makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.extract.phrases import slug
from kg.model import Article, Entity, EntityRef, Span, Value
from kg.ontology import Reference, Schema

__all__ = ["NOTHING", "Entities", "Found"]

SERVING = ("State", "GovernmentBody", "SecurityForce", "Office")
FOLDERS = (
    ("Person", "person"),
    ("Office", "office"),
    ("Place", "place"),
    ("ArmedGroup", "group"),
    ("Organization", "organization"),
    ("InternationalOrganization", "organization"),
    ("GovernmentBody", "organization"),
    ("SecurityForce", "organization"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a mention names: entity paths, and the tenure that they were inferred from, if any.

    `presumed` tells that the tenure is only presumed to have held on the article's date.
    """

    paths: tuple[str, ...]
    inferred: str | None = None
    presumed: bool = False


NOTHING = Found(())


class Entities:
    """Classes, labels and states of entities, and the entities that the text makes."""

    def __init__(self, article: Article, reference: Reference, schema: Schema) -> None:
        self.article = article
        self.reference = reference
        self.schema = schema
        self.made: dict[str, Entity] = {}
        self.states: dict[str, str] = {}
        self._folders: dict[str, str] = {}

    def cls(self, path: str) -> str:
        """The class of an entity."""
        known = self.reference.entities.get(path)
        return known.cls if known else self.made[path].cls if path in self.made else "Actor"

    def is_a(self, path: str, *classes: str) -> bool:
        """Whether an entity is of one of some classes."""
        return self.schema.is_a(self.cls(path), *classes)

    def label(self, path: str) -> str:
        """The name of an entity."""
        known = self.reference.entities.get(path)
        return known.label if known else self.made[path].label if path in self.made else path

    def state(self, path: str) -> str | None:
        """The state that an entity is, belongs to or lies in; None where unknown."""
        return self.reference.state_of(path) or self.states.get(path) or self._led(path)

    def served(self, path: str) -> str | None:
        """The state that an entity is or acts for: its bodies and officials, not its people."""
        state = self.state(path) if self.is_a(path, *SERVING) else self._led(path)
        return state if state and state.startswith("state/") else None

    def _led(self, path: str) -> str | None:
        """The state that a person holds or is told to hold an office of."""
        if not path.startswith("person/"):
            return None
        if path in self.made:
            offices = [v.path for role, v in self.made[path].links
                       if role == "office" and isinstance(v, EntityRef)]  # fmt: skip
            return self.state(offices[0]) if offices else None
        date = self.article.published
        held = {
            self.reference.state_of(t.office)
            for t in self.reference.tenures_of(path)
            if date is None or t.holds_on(date)
        }
        return held.pop() if len(held) == 1 else None

    def folder(self, cls: str) -> str:
        """The part of the data that entities of a class stand in."""
        if cls not in self._folders:
            fits = (folder for name, folder in FOLDERS if self.schema.is_a(cls, name))
            self._folders[cls] = next(fits, "group" if cls == "State" else "actor")
        return self._folders[cls]

    def add(
        self,
        cls: str,
        label: str,
        span: Span,
        *,
        path: str | None = None,
        local: bool = False,
        links: Mapping[str, str | None] = MappingProxyType({}),
    ) -> str:
        """Make an entity, or name again the one that is there, and return its path.

        `local`: another article with the same words means another one. `links` are properties,
        such as `belongsTo`, with the path of an entity.
        """
        path = path or f"{self.folder(cls)}/{slug(label)}"
        if local:
            path = f"{path}-{self.article.id}"
        if path not in self.reference.entities and path not in self.made:
            values: tuple[tuple[str, Value], ...] = tuple(
                (role, EntityRef(target)) for role, target in sorted(links.items()) if target
            )
            self.made[path] = Entity(path, cls, label, False, values, (span,))
            self._note_state(path, links)
        elif path in self.made:
            for role, target in sorted(links.items()):
                if target and not any(r == role for r, _ in self.made[path].links):
                    self.link(path, role, target)
        return path

    def link(self, path: str, role: str, target: str) -> None:
        """Let an entity that the text made have a further link."""
        if path in self.made and path != target:
            rest = (*self.made[path].links, (role, EntityRef(target)))
            self.made[path] = replace(self.made[path], links=tuple(dict.fromkeys(rest)))
            self._note_state(path, {role: target})

    def _note_state(self, path: str, links: Mapping[str, str | None]) -> None:
        for role in ("belongsTo", "officeOf", "basedIn", "inCountry"):
            target = links.get(role)
            state = self.state(target) if target else None
            if state and path not in self.states:
                self.states[path] = state
