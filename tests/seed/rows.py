"""What the seed article states, a row a statement, as triples that the built graph must hold.

A row reads as a reader who knows the field would write it down. `must` are triples, one a line:
about `?it`, the node that states it, and about what hangs on it. A fact holds in the default graph;
the content of a claim holds in the claim's graph and not in the default graph. `may` are links that
the same words also give: nothing else may hang on a fact. What a variable stands for is defined in
`standins`; one that is not defined there is free.

`January` in `must` stands for the month as precisely as the article's date allows.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.seed.standins import where

__all__ = ["ROWS", "Claim", "Row"]


@dataclass(frozen=True, slots=True)
class Claim:
    """How somebody claims something: one of some modalities, and by whom.

    `speakers` are variables; `nobody` means that the text names no speaker, so that none may be
    given; with neither, the text leaves it open.
    """

    modalities: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One statement.

    `id` is sentence and letter; a word behind the stop parts what one row holds in several nodes or
    links. `quote` are words that all stand in one clause given as evidence. `it` is what `?it`
    stands for, where its class does not say enough. `besides` is more that must hold in the default
    graph. `absent` is what must not hold there of a claim's content, where `must` would also fit a
    fact. `told` is False for what the words entail: a graph may hold it and need not.
    """

    id: str
    says: str
    must: str
    quote: tuple[str, ...]
    claim: Claim | None = None
    may: str = ""
    it: str = ""
    besides: str = ""
    absent: str = ""
    told: bool = True


BOTH = "?it ent:actor ?IRN\n?it ent:actor ?PAK"
BETWEEN = "?it ent:between ?IRN\n?it ent:between ?PAK"
PARTIES = "?it ent:party ?IRN\n?it ent:party ?PAK"
SPEAKERS = ("?IRN1", "?PAK1")
VISIT = "?it ent:partOf ?visit\n?visit a ent:Visit"
A_PLAN = "?content a ent:Claim"
COMMITTED = Claim(("Committed",), SPEAKERS)
PROPOSED = Claim(("Requested", "Planned", "Possible", "Reported"), SPEAKERS)


ROWS = (
    # The leaders of Iran and Pakistan have agreed …
    Row(
        "1a", "they met",
        "?it a ent:Meeting\n?it ent:participant ?IRN\n?it ent:participant ?PAK",
        ("a meeting aimed at resolving",),
        may="?it ent:purpose ?rift\n?rift a ent:Dispute\n?it ent:purpose ?plan\n?plan a ent:Claim",
    ),
    Row(
        "1b", "they agreed to strengthen cooperation",
        f"?it a ent:Agree\n{BOTH}\n?it ent:about ?content\n?content a ent:Claim\n"
        "?content ent:modality ent:Committed",
        ("agreed to strengthen",),
        may="?it ent:topic ?economic\n?it ent:topic ?security\n"
        "?it ent:partOf ?meeting\n?meeting a ent:Meeting",
    ),
    Row(
        "1c.economic", "economic cooperation will be strengthened",
        "?it a ent:Cooperate\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        "?it ent:topic ?economic",
        ("strengthen economic",), COMMITTED,
    ),
    Row(
        "1c.security", "security cooperation will be strengthened",
        "?it a ent:Cooperate\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        "?it ent:topic ?security",
        ("security cooperation",), COMMITTED,
    ),
    Row(
        "1c.two", "these are two",
        "?it a ent:Cooperate\n?it ent:topic ?economic\n?other a ent:Cooperate\n"
        "?other ent:topic ?security",
        ("economic and security cooperation",), COMMITTED,
        besides="FILTER (?it != ?other)",
    ),
    Row(
        "1d.rift", "there is a diplomatic rift between them",
        f"?it a ent:Dispute\n{BETWEEN}",
        ("diplomatic rift",),
        may="?it ent:topic ?bilateral",
    ),
    Row(
        "1d.purpose", "the meeting was to deal with it",
        "?it a ent:Meeting\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        "?it ent:purpose ?rift\n?rift a ent:Dispute",
        ("meeting aimed at resolving", "rift"),
    ),
    Row(
        "1d.resolution", "its resolution is planned",
        "?it a ent:Event\n?it ent:about ?rift",
        ("resolving a recent diplomatic rift",), Claim(("Planned",)),
        besides="?rift a ent:Dispute .", absent="?it a ent:DisputeSettlement .",
    ),
    # The strained relations between the two countries …
    Row(
        "2a", "their relations are strained",
        f"?it a ent:BilateralRelation\n{BETWEEN}\n?it ent:condition ent:Strained",
        ("strained relations",),
    ),
    Row(
        "2b.iran", "Iran struck in Pakistan in January",
        "?it a ent:Strike\n?it ent:actor ?IRN\n?it ent:place ?inPAK\n?it ent:begin January",
        ("strikes carried out in each other's territories in January",),
    ),
    Row(
        "2b.pakistan", "Pakistan struck in Iran in January",
        "?it a ent:Strike\n?it ent:actor ?PAK\n?it ent:place ?inIRN\n?it ent:begin January",
        ("strikes carried out in each other's territories in January",),
    ),
    Row(
        "2c.iran", "Iran's strikes targeted militants",
        "?it a ent:Strike\n?it ent:actor ?IRN\n?it ent:recipient ?militants",
        ("targeting militants",),
    ),
    Row(
        "2c.pakistan", "Pakistan's strikes targeted militants",
        "?it a ent:Strike\n?it ent:actor ?PAK\n?it ent:recipient ?militants",
        ("targeting militants",),
    ),
    Row(
        "2d", "the strikes of both caused the strained relations",
        f"?it a ent:BilateralRelation\n{BETWEEN}\n?it ent:condition ent:Strained\n"
        "?it ent:cause ?one\n?one a ent:Strike\n?one ent:actor ?IRN2\n"
        "?it ent:cause ?two\n?two a ent:Strike\n?two ent:actor ?PAK2",
        ("strained relations", "stemmed from strikes"),
    ),
    Row(
        "2e", "militants attacked security forces",
        "?it a ent:Assault\n?it ent:actor ?militants\n?it ent:recipient ?forces",
        ("attacking security forces",), Claim(("Alleged",), nobody=True),
    ),
    # Iran's President met with Pakistani Prime Minister …
    Row(
        "3a", "the President of Iran met the Prime Minister of Pakistan during his visit",
        f"?it a ent:Meeting\n?it ent:participant ?president\n?it ent:participant ?premier\n{VISIT}",
        ("met with Pakistani Prime Minister",),
        may="?it ent:place ?inPAK",
    ),
    Row(
        "3a.officials", "other officials took part",
        "?it a ent:Meeting\n?it ent:participant ?premier\n?it ent:participant ?officials",
        ("Prime Minister and other officials",),
    ),
    Row(
        "3b", "he paid Pakistan a visit of three days",
        "?it a ent:Visit\n?it ent:actor ?president\n?it ent:recipient ?PAK\n?it ent:place ?inPAK\n"
        '?it ent:duration "P3D"^^xsd:duration',
        ("his three-day visit",),
    ),
    Row(
        "3c", "police and paramilitary forces were deployed during the visit",
        "?it a ent:Deployment\n?it ent:participant ?police\n?it ent:participant ?paramilitary\n"
        f"{VISIT}",
        ("deployment of additional police and paramilitary forces",),
        may="?it ent:place ?inPAK\n?it ent:actor ?PAK\n?it ent:actor ?police\n"
        "?it ent:actor ?paramilitary\n?it ent:topic ?security",
    ),
    Row(
        "3c.whose", "they are Pakistan's",
        "?it a ent:Deployment\n?it ent:participant ?police",
        ("deployment of additional police",),
        besides="{ ?it ent:place/ent:inCountry? state:PAK } UNION { ?it ent:onBehalfOf state:PAK } "
        "UNION { ?it ent:participant/ent:belongsTo* state:PAK }",
    ),
    # The surge in militant violence in Pakistan …
    Row(
        "4a", "militant violence is rising in Pakistan",
        "?it a ent:SecurityIssue\n?it ent:locatedIn ?inPAK\n?it ent:trend ent:Rising",
        ("surge in militant violence in Pakistan",),
        may="?it ent:topic ?militancy", it="militancy",
    ),
    Row(
        "4b", "it is the work of groups like the Pakistani Taliban",
        "?it a ent:SecurityIssue\n?it ent:attributedTo ?ttp",
        ("attributed to groups like the Pakistani Taliban",), Claim(("Reported",), nobody=True),
    ),
    Row(
        "4c", "it concerns both countries",
        "?it a ent:SecurityIssue\n?it ent:concerns ?IRN\n?it ent:concerns ?PAK\n"
        "?it ent:trend ent:Rising",
        ("growing concern for both countries",),
    ),
    # The leaders discussed various bilateral issues …
    Row(
        "5a", "they discussed bilateral issues",
        f"?it a ent:Discussion\n{BOTH}\n?it ent:topic ?bilateral",
        ("discussed various bilateral issues",),
    ),
    Row(
        "5b.pledge", "they pledged to collaborate against terrorism",
        f"?it a ent:Pledge\n{BOTH}\n?it ent:about ?content\n?content a ent:Claim\n"
        "?content ent:modality ent:Committed",
        ("pledged to collaborate in the fight against terrorism",),
        may="?it ent:topic ?terrorism",
    ),
    Row(
        "5b.topic", "the pledge is about terrorism, a security issue",
        "?it a ent:Pledge\n?it ent:topic ?terrorism\n?terrorism a ent:SecurityIssue",
        ("pledged to collaborate in the fight against terrorism",),
    ),
    Row(
        "5b.collaboration", "they will collaborate against terrorism",
        "?it a ent:Cooperate\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        "?it ent:topic ?terrorism",
        ("collaborate in the fight against terrorism",), COMMITTED,
    ),
    # They also expressed solidarity …
    Row(
        "6a", "both condemned Israel's actions in Gaza",
        f"?it a ent:Condemnation\n{BOTH}\n?it ent:recipient ?ISR\n?it ent:place ?gaza",
        ("condemning Israel's actions in Gaza",),
    ),
    Row(
        "6b", "Pakistan commended Iran's stance on the Palestinian issue",
        "?it a ent:Praise\n?it ent:actor ?PAK\n?it ent:recipient ?IRN\n?it ent:topic ?palestine",
        ("commending Iran's stance on the Palestinian issue",),
    ),
    # Raisi highlighted the alleged support …
    Row(
        "7a", "the United States supports Israel's actions in Gaza",
        "?it a ent:Support\n?it ent:actor ?USA\n?it ent:recipient ?ISR\n?it ent:place ?gaza",
        ("alleged support of the United States",), Claim(("Alleged",), ("?raisi",)),
    ),
    Row(
        "7a.western", "other Western nations support them, too",
        "?it a ent:Support\n?it ent:actor ?western\n?it ent:recipient ?ISR\n?it ent:place ?gaza",
        ("other Western nations",), Claim(("Alleged",), ("?raisi",)),
    ),
    Row(
        "7a.said", "Raisi said so",
        "?it a ent:Consult\n?it ent:actor ?raisi\n?it ent:about ?content\n?content a ent:Claim",
        ("Raisi highlighted",), told=False,
    ),
    Row(
        "7b", "Raisi criticised international organisations",
        "?it a ent:Criticism\n?it ent:actor ?raisi\n?it ent:recipient ?organisations",
        ("criticizing international organizations",),
        may=f"?it ent:topic ?rights\n?it ent:about ?content\n{A_PLAN}\n?it ent:reason ?content",
    ),
    Row(
        "7b.topic", "the criticism is about human rights",
        "?it a ent:Criticism\n?it ent:actor ?raisi\n?it ent:topic ?rights",
        ("criticizing international organizations", "human rights"),
    ),
    Row(
        "7b.inefficiency", "they are inefficient in upholding human rights",
        "?it a ?kind\n?it ?role ?organisations",
        ("perceived inefficiency",), Claim(("Alleged",), ("?raisi",)),
        absent="?it ent:actor ?organisations .",
    ),
    # The visit included the signing …
    Row(
        "8a.signing", "cooperation agreements were signed during the visit",
        "?it a ent:AgreementSigning\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        f"{VISIT}",
        ("signing of eight cooperation agreements",),
        may="?it ent:place ?inPAK\n?it ent:quantity 8\n?it ent:about ?agreement\n"
        "?agreement a ent:Agreement\n?it ent:topic ?cooperation",
    ),
    Row(
        "8a.eight", "they are eight",
        "?it a ent:AgreementSigning\n?it ent:quantity 8",
        ("signing of eight cooperation agreements",),
    ),
    Row(
        "8a.agreement", "they are agreements between both, which were signed",
        f"?it a ent:Agreement\n{PARTIES}",
        ("eight cooperation agreements",),
        may="?it ent:quantity 8\n?it ent:status ent:Signed\n?it ent:topic ?cooperation",
    ),
    Row(
        "8a.type", "they are agreements on cooperation",
        "?it a ent:Agreement\n?it ent:party ?IRN\n?it ent:agreementType ?cooperation",
        ("eight cooperation agreements",),
    ),
    Row(
        "8a.about", "the signing is of these",
        "?it a ent:AgreementSigning\n?it ent:about ?agreement\n?agreement a ent:Agreement\n"
        "?agreement ent:party ?IRN\n?agreement ent:party ?PAK",
        ("signing of eight cooperation agreements",),
    ),
    Row(
        "8b.talk", "reviving the project was discussed during the visit",
        "?it a ent:Discussion\n?it ent:participant ?IRN\n?it ent:participant ?PAK\n"
        f"{VISIT}",
        ("discussions on reviving",),
        may=f"?it ent:place ?inPAK\n?it ent:topic ?gasTopic\n?it ent:about ?content\n{A_PLAN}",
    ),
    Row(
        "8b.project", "the talk was about the project",
        f"?it a ent:Discussion\n{VISIT}\n?it ent:about ?project\n?project a ent:Project",
        ("discussions on reviving a stalled gas pipeline project",),
    ),
    Row(
        "8b.revival", "the project may be revived",
        "?it a ?kind\n?it ?role ?any",
        ("reviving a stalled gas pipeline project",), Claim(("Planned", "Possible")),
        besides="FILTER (?kind = ent:Project || EXISTS { ?any a ent:Project })",
        absent="?it a ent:Project ; ent:status ent:Ongoing .",
    ),
    Row(
        "8b.same", "it is the project that is stalled",
        "?it a ?kind\n?it ?role ?any",
        ("reviving a stalled gas pipeline project",), Claim(("Planned", "Possible")),
        besides="?project a ent:Project ; ent:status ent:Stalled . "
        "FILTER (?project IN (?it, ?any))",
        absent="?it a ent:Project ; ent:status ent:Ongoing .",
    ),
    Row(
        "8c", "the gas pipeline project between them is stalled",
        f"?it a ent:Project\n{PARTIES}\n?it ent:status ent:Stalled",
        ("stalled gas pipeline project between the two nations",),
        may="?it ent:topic ?gasTopic",
    ),
    # The project, initiated in 2013 …
    Row(
        "9a", "it was begun in 2013",
        '?it a ent:Project\n?it ent:begin "2013"^^xsd:gYear',
        ("initiated in 2013",),
        may=f"?it ent:purpose ?content\n{A_PLAN}",
    ),
    Row(
        "9b", "it is to supply Iranian natural gas to Pakistan",
        "?it ent:supplier ?IRN\n?it ent:recipient ?PAK\n?it ent:commodity ?commodity",
        ("supply Iranian natural gas to Pakistan",), Claim(("Planned",)),
        besides='FILTER (REGEX(STR(?commodity), "natural gas"))',
    ),
    Row(
        "9b.project", "the project is what is to supply it",
        "?it ?role ?commodity\n?one ?link ?other",
        ("supply Iranian natural gas to Pakistan",), Claim(("Planned",)),
        besides="?project a ent:Project . "
        "FILTER (?project IN (?one, ?other) || EXISTS { ?project ent:purpose ?itsClaim }) "
        'FILTER (?role = ent:commodity && REGEX(STR(?commodity), "natural gas"))',
        absent="?it ent:commodity ?commodity .",
    ),
    Row(
        "9c", "there are sanctions on Iran over its nuclear programme; by whom is not said",
        "?it a ent:Sanction\n?it ent:target ?IRN\n?it ent:reason ?nuclear\n"
        "?nuclear a ent:SecurityIssue",
        ("sanctions imposed on Iran over its nuclear program",),
        may="?it ent:topic ?sanctionsTopic",
        besides="FILTER NOT EXISTS { ?it ent:imposedBy ?somebody }",
    ),
    Row(
        "9c.imposition", "these were imposed",
        "?it a ent:SanctionImposition\n?it ent:recipient ?IRN",
        ("imposed on Iran over its nuclear program",), told=False,
        may="?it ent:about ?sanction\n?sanction a ent:Sanction\n?it ent:reason ?nuclear\n"
        "?it ent:topic ?sanctionsTopic\n?it ent:topic ?nuclear",
        besides="FILTER NOT EXISTS { ?it ent:actor ?somebody }",
    ),
    Row(
        "9c.programme", "Iran has a nuclear programme",
        "?it a ent:SecurityIssue\n?it ent:concerns ?IRN",
        ("its nuclear program",), it="nuclear", told=False,
        may="?it ent:topic ?nuclear\n?it ent:locatedIn ?inIRN",
    ),
    Row(
        "9d", "the sanctions are what hinders the project",
        "?it a ent:Project\n?it ent:status ent:Stalled\n?it ent:cause ?sanction\n"
        "?sanction a ent:Sanction",
        ("has faced obstacles due to sanctions",),
    ),
    # The leaders emphasized …
    Row(
        "10", "they stressed the importance of trade and border markets",
        f"?it a ?kind\n{BOTH}",
        ("emphasized the importance of enhancing trade relations",),
        may=f"?it ent:topic ?trade\n?it ent:topic ?markets\n?it ent:topic ?economic\n"
        f"?it ent:about ?content\n{A_PLAN}",
        besides="FILTER (?kind IN (ent:Consult, ent:Agree))",
    ),
    Row(
        "10.topics", "what they said is on trade and border markets",
        "?it a ent:Event\n?it ent:actor ?IRN\n?it ent:topic ?trade\n?it ent:topic ?markets",
        ("emphasized the importance of enhancing trade relations", "border markets"),
    ),
    Row(
        "10.trade", "trade should be enhanced",
        "?it a ent:Event\n?it ent:topic ?trade",
        ("enhancing trade relations",), PROPOSED,
        absent="?it a ent:Cooperate .",
    ),
    Row(
        "10.markets", "there should be more border markets",
        "?it a ent:Event\n?it ent:topic ?markets",
        ("establishing more border markets",), PROPOSED,
        absent="?it a ent:Cooperate .",
    ),
    # They also discussed the need for improved coordination …
    Row(
        "11a.talk", "they discussed it",
        f"?it a ent:Discussion\n{BOTH}",
        ("discussed the need for improved coordination",),
        may=f"?it ent:topic ?borders\n?it ent:topic ?coordination\n?it ent:topic ?terrorism\n"
        f"?it ent:place ?border\n?border a ent:Border\n?it ent:about ?content\n{A_PLAN}",
    ),
    Row(
        "11a.topic", "the talk was about border security, a security issue",
        "?it a ent:Discussion\n?it ent:actor ?IRN\n?it ent:topic ?borders\n"
        "?borders a ent:SecurityIssue",
        ("discussed the need for improved coordination",),
    ),
    Row(
        "11a.coordination", "coordination along the border should improve",
        "?it a ent:Event\n?it ?role ?something",
        ("improved coordination along the border",), PROPOSED,
        absent="?it a ent:Cooperate .",
    ),
    Row(
        "11a.border", "the border is that of Iran and Pakistan",
        "?it a ent:Event\n?it ent:place ?border",
        ("improved coordination along the border",), PROPOSED,
        besides="?border a ent:Border ; ent:bordersState state:IRN , state:PAK .",
        absent="?it a ent:Cooperate .",
    ),
    Row(
        "11b", "terrorist activities could strain relations",
        f"?it a ?kind\n{BETWEEN}\n?it ent:condition ?condition",
        ("could strain",), Claim(("Possible",)),
        besides="FILTER (?condition IN (ent:Strained, ent:Deteriorating))",
        absent="?it ent:condition ent:Strained ; ent:evidence/oa:hasSelector/oa:exact ?words . "
        'FILTER (CONTAINS(?words, "could strain"))',
    ),
    Row(
        "11b.cause", "it is terrorist activities that could do so",
        f"?it a ?kind\n{BETWEEN}\n?it ent:cause ?cause",
        ("could strain",), Claim(("Possible",)),
        besides="?cause ent:topic? ?terrorism . " + where("terrorism"),
        absent="?it a ent:BilateralRelation ; ent:cause ?cause . ?cause a ent:SecurityIssue .",
    ),
    Row(
        "11c", "relations between them are longstanding and friendly",
        f"?it a ent:BilateralRelation\n{BETWEEN}\n?it ent:condition ent:Friendly",
        ("longstanding friendly relations between Iran and Pakistan",),
        may="?it ent:topic ?bilateral",
    ),
    # The Iranian president's visit also included …
    Row(
        "12a", "he met military officials of Pakistan during the visit",
        "?it a ent:Meeting\n?it ent:participant ?president\n?it ent:participant ?officers\n"
        f"{VISIT}",
        ("meetings with Pakistan's military officials",),
        may="?it ent:place ?inPAK\n?it ent:topic ?peace\n?it ent:topic ?stability\n"
        "?it ent:topic ?borders",
    ),
    Row(
        "12a.whose", "the officials are Pakistan's",
        "?it a ent:Meeting\n?it ent:participant ?officers\n?it ent:participant ?PAK",
        ("meetings with Pakistan's military officials",),
        besides="?officers ent:belongsTo* state:PAK .",
    ),
    Row(
        "12a.topics", "they spoke of regional peace, stability and border security",
        "?it a ent:Meeting\n?it ent:participant ?officers\n?it ent:topic ?peace\n"
        "?it ent:topic ?stability\n?it ent:topic ?borders",
        ("focused on regional peace, stability, and border security",),
    ),
    # Both sides expressed …
    Row(
        "13", "both sides committed themselves to peace and dialogue",
        f"?it a ent:Pledge\n{BOTH}",
        ("commitment to peace and constructive dialogue",),
        may=f"?it ent:topic ?peace\n?it ent:topic ?dialogue\n?it ent:about ?content\n{A_PLAN}",
    ),
    # Raisi is accompanied …
    Row(
        "14a", "a delegation takes part in the visit",
        "?it a ent:Visit\n?it ent:participant ?delegation",
        ("accompanied by a high-level delegation",),
    ),
    Row(
        "14a.whose", "the delegation is Iran's",
        "?it a ent:Visit\n?it ent:participant ?delegation",
        ("accompanied by a high-level delegation",),
        besides="?delegation ent:belongsTo* state:IRN .",
    ),
    Row(
        "14b.karachi", "Raisi plans to visit Karachi",
        "?it a ent:Visit\n?it ent:actor ?raisi\n?it ent:place ?karachi",
        ("plans to visit major cities in Pakistan, including Karachi",), Claim(("Planned",)),
    ),
    Row(
        "14b.lahore", "Raisi plans to visit Lahore",
        "?it a ent:Visit\n?it ent:actor ?raisi\n?it ent:place ?lahore",
        ("plans to visit major cities in Pakistan", "Lahore"), Claim(("Planned",)),
    ),
    Row(
        "14c", "he will engage with local authorities there",
        "?it a ent:Meeting\n?it ent:participant ?raisi\n?it ent:participant ?authorities",
        ("he will engage with local authorities and officials",), Claim(("Planned",)),
    ),
    Row(
        "14c.places", "this will be in Karachi and Lahore",
        "?it a ent:Meeting\n?it ent:participant ?authorities\n?it ent:place ?karachi\n"
        "?it ent:place ?lahore",
        ("he will engage with local authorities and officials",), Claim(("Planned",)),
    ),
)  # fmt: skip
