"""The administrative wrongs below the offences: each can be reached, each has its days, none comes into question by a bare act, and every offence with an
administrative counterpart has one."""

from datetime import date, timedelta

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypotheticals import ClosedLaw, Conduct, conduct_for, evaluate
from made_up import written

import delicta
from delicta import applying, findings, names, reading
from delicta.cli import main
from delicta.law import load_law

D, M = names.BASE, names.MACHINE


@pytest.fixture(scope="module")
def law():
    return ClosedLaw()


def members(law, kind):
    return {quad.subject.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(D + kind), None)}


def established(store):
    """Pairs of conduct and wrong."""
    query = f"""SELECT ?conduct ?wrong WHERE {{ GRAPH <{names.FINDINGS}> {{
        ?finding <{D}ofWrong> ?wrong ; <{D}ofConduct> ?conduct ; <{D}verdict> <{D}Established> }} }}"""
    return {(row["conduct"].value, row["wrong"].value) for row in store.query(query)}


def test_every_mode_of_every_wrong_is_reached_and_none_on_the_day_before(law, counted):
    at, early, facts = {}, {}, []
    for wrong in sorted(members(law, "AdministrativeWrong")):
        for mode in law.modes[wrong]:
            conduct = conduct_for(law, f"wrong-{names.local(mode)}", [mode], mode)
            facts += conduct.triples(conduct.day())
            at[conduct.iri] = wrong
            before = Conduct(law, conduct.iri + "-before", facts=conduct.facts, affirmed=conduct.affirmed, actor_classes=conduct.actor_classes)
            day = law.dates[wrong][0] - timedelta(days=1)
            facts += before.triples(day, date(2026, 6, 1))
            early[before.iri] = wrong
    found = established(evaluate(law, facts))
    counted(f"modes of administrative wrongs that are reached: {len(found & at.items())} of {len(at)}")
    assert at.items() - found == set()
    assert early.items() & found == set()


def test_every_offence_with_an_administrative_counterpart_has_its_wrong(law):
    have = {quad.object.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(D + "standsBelow"), None, None)}
    want = {quad.subject.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(D + "counterpart"), None, None)}
    assert sorted(names.short(offence) for offence in want - have) == []


BELOW = """
246a: psapl-2006.42.5 psapl-2006.42.6 psapl-2025.50.1.5 psapl-2025.50.1.6
253-1: psapl-2006.42.6 psapl-2025.50.1.6
274: psapl-2006.42.1 psapl-2025.50.1.1
293: psapl-2006.42.1 psapl-2006.42.5 psapl-2025.50.1.1 psapl-2025.50.1.5
299-1: psapl-2025.35.4
286-1: csl-2016.59.1 csl-2016.61 csl-2025.61.1 csl-2025.64
219: aucl-2019.21
219-1: aucl-2019.21
221: aucl-2019.23
222: aucl-2019.20
181p2: sl-2019.193.2
"""


@pytest.mark.parametrize("line", BELOW.split("\n")[1:-1])
def test_the_wrongs_of_a_law_and_of_the_one_it_replaced_stand_below_the_same_offence(law, line):
    offence, wrongs = line.split(": ")
    below = {names.local(quad.subject.value) for quad in law.store.quads_for_pattern(None, ox.NamedNode(D + "standsBelow"), ox.NamedNode(names.OFFENCE + offence), None)}
    assert set(wrongs.split()) <= below


PESTERED = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <night> .
  <sender> a delicta:NaturalPerson .
  <night> a delicta:Conduct ; delicta:hasActor <sender> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <sending> , <words> , <will> , <view> .
  <sending> a delicta:SendingMessages ; delicta:concerns <words> . <words> a delicta:InsultingContent . <will> a delicta:Intent .
  <view> a delicta:Assessment ; delicta:affirms administrative:{law}.many-times {more} .
}}
"""


@pytest.mark.parametrize("day, code, more, verdict", [
    ("2026-02-01", "psapl-2025", ", administrative:psapl-2025.life-disturbed", "established"),
    ("2026-02-01", "psapl-2025", "", "open"),
    ("2025-12-31", "psapl-2006", ", administrative:psapl-2006.life-disturbed", "established"),
])
def test_insults_sent_many_times_are_a_wrong_once_they_disturb_anothers_life(tmp_path, day, code, more, verdict):
    file = written(tmp_path, PESTERED.format(day=day, law=code, more=more))
    facts = reading.read_case(file).facts
    lower = findings.collect_administrative(applying.evaluate(facts, load_law()), load_law(), applying.cases_of(facts))
    assert {f["wrong"]: f["verdict"] for f in lower}[{"psapl-2025": "psapl-2025.50.1.5", "psapl-2006": "psapl-2006.42.5"}[code]] == verdict


THREATENED = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <call> .
  <caller> a delicta:NaturalPerson {actor} .
  <call> a delicta:Conduct ; delicta:hasActor <caller> ; delicta:ends "{day}"^^xsd:date ; delicta:hasFact <threat> , <will> {facts} .
  <threat> a delicta:{threat} ; delicta:concerns <creditor> . <creditor> a delicta:SpecificNaturalPerson . <will> a delicta:Intent .
  {more}
}}
"""


def threatened(tmp_path, day, threat="ThreateningGraveHarm", actor="", *affirmed, facts=()):
    """The administrative findings on one who threatens another by telephone; `facts` are further ones, each its class and what more it has."""
    stated = [f"delicta:{fact}" for fact in facts] + [f"delicta:Assessment ; delicta:affirms {' , '.join(affirmed)}"] * bool(affirmed)
    named = "".join(f" , <further-{number}>" for number, _ in enumerate(stated))
    more = "\n".join(f"<further-{number}> a {fact} ." for number, fact in enumerate(stated))
    file = written(tmp_path, THREATENED.format(day=day, threat=threat, actor=actor, facts=named, more=more))
    facts = reading.read_case(file).facts
    return {f["wrong"]: f for f in findings.collect_administrative(applying.evaluate(facts, load_law()), load_law(), applying.cases_of(facts))}


@pytest.mark.parametrize("day, wrong", [("2026-02-01", "psapl-2025.50.1.1"), ("2025-12-31", "psapl-2006.42.1")])
def test_who_threatens_anothers_safety_commits_a_wrong_below_the_crime(tmp_path, day, wrong):
    assert threatened(tmp_path, day)[wrong]["verdict"] == "established"
    assert threatened(tmp_path, day, "Intimidating")[wrong]["verdict"] == "open"
    law = wrong.partition(".")[0]
    assert threatened(tmp_path, day, "Intimidating", "", f"administrative:{law}.safety-threatened")[wrong]["verdict"] == "established"
    assert wrong not in threatened(tmp_path, day, "ThreateningToPublishOnline")


@pytest.mark.parametrize("day, wrong", [("2026-02-01", "psapl-2025.50.1.1"), ("2025-12-31", "psapl-2006.42.1")])
def test_minors_are_punished_more_lightly_and_those_whom_the_law_spares_are_not_detained(tmp_path, day, wrong):
    law = wrong.partition(".")[0]

    def moved(years, *clauses):
        found = threatened(tmp_path, day, "ThreateningGraveHarm", f"; delicta:age {years}", *(f"administrative:{law}.{clause}" for clause in clauses))[wrong]
        return {modifier["id"].removeprefix(f"{law}.") for modifier in found["modifiers"]}

    assert moved(15) == {"minor", "not-detained"}
    assert moved(17) == {"minor"}
    assert moved(17, "first-breach") == {"minor", "not-detained"}
    assert moved(18) == moved(69) == set()
    assert moved(70) == moved(30, "not-detained-mother") == {"not-detained"}


def test_grave_or_repeated_breaches_may_be_detained_for_since_2026(tmp_path):
    def spared(years, *clauses):
        found = threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", f"; delicta:age {years}", *(f"administrative:psapl-2025.{clause}" for clause in clauses))
        return "psapl-2025.not-detained" in {modifier["id"] for modifier in found["psapl-2025.50.1.1"]["modifiers"]}

    assert not spared(15, "grave-breach") and not spared(70, "grave-breach") and not spared(15, "second-breach")
    assert spared(17, "first-breach", "second-breach") and spared(30, "not-detained-mother", "grave-breach")


@pytest.mark.parametrize("actor, facts, moved_by", [
    ("", ["Forgiveness"], {"lenient"}),
    ("", ["CoercedParticipation"], {"lenient"}),
    ("", ["SelfSurrender"], {"lenient"}),
    ("", ["Merit"], {"lenient"}),
    ("", ["AdmissionOfGuilt"], set()),
    ("", ["AdmissionOfGuilt", "AcceptanceOfPunishment"], {"admitted"}),
    ("", ["DiminishedCapacity"], {"diminished-capacity"}),
    ("", ["Intoxication"], {"drunk"}),
    (", delicta:BlindPerson", [], {"blind-or-deaf-mute"}),
    (", delicta:Instigator", [], {"heavier"}),
    ("", ['PublicSecurityPenalty ; delicta:dated "2025-02-01"^^xsd:date'], {"heavier"}),
    ("", ['PublicSecurityPenalty ; delicta:dated "2025-01-31"^^xsd:date'], set()),
    ("", ['PriorAdministrativePenalty ; delicta:dated "2025-12-01"^^xsd:date ; delicta:concerns <matter> . <matter> a delicta:FraudMatter'], set()),
])
def test_what_makes_the_sanction_of_a_breach_of_public_security_lighter_or_heavier(tmp_path, actor, facts, moved_by):
    found = threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", actor, facts=facts)["psapl-2025.50.1.1"]
    assert {modifier["id"].removeprefix("psapl-2025.") for modifier in found["modifiers"]} == moved_by


def test_what_a_foreigner_does_wholly_abroad_breaches_no_public_security(tmp_path):
    found = threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", ", delicta:ForeignNational", facts=["WhollyAbroad"])
    assert found["psapl-2025.50.1.1"]["verdict"] == "ruled-out"


@pytest.mark.parametrize("facts, lenient", [(["Forgiveness"], False), (["Merit"], True)])
def test_until_2025_forgiveness_counted_only_beside_amends(tmp_path, facts, lenient):
    def moved(*clauses):
        found = threatened(tmp_path, "2025-12-31", "ThreateningGraveHarm", "", *clauses, facts=facts)["psapl-2006.42.1"]
        return "psapl-2006.lenient" in {modifier["id"] for modifier in found["modifiers"]}

    assert moved() is lenient and moved("administrative:psapl-2006.harm-undone")


def test_who_stops_an_attack_commits_no_breach_of_public_security_unless_he_goes_clearly_too_far(tmp_path):
    def found(*clauses):
        return threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", "", *(f"administrative:psapl-2025.{clause}" for clause in clauses), facts=["DefenceAgainstAttack"])["psapl-2025.50.1.1"]

    assert found()["verdict"] == "established" and "psapl-2025.self-defence" in {defence["id"] for defence in found()["check_defences"]}
    assert found("defence-within-limit")["verdict"] == "defeated"
    assert {modifier["id"] for modifier in found("defence-beyond-limit")["modifiers"]} == {"psapl-2025.excessive-defence"}


DONE = """
<facts> {{
  <> a delicta:Hypothetical ; delicta:hasConduct <deed> .
  <doer> a delicta:NaturalPerson {actor} .
  <deed> a delicta:Conduct ; delicta:hasActor <doer> ; delicta:ends "2026-02-01"^^xsd:date ; delicta:hasFact <will> , {facts} .
  <will> a delicta:Intent .
  {described}
}}
"""
SECRET = "<copying> a delicta:Reproducing ; delicta:concerns <secret> . <secret> a delicta:StateSecret ."
NUMBERS = "<sale> a delicta:Selling ; delicta:concerns <numbers> . <numbers> a delicta:PersonalInformation . <knowing> a delicta:KnowledgeOfAnothersCrime ; delicta:concerns <crime> . <crime> a delicta:{} ."

REVIEW = "<review> a delicta:Fabricating , delicta:Publishing ; delicta:concerns <words> . <words> a delicta:BusinessFalsehood . <harm> a delicta:BusinessReputationHarm ."


@pytest.mark.parametrize("wrong, facts, described, actor, verdict", [
    ("csl-2025.66.1", "<change>", "<change> a delicta:Modifying ; delicta:concerns <picture> . <picture> a delicta:Image .", "", None),
    ("csl-2025.66.1", "<change>", "<change> a delicta:Modifying ; delicta:concerns <data> . <data> a delicta:SystemData .", "", "established"),
    ("ssl-2024.57", "<copying>", SECRET, "", "open"),
    ("ssl-2024.57", "<copying> , <breach>", SECRET + " <breach> a delicta:BreachOfSecrecyLaw .", "", "established"),
    ("atofl.42", "<sale> , <knowing> , <crime>", NUMBERS.format("FraudOfAnother"), "", "established"),
    ("atofl.42", "<sale> , <knowing> , <crime>", NUMBERS.format("ExtortionCrime"), "", "open"),
    ("atofl.44", "<purchase>", "<purchase> a delicta:Buying ; delicta:concerns <cards> . <cards> a delicta:PhoneCard .", "", "established"),
    ("psapl-2025.80.1", "<carrying>", "<carrying> a delicta:Transporting ; delicta:concerns <discs> . <discs> a delicta:ObsceneMatter .", "", "established"),
    ("psapl-2025.30", "<brawl>", "<brawl> a delicta:BrawlingInBands .", "", "established"),
    ("psapl-2025.57", "<claim>", "<claim> a delicta:MisappropriatingMail .", "", "established"),
    ("aucl-2025.26", "<getting> , <mind>", "<getting> a delicta:Receiving ; delicta:concerns <list> . <list> a delicta:TradeSecret . <mind> a delicta:OughtToKnowOfSecretInfringement .", "", "established"),
    ("aucl-2025.28", "<review> , <harm>", REVIEW, "", "open"),
    ("aucl-2025.28", "<review> , <harm>", REVIEW, ", delicta:BusinessOperator", "established"),
    ("copyright-2020.53", "<novel> , <view>", "<novel> a delicta:Selling ; delicta:concerns <work> . <work> a delicta:FalselySignedWork ."
     " <view> a delicta:Assessment ; delicta:affirms administrative:copyright-2020.public-interest .", "", "established"),
    ("psapl-2025.72.2", "<logs> , <view>", "<logs> a delicta:DestroyingEvidence . <view> a delicta:Assessment ; delicta:affirms administrative:psapl-2025.case-affected .", "", "established"),
])
def test_a_wrong_asks_for_what_its_article_asks_for(tmp_path, wrong, facts, described, actor, verdict):
    case = reading.read_case(written(tmp_path, DONE.format(facts=facts, described=described, actor=actor)))
    found = {f["wrong"]: f["verdict"] for f in findings.collect_administrative(applying.evaluate(case.facts, load_law()), load_law(), applying.cases_of(case.facts))}
    assert found.get(wrong) == verdict


def test_a_table_says_what_moves_the_sanction_of_a_wrong(tmp_path):
    threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", "; delicta:age 15")
    shown = " ".join(CliRunner().invoke(main, ["apply", str(tmp_path / "made-up.trig"), "--lang", "en"]).output.split())
    assert "minor of fourteen to seventeen years: Shall be punished more lightly" in shown


def test_two_who_differ_in_what_moves_their_sanction_are_not_told_in_one_breath(tmp_path):
    threatened(tmp_path, "2026-02-01", "ThreateningGraveHarm", "; delicta:age 15")
    file = tmp_path / "made-up.trig"
    grown = file.read_text(encoding="utf-8").replace("delicta:hasActor <caller>", "delicta:hasActor <caller> , <elder> . <elder> a delicta:NaturalPerson ; delicta:age 30 . <call> delicta:hasFact <will>")
    file.write_text(grown, encoding="utf-8")
    shown = CliRunner().invoke(main, ["apply", str(file), "--lang", "en"]).output
    assert shown.count("threatening another's personal safety") == 2 and shown.count("minor of fourteen") == 1


def test_minors_organised_make_an_obscene_performance_graver():
    wrong = load_law().lexicon["nodes"]["administrative/psapl-2025.81.1.2"]
    assert "psapl-2025 81(3)" in wrong["provisions"] and "minors" in wrong["sanction"]["en"]


def test_information_left_standing_with_the_gravest_consequences_costs_up_to_ten_million():
    assert "10,000,000" in load_law().lexicon["nodes"]["administrative/csl-2025.69.1"]["sanction"]["en"]


# ---------------------------------------------------------------- the built-in cases


@pytest.fixture(scope="module")
def found():
    """The findings on administrative wrongs in all built-in cases."""
    facts = [triple for path in reading.built_in_cases() for triple in reading.read_case(path).facts]
    return findings.collect_administrative(applying.evaluate(facts, load_law()), load_law(), applying.cases_of(facts))


def telling(law):
    """The conditions under which lies more than who acted, what he had in mind, and an act that might be done to anything."""
    query = f"""PREFIX delicta: <{D}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?gate WHERE {{
          ?gate delicta:setBy ?provision ; delicta:hasPart* ?test .
          {{ ?test delicta:on ?thing }} UNION {{ ?test delicta:measures ?quantity }} UNION {{
            ?test delicta:asksFor ?class .
            FILTER NOT EXISTS {{ VALUES ?bare {{ delicta:Actor delicta:MentalState delicta:Act }} ?class rdfs:subClassOf* ?bare }} }} }}"""
    return {names.local(row["gate"].value) for row in law.store.query(query)}


def test_no_wrong_waits_for_facts_on_the_strength_of_a_bare_act(law, found):
    """What is sold, spread or neglected must already be of the kind that the wrong is about, or something else must speak for it."""
    told = telling(law)
    waiting = [f for f in found if f["verdict"] == "open" and f["awaits"] == "facts"]
    assert waiting, "nothing is open: this has proved nothing"
    bare = {(names.short(f["case"]), f["wrong"]) for f in waiting if not {e["id"] for e in f["elements"] if e["status"] == "met"} & told}
    assert bare == set()


def wrongs(found, case):
    return {f["wrong"]: f["verdict"] for f in found if f["case"] == f"{names.CASE}{case}/"}


def test_a_deletion_refused_and_a_leak_left_open_are_breaches_of_the_law_on_personal_information(found):
    assert wrongs(found, "deletion-request-ignored") == {"pipl.66.1": "established", "genai-2023.21": "established", "dsl.45.1": "open"}
    for leak in ("known-leak-tolerated", "chatgpt-cache-leak"):
        assert wrongs(found, leak).items() >= {("pipl.66.1", "established"), ("dsl.45.1", "established")}
        assert not [wrong for wrong in wrongs(found, leak) if wrong.startswith(("csl", "deep-synthesis"))]


def test_acts_stand_at_all_levels_of_reach_and_risks_without_an_offence_beside_them():
    at = {}
    for row in delicta.ask("which-acts-does-no-norm-reach", params={"reach": "any"}):
        at.setdefault(row["reach"], set()).add(row["act"])
    assert at.keys() == {"offence", "in-part", "catalogued", "administrative-alone", "other-norm", "none"}
    assert at["administrative-alone"] == {
        "MisappropriatingMail", "MisreportingCase", "RefusingDeletion", "ToleratingSystemOutput", "UsingPersonalInformation", "UsingUnclearedSystem"}
    assert "ConcealingAccident" in at["catalogued"] and "Inciting" in at["in-part"]
    assert {"voice-imitated", "works-in-training", "biased-output", "values-tuned"} <= at["other-norm"] and "personal-information-scraped" in at["offence"]
    assert sum(map(len, at.values())) == len(set().union(*at.values()))

@pytest.mark.parametrize(("lang", "words"), [("en", "[source text not read]"), ("zh", "[未核对来源原文]")])
def test_a_wrong_that_nobody_read_in_its_source_is_marked(lang, words):
    said = CliRunner().invoke(main, ["apply", "tibet-quake-boy", "--lang", lang], env={"COLUMNS": "200"}).stdout
    below = next(line for line in said.splitlines() if "psapl-2006 25(1)" in line and "▽" in line)
    assert words in below
