"""`kg build`: the summary, its other forms, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.store import Store
from tests.cli.terminal import Kg
from tests.conftest import NewStore, Write

ARTICLE = "France and Japan signed a trade agreement in Geneva on Monday.\n"


@pytest.fixture
def graph(new_store: NewStore) -> Path:
    """A store without articles."""
    return new_store()


def test_a_build_ends_in_a_summary_that_a_person_can_read(
    kg_: Kg, seeds: Path, graph: Path
) -> None:
    """Actors, agreements, events, security issues, claims, and where the graph lies; no colours.

    Colours are for terminals: no escape sequence reaches a file.
    """
    ended = kg_("build", seeds, "--store", graph)
    assert ended.code == 0
    assert ended.err == ""
    headings = [line[:20].strip() for line in ended.out.splitlines()]
    for heading in ("Articles", "Actors", "Agreements", "Events", "Security issues", "Claims"):
        assert any(line.startswith(heading) for line in headings)
    assert "Iran, " in ended.out
    assert "\x1b" not in ended.out
    assert f"The graph lies in {graph}. Next: kg query --list" in ended.out


def test_a_summary_can_be_read_by_programs(kg_: Kg, seeds: Path, graph: Path) -> None:
    """`--json` prints one object with the same content."""
    ended = kg_("build", seeds, "--store", graph, "--json")
    summary = json.loads(ended.out)
    assert (ended.code, ended.err) == (0, "")
    assert summary["articles"] == ["iran-pakistan-visit"]
    assert "Iran" in [actor["label"] for actor in summary["actors"]]
    assert summary["store"] == str(graph)


def test_a_quiet_build_says_nothing(kg_: Kg, write: Write, graph: Path) -> None:
    """What went well needs no words in a script."""
    ended = kg_("build", write("visit.txt", ARTICLE), "--store", graph, "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_the_base_of_the_iris_can_be_chosen(kg_: Kg, write: Write, tmp_path: Path) -> None:
    """Reference data move along, and the store remembers its base."""
    article, store = write("visit.txt", ARTICLE), tmp_path / "graph"
    base = "https://example.org/kg/"
    ended = kg_("build", article, "--store", store, "--base", base, "--json")
    actors = {actor["label"]: actor["iri"] for actor in json.loads(ended.out)["actors"]}
    assert actors["France"] == f"{base}state/FRA"
    assert kg_("build", article, "--store", store, "--quiet").code == 0
    ended = kg_("build", article, "--store", store, "--base", "https://example.org/other/")
    assert ended.code == 2
    assert f"its IRIs begin with {base}" in ended.err


@pytest.mark.parametrize("base", ["example", "https://example.org/a b/", "https://example.org/kg"])
def test_a_base_that_makes_no_iris_is_refused(
    base: str, kg_: Kg, seeds: Path, tmp_path: Path
) -> None:
    """It must be an absolute IRI that ends where names begin."""
    ended = kg_("build", seeds, "--store", tmp_path / "graph", "--base", base)
    assert (ended.code, ended.err.count("\n")) == (2, 1)
    assert not (tmp_path / "graph").exists()


def test_an_article_that_breaks_a_shape_is_kept_apart(
    kg_: Kg, write: Write, root: Path, graph: Path, tmp_path: Path
) -> None:
    """Exit code 1, nothing of it in the graph, and its report can be read."""
    folder = tmp_path / "ontology"
    _copy_with_a_shape_that_nothing_fits(root / "ontology", folder)
    article = write("visit.txt", ARTICLE)
    ended = kg_("build", article, "--store", graph, "--ontology", folder)
    assert ended.code == 1
    assert "In quarantine" in ended.out
    assert "quarantine: visit: An article needs a thumb." in ended.err
    assert "An article needs a thumb." in kg_("quarantine", "--store", graph).out
    assert "Violation: An article" in kg_("quarantine", "visit", "--store", graph).out
    assert kg_("retract", "visit", "--store", graph).code == 2
    ended = kg_("check", article, "--ontology", folder, "--json")
    assert ended.code == 1
    assert json.loads(ended.out)[0]["findings"][0]["message"] == "An article needs a thumb."
    for engine in ("fast", "pyshacl"):
        told = kg_("check", article, "--ontology", folder, "--engine", engine)
        assert told.code == 1
        assert "visit: does not conform (1 finding)" in told.out
        assert "Violation: An article needs a thumb." in told.out
    report = kg_("check", article, "--ontology", folder, "--format", "turtle").out
    assert "sh:resultMessage" in report
    assert report.count("a sh:ValidationResult") == 1


def test_what_is_in_quarantine_can_try_again_or_be_forgotten(
    kg_: Kg, write: Write, new_store: NewStore, root: Path, tmp_path: Path
) -> None:
    """With the ontology mended it goes in; what is forgotten is in neither place."""
    folder, store = tmp_path / "ontology", new_store()
    _copy_with_a_shape_that_nothing_fits(root / "ontology", folder)
    write("in/one.txt", ARTICLE)
    write("in/two.txt", ARTICLE)
    assert kg_("build", tmp_path / "in", "--store", store, "--ontology", folder).code == 1
    ended = kg_("quarantine", "--retry", "--store", store, "--ontology", folder)
    assert (ended.code, ended.err) == (1, "let in: none\n")
    assert kg_("quarantine", "--drop", "--store", store).code == 2
    assert kg_("quarantine", "two", "--drop", "--store", store).err == "forgotten: two\n"
    (folder / "thumb.shapes.ttl").unlink()
    ended = kg_("quarantine", "one", "--retry", "--store", store, "--ontology", folder)
    assert (ended.code, ended.err) == (0, "let in: one\n")
    assert kg_("quarantine", "--store", store).err == "no article is in quarantine\n"
    with Store.open(store, read_only=True) as graph:
        assert graph.articles() == ["one"]


def _copy_with_a_shape_that_nothing_fits(ontology: Path, folder: Path) -> None:
    for file in ontology.rglob("*.ttl"):
        copy = folder / file.relative_to(ontology)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    folder.joinpath("thumb.shapes.ttl").write_text(
        """
        @prefix ent: <https://w3id.org/entente/ontology#> .
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        ent:ThumbShape a sh:NodeShape ; sh:targetClass ent:Article ;
            sh:property [ sh:path ent:thumb ; sh:minCount 1 ;
                sh:message "An article needs a thumb." ] .
        """
    )
