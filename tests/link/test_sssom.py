"""Links as SSSOM: what we write others read, and what others write we read."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.link.sssom import BY_HAND, Link, read, write, written
from kg.terms import DATA, OWL, SKOS

GEORGIA = Link(
    DATA + "state/GEO",
    SKOS + "exactMatch",
    "http://www.wikidata.org/entity/Q230",
    "Georgia",
    "Georgia",
    confidence=0.99,
    comment="both have the code GEO (iso3)",
)
NOT_THE_US_STATE = Link(
    DATA + "state/GEO",
    SKOS + "exactMatch",
    "http://www.wikidata.org/entity/Q1428",
    "Georgia",
    "Georgia",
    negated=True,
    justification=BY_HAND,
    author="Ada",
    date="2026-11-27",
)
ELSEWHERE = Link(DATA + "place/tehran", OWL + "sameAs", "urn:example:city:7", justification=BY_HAND)
IRIS = st.from_regex(r"\Ahttps://example\.org/[a-z]{1,5}/[A-Za-z0-9_-]{1,8}\Z")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=12).map(
    str.strip
)
LINKS = st.builds(
    Link,
    IRIS,
    st.sampled_from([SKOS + "exactMatch", SKOS + "closeMatch", OWL + "sameAs"]),
    IRIS,
    TEXTS,
    TEXTS,
    st.booleans(),
    st.just(BY_HAND),
    st.none() | st.integers(0, 100).map(lambda n: n / 100),
    TEXTS,
    st.just("") | st.dates().map(str),
    TEXTS,
)


def test_links_stand_under_their_metadata(tmp_path: Path) -> None:
    """The prefixes that are used, a licence, an id; then a line a link; rejected ones say Not."""
    file = tmp_path / "links.sssom.tsv"
    write(file, [NOT_THE_US_STATE, GEORGIA], base=DATA)
    lines = file.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    body = lines[len(head) :]
    assert "#   wd: http://www.wikidata.org/entity/" in head
    assert "# mapping_set_id: https://w3id.org/entente/links" in head
    rows = [dict(zip(body[0].split("\t"), line.split("\t"), strict=True)) for line in body[1:]]
    assert [(r["object_id"], r["predicate_modifier"]) for r in rows] == [
        ("wd:Q1428", "Not"),
        ("wd:Q230", ""),
    ]
    assert rows[1]["subject_id"] == "id:state/GEO"
    assert read(file, base=DATA) == [NOT_THE_US_STATE, GEORGIA]


@settings(max_examples=25, deadline=None)
@example([GEORGIA, dataclasses.replace(GEORGIA, comment="both have the label Georgia")])
@given(st.lists(LINKS, max_size=4))
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, links: list[Link]
) -> None:
    """Whatever the names are; the same links in another order give the same file."""
    file = tmp_path_factory.mktemp("sssom") / "links.tsv"
    write(file, links, base="https://example.org/")
    assert set(read(file)) == set(links)
    assert written(reversed(links), base="https://example.org/") == file.read_text("utf-8")


@pytest.mark.filterwarnings("ignore")
def test_sssom_py_validates_and_round_trips_what_we_write(tmp_path: Path) -> None:
    """The reference implementation takes the file for sound, and gives back the same links."""
    sssom_parsers = pytest.importorskip("sssom.parsers")
    sssom_validators = pytest.importorskip("sssom.validators")
    sssom_writers = pytest.importorskip("sssom.writers")
    file = tmp_path / "links.sssom.tsv"
    write(file, [GEORGIA, NOT_THE_US_STATE, ELSEWHERE], base=DATA)
    told = sssom_parsers.parse_sssom_table(str(file))
    for kind, report in sssom_validators.validate(told, fail_on_error=False).items():
        assert report.results == [], kind
    assert len(told.df) == 3
    again = io.StringIO()
    sssom_writers.write_table(told, again)
    (tmp_path / "again.tsv").write_text(again.getvalue(), encoding="utf-8")
    assert set(read(tmp_path / "again.tsv")) == {GEORGIA, NOT_THE_US_STATE, ELSEWHERE}


def test_what_others_wrote_is_read(tmp_path: Path) -> None:
    """With what holds for every row in front, columns that we do not know, and their prefixes."""
    file = tmp_path / "theirs.sssom.tsv"
    file.write_text(
        "#curie_map:\n#  ours: https://w3id.org/entente/id/state/\n#  X: https://example.org/x#\n"
        "#mapping_set_id: https://example.org/set\n#license: https://example.org/l\n"
        "#mapping_justification: semapv:LexicalMatching\n"
        "subject_id\tpredicate_id\tobject_id\tauthor_id\tmatch_string\n"
        "ours:IRN\tskos:closeMatch\tX:7\torcid:0000-0001\tiran\n",
        encoding="utf-8",
    )
    (link,) = read(file)
    assert link == Link(
        DATA + "state/IRN",
        SKOS + "closeMatch",
        "https://example.org/x#7",
        justification="https://w3id.org/semapv/vocab/LexicalMatching",
        author="orcid:0000-0001",
    )


ROW = "subject_id\tpredicate_id\tobject_id\tmapping_justification\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the column subject_id is missing"),
        ("#: [\nsubject_id\n", "its metadata are not valid YAML"),
        ("# just words\n" + ROW, "its metadata are no table of keys and values"),
        ("# curie_map: 7\n" + ROW, "its curie_map is no table of prefixes"),
        (ROW + "id:a\tskos:exactMatch\tnowhere:b\tsemapv:X\n", "object_id is 'nowhere:b'"),
        (ROW + "id:a\tskos:exactMatch\t\tsemapv:X\n", "object_id is empty"),
        (ROW + "id:a\tskos:exactMatch\thttps://a/<b>\tsemapv:X\n", "no spaces, quotes"),
        (
            ROW[:-1] + "\tconfidence\nid:a\tskos:exactMatch\tid:b\tsemapv:X\tx\n",
            "confidence is 'x'",
        ),
        (ROW[:-1] + "\tconfidence\nid:a\tskos:exactMatch\tid:b\tsemapv:X\t7\n", "from 0 to 1"),
        (
            ROW[:-1] + "\tpredicate_modifier\nid:a\tskos:exactMatch\tid:b\tsemapv:X\tnot\n",
            "predicate_modifier is 'not'; needs Not, or nothing",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    """Where, what stands there, and what is allowed."""
    file = tmp_path / "bad.sssom.tsv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read(file)
    assert message in str(caught.value)
    assert "bad.sssom.tsv" in str(caught.value)
