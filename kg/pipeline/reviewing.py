"""Reviewing links: what is open, with the words of the articles; and decisions of others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OptionError
from kg.link import Verdict
from kg.link.proposals import proposals
from kg.link.review import Review
from kg.link.sssom import BY_HAND, Link, read, write, written
from kg.pipeline.defaults import STORE
from kg.pipeline.linking import decisions_file, decisions_of, links_in_force, renew
from kg.pipeline.opening import opened

__all__ = ["Imported", "export_links", "import_links", "quotes_of", "review"]

QUOTES = """
SELECT DISTINCT ?thing ?quote WHERE {
  { ?node ?role ?thing ; ent:evidence ?evidence } UNION { ?thing ent:evidence ?evidence }
  ?evidence oa:hasSelector/oa:exact ?quote
} ORDER BY STRLEN(?quote) ?quote LIMIT 2"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file of links: how many were new, and which contradict what was decided."""

    added: int
    known: int
    contradicting: tuple[tuple[Link, Link], ...]
    """The link of the file, and what was decided here, which stays."""


def review(
    *,
    store: Path | str = STORE,
    decisions: Path | None = None,
    accepted: bool = False,
    author: str = "",
    date: str = "",
) -> Review:
    """What there is to review in a graph that was linked: candidates; with `accepted`, all links.

    Decisions are kept in `decisions`, by default `{store}.sssom.tsv`, as they are made. When it is
    over, `kg.pipeline.renew` lets the graph follow.
    """
    folder = Path(store)
    with opened(folder) as graph:
        base = graph.base
    verdicts = (Verdict.CANDIDATE, Verdict.ACCEPT) if accepted else (Verdict.CANDIDATE,)
    listed = [p for v in verdicts for p in proposals(folder, verdict=v)]
    file = decisions or decisions_file(folder)
    return Review(listed, file, base=base, author=author, date=date)


def quotes_of(iri: str, *, store: Path | str = STORE) -> list[str]:
    """Some of the words in which articles speak of a thing, the shortest first."""
    with opened(store) as graph:
        rows = graph.query(QUOTES, substitutions={ox.Variable("thing"): ox.NamedNode(iri)})
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - it is a SELECT
        return [" ".join(row["quote"].value.split()) for row in rows]


def import_links(
    file: Path, *, store: Path | str = STORE, decisions: Path | None = None
) -> Imported:
    """Take over links that others made, as SSSOM; what was decided here stands above them."""
    folder = Path(store)
    with opened(folder) as graph:
        base = graph.base
    ours = decisions_of(folder, decisions, base=base)
    by_pair = {link.pair: link for link in ours}
    added: list[Link] = []
    contradicting: list[tuple[Link, Link]] = []
    known = 0
    for link in read(file, base=base):
        if not link.subject.startswith(base):
            raise OptionError(
                str(file),
                found=f"{link.subject} is nothing of this graph",
                allowed=f"subjects below {base}",
            )
        before = by_pair.get(link.pair)
        if before is None:
            added.append(link)
            by_pair[link.pair] = link
        elif before.is_match == link.is_match:
            known += 1
        else:
            contradicting.append((link, before))
    if added:
        write(decisions or decisions_file(folder), [*ours, *added], base=base)
    renew(folder, decisions=decisions, base=base)
    return Imported(len(added), known, tuple(contradicting))


def export_links(*, store: Path | str = STORE, decisions: Path | None = None) -> str:
    """Every link that is in force, and what was rejected, as SSSOM."""
    folder = Path(store)
    with opened(folder) as graph:
        base = graph.base
    rejected = [
        k
        for k in decisions_of(folder, decisions, base=base)
        if k.negated and k.justification == BY_HAND
    ]
    return written([*links_in_force(folder, decisions=decisions, base=base), *rejected], base=base)
