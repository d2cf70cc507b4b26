"""The main job on real cases, through the Python interface and the command line."""

import csv
import io
import json
import subprocess
import sys

from click.testing import CliRunner

import delicta
from delicta import frames, tables
from delicta.cli import main


def test_the_registry_crawler_infringed_personal_information_in_particularly_serious_circumstances():
    found = {f["offence"]: f for f in delicta.apply("registry-crawler")}
    finding = found["253-1"]
    assert finding["verdict"] == "established"
    assert finding["mode"] == "253-1.provide"
    assert finding["tier"]["imprisonment_months"] == [36, 84]
    assert all(element["status"] == "met" for element in finding["elements"])


def test_the_command_line_prints_the_same_findings_as_json():
    run = subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", "json"], capture_output=True, text=True, check=True)
    printed = json.loads(run.stdout)
    assert printed["findings"] == list(delicta.apply("registry-crawler"))


def test_findings_say_which_law_and_which_steps_they_came_from():
    from delicta import applying, machine, names, places

    store = applying.evaluate(delicta.read_case("registry-crawler").facts, delicta.load_law())
    used = {row["used"].value for row in store.query(f"SELECT ?used {{ GRAPH <{names.FINDINGS}> {{ ?activity <http://www.w3.org/ns/prov#used> ?used }} }}")}
    steps = {f"{names.BASE}queries/evaluate/{name}" for name, _ in machine.steps(1)}
    assert used == steps | {delicta.load_law().iri}
    assert len(steps) == len(list((places.QUERIES / "evaluate").glob("*.ru")))


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
