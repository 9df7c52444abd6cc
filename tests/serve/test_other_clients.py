"""Clients that others wrote, in other languages: what they ask is answered as they expect."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.terms import DATA, RDFS
from tests.serve.running import Running

CURL = shutil.which("curl")
COMUNICA = os.environ.get("COMUNICA") or shutil.which("comunica-sparql")
MEETINGS = (
    "PREFIX ent: <https://w3id.org/entente/ontology#> "
    "SELECT DISTINCT ?who WHERE { ?event a ent:Meeting ; ent:actor ?who } ORDER BY ?who"
)


def said(*command: str) -> str:
    """What a program prints; it must end well."""
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.skipif(CURL is None, reason="no curl on this machine")
def test_curl_follows_a_thing_to_its_data_and_asks_once(site: Running, tmp_path: Path) -> None:
    """--location with an Accept header, --compressed, a query in a form, a 304 by its ETag."""
    curl = str(CURL)
    turtle = said(curl, "-sSfL", "-H", "Accept: text/turtle", site.url("id/state/IRN"))
    assert 'ent:isoAlpha3 "IRN"' in turtle
    rows = said(curl, "-sSf", "-H", "Accept: text/csv", "--data-urlencode", f"query={MEETINGS}",
                site.url("sparql"))  # fmt: skip
    assert f"{DATA}state/IRN" in rows.splitlines()
    tag, file = str(tmp_path / "tag"), str(tmp_path / "file")
    asked = (curl, "-sSfL", "--compressed", "--etag-save", tag, "--etag-compare", tag,
             "-w", "%{http_code}", "-o", file, site.url("data/state/IRN.nt"))  # fmt: skip
    assert said(*asked) == "200"
    assert "IRN" in Path(file).read_text("utf-8")
    assert said(*asked) == "304"


@pytest.mark.skipif(COMUNICA is None, reason="Comunica (npm) is not installed: set COMUNICA")
def test_comunica_finds_out_what_is_there_and_asks_it(site: Running) -> None:
    """It is told an address only: it reads the service description, and a thing's own data."""
    found = json.loads(said(str(COMUNICA), site.url("sparql"), MEETINGS))
    assert f"{DATA}state/IRN" in {row["who"] for row in found}
    label = f"SELECT ?name {{ <{DATA}state/IRN> <{RDFS}label> ?name }}"
    (row,) = json.loads(said(str(COMUNICA), site.url("id/state/IRN"), label))
    assert "Iran" in row["name"]
