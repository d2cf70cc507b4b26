"""The main job on real cases, through the Python interface and the command line."""

import json
import subprocess
import sys

import delicta


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
