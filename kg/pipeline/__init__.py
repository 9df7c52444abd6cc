"""The order of the stations: only here, and in `cli`, is it known."""

from typing import TYPE_CHECKING

from kg.lazy import defer
from kg.pipeline.defaults import STORE

if TYPE_CHECKING:
    from kg.pipeline.asking import ask, query, question_of
    from kg.pipeline.build import Paths, build
    from kg.pipeline.enriching import Enrichment, enrich
    from kg.pipeline.evaluating import evaluate
    from kg.pipeline.federating import federate
    from kg.pipeline.graph import (
        check_store,
        drop,
        explain,
        export,
        gone_with,
        quarantined,
        retract,
        retry,
        show,
        verify,
    )
    from kg.pipeline.linking import Linking, link, renew
    from kg.pipeline.opening import Day, day, opened, undated
    from kg.pipeline.pictures import plot
    from kg.pipeline.reviewing import Imported, export_links, import_links, quotes_of, review
    from kg.pipeline.run import Step, Watch
    from kg.pipeline.soundness import check_ontology, ontology_page
    from kg.pipeline.stations import Outcome, Stations
    from kg.pipeline.steps import check, extract, parse, populate
    from kg.pipeline.summary import Failure, Named, Summary
    from kg.pipeline.watching import Seen, watch
    from kg.pipeline.why import Because, Explanation

__all__ = [
    "STORE",
    "Because",
    "Day",
    "Enrichment",
    "Explanation",
    "Failure",
    "Imported",
    "Linking",
    "Named",
    "Outcome",
    "Paths",
    "Seen",
    "Stations",
    "Step",
    "Summary",
    "Watch",
    "ask",
    "build",
    "check",
    "check_ontology",
    "check_store",
    "day",
    "drop",
    "enrich",
    "evaluate",
    "explain",
    "export",
    "export_links",
    "extract",
    "federate",
    "gone_with",
    "import_links",
    "link",
    "ontology_page",
    "opened",
    "parse",
    "plot",
    "populate",
    "quarantined",
    "query",
    "question_of",
    "quotes_of",
    "renew",
    "retract",
    "retry",
    "review",
    "show",
    "undated",
    "verify",
    "watch",
]

defer(
    __name__,
    {
        "kg.pipeline.asking": ["ask", "query", "question_of"],
        "kg.pipeline.build": ["Paths", "build"],
        "kg.pipeline.enriching": ["Enrichment", "enrich"],
        "kg.pipeline.evaluating": ["evaluate"],
        "kg.pipeline.federating": ["federate"],
        "kg.pipeline.graph": [
            "check_store",
            "drop",
            "explain",
            "export",
            "gone_with",
            "quarantined",
            "retract",
            "retry",
            "show",
            "verify",
        ],
        "kg.pipeline.linking": ["Linking", "link", "renew"],
        "kg.pipeline.opening": ["Day", "day", "opened", "undated"],
        "kg.pipeline.pictures": ["plot"],
        "kg.pipeline.reviewing": [
            "Imported",
            "export_links",
            "import_links",
            "quotes_of",
            "review",
        ],
        "kg.pipeline.run": ["Step", "Watch"],
        "kg.pipeline.soundness": ["check_ontology", "ontology_page"],
        "kg.pipeline.stations": ["Outcome", "Stations"],
        "kg.pipeline.steps": ["check", "extract", "parse", "populate"],
        "kg.pipeline.summary": ["Failure", "Named", "Summary"],
        "kg.pipeline.watching": ["Seen", "watch"],
        "kg.pipeline.why": ["Because", "Explanation"],
    },
)
