"""Languages: English is let in, and what is certainly something else is named."""

from __future__ import annotations

import pytest

from kg.errors import ReadError
from kg.model import Article
from kg.parse import require_english
from kg.parse.language import foreign_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Le président iranien a rencontré lundi le Premier ministre pakistanais."),
        ("Spanish", "El presidente peruano se reunió el lunes con la primera ministra italiana."),
        (
            "Dutch",
            "De president heeft maandag in Brussel de Belgische premier ontmoet voor overleg.",
        ),
        ("Danish", "Den norske statsminister mødtes mandag med den svenske udenrigsminister."),
        ("Turkish", "Cumhurbaşkanı pazartesi günü Ankara'da Pakistan başbakanıyla görüştü."),
        ("Russian", "Президент встретился в понедельник с премьер-министром в Исламабаде."),
        ("Arabic", "التقى الرئيس الإيراني يوم الاثنين برئيس الوزراء الباكستاني في إسلام أباد."),
        ("Persian", "رئیس جمهور ایران روز دوشنبه با نخست وزیر پاکستان در اسلام آباد دیدار کرد."),
        ("Urdu", "ایرانی صدر نے پیر کو اسلام آباد میں پاکستانی وزیر اعظم سے ملاقات کی۔"),
        (
            "Chinese",
            "伊朗总统星期一在伊斯兰堡会见了巴基斯坦总理双方讨论了经济合作和安全合作等问题并签署了八项协议",
        ),
    ],
)
def test_other_languages_are_named(language: str, text: str) -> None:
    """Close relatives of English and other scripts alike."""
    with pytest.raises(ReadError, match=f"seems to be {language}"):
        require_english(Article("x", text))


@pytest.mark.parametrize(
    "text",
    [
        "Russian President Vladimir Putin, Recep Tayyip Erdogan, Hassan Rouhani: Ankara, Monday",
        "Punjab government imposed blockades in Lahore, Rawalpindi, Multan and Faisalabad.",
        "Andrei Medvedev (Ukraine) beat Jan Kroslak (Slovakia) 6-4 6-3, Petr Korda (Czechia)",
        "Raids near Kidal, Gao, Ménaka, Tessalit, Aguelhok, Ansongo, Bourem, officials say",
        "Treffen in Berlin",
        "",
        "12 345 678 – 90 %",
    ],
)
def test_english_full_of_names_and_short_texts_are_let_in(text: str) -> None:
    """A wrong refusal is worse than a parse of little."""
    require_english(Article("x", text))


def test_one_foreign_paragraph_is_no_reason_to_refuse() -> None:
    """Most of the letters decide."""
    english = "The chancellor defended the pact, and the opposition left the chamber in protest."
    german = "„Wir werden unsere Verpflichtungen gegenüber den Partnern erfüllen“, sagte er."
    assert require_english(Article("x", f"{english}\n{german}")) == ("", "German")
    with pytest.raises(ReadError, match="German"):
        require_english(Article("x", f"{english}\n{german}\n{german}"))


def test_short_lines_of_another_language_are_judged_together() -> None:
    """A poem is no less German than a novel."""
    text = "Über allen Gipfeln\nIst Ruh,\nIn allen Wipfeln\nSpürest du\nKaum einen Hauch"
    with pytest.raises(ReadError, match="German"):
        require_english(Article("x", text))


def test_a_few_letters_are_not_judged() -> None:
    """Under forty letters nobody can say."""
    assert foreign_language("Der Kanzler traf den Präsidenten.") == ""
