"""Sentences as news tell them, over all sixteen PLOVER types, and what must come out of each.

`Told` is one event: its class, who acts, at whom it is directed, where. `None` leaves a role
unasked, `*` asks for anybody.
`how` is "fact" or a modality. A sentence that is not read right yet has its reason in `yet`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SENTENCES", "Told"]


@dataclass(frozen=True)
class Told:
    """One event that a sentence tells."""

    text: str
    cls: str
    actors: str = ""
    recipients: str | None = None
    place: str | None = None
    how: str = "fact"
    yet: str = ""


_AGREE = [
    Told("Jordan agreed to resume talks with Israel.", "Agree", "JOR"),
    Told("Under a deal signed in May, Serbia promised Kosovo access to the river.", "Agree", "SRB"),
    Told("Kuwait, pressed by its neighbours, pledged to send wheat to Lebanon.", "Agree", "KWT"),
    Told("Poland said it would open its border to Ukrainian grain.", "Agree", "POL"),
]
_CONSULT = [
    Told("Talks between Egypt and Ethiopia resumed on Monday.", "Consult", "EGY ETH"),
    Told("A visit by Indonesia's president to Vietnam ended on Friday.", "Visit", "*", "VNM"),
    Told(
        "The foreign ministers of Chile and Peru met each other in Panama City.",
        "Meeting",
        "*",
        None,
    ),
    Told(
        "Japan's prime minister, who arrived in Canada on Tuesday, will stay for two days.",
        "Visit",
        "*",
        "CAN",
    ),
    Told("Brazil held talks with Argentina over the dam.", "Consult", "BRA ARG"),
    Told("Norway mediated between Sudan and South Sudan.", "Mediation", "NOR", "SDN SSD"),
    Told("Qatar hosted negotiations between Chad and Libya.", "Consult", "QAT TCD LBY"),
    Told(
        "Turkey and Greece discussed the islands, and so did Cyprus and Malta.",
        "Consult",
        "TUR GRC",
    ),
]
_SUPPORT = [
    Told("Ghana recognised Kosovo.", "Recognition", "GHA", "XKX"),
    Told("Mexico was praised by Canada for its reforms.", "Praise", "CAN", "MEX"),
    Told("Latvia and Estonia signed an agreement on rail traffic.", "AgreementSigning", "LVA EST"),
    Told("The treaty was ratified by Albania.", "Ratification", "ALB"),
    Told("Ireland apologised to Norway.", "Apology", "IRL", "NOR"),
    Told("Morocco welcomed Spain's decision.", "Support", "MAR", "ESP"),
]
_CONCEDE = [
    Told(
        "The United States lifted sanctions on Sudan.",
        "SanctionsLifted",
        "USA",
        "SDN",
    ),
    Told("China eased a ban on imports from Australia.", "Concede", "CHN", "AUS"),
    Told(
        "Sanctions imposed on Eritrea were lifted by the United Kingdom.",
        "SanctionsLifted",
        "GBR",
        "ERI",
    ),
    Told("Malaysia granted Thailand permission to search its waters.", "Concession", "MYS", "THA"),
]
_COOPERATE = [
    Told(
        "India and France held joint military exercises in the Indian Ocean.",
        "JointExercise",
        "IND FRA",
    ),
    Told(
        "Cooperation between Finland and Sweden has grown.",
        "Cooperate",
        "FIN SWE",
    ),
    Told("Colombia extradited a suspect to the United States.", "Extradition", "COL", "USA"),
    Told("Denmark shared intelligence with Norway.", "IntelligenceSharing", "DNK NOR"),
]
_AID = [
    Told("Germany sent tanks to Ukraine.", "MilitaryAid", "DEU", "UKR"),
    Told("Food was delivered to Yemen by the United Arab Emirates.", "Aid", "ARE", "YEM"),
    Told("Turkish aid to Somalia arrived on Sunday.", "Aid", "TUR", "SOM"),
    Told("Nepal received vaccines from India.", "HumanitarianAid", "IND", "NPL"),
    Told("Australia trained Philippine soldiers.", "MilitaryAid", "AUS"),
]
_RETREAT = [
    Told("France withdrew its troops from Mali.", "Withdrawal", "FRA", "MLI"),
    Told("Ethiopia released two Eritrean journalists.", "Release", "ETH"),
    Told(
        "A ceasefire between Armenia and Azerbaijan took effect on Friday.", "Ceasefire", "ARM AZE"
    ),
    Told(
        "The withdrawal of American troops from Niger is complete.",
        "Withdrawal",
        "organization/united-states-armed-forces",
        "NER",
    ),
]
_REQUEST = [
    Told("Cuba asked Spain to mediate.", "Request", "CUB", "ESP"),
    Told("Bolivia demanded that Chile reopen the port.", "Demand", "BOL", "CHL"),
    Told("Paraguay was urged by Brazil to reopen the bridge.", "Request", "BRA", "PRY"),
    Told("An appeal by Haiti for more police reached Kenya.", "Request", "HTI"),
    Told("Tunisia faces pressure from Algeria to close the crossing.", "Demand", "DZA", "TUN"),
]
_ACCUSE = [
    Told("Rwanda accused Burundi of arming rebels.", "Accusation", "RWA", "BDI"),
    Told("Accused by Mali of espionage, France denied the charge.", "Accusation", "MLI", "FRA"),
    Told("Canada's criticism of Saudi Arabia angered Riyadh.", "Criticism", "CAN", "SAU"),
    Told("Sweden condemned the killing of a Syrian doctor by Iran.", "Condemnation", "SWE"),
    Told("Pakistan summoned the Indian ambassador.", "Complaint", "PAK"),
    Told("Denmark opened an investigation into Russia's navy.", "Investigation", "DNK", None),
]
_REJECT = [
    Told("Israel rejected an offer made by Qatar.", "Reject", "ISR", "QAT"),
    Told("Serbia refused to recognise Kosovo.", "Refusal", "SRB"),
    Told(
        "Russia vetoed a resolution proposed by Norway.",
        "Veto",
        "RUS",
        "NOR",
    ),
    Told("A request from Ukraine was turned down by Hungary.", "Reject", "HUN", "UKR"),
]
_THREATEN = [
    Told("North Korea threatened to attack South Korea.", "Threaten", "PRK", "KOR"),
    Told("Greece warned Turkey against drilling.", "Warning", "GRC", "TUR"),
    Told("Iran threatened Israel with retaliation.", "Threaten", "IRN", "ISR"),
]
_PROTEST = [
    Told(
        "Thousands of farmers protested in Warsaw against the government of Poland.", "Protest", "*"
    ),
    Told("Workers in Chile went on strike.", "LaborStrike", "*"),
]
_SANCTION = [
    Told(
        "The European Union imposed sanctions on Belarus.",
        "SanctionImposition",
        "organization/european-union",
        "BLR",
    ),
    Told("Russian diplomats were expelled by Bulgaria.", "Expulsion", "BGR"),
    Told("Bahrain cut off diplomatic relations with Qatar.", "RelationsSevered", "BHR", None),
    Told(
        "Sanctions slapped on Myanmar by Canada hit its banks.", "SanctionImposition", "CAN", "MMR"
    ),
]
_MOBILIZE = [
    Told("Poland deployed soldiers along its border with Belarus.", "Mobilize", "POL"),
    Told("China held military exercises near Taiwan.", "MilitaryExercise", "CHN"),
    Told("North Korea tested a missile on Monday.", "WeaponsTest", "PRK"),
    Told(
        "North Korea test-fired a missile on Monday.",
        "Mobilize",
        "PRK",
    ),
]
_COERCE = [
    Told("Egyptian police arrested a Sudanese journalist.", "Arrest", "*", "*"),
    Told("A Greek tanker seized by Iran is held in Bandar Abbas.", "Seizure", "IRN", None),
    Told(
        "Hackers from North Korea broke into banks in Bangladesh.",
        "CyberAttack",
        "*",
        yet="'break into' is too often a burglary",
    ),
    Told("Nigeria closed its border with Benin.", "Coerce", "NGA"),
]
_ASSAULT = [
    Told("Iranian strikes in Pakistan killed two children.", "Strike", "IRN", None, "PAK"),
    Told("Russia shelled Ukrainian forces.", "Assault", "RUS"),
    Told("Soldiers attacked by rebels in Mali fled.", "Assault", "*", "*"),
    Told("Israel carried out an airstrike in Syria.", "Airstrike", "ISR", None, "SYR"),
    Told(
        "The killing of two Turkish soldiers by Kurdish fighters drew anger.", "Killing", "*", "*"
    ),
    Told("Azerbaijan's attack on Armenia began at dawn.", "Assault", "AZE", "ARM"),
    Told("India and China clashed in the mountains.", "Clash", "IND CHN"),
    Told(
        "Clashes between India and China left soldiers dead.",
        "Clash",
        "IND CHN",
    ),
    Told("Houthi fighters seized control of a port in Yemen, taking hostages.", "Assault", "*"),
]
_NOT_FACTS = [
    Told("Syria denied that it had attacked Jordan.", "Assault", "SYR", "JOR", how="Denied"),
    Told("Georgia wants to join talks with Russia.", "Consult", "GEO RUS", how="Possible"),
    Told(
        "Al-Shabaab claimed responsibility for an attack on a hotel in Somalia.",
        "Assault",
        "*",
        how="Reported",
    ),
    Told("Oman may recognise Kosovo.", "Recognition", "OMN", "XKX", how="Possible"),
    Told("Laos did not condemn Vietnam.", "Condemnation", "LAO", "VNM", how="Negated"),
    Told("Zambia plans to expel Zimbabwean diplomats.", "Expulsion", "ZMB", how="Planned"),
    Told("Uganda seems to have attacked Rwanda.", "Assault", "UGA", "RWA", how="Possible"),
    Told("Germany was reported to have aided Croatia.", "Aid", "DEU", "HRV", how="Reported"),
]

SENTENCES = [
    *_AGREE, *_CONSULT, *_SUPPORT, *_CONCEDE, *_COOPERATE, *_AID, *_RETREAT, *_REQUEST, *_ACCUSE,
    *_REJECT, *_THREATEN, *_PROTEST, *_SANCTION, *_MOBILIZE, *_COERCE, *_ASSAULT, *_NOT_FACTS,
]  # fmt: skip
