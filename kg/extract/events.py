"""Events: which words evoke one, who takes part, where and when."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.coreference import Discourse
from kg.extract.drafts import Draft, Drafts
from kg.extract.roles import Roles
from kg.extract.status import Status
from kg.extract.times import durations, times
from kg.extract.topics import Topics
from kg.extract.tree import Tree
from kg.extract.words import Words
from kg.model import Article, EntityRef, Span, Typed, Value
from kg.ontology import Entry, Schema
from kg.terms import Modality

__all__ = ["Context", "Events"]

VERBAL = ("Agree", "Consult", "Support", "Concede", "Request", "Accuse", "Reject", "Threaten")
MUTUAL = ("Consult", "Agree", "Cooperate", "AgreementSigning")
PARTICIPANTS = ("actor", "recipient", "supplier")
PLACES = ("in", "at", "near", "on", "along", "inside", "across", "outside", "around")
NESTED = ("ccomp", "advcl", "acl:relcl", "parataxis", "advcl:relcl", "csubj")
DETERMINED = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True)
class Context:
    """What the parts of the extractor share about one article."""

    article: Article
    tree: Tree
    words: Words
    discourse: Discourse
    topics: Topics
    roles: Roles
    status: Status
    schema: Schema
    drafts: Drafts = field(default_factory=Drafts)

    def is_event(self, reference: str | None) -> bool:
        """Whether a lexical entry refers to a class of events."""
        return reference is not None and self.schema.is_a(reference, "Event")

    def evidence(self, index: int, extra: list[int] | None = None) -> Span:
        """The whole clause that a word stands in, its participants included."""
        clause = self.tree.clause(index)
        return self.tree.span(sorted({*self.tree.subtree(clause), index, *(extra or [])}))

    def definite(self, noun: int) -> bool:
        """Whether a noun phrase speaks of something known: "the visit", "his visit"."""
        kids = self.tree.kids(noun)
        return any(
            self.tree[c].text.lower() in DETERMINED for c in kids if self.tree[c].dep == "det"
        ) or any(self.tree[c].dep == "nmod:poss" for c in kids)

    def actors(self, tokens: list[int]) -> list[str]:
        """The actors that some tokens stand for; a capital stands for its state."""
        capitals = self.discourse.mentions.reference.capitals
        found = [
            capitals.get(path, path)
            for token in tokens
            for path in self.discourse.paths(token)
            if self.roles.fits_entity(path, "Actor")
        ]
        return list(dict.fromkeys(found))

    def places(self, tokens: list[int]) -> list[str]:
        """The places that some tokens stand for."""
        found = []
        for token in tokens:
            named = self.discourse.mentions.as_place(token)
            known = [p for p in self.discourse.paths(token) if self.roles.fits_entity(p, "Place")]
            found.extend(named or known)
        return list(dict.fromkeys(found))

    def state_of(self, path: str) -> str | None:
        """The state that an entity is or serves."""
        return self.discourse.mentions.state(path)


class Events:
    """Reads the events of an article into its drafts."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.pending: list[tuple[int, Entry]] = []

    def read(self) -> None:
        """Make a draft for every word that evokes an event with participants."""
        for token in self.context.tree.tokens:
            if not self.context.tree[token.index].dep.startswith("aux"):
                self._read(token.index)

    def _read(self, index: int) -> None:
        if self._inside_expression(index) or self._inside_name(index):
            return
        choice: tuple[int, Entry, dict[str, list[int]]] | None = None
        for entry in self.context.words.entries(index):
            if not self.context.is_event(entry.reference) or entry.kind != "Word":
                continue
            filled = self._fill(index, entry)
            if filled is None:
                continue
            score = sum(bool(self.context.actors(filled.get(r, []))) for r in PARTICIPANTS)
            if choice is None or score > choice[0]:
                choice = (score, entry, filled)
        if choice is not None:
            self._evoke(index, choice[1], choice[2])

    def _inside_name(self, index: int) -> bool:
        """A word of a longer known name ("Organization of … Cooperation") evokes nothing."""
        matches = self.context.discourse.mentions.names.matches(index)
        return any(m.kind == "name" and m.last - m.first > 1 for m in matches)

    def _inside_expression(self, index: int) -> bool:
        """A noun of the verb's own expression ("launch an attack on") is no second event."""
        head = self.context.tree.parent(index)
        drafts = self.context.drafts.at(head) if head is not None else []
        if head is None or not drafts or self.context.tree[index].pos != "NOUN":
            return False
        lemma = self.context.tree.lemma(index)
        return any(lemma in entry.words[1:] for entry in self.context.words.entries(head))

    def _fill(self, index: int, entry: Entry) -> dict[str, list[int]] | None:
        filled: dict[str, list[int]] = {}
        for argument in entry.arguments:
            found = self.context.roles.fill(index, entry, argument)
            if argument.required and not found:
                return None
            taken = {t for tokens in filled.values() for t in tokens}
            if argument.role in PARTICIPANTS and argument.role != "actor":
                found = [t for t in found if t not in taken]
            filled.setdefault(argument.role, []).extend(
                t for t in found if t not in filled.get(argument.role, [])
            )
        return filled

    def _evoke(self, index: int, entry: Entry, filled: dict[str, list[int]]) -> None:
        cls = entry.reference or ""
        context = self.context
        actors = {role: context.actors(filled.get(role, [])) for role in PARTICIPANTS}
        for role in ("recipient",):
            actors[role] = [p for p in actors[role] if p not in actors["actor"]] or (
                [] if actors["actor"] == actors[role] else actors[role]
            )
        verbal = any(context.schema.is_a(cls, kind) for kind in VERBAL)
        enough = actors["actor"] if verbal else [p for paths in actors.values() for p in paths]
        repeats = entry.pos == "noun" and not any(a.modality for a in entry.arguments)
        known = self._known(index, cls, actors) if repeats else None
        if known is not None:
            context.drafts.alias(index, known)
            self._describe(known, index, filled, actors)
            return
        if not enough and not self._variants(index, cls, filled)[0]:
            if entry.pos == "noun":
                self.pending.append((index, entry))
            return
        if verbal and entry.pos == "noun" and len(actors["actor"]) == 1 and self._is_joint(cls):
            self.pending.append((index, entry))
        self.build(index, entry, filled, actors)

    def _is_joint(self, cls: str) -> bool:
        return self.context.schema.is_a(cls, "Meeting") or self.context.schema.is_a(
            cls, "Discussion"
        )

    def _known(self, index: int, cls: str, actors: dict[str, list[str]]) -> Draft | None:
        """The event that a definite noun names again."""
        if not self.context.definite(index):
            return None
        schema = self.context.schema
        for draft in reversed(self.context.drafts.all):
            if not self.context.is_event(draft.cls) or draft.token >= index:
                continue
            here = self.context.status.layers(index)
            if not schema.is_a(draft.cls, cls) or (draft.layers and draft.layers != here):
                continue
            for role in ("actor", "recipient"):
                mine, theirs = set(actors[role]), set(draft.entities(role))
                if mine and not mine <= theirs and not self._same_states(mine, theirs):
                    break
            else:
                return draft
        return None

    def _same_states(self, mine: set[str], theirs: set[str]) -> bool:
        left = {self.context.state_of(p) for p in mine}
        right = {self.context.state_of(p) for p in theirs}
        return None not in left and left <= right and not any(p.startswith("person/") for p in mine)

    # -- building --------------------------------------------------------------------------------

    def build(
        self, index: int, entry: Entry, filled: dict[str, list[int]], actors: dict[str, list[str]]
    ) -> list[Draft]:
        """Make the drafts of one word: several where it says "each" or lists places."""
        context = self.context
        cls = entry.reference or ""
        layers = context.status.layers(index)
        variants = self._variants(index, cls, filled)
        made = []
        for number, extra in enumerate(variants):
            draft = context.drafts.make(cls, index, layers, suffix=f".{number}" if number else "")
            own = dict(actors)
            for role, value in extra:
                if role in own:
                    own[role] = []
                draft.add(role, value)
            fixed = {role for role, _ in extra}
            self._describe(draft, index, filled, own, skip=fixed)
            made.append(draft)
        return made

    def _variants(
        self, index: int, cls: str, filled: dict[str, list[int]]
    ) -> list[list[tuple[str, Value]]]:
        context = self.context
        mutual = any(context.schema.is_a(cls, kind) for kind in MUTUAL)
        if not mutual and (role := self._reciprocal_role(index, filled)):
            pair = context.discourse.pair(index)
            if len(pair) == 2:
                first, second = (EntityRef(p) for p in pair)
                return [[("actor", first), (role, second)], [("actor", second), (role, first)]]
        if context.schema.is_a(cls, "Visit"):
            tokens = [t for role in ("place", "recipient") for t in filled.get(role, [])]
            tokens += [t for token in tokens for t in context.tree.listed(token)]
            cities = [p for p in context.places(tokens) if p.startswith("place/")]
            if len(cities) > 1:
                return [[("place", EntityRef(p))] for p in cities]
        if context.schema.is_a(cls, "Cooperate"):
            shared = context.topics.at(index)
            listed = [
                c
                for c in context.tree.kids(index, "amod", "compound")
                if context.tree.kids(c, "conj")
            ]
            if len(shared) > 1 and listed:
                return [[("topic", EntityRef(p))] for p in shared]
        return [[]]

    def _reciprocal_role(self, index: int, filled: dict[str, list[int]]) -> str:
        for role in ("recipient", "place"):
            tokens = (
                filled.get(role, []) if role == "recipient" else self.place_tokens(index, filled)
            )
            if any(self._is_reciprocal(t) for t in tokens):
                return role
        return ""

    def _is_reciprocal(self, token: int) -> bool:
        words = " ".join(
            self.context.tree[i].text.lower() for i in self.context.tree.subtree(token)[:4]
        )
        return "each other" in words or "one another" in words

    def _describe(
        self, draft: Draft, index: int, filled: dict[str, list[int]],
        actors: dict[str, list[str]], *, skip: set[str] | frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        context = self.context
        for role, paths in actors.items():
            if role not in skip:
                draft.add(role, *(EntityRef(p) for p in paths))
        used = [t for role in PARTICIPANTS for t in filled.get(role, [])]
        for token in used:
            if tenure := context.discourse.inferred(token):
                draft.add("inferredFrom", EntityRef(tenure))
        if "place" not in skip:
            self._place(draft, index, filled)
        self._host(draft)
        if "topic" not in skip:
            draft.add("topic", *(EntityRef(p) for p in self._topics(index, filled)))
        self._commodity(draft, filled)
        self._time(draft, index)
        self._count(draft, index, filled)
        near = [t for t in used if context.tree[t].sentence == context.tree[index].sentence]
        draft.spans[context.evidence(index, near)] = None

    def _commodity(self, draft: Draft, filled: dict[str, list[int]]) -> None:
        """What is delivered, in the text's words; its topic too where it is known as one."""
        for token in filled.get("commodity", []):
            known = self.context.topics.covered.get(token)
            words = known or (*self.context.tree.kids(token, "compound"), token)
            draft.add("commodity", Typed(self.context.tree.text(list(words))))
            draft.add("topic", *(EntityRef(p) for p in self.context.topics.at(token)))

    def place_tokens(self, index: int, filled: dict[str, list[int]]) -> list[int]:
        """The tokens of the places where an event happens."""
        tree, roles = self.context.tree, self.context.roles
        found = list(filled.get("place", []))
        carriers = [index, *(verb for verb, _ in roles.support(index))]
        for node in carriers:
            for word in PLACES:
                found.extend(
                    tree.follow(node, (("obl" if tree.is_verbal(node) else "nmod", word),))
                )
            head = tree.parent(node)
            if head is not None and "where" in map(tree.lemma, tree.kids(node, "advmod")):
                found.append(head)
        for role in ("recipient", "about"):
            for token in filled.get(role, []):
                head = tree.parent(token) if tree[token].dep == "nmod:poss" else token
                if head is not None and not self.context.actors([head]):
                    found.extend(tree.follow(head, (("nmod", "in"),)))
        return [m for t in dict.fromkeys(found) for m in tree.conjuncts(t)]

    def _place(self, draft: Draft, index: int, filled: dict[str, list[int]]) -> None:
        for path in self.context.places(self.place_tokens(index, filled)):
            if EntityRef(path) not in draft.values("recipient") or path.startswith("place/"):
                draft.add("place", EntityRef(path))

    def _host(self, draft: Draft) -> None:
        """The host of a visit is the state of the place, and its place the host."""
        if self.context.schema.is_a(draft.cls, "Visit"):
            for path in draft.entities("place", "recipient"):
                state = self.context.state_of(path)
                if state and path != state and path.startswith("place/"):
                    draft.add("recipient", EntityRef(state))
                if path == state:
                    draft.add("place", EntityRef(path))
                    draft.add("recipient", EntityRef(path))

    def _topics(self, index: int, filled: dict[str, list[int]]) -> list[str]:
        context = self.context
        found = [p for token in filled.get("topic", []) for p in context.topics.within(token)]
        own = [index, *context.tree.kids(index, "amod", "compound")]
        found.extend(context.topics.among(own))
        for token in filled.get("about", []):
            found.extend(context.topics.within(token))
        return list(dict.fromkeys(found))

    def scope(self, index: int) -> list[int]:
        """The words of an event's own clause, clauses and events inside it left out."""
        tree, words = self.context.tree, self.context.words
        found, stack = [], [index, *(v for v, _ in self.context.roles.support(index))]
        while stack:
            node = stack.pop()
            found.append(node)
            for child in tree.kids(node):
                dep = tree[child].dep
                inner = dep in NESTED or (dep == "conj" and tree.is_verbal(child))
                event = any(self.context.is_event(r) for r in words.references(child))
                if child not in found and not inner and not (event and child != index):
                    stack.append(child)
        return sorted(set(found))

    def _time(self, draft: Draft, index: int) -> None:
        context = self.context
        future = any(layer.modality is Modality.PLANNED for layer in draft.layers)
        tokens = self.scope(index)
        for first, last in _runs(tokens):
            start = context.tree[first].start
            text = context.tree.parse.text[start : context.tree[last].end]
            found = times(text, start, context.article.published, future=future)
            if found and not draft.values("begin"):
                draft.add("begin", found[0].date)
            if context.tree[index].pos in ("NOUN", "PROPN") and first <= index <= last:
                head = context.tree.text([i for i in tokens if first <= i <= last])
                draft.add("duration", *(Typed(d, "duration") for d in durations(head)[:1]))

    def _count(self, draft: Draft, index: int, filled: dict[str, list[int]]) -> None:
        tree = self.context.tree
        for token in (index, *filled.get("about", [])):
            for number in _numbers(tree, token):
                draft.add("quantity", Typed(str(number), "integer"))
                return


def _runs(tokens: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for token in tokens:
        if runs and token == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], token)
        else:
            runs.append((token, token))
    return runs


def _numbers(tree: Tree, token: int) -> list[int]:
    """The number before a noun, also where the parser hangs it on the noun's modifier."""
    words = {
        w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())
    }
    found = []
    for node in (token, *tree.kids(token, "compound", "amod")):
        for child in tree.kids(node, "nummod"):
            text = tree[child].text.lower().replace(",", "")
            unit = tree.lemma(node) in ("day", "week", "month", "year", "percent")
            if not unit and (text.isdigit() or text in words):
                found.append(int(text) if text.isdigit() else words[text])
    return found
