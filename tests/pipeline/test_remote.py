"""Every command on a graph in Apache Jena Fuseki: what it gives is what a folder gives.

It takes a minute, and is run by CI, or where ENTENTE_FUSEKI is set; `tests/store/test_remote.py` is
run always.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg import pipeline
from kg.cli import run
from kg.query import Catalogue
from kg.store import RemoteStore, Store
from tests import fuseki

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.environ.get("ENTENTE_FUSEKI"), reason="takes a minute: ENTENTE_FUSEKI=1"
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[str]:
    """The articles that were written for the tests, built into an empty TDB2 on disk."""
    if reason := fuseki.missing():
        pytest.skip(reason)
    with fuseki.fuseki(tmp_path_factory.mktemp("fuseki") / "tdb2") as found:
        kg.build(root / "tests" / "articles", store=found)
        yield found


def test_a_build_gives_the_graph_of_a_folder(address: str, corpus: Path, root: Path) -> None:
    """Quad for quad, and building again changes nothing."""
    again = kg.build(root / "tests" / "articles", store=address)
    assert again.unchanged == len(again.articles) > 3
    assert again.store == address
    with (
        RemoteStore.open(address, read_only=True) as there,
        Store.open(corpus, read_only=True) as here,
    ):
        assert there.canonical() == here.canonical()


def test_questions_have_the_same_answers(address: str, corpus: Path) -> None:
    """Those of the catalogue, with a parameter where they have one of a state."""
    for question in Catalogue().list()[::6]:
        names = {parameter.name for parameter in question.params}
        params = {"state": "state/IRN"} if "state" in names else {}
        there = kg.query(question, store=address, params=params)
        here = kg.query(question, store=corpus, params=params)
        assert there.table() == here.table(), question.name


def test_reading_commands_print_the_same(
    address: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Show, verify, check, export, as of a day, with a time limit; in a terminal or a pipe."""
    with Store.open(corpus, read_only=True) as store:
        article = store.articles()[0]
    commands = [
        ["show", "Iran", "--json"],
        ["verify", "--json"],
        ["check", "--json"],
        ["export", "--format", "nquads"],
        ["export", "--format", "turtle", "--article", article],
        ["query", "ASK { ?meeting a ent:Event }", "--timeout", "60"],
        ["query", "who-met-whom", "--as-of", "2030-01-01", "--json"],
        ["quarantine"],
    ]
    for command in commands:
        printed = []
        for store_option in (address, str(corpus)):
            assert run([*command, "--store", store_option]) == 0, command
            printed.append(capsys.readouterr().out.replace(store_option, "…"))
        assert printed[0] == printed[1], command


def test_what_is_taken_back_is_what_a_folder_takes_back(
    address: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a build of an edited article replaces its former self."""
    folder = tmp_path / "graph"
    shutil.copytree(corpus, folder)
    with Store.open(folder, read_only=True) as store:
        article = store.articles()[-1]
    (tmp_path / "edited.txt").write_text(
        f"---\nid: {article}\n---\nIran and Pakistan signed an agreement on trade in Tehran.\n"
    )
    for command in (["retract", article, "--json"], ["build", str(tmp_path / "edited.txt"), "-q"]):
        printed = []
        for store_option in (address, str(folder)):
            assert run([*command, "--store", store_option]) == 0
            printed.append(capsys.readouterr().out)
        assert printed[0] == printed[1]
    with (
        RemoteStore.open(address, read_only=True) as there,
        Store.open(folder, read_only=True) as here,
    ):
        assert there.canonical() == here.canonical()
    assert pipeline.undated(address) >= 1
