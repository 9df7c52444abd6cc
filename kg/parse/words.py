"""Words that rules ask about: what a verb can be, and which words are times."""

from __future__ import annotations

__all__ = [
    "DAYS",
    "INFINITIVE_VERBS",
    "INTRANSITIVE",
    "MONTHS",
    "PASTS",
    "TIMES",
    "is_past_form",
    "takes_s",
]

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    """january february march april may june july august september october november
    december""".split()
)
TIMES = (
    DAYS
    | MONTHS
    | frozenset(
        """today yesterday tomorrow day week month year weekend morning evening night time moment
        moments""".split()
    )
)
# Past tenses that are no participles: "arose" is a predicate wherever it stands.
PASTS = frozenset(
    """arose ate awoke became began bit blew broke came chose did drank drew drove fell flew
    forbade forgave forgot forsook froze gave grew hid knew lay mistook overcame overran oversaw
    overthrew partook ran rang rode rose sang sank saw shook shrank spoke sprang stole swam
    swore threw took tore undertook underwent went withdrew woke wore wrote""".split()
)
# Verbs without a passive: their past form cannot describe a noun ("the crisis stemmed").
INTRANSITIVE = frozenset(
    """abound accrue adhere amount appear arise arrive ascend attest balk belong bicker blossom
    boil cease clash coincide collapse collide come commence comply consist culminate depart
    depend derive deteriorate die diminish disappear dwindle elapse emanate emerge ensue erupt
    evaporate exist expire fade fail faint falter flare flourish fluctuate go happen hinge
    intervene lag languish lapse linger loom mushroom occur originate perish persist plummet
    plunge prevail proliferate react rebel relent rely remain resign result resurface retaliate
    rise seem sit soar stagnate stem subside succumb suffice surge survive swerve teeter thrive
    tumble vanish wane waver worsen""".split()
)
# Nouns by their look, verbs with "to" after them: "and plans to visit".
INFINITIVE_VERBS = frozenset(
    "aim attempt claim demand desire hope need offer plan pledge promise vow want wish".split()
)
# Past tenses that are spelt like nothing else; the rest end in -ed.
IRREGULAR_PASTS = PASTS | frozenset(
    """beat became bought bound brought built burnt caught cut dealt dug fed felt fled flung forced
    fought found held hit hung hurt kept laid led left lent lost made meant met paid put quit
    rebuilt said sent set shot shut slain sold sought spent split stood struck swept swung
    taught thought told understood upheld withheld won wound""".split()
)


def is_past_form(word: str) -> bool:
    """Whether a word, in lower case, can be a past tense."""
    return word in IRREGULAR_PASTS or (
        len(word) > 4 and word.endswith("ed") and not word.endswith("eed")
    )


def takes_s(word: str) -> bool:
    """Whether a verb form, in lower case, is that of the third person singular."""
    return word.endswith("s") and not word.endswith("ss")
