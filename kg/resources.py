"""Where `ontology/` and `queries/` lie: beside the package in a checkout, else inside it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from kg.errors import OptionError

__all__ = ["json_ld_context", "ontology_folder", "queries_folder", "read_toml"]

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    # site-packages may hold another project's `queries`: only a checkout has pyproject.toml
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    packaged = _PACKAGE / "_resources" / name
    if packaged.is_dir():
        return packaged
    raise OptionError(
        str(packaged), found=f"the folder {name!r} is not there", remedy="install entente again"
    )


def ontology_folder() -> Path:
    """The folder of the ontology's modules, shapes, lexicon and reference data."""
    return _find("ontology")


def json_ld_context() -> dict[str, object]:
    """The terms of `ontology/context.jsonld`, in which JSON-LD is written."""
    text = (ontology_folder() / "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, object] = json.loads(text)["@context"]
    return terms


def queries_folder() -> Path:
    """The folder of the competency questions."""
    return _find("queries")


def read_toml(file: Path) -> dict[str, object]:
    """The tables of a file. Raises `OptionError` for one that cannot be read, or is no TOML."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise OptionError(str(file), found=f"cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OptionError(str(file), found=f"is not valid TOML: {error}") from error
