"""Which lexical entries a word of the text evokes."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import chain

from kg.extract.tree import Tree
from kg.model import Sentence
from kg.ontology import Entry, Ontology

__all__ = ["TIMES", "WEEKDAYS", "Words"]

TAGS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN", "SYM"}),
    "adjective": frozenset({"ADJ", "VERB", "NOUN"}),
    "adverb": frozenset({"ADV"}),
    "modal": frozenset({"AUX"}),
    "particle": frozenset({"PART", "ADV", "DET", "CCONJ"}),
    "preposition": frozenset({"ADP", "SCONJ", "VERB", "ADJ"}),
    "conjunction": frozenset({"SCONJ", "CCONJ", "ADV", "ADP"}),
}
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december morning evening night week month
    year""".split()
)
WEEKDAYS = frozenset(day for day in TIMES if day.endswith("day"))
COMPLEMENTS = ("obj", "obl", "obl:agent", "obl:unmarked", "nsubj:pass", "xcomp")
"""Where the other words of a verb's expression hang."""
APART = ("nmod", "acl", "acl:relcl", "appos")
"""What stands beside another noun is no word of the verb's expression."""
PARTICLES = frozenset("in out up down off over back away".split())
"""Words that belong to the verb beside them, and are prepositions of something else elsewhere."""
TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "sheikh", "ayatollah", "sir", "lord", "prince", "princess"}
)


POSITIONS = ("ADJ", "VERB", "ADP", "ADV")
"""What a noun of several words may begin with: "heavy weapon", "no-fly zone"."""


@cache
def _kinds(tag: str, *, joined: bool) -> tuple[tuple[str, bool], ...]:
    """The parts of speech that a word of a tag may begin, and whether only a longer expression.

    Before a hyphen it may begin an adjective or a verb, whatever it is: "so-called", "test-fired".
    """
    return tuple(
        (pos, inside)
        for pos, tags in TAGS.items()
        for inside in (pos == "noun" and tag in POSITIONS,)
        if tag in tags or inside or (joined and pos in ("adjective", "verb"))
    )


class Words:
    """The lexicon over one tree. Entries are found by lemma and part of speech, longest first."""

    def __init__(self, tree: Tree, ontology: Ontology) -> None:
        self.tree = tree
        self.schema = ontology.schema
        self.lexicon = ontology.lexicon
        self._found: list[tuple[Entry, ...]] = [()] * len(tree.tokens)
        self._shorter: dict[int, tuple[Entry, ...]] = {}
        self._vocabulary: set[str] = set()
        self._actors = self.schema.under("Actor") | self.schema.under("Office")
        for span in tree.parse.sentences:
            self._match(span)

    def move(self, tree: Tree) -> None:
        """Stand over another tree of the same text: only sentences that differ are read anew."""
        before, self.tree = self.tree, tree
        self.__dict__.pop("evoked", None)
        for span in tree.parse.sentences:
            here = slice(span.first, span.last)
            if tree.tokens[here] != before.tokens[here]:
                self._found[here] = [()] * (span.last - span.first)
                for index in range(span.first, span.last):
                    self._shorter.pop(index, None)
                self._match(span)

    @cached_property
    def evoked(self) -> list[tuple[int, Entry]]:
        """All words of the text with each entry that they evoke, in text order."""
        return [(index, entry) for index, found in enumerate(self._found) for entry in found]

    def entries(self, index: int) -> tuple[Entry, ...]:
        """What the word evokes, as the head of its expression; longer ones hide shorter ones."""
        return self._found[index]

    def shorter(self, index: int) -> tuple[Entry, ...]:
        """The entries for events that a longer expression hides, where that names an event too.

        They hold where nothing fills the places of the longer one ("expel" for "expel inspectors").
        """
        return self._shorter.get(index, ())

    def _match(self, span: Sentence) -> None:
        """Give every expression of a sentence to its head, and hide what a longer noun covers."""
        rows: dict[int, list[Entry]] = {}
        hidden: dict[int, int] = {}
        here = slice(span.first, span.last)
        self._vocabulary = {*self.tree.lemmas[here], *self.tree.lower[here]}
        for index in range(span.first, span.last):
            for entry in self._starting(index, span.last) if self._may_start(index) else ():
                length = len(entry.words)
                covered = range(index, index + length)
                if entry.pos == "noun" and self._is_shared(covered):
                    continue
                joined = entry.words[1:2] == ("-",)
                head = index if entry.pos == "verb" and not joined else self._head(covered)
                rows.setdefault(head, []).append(entry)
                if entry.pos == "noun" and length > 1:
                    for word in covered:
                        hidden[word] = max(hidden.get(word, 0), length)
        for head, entries in rows.items():
            if len(entries) == 1 and head not in hidden:
                self._found[head] = (entries[0],)
                continue
            chosen: list[Entry] = []
            for light in (False, True):
                same = [e for e in entries if (e.kind == "SupportVerb") is light]
                longest = max([hidden.get(head, 0), *(len(e.words) for e in same)])
                chosen.extend(e for e in same if len(e.words) == longest)
            if chosen:
                self._found[head] = tuple(dict.fromkeys(chosen))
                if len(chosen) < len(entries):
                    self._shorter[head] = self._hidden_events(chosen, entries)
        for head in rows:
            self._hide_inside(head)

    def _hide_inside(self, head: int) -> None:
        """In "claim responsibility for" the noun says nothing of its own about what follows."""
        for entry in self._found[head]:
            if entry.pos == "verb" and len(entry.words) > 1:
                for child in self.tree.kids(head, "obj"):
                    if self.tree.lemma(child) in entry.words[1:]:
                        kept = [e for e in self._found[child] if e.reference != "Claim"]
                        self._found[child] = tuple(kept)

    def _is_shared(self, covered: range) -> bool:
        """ "Economic and security cooperation" is more than security cooperation."""
        beside = self.tree[covered[0]].head if self.tree[covered[0]].dep == "conj" else covered[0]
        return beside not in covered and self.tree[beside].head in covered

    def _hidden_events(self, chosen: list[Entry], entries: list[Entry]) -> tuple[Entry, ...]:
        events = [e for e in entries if self.schema.is_a(e.reference or "", "Event")]
        idiom = any(e.reference is None and e.kind == "Word" for e in chosen)
        named = any(e in events for e in chosen if e.pos == "verb")
        if idiom or not named:
            return ()
        return tuple(e for e in dict.fromkeys(events) if e not in chosen and e.pos == "verb")

    def _head(self, covered: range) -> int:
        outside = [i for i in covered if self.tree[i].head not in covered or self.tree[i].head == i]
        return outside[-1] if outside else covered[-1]

    def _may_start(self, index: int) -> bool:
        """Whether any entry begins with a form of a word: few words do."""
        begun, text = self.lexicon.beginning, self.tree.lower[index]
        return self.tree.lemmas[index] in begun or text in begun or text[:-1] in begun

    def _starting(self, index: int, end: int) -> list[Entry]:
        """The entries that begin at a word of a sentence that ends at `end`."""
        token = self.tree[index]
        lemma, text = self.tree.lemmas[index], self.tree.lower[index]
        found: list[Entry] = []
        begun = self.lexicon.beginning
        forms = [begun[lemma]] if lemma in begun else []
        if text != lemma and text in begun:
            forms.append(begun[text])
        if token.pos == "PROPN" and text.endswith("s") and text[:-1] in begun:
            forms.append(begun[text[:-1]])
        joined = index + 1 < end and self.tree[index + 1].text == "-"
        for pos, inside in _kinds(token.pos, joined=joined) if forms else ():
            options = [rows[pos] for rows in forms if pos in rows]
            if not options:
                continue
            if joined and pos == "adjective":  # "so-called": the first word is any kind of word
                options = [begun.get(text, {}).get(pos, [])]
            elif pos == "adjective" and token.pos != "ADJ" and not self._qualifies(index):
                continue
            compound = pos == "verb" and token.pos not in TAGS[pos]  # "test-fired"
            if pos == "verb" and not compound and token.dep in ("amod", "case", "mark"):
                continue
            for entry, rest in chain(*options):
                if compound and entry.words[1:2] != ("-",):
                    continue
                if rest and not (rest <= self._vocabulary and self._rest(index, end, entry)):
                    continue
                if (rest or not inside) and entry not in found:
                    found.append(entry)
        return found

    def _qualifies(self, index: int) -> bool:
        token = self.tree[index]
        if token.pos == "NOUN":
            return token.dep in ("compound", "amod")
        return token.dep in ("amod", "acl") or bool(self.tree.kids(index, "cop", "aux:pass"))

    def _rest(self, index: int, end: int, entry: Entry) -> bool:
        """Whether the other words of an entry, which its sentence has, stand where they should."""
        rest = entry.words[1:]
        lemmas, lower = self.tree.lemmas, self.tree.lower
        first = index + 1
        if first + len(rest) <= end and all(
            word in (lemmas[i], lower[i]) for i, word in enumerate(rest, first)
        ):
            # "police raided the office" is no police raid
            last = index + len(rest)
            finite = self.tree[last].pos == "VERB" and lower[last] != rest[-1]
            return entry.pos != "noun" or not finite
        if entry.pos != "verb":
            return False
        near = {
            word
            for child in self.tree.kids(index)
            for word in (
                self.tree.lemma(child)
                if self.tree[child].dep in ("compound:prt", "obj", "advmod")
                else "",
                self.tree.adposition(child)
                if self.tree[child].dep.split(":")[0] in ("obl", "advcl")
                and not self._is_time(child)
                else "",
            )
        }
        for child in self.tree.kids(index, *COMPLEMENTS):
            token = self.tree[child]
            if token.dep == "xcomp" and token.pos == "VERB" and "to" not in rest:
                continue  # "pledged to support" is not "pledged support"
            oblique = token.dep in ("obl", "obl:agent")
            if oblique and self._is_time(child):
                continue  # "on Monday blamed X" is not "blamed on"
            if not oblique or self.tree.adposition(child) in rest:
                for word in (child, *self.tree.kids(child)):
                    named = lemmas[self.tree[word].head] in rest
                    if word == child or named or self.tree[word].dep not in APART:
                        near.update(
                            (lemmas[word], lower[word])
                        )  # "withdrew its offer to X's envoy"
                    if self.tree[word].dep in ("nmod", "acl") and named:  # "a ban on imports"
                        near.add(self.tree.adposition(word))
        apart = len(rest) == 1 and rest[0] in PARTICLES and not self._has_particle(index, rest[0])
        return not apart and all(word in near for word in rest)

    def _has_particle(self, index: int, word: str) -> bool:
        """ "Gave it in" gives in; "gave it in one country" does not."""
        kids = self.tree.kids(index, "compound:prt", "advmod")
        return word in map(self.tree.lemma, kids)

    def _is_time(self, index: int) -> bool:
        """ "On Monday", "in 2015": the preposition belongs to the time, not to the verb."""
        token = self.tree[index]
        return token.pos == "NUM" or token.lemma.lower() in TIMES

    def preposition(self, entry: Entry) -> str:
        """The preposition that a multiword verb ends in ("call for"), or an empty string."""
        last = entry.words[-1]
        return last if entry.pos == "verb" and len(entry.words) > 1 else ""

    def actor_class(self, index: int) -> str:
        """The actor class that a common noun names, or an empty string."""
        for entry in self._found[index]:
            cls = entry.reference or ""
            if entry.pos == "noun" and cls in self._actors:
                return cls
        return ""

    def references(self, index: int) -> tuple[str, ...]:
        """The local names that the word's entries refer to."""
        entries = self._found[index]
        return tuple([e.reference for e in entries if e.reference]) if entries else ()

    def is_title(self, index: int) -> bool:
        """Whether a word stands before the names of people."""
        return self.tree[index].text.rstrip(".").lower() in TITLES

    def speaks(self, index: int) -> bool:
        """Whether the noun is the subject of a verb that reports."""
        token = self.tree[index]
        head = self.tree.parent(index)
        return (
            token.dep == "nsubj"
            and head is not None
            and any(e.reference == "Claim" and e.pos == "verb" for e in self.entries(head))
        )
