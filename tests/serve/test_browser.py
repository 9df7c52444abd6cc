"""The pages in a real browser: search, a thing, its words, the editor; nothing serious by axe.

They run where a Chromium is, as in CI.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.serve.running import Running

pytestmark = pytest.mark.slow

BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def page(site: Running) -> Iterator[Page]:
    """A page of a Chromium that has no network but this machine's."""
    if BROWSER is None:
        pytest.skip("no Chromium on this machine (set CHROMIUM to its path)")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def test_from_the_search_to_the_words(site: Running, page: Page) -> None:
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


def test_the_editor_runs_a_query(site: Running, page: Page) -> None:
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
        "network", "map", "compare?a=state/IRN&b=state/PAK", "sparql", "search?q=nothing-at-all",
        "page/article/iran-pakistan-visit", "page/issue/terrorism", "page/no-such-thing",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_are_accessible_and_fit(
    site: Running, page: Page, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """Axe finds nothing serious, and no page is wider than its window."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url(path))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["html"][:300] for n in v["nodes"]]) for v in serious] == []
