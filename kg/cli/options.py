"""Options that several commands share, with one wording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "Articles",
    "AsJson",
    "AsOf",
    "Base",
    "Cache",
    "Decisions",
    "ExtractorName",
    "LlmModel",
    "LlmUrl",
    "Model",
    "Offline",
    "OneArticle",
    "OneEntity",
    "OntologyFolder",
    "Quiet",
    "Sources",
    "StoreFolder",
    "StorePlace",
]

Articles = Annotated[
    list[Path],
    typer.Argument(help="Files *.txt and *.jsonl, or folders of them.", show_default=False),
]
StoreFolder = Annotated[
    Path, typer.Option("--store", "-s", help="The folder of the graph.", metavar="FOLDER")
]
StorePlace = Annotated[
    str,
    typer.Option(
        "--store",
        "-s",
        help="The folder of the graph, or the address of a SPARQL 1.1 store.",
        metavar="FOLDER|URL",
    ),
]
OntologyFolder = Annotated[
    Path | None,
    typer.Option(
        "--ontology",
        help="Another ontology folder than the one that comes with Entente.",
        metavar="FOLDER",
        show_default=False,
    ),
]
Base = Annotated[
    str | None,
    typer.Option(
        "--base", help="Where the IRIs of a new graph begin.", metavar="IRI", show_default=False
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Another spaCy pipeline with Universal Dependencies, by folder or name; or: rules.",
        metavar="NAME",
        show_default=False,
    ),
]
ExtractorName = Annotated[
    str,
    typer.Option(
        "--extractor",
        help="What extracts: rules, or llm (a language model proposes, the text decides).",
        metavar="NAME",
    ),
]
LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm-url",
        help="Where the language model is served; else ENTENTE_LLM_URL. "
        "A credential stands in ENTENTE_LLM_KEY.",
        metavar="URL",
        show_default=False,
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(
        "--llm-model",
        help="Which language model; else ENTENTE_LLM_MODEL.",
        metavar="NAME",
        show_default=False,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        help="Only what articles published until that day state; articles without a date do not "
        "count.",
        metavar="DATE",
        show_default=False,
    ),
]
OneArticle = Annotated[
    str | None, typer.Option("--article", help="Only what this article states.", metavar="ID")
]
OneEntity = Annotated[
    str | None,
    typer.Option(
        "--entity", help="Only what is known of this actor, event or issue.", metavar="NAME"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Sources = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        help="A file of TOML with knowledge bases of your own.",
        metavar="FILE",
        show_default=False,
    ),
]
Offline = Annotated[
    bool, typer.Option("--offline", help="Ask nobody; work with the answers that are kept.")
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        help="Where answers are kept.",
        metavar="FOLDER",
        show_default="web, in the folder of the graph",
    ),
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        help="The file of what people decided, in SSSOM.",
        metavar="FILE",
        show_default="beside the graph: graph.sssom.tsv",
    ),
]
