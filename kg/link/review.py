"""Reviewing: one proposal after the other is put to a person, and what they say is kept at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OptionError
from kg.link.proposals import Option, Proposal
from kg.link.sssom import BY_HAND, NO_MATCH, Link, read, write
from kg.terms import OWL, SKOS

__all__ = ["Review"]

EXACT, CLOSE, SAME = SKOS + "exactMatch", SKOS + "closeMatch", OWL + "sameAs"


@dataclass(frozen=True, slots=True)
class _Done:
    """A step that was taken: from where, what had been decided before it, and how much it added."""

    at: int
    before: tuple[Link, ...]
    added: int


class Review:
    """Walks through proposals; every decision is in the file before the next one is asked.

    Whatever somebody has decided, here or elsewhere, is not asked again.
    """

    def __init__(
        self,
        proposals: Iterable[Proposal],
        file: Path,
        *,
        base: str,
        author: str = "",
        date: str = "",
    ) -> None:
        """`file` holds decisions; `author` and `date` (ISO) go into those that are made."""
        self._file, self._base, self._author, self._date = file, base, author, date
        self._links = read(file, base=base) if file.is_file() else []
        self._all = [p for p in proposals if self._is_open(p)]
        self._at = 0
        self._done: list[_Done] = []

    def __len__(self) -> int:
        """How many proposals there are to go through."""
        return len(self._all)

    @property
    def position(self) -> int:
        """How many of them have been gone through."""
        return self._at

    @property
    def current(self) -> Proposal | None:
        """What is asked now; None at the end."""
        return self._all[self._at] if self._at < len(self._all) else None

    @property
    def options(self) -> tuple[Option, ...]:
        """What the subject may be, without what somebody has rejected before."""
        if self.current is None:
            return ()
        gone = {k.object for k in self._links if k.negated and k.subject == self.current.subject}
        return tuple(o for o in self.current.options if o.iri not in gone)

    def accept(self, number: int = 1, *, same: bool = False, close: bool = False) -> None:
        """It is option `number`, from 1; `same` says owl:sameAs, `close` that it is near only."""
        proposal, option = self._chosen(number)
        predicate = SAME if same else CLOSE if close else EXACT
        self._keep(self._link(proposal, option, predicate=predicate, confidence=1.0))

    def reject(self, number: int | None = None) -> None:
        """It is not option `number`, or none of them; then nothing of the source is asked again."""
        if number is not None:
            proposal, option = self._chosen(number)
            self._keep(
                self._link(proposal, option, predicate=EXACT, negated=True),
                stays=len(self.options) > 1,
            )
            return
        proposal = self._proposal()
        options = self.options
        links = [self._link(proposal, o, predicate=EXACT, negated=True) for o in options]
        self._keep(*links)

    def skip(self) -> None:
        """Leave it open; it is asked the next time."""
        self._proposal()
        self._done.append(_Done(self._at, tuple(self._links), 0))
        self._at += 1

    def undo(self) -> bool:
        """Take the last decision back, also in the file; False if there is none."""
        if not self._done:
            return False
        last = self._done.pop()
        self._links, self._at = list(last.before), last.at
        if last.added:
            write(self._file, self._links, base=self._base)
        return True

    @property
    def decided(self) -> int:
        """How many links were accepted or rejected in this review."""
        return sum(d.added for d in self._done)

    def _proposal(self) -> Proposal:
        if self.current is None:
            raise OptionError("review", found="everything has been gone through")
        return self.current

    def _chosen(self, number: int) -> tuple[Proposal, Option]:
        proposal, options = self._proposal(), self.options
        if not 1 <= number <= len(options):
            raise OptionError(
                str(number), found="no such option", allowed=f"a number from 1 to {len(options)}"
            )
        return proposal, options[number - 1]

    def _link(
        self,
        proposal: Proposal,
        option: Option,
        *,
        predicate: str,
        negated: bool = False,
        confidence: float | None = None,
    ) -> Link:
        return Link(
            proposal.subject,
            predicate,
            option.iri,
            proposal.label,
            option.label,
            negated,
            BY_HAND,
            confidence,
            self._author,
            self._date,
        )

    def _keep(self, *links: Link, stays: bool = False) -> None:
        # what was said of the same pair before is no longer so
        pairs = {link.pair for link in links}
        self._done.append(_Done(self._at, tuple(self._links), len(links)))
        self._links = [k for k in self._links if k.pair not in pairs] + list(links)
        write(self._file, self._links, base=self._base)
        self._at += not stays

    def _is_open(self, proposal: Proposal) -> bool:
        said = [k for k in self._links if k.subject == proposal.subject]
        offered = {o.iri for o in proposal.options}
        if any(k.object == NO_MATCH for k in said):
            return False
        # another server may be asked about the same thing
        there = {o.iri.partition("://")[2].partition("/")[0] for o in proposal.options}
        accepted = any(
            k.is_match and k.object.partition("://")[2].partition("/")[0] in there for k in said
        )
        return not accepted and bool(offered - {k.object for k in said if k.negated})
