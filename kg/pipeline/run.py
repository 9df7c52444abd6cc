"""One run over articles: those that are known pass, the others are worked on, the store follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.errors import InputError, ReadError
from kg.model import Article, Report
from kg.pipeline.crew import Crew
from kg.pipeline.gist import Gist
from kg.pipeline.stations import Stations
from kg.pipeline.summary import Failure, Summary, Tally
from kg.pipeline.work import Done, Job
from kg.store import AnyStore

__all__ = ["Run", "Step", "Watch"]


@dataclass(frozen=True, slots=True)
class Step:
    """One article is done: which, how many are, how many there will be."""

    article: str
    done: int
    total: int


Watch = Callable[[Step], None]


class Run:
    """Takes articles into a store that is open, and counts what they state."""

    def __init__(self, stations: Stations, store: AnyStore, *, strict: bool) -> None:
        self._stations = stations
        self._store = store
        self._strict = strict
        self._tally = Tally(stations.ontology.schema)
        self._stopped = False

    def take(
        self,
        articles: Iterable[Article | ReadError],
        *,
        workers: int = 1,
        total: int = 0,
        watch: Watch | None = None,
    ) -> None:
        """Take articles in their order, and the errors of those that could not be read."""
        with Crew(self._stations, workers) as crew:
            for number, (article, done) in enumerate(crew.each(articles, self._job), start=1):
                well = self.settle(article, done)
                if watch is not None:
                    name = article.id if isinstance(article, Article) else article.where
                    watch(Step(name, number, max(number, total)))
                if self._strict and not well:
                    self._stopped = True
                    return

    def summary(self) -> Summary:
        """What was counted."""
        return self._tally.summary(self._store.path, self._store.base, stopped=self._stopped)

    def _job(self, article: Article | ReadError) -> Job | None:
        """What is to be done for an article; nothing if the store knows its outcome."""
        if isinstance(article, ReadError):
            return None
        mark = self._stations.mark(article, strict=self._strict)
        known = self._store.remembered(article.id)
        if known is not None and known[0] == mark:
            return None
        if self._store.quarantine.mark(article.id) == mark:
            return None
        return Job(article, mark)

    @property
    def base(self) -> str:
        """Where the data IRIs begin."""
        return self._stations.base

    def knows(self, article: str) -> bool:
        """Whether the graph has an article of this id."""
        return self._store.remembered(article) is not None

    def reasons(self) -> dict[str, tuple[str, str]]:
        """Articles that did not go in: "quarantine" or "failed", and why."""
        summary = self.summary()
        refused = {r.about: ("quarantine", r.findings[0].message) for r in summary.quarantined}
        return refused | {f.article: ("failed", f.message) for f in summary.failed}

    def settle(
        self, article: Article | ReadError, done: Done | None, *, mark: str | None = None
    ) -> bool:
        """Let the store follow; whether the article is in the graph now.

        Without an outcome, the store has it already, with the article's mark or the one given.
        """
        if isinstance(article, ReadError):
            return self._fail(article.where, article)
        if done is None:
            return self._pass_over(
                article, mark or self._stations.mark(article, strict=self._strict)
            )
        if done.contribution is None or done.report is None:
            return self._fail(article.id, InputError("", found=done.failure))
        if self._is_accepted(done.report):
            self._store.stage(done.contribution)
            self._tally.accept(article.id, Gist.of(done.contribution.gist))
            return True
        quads, mark = done.contribution.quads(), done.contribution.mark
        self._store.refuse(article, quads, done.report, mark=mark)
        self._tally.refuse(done.report)
        return False

    def _pass_over(self, article: Article, mark: str) -> bool:
        known = self._store.remembered(article.id)
        if known is not None and known[0] == mark:
            self._tally.accept(article.id, Gist.of(known[1]), unchanged=True)
            return True
        self._tally.refuse(self._store.quarantine.show(article.id).report, unchanged=True)
        return False

    def _fail(self, where: str, error: InputError) -> bool:
        if self._strict:
            raise error
        self._tally.fail(Failure(where, str(error)))
        return False

    def _is_accepted(self, report: Report) -> bool:
        """No violation; in a strict run, no finding at all."""
        return report.conforms and not (self._strict and report.findings)
