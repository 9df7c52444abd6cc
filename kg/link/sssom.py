"""Links as SSSOM, the standard for mappings: a table with its metadata in front.

https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kg.errors import ReadError
from kg.terms import OWL, PREFIXES, SKOS

__all__ = ["BY_HAND", "BY_RULES", "Link", "read", "write", "written"]

SEMAPV = "https://w3id.org/semapv/vocab/"
BY_RULES = SEMAPV + "CompositeMatching"
"""The justification of what several kinds of evidence say."""
BY_HAND = SEMAPV + "ManualMappingCuration"
"""The justification of what a person decided."""
SET = "https://w3id.org/entente/links"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
KNOWN = {
    **PREFIXES,
    "semapv": SEMAPV,
    "sssom": "https://w3id.org/sssom/",
    "wd": "http://www.wikidata.org/entity/",
    "dbr": "http://dbpedia.org/resource/",
    "gn": "https://sws.geonames.org/",
    "orcid": "https://orcid.org/",
}
COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_label",
    "mapping_date",
    "confidence",
    "comment",
)
NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
NO_MATCH = "https://w3id.org/sssom/NoTermFound"
"""The object where a source has nothing: SSSOM's own word for it."""


@dataclass(frozen=True, slots=True)
class Link:
    """That something of ours is, or is not, something elsewhere; all three are IRIs.

    `object` is `sssom:NoTermFound` where a source has nothing that the subject is.
    """

    subject: str
    predicate: str
    object: str
    subject_label: str = ""
    object_label: str = ""
    negated: bool = False
    justification: str = BY_RULES
    confidence: float | None = None
    author: str = ""
    date: str = ""
    comment: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """What it joins, whatever it says of the two."""
        return self.subject, self.object

    @property
    def is_match(self) -> bool:
        """Whether it says that both are the same, or nearly."""
        named = (SKOS + "exactMatch", SKOS + "closeMatch", OWL + "sameAs")
        return not self.negated and self.predicate in named and self.object != NO_MATCH


def read(file: Path, *, base: str | None = None) -> list[Link]:
    """Read a table of SSSOM, whoever made it; columns that we have no use for are left out.

    `base` is where the IRIs of `id:` begin, if the file does not say so. Raises `ReadError`.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(str(file), found=f"cannot be read: {error}") from error
    lines = text.splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = _head(file, lines[:count])
    prefixes = {**KNOWN, **({"id": base} if base else {}), **_prefixes(file, head)}
    rows = csv.DictReader(lines[count:], delimiter="\t", quoting=csv.QUOTE_MINIMAL)
    if missing := [c for c in NEEDED if c not in {**head, **dict.fromkeys(rows.fieldnames or ())}]:
        raise ReadError(
            f"{file}:{count + 1}",
            found=f"the column {missing[0]} is missing",
            allowed="a table of SSSOM: " + ", ".join(NEEDED),
        )
    found = []
    for number, row in enumerate(rows, start=count + 2):
        found.append(_link(f"{file}:{number}", {**head, **row}, prefixes))
    return found


def _place(link: Link) -> tuple[str, ...]:
    """Where a link stands in a table: by what it joins, then by all else that it says."""
    confidence = "" if link.confidence is None else f"{link.confidence:g}"
    said = link.subject_label, link.object_label, link.justification, confidence, link.author
    return (
        *(link.subject, link.object, link.predicate, str(link.negated)),
        *(*said, link.date, link.comment),
    )


def written(links: Iterable[Link], *, base: str, set_id: str = SET) -> str:
    """Links as a table of SSSOM, sorted, so that the same links give the same file."""
    ordered = sorted(set(links), key=_place)
    prefixes = {**KNOWN, "id": base}
    body = io.StringIO()
    table = csv.writer(body, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    used: dict[str, str] = {}
    for link in ordered:
        curies = {
            name: _curie(iri, prefixes, used)
            for name, iri in (
                ("subject_id", link.subject),
                ("predicate_id", link.predicate),
                ("object_id", link.object),
                ("mapping_justification", link.justification),
            )
        }
        row = {
            **curies,
            "subject_label": link.subject_label,
            "predicate_modifier": "Not" if link.negated else "",
            "object_label": link.object_label,
            "author_label": link.author,
            "mapping_date": link.date,
            "confidence": "" if link.confidence is None else f"{link.confidence:g}",
            "comment": link.comment,
        }
        table.writerow([" ".join(row[c].split()) for c in COLUMNS])
    head = {"curie_map": dict(sorted(used.items())), "license": LICENCE, "mapping_set_id": set_id}
    yaml_text = yaml.safe_dump(head, allow_unicode=True, default_flow_style=False)
    return "".join(f"# {line}\n" for line in yaml_text.splitlines()) + body.getvalue()


def write(file: Path, links: Iterable[Link], *, base: str) -> None:
    """Write a table of SSSOM; a file that is there is replaced at once, never half."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}.new")
    with fresh.open("w", encoding="utf-8", newline="") as out:
        out.write(written(links, base=base))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)


def _head(file: Path, lines: list[str]) -> dict[str, object]:
    """The metadata in front of the table: what stands there holds for every row."""
    try:
        head = yaml.safe_load("\n".join(re.sub(r"^# ?", "", line) for line in lines)) or {}
    except yaml.YAMLError as error:
        raise ReadError(str(file), found=f"its metadata are not valid YAML: {error}") from error
    if not isinstance(head, dict):
        raise ReadError(str(file), found="its metadata are no table of keys and values")
    return {str(k): v for k, v in head.items()}


def _prefixes(file: Path, head: Mapping[str, object]) -> dict[str, str]:
    given = head.get("curie_map") or {}
    if not isinstance(given, Mapping):
        raise ReadError(str(file), found="its curie_map is no table of prefixes")
    return {str(k): str(v) for k, v in given.items()}


def _link(where: str, row: Mapping[str, object], prefixes: Mapping[str, str]) -> Link:
    def text(name: str) -> str:
        value = row.get(name)
        return "" if value is None else str(value).strip()

    def iri(name: str) -> str:
        return _iri(where, name, text(name), prefixes)

    modifier = text("predicate_modifier")
    if modifier not in ("", "Not"):
        raise ReadError(
            where, found=f"predicate_modifier is {modifier!r}", allowed="Not, or nothing"
        )
    try:
        confidence = float(text("confidence")) if text("confidence") else None
    except ValueError as error:
        raise ReadError(
            where, found=f"confidence is {text('confidence')!r}", allowed="a number from 0 to 1"
        ) from error
    if confidence is not None and not 0 <= confidence <= 1:
        raise ReadError(where, found=f"confidence is {confidence}", allowed="from 0 to 1")
    return Link(
        iri("subject_id"),
        iri("predicate_id"),
        iri("object_id"),
        text("subject_label"),
        text("object_label"),
        modifier == "Not",
        iri("mapping_justification"),
        confidence,
        text("author_label") or text("author_id") or text("reviewer_label"),
        text("mapping_date"),
        text("comment"),
    )


def _iri(where: str, name: str, text: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, local = text.partition(":")
    if colon and prefix in prefixes and not local.startswith("//"):
        iri = prefixes[prefix] + local
    elif re.match(r"https?://|urn:", text):
        iri = text
    else:
        raise ReadError(
            where,
            found=f"{name} is {text!r}" if text else f"{name} is empty",
            allowed="a prefix of the curie_map, a colon and a name; or an IRI",
        )
    if re.search(r"[\s<>\"{}|\\^`]", iri):
        raise ReadError(where, found=f"{name} is {text!r}", allowed="no spaces, quotes or brackets")
    return iri


def _curie(iri: str, prefixes: Mapping[str, str], used: dict[str, str]) -> str:
    """A compact IRI; a namespace without a prefix gets one of its own."""
    named = {**used, **prefixes}
    fitting = [(len(ns), p) for p, ns in named.items() if iri.startswith(ns) and len(iri) > len(ns)]
    if fitting:
        prefix = max(fitting)[1]
    else:
        cut = max(iri.rfind("#"), iri.rfind("/"), iri.rfind(":")) + 1
        prefix = next(_free(named))
        named[prefix] = iri[:cut]
    used[prefix] = named[prefix]
    return f"{prefix}:{iri[len(named[prefix]) :]}"


def _free(taken: Mapping[str, str]) -> Iterator[str]:
    return (name for n in range(1, len(taken) + 2) if (name := f"ns{n}") not in taken)
