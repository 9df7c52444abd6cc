"""Writes the golden graph and the outputs shown in README.md anew: `make golden`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import kg  # noqa: E402
from tests.contract.readme import README, refreshed  # noqa: E402
from tests.golden.canonical import GOLDEN, canonical  # noqa: E402


def main() -> None:
    """Build the seeds once, write what came out."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "graph"
        kg.build(ROOT / "seeds", store=store)
        GOLDEN.write_text(canonical(store), encoding="utf-8")
    for page in (README, *sorted((ROOT / "docs").glob("*.md"))):
        page.write_text(refreshed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
