"""Ten thousand broken inputs: no crash, no invalid IRI or literal, nothing without evidence.

    python -m tests.fuzz [--inputs 10000] [--first 0]

Prints what became of them and every fault with its seed; exit code 1 where there is one. With
`--keep` each input with a fault is written to tests/fuzz/corpus, where the tests find it.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from pathlib import Path

from kg.pipeline import Stations
from tests.fuzz.mutations import mutated
from tests.fuzz.pipeline import Fuzzer

CORPUS = Path(__file__).parent / "corpus"
BATCH = 25


def main(arguments: list[str]) -> int:
    """Run the inputs of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    faults, slowest, begun = 0, (0.0, 0), time.monotonic()
    end = options.first + options.inputs
    with Fuzzer(Stations.of()) as fuzzer:
        for first in range(options.first, end, BATCH):
            started = time.process_time()
            seeds = range(first, min(first + BATCH, end))
            for fault in fuzzer.faults([(str(seed), mutated(seed)) for seed in seeds]):
                faults += 1
                sys.stdout.write(f"{fault.name}: {fault.what[:600]}\n")
                sys.stdout.flush()
                if options.keep:
                    its = mutated(int(fault.name.partition("-")[0]))
                    suffix = Path(its.name).suffix
                    (CORPUS / f"seed-{fault.name.partition('-')[0]}{suffix}").write_bytes(
                        its.content
                    )
            slowest = max(slowest, (time.process_time() - started, first))
            if (first - options.first) % 250 == 0:
                sys.stderr.write(f"at seed {first:,}, {time.monotonic() - begun:.0f} s\n")
        counts = ", ".join(f"{number:,} {what}" for what, number in sorted(fuzzer.counts.items()))
    sys.stdout.write(
        f"{options.inputs:,} inputs in {time.monotonic() - begun:.0f} s: {counts}; "
        f"{faults} faults; slowest {BATCH} from seed {slowest[1]}: {slowest[0]:.1f} s\n"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
