"""What the variables of the rows may stand for: the one place where a side is defined.

The seed says "Iran", "the leader of Iran", "Iran's President" and "Raisi" for one side of every
event. A correct graph may give the state, an office of it, a person who holds one or a body that
belongs to it; so a variable that bears the code of a state stands for any of them.
"""

from __future__ import annotations

import re

from kg.terms import DATA, PREFIXES

__all__ = ["HEAD", "variables", "where"]

NAMESPACES = {**PREFIXES, "state": f"{DATA}state/"}

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in NAMESPACES.items())
"""What every query about a row begins with."""

SIDE = "(ent:officeOf|ent:belongsTo|ent:office|(^ent:person/ent:office))*"
"""From a state, an office of it, a holder of the office or a body of the state to the state."""

HOLDER = "(ent:office|(^ent:person/ent:office))?"
"""From an office or somebody who holds it to the office."""

OFFICES = {"president": "president-of-iran", "premier": "prime-minister-of-pakistan"}

KNOWN = {
    "raisi": "person/ebrahim-raisi",
    "ttp": "group/tehrik-i-taliban-pakistan",
    "gaza": "place/gaza-strip",
    "karachi": "place/karachi",
    "lahore": "place/lahore",
}

TOPICS = {
    "bilateral": r"^bilateral",
    "borders": r"^border security$",
    "cooperation": r"\bcooperation$",
    "coordination": r"^border coordination$",
    "economic": r"^economic cooperation$",
    "gasTopic": r"\bgas\b",
    "markets": r"^border market",
    "militancy": r"^militant violence$",
    "nuclear": r"^nuclear program(me)?\b",
    "palestine": r"^Palestinian issue$",
    "peace": r"\bpeace\b",
    "dialogue": r"\bdialogue\b",
    "rights": r"^human rights$",
    "sanctionsTopic": r"^sanctions$",
    "security": r"^security cooperation$",
    "stability": r"\bstability\b",
    "terrorism": r"^terrorism$",
    "trade": r"^trade$",
}
"""Topics by a name that the reference data gives them, which is the one that the text uses."""

NAMES = "rdfs:label|skos:altLabel|(ent:topic/rdfs:label)|(ent:topic/skos:altLabel)"

NAMED = {
    "authorities": ("Actor", r"authorit"),
    "delegation": ("Actor", r"delegation"),
    "forces": ("Actor", r"security force"),
    "militants": ("Actor", r"militant"),
    "officers": ("Actor", r"military official"),
    "officials": ("Actor", r"\bofficial"),
    "organisations": ("Actor", r"international organi[sz]ation"),
    "paramilitary": ("Actor", r"paramilitary"),
    "police": ("Actor", r"police"),
    "western": ("Actor", r"western"),
}
"""Actors whom the text names by a common noun: class and label."""

VARIABLE = re.compile(r"\?([A-Za-z]\w*)")


def variables(triples: str) -> list[str]:
    """The names of the variables of some triples, in their order.

    >>> variables("?it ent:actor ?IRN ; ent:place ?inPAK")
    ['it', 'IRN', 'inPAK']
    """
    return list(dict.fromkeys(VARIABLE.findall(triples)))


def where(name: str, variable: str | None = None) -> str:
    """What must hold in the default graph of whatever stands for a name; empty for free names.

    A name may end in a digit where two of its kind are needed. `variable` is written in its stead.

    >>> where("inPAK")
    '?inPAK ent:inCountry? state:PAK .'
    """
    it = f"?{variable or name}"
    kind = name.rstrip("0123456789")
    if re.fullmatch(r"[A-Z]{3}", kind):
        return f"{it} {SIDE} state:{kind} ."
    if re.fullmatch(r"in[A-Z]{3}", kind):
        return f"{it} ent:inCountry? state:{kind[2:]} ."
    if kind in OFFICES:
        return f"{it} {HOLDER} <{DATA}office/{OFFICES[kind]}> ."
    if kind in KNOWN:
        return f"FILTER ({it} = <{DATA}{KNOWN[kind]}>)"
    if kind in TOPICS:
        return _called(it, "Topic", TOPICS[kind], NAMES)
    if kind in NAMED:
        return _called(it, *NAMED[kind], "rdfs:label")
    return ""


def _called(it: str, cls: str, pattern: str, path: str) -> str:
    name = f"{it}Name"
    quoted = pattern.replace("\\", "\\\\")
    # a query of its own is answered once, and not again for every row of the rest
    return (
        f"{{ SELECT DISTINCT {it} WHERE {{ {it} a ent:{cls} ; {path} {name} . "
        f'FILTER REGEX(STR({name}), "{quoted}", "i") }} }}'
    )
