"""Proper names that the reference data does not know: typed by their words and their place."""

from __future__ import annotations

from kg.extract.entities import NOTHING, Entities, Found
from kg.extract.names import ORGANISED, Names
from kg.extract.owners import Owners
from kg.extract.tree import SUBJECTS, Tree
from kg.extract.words import Words

__all__ = ["Unknown"]

LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "across", "into", "towards", "through"}
)
LOCAL_NOUNS = frozenset(
    "city town village province region district county state island river airport valley".split()
)
ACTING = (*SUBJECTS, "obj", "iobj", "nmod:poss", "obl:agent")
DEALING = frozenset({"with", "by", "against", "of", "between", "for", "on"})
INNER = ("compound", "flat", "flat:name", "nmod:unmarked", "nmod:desc", "amod")


ABSTRACT = ("tion", "sion", "ness", "ism", "ship", "ment", "story")
"""Endings of English nouns for what things are or do, which are hardly ever names."""
SHORTEST = 6


class Unknown:
    """Makes actors and places of names that nothing else explains."""

    def __init__(
        self, tree: Tree, names: Names, entities: Entities, owners: Owners, words: Words
    ) -> None:
        self.tree = tree
        self.names = names
        self.entities = entities
        self.owners = owners
        self.words = words

    def resolve(self, index: int) -> Found:
        """An actor or a place for the run of proper nouns that a token heads."""
        if town := self.names.town(index):
            return self._town(*town)
        run = self.names.run(index)
        within = any(m.last - m.first > 1 for m in self.names.matches(index))
        if run is None or within or self.tree[index].dep in INNER:
            return NOTHING
        first, last = self._trim(run)
        tokens = list(range(first, last))
        texts = [self.tree[i].text for i in tokens]
        if not tokens or not any(c.isalpha() for c in texts[0]):
            return NOTHING
        label, span = self.tree.text(tokens), self.tree.span(tokens)
        role = self.names.reference.is_role_word(texts[0].lower())
        if len(tokens) == 1 and (role or self.words.actor_class(index)):
            return NOTHING  # "Minister" is nobody's name
        if len(tokens) == 1 and self._is_abstract(tokens[0]):
            return NOTHING
        if cls := self._organised(tokens):
            return self._organization(index, cls, label, tokens)
        if self.words.entries(index) and not self._acts(index):
            return NOTHING
        locative = self.tree.adposition(index) in LOCATIVE
        if (locative and self.tree[index].dep in ("obl", "nmod")) or self._is_local(index):
            return Found((self.entities.add("Place", label, span),))
        if not self._acts(index) or self.words.entries(index):
            return NOTHING
        if len(tokens) == 1 and texts[0].isupper() and len(texts[0]) > 2:
            return Found((self.entities.add("Organization", label, span),))
        return Found((self.entities.add("Actor", label, span, local=len(tokens) == 1),))

    def _is_abstract(self, index: int) -> bool:
        """Whether a capital word at the begin of a sentence is a noun for what is no one."""
        first = self.tree.parse.sentences[self.tree[index].sentence].first
        word = self.tree[index].text.lower()
        return index == first and len(word) > SHORTEST and word.endswith(ABSTRACT)

    def _town(self, first: int, last: int, part: str) -> Found:
        """ "Moscow, Idaho" by its whole name, so that it is no other Moscow."""
        tokens = list(range(first, last))
        links = {"inCountry": self.entities.state(part)}
        return Found(
            (
                self.entities.add(
                    "Place", self.tree.text(tokens), self.tree.span(tokens), links=links
                ),
            )
        )

    def _trim(self, run: tuple[int, int]) -> tuple[int, int]:
        """A run without the state that it begins with: "US Foo Corp" is Foo Corp of the US."""
        first, last = run
        while first < last - 1 and any(
            m.last <= last - 1 and m.kind in ("demonym", "name") and m.path.startswith("state/")
            for m in self.names.matches(first)
        ):
            if self._is_given(first, last):
                break
            first += 1
        while first > 0 and self._is_part(first - 1, (first, last)):
            first -= 1
        return first, last

    def _is_given(self, first: int, last: int) -> bool:
        """ "Chad Johnson": a state's name before one more word that tells no kind of body."""
        named = any(m.kind == "name" for m in self.names.matches(first))
        body = self.names.describes(last - 1) or self.tree[last - 1].text.lower() in ORGANISED
        return named and last - first == 2 and not body

    def _is_part(self, before: int, run: tuple[int, int]) -> bool:
        """Whether a capital word before a run belongs to it: "the Baltic Fleet"."""
        token = self.tree[before]
        capital = token.text[:1].isupper() and token.dep in ("amod", "compound")
        inner = (
            capital
            and run[0] <= token.head < run[1]
            and token.sentence == self.tree[run[0]].sentence
        )
        known = any(m.path.startswith("state/") for m in self.names.matches(before))
        first_word = before == 0 or self.tree[before - 1].sentence != token.sentence
        return inner and not known and not first_word

    def _organised(self, tokens: list[int]) -> str:
        """The class that the words of a name tell, or an empty string."""
        heads = [i for i in tokens if self.tree[i].head not in tokens or self.tree[i].head == i]
        for i in (*heads, tokens[-1]):
            cls = self.words.actor_class(i)
            if cls and len(tokens) > 1 and not self.entities.schema.is_a(cls, "Person"):
                return "Organization" if cls in ("Actor", "Crowd", "State") else cls
        texts = {self.tree[i].text.lower().rstrip(".") for i in tokens}
        return "Organization" if len(tokens) > 1 and ORGANISED & texts else ""

    def _organization(self, index: int, cls: str, label: str, tokens: list[int]) -> Found:
        owner = self.owners.owner(index)
        state = (owner.state if owner else None) or self._named_inside(tokens)
        links: dict[str, str | None] = {}
        force, body = (
            self.entities.schema.is_a(cls, c) for c in ("SecurityForce", "GovernmentBody")
        )
        if force and (owner is None or owner.state is None):
            cls, force = "Organization", False  # "the Darfur Joint Force" may be anybody's
        elif cls in self.entities.schema.single:
            cls = "SecurityForce" if force else "GovernmentBody"
        public = force or body
        if state:
            links = {"belongsTo" if public else "basedIn": state}
        common = all(
            self.names.describes(i) or self.tree[i].text.lower() in ORGANISED for i in tokens
        )  # "the Constitutional Court"
        if common and public and state:
            label = f"{label} of {self.entities.label(state)}"
        span, local = self.tree.span([index]), common and not state
        return Found((self.entities.add(cls, label, span, local=local, links=links),))

    def _named_inside(self, tokens: list[int]) -> str | None:
        """The one state of the places and states in a name: "Madras High Court"."""
        found = {
            state
            for i in tokens
            for m in self.names.matches(i)
            if m.kind != "metonym" and (state := self.entities.state(m.path))
        }
        return found.pop() if len(found) == 1 else None

    def _is_local(self, index: int) -> bool:
        apposed = [self.tree.lemma(c) for c in self.tree.kids(index, "appos", "nmod:desc")]
        return bool(LOCAL_NOUNS.intersection(apposed))

    def _acts(self, index: int) -> bool:
        """Whether a name stands where those stand who act or are acted upon."""
        first = self.tree.first_conjunct(index)
        dep = self.tree[first].dep
        if dep in ACTING:
            return True
        return dep in ("obl", "nmod") and self.tree.adposition(first) in DEALING
