"""The knowledge bases that links may lead to, as files of TOML describe them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OptionError
from kg.resources import read_toml
from kg.web import Secret

__all__ = ["SEARCHES", "Source", "load_sources"]

OURS = Path(__file__).with_name("sources.toml")
SEARCHES = ("wikibase", "dbpedia", "geonames", "reconcile", "sparql", "file")
"""The ways to look a name up, as `search.kind` names them."""
KEYS = frozenset(
    "title entity endpoint licence kinds search by_code details above public classes secret "
    "contact rate attempts timeout".split()
)


@dataclass(frozen=True, slots=True)
class Source:
    """A knowledge base: how names are looked up there, and what its types stand for.

    `search` is one of `SEARCHES` and `url` its address (for "file" a file of candidates, for
    "sparql" the query of `names`). `details` is a SELECT of ?item ?kind ?value over `$items`.
    """

    name: str
    title: str
    entity: str
    search: str
    url: str
    names: str = ""
    """For "sparql": a SELECT of ?name ?item over `$names`."""
    endpoint: str = ""
    by_code: str = ""
    details: str = ""
    above: str = ""
    """A SELECT of ?item ?value, types and those right above them, over `$items`."""
    licence: str = ""
    classes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    public: tuple[str, ...] = ()
    """Occupations of those whom news of states speak of."""
    kinds: tuple[str, ...] = ()
    """Classes that it knows anything of; all where there are none."""
    rate: float = 2.0
    attempts: float = 5
    timeout: float = 60.0
    contact: str = ""
    secret: Secret | None = None
    needs_secret: bool = False

    def iri(self, id: str) -> str:
        """The IRI of something that the source calls `id`."""
        return id if "://" in id else self.entity + id

    @property
    def type_iris(self) -> dict[str, frozenset[str]]:
        """Our classes by the IRI of the types that stand for them."""
        found: dict[str, set[str]] = {}
        for cls, ids in self.classes:
            for id in ids:
                found.setdefault(self.iri(id), set()).add(cls)
        return {iri: frozenset(names) for iri, names in found.items()}

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that it is asked at."""
        return tuple(a for a in (self.url, self.endpoint) if "://" in a)


def load_sources(file: Path | None = None) -> dict[str, Source]:
    """The sources that come with Entente, and those of a file, by name.

    Raises `OptionError` for a file that is missing or says something that cannot be used.
    """
    found = _read(OURS)
    return found if file is None else {**found, **_read(file)}


def _read(file: Path) -> dict[str, Source]:
    return {
        name: _source(f"{file}: [{name}]", name, t, file.parent)
        for name, t in read_toml(file).items()
    }


def _source(where: str, name: str, table: object, folder: Path) -> Source:
    if not isinstance(table, Mapping):
        raise OptionError(where, found=f"{name!r} is no table", allowed=f"a table [{name}]")
    if unknown := sorted(table.keys() - KEYS):
        raise OptionError(
            where, found=f"the key {unknown[0]!r} is unknown", allowed=", ".join(sorted(KEYS))
        )
    search = table.get("search")
    if not isinstance(search, Mapping) or search.get("kind") not in SEARCHES:
        raise OptionError(
            where,
            found="it does not say how names are looked up",
            allowed='search = { kind = "…", url = "…" } with a kind of ' + ", ".join(SEARCHES),
        )
    kind, url = str(search["kind"]), str(search.get("url", ""))
    if kind == "file":
        url = str(folder / url)
    elif kind == "sparql":
        url = url or _text(where, table, "endpoint")
    if kind != "file" and "://" not in url:
        raise OptionError(where, found="its search has no url", allowed="http:// or https://")
    return Source(
        name=name,
        title=_text(where, table, "title") or name,
        entity=_text(where, table, "entity"),
        search=kind,
        url=url,
        names=str(search.get("query", "")),
        endpoint=_text(where, table, "endpoint"),
        by_code=_text(where, table, "by_code"),
        details=_text(where, table, "details"),
        above=_text(where, table, "above"),
        licence=_text(where, table, "licence"),
        classes=tuple(_classes(where, table.get("classes", {}))),
        public=tuple(_texts(where, "public", table.get("public", ()))),
        kinds=tuple(_texts(where, "kinds", table.get("kinds", ()))),
        rate=_number(where, table, "rate", 2.0),
        attempts=_number(where, table, "attempts", 5),
        timeout=_number(where, table, "timeout", 60.0),
        contact=_text(where, table, "contact"),
        secret=_secret(where, table.get("secret")),
        needs_secret=bool(isinstance(s := table.get("secret"), Mapping) and s.get("required")),
    )


def _text(where: str, table: Mapping[str, object], key: str) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise OptionError(where, found=f"{key} is {value!r}", allowed="text")
    return value


def _texts(where: str, key: str, value: object) -> list[str]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise OptionError(where, found=f"{key} is {value!r}", allowed="a list of texts")
    return [str(v) for v in value]


def _classes(where: str, value: object) -> list[tuple[str, tuple[str, ...]]]:
    if not isinstance(value, Mapping):
        raise OptionError(where, found="classes is no table", allowed='State = ["…"]')
    return [(cls, tuple(_texts(where, f"classes.{cls}", ids))) for cls, ids in value.items()]


def _number(where: str, table: Mapping[str, object], key: str, default: float) -> float:
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        raise OptionError(where, found=f"{key} is {value!r}", allowed="a number above 0")
    return float(value)


def _secret(where: str, value: object) -> Secret | None:
    if value is None:
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("variable"), str):
        raise OptionError(
            where,
            found="a secret is not written into a file",
            allowed='secret = { variable = "NAME_OF_AN_ENVIRONMENT_VARIABLE", parameter = "…" }',
        )
    return Secret(
        variable=str(value["variable"]),
        parameter=str(value.get("parameter", "")),
        header=str(value.get("header", "Authorization")),
        prefix=str(value.get("prefix", "")),
    )
