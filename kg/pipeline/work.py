"""What a worker does: articles go in, their contributions or what is wrong with them come out."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import EntenteError
from kg.model import Article, Report
from kg.parse.language import require_english
from kg.pipeline.gist import Gists
from kg.pipeline.stations import Outcome, Stations
from kg.store import Contribution

__all__ = ["Done", "Job", "work"]


@dataclass(frozen=True, slots=True)
class Job:
    """An article to be worked on, with the mark that its outcome will carry."""

    article: Article
    mark: str


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one article: contribution and report, or the reason why there is none."""

    contribution: Contribution | None = None
    report: Report | None = None
    failure: str = ""


def work(stations: Stations, gists: Gists, jobs: Sequence[Job]) -> list[Done]:
    """Take articles through the stations. Never raises for a single one; the order is kept."""
    return list(_work(stations, gists, jobs))


def _work(stations: Stations, gists: Gists, jobs: Sequence[Job]) -> Iterator[Done]:
    refused = [_refused(job.article) for job in jobs]
    sound = [job for job, reason in zip(jobs, refused, strict=True) if not reason]
    try:
        # together they are parsed in half the time
        outcomes = list(stations.outcomes(job.article for job in sound))
        done = iter(
            [_done(job, o, stations, gists) for job, o in zip(sound, outcomes, strict=True)]
        )
    except Exception:
        done = (_alone(stations, gists, job) for job in sound)
    for reason in refused:
        yield Done(failure=reason) if reason else next(done)


def _refused(article: Article) -> str:
    try:
        require_english(article)
    except EntenteError as error:
        return str(error)
    return ""


def _alone(stations: Stations, gists: Gists, job: Job) -> Done:
    try:
        (outcome,) = stations.outcomes([job.article])
        return _done(job, outcome, stations, gists)
    except EntenteError as error:
        return Done(failure=str(error))
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        return Done(
            failure=f"{job.article.id}: a fault in Entente: {kind}: {error} "
            f"({at.filename.rpartition('/')[2]}:{at.lineno}); please report it with the article"
        )


def _done(job: Job, outcome: Outcome, stations: Stations, gists: Gists) -> Done:
    contribution = Contribution.of(
        job.article.id,
        outcome.quads,
        base=stations.base,
        mark=job.mark,
        gist=gists.gist(outcome.quads).text(),
    )
    return Done(contribution, outcome.report)
