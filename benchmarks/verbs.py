"""How many verbs of a PETRARCH-2 verb dictionary the lexicon knows.

    python benchmarks/verbs.py CAMEO.2.0.txt [-v]

The dictionary is not part of Entente (openeventdata/petrarch2, `petrarch2/data/dictionaries`).
A block begins with `---  NAME   [code]  ---`; its synonyms stand one a line, `+` joins words of one
verb. A verb is known where an entry for an event begins with it, in any of its frames. Two
figures: all verbs, and those that have a code of their own (the rest need certain objects).
`-v` lists the missing ones.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kg.ontology import Ontology

_BLOCK = re.compile(r"^---\s+(\S+)\s+\[(.*?)\]")
_VERB = re.compile(r"^([A-Z][A-Z_+]*)\b[^\[#]*(?:\[([^\]]+)\])?")
_NO_CODE = ("---", ":")


def verbs(path: Path) -> dict[str, bool]:
    """Each verb (words joined by a space), and whether it has a code of its own."""
    found: dict[str, bool] = {}
    coded = False
    inside = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if block := _BLOCK.match(line):
            inside, coded = True, not block[2].startswith(_NO_CODE)
        elif inside and (verb := _VERB.match(line)):
            own = coded if verb[2] is None else not verb[2].startswith(_NO_CODE)
            words = re.sub(r"[+_]+", " ", verb[1]).strip().lower()
            found[words] = found.get(words, False) or own
    return found


def main() -> None:
    """Print the two figures."""
    path, schema = Path(sys.argv[1]), Ontology.load().schema
    lexicon = Ontology.load().lexicon
    known = {
        " ".join(entry.words)
        for entry in lexicon.entries
        if entry.pos == "verb" and entry.reference and schema.is_a(entry.reference, "Event")
    }
    heads = {words.split()[0] for words in known}
    light = {e.words[0] for e in lexicon.entries if e.kind == "SupportVerb" and e.pos == "verb"}
    speaking = {e.words[0] for e in lexicon.entries if e.reference == "Claim" and e.pos == "verb"}
    all_verbs = verbs(path)
    coded = [verb for verb, own in all_verbs.items() if own]
    for name, listed in (("all", list(all_verbs)), ("with a code of their own", coded)):
        events = [v for v in listed if v in known or (" " not in v and v in heads)]
        other = [v for v in listed if v not in events and v.split()[0] in light | speaking]
        print(
            f"{name:<26} {len(listed):5} verbs, {len(events):5} name events"
            f" ({len(events) / len(listed):.0%}), {len(other):4} more only carry or report one"
        )
        if "-v" in sys.argv and listed is coded:
            print(" ".join(sorted(v.replace(" ", "_") for v in listed if v not in events)))


if __name__ == "__main__":
    main()
