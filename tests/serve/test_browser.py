"""The pages in a real browser: search, a thing, its words, the editor; nothing serious by axe.

Run by hand, where Chromium is: `pytest tests/serve/test_browser.py -m slow`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.serve.running import Running

pytestmark = pytest.mark.slow

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def page(site: Running) -> Iterator[Any]:
    """A page of a Chromium that has no network but this machine's."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine (set CHROMIUM to its path)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def test_from_the_search_to_the_words(site: Running, page: Any) -> None:
    """Type, choose with the keyboard, see the statement, follow it into the article."""
    page.goto(site.address)
    field = page.locator("main input[type=search]")
    field.press_sequentially("pakis", delay=30)
    page.locator("main [role=option]").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/page/state/PAK")
    passage = page.locator(".fact .passage").first
    words = passage.locator("mark").inner_text()
    passage.locator("figcaption a").click()
    page.wait_for_url("**/article/**")
    chosen = " ".join(page.locator("mark.chosen").all_inner_texts())
    assert " ".join(chosen.split()) == " ".join(words.split())


def test_the_editor_runs_a_query(site: Running, page: Any) -> None:
    """The query that it opens with gives rows; nothing is asked of any other host."""
    foreign: list[str] = []
    page.on(
        "request",
        lambda r: (
            foreign.append(r.url)
            if not r.url.startswith((site.address, "data:", "blob:"))
            else None
        ),
    )
    page.goto(site.url("sparql"))
    page.locator(".yasqe_queryButton").click()
    page.locator(".yasr td", has_text="meeting").first.wait_for()
    page.locator(".examples summary").first.click()
    page.locator(".examples .use").first.click()
    assert "#+ summary" in page.locator(".CodeMirror").first.inner_text()
    assert foreign == []


@pytest.mark.parametrize(
    "path",
    [
        "", "search?q=pak", "page/state/PAK", "article/iran-pakistan-visit", "timeline",
        "network", "compare?a=state/IRN&b=state/PAK",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_accessible_and_fit(
    site: Running, page: Any, path: str, scheme: str, width: int
) -> None:
    """Axe finds nothing serious, and no page is wider than its window."""
    axe = pytest.importorskip("axe_core_python.sync_playwright", reason="axe is not installed")
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url(path))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.Axe().run(page)
    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in serious] == []
