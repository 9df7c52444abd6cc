"""Clauses that somebody says, where the parser took them for something else.

Which verbs take a clause as what is said, the lexicon knows and the parser does not: "told
reporters that X attacked Y" was read as a description of the reporters. Each rule gives a head
and a relation to one word; what was said gets the relations that a verb of saying has.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tree import RELATIVE, SUBJECTS, Tree
from kg.extract.words import TIMES, Words
from kg.ontology import Entry

__all__ = ["complements"]

DEEDS = ("Assault", "Coerce", "Mobilize", "Retreat", "Aid")
"""What is done and not said."""
NAMING = ("PROPN", "NOUN", "ADJ", "DET")
FARTHEST = 5
"""Words between a verb of saying and the comma that ends what is put in between."""
Moved = tuple[int, int, str]
"""A token, its new head and its new relation."""


def complements(tree: Tree, words: Words) -> Iterator[Moved]:
    """The words to be moved, each once."""
    for token in tree.tokens:
        if token.text == ":":
            yield from _headed(tree, token.index)
        elif token.tag == "WRB" and token.dep in ("obj", "xcomp", "advmod"):
            yield from _how(tree, words, token.index)
        if token.dep in ("acl:relcl", "acl"):
            yield from _not_relative(tree, words, token.index)
            yield from _what_is_disputed(tree, words, token.index)
            yield from _named_in_words(tree, words, token.index)
        elif token.dep == "ccomp":
            yield from _said_by_noun(tree, words, token.index)
            yield from _done_besides(tree, words, token.index)
        elif token.dep == "advcl":
            yield from _said_before(tree, words, token.index)
        if token.dep == "conj":
            yield from _said_too(tree, words, token.index)
        if token.dep in ("conj", "parataxis") or _is_loose(tree, words, token.index):
            yield from _aside(tree, words, token.index)
        if token.pos == "VERB" and token.dep != "parataxis":
            yield from _interposed(tree, words, token.index)


def _done_besides(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "X stormed Y, officials said, killing Z": those who stormed killed, not the officials."""
    verb = tree.parent(index)
    if verb is None or verb < index or _telling(words, verb) is None:
        return
    for child in tree.kids(verb, "advcl"):
        bare = child > verb and tree[child].tag == "VBG" and not tree.kids(child, "mark", *SUBJECTS)
        if bare and any(words.schema.is_a(r, *DEEDS) for r in words.references(child)):
            yield child, index, "advcl"


def _said_before(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Spread the theory that X and Y conspired": right behind such a noun it is what it says."""
    that = tree.subtree(index)[0]
    if that == 0 or tree.lemma(that) != "that" or tree.parent(that) != index:
        return
    if tree[that - 1].pos == "NOUN" and _takes_clause(words, that - 1):
        yield that, index, "mark"
        yield index, that - 1, "acl"


def _said_too(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Alleged that X knew, and that Y attacked Z": the second is said as well."""
    verb = tree.first_conjunct(index)
    that = [c for c in tree.kids(index, "mark") if tree.lemma(c) == "that" and c < index]
    if that and _telling(words, verb) is not None and tree.kids(index, *SUBJECTS):
        yield index, verb, "ccomp"


def _how(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Described how soldiers had looted shops": what hangs on "how" is what is described."""
    verb = tree.parent(index)
    if verb is None or verb > index or not any(e.reference == "Claim" for e in words.entries(verb)):
        return
    for child in tree.kids(index):
        if child > index and tree.is_verbal(child) and tree.kids(child, *SUBJECTS):
            yield child, verb, "ccomp"
            yield index, child, "advmod"
            return


def _headed(tree: Tree, colon: int) -> Iterator[Moved]:
    """ "X: Y shelled Z" at the begin of a sentence: X says so, and is no subject of it."""
    first = tree.parse.sentences[tree[colon].sentence].first
    before = range(first, colon)
    if not 0 < len(before) <= FARTHEST or any(tree[i].pos not in NAMING for i in before):
        return
    tops = [i for i in before if tree[i].head not in before]
    verb = tree.parent(tops[0]) if len(tops) == 1 else None
    if verb is None or verb < colon or not tree.is_verbal(verb):
        return
    if not any(c > colon for c in tree.kids(verb, *SUBJECTS)):
        nouns = ("NOUN", "PROPN", "PRON")
        inner = [c for c in tree.kids(tops[0]) if c > colon and tree[c].pos in nouns]
        if not inner:
            return
        yield inner[0], verb, "nsubj:pass" if tree.is_passive(verb) else "nsubj"
    yield tops[0], verb, "dislocated"


def _is_loose(tree: Tree, words: Words, index: int) -> bool:
    """Whether a clause is the complement of a verb before it that takes none: "X fled, Y said"."""
    if tree[index].dep != "ccomp":
        return False
    head = tree.parent(index)
    if head is None or head > index:
        return False
    return tree.is_verbal(head) and _telling(words, head) is None and bool(words.entries(head))


def _telling(words: Words, index: int) -> Entry | None:
    """The entry of a verb that takes a clause as what is said."""
    for entry in words.entries(index):
        if entry.pos == "verb" and any(
            a.modality and (("ccomp", ""),) in a.paths for a in entry.arguments
        ):
            return entry
    return None


def _not_relative(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Told reporters that X attacked Y", "rumours that X attacked Y": nothing is missing in it.

    A relative clause lacks what its noun is; this one has a subject and an object of its own.
    """
    noun = tree.parent(index)
    if noun is None:
        return
    first = tree.subtree(index)[0]
    that = first if tree.lemma(first) == "that" and tree.parent(first) == index else None
    subjects = [s for s in tree.kids(index, "nsubj", "nsubj:pass") if s != that]
    said = that is not None and (
        _takes_clause(words, noun)
        or tree.lemma(noun) in TIMES
        or _says_nothing_else(tree, words, noun)
    )
    if not subjects or not (said or _is_whole(tree, index, that)):
        return
    if that is not None:
        yield that, index, "mark"
    verb = _verb_above(tree, words, noun)
    if verb is not None and not _takes_clause(words, noun):
        yield index, verb, "ccomp"
    elif that is not None:
        yield index, noun, "acl"


def _says_nothing_else(tree: Tree, words: Words, noun: int) -> bool:
    """ "Said at an event in Rome that X had gone": where nothing else is said, that is."""
    verb = tree.parent(noun)
    while verb is not None and tree[noun].dep == "nmod":
        noun, verb = verb, tree.parent(verb)
    if verb is None or tree[noun].dep != "obl" or _telling(words, verb) is None:
        return False
    return not tree.kids(verb, "ccomp", "obj", "xcomp", "parataxis")


def _said_by_noun(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Dismissed claims that X attacked Y": right behind a noun it is what the noun says."""
    start = tree.subtree(index)[0]
    noun, verb = start - 1, tree.parent(index)
    if verb is None or tree.lemma(start) != "that" or noun not in tree.kids(verb, "obj"):
        return
    if tree[noun].pos == "NOUN" and _takes_clause(words, noun):
        yield index, noun, "acl"


def _what_is_disputed(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "A claim that Y denied": it denies the claim, it is not what the claim says."""
    that = next((c for c in tree.kids(index, "mark", "obj") if tree.lemma(c) == "that"), None)
    roles = {a.role for entry in words.entries(index) for a in entry.arguments}
    lacks = not [c for c in tree.kids(index, "obj", "ccomp", "xcomp") if c != that]
    if tree[index].dep == "acl" and that is not None and "disputes" in roles and lacks:
        yield that, index, "obj"
        yield index, tree[index].head, "acl:relcl"


def _named_in_words(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "What it called an attack": what something is called is predicated, not acted upon."""
    noun = tree.parent(index)
    objects = tree.kids(index, "obj")
    if noun is None or tree.lemma(noun) != "what" or len(objects) != 1:
        return
    if any(
        argument.modality and (("xcomp", ""),) in argument.paths
        for entry in words.entries(index)
        if entry.reference == "Claim"
        for argument in entry.arguments
    ):
        yield objects[0], index, "xcomp"


def _is_whole(tree: Tree, index: int, that: int | None) -> bool:
    """Whether a clause lacks no object: it has one, or its verb takes none."""
    objects = [o for o in tree.kids(index, "obj", "iobj", "ccomp", "xcomp") if o != that]
    return bool(objects) or bool(tree.kids(index, "cop", "aux:pass"))


def _takes_clause(words: Words, noun: int) -> bool:
    return any(
        a.modality and a.role in ("content", "about")
        for entry in words.entries(noun)
        for a in entry.arguments
    )


def _verb_above(tree: Tree, words: Words, noun: int) -> int | None:
    """The verb of saying that a noun is the hearer or the time of."""
    for above in tree.ancestors(noun):
        if tree.is_verbal(above):
            telling = _telling(words, above) is not None and above < noun
            return above if telling and not tree.kids(above, "ccomp") else None
    return None


def _aside(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ ", the ministry confirmed" and ", say officials" at the end of a sentence are asides."""
    head = tree.parent(index)
    if head is None or head > index or _telling(words, index) is None:
        return
    start = min(i for i in tree.subtree(index) if tree[i].pos != "PUNCT")
    set_off = start > 0 and tree[start - 1].text in (",", "”", '"', "''", "—", "–", "-")
    if not set_off or tree.kids(index, "cc", "ccomp", "xcomp", "mark"):
        return
    objects = tree.kids(index, "obj")
    subjects = tree.kids(index, "nsubj")
    if not subjects and objects and objects[0] == _first_noun(tree, index):
        yield objects[0], index, "nsubj"
    elif not subjects or objects:
        return
    if tree[index].dep != "parataxis":
        yield index, head, "parataxis"


def _interposed(tree: Tree, words: Words, index: int) -> Iterator[Moved]:
    """ "Israel, officials said, attacked Iran": between commas somebody says what stands around."""
    if _telling(words, index) is None:
        return
    after = index + 1  # "told reporters,", "said on Monday,"
    while after - index < FARTHEST and after < len(tree.tokens) and tree[after].text != ",":
        if tree[after].pos not in ("NOUN", "PROPN", "PRON", "ADP", "ADV", "DET"):
            return
        after += 1
    subjects = [s for s in tree.kids(index, "nsubj") if s < index]
    if not subjects or tree.kids(index, "mark", "ccomp", "xcomp", "aux:pass"):
        return
    start = min(tree.subtree(subjects[-1]))
    if after == len(tree.tokens) or tree[after].text != ",":
        return
    if start == 0 or tree[start - 1].text != "," or tree.lemma(start) in RELATIVE:
        return
    main = next((a for a in tree.ancestors(index) if tree.is_verbal(a) and a > after), None)
    if main is None or tree[main].sentence != tree[index].sentence:
        return
    for subject in subjects[:-1]:
        if not tree.kids(main, "nsubj", "nsubj:pass"):
            yield subject, main, "nsubj:pass" if tree.is_passive(main) else "nsubj"
    yield index, main, "parataxis"


def _first_noun(tree: Tree, verb: int) -> int | None:
    """The noun that comes first after a verb, its own modifiers aside."""
    after = [i for i in tree.subtree(verb) if i > verb and tree[i].pos in ("NOUN", "PROPN", "PRON")]
    return next((i for i in after if tree.parent(i) == verb), None)
