"""Parts of speech by a dictionary, by endings, and by the words beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.parse.lemmas import Lemmas
from kg.parse.words import DAYS, MONTHS, is_past_form

__all__ = ["Tagged", "tags"]

FINITE = ("Mood=Ind", "VerbForm=Fin")
# Words of closed classes: UPOS, Penn tag, forms.
CLOSED = {
    form: (pos, tag)
    for pos, tag, forms in (
        ("DET", "DT", "the a an this these those every each some any no another both all"),
        ("ADP", "IN", """of in on at by for with from into over under after before during against
            between among amid about through across near since until despite within without toward
            towards upon as along around behind beyond via per like off out up down"""),
        ("PART", "TO", "to"),
        ("CCONJ", "CC", "and or but nor"),
        ("SCONJ", "IN", "that because while although though if whether unless whereas"),
        ("PRON", "PRP", "i you he she it we they me him us them himself herself itself themselves"),
        ("PRON", "PRP$", "my your his her its our their"),
        ("PRON", "WP", "who whom what"),
        ("PRON", "WDT", "which"),
        ("ADV", "WRB", "when where why how"),
        ("AUX", "VBD", "was were had did"),
        ("AUX", "VBZ", "is has does"),
        ("AUX", "VBP", "are have do am"),
        ("AUX", "VB", "be"),
        ("AUX", "VBN", "been"),
        ("AUX", "VBG", "being"),
        ("AUX", "MD", "will would can could may might shall should must"),
        ("PART", "RB", "not n't"),
        ("PART", "POS", "'s '"),
        ("ADV", "RB", "also now then there here again never still already too very only just not"),
        ("NUM", "CD", """one two three four five six seven eight nine ten eleven twelve twenty
            thirty forty fifty hundred thousand million billion dozens"""),
    )
    for form in forms.split()
}  # fmt: skip
BE = frozenset("be is are was were been being am".split())
NOMINAL_BEFORE = frozenset({"DET", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Tagged:
    """A word with its UPOS and Penn tags and its features."""

    form: str
    pos: str
    tag: str
    morph: tuple[str, ...] = ()


def tags(forms: Sequence[str], lemmas: Lemmas) -> list[Tagged]:
    """The words of a sentence with their parts of speech, each by those before it."""
    found: list[Tagged] = []
    for i, form in enumerate(forms):
        following = forms[i + 1].lower() if i + 1 < len(forms) else ""
        found.append(_tag(form, found, following, lemmas))
    return found


def _tag(form: str, before: Sequence[Tagged], following: str, lemmas: Lemmas) -> Tagged:
    low = form.lower()
    if not any(c.isalnum() for c in form):
        if form not in ("'", "’") or not before or not before[-1].form.endswith("s"):
            return Tagged(form, "PUNCT", form if form in ".,:" else ".")
        return Tagged(form, "PART", "POS")
    if form[0].isdigit():
        return Tagged(form, "NUM", "CD", ("NumType=Card",))
    if low in DAYS or (low in MONTHS and form[0].isupper()):
        return Tagged(form, "PROPN", "NNP", ("Number=Sing",))
    if low in CLOSED:
        pos, tag = CLOSED[low]
        finite = tag in ("VBD", "VBZ", "VBP", "MD")
        return Tagged(form, pos, tag, FINITE if finite else ())
    if form[0].isupper() and (before or not _is_word(low, lemmas)):
        return _name(form, low, lemmas)
    return _open(form, low, before, following, lemmas)


def _is_word(low: str, lemmas: Lemmas) -> bool:
    verb = lemmas.lemma(low, "VERB", "VBD")
    return lemmas.has(verb, "VERB") or any(lemmas.has(low, p) for p in ("ADJ", "ADV", "NOUN"))


def _name(form: str, low: str, lemmas: Lemmas) -> Tagged:
    adjective = low.endswith(("ian", "ese", "ish", "ean", "aqi", "eli", "mani", "stani"))
    if adjective and not lemmas.has(low, "NOUN"):
        return Tagged(form, "ADJ", "JJ", ("Degree=Pos",))
    return Tagged(form, "PROPN", "NNP", ("Number=Sing",))


def _open(form: str, low: str, before: Sequence[Tagged], following: str, lemmas: Lemmas) -> Tagged:
    """A word of an open class: verb, noun, adjective or adverb."""
    last = next((w for w in reversed(before) if w.pos != "ADV"), None)
    previous = last.pos if last else ""
    verb = lemmas.lemma(low, "VERB", "VBD")
    is_verb = lemmas.has(verb, "VERB")
    if is_verb and previous == "PART" and last and last.tag == "TO":
        return Tagged(form, "VERB", "VB", ("VerbForm=Inf",))
    if low.endswith("ly") and not lemmas.has(low, "ADJ"):
        return Tagged(form, "ADV", "RB")
    if low.endswith("ing") and is_verb:
        noun = previous in NOMINAL_BEFORE or following == "of"
        if noun:
            return Tagged(form, "NOUN", "NN", ("Number=Sing",))
        return Tagged(form, "VERB", "VBG", ("Tense=Pres", "VerbForm=Part"))
    if is_past_form(low) and is_verb and not (previous == "DET" and following not in ("by", "in")):
        return _past(form, last)
    helped = last is not None and last.pos == "AUX" and last.form.lower() not in BE
    if is_verb and (helped or (last is not None and last.form.lower() in ("n't", "not"))):
        return Tagged(form, "VERB", "VB", ("VerbForm=Inf",))
    subject = previous in ("PROPN", "PRON", "NOUN") and not (last and last.tag == "PRP$")
    objects = following in CLOSED and CLOSED[following][0] in ("DET", "PRON", "SCONJ", "PART")
    if is_verb and subject and (objects or (last and last.tag == "PRP")):
        return Tagged(form, "VERB", "VBZ" if low.endswith("s") else "VBP", FINITE)
    if lemmas.has(low, "ADJ") and following not in ("", ".", ",", "of"):
        return Tagged(form, "ADJ", "JJ", ("Degree=Pos",))
    if lemmas.has(low, "ADV") and not is_verb:
        return Tagged(form, "ADV", "RB")
    if lemmas.lemma(low, "NOUN", "NNS") != low:
        return Tagged(form, "NOUN", "NNS", ("Number=Plur",))
    return Tagged(form, "NOUN", "NN", ("Number=Sing",))


def _past(form: str, last: Tagged | None) -> Tagged:
    """A past tense or a past participle, by what stands before it."""
    participle = ("Tense=Past", "VerbForm=Part")
    if last is not None and (last.pos == "AUX" or last.form.lower() in ("n't", "not")):
        return Tagged(form, "VERB", "VBN", participle)
    if last is not None and last.pos in ("NOUN", "PROPN", "PRON", "NUM", "PUNCT", "CCONJ", "PART"):
        return Tagged(form, "VERB", "VBD", ("Mood=Ind", "Tense=Past", "VerbForm=Fin"))
    return Tagged(form, "VERB", "VBN", participle)
