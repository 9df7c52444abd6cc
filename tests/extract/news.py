"""More sentences in the words of daily news, a few for each PLOVER type, and what must come out.

Written for the verbs and turns of phrase that reports of diplomacy and war use most, with names
and places chosen freely. `none` sentences tell of no event.
"""

from __future__ import annotations

from tests.extract.sentences import Told

__all__ = ["NEWS", "NOTHING"]

_EU, _NATO = "organization/european-union", "organization/nato"
_UN = "organization/united-nations"

_AGREE = [
    Told("Uruguay vowed to open an embassy in Lebanon.", "Agree", "URY"),
    Told("Slovakia offered to mediate between Armenia and Azerbaijan.", "Agree", "SVK"),
    Told("Canada invited the president of Ghana to Ottawa.", "Invitation", "CAN"),
    Told("Italy and Tunisia agreed on a plan to curb migration.", "AgreementReached", "ITA TUN"),
    Told("Hungary gave assurances to Serbia that gas would flow.", "Agree", "HUN", "SRB"),
]
_CONSULT = [
    Told("Lula and Milei shook hands in Montevideo.", "Meeting", "*"),
    Told("Denmark's prime minister was on a visit to Nuuk.", "Visit", "*"),
    Told("Qatar hosted talks between Rwanda and the DR Congo.", "Consult", "QAT RWA COD"),
    Told(
        "Oman played host to a new round of talks between Iran and the United States.",
        "Consult",
        "OMN IRN USA",
    ),
    Told(
        "Denmark's foreign minister arrived on an unannounced visit to Kyiv.", "Visit", "*", "UKR"
    ),
    Told(
        "Germany's defence minister paid a surprise visit to Vilnius on Monday.",
        "Visit",
        "*",
        "LTU",
    ),
    Told("Mongolia's prime minister flew to Tokyo on Tuesday.", "Visit", "*", "JPN"),
    Told("Portugal's Luís Montenegro travelled to Rabat to repair ties.", "Visit", "*", "MAR"),
    Told("Spain's king landed in Havana for a state visit.", "Visit", "*", "CUB"),
    Told("Albania welcomed a delegation from Montenegro.", "Consult", "*", "ALB"),
    Told("Vietnam received Laos's foreign minister in Hanoi.", "Visit", "*", "VNM"),
    Told("Finland's president telephoned his Estonian counterpart.", "PhoneCall", "*"),
    Told("Netanyahu called Modi to congratulate him.", "PhoneCall", "*"),
    Told("Envoys of Iran left Muscat after talks with Omani mediators.", "Consult", "*"),
    Told("Erdogan spoke by phone with Putin on Sunday.", "PhoneCall", "*"),
    Told("Envoys from Chad and Niger sat down for talks in Abuja.", "Consult", "*"),
    Told("Negotiators from Bolivia and Chile held a second round of talks.", "Consult", "*"),
    Told("Ireland consulted Britain about the border.", "Consult", "IRL GBR"),
    Told("Poland's foreign minister received the Moldovan ambassador.", "Consult", "*"),
    Told("Egypt brokered talks between Israel and Hamas.", "Mediation", "EGY", "ISR group/hamas"),
]
_SUPPORT = [
    Told("Botswana ratified the treaty.", "Ratification", "BWA"),
    Told("Lawmakers in Montenegro ratified the accord with Kosovo.", "Ratification", "*"),
    Told("Thailand welcomed the agreement between Cambodia and Vietnam.", "Support", "THA"),
    Told("Jordan hailed the ceasefire in Gaza.", "Support", "JOR"),
    Told("Panama established diplomatic relations with China.", "Support", "PAN CHN"),
    Told("Norway upgraded ties with Vietnam.", "Support", "NOR VNM"),
    Told("Romania's parliament approved Moldova's bid to join the pact.", "Support", "*", "MDA"),
    Told("Portugal backed Ukraine's bid to join NATO.", "Support", "PRT", "UKR"),
    Told("Estonia voiced support for Georgia.", "Support", "EST", "GEO"),
    Told("Peru expressed solidarity with Ecuador.", "Support", "PER", "ECU"),
    Told("Argentina recognised the State of Palestine.", "Recognition", "ARG", "PSE"),
    Told("Egypt and Sudan inked a deal on water.", "AgreementSigning", "EGY SDN"),
    Told("Iceland and Norway concluded an agreement on fishing.", "AgreementReached", "ISL NOR"),
    Told("France congratulated Senegal on its election.", "Support", "FRA", "SEN"),
]
_CONCEDE = [
    Told("Canada lifted sanctions on Venezuela.", "SanctionsLifted", "CAN", "VEN"),
    Told("The United States eased sanctions on Myanmar.", "Concede", "USA", "MMR"),
    Told("Algeria granted asylum to a Moroccan journalist.", "Aid", "DZA"),
    Told("Belarus pardoned two Polish journalists.", "Concede", "BLR"),
    Told("India lifted a ban on rice exports to Nepal.", "Concede", "IND"),
    Told("Egypt eased the blockade of Gaza.", "Concede", "EGY"),
    Told("Kuwait waived visas for citizens of Georgia.", "Concede", "KWT"),
    Told("Turkey dropped its objection to Sweden's membership.", "Concede", "TUR"),
]
_COOPERATE = [
    Told("Spain extradited a Colombian trafficker to Mexico.", "Extradition", "ESP", "MEX"),
    Told("Albania handed over a fugitive to Italy.", "Cooperate", "ALB", "ITA"),
    Told("Japan and the Philippines staged joint drills.", "JointExercise", "JPN PHL"),
    Told("Russia and Belarus held military exercises near Grodno.", "JointExercise", "RUS BLR"),
    Told("Armenia and Azerbaijan exchanged prisoners.", "Release", "ARM AZE"),
    Told("Libya traded oil with Tunisia.", "Trade", "LBY TUN"),
]
_AID = [
    Told("Qatar delivered food and medicine to Sudan.", "HumanitarianAid", "QAT", "SDN"),
    Told("South Korea donated vaccines to Kenya.", "HumanitarianAid", "KOR", "KEN"),
    Told("Sweden handed over ten tanks to Ukraine.", "MilitaryAid", "SWE", "UKR"),
    Told("The European Union disbursed 50 million euros to Moldova.", "EconomicAid", _EU, "MDA"),
    Told("Turkey evacuated its citizens from Sudan.", "Aid", "TUR"),
    Told("Britain airlifted its nationals out of Niger.", "Aid", "GBR"),
    Told("Rwanda sent troops to help Mozambique fight militants.", "Deployment", "RWA"),
    Told("Latvia took in refugees from Ukraine.", "HumanitarianAid", "LVA"),
    Told("Oman gave Yemen nearly $3 million.", "EconomicAid", "OMN", "YEM"),
    Told("Canada gave Haiti $5 million in humanitarian aid.", "HumanitarianAid", "CAN", "HTI"),
    Told(
        "Australia provided another A$100 million in military aid to Ukraine.",
        "MilitaryAid",
        "AUS",
        "UKR",
    ),
    Told("Greece provided Cyprus with fire-fighting planes.", "Aid", "GRC", "CYP"),
    Told(
        "Saudi Arabia granted Pakistan a loan of two billion dollars.", "EconomicAid", "SAU", "PAK"
    ),
]
_RETREAT = [
    Told("Eritrea freed 40 prisoners of war.", "Release", "ERI"),
    Told("Hamas handed over three hostages to the Red Cross.", "Release", "group/hamas"),
    Told("Uganda pulled its soldiers out of Somalia.", "Withdrawal", "UGA", "SOM"),
    Told("Russian troops pulled back from Kherson.", "Withdrawal", "*"),
    Told("Ukraine and Russia exchanged prisoners of war.", "Release", "UKR RUS"),
    Told("Russia and Ukraine swapped 300 prisoners.", "Release", "RUS UKR"),
    Told("Rebels in Mali laid down their arms.", "Retreat", "*"),
    Told("The prime minister of Nepal stepped down.", "Resignation", "*"),
    Told("Israel and Hezbollah agreed to a ceasefire.", "Event", "ISR group/hezbollah"),
    Told("Iran let a French tourist go.", "Release", "IRN"),
]
_REQUEST = [
    Told("Brazil called for an immediate ceasefire.", "Request", "BRA"),
    Told("Spain called for elections in Venezuela.", "Request", "ESP", "VEN"),
    Told("Zambia urged the Security Council to act.", "Request", "ZMB"),
    Told("Lithuania called on Germany to send more tanks.", "Request", "LTU", "DEU"),
    Told("Lebanon appealed for help.", "Request", "LBN"),
    Told("Serbia demanded an apology from Croatia.", "Demand", "SRB", "HRV"),
    Told("Angola pressed Rwanda to withdraw.", "Request", "AGO", "RWA"),
    Told("Malta requested assistance from Italy.", "Request", "MLT", "ITA"),
    Told("Sri Lanka sought a loan from China.", "Request", "LKA", "CHN"),
]
_ACCUSE = [
    Told(
        "Finland summoned the ambassador of Russia.",
        "Complaint",
        "FIN",
        "RUS person/ambassador-of-russia",
    ),
    Told("Colombia's foreign ministry summoned the Nicaraguan ambassador.", "Complaint", "*"),
    Told("Mali blamed France for the attack.", "Accuse", "MLI", "FRA"),
    Told("The Czech Republic protested to Slovakia over the pipeline.", "Event", "CZE"),
    Told("Austria denounced Iran's execution of protesters.", "Accuse", "AUT", "IRN"),
    Told("Malaysia lodged a protest with China over the survey ship.", "Complaint", "MYS", "CHN"),
    Told("Gambia filed a case against Myanmar.", "Accuse", "GMB", "MMR"),
    Told("Ireland slammed Israel over the raid.", "Criticism", "IRL", "ISR"),
    Told("Chile deplored the coup in Niger.", "Accuse", "CHL"),
    Told("Merkel unleashed a flurry of tweets attacking Putin.", "Criticism", "*", "*"),
    Told("Armenia rebuked Russia for its inaction.", "Accuse", "ARM", "RUS"),
    Told("The president of Kenya on Monday blamed Somalia for the raid.", "Accuse", "*", "SOM"),
    Told(
        "Human Rights Watch published a report accusing Eritrea of torture.",
        "Accusation",
        "organization/human-rights-watch",
        "ERI",
    ),
    Told(
        "A report by Human Rights Watch accused Laos of torture.",
        "Accusation",
        "organization/human-rights-watch",
        "LAO",
    ),
]
_REJECT = [
    Told("China vetoed the draft resolution.", "Veto", "CHN"),
    Told("Russia vetoed a resolution on Syria.", "Veto", "RUS"),
    Told("Delegates from Ethiopia walked out of the talks.", "Reject", "*"),
    Told(
        "A Cuban court charged one of the critics, Pedro Salas, with fraud.",
        "Accuse",
        "*",
        "person/pedro-salas",
    ),
    Told("Serbian negotiators walked out of talks with Kosovo.", "Reject", "*"),
    Told("Hungary blocked a European Union loan to Ukraine.", "AidCut", "HUN", "UKR"),
    Told("Iran ruled out talks with the United States.", "Reject", "IRN", "USA"),
    Told("Pakistan dismissed India's accusation.", "Reject", "PAK", "IND"),
    Told("Kosovo rebuffed a proposal by Serbia.", "Reject", "XKX", "SRB"),
    Told("Argentina cancelled a meeting with Britain.", "Reject", "ARG"),
    Told("Turkey denied entry to a Swedish journalist.", "Event", "TUR"),
]
_THREATEN = [
    Told("Morocco threatened to cut gas supplies to Spain.", "Threaten", "MAR", "ESP"),
    Told("Taiwan warned China against crossing the strait.", "Warning", "TWN", "CHN"),
    Told(
        "Niger gave French troops a month to leave.",
        "Threaten",
        "NER",
        "organization/french-armed-forces",
    ),
    Told("Mali's junta has given Danish troops one month to leave.", "Ultimatum", "*", "*"),
    Told("Russia vowed to retaliate against Latvia.", "Threaten", "RUS", "LVA"),
    Told("The bloc threatened Hungary with fines.", "Threaten", "*", "HUN"),
]
_PROTEST = [
    Told("Thousands of people marched in Tbilisi against the law.", "Protest", "*"),
    Told("Students rallied outside the Israeli embassy in Madrid.", "Protest", "*"),
    Told("Protesters took to the streets of Nairobi.", "Protest", "*"),
    Told("Truck drivers in Belgium blocked the motorway.", "Protest", "*"),
    Told("Tens of thousands of people took to the streets of Budapest.", "Demonstration", "*"),
    Told("Nurses in Ghana walked off the job.", "LaborStrike", "*"),
    Told("Demonstrators in Lima clashed with police.", "Event", "*"),
]
_SANCTION = [
    Told("Twelve of its diplomats were expelled by Norway.", "Expulsion", "NOR"),
    Told(
        "Ecuador expelled the ambassador of Argentina.",
        "Expulsion",
        "ECU",
        "person/ambassador-of-argentina",
    ),
    Told("Poland recalled its ambassador from Hungary.", "AmbassadorRecall", "POL", "HUN"),
    Told("Bolivia downgraded ties with Israel.", "SanctionEvent", "BOL", "ISR"),
    Told("Lithuania downgraded relations with China.", "SanctionEvent", "LTU", "CHN"),
    Told("Russia cut off gas supplies to Bulgaria.", "SanctionEvent", "RUS", "BGR"),
    Told("Russia halted gas deliveries to Finland.", "SanctionEvent", "RUS", "FIN"),
    Told("Burundi pulled out of the treaty.", "TreatyWithdrawal", "BDI"),
    Told("The Philippines withdrew from the International Criminal Court.", "Event", "PHL"),
    Told("Russia suspended its participation in the treaty.", "SanctionEvent", "RUS"),
    Told("Iran suspended cooperation with the nuclear watchdog.", "SanctionEvent", "IRN"),
    Told("Japan imposed a ban on imports from Russia.", "SanctionEvent", "JPN", "RUS"),
    Told("Britain froze the assets of three Belarusian officials.", "SanctionEvent", "GBR"),
    Told("Australia blacklisted two Iranian companies.", "SanctionEvent", "AUS"),
    Told("China slapped tariffs on Canadian canola.", "SanctionEvent", "CHN", "CAN"),
    Told("Mexico severed diplomatic ties with Ecuador.", "RelationsSevered", "MEX", "ECU"),
    Told("Germany suspended aid to Uganda.", "AidCut", "DEU", "UGA"),
    Told("The African Union suspended Gabon.", "SanctionEvent", "*", "GAB"),
    Told("Chad declared the German ambassador persona non grata.", "Expulsion", "TCD"),
]
_MOBILIZE = [
    Told("China staged drills near Taiwan.", "MilitaryExercise", "CHN"),
    Told("North Korea test-fired two ballistic missiles.", "WeaponsTest", "PRK"),
    Told("North Korea fired a missile into the sea.", "WeaponsTest", "PRK", ""),
    Told("Pakistan test-fired a cruise missile.", "WeaponsTest", "PAK"),
    Told("Japan scrambled jets to intercept Russian bombers.", "Mobilize", "JPN"),
    Told("Iran launched a satellite carrier and put its forces on alert.", "Mobilize", "IRN"),
    Told("Belarus massed troops on the border with Ukraine.", "Mobilize", "BLR"),
    Told("The United States moved an aircraft carrier to the Red Sea.", "Deployment", "USA"),
    Told("Sudan's army called up reservists.", "Mobilize", "*"),
    Told("NATO reinforced its eastern flank.", "Mobilize", _NATO),
]
_COERCE = [
    Told("Iran boarded a Greek tanker in the Strait of Hormuz.", "Coerce", "IRN"),
    Told("Iranian forces seized a vessel near Oman.", "Seizure", "*"),
    Told("Somali pirates hijacked a Maltese ship.", "Event", "*"),
    Told("China detained a Japanese executive.", "Arrest", "CHN"),
    Told("Israel closed the crossing with Gaza.", "Coerce", "ISR"),
    Told("Russia jailed an American reporter.", "Event", "RUS"),
    Told("Turkish police raided the offices of a newspaper.", "Raid", "*"),
    Told("Belarus blocked access to Polish websites.", "Coerce", "BLR"),
    Told("Burkina Faso imposed a curfew in Ouagadougou.", "Coerce", "BFA"),
    Told("Mauritania deported hundreds of migrants to Senegal.", "Deportation", "MRT"),
    Told("Niger's army ousted the president.", "Coup", "*"),
]
_ASSAULT = [
    Told(
        "Airstrikes carried out by army jets on RSF positions killed six people.",
        "Airstrike",
        "",
        "group/rapid-support-forces",
    ),
    Told("Air strikes by Ethiopia on Eritrean positions went on.", "Airstrike", "ETH", "ERI"),
    Told("Thai soldiers opened fire on Cambodian troops.", "Assault", "*", "*"),
    Told("Gunmen opened fire on a convoy in Burkina Faso.", "Assault", "*"),
    Told("Azerbaijan shelled the Armenian village of Jermuk.", "Shelling", "AZE", "ARM"),
    Told("Russian artillery pounded Kharkiv.", "Assault", "*"),
    Told("Israeli jets pounded southern Lebanon overnight.", "Assault", "*"),
    Told("Iran rained missiles on Israel.", "MissileAttack", "IRN", "ISR"),
    Told("Ethiopia launched an offensive against Tigrayan rebels.", "Assault", "ETH", "*"),
    Told(
        "The Congolese army launched an offensive on M23 rebels.",
        "Assault",
        "*",
        "group/march-23-movement",
    ),
    Told("Russia fired drones and missiles at Odesa.", "Assault", "RUS"),
    Told("Houthi rebels attacked a British ship in the Red Sea.", "Assault", "*"),
    Told("Ukrainian drones hit an oil depot in Russia.", "Assault", "UKR", None),
    Told("Israel bombed Iranian nuclear sites.", "Bombing", "ISR", "IRN"),
    Told("Pakistani jets bombed militant camps in Afghanistan.", "Strike", "PAK", None, "AFG"),
    Told("Boko Haram fighters ambushed Nigerian soldiers.", "Assault", "*", "*"),
    Told("Rwanda-backed rebels captured the town of Goma.", "Event", "*"),
    Told(
        "A Danish frigate shot down two drones fired by the Houthis.",
        "Strike",
        "*",
        "group/houthis",
    ),
    Told("Iraqi troops captured a mosque in Mosul.", "Occupation", "*", None, "place/mosul"),
    Told("China's coast guard fired water cannon at a Philippine boat.", "Assault", "*", "PHL"),
    Told("Jordan shot down an Iranian drone.", "Assault", "JOR", "IRN"),
    Told("Two Turkish soldiers were killed in Iraq by Kurdish militants.", "Killing", "*", "*"),
    Told("Gunmen abducted a Chinese engineer in Nigeria.", "Abduction", "*", "*"),
    Told("Syrian rebels stormed a Turkish post.", "Assault", "*", "*"),
    Told("An Israeli strike on Tehran killed a general.", "Strike", "ISR", "IRN"),
    Told("Two rockets were launched at the US embassy in Baghdad.", "MissileAttack", "", "*"),
    Told("A missile was fired at Saudi Arabia on Monday.", "MissileAttack", "", "SAU"),
    Told("Boko Haram gunmen stormed a village.", "Assault", "group/boko-haram"),
    Told(
        "Al-Shabaab attacked a market in the port city of Kismayo.",
        "Assault",
        "group/al-shabaab",
        None,
        "place/kismayo",
    ),
    Told("Hamas attacked a post in the south of Israel.", "Assault", "*", None, "ISR"),
    Told("Saudi-led forces struck Sanaa from the air.", "Event", "*"),
    Told("Sudanese troops exchanged fire with Ethiopian militiamen.", "Clash", "*"),
]
_NOT_FACTS = [
    Told("Moldova may expel Russian diplomats.", "Expulsion", "MDA", how="Possible"),
    Told("Serbia will not recognise Kosovo.", "Recognition", "SRB", "XKX", how="Negated"),
    Told("Kenya plans to send police to Haiti.", "Event", "KEN", how="Planned"),
    Told("Chile urged Peru to release the fishermen.", "Release", "PER", how="Requested"),
    Told(
        "Macron said at an event in Rome that Iran had attacked Iraq.",
        "Assault",
        "IRN",
        "IRQ",
        how="Reported",
    ),
    Told("Eritrea denied shelling Ethiopian villages.", "Shelling", "ERI", how="Denied"),
    Told(
        "Croatia promised to withdraw its troops from Mali.", "Withdrawal", "HRV", how="Committed"
    ),
]

NEWS = [
    *_AGREE, *_CONSULT, *_SUPPORT, *_CONCEDE, *_COOPERATE, *_AID, *_RETREAT, *_REQUEST, *_ACCUSE,
    *_REJECT, *_THREATEN, *_PROTEST, *_SANCTION, *_MOBILIZE, *_COERCE, *_ASSAULT, *_NOT_FACTS,
]  # fmt: skip

NOTHING = [
    "India abstained from the vote on the resolution.",
    "Spain abstained.",
    "Brazil shelled out millions for the stadium.",
    "The finance minister of Peru pounded the table.",
    "Norway welcomed the new year with fireworks.",
    "Chile boarded up the windows of its embassy.",
]
