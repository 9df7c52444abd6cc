"""Mappings: how a gold set is read, and which of our classes answer to its types.

A mapping is a TOML file. The ones that come with Entente lie in `mappings/` and are named after the
sets; `kg evaluate --mapping FILE` takes another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import OptionError

__all__ = ["Fields", "Mapping", "load_mapping", "mapping_for"]

_FOLDER = Path(__file__).resolve().parent / "mappings"
_FORMS = ("typed-events", "coded-events", "actors", "attributions", "relations")


@dataclass(frozen=True, slots=True)
class Fields:
    """Which keys of a record hold what. `carrier` is a sentence that `{text}` is put into."""

    text: str = "text"
    expected: str = "expected"
    dates: tuple[str, ...] = ()
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping: the form of the set, its fields, and the tables that its form needs."""

    name: str
    form: str
    fields: Fields
    tables: Map[str, Any] = field(default_factory=dict)

    def table(self, name: str) -> dict[str, Any]:
        """A table of the mapping; empty where it has none."""
        found = self.tables.get(name, {})
        return dict(found) if isinstance(found, dict) else {}

    def names(self, name: str) -> tuple[str, ...]:
        """A list of words of the mapping; empty where it has none."""
        found = self.tables.get(name, ())
        return (found,) if isinstance(found, str) else tuple(found)


def mapping_for(gold: Path, row: Map[str, Any]) -> Mapping:
    """The mapping that comes with Entente for a set: by the records' `set`, or the file's name."""
    known = sorted(file.stem for file in _FOLDER.glob("*.toml"))
    for name in (str(row.get("set", "")), gold.stem):
        fitting = [k for k in known if name == k or name.startswith(f"{k}_")]
        if fitting:
            return load_mapping(_FOLDER / f"{max(fitting, key=len)}.toml")
    raise OptionError(
        str(gold),
        found="no mapping comes with Entente for this set",
        allowed=f"one of {', '.join(known)}",
        remedy="or name a file with --mapping",
    )


def load_mapping(given: Path | str) -> Mapping:
    """A mapping from a file, or by the name of one that comes with Entente."""
    path = Path(given)
    if path.suffix != ".toml" and not path.is_file():
        path = _FOLDER / f"{given}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        known = ", ".join(sorted(file.stem for file in _FOLDER.glob("*.toml")))
        raise OptionError(
            str(given), found="is no mapping", allowed=f"a TOML file or one of {known}"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise OptionError(str(path), found=f"is not TOML: {error}") from error
    form = data.pop("form", "")
    if form not in _FORMS:
        raise OptionError(
            str(path), found=f"its form is {form!r}", allowed=f"one of {', '.join(_FORMS)}"
        )
    fields = data.pop("fields", {})
    if "dates" in fields:
        fields["dates"] = tuple(fields["dates"])
    try:
        return Mapping(path.stem, form, Fields(**fields), data)
    except TypeError as error:
        raise OptionError(
            str(path),
            found=f"[fields] cannot be read: {error}",
            allowed="text, expected, dates, carrier",
        ) from error
