"""What moves a punishment or a prosecution says so in the answer, by its effects and by whether they must follow."""

import pytest

import delicta

CASE = """
@base <https://w3id.org/delicta/case/made-up/> .
@prefix delicta: <https://w3id.org/delicta/> .
@prefix general: <https://w3id.org/delicta/general/> .
@prefix interpretation: <https://w3id.org/delicta/interpretation/> .
@prefix offence: <https://w3id.org/delicta/offence/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<> a delicta:Hypothetical ; delicta:hasConduct <conduct> .
<actor> a delicta:NaturalPerson .
<conduct> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <view> , {names} .
{facts}
<view> a delicta:Assessment ; delicta:affirms {affirmed} .
"""


def answer(tmp_path, offence, facts, affirmed, day="2024-06-01"):
    """The finding on an offence; facts are lines that each begin with the name of one."""
    names = " , ".join(dict.fromkeys(line.split()[0] for line in facts.split("\n") if line.strip()))
    file = tmp_path / "conduct.ttl"
    file.write_text(CASE.format(day=day, names=names, facts=facts, affirmed=" , ".join(affirmed)), encoding="utf-8")
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
