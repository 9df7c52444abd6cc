"""Repairs of clauses that hang on the wrong word."""

from __future__ import annotations

from kg.parse.draft import Draft
from kg.parse.words import DAYS, INFINITIVE_VERBS, INTRANSITIVE, takes_s

__all__ = [
    "attach_contact_clause",
    "attach_reduced_clause",
    "attach_to_deed",
    "free_purpose",
    "make_gerund",
    "name_after_object",
    "share_gerund",
    "verb_before_infinitive",
]

# Participles that relate a clause to something, wherever they stand.
RELATIVE = frozenset("base compare give follow".split())
# Present participles that are adjectives of the nouns after them: "of growing concern".
QUALIFYING = frozenset(
    """acting aging amazing approaching ascending binding booming bordering breaking burning
    changing chilling collapsing coming compelling competing conflicting contending continuing
    convincing crippling damaging dating daunting declining deepening demanding devastating
    developing differing diminishing embarrassing emerging encouraging ensuing escalating
    existing expanding exporting falling fighting floating fluctuating flying following
    functioning governing growing grueling gruelling importing incoming increasing interesting
    intervening lasting leading learning limiting lingering living looming lying misleading
    missing mounting moving neighboring neighbouring ongoing operating opposing outgoing
    outlying outstanding overriding participating paying pending pressing prevailing promising
    protesting raging reigning remaining resulting retiring returning rising rotating ruling
    running serving shifting shocking shrinking sitting smouldering soaring speaking standing
    starving striking struggling stunning supporting surging surprising surrounding surviving
    sweeping threatening touring trading traveling travelling troubling underlying varying
    visiting walking waning warring widening winning working worrying worsening""".split()
)

# Verbs that say what their object is.
NAMING = frozenset(
    "appoint brand call consider crown declare deem dub elect label make name proclaim".split()
)
# Verbs whose object is to do what follows.
OBJECT_CONTROL = frozenset(
    """advise aid allow appoint ask assist authorise authorize become beg believe bid bring call
    cause challenge charge choose claim coax command commission commit compel condemn consider
    convict convince counsel dare declare deem deny design desire direct drive elect empower
    enable encourage engage entice entitle entreat equip expect feel find forbid force get give
    grant have help hire imagine implore incite induce inspire instruct intend invite judge know
    lead leave let like lobby love make mandate mean motivate move name need nominate oblige
    order pay permit persuade petition plan prefer prepare press pressure pressurise pressurize
    prevent program programme prompt provoke push qualify recommend remind report request
    require see select send sentence set show spur stimulate summon support suppose sway take
    task teach tell tempt think train trust understand urge use want warn watch welcome will
    wish""".split()
)


def attach_reduced_clause(draft: Draft) -> None:
    """Hang a participle right after a noun on the noun: 480 of 484 do in the treebanks.

    "The fever spread through camps set up in March": `set` goes to `camps`. "They profited from
    raids led by militias": `led` to `raids`.
    """
    for verb in range(2, len(draft)):
        noun = verb - 1
        if (
            draft.tags[verb] == "VBN"
            and draft.deps[verb] == "advcl"
            and draft.tags[noun] in ("NN", "NNS")
            and draft.lemmas[verb] not in RELATIVE
            and draft.heads[verb] in draft.above(noun)
            and not draft.kids(verb, "mark", "aux", "aux:pass", "nsubj", "nsubj:pass", "obj")
        ):
            draft.attach(verb, noun, "acl")


def attach_to_deed(draft: Draft) -> None:
    """Hang ", VERBing ..." on the deed that something came of, for what came of it does nothing.

    "The shortage resulted from floods caused by a storm, destroying crops": `destroying` goes to
    `caused`. "The feud arose from raids launched in May, killing herders": `killing` to `launched`.
    """
    for verb in range(4, len(draft)):
        over = draft.heads[verb]
        if draft.deps[verb] != "advcl" or draft.tags[verb] != "VBG" or draft.words[verb - 1] != ",":
            continue
        if draft.lemmas[over] not in INTRANSITIVE or draft.kids(verb, "mark", "nsubj"):
            continue
        sources = [
            i
            for i in draft.kids(over, "obl")
            if i < verb and any(draft.words[c] == "from" for c in draft.kids(i, "case"))
        ]
        deeds = [i for s in sources for i in draft.kids(s, "acl") if draft.tags[i] == "VBN"]
        if deeds and max(draft.below(deeds[-1])) <= verb - 1:
            draft.attach(verb, deeds[-1], "advcl")


def attach_contact_clause(draft: Draft) -> None:
    """Hang a relative clause without a pronoun on the noun right before it.

    "visa bans on officials it blamed for abuses": `blamed` goes to `officials`. "a base in the
    desert they had left": to `desert`. Not to names, which need a comma and a pronoun.
    """
    for verb in range(2, len(draft)):
        if draft.deps[verb] != "acl:relcl":
            continue
        subjects = draft.kids(verb, "nsubj")
        start = draft.below(verb)[0]
        if not subjects or draft.below(subjects[0])[0] != start or draft.kids(verb, "mark"):
            continue
        if draft.tags[start] in ("WDT", "WP", "WP$", "WRB") or draft.words[start] == "that":
            continue
        before = start - 1
        if start and draft.heads[verb] in draft.above(before) and draft.pos[before] == "NOUN":
            draft.attach(verb, before, "acl:relcl")


def verb_before_infinitive(draft: Draft) -> None:
    """Read "and plans to VERB" as a second predicate where the noun reading lacks an article.

    "The chancellor is joined by three ministers and hopes to sign a contract": `hopes` is
    coordinated with `joined`, `sign` is what is hoped. "Togo and Benin plan to build a road".
    """
    for noun in range(1, len(draft) - 2):
        if (
            draft.pos[noun] != "NOUN"
            or draft.words[noun + 1] != "to"
            or draft.pos[noun + 2] != "VERB"
        ):
            continue
        bare = not draft.kids(noun, "det", "amod", "nmod:poss", "nummod", "compound", "case", "cop")
        if not bare or _verb_of(draft.words[noun]) not in INFINITIVE_VERBS:
            continue
        infinitive = noun + 2
        if draft.deps[noun] == "conj" and draft.words[noun - 1] in ("and", "but"):
            if not _joins_predicate(draft, noun):
                continue
        elif not draft.kids(noun, "nsubj"):
            continue
        if draft.heads[infinitive] != noun:
            draft.attach(infinitive, noun, "xcomp")
        draft.deps[infinitive] = "xcomp"
        draft.pos[noun] = "VERB"
        draft.tags[noun] = "VBZ" if takes_s(draft.words[noun]) else "VBP"
        draft.morphs[noun] = ("Mood=Ind", "Tense=Pres", "VerbForm=Fin")


def _joins_predicate(draft: Draft, noun: int) -> bool:
    """Coordinate a would-be noun with the clause above it; False where it may well be a noun."""
    first = draft.heads[noun]
    clause = draft.clause_above(noun)
    subjects = draft.kids(clause, "nsubj", "nsubj:pass") if clause is not None else []
    if clause is None or not subjects or clause > noun:
        return False
    singular = draft.tags[subjects[0]] in ("NN", "NNP", "PRP") and not draft.kids(
        subjects[0], "conj"
    )
    if singular != takes_s(draft.words[noun]):
        return False
    # "hopes and plans to leave" are two nouns, "three ministers and hopes to leave" are not
    if not draft.kids(first, "det", "nummod", "nmod:poss", "amod") and draft.pos[first] != "PROPN":
        return False
    return draft.attach(noun, clause, "conj")


def _verb_of(word: str) -> str:
    return word[:-1] if takes_s(word) else word


def make_gerund(draft: Draft) -> None:
    """Read "of VERBing NOUNs" as a clause: the noun is the gerund's object.

    "the value of protecting sea lanes": `protecting` describes `value`, `lanes` is its object.
    "accused Minsk of arming separatists": `arming` belongs to `accused`.
    """
    for verb in range(1, len(draft) - 1):
        noun = draft.heads[verb]
        if (
            draft.deps[verb] not in ("amod", "compound")
            or noun < verb
            or not draft.words[verb].endswith("ing")
            or draft.pos[verb] != "VERB"
            or draft.words[verb] in QUALIFYING
            or draft.pos[verb - 1] not in ("ADP", "SCONJ")
        ):
            continue
        preposition = verb - 1
        head, dep = draft.heads[noun], draft.deps[noun]
        if draft.heads[preposition] != noun or dep not in ("nmod", "obl"):
            continue
        if draft.tags[noun] not in ("NNS", "NNPS", "NNP") and not draft.kids(noun, "compound"):
            continue  # "by rising demand": a mass noun is more often qualified than acted upon
        if draft.pos[head] == "PROPN" and draft.deps[head] in ("obj", "nsubj:pass"):
            head = draft.heads[head]  # "accused Minsk of arming": names are not described so
        on_clause = draft.is_clause(head)
        draft.hang(verb, head, "advcl" if on_clause else "acl")
        draft.hang(noun, verb, "obj")
        draft.attach(preposition, verb, "mark")
        draft.tags[verb] = "VBG"
        draft.pos[preposition] = "SCONJ"


def share_gerund(draft: Draft) -> None:
    """Coordinate a gerund after "and" with the gerund before it, not with the main verb.

    "stressed the value of protecting lanes and opening ports": `opening` goes to `protecting`.
    "spoke about lifting curbs and restoring flights": `restoring` to `lifting`.
    """
    for verb in range(2, len(draft)):
        head = draft.heads[verb]
        if draft.deps[verb] != "conj" or draft.tags[verb] != "VBG" or draft.pos[verb] != "VERB":
            continue
        if draft.tags[head] not in ("VBD", "VBZ", "VBP") or draft.has_auxiliary(verb):
            continue
        before = [
            i
            for i in range(head + 1, verb)
            if draft.tags[i] == "VBG"
            and draft.pos[i] == "VERB"
            and draft.kids(i, "mark")
            and draft.deps[i] in ("acl", "advcl")
        ]
        if before and not draft.kids(verb, "nsubj"):
            draft.attach(verb, before[-1], "conj")


def free_purpose(draft: Draft) -> None:
    """Read "to VERB" after an object as a purpose unless the verb governs what its object does.

    "The king visited Estonia to strengthen ties": the king strengthens them. "closed the road to
    stop smuggling": whoever closed it stops it. But "urged Baghdad to pay": Baghdad pays. What is
    used is used by somebody: "used the port to supply the rebels".
    """
    for verb in range(2, len(draft)):
        head = draft.heads[verb]
        user = draft.heads[head]
        if (
            draft.deps[verb] == "acl"
            and draft.tags[verb] == "VB"
            and draft.deps[head] == "obj"
            and draft.lemmas[user] == "use"
            and draft.pos[user] == "VERB"
            and user < head
        ):
            draft.attach(verb, user, "advcl")
            continue
        if draft.deps[verb] != "xcomp" or draft.tags[verb] != "VB" or draft.pos[head] != "VERB":
            continue
        objects = [o for o in draft.kids(head, "obj") if head < o < verb]
        purpose = objects and draft.lemmas[head] not in OBJECT_CONTROL
        marked = any(draft.words[m] == "to" for m in draft.kids(verb, "mark"))
        if purpose and marked and not draft.kids(head, "aux:pass"):
            draft.deps[verb] = "advcl"


def name_after_object(draft: Draft) -> None:
    """Read the second of two objects as what the first is called.

    "calling the United States a pirate": `pirate` is predicated. "declared the strip a war zone".
    """
    for verb in range(len(draft)):
        if draft.lemmas[verb] not in NAMING:
            continue
        objects = draft.kids(verb, "obj")
        if len(objects) == 2 and verb < objects[0] and draft.words[objects[1]] not in DAYS:
            draft.deps[objects[1]] = "xcomp"
