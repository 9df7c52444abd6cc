"""Wrong use: one line with place, fault and remedy; exit code 2; nothing written."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kg.store import Store
from kg.store.folder import FORMAT
from tests.cli.terminal import Kg
from tests.conftest import NewStore, Write

ARTICLE = "The two ministers met in Geneva on Monday.\n"


def _everything_in(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "is empty; put the article in, or remove it"),
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00", "is binary: byte 0x00 at offset 7; needs a text"),
        ("a.txt", "Sie trafen sich in München.".encode("latin-1"), "is not UTF-8: byte 0xfc at"),
        (
            "a.txt",
            b"---\npublished: 11/3/24\n---\nThey met.",
            "'published' is '11/3/24'; needs an ISO date such as 2024-03-11",
        ),
        ("a.txt", b"---\npublised: 2024-03-11\n---\nThey met.", "did you mean 'published'?"),
        ("a.jsonl", b'{"title": "no text"}', "has no 'text'"),
        ("a.pdf", b"%PDF-1.7", "has the ending '.pdf'; needs *.txt or *.jsonl"),
        (
            "a.txt",
            "Die Minister trafen sich am Montag in Genf und sprachen über den Vertrag.\n".encode()
            * 4,
            "",
        ),
    ],
    ids=["empty", "binary", "latin-1", "date", "key", "no-text", "ending", "german"],
)
@pytest.mark.parametrize("command", ["build", "check", "extract"])
def test_an_article_that_cannot_be_used(
    name: str, content: bytes, message: str, command: str, kg_: Kg, write: Write, tmp_path: Path
) -> None:
    """The line begins with the file; the build stops before it has written anything."""
    path = write(name, content)
    before = _everything_in(tmp_path)
    ended = kg_(command, path, *(("--store", tmp_path / "graph") if command == "build" else ()))
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith(str(path)) or not message
    assert message in ended.err
    assert ended.err.count("\n") == 1
    assert _everything_in(tmp_path) == before


def test_bad_articles_among_good_ones_are_named_at_the_end(
    kg_: Kg, write: Write, new_store: NewStore, tmp_path: Path
) -> None:
    """The good ones are in the graph, the bad ones in nobody's way; the exit code tells."""
    german = "Die Minister trafen sich am Montag in Genf und sprachen über den Vertrag.\n" * 4
    empty, foreign = write("in/a.txt", ""), write("in/c.txt", german)
    write("in/b.txt", ARTICLE)
    lines = write("in/d.jsonl", json.dumps({"id": "e", "text": ARTICLE}) + "\nno JSON\n")
    store = new_store()
    ended = kg_("build", tmp_path / "in", "--store", store, "--json")
    assert ended.code == 1
    summary = json.loads(ended.out)
    assert summary["articles"] == ["b", "e"]
    assert [f["article"] for f in summary["failed"]] == [str(empty), "c", f"{lines}:2"]
    assert ended.err.startswith(f"left out: {empty}: is empty; put the article in, or remove it\n")
    assert ended.err.count("left out: ") == 3
    assert foreign.stem in ended.err
    ended = kg_("build", tmp_path / "in", "--store", store)
    assert re.search(r"^Left out +3 +", ended.out, re.MULTILINE)


def test_a_strict_build_stops_at_the_first_bad_article(
    kg_: Kg, write: Write, new_store: NewStore, tmp_path: Path
) -> None:
    """What came before it is in the graph, what comes after it is not."""
    write("in/a.txt", ARTICLE)
    bad = write("in/b.txt", "")
    write("in/c.txt", ARTICLE)
    store = new_store()
    ended = kg_("build", tmp_path / "in", "--store", store, "--strict")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{bad}: is empty; put the article in, or remove it\n"
    with Store.open(store, read_only=True) as graph:
        assert graph.articles() == ["a"]


def test_a_folder_with_nothing_in_it(kg_: Kg, tmp_path: Path) -> None:
    """The message says which files count as articles."""
    folder = tmp_path / "in"
    folder.mkdir()
    ended = kg_("build", folder, "--store", tmp_path / "graph")
    assert ended.code == 2
    kinds = "*.txt or *.jsonl or *.html or *.htm or *.warc or *.warc.gz"
    assert ended.err == f"{folder}: no article in this folder; needs files {kinds}\n"
    assert not (tmp_path / "graph").exists()


def test_a_path_that_is_missing(kg_: Kg, tmp_path: Path) -> None:
    """No folder is made for a slip of the pen."""
    ended = kg_("build", tmp_path / "nowhere", "--store", tmp_path / "graph")
    assert (ended.code, ended.err) == (2, f"{tmp_path / 'nowhere'}: is not there; check the path\n")
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    "command", [("build", "a.txt"), ("query", "ASK {}"), ("show", "Iran"), ("verify",)]
)
def test_a_store_made_by_another_version(
    command: tuple[str, ...], built: Path, kg_: Kg, write: Write, tmp_path: Path
) -> None:
    """It is neither read as if it were ours nor written to."""
    store = tmp_path / "graph"
    shutil.copytree(built, store)
    manifest = store / "entente.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 99}))
    article = write("a.txt", ARTICLE)
    before = _everything_in(tmp_path)
    arguments = [article if word == "a.txt" else word for word in command]
    ended = kg_(*arguments, "--store", store)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"{store}: made by another version of Entente (store format 99); "
        f"needs store format {FORMAT}; build into a new folder, or use the version that made it\n"
    )
    assert _everything_in(tmp_path) == before


@pytest.mark.parametrize(
    "command",
    [("query", "who-met-whom"), ("show", "Iran"), ("verify",), ("check",), ("retract", "a")],
)
def test_a_store_that_is_not_there(command: tuple[str, ...], kg_: Kg, tmp_path: Path) -> None:
    """The remedy is the next command to type; no empty store is left behind."""
    ended = kg_(*command, "--store", tmp_path / "graph")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no store here; run kg build first" in ended.err
    assert not (tmp_path / "graph").exists()


def test_a_query_that_is_unknown(built: Path, kg_: Kg) -> None:
    """The nearest name is offered."""
    ended = kg_("query", "who-met-who", "--store", built)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert "who-met-whom" in ended.err


def test_a_query_with_a_syntax_error(built: Path, kg_: Kg, write: Write) -> None:
    """The message names file and place, and shows the line with a caret under the place."""
    path = write("q.rq", "SELECT ?x WHERE {\n  ?x a ent:Event \n  ORDER BY ?x\n}")
    ended = kg_("query", path, "--store", built)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 3)
    assert "^" in ended.err
    assert str(path) in ended.err


def test_a_name_that_the_graph_does_not_know(built: Path, kg_: Kg) -> None:
    """Names that are near are offered."""
    ended = kg_("show", "Irann", "--store", built)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(
        "Irann: nothing in the graph has this name, code or IRI; did you mean Iran"
    )


def test_an_article_that_the_store_does_not_hold(built: Path, kg_: Kg, tmp_path: Path) -> None:
    """A slip in an id takes nothing back."""
    store = tmp_path / "graph"
    shutil.copytree(built, store)
    ended = kg_("retract", "iran-pakistan-visi", "--store", store)
    assert ended.code == 2
    assert "the store holds no such article; did you mean iran-pakistan-visit" in ended.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("buld",), "No such command 'buld'"),
        (("build", "--stor", "x"), "No such option"),
        (("show",), "Missing argument"),
        (("export", "--format", "word"), "word"),
    ],
)
def test_a_command_that_is_typed_wrongly(arguments: tuple[str, ...], message: str, kg_: Kg) -> None:
    """Options and commands are answered like everything else: one line, exit code 2."""
    ended = kg_(*arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert message in ended.err
