"""The words of the grammar: those of diplomacy and war at large, of no article and no test."""

from __future__ import annotations

__all__ = [
    "ABOUT",
    "ADJECTIVES",
    "BACKED",
    "BODIES",
    "CALLS",
    "COMPOUNDS",
    "COUNTED",
    "DEEDS",
    "DEED_NOUNS",
    "DOING",
    "FORCES",
    "GOES",
    "INTENTS",
    "LIMITS",
    "LOWER_TITLES",
    "MARKS",
    "MONTHS",
    "NAMED_BODIES",
    "NUMBERS",
    "PARTICLES",
    "PEOPLE",
    "PEOPLE_NOUNS",
    "SAID",
    "THINGS",
    "THING_NOUNS",
    "TITLES",
    "TOLD",
    "URGES",
    "WILLS",
]

# Verbs with an object, and what they are done to: deeds, things, people, bodies.
DEEDS = """adopt accept announce approve back block boycott break cancel condemn conclude criticize
criticise delay demand denounce deplore discuss dismiss draft end endorse extend freeze halt hail
ignore impose launch lift mediate negotiate offer oppose postpone praise propose pursue question
ratify reach reaffirm reject renew resume restore review revoke scrap seek sever sign slam suspend
support uphold veto violate welcome withdraw abandon back block cut end protest break begin
accept defend deny rebut lambast resume urge strain threaten""".split()
THINGS = """attack besiege bomb build burn capture cede close cross deploy destroy disarm dismantle
encircle fire flood hand hit intercept invade liberate loot occupy open overrun raid recapture
reclaim repel reopen retake seize send shell shut sink smuggle storm strike supply surround
test threaten torch transfer enrich defend guard patrol leave quit strengthen""".split()
PEOPLE = """abduct ambush appoint arrest assassinate attack ban brief capture charge congratulate
convict deport detain disperse evacuate execute expel extradite free greet host imprison indict
injure interrogate kidnap kill meet oust pardon receive recall release rescue sack sanction shoot
summon target torture warn welcome wound invite thank jail kill visit""".split()
BODIES = """accuse attack back bomb blame blockade condemn criticise defy hit invade isolate leave
join lambast mistrust oppose persuade praise pressure punish quit recognise recognize sanction sue
support thank threaten trust visit warn welcome""".split()
DEED_NOUNS = """resolution talk deal agreement treaty ceasefire truce accord bill plan proposal
sanction embargo tariff relation tie visit summit election referendum budget strike offensive
operation drill exercise investigation inquiry request offer appeal statement report claim
allegation decision ruling verdict move ban blockade siege curfew pact contract loan programme
program project mission mandate negotiation dialogue cooperation membership partnership policy
reform protest coup raid annexation demand veto boycott protocol declaration roadmap""".split()
THING_NOUNS = """town city village bridge base airport port border crossing embassy consulate
convoy ship tanker vessel plane helicopter tank missile rocket drone warship depot checkpoint camp
hospital school market pipeline refinery dam plant factory station island valley road
airspace railway weapon shipment arsenal stronghold outpost prison warehouse""".split()
PEOPLE_NOUNS = """minister ambassador envoy diplomat official president general commander soldier
officer policeman civilian villager protester demonstrator activist journalist lawmaker senator
leader rebel militant fighter insurgent gunman hostage prisoner detainee refugee migrant worker
student spokesman negotiator delegation judge lawyer farmer resident peacekeeper adviser""".split()
FORCES = """army navy police military government parliament cabinet senate court junta militia
coalition opposition ministry troops forces warplanes rebels militants fighters officials soldiers
jets gunmen insurgents diplomats security_forces border_guards coast_guard air_force
state_media""".replace("_", "-").split()
NAMED_BODIES = """Security Council/Foreign Ministry/Defence Ministry/State Department/White House/
Supreme Court/National Assembly/European Union/African Union/Arab League/United Nations/
Red Cross/World Bank/World Food Programme/Rapid Support Forces/Revolutionary Guards/Workers Party/
People 's Congress/Human Rights Council/Atomic Energy Agency/Free Army/Border Guard Force/
Interior Ministry/Islamic Front/Liberation Army/General Assembly/
Gulf Cooperation Council""".replace("\n", "").split("/")
TITLES = """President/Prime Minister/Foreign Minister/Defence Minister/Secretary of State/
Vice President/
Chancellor/King/General/Senator/Governor/Interior Minister/Finance Minister/Speaker/Colonel/
Crown Prince/Emir/Ambassador/Secretary/Deputy Foreign Minister/Major General""".replace(
    "\n", ""
).split("/")
LOWER_TITLES = """president/prime minister/foreign minister/defence minister/army chief/
opposition leader/
spokesman/spokeswoman/rebel leader/chief negotiator/special envoy/militia commander/
ambassador/finance minister/commander""".replace("\n", "").split("/")
ADJECTIVES = """new joint nuclear military economic diplomatic bilateral regional humanitarian
controversial key strategic fresh unilateral historic proposed
major large small northern southern eastern western central remote coastal former senior top local
foreign armed long disputed strong immediate full interim secret""".split()
COMPOUNDS = """peace trade border ceasefire arms gas oil defence security water nuclear grain
prisoner migration extradition refugee army police election missile drone weapons visa""".split()
BACKED = "US UN EU Saudi Gulf Moscow Tehran Ankara Riyadh".split()
SAID = """say announce claim confirm deny insist add warn declare acknowledge reveal admit stress
note report suggest believe argue""".split()
# Verbs with a particle, by what they govern.
PARTICLES = """strike_down call_off carry_out set_up rule_out break_off hand_over shut_down
shoot_down blow_up take_over turn_down step_up give_up push_through lay_down cut_off hold_up
pull_out
wipe_out drive_out put_off""".split()
DOING = "begin deny stop start consider keep finish resume avoid risk".split()
COUNTED = "dozens hundreds thousands scores millions".split()
TOLD = "tell inform assure warn remind".split()
WILLS = (
    "agree vow pledge refuse plan hope threaten offer promise decide fail try want continue".split()
)
URGES = """urge order ask tell press warn force allow invite persuade push instruct advise
encourage compel permit""".split()
CALLS = ("call on", "appeal to", "rely on")
GOES = """arrive_in travel_to return_to fly_to withdraw_from flee_to collapse_in speak_in
march_on escalate_in die_in retreat_from appear_in rise_in surge_in gather_in continue_in begin_in
resume_in end_in stall_in fail_in clash_with meet_with talk_to side_with agree_with cooperate_with
respond_to object_to apologise_to vote_against protest_against retaliate_against fight_in""".split()
MONTHS = """January February March April May June July August September October November
December""".split()
NUMBERS = "two three 12 12 30 five 200 nine".split()
ABOUT = "over on about regarding".split()
# Nouns of what somebody means to do: "a plan to build", "efforts to end".
INTENTS = """plan bid effort decision offer call pledge request demand agreement proposal threat
refusal attempt promise deal move campaign push mandate mission vow""".split()
# Participles before a gerund: "measures aimed at enhancing trade".
LIMITS = ("aimed at", "focused on", "centred on", "based on")
MARKS = "after before as because while when although since until".split()
