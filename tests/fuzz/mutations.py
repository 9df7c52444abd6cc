"""Inputs that nobody would write, made from ones that somebody may: the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Input", "mutated"]

SENTENCES = (
    "Iranian President Ebrahim Raisi met Prime Minister Shehbaz Sharif in Islamabad on Monday.",
    "The two countries signed eight agreements on trade, energy and border security in April 2024.",
    "Pakistan condemned the airstrikes, which killed 12 soldiers and 3 civilians near Quetta.",
    "“We will never accept these sanctions,” said Foreign Minister Sergei Lavrov on 3 March 2023.",
    "The United States imposed sanctions on three Russian banks last year.",
    "France and Germany have not withdrawn their ambassadors from Ankara, officials said.",
    "Militants of Tehrik-i-Taliban Pakistan allegedly abducted two policemen in January.",
    "Turkey may deploy 2,000 troops to northern Syria next week, according to the ministry.",
    "The Kremlin denied that Moscow had supplied missiles to Pyongyang.",
    "Israel and Hamas agreed on a four-day ceasefire; Qatar mediated the talks in Doha.",
    "NATO Secretary-General Jens Stoltenberg praised Sweden and urged Hungary to ratify.",
    "In 2015, China's Xi Jinping visited Washington, where he discussed climate change with Obama.",
    "Protesters in Tbilisi demanded that the government release Mikheil Saakashvili.",
    "Both leaders expressed concern over the rising terrorism along the Durand Line.",
    "India expelled the Canadian High Commissioner on October 19, and Canada rejected the charges.",
)
HEADER = {
    "id": "a-visit",
    "title": "A visit",
    "published": "2024-04-22",
    "source": "Example News",
    "url": "https://example.org/news/a-visit",
    "language": "en",
}
HOSTILE = {
    "id": (
        "../../etc/passwd",
        "a b",
        "<x>",
        'x"y',
        "a#facts",
        "a?b",
        "%00",
        "é",
        "a" * 130,
        "-a",
        "42",
        "a}b",
        "CON",
        ".hidden",
        "a/../b",
        "a\\b",
    ),
    "title": (
        '"""',
        "\\",
        "a\x07b",
        "x\u2028y",
        "' OR 1=1",
        "<http://evil.example/>",
        "\U0001f54a" * 50,
        "a" * 5000,
        "\u202etitle",
        '"@en . <http://evil.example/s> <http://evil.example/p> "x',
    ),
    "published": (
        "2024-02-30",
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "2024-4-2",
        "yesterday",
        "20240422",
        "2024-04-22T25:61",
        "2024-04-22T10:00:00Z",
        "-2024-04-22",
        "２０２４-04-22",
        "2024-04-22\x00",
    ),
    "source": ("", "<b>News</b>", "News\tAgency", "}", '"', "News\u200b", "x" * 3000),
    "url": (
        "javascript:alert(1)",
        "http://exa mple/",
        "http://[::1",
        "https://[x]/",
        "http://é.example/ü",
        "https://example.org/%zz",
        "https://example.org/<a>",
        "https://example.org/a#b#c",
        "//x",
        "https://example.org:99999/",
        "http://example.org/" + "a/" * 500,
        "http://[v1.x]/a",
        "https://example.org/\u202e",
        "https://user:pw@example.org/..%2f..",
    ),
    "language": (
        "en-",
        "english",
        "en-\u00e9",
        "EN-us",
        "x",
        "en_US",
        "zxx",
        "en-abcdefghi",
        "a-b-c",
    ),
    "nonsense": ("x",),
}
NAMES = (
    "O'Brien <script>",
    'Ali "the {Lion}"',
    "Jean|Luc",
    "A^B",
    "Ünïcødé Ñame",
    "\U0001f600 \U0001f54a",
    "Minister %00",
    "../..",
    "President #facts",
    "New\u00a0York",
    "X" * 400,
    "محمد",
    "习近平",
    "Łódź",
    "K\u0301im",
    "a\u200db",
    "<http://evil.example/n>",
    "_:b0",
    "ent:Event",
    "\\u003C",
    "St. /Petersburg",
    "President Dr. Mr.",
    "¿Quién?",
    "ﬁﬂ",
    "Ⅻ",
    "²",
    "٣٤",
    "½",
    "\ufeffBOM",
    "`",
    "Iran\u0338",
)
INJECTED = (
    '" . <http://evil.example/s> <http://evil.example/p> <http://evil.example/o> . "',
    "<http://evil.example/s> a <https://w3id.org/entente/ontology#Event> .",
    "} ; DROP ALL ; INSERT DATA { <http://evil.example/s> ?p ?o } #",
    "GRAPH <http://evil.example/g> { ?s ?p ?o }",
    "@prefix ent: <http://evil.example/> . ent:x ent:y ent:z .",
    '"""@en ; ent:actor <http://evil.example/a> .',
    "PREFIX : <http://evil.example/> SELECT * WHERE { ?s ?p ?o } --",
)
MARKUP = (
    "<p>",
    "</div>",
    "<script>alert('x')</script>",
    "&nbsp;",
    "&#0;",
    "&lt;b&gt;",
    "<!-- c -->",
    "**bold**",
    "[link](http://evil.example/)",
    "| a | b |\n|---|---|",
    "```\ncode\n```",
    "\\textbf{x}",
    "{{template}}",
    "<![CDATA[ x ]]>",
    "&amp;amp;",
)
CONTROLS = (
    "\x01",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\u200b",
    "\u200e",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\U0010ffff",
    "\u0301" * 20,
    "\r",
    "\t\t",
    "\u00ad",
    "\ue000",
    "\x00",
)
NUMBERS = (
    "99999999999999999999999",
    "-5",
    "0",
    "1e999",
    "²",
    "٣٤",
    "½",
    "3.14159265358979323846",
    "1,000,00",
    "NaN",
    "20244",
    "February 31",
    "99 March",
    "the 45th of May 0000",
    "2024-13-45",
    "Ⅳ",
    "five hundred million billion",
    "00007",
    "1/0",
    "9" * 400,
    "twenty-twenty",
    "3,5",
    "10 million %",
    "5 thousand and",
    "௧௨",
)

Change = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Input:
    """A file as it would lie on a disk: its name, its bytes, and those of its sidecar."""

    name: str
    content: bytes
    sidecar: bytes | None = None


def mutated(seed: int) -> Input:
    """The input of a seed."""
    dice = random.Random(seed)  # noqa: S311 - to be repeatable, not secret
    text = " ".join(dice.choice(SENTENCES) for _ in range(dice.randint(1, 4)))
    for _ in range(dice.randint(1, 3)):
        text = dice.choice(TEXT)(text, dice)
    fields = dict(dice.sample(sorted(HEADER.items()), dice.randint(0, len(HEADER))))
    if dice.random() < 0.4:
        key = dice.choice(sorted(HOSTILE))
        fields[key] = dice.choice(HOSTILE[key])
    form = dice.random()
    if form < 0.3:
        record = {**fields, "text": text}
        content = json.dumps(record, ensure_ascii=dice.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
        made = Input("fuzz.jsonl", content + b"\n")
    elif form < 0.4:
        table = "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())
        made = Input("fuzz.txt", _bytes(text), _bytes(table))
    else:
        lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
        made = Input("fuzz.txt", _bytes(f"---\n{lines}---\n{text}" if fields else text))
    if dice.random() < 0.15:
        made = Input(made.name, dice.choice(BYTES)(made.content, dice), made.sidecar)
    return made


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- of texts


def _put(text: str, piece: str, dice: random.Random) -> str:
    place = dice.randint(0, len(text))
    return text[:place] + piece + text[place:]


def _one_of(pieces: tuple[str, ...], *, spaced: bool = True) -> Change:
    def change(text: str, dice: random.Random) -> str:
        piece = dice.choice(pieces)
        words = text.split(" ")
        if not spaced or dice.random() < 0.3:
            return _put(text, piece, dice)
        words.insert(dice.randint(0, len(words)), piece)
        return " ".join(words)

    return change


def _name(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if word[:1].isupper()]
    if places:
        words[dice.choice(places)] = dice.choice(NAMES)
    return " ".join(words)


def _huge_word(text: str, dice: random.Random) -> str:
    letter = dice.choice(("a", "Ab", "é", "9", "-", ".", "A.", "'", "(", "\U0001f54a"))
    return _put(text, " " + letter * dice.choice((50, 500, 5000, 20000)) + " ", dice)


def _huge_sentence(text: str, dice: random.Random) -> str:
    bare = text.replace(".", dice.choice((" and", ",", ";", "")))
    return " ".join([bare] * dice.choice((2, 4)))


def _nested(text: str, dice: random.Random) -> str:
    opening, closing = dice.choice((("(", ")"), ("“", "”"), ("[", "]"), ('"', '"'), ("<", ">")))
    depth = dice.choice((3, 30, 300))
    return opening * depth + text + closing * depth


def _shuffled(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    dice.shuffle(words)
    return " ".join(words)


def _doubled(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    place = dice.randrange(len(words))
    return " ".join(
        [*words[:place], *words[place : place + 6] * dice.randint(2, 8), *words[place:]]
    )


def _case(text: str, dice: random.Random) -> str:
    return dice.choice((text.upper, text.lower, text.title, text.swapcase))()


def _gone(text: str, dice: random.Random) -> str:
    start = dice.randint(0, len(text))
    return text[:start] + text[start + dice.randint(1, 40) :]


def _breaks(text: str, dice: random.Random) -> str:
    return text.replace(
        " ", dice.choice(("\n", "\r\n", "\t", "\n\n", "  ", "\u00a0", "")), dice.randint(1, 30)
    )


def _number(text: str, dice: random.Random) -> str:
    words = text.split(" ")
    places = [n for n, word in enumerate(words) if any(c.isdigit() for c in word)]
    place = dice.choice(places) if places else dice.randrange(len(words))
    words[place] = dice.choice(NUMBERS)
    return " ".join(words)


TEXT: tuple[Change, ...] = (
    _one_of(CONTROLS, spaced=False),
    _one_of(MARKUP),
    _one_of(INJECTED),
    _one_of(NAMES),
    _one_of(NUMBERS),
    _name,
    _name,
    _number,
    _huge_word,
    _huge_sentence,
    _nested,
    _shuffled,
    _doubled,
    _case,
    _gone,
    _breaks,
)

# --- of bytes


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randint(0, len(content))]


def _flipped(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(min(len(changed), dice.randint(1, 4))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _added(content: bytes, dice: random.Random) -> bytes:
    place = dice.randint(0, len(content))
    piece = dice.choice(
        (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\xf5", b"---\n")
    )
    return content[:place] + piece + content[place:]


def _coded(content: bytes, dice: random.Random) -> bytes:
    return content.decode("utf-8", "replace").encode(
        dice.choice(("utf-16", "cp1252", "latin-1")), "replace"
    )


BYTES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flipped, _added, _coded)
