"""Repairs inside noun phrases."""

from __future__ import annotations

from itertools import pairwise

from kg.parse.draft import Draft
from kg.parse.words import DAYS, TIMES

__all__ = [
    "attach_example",
    "attach_gerund",
    "attach_to_last_noun",
    "coordinate_events",
    "join_subjects",
    "lift_modifier",
    "raise_circumstance",
]

EVENT_ENDINGS = ("ing", "ings", "tion", "tions", "sion", "sions")
EVENTS = frozenset(
    """call ceremony consultation debate dialogue exchange launch meeting review summit talk trip
    visit deployment appointment""".split()
)
NO_EVENTS = frozenset(
    """thing king wing ring building nation organization organisation region institution population
    mission commission delegation position condition""".split()
)
# Demonyms by their endings, and goods that a demonym before them does not describe: in "Syrian
# government forces" the government is Syrian, in "Iranian gas exports" the exports are.
DEMONYM_ENDINGS = ("ian", "ean", "ese", "ish", "can", "eli", "aqi", "ani", "audi", "eni", "iti")
GOODS = frozenset(
    """aid air ammunition arms artillery cargo coal cotton crude drone electricity energy export
    fish food fuel gas grain import missile nuclear oil petroleum power rice rocket steel tea
    tourism trade uranium weapon weapons wheat""".split()
)


def lift_modifier(draft: Draft) -> None:
    """Let a participle or a demonym before a compound describe what the compound is about.

    "a disused oil terminal": `disused` goes to `terminal`. "Iranian gas exports": `Iranian` to
    `exports`.
    """
    for modifier in range(len(draft) - 2):
        noun = draft.heads[modifier]
        if draft.deps[modifier] != "amod" or draft.deps[noun] != "compound":
            continue
        top = draft.heads[noun]
        if not modifier < noun < top or set(draft.pos[noun : top + 1]) != {"NOUN"}:
            continue
        if "-" in draft.words[max(modifier - 1, 0) : modifier + 2]:
            continue  # "state-financed television"
        participle = draft.pos[modifier] == "VERB" and draft.tags[modifier] in ("VBN", "VBG")
        demonym = draft.is_capital(modifier) and draft.lemmas[modifier].endswith(DEMONYM_ENDINGS)
        demonym = demonym and draft.lemmas[noun] in GOODS
        if participle or demonym:
            draft.attach(modifier, top, "amod")


def coordinate_events(draft: Draft) -> None:
    """Coordinate what happens with what happens: "the opening of two schools and talks on trade".

    The second noun is bare and has a phrase of its own, and the noun it hangs on is a thing:
    "the launch of a ferry line and negotiations over fares" likewise.
    """
    for noun in range(4, len(draft)):
        thing = draft.heads[noun]
        event = draft.heads[thing]
        if draft.deps[noun] != "conj" or draft.deps[thing] != "nmod" or not event < thing < noun:
            continue
        if draft.kids(noun, "det", "nmod:poss", "nummod", "case") or draft.tags[noun] != "NNS":
            continue
        own = [c for c in draft.kids(noun, "nmod", "acl") if c > noun]
        parallel = (
            _is_event(draft, event) and _is_event(draft, noun) and not _is_event(draft, thing)
        )
        by_of = any(draft.words[c] == "of" for c in draft.kids(thing, "case"))
        follows = draft.words[noun + 1 : noun + 2] in (
            ["on"],
            ["over"],
            ["about"],
            ["with"],
            ["between"],
        )
        if parallel and by_of and (own or follows):
            draft.attach(noun, event, "conj")


def _is_event(draft: Draft, i: int) -> bool:
    lemma = draft.lemmas[i]
    if draft.pos[i] != "NOUN" or lemma in NO_EVENTS:
        return False
    return lemma in EVENTS or lemma.endswith(EVENT_ENDINGS)


def attach_to_last_noun(draft: Draft) -> None:
    """Hang "on VERBing" after two coordinated nouns on the second, beside which it stands.

    "agreements and talks on sharing water": `sharing` goes to `talks`. "visits and negotiations
    over reopening the line": `reopening` to `negotiations`.
    """
    for verb in range(3, len(draft)):
        marks = draft.kids(verb, "mark") if draft.tags[verb] == "VBG" else []
        if len(marks) != 1:
            continue
        mark = marks[0]
        noun = mark - 1
        if draft.words[mark] not in ("on", "over", "about") or draft.deps[noun] != "conj":
            continue
        on_first = draft.deps[verb] == "acl" and draft.heads[verb] == draft.heads[noun]
        on_clause = draft.deps[verb] == "advcl" and _is_event(draft, noun)
        if draft.pos[noun] == "NOUN" and (on_first or on_clause):
            draft.attach(verb, noun, "acl")


def attach_gerund(draft: Draft) -> None:
    """Hang "in VERBing" right after a noun on the noun: five of six do in the treebanks.

    "criticised the ministry for its slowness in issuing visas": `issuing` goes to `slowness`. "The
    envoys praised Oman's role in freeing the crew": `freeing` to `role`.
    """
    for verb in range(3, len(draft)):
        noun = verb - 2
        if (
            draft.tags[verb] == "VBG"
            and draft.deps[verb] == "advcl"
            and draft.words[verb - 1] == "in"
            and draft.heads[verb - 1] == verb
            and draft.pos[noun] == "NOUN"
            and draft.kids(noun, "det", "nmod:poss", "amod")
            and draft.heads[verb] in draft.above(noun)
        ):
            draft.attach(verb, noun, "acl")


def attach_example(draft: Draft) -> None:
    """Hang "including NP" on what it is an example of: the last plural before it, no verb.

    "The minister will tour three ports in Oman, including Sohar": `Sohar` goes to `ports`. "It
    hit several sites, including a depot": `depot` to `sites`.
    """
    for case in range(2, len(draft)):
        example = draft.heads[case]
        verb = draft.heads[example]
        if draft.words[case] != "including" or draft.deps[case] != "case" or example < case:
            continue
        if draft.deps[example] not in ("obl", "nmod") or draft.pos[verb] != "VERB" or verb > case:
            continue
        before = [i for i in range(verb + 1, case) if verb in draft.above(i)]
        many = [i for i in before if draft.tags[i] == "NNS" and draft.heads[i] == verb]
        if not many:
            continue
        # what stands between hangs on the noun too, or arcs would cross
        between = [i for i in draft.kids(verb) if many[-1] < i < case]
        if any(draft.deps[i] not in ("obl", "punct") for i in between):
            continue
        for i in between:
            draft.attach(i, many[-1], "nmod" if draft.deps[i] == "obl" else "punct")
        draft.attach(example, many[-1], "nmod")


def raise_circumstance(draft: Draft) -> None:
    """Hang "during NP" after a verb's object on the verb: 26 of 28 do in news read by others.

    "The two agreed to widen cooperation during a summit": `summit` goes to `widen`. "Turkey shut
    the strait during the war": `war` to `shut`.
    """
    for case in range(2, len(draft)):
        time = draft.heads[case]
        noun = draft.heads[time]
        verb = draft.heads[noun]
        if draft.words[case] != "during" or draft.deps[case] != "case" or not noun < case < time:
            continue
        if draft.deps[time] != "nmod" or draft.deps[noun] != "obj" or draft.pos[verb] != "VERB":
            continue
        if verb < noun and max(draft.below(noun)) == max(draft.below(time)):
            draft.attach(time, verb, "obl")


def join_subjects(draft: Draft) -> None:
    """Make one subject of two that a verb was given: neighbours, lists, and times among them.

    "Frances Fitzgerald agreed": two words of one name. "The Palestinian leader Yasir Arafat was
    criticised": a noun and its name. "Police, experts and prosecutors searched the house": a list.
    "A judge Thursday approved the request": the second says when.
    """
    heads = [draft.heads[i] for i, dep in enumerate(draft.deps) if dep in ("nsubj", "nsubj:pass")]
    for verb in sorted({head for head in heads if heads.count(head) > 1}):
        subjects = [s for s in draft.kids(verb, "nsubj", "nsubj:pass") if s < verb]
        for one, two in pairwise(subjects):
            dep = draft.deps[one]
            if draft.words[two] in DAYS:
                draft.deps[two] = "obl:unmarked"
            elif draft.words[one] in TIMES:
                draft.deps[one] = "obl:unmarked"
            elif (noun := _named_before(draft, one, two)) is not None:
                name = draft.pos[noun] == "PROPN"
                draft.attach(two, noun, "flat" if name else "appos")
            elif _is_list(draft, one, two):
                for last in draft.kids(two, "conj"):
                    draft.attach(last, one, "conj")
                draft.attach(two, one, "conj")
                draft.deps[one] = dep


def _named_before(draft: Draft, one: int, two: int) -> int | None:
    """The noun or name right before a name without an article, if it stands in the other phrase."""
    start = draft.below(two)[0]
    before = start - 1
    if draft.pos[two] != "PROPN" or draft.pos[start] == "PUNCT" or draft.kids(two, "det", "conj"):
        return None
    # plurals are described by a clause: "several people Republicans have tried to reach"
    named = draft.pos[before] == "PROPN" or draft.tags[before] == "NN"
    return before if named and before in draft.below(one) else None


def _is_list(draft: Draft, one: int, two: int) -> bool:
    """Whether a comma parts two phrases and the second goes on with "and"."""
    start = draft.below(two)[0]
    comma = start if draft.words[start] == "," else start - 1
    ends = max((i for i in draft.below(one) if draft.words[i] != ","), default=one)
    coordinated = any(draft.kids(last, "cc") for last in draft.kids(two, "conj"))
    return (
        draft.words[comma] == ","
        and ends == comma - 1
        and coordinated
        and not draft.kids(one, "case")
    )
