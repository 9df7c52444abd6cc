"""People: known ones by name, others by title, apposition, speech and given name."""

from __future__ import annotations

from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import ORGANISED, Names
from kg.extract.owners import Owners
from kg.extract.titles import Titles
from kg.extract.tree import Tree
from kg.extract.words import WEEKDAYS, Words
from kg.ontology import spelling

__all__ = ["People"]

RUNNING = ("appos", "flat", "flat:name")
LONGEST = 5
"""A person's name has no more words than this; longer runs are headlines."""


class People:
    """The people of one article."""

    def __init__(
        self, tree: Tree, names: Names, entities: Entities, owners: Owners, titles: Titles,
        words: Words,
    ) -> None:  # fmt: skip
        self.tree = tree
        self.names = names
        self.entities = entities
        self.owners = owners
        self.titles = titles
        self.words = words
        self.reference = entities.reference

    def named(self, index: int) -> Found | None:
        """The person whom a run of proper nouns names, None where it seems to name none."""
        run = self.names.run(index) or (index, index + 1)
        for i in range(*run):
            for match in self.names.matches(i):
                if match.path.startswith("person/"):
                    return Found((match.path,))
        first, last = self._name(run)
        if first == last:
            return None
        family = self.tree[last - 1].text
        paths = self.names.persons(family) or self._known_by_family(index, run, first, family)
        paths = [p for p in paths if self._answers_to(p, family, run, first)]
        if paths and len(self.names.words(first, last)) <= 2:
            found = self._one_of(paths, first, last)
            if found is not None:
                return found
        return self._spelt_otherwise(first, last) or self._new(index, run, (first, last))

    def _spelt_otherwise(self, first: int, last: int) -> Found | None:
        """A known person under another English spelling, "Mohammed", or with a middle initial."""
        middle = range(first + 1, last - 1)
        spelt = [i for i in range(first, last) if not (i in middle and self._is_initial(i))]
        label = " ".join(self.tree[i].text for i in spelt)
        paths = list(self.reference.persons_by_spelling.get(spelling(label), ()))
        if len(paths) != 1:
            return None
        self.names.remember(self.tree[last - 1].text, paths[0])
        return Found((paths[0],))

    def _is_initial(self, index: int) -> bool:
        text = self.tree[index].text.rstrip(".")
        return len(text) == 1 and text.isupper()

    def is_family(self, index: int) -> bool:
        """Whether a word is the family name of somebody known, though not read as a name."""
        token = self.tree[index]
        known = self.reference.persons_by_family.get(token.text) or self.names.persons(token.text)
        named = token.pos in ("NOUN", "X") and token.lemma.lower() not in WEEKDAYS
        return bool(known) and named and not self.words.entries(index)

    def after(self, index: int) -> Found | None:
        """The person whose name follows a title or a noun for people, in one phrase with it."""
        for child in self.tree.kids(index, *RUNNING, "nmod", "nmod:desc", "compound"):
            adjacent = child == index + 1 or self.tree[child].dep in RUNNING
            if child > index and adjacent and self.tree[child].pos == "PROPN":
                person = self._person_at(child)
                if person:
                    return person
        return self._person_at(self._end(index))

    def apposed(self, index: int) -> Found | None:
        """ "X, a spokesman for Y": the person to whose name a title stands in apposition."""
        head = self.tree.parent(index)
        if head is None or self.tree[index].dep != "appos" or not self.is_title(index):
            return None
        return self._person_at(head) if head < index else None

    def _end(self, index: int) -> int:
        """The token after a title: after the name of the office, where that is longer."""
        ends = [m.last for m in self.names.matches(index) if self.entities.is_a(m.path, "Office")]
        return max([index + 1, *ends])

    def _person_at(self, index: int) -> Found | None:
        """The person whose name begins at or covers a token."""
        tokens = self.tree.tokens
        if index >= len(tokens) or tokens[index].pos != "PROPN":
            return None
        person = self.named(index)
        return person if person and any(p.startswith("person/") for p in person.paths) else None

    def _known_by_family(
        self, index: int, run: tuple[int, int], first: int, family: str
    ) -> list[str]:
        """Known people of a family name whose office a title says: "Secretary Blinken"."""
        known = self.reference.persons_by_family.get(family, [])
        if self.is_family(index):
            return known
        title = {self.tree[i].text.lower() for i in range(run[0], first)}
        return [
            path
            for path in known
            if any(
                title & self.reference.words_of(t.office) for t in self.reference.tenures_of(path)
            )
        ]

    def _answers_to(self, path: str, family: str, run: tuple[int, int], first: int) -> bool:
        """Whether a name alone means somebody: monarchs and popes only after a title."""
        known = self.reference.entities.get(path)
        reigning = known is not None and any(_is_regnal(n, family) for n in known.names)
        return not reigning or first > run[0]

    def _one_of(self, paths: list[str], first: int, last: int) -> Found | None:
        """The person whom a family name means, held against the given name before it."""
        given = self.tree[first].text if last - first > 1 else ""
        if given:
            paths = [p for p in paths if given in self._all_names(p)]
            if not paths:
                return None
        if len(paths) == 1:
            return Found((paths[0],))
        date = self.entities.article.published
        held = {p for p in paths for t in self.reference.tenures_of(p) if date and t.holds_on(date)}
        return Found((held.pop(),)) if len(held) == 1 else NOTHING

    def _all_names(self, path: str) -> set[str]:
        known = self.reference.entities.get(path)
        labels = known.names if known else (self.entities.label(path),)
        return {word for label in labels for word in label.replace("-", " ").split()}

    def _name(self, run: tuple[int, int]) -> tuple[int, int]:
        """A run without what it begins with, up to its last title: "EU Farm Commissioner X"."""
        first, last = run
        told = [i for i in range(first, last - 1) if self.names.describes(i)]
        first = told[-1] + 1 if told else first
        while first < last - 1 and not self.tree[first].text[:1].isalnum():
            first += 1
        return (first, last)

    def _new(self, index: int, run: tuple[int, int], name: tuple[int, int]) -> Found | None:
        first, last = name
        words = self.names.words(first, last)
        if not words or len(words) > LONGEST or not words[0][:1].isupper():
            return None
        if self.names.describes(last - 1) or any(w.isupper() and len(w) > 3 for w in words):
            return None
        inside = [i for i in range(*run) if self.tree[i].head not in range(*run)]
        title = self._title(run, name, inside[0] if inside else index)
        known = [m for m in self.names.matches(first) if m.last <= last]
        if any(m.first == first and m.last == last and m.kind != "demonym" for m in known):
            return None  # "President Iran would …": the name of a state, not of a person
        if title is None and (known or not self._is_like_a_person(index, name, words)):
            return None
        label = self.tree.text(list(range(first, last)))
        links = self._links(title) if title is not None else {}
        path = self.entities.add(
            "Person", label, self.tree.span(list(range(first, last))),
            local=len(words) == 1, links=links,
        )  # fmt: skip
        self.names.remember(words[-1], path)
        return Found((path,))

    def _title(self, run: tuple[int, int], name: tuple[int, int], index: int) -> int | None:
        """The word that gives a name a title: before it, or in apposition to it."""
        before = [i for i in range(max(0, name[0] - 2), name[0]) if self.is_title(i)]
        if before and before[-1] >= min(run[0], name[0] - 1) and self._joined(before[-1], name[0]):
            return before[-1]
        head = self.tree.parent(index)
        around = self.tree.kids(index, "appos", "nmod:desc")
        if head is not None and self.tree[index].dep in (*RUNNING, "nmod:desc"):
            around = [*around, head]
        return next((i for i in around if self.is_title(i)), None)

    def _joined(self, title: int, first: int) -> bool:
        """Whether no more than a full stop stands between a title and a name."""
        return all(self.tree[i].text == "." for i in range(title + 1, first))

    def is_title(self, index: int) -> bool:
        """Whether a noun stands before the name of one person: a title, a role, a profession."""
        token = self.tree[index]
        if token.tag in ("NNS", "NNPS"):
            return False
        cls = self.words.actor_class(index)
        person = bool(cls) and self.entities.schema.is_a(cls, "Person")
        return bool(self.titles.role(index)) or self.names.is_honorific(index) or person

    def _links(self, title: int) -> dict[str, str | None]:
        """What a title tells of its holder: the office, or whom they belong to."""
        if not self.titles.is_former(title) and (office := self.titles.office(title)):
            return {"office": office}
        if self.tree.lemma(title).startswith("spokes"):
            for node in self.tree.follow(title, (("nmod", "for"),)):
                if len(paths := self.owners.named(node).paths) == 1:
                    return {"belongsTo": paths[0]}
        owner = self.owners.owner(title)
        if owner is None:
            return {"belongsTo": self.titles.state(title)}
        if self.entities.is_a(owner.path, "Place"):
            return {"belongsTo": owner.state}
        return {"belongsTo": owner.path}

    def _is_like_a_person(self, index: int, name: tuple[int, int], words: list[str]) -> bool:
        """Whether a name without title is one of a person.

        It speaks, has a given name, or looks like one to the trained reader wherever it stands.
        """
        if len(words) < 2:
            return False
        if self.names.is_given(words[0]) or self.words.speaks(index):
            return True
        plain = not any(
            self.names.describes(i) or self.tree[i].text.lower() in ORGANISED for i in range(*name)
        )
        plural = self.tree[name[1] - 1].tag == "NNPS"
        return plain and not plural and self.names.looks_like(*name) == "PER"


def _is_regnal(name: str, given: str) -> bool:
    """Whether a name is a given name as monarchs have: "Abdullah II", "Salman of Saudi Arabia".

    >>> _is_regnal("Abdullah II of Jordan", "Abdullah"), _is_regnal("Xi Jinping", "Xi")
    (True, False)
    """
    first, *rest = name.split()
    return first == given and (not rest or rest[0] == "of" or not rest[0].strip("IVX"))
