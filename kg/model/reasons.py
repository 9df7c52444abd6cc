"""Why something was extracted: which word, which entry of the lexicon, which words around it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Cue", "Reason"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that takes what stands below it out of the article's own voice.

    `entry` is the lexicon's name of it, empty where grammar alone decides (a question, quotation
    marks); `speakers` are entity paths.
    """

    words: str
    modality: str
    entry: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """What made one node: `word` evoked it by `entry`, `fillers` are (role, words) of its frame.

    `entry` is empty for what a claim says where no word of the lexicon evokes a class.
    """

    word: str
    entry: str
    fillers: tuple[tuple[str, str], ...]
    cues: tuple[Cue, ...]
