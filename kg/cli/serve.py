"""`kg serve`: the graph as a site."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.options import Quiet, StorePlace
from kg.cli.output import note
from kg.pipeline import STORE

__all__ = ["serve"]


@app.command(epilog="Example: kg serve --port 8080")
def serve(
    store: StorePlace = STORE,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 for all of this machine's.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="The port; 0 for any free one.")] = 8000,
    public_url: Annotated[
        str | None,
        typer.Option(help="Where the site is reached from outside, behind a proxy.", metavar="URL"),
    ] = None,
    token: Annotated[
        str | None,
        typer.Option(
            envvar="KG_TOKEN",
            help="Whoever has it may write, by SPARQL Update and the graph store; without one, "
            "nobody may. Better set as KG_TOKEN than typed.",
            metavar="SECRET",
            show_default=False,
            show_envvar=False,
        ),
    ] = None,
    license: Annotated[
        str | None, typer.Option(help="The licence that you publish under.", metavar="IRI")
    ] = None,
    timeout: Annotated[
        float, typer.Option(help="Seconds that one request may take.", metavar="SECONDS")
    ] = 30.0,
    rows: Annotated[
        int, typer.Option(help="Rows that one answer may have.", metavar="NUMBER")
    ] = 100_000,
    memory: Annotated[
        int, typer.Option(help="MiB that one request may take.", metavar="MIB")
    ] = 1024,
    workers: Annotated[
        int | None,
        typer.Option(help="Requests that are worked on at once.", show_default="one a core"),
    ] = None,
    allow_service: Annotated[
        list[str] | None,
        typer.Option(help="A public host that SERVICE may ask; none without it.", metavar="HOST"),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every request.")] = False,
    quiet: Quiet = False,
) -> None:
    """Open the graph as a linked-data site: pages, SPARQL endpoint, data, reconciliation.

    It follows the graph: what kg build publishes is seen some seconds later. A graph behind an
    address is copied into memory, and cannot be written to here. Stop it with Ctrl-C.
    """
    # a web server is loaded for those who want one
    from kg.pipeline.serving import serve as site_of  # noqa: PLC0415
    from kg.serve import Settings  # noqa: PLC0415

    settings = Settings(
        host=host,
        port=port,
        public_url=public_url,
        token=token,
        license=license,
        timeout=timeout,
        rows=rows,
        memory=memory,
        services=tuple(allow_service or ()),
        **({} if workers is None else {"workers": workers}),
    )
    site_of(store=store, settings=settings).run(
        ready=lambda address: note(f"{address}  (stop with Ctrl-C)", quiet=quiet), verbose=verbose
    )
