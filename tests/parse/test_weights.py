"""Pipelines: the shipped one is sound, damage is seen, and only fitting ones are let in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import spacy

from kg.errors import InputError, OptionError
from kg.model import Article
from kg.parse import Parser
from kg.parse.weights import MANIFEST, SHIPPED, checksums

MEGABYTE = 1_000_000


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the shipped weights that may be damaged."""
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    return folder


def test_the_manifest_names_every_file_with_its_checksum() -> None:
    """Nothing is there that is not vouched for, and everything together is small."""
    lines = (SHIPPED / MANIFEST).read_text(encoding="utf-8").splitlines()
    named = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert named == checksums(SHIPPED)
    assert sum(file.stat().st_size for file in SHIPPED.rglob("*")) < 15 * MEGABYTE
    assert {"LICENSE.md", "ATTRIBUTION.md"} <= named.keys()


def test_the_weights_tell_nothing_of_where_they_were_made() -> None:
    """Paths and settings of the training are left out."""
    for name in ("config.cfg", "meta.json"):
        text = (SHIPPED / name).read_text(encoding="utf-8")
        assert not {"corpus/", "[training]", "/home", "/root"} & {
            part for part in ("corpus/", "[training]", "/home", "/root") if part in text
        }


@pytest.mark.parametrize("name", ["tok2vec/model", "parser/model", "config.cfg"])
def test_damaged_weights_are_refused(copy: Path, name: str) -> None:
    """One changed byte is enough, and the error names the file."""
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(InputError, match=f"{name}: .* is damaged"):
        Parser.load(model=copy)


def test_missing_weights_are_refused(copy: Path) -> None:
    """So is a file that is not there."""
    (copy / "tagger" / "model").unlink()
    with pytest.raises(InputError, match=r"tagger/model: .* is missing"):
        Parser.load(model=copy)


def test_another_pipeline_with_universal_labels_is_used(copy: Path) -> None:
    """A folder of somebody else has no manifest of ours."""
    (copy / MANIFEST).unlink()
    parse = Parser.load(model=copy).parse(Article("x", "Kenya sent troops."))
    assert [t.dep for t in parse.tokens] == ["nsubj", "root", "obj", "punct"]


def test_components_without_weights_are_no_obstacle(copy: Path) -> None:
    """Most pipelines have a lemmatizer that works by rules and tables."""
    pipeline = spacy.load(copy)
    lemmatizer = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    lemmatizer.lookups.add_table("lemma_lookup", {"troops": "troop"})  # type: ignore[attr-defined]
    pipeline.to_disk(copy)
    (copy / MANIFEST).unlink()
    parse = Parser.load(model=copy).parse(Article("x", "Kenya sent troops."))
    assert [t.dep for t in parse.tokens] == ["nsubj", "root", "obj", "punct"]


def labelled(folder: Path, *labels: str, language: str = "en") -> Path:
    """A pipeline with parser labels, untrained."""
    nlp = spacy.blank(language)
    for name, own in (("tagger", ["NN"]), ("morphologizer", ["POS=NOUN"]), ("parser", labels)):
        pipe = nlp.add_pipe(name)
        for label in own:
            pipe.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(folder)
    return folder


def test_pipelines_with_other_labels_are_refused_with_the_reason(tmp_path: Path) -> None:
    """The labels of most English pipelines are not Universal Dependencies."""
    clear = labelled(tmp_path / "clear", "nsubj", "dobj", "pobj", "prep")
    expected = r"labels are not Universal Dependencies \(dobj, pobj, prep\)"
    with pytest.raises(OptionError, match=expected):
        Parser.load(model=clear)


def test_pipelines_for_other_languages_are_refused(tmp_path: Path) -> None:
    """Whatever their labels."""
    german = labelled(tmp_path / "german", "nsubj", "obj", language="de")
    with pytest.raises(OptionError, match="the pipeline is for the language 'de'"):
        Parser.load(model=german)


def test_pipelines_without_a_parser_are_refused(tmp_path: Path) -> None:
    """The error says what is missing."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(OptionError, match=r"does not set token\.dep, token\.pos, token\.tag"):
        Parser.load(model=tmp_path / "blank")


@pytest.mark.parametrize("model", ["no_such_pipeline_here", "folder/that/is/not/there"])
def test_a_pipeline_that_is_not_there_is_an_option_error(model: str) -> None:
    """Named or as a path."""
    with pytest.raises(OptionError, match="no spaCy pipeline can be loaded from it"):
        Parser.load(model=model)
