"""The main job on real cases, through the Python interface and the command line."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

import delicta
from delicta import frames, places, tables
from delicta.cli import main


def test_the_registry_crawler_infringed_personal_information_in_particularly_serious_circumstances():
    found = {f["offence"]: f for f in delicta.apply("registry-crawler")}
    finding = found["253-1"]
    assert finding["verdict"] == "established"
    assert finding["mode"] == "253-1.provide"
    assert finding["tier"]["imprisonment_months"] == [36, 84]
    assert all(element["status"] == "met" for element in finding["elements"])


def test_an_offence_bears_the_name_of_the_law_that_judges_it():
    called = {(f["law_as_of"], f["mode"]): f["label"]["zh"] for f in delicta.apply("phone-location") if f["offence"] == "253-1"}
    assert called and set(called.values()) <= {"出售、非法提供公民个人信息罪", "非法获取公民个人信息罪"}
    assert {f["label"]["zh"] for f in delicta.apply("registry-crawler") if f["offence"] == "253-1"} == {"侵犯公民个人信息罪"}


def test_since_2021_concealing_proceeds_awaits_nothing_but_the_weighing(tmp_path):
    told = (places.CASES / "look-alike-collected-cash.trig").read_text(encoding="utf-8").replace("2026-05-17", "2022-05-17")
    case = tmp_path / "collected-cash-2022.trig"
    case.write_text(told, encoding="utf-8")
    found = [f for f in delicta.apply(str(case)) if f["offence"] == "312"]
    assert {(f["mode"], f["verdict"], f["awaits"]) for f in found} == {("312.conceal-2021", "open", "assessment")}
    assert {condition["id"] for f in found for condition in f["open"]} == {"312.weighed-2021"}


def test_the_command_line_prints_the_same_findings_as_json():
    run = subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", "json"], capture_output=True, text=True, check=True)
    printed = json.loads(run.stdout)
    assert printed["findings"] == list(delicta.apply("registry-crawler"))


def test_findings_say_which_law_and_which_steps_they_came_from():
    from delicta import applying, machine, names

    store = applying.evaluate(delicta.read_case("registry-crawler").facts, delicta.load_law())
    used = {row["used"].value for row in store.query(f"SELECT ?used {{ GRAPH <{names.FINDINGS}> {{ ?activity <http://www.w3.org/ns/prov#used> ?used }} }}")}
    steps = {f"{names.BASE}queries/evaluate/{name}" for name, _ in machine.steps(1)}
    assert used == steps | {delicta.load_law().iri}
    assert len(steps) == len(list((places.QUERIES / "evaluate").glob("*.ru")))


def finding(source, offence, actor=""):
    return next(f for f in delicta.apply(source) if f["offence"] == offence and f["actor"].endswith(actor))


def test_the_tier_says_what_carried_the_conduct_there_over_and_above_the_elements():
    tier = finding("registry-crawler", "253-1")["tier"]
    assert {"fs-2017-10 12", "cl-253-1(1)"} <= set(tier["provisions"])
    assert "fs-2017-10.5.2.3/fs-2017-10.5.1.5" in {test["id"] for test in tier["through"]}
    assert tier["facts"]
    elements = {test["id"] for element in finding("registry-crawler", "253-1")["elements"] for test in (element, *element["through"])}
    assert not elements & {test["id"] for test in tier["through"]}


def told(lang, *arguments, command="apply"):
    """What a command prints on a wide terminal, without the citations at the right, as one line."""
    said = CliRunner().invoke(main, [command, *arguments, "--lang", lang], env={"COLUMNS": "200"}).stdout
    return " ".join(" ".join(re.split(r"\s{3,}", line.strip())[0].split()) for line in said.splitlines())


@pytest.mark.parametrize(("lang", "reasons"), [
    ("en", [("≥ 50,000 records", "3,296,634 records"), ("≥ 50,000 yuan", "sold them, gaining 55,822 yuan")]),
    ("zh", [("≥ 50,000 条", "信息3296634条"), ("≥ 50,000 元", "贩卖，获利55822元")]),
])
def test_the_numbers_of_a_tier_stand_with_the_words_that_show_them(lang, reasons):
    said = told(lang, "registry-crawler")
    assert all(f"({number}) “{quote}”" in said for number, quote in reasons)
    assert {"en": "“used a crawler", "zh": "“用爬虫下载”"}[lang] not in said


def test_a_tier_is_not_explained_by_tests_of_another_mode():
    assert {test["id"] for test in finding("hangzhou-ransomware", "286")["tier"]["through"]} == {
        "fs-2011-19.4.2.1/fs-2011-19.4.1.1", "fs-2011-19.4.2.1/fs-2011-19.4.1.3-loss"}
    said = told("en", "hangzhou-ransomware")
    assert "(≥ 50 systems) “89 servers of a medical institution”" in said and "specially designed to damage" not in said


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "30,000 yuan, in every province (≥ 30,000 yuan) [source text not read]"), ("en", "× 0.8 (≥ 24,000 yuan) [source text not read]"), ("zh", "三万元以上（全国统一） (≥ 30,000 元) [未核对来源原文]"),
])
def test_what_carried_a_conduct_there_is_marked_where_nobody_read_its_source(lang, words):
    assert words in told(lang, "courier-voice-clone")


@pytest.mark.parametrize(("lang", "words"), [("en", "purpose of unlawful possession [not in the words of the text]"), ("zh", "非法占有目的 [条文未明示]")])
def test_what_no_text_says_is_marked_so(lang, words):
    assert words in told(lang, "voice-changer-girlfriend")
    assert "unwritten" in next(element for element in finding("voice-changer-girlfriend", "266")["elements"] if element["id"] == "266.purpose")


def test_a_number_without_words_is_shown_itself(tmp_path):
    file = tmp_path / "records.yaml"
    file.write_text(EARLY.replace("1999-05-05", "2018-05-05").replace("records: 60", "records: 600"), encoding="utf-8")
    said = {lang: told(lang, str(file), "--offence", "253-1", command="explain") for lang in ("en", "zh")}
    assert ") 600 records" in said["en"] and ") 600 条" in said["zh"]


@pytest.mark.parametrize(("lang", "quotes"), [("en", ["“viewing group”", "“posted them in a ‘viewing group’ of his own”"]), ("zh", ["“浏览群”", "“发到自建的‘浏览群’”"])])
def test_a_quotation_within_a_quotation_has_marks_of_its_own(lang, quotes):
    said = told(lang, "face-swap-obscenity")
    assert all(quote in said for quote in quotes) and not re.search("[“”\"]{2}", said)


def test_a_sum_within_a_corridor_leaves_the_higher_tier_open_until_the_province_is_known():
    (higher,) = finding("hangzhou-ransomware", "274", "qi")["open_tiers"]
    assert higher["imprisonment_months"] == [120, 180]
    assert {"corridorFrom": 300000, "corridorTo": 500000} in [
        {key: value for key, value in test.get("threshold", {}).items() if key.startswith("corridor")} for test in higher["open"]]


def test_a_tier_that_is_reached_or_excluded_is_not_open():
    for found in delicta.apply("hangzhou-ransomware", "registry-crawler", "courier-voice-clone"):
        assert all(tier["rank"] > found["tier"]["rank"] for tier in found["open_tiers"])
        assert found["verdict"] == "established" or not found["open_tiers"]


def test_of_two_equally_heavy_offences_the_answer_says_that_one_is_charged_and_no_rule_says_which(tmp_path):
    told = (places.CASES / "hosting-closely-tied.trig").read_text(encoding="utf-8")
    case = tmp_path / "hosting-of-a-small-fraud.trig"
    case.write_text(told.replace("90000", "9000").replace("90,000", "9,000").replace("9万元", "9000元"), encoding="utf-8")
    tied = {f["offence"]: f["concurrence"] for f in delicta.apply(str(case)) if f["verdict"] == "established"}
    assert {offence: (rule["outcome"], rule["with"], rule["equal"]) for offence, rule in tied.items()} == {"266": ("charged", "287-2", True), "287-2": ("charged", "266", True)}
    assert not finding("hangzhou-ransomware", "286", "qi")["concurrence"]["equal"]


def test_an_administrative_wrong_goes_into_the_crime_above_it():
    from delicta import applying, findings

    def lower(name):
        law, facts = delicta.load_law(), delicta.read_case(name).facts
        return {f["wrong"]: f["absorbed_by"] for f in findings.collect_administrative(applying.evaluate(facts, law), law, applying.cases_of(facts)) if f["verdict"] == "established"}

    assert lower("hangzhou-ransomware")["psapl-2006.49-extortion"] == ["274"]
    assert not any(lower("xinzhou-earthquake").values())


def test_no_defence_to_check_is_of_law_that_was_not_there_or_takes_away_what_was_not_shown():
    crawler, courier = finding("registry-crawler", "253-1"), finding("courier-voice-clone", "266")
    assert "253-1.consent" in {defence["id"] for defence in crawler["check_defences"]}
    assert "253-1.public-information" not in {defence["id"] for defence in crawler["check_defences"]}, "law only since 2021, the conduct is of 2018"
    assert not any("legitimate" in defence["id"] for defence in courier["check_defences"]), "nobody went abroad"


def test_no_answer_cites_an_instrument_that_had_ended_or_a_statute_still_to_come():
    days = delicta.load_law().lexicon["instruments"]
    for found in delicta.apply("hangzhou-ransomware", "registry-crawler", "courier-voice-clone", "domain-theft"):
        for told in (found["tier"] or {"provisions": []}, *found["elements"], *(test for element in found["elements"] for test in element["through"])):
            spans = [days.get(citation.partition(" ")[0], ("", "9999")) for citation in told["provisions"]]
            current = [first <= found["law_as_of"] <= last for first, last in spans]
            assert all(current) or not any(current), told


def test_csv_says_whether_the_day_is_presumed():
    said = CliRunner().invoke(main, ["apply", "registry-crawler", "--format", "csv"]).output
    rows = list(csv.DictReader(io.StringIO(said)))
    assert rows and {row["day_presumed"] for row in rows} == {"false"}


def test_a_fine_says_how_high_it_may_be():
    tier = frames.described(delicta.load_law(), "offence/177-1p2.tier-1")
    assert "10,000 to 100,000" in tables.frame(tier, "en") and "一万元以上十万元以下" in tables.frame(tier, "zh")


def test_what_bears_on_punishment_says_how_beside_its_own_provision():
    said = CliRunner().invoke(main, ["apply", "ai-son-attempt", "--lang", "en"], env={"COLUMNS": "80"}).output
    line = next(line for line in said.splitlines() if "attempt" in line and "–" in line)
    assert "cl-23" in line and "more lightly" in " ".join(said.split())


EARLY = """case: early
actors:
  - id: seller
    is: NaturalPerson
conducts:
  - by: seller
    ends: 1999-05-05
    facts:
      - is: Selling
        on: {is: LocationTrace, records: 60}
"""


SILENT = """  - by: seller
    id: silent
    ends: 2019-05-05
    facts:
      - is: Intent
"""


@pytest.mark.parametrize(("lang", "words"), [("en", "None of the {examined} offences"), ("zh", "所审查的 {examined} 个罪名均不涉及")])
def test_of_a_conduct_for_which_no_offence_comes_into_question_that_is_said_beside_one_with_an_offence(lang, words, tmp_path):
    file = tmp_path / "two.yaml"
    file.write_text(EARLY.replace("1999", "2019") + SILENT, encoding="utf-8")
    said = told(lang, str(file))
    assert said.count(words.format(**tables.law_counts(delicta.load_law().lexicon["nodes"]))) == 1 and "253-1" in said.partition("silent")[0]
    assert "silent" not in told(lang, str(file), "--offence", "253-1", command="explain")


@pytest.mark.parametrize(("lang", "words"), [("en", "the case itself says"), ("zh", "案件本身写明")])
@pytest.mark.parametrize("ruled", ["offence:253-1", None])
def test_an_offence_that_the_case_itself_rules_out_says_so(lang, words, ruled, tmp_path):
    file = tmp_path / "ruled.yaml"
    file.write_text(EARLY.replace("1999", "2019").replace("    facts:", f"    rulesOut: {ruled}\n    facts:" if ruled else "    facts:"), encoding="utf-8")
    assert (f"✗ {words}" in told(lang, str(file))) == bool(ruled)


@pytest.mark.parametrize("arguments", [["apply"], ["explain", "--offence", "253-1"]])
def test_an_act_that_was_no_crime_yet_is_said_to_be_among_the_facts_and_since_when_it_is_one(tmp_path, arguments):
    file = tmp_path / "early.yaml"
    file.write_text(EARLY, encoding="utf-8")
    said = CliRunner().invoke(main, [arguments[0], str(file), *arguments[1:], "--lang", "en"], env={"COLUMNS": "80"}).output
    assert "253-1" in said and "only since 2009-02-28" in " ".join(said.split()) and "none of" not in said


def test_what_is_said_of_tiers_hangs_on_findings_and_on_nothing_else():
    from delicta import applying, names

    store = applying.evaluate(delicta.read_case("registry-crawler").facts, delicta.load_law())
    bearers = {row["one"].value for row in store.query(f"SELECT DISTINCT ?one {{ GRAPH <{names.FINDINGS}> {{ ?one <{names.BASE}hasTierFinding> ?tier }} }}")}
    found = {row["one"].value for row in store.query(f"SELECT ?one {{ GRAPH <{names.FINDINGS}> {{ ?one a <{names.BASE}Finding> }} }}")}
    assert bearers and bearers <= found


@pytest.mark.parametrize(("lang", "words"), [("en", "nobody's act"), ("zh", "不是任何人的行为")])
def test_what_a_system_did_by_itself_is_said_to_be_nobodys_act_whether_an_offence_comes_into_question_or_not(lang, words, tmp_path):
    told = (places.CASES / "agent-on-its-own.trig").read_text(encoding="utf-8")
    bare = tmp_path / "agent.trig"
    bare.write_text(told.replace("<business> , <agent> ,", "<agent> ,"), encoding="utf-8")
    ours = tmp_path / "agent-told-to.trig"
    ours.write_text(told.replace("<agent> , <alone> ;", "<agent> ;"), encoding="utf-8")
    said = {case: CliRunner().invoke(main, ["apply", str(case), "--lang", lang]).stdout.replace("\n", " ") for case in ("agent-on-its-own", bare, ours)}
    assert words in said["agent-on-its-own"] and words in said[bare] and "225" not in said[bare] and words not in said[ours]


def test_a_condition_that_an_act_or_a_means_would_meet_is_ruled_out_where_both_are_stated_to_be_complete():
    kept = [f for f in delicta.apply("moxie-crawler") if f["conduct"].endswith("/keeping-credentials") and f["offence"] == "285p2"]
    assert kept and {f["verdict"] for f in kept} == {"ruled-out"}
