"""Rules that every file of the program keeps."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(ROOT.joinpath("kg").rglob("*.py"))
EVERY = [*SOURCES, *sorted(ROOT.joinpath("tests").rglob("*.py"))]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    """Two rooms are clearer than one that holds everything."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", EVERY, ids=_name)
def test_no_module_is_called_after_nothing(path: Path) -> None:
    """A name says what is inside: there are no utils, helpers, commons and managers."""
    assert not {"util", "utils", "helper", "helpers", "common", "manager"} & set(
        re.split(r"[/_.]", _name(path))
    )


@pytest.mark.parametrize("path", [p for p in SOURCES if "cli" not in p.parts], ids=_name)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    """A library that prints or exits takes from its caller what is the caller's."""
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & {"print", "exit", "quit", "sys.exit", "os._exit"}


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_nothing_depends_on_clock_or_chance(path: Path) -> None:
    """The same input gives the same graph: no time of day, no random number, no process id."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            names.add(ast.unparse(node))
        elif isinstance(node, ast.Import):
            names.update(f"{alias.name}." for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(f"{node.module}.")
    forbidden = r"(random|secrets|uuid)\.|(date|datetime)\.(now|today|utcnow)$|time\.time$"
    assert [name for name in sorted(names) if re.match(forbidden, name)] == []


def test_no_rule_knows_the_words_of_a_seed() -> None:
    """Names that only the seed and the reference data know do not stand in the program."""
    known = {"raisi", "karachi", "lahore", "tehrik", "iran", "iranian", "pakistan", "pakistani"}
    for path in SOURCES:
        words = set(re.findall(r"[a-z]+", _code(path).lower()))
        assert not known & words, _name(path)


def _code(path: Path) -> str:
    """A module without its docstrings: examples may name states."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [  # type: ignore[attr-defined]
                child
                for child in body
                if not (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant))
            ] or [ast.Pass()]
        if isinstance(node, ast.keyword) and node.arg == "epilog":
            node.value = ast.Constant("")
    return ast.unparse(tree)


def test_every_library_that_is_imported_is_declared() -> None:
    """What an install brings is what the program imports; nothing comes along by luck."""
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_normal(re.split(r"[<>=!~ ;\[]", line)[0]) for line in project["dependencies"]}
    extras = {
        _normal(re.split(r"[<>=!~ ;\[]", line)[0])
        for lines in project["optional-dependencies"].values()
        for line in lines
    }
    distributions = packages_distributions()
    imported: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    outside = imported - set(sys.stdlib_module_names) - {"kg"}
    # an extra without wheels for this Python is not installed, and bears the name of its package
    needed = {_normal(distributions.get(name, [name])[0]) for name in outside}
    assert needed - declared - extras == set(), "imported and not declared"
    assert declared - needed == set(), "declared and not imported"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_names_no_host_and_no_machine() -> None:
    """It holds versions and hashes only, so that it works wherever packages come from."""
    lock = ROOT.joinpath("requirements.lock").read_text(encoding="utf-8")
    pinned = re.compile(r"[a-z0-9-]+==[^\s;]+( ; [^\\]+)? \\")
    for line in lock.splitlines():
        fine = pinned.fullmatch(line) or re.fullmatch(
            r"    (--hash=sha256:[0-9a-f]{64}( \\)?|# .*)", line
        )
        assert fine, line
        assert "/" not in line, line


def test_the_lock_holds_everything_that_is_declared() -> None:
    """Each dependency of the program and of its tests has a version and a hash."""
    project = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    declared = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {_normal(re.split(r"[<>=!~ ;\[]", line)[0]) for line in declared}
    lock = ROOT.joinpath("requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
