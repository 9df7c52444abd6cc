"""Where a pipeline comes from: the weights that are shipped, or another spaCy pipeline by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import ORTH
from spacy.language import Language

from kg.errors import InputError, OptionError

__all__ = ["MANIFEST", "SHIPPED", "checksums", "load_pipeline"]

SHIPPED = Path(__file__).resolve().parent / "model"
MANIFEST = "SHA256SUMS"

# https://universaldependencies.org/u/dep/, version 2; subtypes after a colon are free.
UNIVERSAL_RELATIONS = frozenset(
    """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse
    dislocated expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan
    parataxis punct reparandum root vocative xcomp""".split()
)
# Ranks and titles that end in a full stop, beside those that spaCy knows.
ABBREVIATIONS = """Amb. Brig. Capt. Cmdr. Col. Cpl. Dept. Fr. Govt. Hon. Insp. Intl. Lt. Maj. Min.
Pres. Sgt. Supt.""".split()


def load_pipeline(model: Path | str | None = None) -> Language:
    """The shipped pipeline, or the one that a folder or an installed package holds.

    Raises `InputError` for weights that are damaged, and `OptionError` for a pipeline that is not
    there, does not load, is not English, or does not label with Universal Dependencies.
    """
    if model is None:
        pipeline = _open(SHIPPED, remedy="install entente again")
    else:
        pipeline = _open(Path(model) if Path(model).is_dir() else model, remedy="")
    where = str(model or SHIPPED)
    _require_universal(pipeline, where)
    _widen(pipeline)
    if (add_special_case := getattr(pipeline.tokenizer, "add_special_case", None)) is not None:
        for short in ABBREVIATIONS:
            add_special_case(short, [{ORTH: short}])
    return pipeline


def _open(model: Path | str, *, remedy: str) -> Language:
    if isinstance(model, Path):
        _require_undamaged(model, remedy=remedy)
    try:
        return spacy.load(model)
    except Exception as error:  # a pipeline is code and data of somebody else: anything may fail
        # an I/O error of spaCy explains itself over several lines: the first says what it is
        reason = (str(error).strip() or type(error).__name__).splitlines()[0]
        raise OptionError(
            str(model),
            found=f"no spaCy pipeline can be loaded from it ({reason})",
            allowed="a folder that spaCy wrote, or the name of an installed pipeline",
            remedy=remedy,
        ) from error


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder but the manifest and hidden ones, by its path."""
    files = [p for p in folder.rglob("*") if p.is_file() and p.name[0] != "."]
    names = sorted(p.relative_to(folder).as_posix() for p in files if p.name != MANIFEST)
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}


def _require_undamaged(folder: Path, *, remedy: str) -> None:
    """Compare a folder with its manifest (lines of `sha256sum`), if it has one; ours must."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        if folder == SHIPPED:
            raise InputError(str(manifest), found="the weights' manifest is missing", remedy=remedy)
        return
    found = checksums(folder)
    for line in manifest.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        if found.get(name) != digest:
            state = (
                "is damaged: its SHA-256 is not the manifest's" if name in found else "is missing"
            )
            raise InputError(
                str(folder / name),
                found=f"this file of the parser's weights {state}",
                remedy=remedy or "get the pipeline again",
            )


def _require_universal(pipeline: Language, where: str) -> None:
    remedy = "leave the option out to use the shipped pipeline"
    if pipeline.lang != "en":
        found = f"the pipeline is for the language {pipeline.lang!r}"
        raise OptionError(where, found=found, allowed="an English pipeline", remedy=remedy)
    assigned = {a for name in pipeline.pipe_names for a in pipeline.get_pipe_meta(name).assigns}
    missing = [a for a in ("token.dep", "token.pos", "token.tag") if a not in assigned]
    if missing:
        found = f"the pipeline does not set {', '.join(missing)}"
        allowed = "a parser, a tagger and a morphologizer (or an attribute ruler)"
        raise OptionError(where, found=found, allowed=allowed, remedy=remedy)
    labels = {
        label
        for name in pipeline.pipe_names
        if "token.dep" in pipeline.get_pipe_meta(name).assigns
        for label in getattr(pipeline.get_pipe(name), "labels", ())
    }
    other = sorted(x for x in labels if x.split(":")[0].lower() not in UNIVERSAL_RELATIONS)
    if other or not labels:
        shown = ", ".join(other[:6]) + (", ..." if len(other) > 6 else "")
        raise OptionError(
            where,
            found=f"the parser's labels are not Universal Dependencies ({shown or 'it has none'})",
            allowed="a pipeline with UD version 2 relations such as nsubj, obj, obl and nmod",
            remedy=remedy,
        )


def _widen(pipeline: Language) -> None:
    """Weights stored in half precision, to single precision, which is what spaCy computes in."""
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)  # a lemmatizer by rules has one, but it is None
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == np.float16:
                    node.set_param(name, node.get_param(name).astype(np.float32))
