"""Which words evoke which class, and where in the clause its roles stand.

The lexicon is OntoLex-Lemon (https://www.w3.org/2016/05/ontolex/) with frames of its synsem module;
`ontology/lexicon/README.md` tells how to write an entry, and the grammar of paths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.triples import Subject, Triples
from kg.terms import ENT, LEX

__all__ = ["Argument", "Entry", "Lexicon", "Step"]

ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
SYNSEM = "http://www.w3.org/ns/lemon/synsem#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"

ALONE: frozenset[str] = frozenset()
Step = tuple[str, str]
"""A grammatical function and its preposition: `("obl", "with")`, `("obj", "")`."""


@dataclass(frozen=True, slots=True, eq=False)
class Argument:
    """One place in a frame. `paths` are alternatives in order of preference.

    Like an entry, each is one object and equal to itself only.
    """

    role: str
    paths: tuple[tuple[Step, ...], ...]
    filler: str | None = None
    required: bool = False
    modality: str | None = None
    veridical: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A word or multiword expression (lemmas), its part of speech, what it evokes, and its frame.

    Every entry of a lexicon is one object, and equal to itself only: they are compared often.

    `reference` is a local name of `ent:`: an event, thing or actor class, `Claim` for words that
    report, an individual for qualities, a property for words that link things. `kind` is `Word`,
    `SupportVerb` or `ModifierCue`.
    """

    iri: str
    words: tuple[str, ...]
    pos: str
    reference: str | None
    arguments: tuple[Argument, ...]
    kind: str = "Word"
    modality: str | None = None
    holding: tuple[Argument, ...] = field(init=False, default=())
    """The arguments whose content is claimed, or taken for true."""

    def __post_init__(self) -> None:
        """Note what is asked of every entry that a text evokes."""
        holding = tuple(a for a in self.arguments if a.modality or a.veridical)
        object.__setattr__(self, "holding", holding)


class Lexicon:
    """Entries by part of speech and first word, longest first."""

    def __init__(
        self,
        entries: list[Entry],
        names: Mapping[str, str] = MappingProxyType({}),
        titles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.names = names
        """Given names, each with "he" or "she" where it tells which of them has it."""
        self.titles = titles
        """Titles and words for people that tell "he" or "she"."""
        self.given_names = frozenset(names)
        self.entries = tuple(sorted(entries, key=lambda e: (-len(e.words), e.iri)))
        self._index: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            self._index[entry.pos, entry.words[0]].append(entry)
        self.beginning: dict[str, dict[str, list[tuple[Entry, frozenset[str]]]]] = {}
        """The entries, longest first, by first word and part of speech, each with its rest."""
        for (pos, word), starting in self._index.items():
            rows = [(e, frozenset(e.words[1:]) if e.words[1:] else ALONE) for e in starting]
            self.beginning.setdefault(word, {})[pos] = rows

    def starting(self, pos: str, word: str) -> list[Entry]:
        """Entries whose first word is `word`, longest first."""
        return self._index.get((pos, word), [])

    @classmethod
    def of(cls, triples: Triples) -> Lexicon:
        """Read every lexical entry; one without form, part of speech or known frame is an error."""
        frames: dict[Subject, tuple[Argument, ...]] = {}
        entries = []
        for subject, links in triples.by_subject.items():
            if isinstance(subject, ox.NamedNode) and ONTOLEX + "canonicalForm" in links:
                entries.append(_entry(triples, subject, frames))
        return cls(entries, *_people(triples))


def _people(triples: Triples) -> tuple[dict[str, str], dict[str, str]]:
    """Given names and titles, with what each tells of who has it."""
    lists, titles = (ox.NamedNode(LEX + name) for name in ("given-names", "titles"))
    names = dict.fromkeys(triples.strings(lists, ENT + "givenName"), "he")
    names |= dict.fromkeys(triples.strings(lists, ENT + "womansName"), "she")
    names |= dict.fromkeys(triples.strings(lists, ENT + "eitherName"), "")
    told = dict.fromkeys(triples.strings(titles, ENT + "mansTitle"), "he")
    return names, told | dict.fromkeys(triples.strings(titles, ENT + "womansTitle"), "she")


def _local(iri: str) -> str:
    return iri.rpartition("#")[2]


def _entry(
    triples: Triples, subject: ox.NamedNode, frames: dict[Subject, tuple[Argument, ...]]
) -> Entry:
    forms = [
        text
        for form in triples.objects(subject, ONTOLEX + "canonicalForm")
        if isinstance(form, ox.NamedNode | ox.BlankNode)
        for text in triples.strings(form, ONTOLEX + "writtenRep")
    ]
    pos = [_local(i) for i in triples.iris(subject, LEXINFO + "partOfSpeech")]
    if not forms or not pos:
        raise OntologyError(
            subject.value,
            found="a lexical entry without writtenRep or partOfSpeech",
            remedy="see ontology/lexicon/README.md",
        )
    references = [
        _local(iri)
        for sense in triples.objects(subject, ONTOLEX + "sense")
        if isinstance(sense, ox.NamedNode | ox.BlankNode)
        for iri in triples.iris(sense, ONTOLEX + "reference")
    ]
    arguments: list[Argument] = []
    for frame in triples.objects(subject, SYNSEM + "synBehavior"):
        if not isinstance(frame, ox.NamedNode | ox.BlankNode) or frame not in triples.by_subject:
            raise OntologyError(
                subject.value,
                found=f"its frame {frame} is not defined",
                remedy="define it in ontology/lexicon/frames.ttl",
            )
        if frame not in frames:
            frames[frame] = _frame(triples, frame)
        arguments.extend(frames[frame])
    types = {
        i
        for o in triples.iris(subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        for i in (o,)
    }
    kind = next((k for k in ("SupportVerb", "ModifierCue") if ENT + k in types), "Word")
    modality = [_local(i) for i in triples.iris(subject, ENT + "modality")]
    return Entry(
        subject.value.removeprefix(LEX),
        tuple(forms[0].lower().replace("-", " - ").split()),
        pos[0],
        references[0] if references else None,
        tuple(arguments),
        kind,
        modality[0] if modality else None,
    )


def _frame(triples: Triples, frame: Subject) -> tuple[Argument, ...]:
    found = []
    for node in triples.objects(frame, SYNSEM + "synArg"):
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            continue
        role = [_local(i) for i in triples.iris(node, ENT + "role")]
        filler = [_local(i) for i in triples.iris(node, ENT + "filler")]
        modality = [_local(i) for i in triples.iris(node, ENT + "modality")]
        found.append(
            Argument(
                role[0] if role else "",
                tuple(_path(p) for p in triples.string(node, ENT + "path").split("|") if p),
                filler[0] if filler else None,
                triples.string(node, ENT + "required") == "true",
                modality[0] if modality else None,
                triples.string(node, ENT + "veridical") == "true",
            )
        )
    return tuple(found)


def _path(text: str) -> tuple[Step, ...]:
    """A path's steps.

    >>> _path("obj>nmod:of")
    (('obj', ''), ('nmod', 'of'))
    """
    steps = []
    for part in text.strip().split(">"):
        function, _, word = part.partition(":")
        steps.append((function, word.replace("_", " ")))
    return tuple(steps)
