"""What a run of the linking decided, kept in a file for whoever reviews it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.link.sssom import Link
from kg.link.values import Decision, Verdict

__all__ = ["Option", "Proposal", "keep", "proposals", "row"]

FOLDER = "links"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a subject may be, as a person sees it."""

    iri: str
    label: str
    description: str
    confidence: float
    evidence: tuple[str, ...]
    possible: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be reviewed: a subject, the verdict on it with its reasons, and its options."""

    source: str
    subject: str
    label: str
    cls: str
    verdict: str
    match: str
    reasons: tuple[str, ...]
    options: tuple[Option, ...]

    def as_link(self, option: Option, **fields: object) -> Link:
        """That the subject is one of the options."""
        return Link(
            self.subject,
            str(fields.pop("predicate")),
            option.iri,
            self.label,
            option.label,
            **fields,  # type: ignore[arg-type]
        )


def row(decision: Decision) -> dict[str, object]:
    """A decision as a row of the file, and as `--json` prints it."""
    return {
        "source": decision.source,
        "subject": decision.subject.iri,
        "label": decision.subject.label,
        "class": decision.subject.cls,
        "verdict": decision.verdict.value,
        "match": decision.match,
        "reasons": list(decision.reasons),
        "options": [
            {
                "iri": s.candidate.iri,
                "label": s.candidate.label,
                "description": s.candidate.description,
                "confidence": s.confidence,
                "evidence": [e.text for e in s.evidence],
                "possible": not s.impossible,
            }
            for s in decision.scored
        ],
    }


def keep(folder: Path, source: str, decisions: Iterable[Decision]) -> None:
    """Keep the decisions on a source, in place of those on the same subjects before."""
    file = folder / FOLDER / f"{source}.jsonl"
    rows = {r["subject"]: r for r in _rows(file)} if file.is_file() else {}
    for decision in decisions:
        rows[decision.subject.iri] = row(decision)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    lines = (json.dumps(rows[iri], ensure_ascii=False) + "\n" for iri in sorted(map(str, rows)))
    fresh.write_text("".join(lines), encoding="utf-8")
    fresh.replace(file)


def proposals(folder: Path, *, verdict: Verdict | None = None) -> list[Proposal]:
    """What was decided in all runs, sorted by source and subject; those of one verdict, or all."""
    found = []
    for file in sorted((folder / FOLDER).glob("*.jsonl")):
        rows = (r for r in _rows(file) if verdict is None or r["verdict"] == verdict)
        found += [_proposal(file, r) for r in rows]
    return found


def _rows(file: Path) -> list[dict[str, object]]:
    try:
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise ReadError(
            str(file), found=f"cannot be read: {error}", remedy="delete it and run kg link again"
        ) from error


def _proposal(file: Path, item: dict[str, object]) -> Proposal:
    def texts(value: object) -> tuple[str, ...]:
        return tuple(map(str, value)) if isinstance(value, list) else ()

    try:
        options = item["options"]
        assert isinstance(options, list)  # noqa: S101 - what we wrote
        return Proposal(
            str(item["source"]),
            str(item["subject"]),
            str(item["label"]),
            str(item["class"]),
            str(item["verdict"]),
            str(item["match"]),
            texts(item["reasons"]),
            tuple(
                Option(
                    str(o["iri"]),
                    str(o["label"]),
                    str(o["description"]),
                    float(o["confidence"]),
                    texts(o["evidence"]),
                    bool(o["possible"]),
                )
                for o in options
            ),
        )
    except (AssertionError, KeyError, TypeError, ValueError) as error:
        raise ReadError(
            str(file),
            found=f"holds what kg link did not write: {error!r}",
            remedy="delete it and run kg link again",
        ) from error
