"""Packages whose names are read when they are first used: a command loads only what it needs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType

__all__ = ["defer"]


def defer(package: str, homes: Mapping[str, Sequence[str]]) -> None:
    """Let a package give out names of other modules, each read when somebody asks for it.

    `homes` are modules with the names that come from them. A name may be that of a module of the
    package as well, as `kg.read` is: the package then gives out the name, not the module.
    """
    where = {name: home for home, names in homes.items() for name in names}

    class Deferring(ModuleType):
        def __getattr__(self, name: str) -> object:
            if name not in where:
                raise AttributeError(f"module {package!r} has no attribute {name!r}")
            value = getattr(import_module(where[name]), name)
            setattr(self, name, value)
            return value

        def __setattr__(self, name: str, value: object) -> None:
            # importing a module of a package puts it there: it must not hide what bears its name
            if name not in where or not isinstance(value, ModuleType):
                super().__setattr__(name, value)

        def __dir__(self) -> list[str]:
            return sorted({*super().__dir__(), *where})

    sys.modules[package].__class__ = Deferring
