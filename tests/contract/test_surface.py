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
import kg.pipeline

MODULES = sorted(
    (module.name, module.ispkg)
    for module in pkgutil.walk_packages(kg.__path__, "kg.")
    if not module.name.startswith("kg.parse.model")
)

SURFACE = {
    "EntenteError",
    "ask",
    "build",
    "check",
    "enrich",
    "evaluate",
    "export",
    "extract",
    "link",
    "parse",
    "plot",
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


@pytest.mark.parametrize("package", ["kg", "kg.pipeline"])
def test_names_are_there_whatever_was_imported_first(package: str) -> None:
    """A station's function is not hidden by the package of its name, which is imported for it."""
    code = (
        f"import kg.read, kg.parse, kg.pipeline.show, {package} as p\n"
        "assert set(p.__all__) <= set(dir(p))\n"
        "from types import ModuleType\n"
        "assert not [n for n in p.__all__ if isinstance(getattr(p, n), ModuleType)]\n"
        "assert not hasattr(p, 'no_such_name')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


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
    """Help is shown and a question answered without waiting for what neither needs."""
    heavy = [
        *("hishel", "httpx", "numpy", "owlready2", "oxrdflib", "pyshacl", "rdflib", "spacy"),
        *("ssl", "SPARQLWrapper"),
    ]
    code = f"import sys, kg.cli; print(*sorted({set(heavy)} & set(sys.modules)))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
