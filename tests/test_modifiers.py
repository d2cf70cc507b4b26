"""What moves a punishment or a prosecution says so in the answer, by its effects and by whether they must follow."""

import pytest
from made_up import written

import delicta

CASE = """
<> a delicta:Hypothetical ; delicta:hasConduct <conduct> .
<actor> a delicta:NaturalPerson .
<conduct> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <view> , {names} .
{facts}
<view> a delicta:Assessment ; delicta:affirms {affirmed} .
"""


def answer(tmp_path, offence, facts, affirmed, day="2024-06-01"):
    """The finding on an offence; facts are lines that each begin with the name of one."""
    names = " , ".join(dict.fromkeys(line.split()[0] for line in facts.split("\n") if line.strip()))
    file = written(tmp_path, CASE.format(day=day, names=names, facts=facts, affirmed=" , ".join(affirmed)))
    return next(f for f in delicta.apply(file) if f["offence"] == offence)


def moved(found):
    """Each modifier with its effects and whether they must follow."""
    return {modifier["id"]: (set(modifier["effects"]), modifier["mandatory"]) for modifier in found["modifiers"]}


# ---------------------------------------------------------------- on complaint

SLANDER = """<invented> a delicta:Fabricating ; delicta:concerns <affair> .
<told> a delicta:SpreadingOffline ; delicta:concerns <affair> .
<affair> a delicta:DefamatoryFact ; delicta:concerns <neighbour> .
<neighbour> a delicta:SpecificNaturalPerson .
<will> a delicta:Intent .
"""


def test_ordinary_defamation_is_dealt_with_only_on_complaint_unless_order_and_state_are_gravely_harmed(tmp_path):
    usual = answer(tmp_path, "246b", SLANDER, ["offence:246b.serious"])
    assert usual["verdict"] == "established"
    assert moved(usual)["246b.on-complaint"] == ({"OnComplaintOnly"}, True)
    assert "246b.on-complaint" not in moved(answer(tmp_path, "246b", SLANDER, ["offence:246b.serious", "offence:246b.order-and-state"]))
    online = SLANDER.replace("SpreadingOffline", "Publishing") + "<network> a delicta:InformationNetwork .\n"
    assert "246b.on-complaint" in moved(answer(tmp_path, "246b", online, ["interpretation:fs-2013-21.2.4"]))
    assert "246b.on-complaint" not in moved(answer(tmp_path, "246b", online + "<riot> a delicta:MassIncident .\n", ["interpretation:fs-2013-21.2.4"]))


# ---------------------------------------------------------------- effects that the words promise

DIALLED = """<dialling> a delicta:MakingCalls ; delicta:concerns <script> ; delicta:calls 500 .
<script> a delicta:FraudInformation .
<deceit> a delicta:Deceiving ; delicta:concerns <anybody> .
<anybody> a delicta:UnspecifiedPersons .
<unknown> a delicta:AmountHardToEstablish .
<gain> a delicta:UnlawfulPossessionPurpose .
<will> a delicta:Intent .
"""


def test_five_hundred_calls_are_an_attempt_and_open_the_way_below_the_tier(tmp_path):
    found = answer(tmp_path, "266", DIALLED, ["interpretation:fs-2011-7.5.2"])
    assert (found["verdict"], found["tier"]["rank"]) == ("established", 2)
    assert moved(found)["266.attempt"] == ({"LighterWithinFrame", "BelowFrame"}, False)
    assert (found["frame"]["imprisonment_months"], found["frame"]["because_of"]) == ([6, 120], ["266.attempt"])


SAID = """
253-1.heavier-from-duty 264.postal 266.epidemic-goods fs-2004-11.6 fs-2013-8.10.3-returned fs-2013-8.11.1 fafa-2016-32.2.2 yj-2025-bangxin.9: HeavierWithinFrame, shall
fs-2011-7.2.1 fs-2013-8.4.2: HeavierWithinFrame, may
264.attempt-lighter 266.attempt: BelowFrame LighterWithinFrame, may
fs-2011-7.3 fs-2013-8.7 fs-2013-10.5 fs-2015-23.16.1 fs-2019-15.15-minor: ExemptionFromPunishment NoProsecution, may
fs-2017-10.10: ExemptionFromPunishment LighterWithinFrame NoProsecution, shall
yj-2025-bangxin.11: LighterWithinFrame NoProsecution, shall
fs-2011-7.4.2 fs-2013-8.8-lenient fs-2013-10.6.1-lenient fs-1998-4.1.4-lenient: LighterWithinFrame, shall
fs-2013-10.6.2 yj-2025-bangxin.10: LighterWithinFrame, may
fs-2013-8.10.3 fs-2013-8.11.2 fs-2017-19.2 398a.others-as-fits: BesidePunishment, shall
fs-2019-15.17-ban fs-2019-15.17-order deportation suspension: BesidePunishment, may
"""


@pytest.mark.parametrize("line", SAID.split("\n")[1:-1])
def test_a_modifier_has_the_effect_that_its_text_promises(line):
    nodes = {iri.rpartition("/")[2]: entry for iri, entry in delicta.load_law().lexicon["nodes"].items() if entry.get("kind") == "Modifier"}
    names, said = line.split(": ")
    effects, must = said.split(", ")
    for name in names.split():
        assert (sorted(nodes[name].get("effects", [])), nodes[name].get("mandatory")) == (effects.split(), must == "shall"), name


BORROWED = """<blow> a delicta:Injuring .
<wound> a delicta:SeriousInjury .
<will> a delicta:Intent .
<ride> a delicta:DrivingAwayVehicle ; delicta:concerns <car> .
<car> a delicta:MotorVehicle .
"""


def test_a_car_taken_for_another_crime_and_brought_back_makes_the_other_crime_heavier(tmp_path):
    back = "<return> a delicta:VehicleBroughtBack .\n"
    assert moved(answer(tmp_path, "234", BORROWED + back, ["general:minor-crime-assessment"]))["fs-2013-8.10.3-returned"] == ({"HeavierWithinFrame"}, True)
    assert "fs-2013-8.10.3-returned" not in moved(answer(tmp_path, "234", BORROWED, ["general:minor-crime-assessment"]))


# ---------------------------------------------------------------- part completed, part attempted

PARTLY = """<act> a delicta:{act} ; delicta:concerns <got> , <missed> .
<got> a delicta:Property ; delicta:value {got} .
<missed> a delicta:Property ; delicta:targetValue {missed} .
<end> a delicta:{end} .
<error> a delicta:DisposalInError .
<network> a delicta:TelecomNetworkTechnology .
<aim> a delicta:UnlawfulPossessionPurpose .
<will> a delicta:Intent .
"""


@pytest.mark.parametrize("offence, act, got, missed, modifier", [
    ("266", "Deceiving", 600000, 30000, None),
    ("266", "Deceiving", 40000, 30000, None),
    ("266", "Deceiving", 4000, 29999, None),
    ("266", "Deceiving", 4000, 600000, "266.attempt"),
    ("266", "Deceiving", 40000, 500000, "266.attempt"),
    ("266", "Deceiving", 0, 30000, "266.attempt"),
    ("264", "Stealing", 500000, 100000, None),
    ("264", "Stealing", 0, 100000, "264.attempt-lighter"),
    ("264", "Stealing", 100000, 500000, "264.attempt-lighter"),
])
def test_an_attempt_beside_a_completed_part_lightens_only_where_it_reaches_further(tmp_path, offence, act, got, missed, modifier):
    found = answer(tmp_path, offence, PARTLY.format(act=act, got=got, missed=missed, end="Attempt"), ["general:lesser-crime"])
    assert found["verdict"] == "established"
    assert {name for name in moved(found) if "attempt" in name} == {modifier} - {None}


@pytest.mark.parametrize("offence, facts", [
    ("266", PARTLY.format(act="Deceiving", got=0, missed=100000, end="HarmlessDiscontinuation")),
    ("264", PARTLY.format(act="Stealing", got=0, missed=100000, end="HarmlessDiscontinuation")),
    ("274", PARTLY.format(act="ThreateningToPublishOnline , delicta:DemandingProperty", got=0, missed=100000, end="HarmlessDiscontinuation")),
])
def test_what_was_begun_and_given_up_without_harm_is_a_crime_exempt_from_punishment(tmp_path, offence, facts):
    found = answer(tmp_path, offence, facts, ["general:lesser-crime"])
    assert found["verdict"] == "established" and moved(found)["discontinued-without-harm"] == ({"ExemptionFromPunishment"}, True)
