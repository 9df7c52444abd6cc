"""The parser, loaded once for all tests."""

from __future__ import annotations

import pytest

from kg.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The shipped pipeline."""
    return Parser.load()
