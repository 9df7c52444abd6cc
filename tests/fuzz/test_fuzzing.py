"""Broken input ends in an article that is kept, or in one line that says what is wrong."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.pipeline import Stations
from tests.conftest import NewStore
from tests.fuzz.mutations import Input, mutated
from tests.fuzz.pipeline import Fuzzer

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
SAMPLE = 40


@pytest.fixture(scope="module")
def fuzzer(new_store: NewStore) -> Iterator[Fuzzer]:
    """All stations and an empty store."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings(), Fuzzer(Stations.of(), start=new_store()) as made:
        warnings.simplefilter("ignore")
        yield made
    logging.disable(logging.NOTSET)


def test_the_same_seed_gives_the_same_input() -> None:
    """A fault can be looked at again."""
    assert [mutated(seed) for seed in range(50)] == [mutated(seed) for seed in range(50)]
    assert len({mutated(seed).content for seed in range(50)}) > 45


def test_no_input_crashes_or_states_what_it_must_not(fuzzer: Fuzzer) -> None:
    """A sample; `python -m tests.fuzz` runs ten thousand.

    Every IRI is ours and valid, every literal well-typed, every statement has evidence that stands
    in the text, the gate lets it in, and the store gives back what it was given.
    """
    inputs = [(str(seed), mutated(seed)) for seed in range(1_000_000, 1_000_000 + SAMPLE)]
    assert list(fuzzer.faults(inputs)) == []
    assert fuzzer.counts["read"] > SAMPLE / 3
    assert fuzzer.counts["refused"] > 0


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_what_was_a_fault_once_is_none_any_more(file: Path, fuzzer: Fuzzer) -> None:
    """Each file of the corpus broke something; its name says what."""
    name = f"fuzz{file.suffix}"
    assert list(fuzzer.faults([(file.stem, Input(name, file.read_bytes()))])) == []
