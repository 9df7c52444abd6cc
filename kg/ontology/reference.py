"""States, organisations, offices, people, groups, places and topics that are known beforehand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.ontology.schema import Schema
from kg.ontology.spelling import spelling
from kg.ontology.triples import Triples
from kg.terms import DATA, ENT, RDF, RDFS, SKOS

__all__ = ["Known", "Match", "Reference", "Tenure"]


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the reference data; `state` is the state that it is, serves or lies in.

    `owner` is what it belongs to, is an office of, lies or is based in: the state, or what leads
    to it.
    """

    path: str
    cls: str
    label: str
    names: tuple[str, ...]
    state: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held which office from when until when; an open end is None.

    `known` is the day up to which an open tenure is known to have run.
    """

    path: str
    person: str
    office: str
    begin: datetime.date | None
    end: datetime.date | None
    known: datetime.date | None = None

    def holds_on(self, date: datetime.date) -> bool:
        """Whether the office was held on `date`; on a day of change the new holder has it."""
        return (self.begin is None or self.begin <= date) and (self.end is None or date < self.end)

    def is_presumed_on(self, date: datetime.date) -> bool:
        """Whether nobody knew yet, when the data were made, that it would still hold on `date`."""
        return self.end is None and self.known is not None and date > self.known


@dataclass(frozen=True, slots=True)
class Match:
    """A name at words `first` to `last` (excluded); `kind`: name, demonym, metonym or topic."""

    first: int
    last: int
    kind: str
    path: str


Named = dict[tuple[str, ...], tuple[tuple[str, str], ...]]
"""The kinds and paths of names, by their words."""
PLURAL_IN_S = ("n", "i", "t", "k", "d", "r", "c")
"""How a demonym ends that has a plural in -s: "Iraqis", "Russians", but not "Chinese"."""
_STATE_LINKS = ("officeOf", "belongsTo", "inCountry", "basedIn")


class Reference:
    """Entities by path, and their names by first word and length.

    Names match case-sensitively; topics match on lower-case lemmas.
    """

    def __init__(self, entities: list[Known], tenures: list[Tenure]) -> None:
        self.entities = {e.path: e for e in entities}
        self.tenures = tuple(sorted(tenures, key=lambda t: (t.office, str(t.begin), t.path)))
        self.offices: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.roles: dict[tuple[str, ...], None] = {}
        self.role_heads: set[str] = set()
        self.borders: dict[frozenset[str], str] = {}
        self.capitals: dict[str, str] = {}
        self.persons_by_family: dict[str, list[str]] = defaultdict(list)
        self.families: dict[str, list[str]] = defaultdict(list)
        self.persons_by_spelling: dict[str, dict[str, None]] = defaultdict(dict)
        self.given_names: set[str] = set()
        self.bodies: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._role_words: set[str] = set()
        self._words_of: dict[str, set[str]] = defaultdict(set)
        self._roles_of: dict[str, set[str]] = defaultdict(set)
        self._by_person: dict[str, list[Tenure]] = defaultdict(list)
        self._by_office: dict[str, list[Tenure]] = defaultdict(list)
        for tenure in self.tenures:
            self._by_person[tenure.person].append(tenure)
            self._by_office[tenure.office].append(tenure)
        self.second_words: set[str] = set()
        """The second words of the names of topics."""
        self._names: dict[str, Named] = {"name": {}, "topic": {}}
        self._lengths: dict[str, dict[str, tuple[int, ...]]] = {"name": {}, "topic": {}}

    def add(self, table: str, words: tuple[str, ...], kind: str, path: str) -> None:
        """Make a name known."""
        if words:
            if table == "topic" and len(words) > 1:
                self.second_words.add(words[1])
            rows = self._names[table].get(words, ())
            self._names[table][words] = tuple(dict.fromkeys((*rows, (kind, path))))
            lengths = {*self._lengths[table].get(words[0], ()), len(words)}
            self._lengths[table][words[0]] = tuple(sorted(lengths, reverse=True))

    def at(self, table: str, words: tuple[str, ...], position: int) -> list[Match]:
        """The longest matches that start at `position`; several where a name is ambiguous."""
        for length in self._lengths[table].get(words[position], ()):
            last = position + length
            rows = self._names[table].get(words[position:last]) if last <= len(words) else None
            if rows:
                return [Match(position, last, kind, path) for kind, path in rows]
        return []

    def starting(self, table: str) -> dict[str, tuple[int, ...]]:
        """The first words of all names, each with how many words they have, most first."""
        return self._lengths[table]

    def state_of(self, path: str) -> str | None:
        """The state that an entity is, serves or lies in."""
        known = self.entities.get(path)
        return known.state if known else None

    def tenures_of(self, person: str) -> list[Tenure]:
        """The tenures of a person, in every office."""
        return self._by_person.get(person, [])

    def tenures_in(self, office: str) -> list[Tenure]:
        """The tenures of an office, in order of their begin."""
        return self._by_office.get(office, [])

    def roles_of(self, office: str) -> set[str]:
        """The roles of an office: what a text calls its holder."""
        return self._roles_of.get(office, set())

    def words_of(self, office: str) -> set[str]:
        """The words of all roles of an office: those by which a text calls its holder."""
        return self._words_of.get(office, set())

    def is_role_word(self, word: str) -> bool:
        """Whether a lower-case word stands in the name of a role: "prime", "minister"."""
        return word in self._role_words

    @classmethod
    def of(cls, triples: Triples, schema: Schema) -> Reference:
        """Read all subjects under the data base."""
        entities: list[Known] = []
        tenures: list[Tenure] = []
        rows = []
        for subject, links in triples.by_subject.items():
            if not (isinstance(subject, ox.NamedNode) and subject.value.startswith(DATA)):
                continue
            path = subject.value[len(DATA) :]
            types = [
                o.value[len(ENT) :]
                for o in links.get(RDF + "type", [])
                if isinstance(o, ox.NamedNode) and o.value.startswith(ENT)
            ]
            if not types:
                continue
            kind = max(types, key=lambda t: (len(schema.superclasses.get(t, ())), t))
            if kind == "Tenure":
                tenures.append(_tenure(triples, subject, path))
                continue
            label = triples.string(subject, RDFS + "label") or triples.string(
                subject, SKOS + "prefLabel"
            )
            names = dict.fromkeys([label, *triples.strings(subject, SKOS + "altLabel")])
            owner = next(
                (
                    i.removeprefix(DATA)
                    for k in _STATE_LINKS
                    for i in triples.iris(subject, ENT + k)
                ),
                None,
            )
            state = path if schema.is_a(kind, "State") else None
            entities.append(Known(path, kind, label, tuple(n for n in names if n), state, owner))
            rows.append((subject, path, kind))
        entities = _with_states(entities)
        reference = cls(sorted(entities, key=lambda e: e.path), tenures)
        for subject, path, kind in rows:
            reference._index(triples, schema, subject, path, kind)
        return reference

    def _index(
        self,
        triples: Triples,
        schema: Schema,
        subject: ox.NamedNode,
        path: str,
        kind: str,
    ) -> None:
        known = self.entities[path]
        state = known.state
        if schema.is_a(kind, "Topic"):
            for name in known.names:
                self.add("topic", split_name(name.lower()), "topic", path)
            return
        for name in known.names:
            self.add("name", split_name(name), "name", path)
        for name in triples.strings(subject, ENT + "demonym"):
            self.add("name", split_name(name), "demonym", path)
            if name.endswith(PLURAL_IN_S):
                self.add("name", split_name(name + "s"), "demonym", path)
        for name in triples.strings(subject, ENT + "metonym"):
            self.add("name", split_name(name), "metonym", path)
        for iri in triples.iris(subject, ENT + "capital"):
            self.capitals[iri.removeprefix(DATA)] = path
        if kind in schema.single and state:
            self.bodies[state, kind].append(path)
        if schema.is_a(kind, "Office") and known.owner:
            self._index_office(triples, subject, path, known.owner)
        if kind == "Border":
            sides = frozenset(
                i.removeprefix(DATA) for i in triples.iris(subject, ENT + "bordersState")
            )
            self.borders[sides] = path
        if schema.is_a(kind, "Person"):
            self._index_person(triples, subject, known)

    def _index_office(self, triples: Triples, subject: ox.NamedNode, path: str, owner: str) -> None:
        for role in triples.strings(subject, ENT + "officeRole"):
            words = tuple(role.lower().split())
            self.roles[words] = None
            self.role_heads.add(words[-1])
            self._role_words.update(w for w in words if len(w) > 3)
            self._words_of[path].update(w for w in words if len(w) > 3)
            self._roles_of[path].add(" ".join(words))
            self.offices[owner, " ".join(words)].append(path)

    def _index_person(self, triples: Triples, subject: ox.NamedNode, known: Known) -> None:
        for name in triples.strings(subject, ENT + "familyName"):
            self.persons_by_family[name].append(known.path)
            self.families[known.path].append(name)
        for name in known.names:
            if key := spelling(name):
                self.persons_by_spelling[key][known.path] = None
        words = split_name(known.label)
        if len(words) > 1 and words[0].isalpha() and len(words[0]) > 2:
            self.given_names.add(words[0])


def _with_states(entities: list[Known]) -> list[Known]:
    """Follow each entity's owner to a state: a party based in a territory of a state is there."""
    by_path = {e.path: e for e in entities}
    found = []
    for entity in entities:
        node: Known | None = entity
        for _ in range(4):
            if node is None or node.state:
                break
            node = by_path.get(node.owner or "")
        found.append(replace(entity, state=node.state if node else None))
    return found


def _tenure(triples: Triples, subject: ox.NamedNode, path: str) -> Tenure:
    def date(name: str) -> datetime.date | None:
        text = triples.string(subject, ENT + name)
        return datetime.date.fromisoformat(text) if len(text) == 10 else None

    def link(name: str) -> str:
        found = triples.iris(subject, ENT + name)
        return found[0].removeprefix(DATA) if found else ""

    known = date("knownAsOf")
    return Tenure(path, link("person"), link("office"), date("begin"), date("end"), known)


def split_name(name: str) -> tuple[str, ...]:
    """A name's words as the tokenizer would cut them.

    >>> split_name("Hay'at Tahrir al-Sham")
    ("Hay'at", 'Tahrir', 'al', '-', 'Sham')
    >>> split_name("Côte d'Ivoire’s")
    ('Côte', "d'Ivoire", "'s")
    """
    text = name.replace("’", "'").replace("'s ", " 's ")
    if text.endswith("'s"):
        text = text[:-2] + " 's"
    return tuple(text.replace("-", " - ").replace("–", " – ").replace(",", " , ").split())
