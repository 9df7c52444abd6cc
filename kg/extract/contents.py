"""What somebody said, promised or asked for, where no word of it evokes an event that we know."""

from __future__ import annotations

from kg.extract.context import Context
from kg.extract.layers import reduce_layers
from kg.model import EntityRef, NodeRef
from kg.ontology import Entry

__all__ = ["Contents"]


class Contents:
    """Keeps the content of claims that no event class covers: a plain event with its words."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def read(self) -> None:
        """Make a plain event for every content that holds no statement yet, in text order."""
        for index, entry in self.context.words.evoked:
            if entry.holding and entry.kind == "Word" and self._speaks(index, entry):
                self._keep(index, entry)
        self._quotations()
        self._sources()

    def _sources(self) -> None:
        """ "According to X, …": what is said where no word of the clause evokes a statement."""
        context, tree = self.context, self.context.tree
        found: list[tuple[int, int]] = []
        for clause in range(len(tree.tokens)):
            if tree.clause(clause) == clause:
                for layer in context.status.layers(clause):
                    own = layer.speakers and layer.kind == "content"
                    if own and tree.clause(layer.cue) == clause:
                        found.append((layer.cue, clause))
        for _, clause in sorted(found):
            self._hold(clause)

    def _quotations(self) -> None:
        status = self.context.status
        for quotation in status.quotes.all:
            if status.speakers.of(quotation)[0]:
                for head in status.quotes.heads(quotation):
                    self._hold(head)

    def _speaks(self, index: int, entry: Entry) -> bool:
        context = self.context
        if not any(a.modality for a in entry.holding):
            return False
        evoked = any(context.is_event(d.cls) for d in context.drafts.at(index))
        if evoked and not context.is_event(entry.reference):
            return False
        if context.drafts.at(index) or context.status.speakers.at(index, entry):
            return True
        subject = context.tree.surface_subject(index)  # "a meeting aimed at …"
        return subject is not None and bool(context.drafts.at(subject))

    def _keep(self, index: int, entry: Entry) -> None:
        context = self.context
        for argument in entry.arguments:
            if not argument.modality:
                continue
            for token in context.roles.fill(index, entry, argument):
                if any(layer.cue == index for layer in context.status.layers(token)):
                    self._hold(token)

    def _hold(self, token: int) -> None:
        """Keep what a token heads, unless a statement is there already under the same word."""
        context = self.context
        layers = reduce_layers(context.status.layers(token))
        held = any(
            draft.token == word and draft.told == layers
            for word in self._words(token)
            for draft in context.drafts.at(word)
        )
        if layers and not held and self._says_enough(token):
            self._plain(token)

    def _says_enough(self, token: int) -> bool:
        """Whether a content is more than a bare noun or a name."""
        tree = self.context.tree
        if tree.is_verbal(token) or tree[token].dep == "xcomp":
            return True  # "called him a genius": something is said of somebody
        described = tree.kids(token, "acl", "nmod", "amod", "compound")
        return bool(described) and not self.context.discourse.paths(token)

    def _words(self, token: int) -> list[int]:
        """A content's own words: what is coordinated with it is another content."""
        tree = self.context.tree
        others = {w for c in tree.kids(token, "conj", "cc") for w in tree.subtree(c)}
        return [t for t in tree.subtree(token) if t not in others]

    def _plain(self, token: int) -> None:
        context, tree = self.context, self.context.tree
        layers = context.status.layers(token)
        draft = context.drafts.make("Event", token, layers, suffix="p")
        words = [t for t in self._words(token) if t not in tree.kids(token, "mark", "case")]
        draft.label = tree.text(words or [token])
        if tree.is_verbal(token):
            subject = tree.surface_subject(token)
            if subject is not None and not tree.is_passive(token):
                actors = context.actors(tree.conjuncts(subject))
                draft.add("actor", *(EntityRef(p) for p in actors))
        else:
            owners = tree.kids(token, "nmod:poss")
            draft.add("actor", *(EntityRef(p) for p in context.actors(owners)))
        steps = [(f, p) for f in ("obl", "nmod") for p in ("in", "along", "at")]
        places = [t for w in words for step in steps for t in tree.follow(w, (step,))]
        draft.add("place", *(EntityRef(p) for p in context.places(list(dict.fromkeys(places)))))
        draft.add("topic", *(EntityRef(p) for p in context.topics.among(words)))
        for word in words:
            for thing in context.drafts.at(word):
                if thing is not draft and not context.is_event(thing.cls):
                    draft.add("about", NodeRef(thing.key))
        draft.spans[context.evidence(token)] = None
