"""What a minor of sixteen or seventeen does and the law may hold to be no crime: told where something of it is there, and only by an assessment."""

import pytest
from made_up import written

import delicta

CASE = """
<> a delicta:Hypothetical ; delicta:hasConduct <conduct> .
<actor> a delicta:NaturalPerson {role} ; delicta:age {age} .
<conduct> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "2022-06-01"^^xsd:date ; delicta:judgedOn "2022-12-01"^^xsd:date ;
  delicta:hasFact <act> , <intent> {facts} .
<intent> a delicta:Intent .
{more}
"""
THEFT = "<act> a delicta:Stealing ; delicta:concerns <thing> {owner} ; delicta:acts {acts} . <thing> a delicta:Money ; delicta:value 5000 . <aim> a delicta:UnlawfulPossessionPurpose ."
VIEW = " <view> a delicta:Assessment ; delicta:affirms interpretation:{} ."
FEW = "<told> a delicta:Confession . <back> a delicta:GainsReturned ."


def theft(tmp_path, clause="", age=17, role="", acts=1, owner="", more="", facts=""):
    said = THEFT.format(acts=acts, owner=owner) + more + (VIEW.format(clause) if clause else "")
    file = written(tmp_path, CASE.format(age=age, role=role, facts=", <aim>" + facts + (", <view>" if clause else ""), more=said))
    return next(f for f in delicta.apply(file) if f["offence"] == "264")


def checked(found):
    return {defence["id"] for defence in found["check_defences"]}


@pytest.mark.parametrize("clause, stated", [
    ("fs-2006-1.9.1-minor", {"role": ", delicta:Accessory", "more": FEW, "facts": ", <told> , <back>"}),
    ("fs-2006-1.9.2-held", {"more": "<stopped> a delicta:Discontinuation .", "facts": ", <stopped>"}),
    ("fs-2006-1.9.3-held", {"owner": ", <father>", "more": "<father> a delicta:FamilyMember ."}),
])
def test_a_minors_theft_may_be_held_no_crime_in_three_situations(tmp_path, clause, stated):
    defence = clause.rpartition("-")[0]
    open_still = theft(tmp_path, **stated)
    assert open_still["verdict"] == "established" and defence in checked(open_still)
    assert theft(tmp_path, clause, **stated)["verdict"] == "defeated"
    assert theft(tmp_path, clause, age=18, **stated)["verdict"] == "established"


def test_more_than_three_thefts_are_not_excused(tmp_path):
    stated = {"role": ", delicta:Accessory", "more": FEW, "facts": ", <told> , <back>"}
    assert [theft(tmp_path, "fs-2006-1.9.1-minor", acts=acts, **stated)["verdict"] for acts in (3, 4)] == ["defeated", "established"]
