"""The main job on real cases, through the Python interface and the command line."""

import json
import subprocess
import sys

import delicta
from delicta import places


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
