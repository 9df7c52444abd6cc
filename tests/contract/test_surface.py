"""The public surface: what `import kg` gives, and that nothing else is meant to be used."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg

MODULES = sorted(
    (module.name, module.ispkg)
    for module in pkgutil.walk_packages(kg.__path__, "kg.")
    if not module.name.startswith("kg.parse.model")
)

SURFACE = {
    "EntenteError",
    "build",
    "check",
    "evaluate",
    "export",
    "extract",
    "parse",
    "populate",
    "query",
    "read",
    "retract",
    "show",
    "verify",
}


def test_the_surface_is_the_one_that_is_promised() -> None:
    """A name that comes or goes is a decision, not an accident: it is written down here as well."""
    assert set(kg.__all__) == SURFACE


@pytest.mark.parametrize("name", sorted(SURFACE))
def test_every_public_name_is_documented(name: str) -> None:
    """Each is a function, or a class, with a docstring; none is hidden by a package of its name."""
    value = getattr(kg, name)
    assert callable(value)
    assert value.__doc__


@pytest.mark.parametrize("name", [name for name, _ in MODULES])
def test_every_module_lists_its_public_names(name: str) -> None:
    """`__all__` holds what exists, sorted as ruff sorts it; the module says what it is for."""
    module = importlib.import_module(name)
    assert module.__doc__
    assert [n for n in module.__all__ if not hasattr(module, n)] == []


@pytest.mark.parametrize("name", [name for name, is_package in MODULES if is_package])
def test_a_package_gives_out_only_what_its_modules_make_public(name: str) -> None:
    """Names that a package lists are in `__all__` of the module that they come from."""
    package = importlib.import_module(name)
    submodules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    for node in ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            source = importlib.import_module(str(node.module))
            given = {alias.name for alias in node.names} & set(package.__all__)
            assert given <= {*source.__all__, *submodules}


def test_importing_kg_loads_no_heavy_library() -> None:
    """A question is answered without waiting for the parser or the reasoner to load."""
    code = "import sys, kg.cli; print(*sorted({'spacy', 'owlready2'} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
