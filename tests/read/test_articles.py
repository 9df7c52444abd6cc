"""Files and folders: which are read, in which order, under which ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import expand, read, read_all, read_file
from tests.conftest import Write


def test_the_seeds_are_read(seeds: Path) -> None:
    """Every seed is an article with the text of its file; notes beside them are not."""
    articles = {article.id: article for article in read(seeds)}
    seed = (seeds / "iran-pakistan-visit.txt").read_bytes().decode()
    assert articles["iran-pakistan-visit"].text == seed


def test_a_folder_is_read_in_the_order_of_names(write: Write, tmp_path: Path) -> None:
    """Subfolders too; hidden files, notes and sidecars are no articles."""
    for name in ("b.txt", "a/c.txt", "a.txt", ".hidden.txt", ".git/d.txt", "README.md"):
        write(name, "They met.")
    write("a.meta.toml", 'title = "A visit"')
    write("news.jsonl", '{"text": "They met."}')
    assert [article.id for article in read(tmp_path)] == ["a", "a-c", "b", "news-1"]


def test_an_address_gives_the_id_where_no_id_is_given(write: Write) -> None:
    """Its last part for people, a digest of the whole because last parts repeat."""
    path = write("x.txt", "---\nurl: https://example.org/2024/state-visit.html\n---\nThey met.")
    (article,) = read_file(path)
    assert article.id == "state-visit-73b7af5e"


def test_two_articles_with_one_id_are_refused(write: Write, tmp_path: Path) -> None:
    """Both places are named, since one of them would silently overwrite the other."""
    write("a-b.txt", "They met.")
    write("a/b.txt", "They met.")
    with pytest.raises(ReadError) as error:
        list(read(tmp_path))
    assert str(error.value) == (
        f"{tmp_path / 'a/b.txt'}: its id 'a-b' is that of {tmp_path / 'a-b.txt'} too; "
        "give one of them an 'id' of its own"
    )


def test_ids_are_unique_over_all_paths(write: Write) -> None:
    """A file that is named twice is two articles with one id."""
    path = write("a.txt", "They met.")
    with pytest.raises(ReadError, match="its id 'a' is that of"):
        list(read_all([path, path]))


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    """Nothing is taken for an empty folder."""
    with pytest.raises(ReadError, match=r"nowhere: is not there; check the path"):
        list(read(tmp_path / "nowhere"))


def test_a_folder_without_articles_is_refused(write: Write, tmp_path: Path) -> None:
    """A build of nothing is a slip; the message says what would count."""
    write("README.md", "Articles come later.")
    with pytest.raises(ReadError, match=r"no article in this folder; needs files \*.txt or"):
        expand(tmp_path)


def test_a_file_of_another_kind_is_refused(write: Write) -> None:
    """What is named by hand is not passed over in silence."""
    with pytest.raises(ReadError, match=r"has the ending '\.pdf'; needs \*.txt or \*.jsonl"):
        list(read_file(write("a.pdf", "They met.")))


def test_names_without_latin_letters_have_ids_too(write: Write) -> None:
    """Accents are taken off; where no letter is left, a digest stands in."""
    (article,) = read_file(write("Téhéran été.txt", "They met."))
    assert article.id == "teheran-ete"
    (article,) = read_file(write("北京.txt", "They met."))
    assert article.id == "68c77e15"
