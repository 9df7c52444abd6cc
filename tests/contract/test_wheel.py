"""The wheel: installed in an empty environment, far from the checkout, it does the main job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_ontology_queries_and_weights(wheel: Path, root: Path) -> None:
    """Every file of the two folders and of the parser's model is inside, and no test is."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, name in (("ontology", "kg/_resources"), ("queries", "kg/_resources"), ("kg", "")):
        for file in (root / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert (Path(name) / file.relative_to(root)).as_posix() in inside
    assert not any(name.startswith(("tests/", "seeds/")) for name in inside)
    assert any(name.endswith("licenses/NOTICE") for name in inside)


@pytest.mark.slow
def test_the_wheel_works_in_an_empty_environment(wheel: Path, root: Path, tmp_path: Path) -> None:
    """Nothing of the checkout is reachable; what the wheel declares is all that it needs."""
    environment = tmp_path / "env"
    _install(wheel, root, environment)
    away = tmp_path / "away"
    shutil.copytree(root / "seeds", away / "seeds")

    def kg(*arguments: str) -> str:
        program = environment / "bin" / "kg"
        done = subprocess.run(
            [program, *arguments],
            cwd=away,
            env={"PATH": os.defpath, "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "Iran" in kg("build", "seeds", "--store", "graph")
    assert "Pakistan" in kg("query", "who-met-whom", "--store", "graph")
    assert "quotes proven" in kg("verify", "--store", "graph")


def _install(wheel: Path, root: Path, environment: Path) -> None:
    # The lock's versions bind, but only what the wheel declares is installed.
    built = environment.with_suffix(".built")
    built.mkdir()
    _pack("owlready2", built)
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    pins = environment.with_suffix(".txt")
    pins.write_text("\n".join(re.findall(r"^[a-z0-9-]+==[^\\\n]+", lock, re.MULTILINE)))
    uv = shutil.which("uv")
    venv.create(environment, with_pip=uv is None)
    python = str(environment / "bin" / "python")
    pip = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install"]
    subprocess.run(
        # compiled when it is first imported: most of it never is
        [
            *(*pip, *([] if uv else ["--no-compile"])),
            *("--find-links", str(built), "--constraint", str(pins), str(wheel)),
        ],
        check=True,
        capture_output=True,
    )


def _pack(name: str, folder: Path) -> None:
    """Make the wheel of what is installed here.

    Of owlready2 there are sources only, and to compile them takes longer than all the rest; here it
    was compiled when this environment was made.
    """
    installed = distribution(name)
    tag = re.findall(r"^Tag: (.+)$", installed.read_text("WHEEL") or "", re.MULTILINE)[0]
    with zipfile.ZipFile(folder / f"{name}-{installed.version}-{tag}.whl", "w") as packed:
        for file in installed.files or ():
            # what an installer adds by itself is none of the wheel's
            if file.suffix != ".pyc" and file.name not in {"INSTALLER", "REQUESTED"}:
                packed.write(str(file.locate()), str(file))
