"""Ray Data: read → batches over actors that load everything once → what they answer.

https://docs.ray.io/en/latest/data/transforming-data.html. Nothing here knows what a batch is for.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import MissingToolError, OptionError, ReadError

if TYPE_CHECKING:
    import ray.data

__all__ = ["Reading", "distribute", "rows"]

# where the package lies, so that other processes find the same one
ROOT = str(Path(__file__).resolve().parents[2])
OBJECTS = 256 * 1024 * 1024
"""Bytes of the object store of a cluster that is started for one build; batches are small."""

MOST, LITTLE = 0.8, 0.1
"""Of a core: for a worker, and for what reads. Both must find room on a single one."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows become records: all are functions that travel to where the rows are.

    `local` gives the records of a part of a local file; `text` that of a text file elsewhere;
    `record` that of a row of a table or a line.
    """

    local: Callable[[Row], list[Row]]
    text: Callable[[Row], list[Row]]
    record: Callable[[Row], list[Row]]


@contextmanager
def _cluster(address: str | None) -> Iterator[None]:
    try:
        # asked for its opinion, it would call home
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("RAY_DATA_DISABLE_PROGRESS_BARS", "1")
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        # on a machine that is busy it takes longer than half a minute
        os.environ.setdefault("RAY_raylet_start_wait_time_s", "180")
        import ray  # noqa: PLC0415 - an extra
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise MissingToolError(
            "--engine ray",
            found="Ray is not installed",
            remedy="pip install 'entente[ray]' (Python 3.11 to 3.13)",
        ) from error
    own = {"include_dashboard": False, "object_store_memory": OBJECTS} if address is None else {}
    path = os.pathsep.join(filter(None, (ROOT, os.environ.get("PYTHONPATH", ""))))
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level=logging.ERROR,
            runtime_env={"env_vars": {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"}},
            **own,
        )
    except Exception as error:  # Ray raises bare ones
        raise OptionError(
            address or "--engine ray",
            found=f"no cluster answers: {str(error).splitlines()[0]}",
            remedy="start one with 'ray start --head', or leave --address out",
        ) from error
    try:
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        # what Ray tells of nodes that died does not belong among results
        with redirect_stdout(sys.stderr):
            yield
    finally:
        ray.shutdown()


def rows(portions: Sequence[Row], addresses: Sequence[str], reading: Reading) -> ray.data.Dataset:
    """Records of parts of local files, and of files elsewhere, by the endings of their names."""
    import ray.data  # noqa: PLC0415 - an extra

    found: list[ray.data.Dataset] = []
    if portions:
        blocks = max(1, min(len(portions), 4 * int(ray.cluster_resources().get("CPU", 1))))
        listed = ray.data.from_items(list(portions), override_num_blocks=blocks)
        found.append(listed.flat_map(reading.local, num_cpus=LITTLE))
    for address in addresses:
        kind = address.rstrip("/").rpartition(".")[2].lower()
        try:
            if kind == "parquet":
                table = ray.data.read_parquet(address, include_paths=True, num_cpus=LITTLE)
                found.append(table.flat_map(reading.record, num_cpus=LITTLE))
            elif kind in ("jsonl", "json", "gz"):
                lines = ray.data.read_text(address, include_paths=True, num_cpus=LITTLE)
                found.append(lines.flat_map(reading.record, num_cpus=LITTLE))
            else:
                texts = ray.data.read_binary_files(address, include_paths=True, num_cpus=LITTLE)
                found.append(texts.flat_map(reading.text, num_cpus=LITTLE))
        except (OSError, ValueError) as error:
            raise ReadError(address, found=f"cannot be read: {error}") from error
    first, *others = found
    return first.union(*others) if others else first


def distribute(
    make: Callable[[], ray.data.Dataset],
    worker: type,
    *,
    arguments: Mapping[str, Any],
    address: str | None,
    workers: int | None,
    batch: int,
) -> Iterator[Any]:
    """Let actors take batches of records, and give what they answer, as it comes.

    `make` gives the records once the cluster is there. `worker` is a class whose objects take a
    list of records and answer with values that JSON can hold. A worker that dies is replaced, and
    its batch is given to another.
    """
    with _cluster(address):
        import ray  # noqa: PLC0415 - an extra
        import ray.data  # noqa: PLC0415

        cores = max(1, int(ray.cluster_resources().get("CPU", 1)))
        most = workers or cores
        answers = make().map_batches(
            _Actor,
            batch_size=batch,
            batch_format="pyarrow",
            concurrency=(1, most),
            num_cpus=MOST,
            fn_constructor_kwargs={"worker": worker, "arguments": dict(arguments)},
        )
        for row in answers.iter_rows():
            yield json.loads(row["answer"])


class _Actor:
    """One worker; its answers travel as text, since tables hold no nested values that differ."""

    def __init__(self, worker: type, arguments: Mapping[str, Any]) -> None:
        self._worker = worker(**arguments)

    def __call__(self, table: Any) -> dict[str, list[str]]:
        answer = self._worker(table.column("record").to_pylist())
        return {"answer": [json.dumps(answer)]}
