"""The general part on a made-up injury: who is spared, who answers, and what moves the punishment."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_up import written

import delicta
from delicta import places
from delicta.cli import main

BASE = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <blow> .
  <actor> a delicta:NaturalPerson {actor} .
  <blow> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <strike> , <will> , <wound> {facts} .
  <strike> a delicta:Injuring . <will> a delicta:Intent . <wound> a delicta:SeriousInjury .
  {more}
}}
"""


def finding(tmp_path, classes="", actor="", more="", day="2022-06-01"):
    """The finding on intentional injury, with facts of further classes and whatever else is said of the actor."""
    names = [f"fact-{number}" for number, _ in enumerate(classes.split())]
    facts = "".join(f", <{name}> " for name in names)
    stated = " ".join(f"<{name}> a delicta:{kind} ." for name, kind in zip(names, classes.split(), strict=True))
    file = written(tmp_path, BASE.format(actor=actor, facts=facts, more=stated + more, day=day))
    return next(f for f in delicta.apply(file) if f["offence"] == "234")


def moved_by(found):
    return {modifier["id"] for modifier in found["modifiers"]}


SUSPENSION = ("short-term", "suspension-lesser", "suspension-safe", "suspension-harmless")


def affirmed(classes, *clauses, actor="", more=""):
    """Facts of these classes, and an assessment that affirms open clauses of the general part."""
    said = f" <view> a delicta:Assessment ; delicta:affirms {', '.join('general:' + clause for clause in clauses)} . <blow> delicta:hasFact <view> ."
    return {"classes": classes, "actor": actor, "more": (said if clauses else "") + more}


def run(years, *clauses, classes=""):
    """A time of limitation that has run, with the frame assessed."""
    return affirmed(classes, *clauses, more=f" <blow> delicta:hasFact <time> . <time> a delicta:TimePassed ; delicta:yearsToFiling {years} .")


@pytest.mark.parametrize("facts, modifier", [
    ({"actor": ", delicta:Accessory"}, "accessory"),
    ({"actor": ", delicta:CoercedParticipant"}, "coerced"),
    ({"classes": "CoercedParticipation"}, "coerced"),
    ({"classes": "InstigationOfMinor"}, "instigator-of-minor"),
    ({"classes": "FailedInstigation"}, "failed-instigator"),
    ({"actor": "; delicta:age 17"}, "minor"),
    ({"actor": "; delicta:age 17"}, "spared-death"),
    ({"actor": "; delicta:age 75"}, "aged-with-intent"),
    ({"actor": ", delicta:BlindPerson"}, "deaf-mute-or-blind"),
    ({"classes": "DiminishedCapacity"}, "diminished-capacity"),
    ({"classes": "DefenceAgainstAttack ExcessOfDefence"}, "excessive-defence"),
    ({"classes": "ActUnderPresentDanger ExcessOfNecessity"}, "excessive-necessity"),
    ({"classes": "Recidivism"}, "recidivist"),
    ({"classes": "SelfSurrender"}, "surrendered"),
    ({"classes": "SurrenderInCustody"}, "surrendered"),
    ({"classes": "Confession"}, "confessed"),
    ({"classes": "Confession GraveConsequenceAverted"}, "confession-averted-harm"),
    ({"classes": "Merit"}, "meritorious"),
    ({"classes": "MajorMerit"}, "majorly-meritorious"),
    ({"classes": "AdmissionOfGuilt AcceptanceOfPunishment"}, "guilt-admitted"),
    ({"classes": "ApprovedBelowFrame"}, "approved-below-frame"),
    ({"classes": "PunishedAbroad"}, "punished-abroad"),
    ({"classes": "LimitationExpired"}, "limitation"),
    ({"classes": "PregnantAtTrial"}, "spared-death"),
    ({"actor": ", delicta:Principal"}, "principal"),
    ({"classes": "GroupRingleader"}, "group-ringleader"),
    ({"classes": "CriminalGroup", "actor": ", delicta:Ringleader"}, "group-ringleader"),
    ({"actor": ", delicta:Instigator"}, "instigator"),
    ({"classes": "LucidInterval"}, "lucid"),
    ({"classes": "Intoxication"}, "drunk"),
    ({"classes": "SelfSurrender ConfessionRetracted ConfessionRenewed"}, "surrendered"),
    ({"classes": "SameKindConfession"}, "same-kind-confessed"),
    ({"classes": "AccompliceExposed"}, "accomplice-exposed"),
    ({"actor": ", delicta:ForeignNational"}, "deportation"),
    ({"actor": "; delicta:age 17"}, "minor-fine"),
    ({"classes": "GainsReturned"}, "made-good"),
    ({"classes": "Compensation"}, "made-good"),
    ({"classes": "Forgiveness"}, "made-good"),
    ({"classes": "GainsStillHeld"}, "confiscated"),
    ({"classes": "VictimPropertyFound"}, "confiscated"),
    ({"classes": "Contraband"}, "confiscated"),
    ({"classes": "OwnToolOfCrime"}, "confiscated"),
    ({"classes": "UndiscoveredAtJudgment"}, "found-later"),
    ({"classes": "SentenceBeingServed"}, "while-serving"),
    ({"classes": "CrimeOnProbation"}, "on-probation"),
    ({"classes": "CrimeOnParole"}, "on-parole"),
    (affirmed("OccasionalOffence", "fine-suffices"), "fine-alone"),
    (affirmed("SelfSurrender", "fine-suffices"), "fine-alone"),
    (affirmed("GainsReturned Repentance", "fine-suffices"), "fine-alone"),
    (affirmed("Repentance", *SUSPENSION), "suspension"),
    (affirmed("Repentance PregnantAtTrial", *SUSPENSION), "suspension-due"),
    (affirmed("Repentance", *SUSPENSION, actor="; delicta:age 17"), "suspension-due"),
    (affirmed("Repentance", "chapters-four-to-six", "up-to-one-year", actor="; delicta:age 17"), "conditional-non-prosecution"),
    (affirmed("Reconciliation CivilDispute", "three-years-at-most"), "reconciled"),
    (run(5, "highest-five"), "limitation"),
    (run(10, "highest-ten"), "limitation"),
    (run(15, "highest-fifteen"), "limitation"),
    (run(20), "limitation"),
])
def test_the_offence_stands_and_its_punishment_is_moved(tmp_path, facts, modifier):
    found = finding(tmp_path, **facts)
    assert found["verdict"] == "established"
    assert modifier in moved_by(found)
    assert modifier not in moved_by(finding(tmp_path))


@pytest.mark.parametrize("facts, modifier", [
    ({"actor": "; delicta:age 18"}, "minor"),
    ({"actor": "; delicta:age 74"}, "aged-with-intent"),
    ({"actor": ", delicta:Principal"}, "accessory"),
    ({"classes": "DefenceAgainstGraveViolence ExcessOfDefence"}, "excessive-defence"),
    ({"classes": "Recidivism", "actor": "; delicta:age 17"}, "recidivist"),
    ({"classes": "SelfSurrender MajorMerit"}, "surrender-with-major-merit"),
    ({"classes": "LimitationExpired FlightAfterFiling"}, "limitation"),
    ({"classes": "SeventyFiveAtTrial Death ParticularlyCruelMeans"}, "spared-death"),
    ({"actor": ", delicta:Accessory"}, "principal"),
    ({"classes": "GroupRingleader", "actor": ", delicta:Principal"}, "principal"),
    ({"classes": "CriminalGroup", "actor": ", delicta:Principal"}, "group-ringleader"),
    ({"classes": "CriminalGroup", "actor": ", delicta:Ringleader", "more": " <fact-0> delicta:groupMembers 2 ."}, "group-ringleader"),
    ({"actor": ", delicta:Ringleader"}, "group-ringleader"),
    ({"classes": "SelfSurrender EscapeAfterSurrender"}, "surrendered"),
    ({"classes": "SelfSurrender ConfessionRetracted"}, "surrendered"),
    ({"classes": "Recidivism EarlierCrimeAsMinor"}, "recidivist"),
    ({"classes": "SelfSurrender Confession"}, "confessed"),
    (affirmed("SelfSurrender EscapeAfterSurrender", "fine-suffices"), "fine-alone"),
    (affirmed("GainsReturned", "fine-suffices"), "fine-alone"),
    (affirmed("Repentance Recidivism", *SUSPENSION), "suspension"),
    (affirmed("Repentance GroupRingleader", *SUSPENSION), "suspension"),
    (affirmed("Repentance", *SUSPENSION[1:]), "suspension"),
    (affirmed("Repentance", *SUSPENSION), "suspension-due"),
    (affirmed("Repentance", "chapters-four-to-six", "up-to-one-year", actor="; delicta:age 18"), "conditional-non-prosecution"),
    (affirmed("Reconciliation", "three-years-at-most"), "reconciled"),
    (affirmed("Reconciliation CivilDispute EarlierIntentionalCrime", "three-years-at-most", more=' <fact-2> delicta:dated "2018-01-01"^^xsd:date .'), "reconciled"),
    (run(4.9, "highest-five"), "limitation"),
    (run(9, "highest-ten"), "limitation"),
    (run(14, "highest-fifteen"), "limitation"),
    (run(19), "limitation"),
    (run(20, classes="ApprovedProsecution"), "limitation"),
])
def test_what_lies_beside_a_rule_moves_nothing(tmp_path, facts, modifier):
    assert modifier not in moved_by(finding(tmp_path, **facts))


def test_the_struck_paragraph_on_surrender_with_major_merit_stays_for_its_days(tmp_path):
    assert "surrender-with-major-merit" in moved_by(finding(tmp_path, "SelfSurrender MajorMerit", day="2010-06-01"))


@pytest.mark.parametrize("facts, verdict", [
    ({"classes": "DefenceAgainstGraveViolence"}, "defeated"),
    ({"classes": "DefenceAgainstAttack Assessment", "more": " <fact-1> delicta:affirms general:defence-within-limit ."}, "defeated"),
    ({"classes": "UnavoidableCause"}, "ruled-out"),
    ({"classes": "WhollyAbroad", "actor": ", delicta:ForeignNational"}, "ruled-out"),
    ({"classes": "WhollyAbroad TreatyCrime", "actor": ", delicta:ForeignNational"}, "established"),
    ({"classes": "WhollyAbroad AgainstChina", "actor": ", delicta:ForeignNational"}, "established"),
    ({"classes": "WhollyAbroad AgainstChina UnpunishedAtPlace", "actor": ", delicta:ForeignNational"}, "ruled-out"),
    (affirmed("WhollyAbroad AgainstChina", "frame-below-three-years", actor=", delicta:ForeignNational"), "ruled-out"),
    ({"classes": "WhollyAbroad", "actor": ", delicta:ChineseNational"}, "established"),
    ({"classes": "CommittedAbroad", "actor": ", delicta:ForeignNational"}, "established"),
    ({"classes": "DefenceAgainstAttack ExcessOfDefence"}, "established"),
    ({"classes": "UnascertainedAge"}, "open"),
    ({"actor": "; delicta:age 15"}, "established"),
    ({"actor": "; delicta:age 13"}, "open"),
])
def test_justified_or_beyond_reach(tmp_path, facts, verdict):
    assert finding(tmp_path, **facts)["verdict"] == verdict


NEGLIGENT = BASE.replace("<strike> a delicta:Injuring . <will> a delicta:Intent .", "<strike> a delicta:CarelessAct . <will> a delicta:Negligence .")


def careless(tmp_path, actor="", facts="", more=""):
    """The finding on causing serious injury by negligence."""
    file = written(tmp_path, NEGLIGENT.format(actor=actor, facts=facts, more=more, day="2022-06-01"))
    return next(f for f in delicta.apply(file) if f["offence"] == "235")


def test_several_who_act_by_negligence_make_no_joint_crime(tmp_path):
    found = careless(tmp_path, actor=", delicta:Accessory")
    assert found["verdict"] == "established"
    assert moved_by(found) & {"negligent-joint-act", "accessory"} == {"negligent-joint-act"}


def test_crimes_by_negligence_may_be_reconciled_up_to_seven_years(tmp_path):
    peace = "<peace> a delicta:Reconciliation . <view> a delicta:Assessment ; delicta:affirms general:seven-years-at-most ."
    assert "reconciled" in moved_by(careless(tmp_path, facts=", <peace> , <view>", more=peace))
    assert "reconciled" not in moved_by(careless(tmp_path, facts=", <peace>", more=peace))


def test_a_defence_of_the_general_part_is_named_to_check_only_on_a_sign(tmp_path):
    assert "self-defence" not in {d["id"] for d in finding(tmp_path)["check_defences"]}
    assert "self-defence" in {d["id"] for d in finding(tmp_path, "DefenceAgainstAttack")["check_defences"]}
    assert not {"age-unproved", "no-unit-crime"} & {d["id"] for d in finding(tmp_path)["check_defences"]}


UNIT = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <trade> .
  <firm> a delicta:{kind} . <founder> a delicta:NaturalPerson .
  <trade> a delicta:Conduct ; delicta:hasActor <firm> , <founder> ; delicta:ends "2022-06-01"^^xsd:date ; delicta:hasFact <sale> , <data> , <will> , <breach> .
  <sale> a delicta:Selling ; delicta:concerns <data> . <data> a delicta:LocationTrace ; delicta:records 50 .
  <will> a delicta:Intent . <breach> a delicta:BreachOfStateProvisions .
}}
"""


def by_unit(tmp_path, kind):
    """Selling fifty locations by a unit of a kind, and by the person who acted for it, in one conduct."""
    file = written(tmp_path, UNIT.format(kind=kind))
    return {f["actor"].rpartition("/")[2]: f for f in delicta.apply(file) if f["offence"] == "253-1"}


@pytest.mark.parametrize("kind, verdict", [("Unit", "established"), ("ShamUnit", "ruled-out"), ("BorrowedUnit", "ruled-out")])
def test_what_is_no_crime_of_a_unit_is_one_of_the_persons(tmp_path, kind, verdict):
    found = by_unit(tmp_path, kind)
    assert found["firm"]["verdict"] == verdict
    assert ("no-unit-crime" in {d["id"] for d in found["firm"]["defeated_by"]}) == (verdict == "ruled-out")
    assert found["founder"]["verdict"] == "established"


AGAIN = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <call> .
  <actor> a delicta:NaturalPerson . <earlier> a delicta:PriorConviction ; delicta:concerns <matter> . <matter> a delicta:{matter} .
  <call> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <earlier> , <inciting> , <will> .
  <inciting> a delicta:IncitingSeparatism . <will> a delicta:Intent .
}}
"""


@pytest.mark.parametrize("matter, day, modifier", [
    ("StateSecurityMatter", "2022-06-01", "special-recidivist"),
    ("TerroristActivityMatter", "2022-06-01", "special-recidivist"),
    ("TerrorismMatter", "2022-06-01", None),
    ("MafiaTypeMatter", "2022-06-01", "special-recidivist"),
    ("TheftMatter", "2022-06-01", None),
    ("StateSecurityMatter", "2011-04-30", "special-recidivist-1997"),
    ("TerroristActivityMatter", "2011-04-30", None),
])
def test_who_returns_to_crimes_of_the_three_gravest_kinds_is_a_recidivist_at_any_time(tmp_path, matter, day, modifier):
    file = written(tmp_path, AGAIN.format(matter=matter, day=day))
    found = next(f for f in delicta.apply(file) if f["offence"] == "103p2")
    assert {name for name in moved_by(found) if "recidivist" in name} == {modifier} - {None}


def articles(text):
    """The articles that a text names, ranges drawn out: "arts 1–5, 37-1(2)"."""
    found = set()
    for first, bis, last in re.findall(r"(?<![\d.-])(\d+)(-1)?(?:\([\d]\))?(?:–(\d+))?", text):
        found |= {str(number) for number in range(int(first), int(last) + 1)} if last else {first + bis}
    return found


def test_every_article_of_the_general_part_is_law_or_named_as_left_out():
    cited = {
        article
        for file in places.turtle_files(places.ONTOLOGY)
        if file.parent.name not in ("law", "papers", "compliance", "doctrine", "reforms")
        for article in re.findall(r"law:cl-(\d+(?:-1)?)\b", file.read_text(encoding="utf-8"))
    }
    page = (Path(__file__).parents[1] / "docs" / "decisions" / "0017-not-modelled-yet.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].partition(";")[0] for line in page.splitlines() if line.startswith("| art")]
    left_out = set().union(*(articles(row.partition(" before ")[0]) for row in rows))
    assert {*map(str, range(1, 102)), "17-1", "37-1"} - cited - left_out == set()


DECEIT = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <deceit> .
  <actor> a {actor} .
  <deceit> a delicta:Conduct ; delicta:hasActor <actor> ; delicta:ends "2024-06-01"^^xsd:date ; delicta:hasFact <act> , <will> , <aim> , <transfer> , <sum> .
  <act> a delicta:{act} ; delicta:concerns <sum> . <will> a delicta:Intent . <aim> a delicta:UnlawfulPossessionPurpose .
  <transfer> a delicta:DisposalInError ; delicta:concerns <sum> . <sum> a delicta:Money ; delicta:value 50000 .
}}
"""


@pytest.mark.parametrize("actor, act, offence, said", [
    ("delicta:Unit", "Deceiving", "266", True),
    ("delicta:NaturalPerson ; delicta:age 15", "Deceiving", "266", False),
    ("delicta:Unit", "DeceivingInContract", "224", False),
    ("delicta:Unit , delicta:ShamUnit", "Deceiving", "266", False),
])
def test_where_no_unit_can_commit_it_those_who_organised_planned_or_carried_it_out_are_said_to_answer(tmp_path, actor, act, offence, said):
    file = written(tmp_path, DECEIT.format(actor=actor, act=act))
    found = next(f for f in delicta.apply(file) if f["offence"] == offence)
    printed = " ".join(CliRunner().invoke(main, ["apply", str(file), "--lang", "en"]).stdout.split())
    assert bool(found["remarks"]) == said
    assert not said or found["verdict"] == "ruled-out" and "organised, planned or carried it out answer" in printed


def test_a_unit_is_no_person_of_fourteen_either(tmp_path):
    file = written(tmp_path, BASE.format(actor="", facts="", more="", day="2022-06-01").replace("NaturalPerson", "Unit"))
    found = next(f for f in delicta.apply(file) if f["offence"] == "234")
    assert found["verdict"] == "ruled-out" and found["remarks"]
