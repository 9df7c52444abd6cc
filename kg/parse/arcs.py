"""Trees by the order of phrases: subject before the verb, object after it, the rest beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.parse.tags import Tagged
from kg.parse.words import TIMES

__all__ = ["arcs"]

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSE_MARKS = frozenset("after before since until as".split())
# Verbs whose content follows without "that".
SAYING = frozenset("said says say announced claimed added warned told believes think".split())


@dataclass
class _Reader:
    """One sentence while it is read from left to right."""

    words: Sequence[Tagged]
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    root: int | None = None
    verb: int | None = None
    """The verb that takes what comes next."""
    noun: int | None = None
    """The noun phrase just read."""
    subject: int | None = None
    """A noun phrase that waits for its verb."""
    waiting: list[int] = field(default_factory=list)
    """Phrases with a preposition, and adverbs, that wait for their verb."""
    mark: int | None = None
    relative: int | None = None
    conjunction: int | None = None

    def attach(self, word: int, head: int, dep: str) -> None:
        over = head
        while over >= 0 and over not in (word, self.root):
            over = self.heads[over]
        if over != word and word != self.root:
            self.heads[word], self.deps[word] = head, dep


def arcs(words: Sequence[Tagged]) -> list[tuple[int, str]]:
    """For every word of a sentence its head and relation; the root is its own head."""
    reader = _Reader(words, [-1] * len(words), [""] * len(words))
    i = 0
    while i < len(words):
        i = _read(reader, i)
    _finish(reader)
    return list(zip(reader.heads, reader.deps, strict=True))


def _read(reader: _Reader, i: int) -> int:
    """Take in the phrase that begins with word `i`; where the next one begins."""
    word = reader.words[i]
    low = word.form.lower()
    if word.tag in ("WP", "WDT"):
        reader.relative = i
        return i + 1
    if word.tag == "PRP$" or word.pos in INSIDE or word.tag == "PRP":
        return _read_noun(reader, i, None)
    if word.pos == "SCONJ" or word.tag == "WRB" or _opens_clause(reader, i):
        reader.mark = i
        return i + 1
    if word.pos == "ADP":
        after = i + 1
        if after < len(reader.words) and (
            reader.words[after].pos in INSIDE or reader.words[after].tag in ("PRP", "PRP$")
        ):
            return _read_noun(reader, after, i)
        reader.waiting.append(i)
        return i + 1
    if word.pos == "CCONJ":
        reader.conjunction = i
        return i + 1
    if word.pos in ("AUX", "VERB") or (word.pos == "PART" and low in ("to", "not", "n't")):
        return _read_verb(reader, i)
    if word.pos == "PUNCT":
        if word.form == ",":
            reader.noun = None if reader.verb is not None else reader.noun
        return i + 1
    reader.waiting.append(i)
    return i + 1


def _opens_clause(reader: _Reader, i: int) -> bool:
    """Whether "after" and the like begin a clause: a verb comes before the next mark."""
    if reader.words[i].form.lower() not in CLAUSE_MARKS:
        return False
    for word in reader.words[i + 1 :]:
        if word.pos == "PUNCT" or word.pos == "ADP":
            return False
        if word.tag in FINITE:
            return True
    return False


def _read_noun(reader: _Reader, first: int, case: int | None) -> int:
    """A noun phrase from `first` on, after the preposition `case` if there is one."""
    words, end = reader.words, first + 1
    while end < len(words) and words[first].tag != "PRP" and _goes_on(words, end):
        end += 1
    head = _head(words, first, end)
    for i in range(first, end):
        if i != head and reader.heads[i] < 0:
            _attach_inside(reader, i, head)
    if end < len(words) and words[end].tag == "POS":
        reader.attach(end, head, "case")
        after = end + 1
        if after < len(words) and words[after].pos in INSIDE:
            stop = _read_noun(reader, after, case)
            owner = reader.noun
            if owner is not None:
                reader.attach(head, owner, "nmod:poss")
            return stop
        return after
    if case is not None:
        reader.attach(case, head, "case")
    _place_noun(reader, head, first, case)
    reader.noun = head
    return end


def _goes_on(words: Sequence[Tagged], i: int) -> bool:
    word, before = words[i], words[i - 1]
    if word.pos not in INSIDE or (before.pos == "PROPN" and word.pos == "DET"):
        return False
    if before.form.lower() in TIMES or word.form.lower() in TIMES:
        return before.pos in ("ADJ", "DET", "NUM") and word.pos == "NOUN"
    return not (before.pos in ("NOUN", "PROPN") and word.pos in ("DET", "ADJ"))


def _head(words: Sequence[Tagged], first: int, end: int) -> int:
    """The last noun; of a title and a name, the name's first word."""
    nominal = [i for i in range(first, end) if words[i].pos in ("NOUN", "PROPN")]
    if not nominal:
        return end - 1
    last = nominal[-1]
    start = last
    while start > first and words[start - 1].pos == "PROPN" and words[last].pos == "PROPN":
        start -= 1
    return start if start > first and words[start - 1].pos == "NOUN" else last


def _attach_inside(reader: _Reader, i: int, head: int) -> None:
    word = reader.words[i]
    if i > head:
        reader.attach(i, head, "flat")
    elif word.tag == "PRP$":
        reader.attach(i, head, "nmod:poss")
    elif word.pos == "NOUN" and reader.words[head].pos == "PROPN" and i == head - 1:
        reader.attach(i, head, "nmod:desc")
    else:
        relations = {"DET": "det", "ADJ": "amod", "NUM": "nummod"}
        reader.attach(i, head, relations.get(word.pos, "compound"))


def _place_noun(reader: _Reader, head: int, first: int, case: int | None) -> None:
    """Hang a noun phrase on what was read, or let it wait for a verb."""
    words = reader.words
    before = first - 1 if case is None else case - 1
    is_time = words[head].form.lower() in TIMES
    joined = reader.conjunction is not None and reader.conjunction == before
    if joined and reader.noun is not None and case is None and not _verb_follows(reader, head):
        reader.attach(reader.conjunction or 0, head, "cc")
        reader.attach(head, reader.noun, "conj")
        reader.conjunction = None
    elif case is not None:
        of = words[case].form.lower() == "of"
        if reader.noun is not None and (of or (reader.verb is None and reader.noun == before)):
            reader.attach(head, reader.noun, "nmod")
        elif reader.verb is not None and reader.subject is None:
            reader.attach(head, reader.verb, "obl")
        else:
            reader.waiting.append(head)
    elif is_time and reader.verb is not None:
        reader.attach(head, reader.verb, "obl:unmarked")
    elif is_time:
        reader.waiting.append(head)
    elif reader.verb is not None and _takes_object(reader, head):
        reader.attach(head, reader.verb, "obj")
    else:
        reader.subject = head


def _verb_follows(reader: _Reader, head: int) -> bool:
    """Whether a phrase after "and" begins a clause of its own, the one before having a verb."""
    if reader.verb is None:
        return False
    for word in reader.words[head + 1 :]:
        if word.tag in FINITE:
            return True
        if word.pos in ("PUNCT", "CCONJ"):
            return False
    return False


def _takes_object(reader: _Reader, head: int) -> bool:
    verb = reader.verb or 0
    so_far = zip(reader.heads, reader.deps, strict=True)
    if any(head == verb and dep in ("obj", "cop") for head, dep in so_far):
        return False
    between = reader.words[verb + 1 : head]
    if any(w.form in (",", "that") or w.pos == "CCONJ" for w in between):
        return False
    return not (reader.words[verb].form.lower() in SAYING and _verb_follows(reader, head))


def _read_verb(reader: _Reader, first: int) -> int:
    """A verb with its helpers, or a copula; it becomes the root, or hangs on what was read."""
    words, end = reader.words, first
    while end < len(words) and (
        words[end].pos in ("AUX", "ADV") or words[end].tag == "TO" or words[end].tag == "RB"
    ):
        end += 1
    main = end if end < len(words) and words[end].pos == "VERB" else None
    if main is None:
        main = _predicate(reader, first, end)
    if main is None:
        reader.waiting.append(first)
        return first + 1
    passive = words[main].tag == "VBN" and any(
        words[i].form.lower() in ("was", "were", "is", "are", "been", "be", "being")
        for i in range(first, main)
    )
    for i in range(first, min(main, end)):
        helper = "aux:pass" if passive and i == _last_be(words, first, main) else "aux"
        relations = {"PART": "mark" if words[i].tag == "TO" else "advmod", "ADV": "advmod"}
        if words[i].pos == "AUX" and words[main].pos != "VERB":
            helper = "cop"
        reader.attach(i, main, relations.get(words[i].pos, helper))
    _place_verb(reader, first, main, passive=passive)
    return max(end, main + 1) if words[main].pos == "VERB" else end


def _last_be(words: Sequence[Tagged], first: int, main: int) -> int:
    return max(i for i in range(first, main) if words[i].pos == "AUX")


def _predicate(reader: _Reader, first: int, end: int) -> int | None:
    """What a copula says of its subject: an adjective, or the head of a noun phrase."""
    words = reader.words
    if words[first].pos != "AUX":
        return None
    for i in range(end, min(end + 6, len(words))):
        if words[i].pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            following = words[i + 1].pos if i + 1 < len(words) else ""
            if following not in ("NOUN", "PROPN", "ADJ", "NUM"):
                return i
        elif words[i].pos not in INSIDE:
            return None
    return None


def _place_verb(reader: _Reader, first: int, main: int, *, passive: bool) -> None:
    words = reader.words
    finite = words[first].tag in FINITE
    to = words[first].tag == "TO"
    is_main = reader.mark is None and reader.relative is None
    if reader.root is None and is_main and (finite or reader.subject is not None):
        reader.root = main
        reader.heads[main], reader.deps[main] = main, "root"
    if reader.root != main:
        _hang_verb(reader, main, finite=finite, to=to)
    if finite:
        subject = reader.relative if reader.relative is not None else reader.subject
        if subject is not None and subject != main:
            reader.attach(subject, main, "nsubj:pass" if passive else "nsubj")
        if reader.relative is None:
            reader.subject = None
        reader.relative = None
    for phrase in reader.waiting:
        if phrase != main and reader.heads[phrase] < 0:
            adverb = reader.words[phrase].pos in ("ADV", "ADP", "PART")
            reader.attach(phrase, main, "advmod" if adverb else "obl")
    reader.waiting = []
    reader.verb, reader.noun = main, None


def _hang_verb(reader: _Reader, main: int, *, finite: bool, to: bool) -> None:
    """A verb that is not the root: what it is to the verb or noun before it."""
    over = reader.verb
    if reader.relative is not None and reader.noun is not None:
        reader.attach(main, reader.noun, "acl:relcl")
    elif reader.mark is not None:
        reader.attach(reader.mark, main, "mark")
        that = reader.words[reader.mark].form.lower() == "that"
        if over is not None:
            reader.attach(main, over, "ccomp" if that else "advcl")
        else:
            reader.waiting.append(main)
        reader.mark = None
    elif reader.conjunction is not None and over is not None:
        reader.attach(reader.conjunction, main, "cc")
        reader.attach(main, over, "conj")
        reader.conjunction = None
    elif over is None:
        if reader.noun is not None:
            reader.attach(main, reader.noun, "acl")
    elif to:
        reader.attach(main, over, "xcomp")
    elif finite and reader.words[over].form.lower() in SAYING:
        reader.attach(main, over, "ccomp")
    elif finite:
        reader.attach(main, over, "parataxis")
    elif reader.noun is not None and reader.noun == main - 1:
        reader.attach(main, reader.noun, "acl")
    else:
        reader.attach(main, over, "advcl")


def _finish(reader: _Reader) -> None:
    """Give the sentence one root, and hang on it what hangs on nothing."""
    words = reader.words
    if reader.root is None:
        free = [i for i, head in enumerate(reader.heads) if head < 0]
        wanted = [i for i in free if words[i].pos != "PUNCT"] or free
        verbs = [i for i in wanted if words[i].pos == "VERB"]
        reader.root = (verbs or [i for i in wanted if words[i].pos in NOMINAL] or wanted)[0]
        reader.heads[reader.root], reader.deps[reader.root] = reader.root, "root"
    for i, head in enumerate(reader.heads):
        if head < 0:
            punctuation = words[i].pos == "PUNCT"
            reader.heads[i] = reader.root
            reader.deps[i] = "punct" if punctuation else "dep"
