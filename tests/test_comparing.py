"""A comparison says what an overlay changes, why, on which facts, and what stands beside it in the law."""

import json
from copy import deepcopy
from functools import cache

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

import delicta
from delicta import applying, comparing, law, reading
from delicta.cli import main


@cache
def changed(name: str, overlay: str) -> list[dict]:
    facts = reading.read_case(name).facts
    return comparing.changes(facts, law.load_law(), law.law_under(overlay), None, applying.cases_of(facts))


def reasons(name: str, overlay: str, offence: str, status: str) -> list[str]:
    return [reason["id"] for change in changed(name, overlay) if change["offence"] == offence for reason in change["because"] if reason["status"] == status]


def compare(*arguments: str):
    return CliRunner().invoke(main, ["compare", *arguments], env={"COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})


# case, overlay, offence; what takes the answer away
TAKEN = [
    ("hosting-permitted-risk", "objective-imputation", "287-2", "objective-imputation.risk-allowed"),
    ("hosting-chance-course", "objective-imputation", "287-2", "objective-imputation.chance"),
    ("hosting-own-meaning", "objective-imputation", "287-2", "objective-imputation.regress-barred"),
    ("executives-in-training-data", "public-information", "253-1", None),
    ("leaked-list-in-training-data", "public-information", "253-1", None),
    ("forged-consent-input", "duty-attribution", "253-1", None),
]


@pytest.mark.parametrize(("name", "overlay", "offence", "taker"), TAKEN)
def test_where_an_answer_falls_the_reason_is_what_takes_it_away_on_its_facts(name, overlay, offence, taker):
    found = reasons(name, overlay, offence, "takes-away")
    assert found and taker in (None, *found)
    assert reasons(name, overlay, offence, "met") == []
    assert all(reason["facts"] for change in changed(name, overlay) for reason in change["because"] if reason["status"] == "takes-away")


def test_the_three_steps_of_one_doctrine_give_three_reasons():
    assert len({tuple(reasons(*row[:3], "takes-away")) for row in TAKEN[:3]}) == 3


def test_where_an_answer_rises_the_reason_is_what_is_met():
    assert reasons("sixty-faces", "sensitive-at-50", "253-1", "met") and not reasons("sixty-faces", "sensitive-at-50", "253-1", "excluded")


def test_what_moves_the_punishment_alone_is_a_change():
    old = next(finding for finding in delicta.apply("ai-son-attempt") if finding["modifiers"])
    new = deepcopy(old)
    old["modifiers"], old["frame"] = [], None
    assert comparing._short(old) != comparing._short(new)
    assert [reason["status"] for reason in comparing._because(old, new, {})] == ["modifies"] * len(new["modifiers"])


@pytest.mark.parametrize(("name", "overlay", "words"), [
    ("face-payment-misuse", "unlawful-use", ["this or 253-1", "264 theft"]),
    ("developers-and-face-swap-fraud", "negligence-old", ["article 15, paragraph 2", "article 25, paragraph 2", "The paper rejects it"]),
    ("hosting-permitted-risk", "objective-imputation", ["⊘ taken away by: risk allowed", "if any of the three steps is denied"]),
])
def test_the_reader_is_told_how_it_is_charged_why_and_what_the_law_says_beside_it(name, overlay, words):
    said = compare(name, "--under", overlay)
    text = " ".join(said.output.split())
    assert said.exit_code == 0 and [word for word in words if word not in text] == []
    assert max(map(cell_len, said.stdout.splitlines()[1:])) <= 80


def test_without_a_file_all_built_in_cases_are_compared_in_a_short_table(monkeypatch):
    some = [path for path in reading.built_in_cases() if path.stem in ("beauty-score-app", "registry-crawler", "sixty-faces")]
    monkeypatch.setattr(reading, "built_in_cases", lambda: some)
    said = compare("--under", "sensitive-at-50")
    assert said.exit_code == 0 and "because" not in said.output and max(map(cell_len, said.stdout.splitlines()[1:])) <= 80
    told = json.loads(compare("--under", "sensitive-at-50", "--format", "json").stdout)
    assert told["under"] == ["sensitive-at-50"] and set(told["explains"]) == {"sensitive-at-50"}
    cases = {change["case"].rstrip("/").rpartition("/")[2] for change in told["changes"]}
    assert cases == {"sixty-faces"}
