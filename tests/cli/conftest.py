"""A terminal, and a place of its own to type in."""

from __future__ import annotations

import pytest

from kg.cli import run
from tests.cli.terminal import Ended, Kg


@pytest.fixture
def kg_(capsys: pytest.CaptureFixture[str]) -> Kg:
    """Runs `kg` with some arguments in this process."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return call
