"""One spelling for the many in which a name is written in English."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["spelling"]

_WHOLE = {
    "mohammed": "mohamed", "mohammad": "mohamed", "muhammad": "mohamed", "mohamad": "mohamed",
    "muhammed": "mohamed", "mohamud": "mahmud", "mahmoud": "mahmud", "mahmood": "mahmud",
    "hussain": "husein", "hussein": "husein", "hossein": "husein", "husain": "husein",
    "ahmad": "ahmed", "abdul": "abd", "abdel": "abd", "abdal": "abd", "abdol": "abd",
    "yousef": "yusuf", "youssef": "yusuf", "yousuf": "yusuf", "yusef": "yusuf", "joseph": "josef",
    "said": "saed", "saeed": "saed", "saied": "saed", "omar": "umar", "osama": "usama",
    "alexander": "aleksander", "alexandr": "aleksander", "aleksandr": "aleksander",
    "oleksandr": "oleksandr", "alexei": "aleksi", "aleksei": "aleksi", "alexey": "aleksi",
    "aleksey": "aleksi", "sergey": "sergi", "sergei": "sergi", "serhiy": "serhi", "serhii": "serhi",
    "yuri": "yuri", "yury": "yuri", "iury": "yuri", "dmitry": "dmitri", "dmitriy": "dmitri",
}  # fmt: skip
_ARTICLES = frozenset({"al", "el", "ul", "ad", "ar", "as", "at", "az"})
_ENDINGS = re.compile(r"(?:iyy|yy|iy|ii|ij|ey|ei|y)$")
_LETTERS = (("kh", "h"), ("ph", "f"), ("dj", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
            ("q", "k"), ("w", "v"), ("x", "ks"))  # fmt: skip


def spelling(name: str) -> str:
    """A name without what English spellings of foreign names differ in; "" for a single word.

    >>> spelling("Mohammed Hussein Roble") == spelling("Mohamed Hussein Roble")
    True
    >>> spelling("Volodymyr Zelensky") == spelling("Volodymyr Zelenskyy")
    True
    >>> spelling("Abdel Fattah al-Sisi") == spelling("Abdul-Fattah el-Sissi")
    True
    >>> spelling("Ali Khamenei") == spelling("Ali Larijani")
    False
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z]+", plain.replace("'", "")) if w not in _ARTICLES]
    return " ".join(map(_word, words)) if len(words) > 1 else ""


def _word(word: str) -> str:
    word = _WHOLE.get(word, word)
    for before, after in _LETTERS:
        word = word.replace(before, after)
    word = _ENDINGS.sub("i", word)
    return re.sub(r"(.)\1+", r"\1", word)
