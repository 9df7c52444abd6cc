"""Repairs of sentences without a verb: it is there, and was taken for something else."""

from __future__ import annotations

from kg.parse.draft import FINITE, Draft
from kg.parse.words import INTRANSITIVE, PASTS, TIMES, is_past_form

__all__ = ["agree_with_tag", "crown_missing_predicate", "verb_before_complement"]

SUBORDINATE = frozenset("acl acl:relcl advcl appos ccomp conj dep list nmod parataxis".split())


def crown_missing_predicate(draft: Draft) -> None:
    """Find the predicate of a clause that seems to have none: a noun stands in its place.

    "Ankara and Baku on Monday rejected the plan": what looks like a past tense, after a name or
    noun and before a noun phrase, is the predicate. "Warplanes bombed depots, officials said":
    likewise, though it was taken to describe `depots`. "The address to the club in May was a
    farewell": a finite clause without a subject. "The centre plans to publish": a would-be noun.
    Headlines, without a full stop, are left.
    """
    if draft.words[-1] not in (".", '"', "'"):
        return
    reported = [
        i for i, dep in enumerate(draft.deps) if dep == "ccomp" and not draft.kids(i, "mark")
    ]
    for noun in (draft.root, *reported):
        if not draft.is_nominal(noun) or _has_predicate(draft, noun):
            continue
        phrase = draft.below(noun)
        for verb in phrase[1:]:
            edge = _left_edge(draft, verb)
            if edge is None:
                continue
            subject = _subject_before(draft, edge, noun, phrase[0])
            if subject is not None:
                _make_predicate(draft, verb, subject, noun, edge)
                break


def _has_predicate(draft: Draft, noun: int) -> bool:
    """Whether a noun has a copula, a subject that no verb follows, or a clause beside it."""
    if draft.kids(noun, "cop", "aux", "expl"):
        return True
    subjects = draft.kids(noun, "nsubj", "nsubj:pass")
    if subjects and not any(
        is_past_form(draft.words[i])
        for i in draft.kids(noun, "amod", "compound")
        if i > subjects[0]
    ):
        return True
    return any(
        draft.tags[i] in FINITE
        and draft.deps[i] in ("parataxis", "conj", "ccomp")
        and draft.kids(i, "nsubj", "nsubj:pass")
        for i in draft.kids(noun)
    )


def _left_edge(draft: Draft, i: int) -> int | None:
    """Where a clause that needs a subject begins: at its auxiliary, or at what looks like a past.

    None for what may be no predicate: relative clauses, participles before "by" or a preposition.
    """
    if i + 1 >= len(draft) or draft.kids(i, "nsubj", "nsubj:pass", "det", "mark"):
        return None
    if any(TIMES.isdisjoint(draft.words[c + 1 : c + 2]) for c in draft.kids(i, "case")):
        return None
    helpers = draft.kids(i, "aux", "aux:pass", "cop")
    if helpers:
        finite = draft.tags[helpers[0]] in FINITE and draft.deps[i] in SUBORDINATE
        return helpers[0] if finite and helpers[0] < i else None
    if not is_past_form(draft.words[i]) or draft.words[i - 1] in ("-", "the", "a", "an"):
        return None
    if draft.pos[i] not in ("VERB", "ADJ", "NOUN", "X"):
        return None
    certain = draft.words[i] in PASTS or draft.lemmas[i] in INTRANSITIVE
    governs = bool(draft.kids(i, "obj", "ccomp")) or draft.deps[i] == "parataxis"
    starts_object = draft.pos[i + 1] in ("DET", "PROPN", "PRON", "NUM", "NOUN", "ADJ")
    after_aside = draft.words[i - 1] == "," and draft.tags[i] == "VBD"
    return i if certain or governs or starts_object or after_aside else None


def _subject_before(draft: Draft, edge: int, noun: int, start: int) -> int | None:
    """The head of the noun phrase from `start` to a clause, times and adverbs left out."""
    last = edge - 1
    while last > start and (
        draft.pos[last] == "ADV" or draft.words[last] in (*TIMES, "on", "last", "late")
    ):
        last -= 1
    if draft.words[last] == ",":
        # "Beijing, which claims the shoal, sent ...", "The mayor, a lawyer, rejected ..."
        is_first = draft.below(noun)[0] == start and not draft.kids(noun, "case", "mark")
        set_off = "," in draft.words[noun:last] and noun < edge
        return noun if set_off and is_first and draft.words[noun] not in TIMES else None
    if not draft.is_nominal(last) or draft.words[last] in TIMES:
        return None
    top = last
    while (head := draft.heads[top]) < edge and head != top and top != noun:
        if draft.deps[top] in ("nsubj", "parataxis", "ccomp", "advcl", "acl", "acl:relcl"):
            break
        top = head
    # it must reach back to the start, or the phrase before it would be left hanging
    first = min(draft.below(top))
    hanging = any(draft.pos[i] not in ("PUNCT", "CCONJ", "ADV") for i in range(start, first))
    return None if hanging or draft.kids(top, "case") or draft.words[top] in TIMES else top


def _make_predicate(draft: Draft, verb: int, subject: int, noun: int, edge: int) -> None:
    """Put a verb in the place of `noun`, the phrase before it as subject, what follows below it."""
    before = [i for i in draft.below(noun) if i < edge]
    old_head = draft.heads[verb]
    if noun == draft.root:
        draft.crown(verb, old="obj" if noun > verb else "nsubj")
    else:
        draft.hang(verb, draft.heads[noun], draft.deps[noun])
        draft.hang(noun, verb, "obj" if noun > verb else "nsubj")
    if edge == verb:
        draft.pos[verb], draft.tags[verb] = "VERB", "VBD"
        draft.morphs[verb] = ("Mood=Ind", "Tense=Past", "VerbForm=Fin")
    passive = draft.kids(verb, "aux:pass")
    draft.attach(subject, verb, "nsubj:pass" if passive else "nsubj")
    for i in draft.below(verb):
        head, dep = draft.heads[i], draft.deps[i]
        crosses = i < edge <= head or head < edge < i
        if (
            i in (verb, subject)
            or edge <= i <= verb
            or not crosses
            or (head, dep) == (verb, "advmod")
        ):
            continue
        if i in before:
            _gather(draft, i, verb, subject)
        elif draft.is_nominal(i):
            cased = any(draft.pos[c] == "ADP" for c in draft.kids(i, "case"))
            draft.attach(i, verb, "obl" if cased else "obj")
        else:
            said = draft.kids(i, "nsubj") and not draft.kids(i, "mark")
            draft.attach(
                i, verb, dep if not dep.startswith("acl") else "parataxis" if said else "advcl"
            )
    if old_head > verb and draft.heads[old_head] == verb and draft.deps[old_head] != "obl":
        draft.deps[old_head] = "obj"
    for other in draft.kids(noun, "conj") if noun > verb else ():
        if draft.pos[other] == "VERB":  # "cut relations and closed the crossing"
            draft.attach(other, verb, "conj")


def _gather(draft: Draft, i: int, verb: int, subject: int) -> None:
    """Hang a word before the verb on the verb if it says when, else on the subject."""
    if draft.pos[i] == "ADP" and draft.words[i + 1] in TIMES:
        draft.attach(i, i + 1, "case")
    elif draft.words[i] in TIMES:
        draft.attach(i, verb, "obl" if draft.kids(i, "case") else "obl:unmarked")
    else:
        draft.attach(i, subject, draft.deps[i])


def verb_before_complement(draft: Draft) -> None:
    """Read a plural "noun" after a singular one as the verb where a complement follows it.

    "The centre plans to publish a study": `plans` is the root. "A video references four cases":
    likewise `references`.
    """
    verb = draft.root
    if draft.tags[verb] != "NNS" or draft.pos[verb] != "NOUN" or draft.words[-1] != ".":
        return
    if (
        verb == 0
        or verb + 2 >= len(draft)
        or draft.kids(verb, "cop", "aux", "case", "conj", "nsubj")
    ):
        return
    subject = verb - 1
    known = draft.heads[subject] == verb and draft.deps[subject] == "compound"
    if not known or draft.tags[subject] not in ("NN", "NNP"):
        return
    after = verb + 1
    infinitive = draft.words[after] == "to" and draft.tags[after + 1] == "VB"
    if (
        not infinitive
        and draft.pos[after] not in ("DET", "NUM", "PRON")
        and draft.words[after] != "that"
    ):
        return
    draft.pos[verb], draft.tags[verb] = "VERB", "VBZ"
    draft.morphs[verb] = ("Mood=Ind", "Tense=Pres", "VerbForm=Fin")
    draft.deps[subject] = "nsubj"
    for child in draft.kids(verb):
        if child < subject:
            draft.attach(child, subject, draft.deps[child])
        elif child == after + 1 and infinitive:
            draft.deps[child] = "xcomp"
        elif draft.deps[child] in ("acl", "acl:relcl"):
            draft.deps[child] = "ccomp" if draft.words[after] == "that" else "advcl"
        elif draft.deps[child] in ("nmod", "appos", "dep", "nmod:unmarked"):
            draft.deps[child] = "obl" if draft.kids(child, "case") else "obj"


def agree_with_tag(draft: Draft) -> None:
    """Make a verb of a "noun" whose Penn tag is a verb's and that governs as a verb does.

    "retook the town, forcing thousands to flee": `forcing` has an object. "Shelling the port, they
    ...": likewise. The two tags come from two models, and the tree shows which of them is right.
    """
    for i, tag in enumerate(draft.tags):
        if not tag.startswith("VB") or draft.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            continue
        governs = draft.kids(i, "obj", "ccomp", "xcomp", "aux")
        if governs and not draft.kids(i, "det", "nmod:poss"):
            draft.pos[i] = "VERB"
    for i, word in enumerate(draft.words):
        # "a charge that Kampala denied": what is an object is a pronoun
        relative = draft.deps[i] in ("obj", "nsubj") and draft.deps[draft.heads[i]] == "acl:relcl"
        if word == "that" and relative and draft.tags[i] == "IN":
            draft.pos[i], draft.tags[i] = "PRON", "WDT"
