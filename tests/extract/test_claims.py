"""Whose word it is: quotations, asides, sources, and who disputes whom."""

from __future__ import annotations

import pytest

from kg.model import EntityRef
from tests.extract.conftest import Read, Reader, values

QUOTED = [
    ("“The troops attacked Odesa,” Peru said. “They killed ten people.”", "Killing"),
    ("Peru criticised Chad. “Chad's army attacked the port on Monday,” Peru said.", "Assault"),
    ('Peru said: "Chad attacked Mali. Mali bombed Chad."', "Bombing"),
    ("“Chad attacked Mali.\n\n“The army of Mali bombed Chad on Monday,” Peru said.", "Assault"),
    ("'' Chad attacked Mali , '' Peru said .", "Assault"),
]
NOT_TOLD = [
    "Peru told reporters that Chad had attacked Mali.",
    "Peru claimed earlier this month that Chad had attacked Mali.",
    "Rumours that Chad attacked Mali were false.",
    "Chad attacked Mali, the ministry confirmed to a newspaper.",
    "Chad attacked Mali, say officials.",
    "No soldiers were killed by the rebels in Mali.",
    "Had Chad attacked Mali, Peru would have reacted.",
    "The rebels will stay until Chad attacks Mali.",
    "Chad came close to attacking Mali.",
    "Peru condemned what it called an attack by Chad on Mali.",
    "Peru spread the theory that Chad attacked Mali.",
    "Peru reacted ahead of Chad's attack on Mali.",
]


@pytest.mark.parametrize(("text", "cls"), QUOTED, ids=[text[:30] for text, _ in QUOTED])
def test_what_stands_in_a_quotation_is_its_speakers_word(
    reader: Reader, text: str, cls: str
) -> None:
    """Whether or not the sentence has a word of saying of its own."""
    read = reader(text)
    assert not read.facts(cls)
    assert read.speakers(read.claimed(cls)[0]) == {"state/PER"}


def test_words_used_with_distance_are_no_quotation(reader: Reader) -> None:
    """Two words between quotation marks say nothing about who tells the story."""
    assert reader("Chad launched a “special operation” and attacked Mali.").facts("Assault")
    assert reader("Chad “strongly condemned” Mali.").facts("Condemnation")


@pytest.mark.parametrize("text", NOT_TOLD)
def test_it_is_not_told_as_fact(reader: Reader, text: str) -> None:
    """However the parser hung the clause, and wherever the negation stands."""
    read = reader(text)
    assert [n.cls for n in read.facts("Assault")] == []


@pytest.mark.parametrize(
    "text",
    ["Peru did not react when Chad attacked Mali.", "Peru did not condemn Chad's attack on Mali."],
)
def test_what_a_denial_takes_for_granted_stays_a_fact(reader: Reader, text: str) -> None:
    """Only what stands under the negation is negated."""
    assert reader(text).facts("Assault")


def test_past_tense_beside_a_negated_verb_is_not_negated(reader: Reader) -> None:
    """ "Did not" governs an infinitive; a past tense is a clause of its own."""
    read = reader("Chad did not visit Mali and condemned Peru.")
    assert read.facts("Condemnation")
    assert read.claimed("Visit", "Negated")


def test_what_somebody_said_would_be_done_is_a_plan(reader: Reader) -> None:
    """Reported speech puts "will" into the past; with a condition it stays possible."""
    assert reader("Peru said Chad would attack Mali.").claimed("Assault", "Planned")
    assert reader("Peru said Chad would attack Mali if it could.").claimed("Assault", "Possible")


def test_a_report_speaks_for_who_made_it(reader: Reader) -> None:
    """Whoever the text names; the report itself where it names nobody."""
    named = reader("According to a report by Amnesty International, Chad attacked Mali.")
    assert named.speakers(named.claimed("Assault")[0]) == {"organization/amnesty-international"}
    bare = reader("A report said that Chad had attacked Mali.")
    entity = next(e for e in bare.statements.entities if e.cls == "Publication")
    assert bare.speakers(bare.claimed("Assault")[0]) == {entity.path}


SAID_BY = [
    pytest.param(
        *("Israel, sources close to the talks said, attacked Iran.", "sources"),
        marks=pytest.mark.xfail(reason="the parser joins the two: Israel and sources"),
    ),
    ("The port was attacked by Mali, said one diplomat in the room.", "diplomat"),
    ("“Mali attacked the port of Chad.” — Carlos Raúl", "Carlos Raúl"),
    ("“Mali attacked the port,” Ana Weber, an envoy from Peru, said.", "Ana Weber"),
    ("The reporter asked who did it. “Mali attacked the port.” Weber said.", "Weber"),
    ("The Weber campaign said that Mali attacked the port.", "Weber campaign"),
    (
        "Carlos Raúl spoke on Monday. He was calm. He said that Mali attacked the port.",
        "Carlos Raúl",
    ),
    ("“Mali attacked the port,” the minister warned.", "minister"),
    ("RAUL: Who did it?\n\nWEBER: Mali attacked the port of Chad.", "WEBER"),
]


@pytest.mark.parametrize(("text", "name"), SAID_BY, ids=str)
def test_who_speaks_is_found_wherever_the_name_stands(reader: Reader, text: str, name: str) -> None:
    """Put in between, behind, above, signed below, or only a word for a source."""
    read = reader(text)
    assert not read.facts("Assault")
    (speaker,) = read.speakers(read.claimed("Assault")[0])
    assert next(e.label for e in read.statements.entities if e.path == speaker) == name


def test_a_place_before_a_colon_speaks_to_nobody(reader: Reader) -> None:
    """ "Dubai: …" tells where an article was written, and what it tells stays its own."""
    assert reader("DUBAI: Mali attacked Chad on Monday.").facts("Assault")


TWO_MEN = [
    "Peter Weber and Carlos Raúl spoke. He said that Mali attacked Chad.",
    "Peter Weber met Carlos Raúl. He said that Mali attacked Chad.",
    "Peter Weber and Carlos Raúl spoke. Nobody came. He said that Mali attacked Chad.",
    "President Weber received Carlos Raúl in Lima. He warned that Mali would attack Chad.",
]


@pytest.mark.parametrize("text", TWO_MEN)
def test_a_pronoun_that_fits_two_names_no_speaker(reader: Reader, text: str) -> None:
    """Of two who may be meant none is chosen."""
    read = reader(text)
    assert read.claimed("Assault")
    assert all(not read.speakers(n) for n in read.claimed("Assault"))


TOLD_BY_NAME = [
    (
        "Ana Weber and Carlos Raúl spoke. Nobody came. He said that Mali attacked Chad.",
        "Carlos Raúl",
    ),
    ("Ana Weber met Carlos Raúl. She said that Mali attacked Chad.", "Ana Weber"),
    ("Mrs Weber criticised Carlos Raúl. He said that Mali attacked Chad.", "Carlos Raúl"),
    ("Peter Weber told Carlos Raúl that he believed that Mali attacked Chad.", "Peter Weber"),
    ("In his speech about Carlos Raúl, Peter Weber said that Mali attacked Chad.", "Peter Weber"),
]


@pytest.mark.parametrize(("text", "name"), TOLD_BY_NAME)
def test_he_and_she_are_told_apart_by_names_and_titles(
    reader: Reader, text: str, name: str
) -> None:
    """Given names and titles tell who can be meant; who speaks speaks of himself first."""
    read = reader(text)
    (speaker,) = read.speakers(read.claimed("Assault")[0])
    assert next(e.label for e in read.statements.entities if e.path == speaker) == name


DISPUTES = [
    "Peru said Chad attacked Mali; Chad denied it.",
    "Peru said Chad attacked Mali. Chad denied the allegation.",
    "Peru said Chad attacked Mali. Chad dismissed the claim as baseless.",
    "Peru said Chad attacked Mali. Chad denied that it had attacked Mali.",
    "Peru said Chad attacked Mali. Chad denied responsibility for the attack.",
    "Peru accused Chad of an attack on Mali, which Chad denied.",
    pytest.param(
        "Peru claimed that Chad attacked Mali, a claim that Chad denied.",
        marks=pytest.mark.xfail(reason="read right now, as a relative clause that is not followed"),
    ),
]


@pytest.mark.parametrize("text", DISPUTES)
def test_who_denies_a_claim_disputes_it(reader: Reader, text: str) -> None:
    """The denial is a claim of its own, with the same content, and points at the other one."""
    read = reader(text)
    found = _ties(read, "disputes")
    assert [(set(a), set(b)) for a, b in found] == [({"state/TCD"}, {"state/PER"})]
    assert not read.facts("Assault")
    assert read.facts("Reject")


def test_who_confirms_a_claim_supports_it(reader: Reader) -> None:
    """The confirmation has the same content in other words."""
    read = reader("Peru accused Chad of attacking Mali. Chad confirmed the attack.")
    assert _ties(read, "supports") == [(("state/TCD",), ("state/PER",))]


@pytest.mark.parametrize(
    "text",
    [
        "Peru said Chad attacked Mali. Togo met Kenya. Niger left. Chad denied it.",
        "Chad attacked Mali. Chad denied the visit.",
        "Peru said Chad attacked Mali. Peru denied the allegation.",
        "Peru said it had lost twelve soldiers. Chad rejected the accusation.",
        "Peru said it had sunk a ferry. Chad denied the allegations.",
    ],
)
def test_nothing_is_disputed_where_it_is_not_plain(reader: Reader, text: str) -> None:
    """Too far back, nothing claimed, one's own word, or nothing about who denies."""
    assert _ties(reader(text), "disputes") == []


def _ties(read: Read, role: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The speakers of claims that are tied, and of those that they are tied to."""
    claims = {c.key: c for c in read.statements.claims}

    def speakers(key: str) -> tuple[str, ...]:
        return tuple(v.path for v in claims[key].speaker if isinstance(v, EntityRef))

    return [(speakers(c.key), speakers(key)) for c in claims.values() for key in getattr(c, role)]


DENIED_TO = [
    ("Peru accused Chad of hiding the rebels. Chad rejected the accusation.", {"state/PER"}),
    ("Peru accused Chad of plotting a coup. Chad dismissed the claims.", {"state/PER"}),
    ("Peru said Chad attacked Mali. Chad denied it.", {"state/PER"}),
    ("Chad denied that it had armed the rebels.", set()),
    ("Chad, which denies attacking civilians, met Mali.", set()),
]


@pytest.mark.parametrize(("text", "recipients"), DENIED_TO)
def test_a_denial_is_directed_at_who_made_the_claim(
    reader: Reader, text: str, recipients: set[str]
) -> None:
    """Never at whom the denied act is directed at."""
    (denial,) = reader(text).facts("Denial")
    assert values(denial, "recipient") == recipients


HEADED = [
    ("Lund: Mali attacked Chad.", "Reported"),
    ("Karl Lund: Mali attacked the port of Chad.", "Reported"),
    ("Police: rebels attacked a bus in Mali.", "Reported"),
    ("Report: Mali attacked Chad.", "Reported"),
    ("Officials: rebels attacked a bus in Mali.", "Reported"),
    ("UN: Mali attacked Chad.", "Reported"),
    ("UNITED NATIONS: Mali attacked Chad.", ""),
    ("Breaking: Mali attacked Chad.", ""),
    ("Chad: Mali attacked a bus in the north.", ""),
]


@pytest.mark.parametrize(("text", "how"), HEADED)
def test_who_heads_a_sentence_says_it_and_does_nothing_in_it(
    reader: Reader, text: str, how: str
) -> None:
    """Behind "Police:" stands a claim; a place or the word "Breaking" claims nothing."""
    read = reader(text)
    told = read.claimed("Assault", how) if how else read.facts("Assault")
    assert told
    assert all(values(n, "actor") <= {"state/MLI", "group/rebels-test"} for n in told)


@pytest.mark.parametrize("verb", ["described", "recounted", "explained", "told"])
def test_how_it_was_is_somebodys_word(reader: Reader, verb: str) -> None:
    """ "Nurses described how X attacked Y": a claim of theirs."""
    read = reader(f"Nurses {verb} how Mali had attacked the port of Chad.")
    assert not read.facts("Assault")
    assert read.claimed("Assault", "Reported")


def test_who_is_accused_accuses_nobody(reader: Reader) -> None:
    """A participle without a helping verb, read as the main verb of its sentence."""
    read = reader("Three soldiers accused of killing a nurse were arrested in Mali.")
    assert not any(values(n, "actor") for n in read.facts("Accusation"))
    assert read.facts("Arrest")


NOT_SO = [
    "The envoy alleged that Chad knew, and that Mali had attacked the port of Chad.",
    "Chad is vulnerable to an attack by Mali.",
    "The paper fed a theory that Mali and Peru conspired to attack Chad.",
    "A court revoked the decision on the attack by Mali.",
]


@pytest.mark.parametrize("text", NOT_SO)
def test_it_is_not_told_as_having_happened(reader: Reader, text: str) -> None:
    """A second clause with "that", what somebody is vulnerable to, what is decided on."""
    assert not reader(text).facts("Assault")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Peru attacked Chad, according to Lyon.", set()),
        ("Peru attacked Chad, according to Łódź the ministry.", set()),
        ("Peru attacked Chad, according to Tokyo.", {"state/JPN"}),
        ("Katmandu said that Peru attacked Chad.", {"state/NPL"}),
        ("“Peru attacked Chad,” Katmandu told reporters.", {"state/NPL"}),
        ("“Peru attacked Chad,” Lyon told reporters.", set()),
        ("According to Mali and Kenya, Peru attacked Chad.", {"state/MLI", "state/KEN"}),
    ],
)
def test_a_town_is_no_source(reader: Reader, text: str, speakers: set[str]) -> None:
    """A claim by a place breaks a shape, and would keep the whole article out."""
    read = reader(text)
    (attack,) = read.claimed("Assault")
    assert read.speakers(attack) == speakers
