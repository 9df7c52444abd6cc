"""Options that several commands share, with one wording."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["Articles", "AsJson", "AsOf", "Model", "OntologyFolder", "Quiet", "StoreFolder"]

Articles = Annotated[
    list[Path],
    typer.Argument(help="Files *.txt and *.jsonl, or folders of them.", show_default=False),
]
StoreFolder = Annotated[
    Path, typer.Option("--store", "-s", help="The folder of the graph.", metavar="FOLDER")
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
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        help="Another spaCy pipeline with Universal Dependencies, by folder or name; or: rules.",
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
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
