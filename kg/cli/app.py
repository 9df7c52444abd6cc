"""The command `kg` itself: its version, its help, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.errors import EntenteError

__all__ = ["app", "run"]

FINE, FINDINGS, WRONG_USE = 0, 1, 2
"""What a command ends with: all is well; the input is sound and something was found; wrong use."""

app = typer.Typer(
    name="kg",
    help="News about international relations, as a knowledge graph that can be trusted.",
    epilog="Example: kg build seeds && kg query who-met-whom",
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    show_version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """News about international relations, as a knowledge graph that can be trusted."""
    if show_version:
        # it brings a reader of mail
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"kg {version('entente')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run a command and give its exit code; every error of ours becomes one line."""
    try:
        code = app(list(arguments), prog_name="kg", standalone_mode=False)
    except EntenteError as error:
        _complain(str(error))
        return WRONG_USE
    except typer.TyperException as error:
        _complain(f"{' '.join(error.format_message().split())} See kg --help")
        return WRONG_USE
    except (typer.Abort, KeyboardInterrupt):
        _complain("stopped; what was done so far is kept, and the same command goes on from there")
        return 130  # 128 + SIGINT, as shells count it
    except BrokenPipeError:
        # The reader has seen enough (kg query … | head). Python would complain at exit.
        sys.stdout = None
        return FINE
    return code if isinstance(code, int) else FINE


def _complain(message: str) -> None:
    # one line, whatever a library put into its message
    sys.stderr.write(" ".join(message.split()) + "\n")
