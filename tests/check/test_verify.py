"""Every statement points at words that stand in its article."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.check import VerifyReport, verify
from kg.store import Store
from tests.check.conftest import BACKGROUND, VISIT, Quads

MORE = """
visit:facts { event:5f a ent:Event ; ent:evidence visit:evidence-0-20 . }
event:5f a ent:Event .
"""


def _verify(folder: Path, quads: Quads, trig: str) -> VerifyReport:
    with Store.open(folder, create=True) as store:
        store.install(quads(BACKGROUND), "one")
        store.add("visit", quads(trig + MORE))
        return verify(store)


def test_sound_evidence_is_proven(tmp_path: Path, quads: Quads) -> None:
    """Offsets count code points: a character outside the basic plane is one."""
    report = _verify(tmp_path, quads, VISIT)
    assert report == VerifyReport(articles=1, evidence=1, proven=1)
    assert report.conforms


@pytest.mark.parametrize(
    ("sound", "broken", "message"),
    [
        (
            '"20"^^xsd:nonNegativeInteger',
            "19",
            "The article reads 'Iran met 🕊 Pakistan' from 0 to 19",
        ),
        ("oa:start 0", "oa:start 20", "The article reads '' from 20 to 20"),
        ("oa:start 0", "oa:start -5", "count code points from 0"),
        ("oa:start 0", "oa:start 0, 1", "one start, one end, one quote"),
        (
            "oa:hasSelector visit:position-0-20, ",
            "oa:hasSelector ",
            "one start, one end, one quote",
        ),
        ("oa:hasSource article:visit ;", "", "exactly one source"),
        ("; ent:text ", "; ent:comment ", "has no text"),
        (
            '--01"^^xsd:gMonth ;\n  ent:evidence',
            '--01"^^xsd:gMonth ;\n  ent:about',
            "the words that state it",
        ),
        ("ent:Completed ; ent:evidence", "ent:Completed ; ent:about", "the words that state it"),
    ],
)
def test_a_fault_is_found(
    tmp_path: Path, quads: Quads, sound: str, broken: str, message: str
) -> None:
    """Wrong offsets, other words, no source, no text, no evidence: each is one finding."""
    assert sound in VISIT
    report = _verify(tmp_path, quads, VISIT.replace(sound, broken))
    (finding,) = report.findings
    assert message in finding.message
    assert not report.conforms
    assert report.proven == (1 if "words" in message else 0)
