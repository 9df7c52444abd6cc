"""What failed validation is kept whole, outside the graph."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from kg.errors import OptionError, StoreError
from kg.model import Article, Finding, Report
from kg.store import Store
from tests.store.articles import VISIT, quads

ARTICLE = Article(
    "visit", "Raisi said: “no”.\r\n\u0001", title="A visit", published=datetime.date(2024, 4, 22)
)
REPORT = Report(
    "visit", (Finding("n", "p", "v", "s", "c", "Violation", "An event needs an actor.", "q"),)
)


def test_a_quarantined_article_comes_back_as_it_was(tmp_path: Path) -> None:
    """Article, quads and report survive the disk, character for character."""
    with Store.open(tmp_path, create=True) as store:
        store.quarantine.put(ARTICLE, quads(VISIT), REPORT)
        store.quarantine.put(Article("b/../c", "x"), [], Report("b/../c"))
        kept = store.quarantine.show("visit")
        assert (kept.article, kept.report) == (ARTICLE, REPORT)
        assert len(kept.quads) == len(quads(VISIT))
        assert store.quarantine.list() == ["b/../c", "visit"]
        assert store.quarantine.show("b/../c").article.published is None
        assert store.canonical() == ""


def test_dropping_forgets_and_adding_lets_out(tmp_path: Path) -> None:
    """A dropped article is gone; one that is added at last leaves the quarantine."""
    with Store.open(tmp_path, create=True) as store:
        store.quarantine.put(ARTICLE, quads(VISIT), REPORT)
        store.quarantine.drop("visit")
        assert store.quarantine.list() == []
        store.quarantine.put(ARTICLE, quads(VISIT), REPORT)
        store.add("visit", quads(VISIT))
        assert store.quarantine.list() == []


def test_an_unknown_article_gets_near_matches(tmp_path: Path) -> None:
    """Showing or dropping what is not there says which one may be meant."""
    with Store.open(tmp_path, create=True) as store:
        with pytest.raises(OptionError, match="kg quarantine lists them"):
            store.quarantine.show("visit")
        store.quarantine.put(ARTICLE, quads(VISIT), REPORT)
        with pytest.raises(OptionError, match="did you mean visit"):
            store.quarantine.drop("vist")


def test_a_damaged_file_is_reported(tmp_path: Path) -> None:
    """A file that somebody cut short is one line, not a traceback."""
    with Store.open(tmp_path, create=True) as store:
        store.quarantine.put(ARTICLE, quads(VISIT), REPORT)
        (tmp_path / "quarantine" / "visit.json").write_text('{"article": {}}')
        with pytest.raises(StoreError, match="cannot be read"):
            store.quarantine.show("visit")
