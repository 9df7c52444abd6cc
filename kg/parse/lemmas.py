"""Words to lemmas: by how English spells its endings, checked with a dictionary.

tests/parse/README.md says how often it is right, and what it was chosen over.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from importlib.resources import files

__all__ = ["Lemmas"]

DICTIONARY = ("model", "lemmas", "words.tsv.xz")
Row = tuple[tuple[str, str], str]
VOWELS = frozenset("aeiou")
# The words as they stand are their own lemmas.
FUNCTION_WORDS = {
    (pos, form): lemma
    for pos, lemma, forms in (
        ("AUX", "be", "am is are was were been being 's 're 'm s re m ai"),
        ("AUX", "have", "has had having 've ve"),
        ("AUX", "do", "does did done doing"),
        ("AUX", "will", "'ll wo ll"),
        ("AUX", "would", "'d"),
        ("AUX", "can", "ca"),
        ("AUX", "get", "gets got getting gotten"),
        ("VERB", "be", "'s 're 'm"),
        ("VERB", "have", "'ve"),
        ("VERB", "go", "gon"),
        ("VERB", "want", "wan"),
        ("PART", "not", "n't nt"),
        ("PART", "to", "na ta"),
        ("PART", "'s", "' s"),
        ("DET", "a", "an"),
        ("DET", "this", "these"),
        ("DET", "that", "those"),
        ("PRON", "this", "these"),
        ("PRON", "that", "those"),
        ("PRON", "I", "i me"),
        ("PRON", "he", "him"),
        ("PRON", "we", "us"),
        ("PRON", "they", "them 'em"),
        ("PRON", "who", "whom"),
        ("PRON", "my", "mine"),
        ("PRON", "your", "yours"),
        ("PRON", "our", "ours"),
        ("PRON", "their", "theirs"),
        ("PRON", "her", "hers"),
        ("ADV", "well", "better best"),
        ("ADP", "versus", "vs vs."),
    )
    for form in forms.split()
}
UNINFLECTED = frozenset({"PROPN", "NUM", "PUNCT", "SYM", "X"})


class Lemmas:
    """Lemmas by form, UPOS and Penn tag.

    Made of a dictionary's rows, (UPOS, form) and lemma: its lemmas, where form and lemma are the
    same, and its irregular forms.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = tuple(rows)
        self._bases = frozenset(key for key, lemma in rows if key[1] == lemma)
        self._irregular = {key: lemma for key, lemma in rows if key[1] != lemma}
        self._found: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls) -> Lemmas:
        """The dictionary that is shipped beside the weights."""
        file = files("kg.parse").joinpath(*DICTIONARY)
        return cls(_rows(lzma.decompress(file.read_bytes()).decode("utf-8")))

    def lemma(self, form: str, pos: str, tag: str, *, initial: bool = False) -> str:
        """The lemma, in lower case but for names, symbols and adjectives made of names.

        At the start of a sentence (`initial`) a capital says nothing.

        >>> lemmas = Lemmas.load()
        >>> lemmas.lemma("stemmed", "VERB", "VBD"), lemmas.lemma("longstanding", "VERB", "VBG")
        ('stem', 'longstanding')
        >>> lemmas.lemma("vetoes", "NOUN", "NNS"), lemmas.lemma("Iranian", "ADJ", "JJ")
        ('veto', 'Iranian')
        """
        if initial and pos == "ADJ" and self._is(form.lower(), pos):
            form = form.lower()
        key = (form, pos, tag)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > 50_000:  # memory stays flat over many articles
                self._found.clear()
            found = self._found[key] = self._lemma(form, pos, tag)
        return found

    def _lemma(self, form: str, pos: str, tag: str) -> str:
        if pos in UNINFLECTED:
            return form
        low = form.lower()
        if pos == "VERB" and tag in ("VB", "VBP") and self._is(low, pos):
            # "found" is the past of "find", and a verb of its own
            return low if tag == "VB" else self._irregular.get((pos, low), low)
        if (known := FUNCTION_WORDS.get((pos, low))) is not None:
            return known
        if pos == "VERB":
            return self._verb(low)
        if pos == "NOUN":
            men = low.endswith("men") and not self._is(low, pos)  # "gunmen", whatever its tag
            return self._noun(low) if men or tag in ("NNS", "NNPS") else low
        if pos in ("ADJ", "ADV") and tag in ("JJR", "JJS", "RBR", "RBS"):
            return self._compared(low, pos)
        if pos == "ADJ" and form[:1].isupper() and not form.isupper():
            return form
        return low

    def has(self, lemma: str, pos: str) -> bool:
        """Whether the dictionary has a lemma, in lower case, with a part of speech."""
        return self._is(lemma, pos)

    def _is(self, word: str, pos: str) -> bool:
        return (pos, word) in self._bases

    def _verb(self, form: str) -> str:
        if (irregular := self._irregular.get(("VERB", form))) is not None:
            longer = irregular + irregular[-1]  # "install" where the dictionary prefers "instal"
            doubled = irregular.endswith("l") and form.startswith(longer)
            return longer if doubled and self._is(longer, "VERB") else irregular
        if form.endswith("ing") and len(form) > 4:
            return self._stem(form[:-3], form)
        if form.endswith("ied") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith("ed") and len(form) > 3 and not self._is(form, "VERB"):
            return self._stem(form[:-2], form)
        if form.endswith("s") and not form.endswith(("ss", "us", "is")):
            return self._without_s(form, "VERB")
        return form

    def _stem(self, stem: str, form: str) -> str:
        """The verb of a stem: as it stands, with -e, or without a doubled letter."""
        single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
        candidates = [stem, stem + "e", single] if _is_closed(stem) else [stem + "e", stem, single]
        if single != stem and stem[-1] not in "lsfz":
            candidates.insert(0, single)
        for candidate in dict.fromkeys(candidates):
            if self._is(candidate, "VERB"):
                return candidate
        if self._is(form, "ADJ"):
            return form  # "longstanding", "unprecedented": no verb that is lacking this ending
        if single != stem and stem[-1] not in "lsfz":
            return single
        return stem if _is_closed(stem) else stem + "e"

    def _noun(self, form: str) -> str:
        if (irregular := self._irregular.get(("NOUN", form))) is not None:
            return irregular
        if form.endswith("s") and not form.endswith(("ss", "us")):
            return self._without_s(form, "NOUN")
        if form.endswith("men") and self._is(form[:-3] + "man", "NOUN"):
            return form[:-3] + "man"
        return form

    def _without_s(self, form: str, pos: str) -> str:
        candidates = [form[:-1]]
        if form.endswith("ies") and len(form) > 4:
            candidates.insert(0, form[:-3] + "y")
        elif form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            candidates.append(form[:-2])
        for candidate in candidates:
            if self._is(candidate, pos):
                return candidate
        if self._is(form, pos):
            return form
        return candidates[0 if form.endswith(("ies", "ses")) else -1]

    def _compared(self, form: str, pos: str) -> str:
        if (irregular := self._irregular.get((pos, form))) is not None:
            return irregular
        tail = 3 if form.endswith("est") else 2 if form.endswith("er") else 0
        stem = form[:-tail] if tail else form
        single = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
        y = stem[:-1] + "y" if stem.endswith("i") else stem
        for candidate in (stem, stem + "e", single, y):
            if self._is(candidate, "ADJ") or self._is(candidate, "ADV"):
                return candidate
        return form


def _is_closed(stem: str) -> bool:
    """Whether a stem would keep its form before -ing: English writes an -e to lengthen a vowel.

    "hop-" of "hoping" is open (hope: hop would double its p); "consult-" and "deploy-" are not.
    """
    if len(stem) < 2:
        return True
    last, before = stem[-1], stem[-2]
    if last in "cuvz" or (last == "s" and before != "s") or (last == "g" and before != "n"):
        return False
    if last in VOWELS or last in "wxyh":
        return True
    syllables = sum(
        c in VOWELS and (i == 0 or stem[i - 1] not in VOWELS) for i, c in enumerate(stem)
    )
    if before in VOWELS and (len(stem) < 3 or stem[-3] not in VOWELS):
        # one short vowel and one consonant: one syllable would double, "-at" and "-it" take an -e
        return syllables > 1 and stem[-2:] not in ("at", "ut", "iz", "in", "ir", "ib")
    return not (last in "lr" and before not in VOWELS and last != before)


def _rows(table: str) -> Iterator[Row]:
    for line in table.splitlines():
        pos, form, lemma = line.split("\t")
        yield (pos, form), lemma
