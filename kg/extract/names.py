"""The names of the reference data, and the names of people, where they stand in the text."""

from __future__ import annotations

import datetime
from collections import Counter

from kg.extract.tree import Tree
from kg.ontology import Match, Ontology

__all__ = ["ORGANISED", "Names"]

HONORIFICS = frozenset(
    """mr mrs ms miss dr sheikh sheik ayatollah sir lord lady dame prince princess king queen pope
    sultan lt gen col maj sgt capt adm brig lieutenant sergeant captain corporal major sen rep gov
    prof professor imam mullah maulana hojatoleslam archbishop cardinal rabbi bishop""".split()
)
"""Titles that only people have."""
TITLES = HONORIFICS | frozenset(
    """crown prime vice deputy acting interim first chief senior foreign defense defence interior
    finance rear grand then former ex""".split()
)
"""Words before a person's name that are no part of it, beside the roles and nouns for people."""
DIRECTIONS = frozenset(
    """north south east west northern southern eastern western central upper lower greater inner
    outer northeastern northwestern southeastern southwestern mainland mid downtown""".split()
)
REMEMBERED = 4 * 366
"""Days after which a former leader is no longer meant by a family name alone."""
LONGEST_IDIOM = 4
"""Words of the longest expression that is looked for where a name stands."""
TOWN_COMMA_PART = frozenset({"state/USA", "state/CAN", "state/AUS"})
"""Countries whose towns are told with the part of the country: "Lebanon, Tennessee"."""
PARTS = frozenset("state province city region district county governorate oblast".split())
"""Words that a place's name may have after it and mean the same place."""
ORGANISED = frozenset(
    "ministry party council university group army force forces organization organisation committee "
    "bank corporation company union front brigade movement association agency commission court "
    "parliament senate congress assembly institute federation alliance league department bureau "
    "command guard guards corps authority center centre foundation network times post news college "
    "fleet society service services club fund office school church board academy administration "
    "brigades battalion militia television radio daily telegraph tribune herald airlines airways "
    "inc ltd corp co plc llc ag".split()
)
"""Words that only names of organisations have, where the lexicon does not say a closer kind."""
LEADING = frozenset({"president", "premier", "prime", "chancellor", "leader"})
"""Words of the titles of those who lead a state."""
SHORTEST_SHOUT = 4
"""A word in capitals of this length is read as if it had one: TEHRAN, but not US or UN."""


NONE: list[Match] = []
"""What most words match; it is only ever read."""


class Names:
    """Known names by token, runs of proper nouns, and which person a family name means here."""

    def __init__(self, tree: Tree, ontology: Ontology, date: datetime.date | None = None) -> None:
        self.date = date
        self.reference = ontology.reference
        self.lexicon = ontology.lexicon
        self._matches: dict[int, list[Match]] = {}
        self._named: set[str] | None = None
        self._towns: dict[int, tuple[int, int, str]] = {}
        self.move(tree)
        self._persons: dict[str, list[str]] = {}
        self._states: set[str] | None = None
        self._match()
        self._drop_towns()
        self._choose()
        self._read_persons()

    def move(self, tree: Tree) -> None:
        """Stand over another tree of the same text; names are made of the same words in both."""
        self.tree = tree
        self._kinds: dict[str, set[str]] = {}
        for first, last, kind in tree.parse.typed_names:
            for start in {first, last - 1}:
                self._kinds.setdefault(tree.text(list(range(start, last))), set()).add(kind)
        self._runs = {i: run for run in map(self._whole, tree.parse.names) for i in range(*run)}

    def _whole(self, run: tuple[int, int]) -> tuple[int, int]:
        """A run with the capital word that it modifies, which the tagger took for a noun."""
        first, last = run
        tokens = self.tree.tokens
        while (
            last < len(tokens)
            and tokens[last].pos in ("NOUN", "X")
            and tokens[last].text[:1].isupper()
            and tokens[last].text[1:].islower()
            and tokens[last - 1].head == last
        ):
            last += 1
        return (first, last)

    def town(self, index: int) -> tuple[int, int, str] | None:
        """Where the whole name of a town begins and ends, and its part of a country."""
        return self._towns.get(index)

    def matches(self, index: int) -> list[Match]:
        """The known names that cover a token."""
        return self._matches.get(index, NONE)

    def names_one_of(self, path: str) -> bool:
        """Whether the article names an entity or whoever belongs to it; cities do not count."""
        if self._named is None:
            known = self.reference.entities
            named = [m.path for row in self._matches.values() for m in row if m.kind != "metonym"]
            paths = {p for p in named if not p.startswith("place/")}
            self._named = paths | {known[p].owner or "" for p in paths if p in known}
        return path in self._named

    def run(self, index: int) -> tuple[int, int] | None:
        """The run of proper nouns that a token stands in."""
        return self._runs.get(index)

    def looks_like(self, first: int, last: int) -> str:
        """The kind that the trained reader gives these words wherever they stand; else nothing."""
        kinds = self._kinds.get(self.tree.text(list(range(first, last))), set())
        return next(iter(kinds)) if len(kinds) == 1 else ""

    def words(self, first: int, last: int) -> list[str]:
        """The words of a run that start with a letter."""
        return [self.tree[i].text for i in range(first, last) if self.tree[i].text[:1].isalpha()]

    def persons(self, family: str) -> list[str]:
        """The people whom a family name may mean in this article."""
        return self._persons.get(family, [])

    def persons_named(self) -> set[str]:
        """The known people that the article names, each by a name that is theirs alone."""
        return {paths[0] for paths in self._persons.values() if len(paths) == 1}

    def remember(self, family: str, path: str) -> None:
        """Let a family name mean a person from here on."""
        rows = self._persons.setdefault(family, [])
        if path not in rows:
            rows.append(path)

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word in self.lexicon.given_names or word in self.reference.given_names

    def is_honorific(self, index: int) -> bool:
        """Whether a word is a title that only people have."""
        return self.tree[index].text.rstrip(".").lower() in HONORIFICS

    def owner_before(self, index: int) -> str | None:
        """The state right before a name, with its possessive: "Chile's" of "Defense Department"."""
        first = (self._runs.get(index) or (index, index))[0]
        if first < 2 or self.tree[first - 1].text not in ("'s", "’s", "'", "’"):
            return None
        states = {m.path for m in self._matches.get(first - 2, ()) if m.path.startswith("state/")}
        return states.pop() if len(states) == 1 else None

    def describes(self, index: int) -> bool:
        """Whether a word of a name tells what kind it is: a title, a role, a noun for actors."""
        word = self.tree[index].text.rstrip(".").lower()
        return (
            word in TITLES
            or self.reference.is_role_word(word)
            or any(len(e.words) == 1 for e in self.lexicon.starting("noun", word))
        )

    def covers_head(self, index: int, match: Match) -> bool:
        """Whether a known name is the whole name that a token heads.

        "Paris" is not in "Paris Agreement", nor in "Paris Hilton"; "Washington" is not in
        "MaliVai Washington", and is in "Northern Cyprus" what the reference data says it is.
        """
        run = self._runs.get(index)
        if match.path.startswith("organization/") and self._is_longer_name(match):
            return False
        if run is None or (match.first <= run[0] and match.last >= run[1]):
            return True
        if match.last - match.first == 1 and self._is_last_name(run[0], match.first):
            return False
        after = [
            i
            for i in range(match.last, run[1])
            if self.tree[i].text[:1].isupper() and not self._is_part(i, match)
        ]
        if not after:
            return True
        last = self.tree[after[-1]]
        return last.head == index and not last.dep.startswith("flat")

    def _is_longer_name(self, match: Match) -> bool:
        """ "National Security Council" is not the Security Council: a word before tells another."""
        before = match.first - 1
        first = before < 0 or before == self.tree.parse.sentences[self.tree[before].sentence].first
        token = self.tree[before]
        if first or self._matches.get(before) or token.text.rstrip(".").lower() in TITLES:
            return False
        within = match.first <= token.head < match.last and token.dep in ("compound", "amod")
        return within and token.text[:1].isupper()

    def _is_part(self, index: int, match: Match) -> bool:
        """ "Kano State" is Kano; "Gaza City" is Gaza, a city; "Jersey City" is not Jersey."""
        word = self.tree[index].text.lower()
        known = self.reference.entities[match.path]
        return word in PARTS and (word != "city" or known.cls == "City")

    def _is_last_name(self, first: int, last: int) -> bool:
        """Whether a word that nothing explains stands right before a name."""
        before = last - 1
        if before < 0 or self.tree[before].sentence != self.tree[last].sentence:
            return False
        token = self.tree[before]
        return (
            (before >= first or last in (token.head, *self.tree.kids(before)))
            and (token.pos == "PROPN" or token.tag == "NNP")
            and token.text[:1].isupper()
            and len(token.text) > 1
            and not self._matches.get(before)
            and not self.describes(before)
            and token.text.lower() not in DIRECTIONS
        )

    def _match(self) -> None:
        starts = self.reference.starting("name")
        curled = "’" in self.tree.parse.text
        plain = tuple(
            t.text.replace("’", "'") if curled and "’" in t.text else t.text
            for t in self.tree.tokens
        )
        for sentence in self.tree.parse.sentences:
            texts = plain[sentence.first : sentence.last]
            calm = texts
            if any(map(str.isupper, texts)):
                calm = tuple(
                    t.title() if t.isupper() and len(t) >= SHORTEST_SHOUT else t for t in texts
                )
            position = 0
            while position < len(texts):
                found = []
                if texts[position] in starts:
                    found = self.reference.at("name", texts, position)
                if not found and calm[position] != texts[position]:
                    found = self.reference.at("name", calm, position)
                if not found:
                    position += 1
                    continue
                for match in () if self._is_idiom(position + sentence.first) else found:
                    first, last = match.first + sentence.first, match.last + sentence.first
                    for i in range(first, last):
                        shifted = Match(first, last, match.kind, match.path)
                        self._matches.setdefault(i, []).append(shifted)
                position = found[0].last

    def _is_idiom(self, index: int) -> bool:
        """ "Guinea pigs": an expression of the lexicon that names nothing."""
        lemmas = self.tree.lemmas[index : index + LONGEST_IDIOM]
        return any(
            entry.reference is None and list(entry.words) == lemmas[: len(entry.words)]
            for entry in self.lexicon.starting("noun", lemmas[0])
            if len(entry.words) > 1
        )

    def _drop_towns(self) -> None:
        """ "Moscow, Idaho": a name before a comma and a part of a state that it is not in.

        It is a town of that part which the data do not know, and not what the data know.
        """
        for index, rows in sorted(self._matches.items()):
            comma = rows[0].last
            after = self._matches.get(comma + 1, []) if self._is_comma(comma) else []
            parts = {self._state(m.path) for m in after if m.path.startswith("place/")}
            if not parts & TOWN_COMMA_PART or not rows[0].first <= index < rows[0].last:
                continue
            if {self._state(m.path) for m in rows}.isdisjoint(parts):
                del self._matches[index]
                self._towns[index] = (rows[0].first, after[0].last, after[0].path)

    def _is_comma(self, index: int) -> bool:
        return index < len(self.tree.tokens) and self.tree[index].text == ","

    def _choose(self) -> None:
        """Of several that share a name, keep the one whose state the article speaks of most."""
        shared = {i: rows for i, rows in self._matches.items() if self._is_shared(rows)}
        if not shared:
            return
        states = Counter(
            state
            for index, rows in sorted(self._matches.items())
            if index not in shared
            for state in {self._state(m.path) for m in rows}
            if state
        )
        for index, rows in shared.items():
            best = max(states[self._state(m.path) or ""] for m in rows)
            kept = [m for m in rows if states[self._state(m.path) or ""] == best]
            self._matches[index] = kept if best else rows

    def _is_shared(self, rows: list[Match]) -> bool:
        states = {self._state(m.path) for m in rows}
        if any(m.kind == "metonym" and self._state(m.path) is None for m in rows):
            return False  # a seat: who is meant there is told where it stands
        return len(states) > 1 and len({m.path for m in rows}) > 1

    def _state(self, path: str) -> str | None:
        return self.reference.state_of(path)

    def _read_persons(self) -> None:
        """Full names first, so that a family name alone means the person named in full."""
        for strict in (True, False):
            for first, last in self.tree.parse.names:
                words = self.words(first, last)
                if strict and len(words) > 1:
                    for index in range(first, last):
                        for match in self.matches(index):
                            if match.path.startswith("person/"):
                                for family in self.reference.families[match.path]:
                                    self.remember(family, match.path)
                                self.remember(words[-1], match.path)
                elif not strict and len(words) == 1 and not self._is_somewhere(first):
                    known = self._persons.get(words[0])
                    for path in () if known else self._meant_by(words[0]):
                        self.remember(words[0], path)

    def _meant_by(self, family: str) -> list[str]:
        """The people whom a family name may mean in an article that nowhere gives it in full.

        They are in office on its day, or of a state that it names; without a day and a state only
        a leader of whom there is but one. A name that is a given name as well needs the state.
        """
        if self._states is None:
            rows = (m for matches in self._matches.values() for m in matches)
            self._states = {state for m in rows if (state := self._state(m.path))}
        named = self._states
        people = self.reference.persons_by_family.get(family, [])
        found = []
        for path in people:
            tenures = self.reference.tenures_of(path)
            here = any(self._state(t.office) in named for t in tenures)
            if not self.is_given(family) and not here:
                here = any(self.date and t.holds_on(self.date) for t in tenures) or (
                    len(people) == 1 and self._led(path) and self._is_remembered(path)
                )
            if here:
                found.append(path)
        return found

    def _is_remembered(self, path: str) -> bool:
        """Whether somebody left office few years before the article's day, if that is known."""
        ends = [t.end for t in self.reference.tenures_of(path) if t.end is not None]
        return self.date is None or any(0 <= (self.date - end).days <= REMEMBERED for end in ends)

    def _led(self, path: str) -> bool:
        """Whether somebody led a state, and no ministry."""
        offices = [t.office for t in self.reference.tenures_of(path)]
        return any(LEADING & self.reference.words_of(office) for office in offices)

    def _is_somewhere(self, index: int) -> bool:
        return any(m.path.startswith(("state/", "place/")) for m in self.matches(index))
