"""What must be mended before any answer is said once, and never followed by an answer on the conduct concerned."""

import json

import pytest
from click.testing import CliRunner

import delicta
from delicta import reading
from delicta.cli import main
from delicta.errors import InputError, say

SOUND = """@prefix delicta: <https://w3id.org/delicta/> .
@prefix general: <https://w3id.org/delicta/general/> .
@prefix interpretation: <https://w3id.org/delicta/interpretation/> .
@prefix law: <https://w3id.org/delicta/law/> .
@prefix offence: <https://w3id.org/delicta/offence/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<sale> a delicta:Conduct ; skos:prefLabel "the sale"@en , "出售"@zh ; delicta:hasActor <li> ; delicta:ends "2024-05-20"^^xsd:date ;
  delicta:hasFact <selling> , <intent> .
<li> a delicta:NaturalPerson .
<selling> a delicta:Selling ; delicta:concerns <trace> .
<intent> a delicta:Intent .
<trace> a delicta:LocationTrace ; delicta:records 60 .
"""
SECOND = """<gift> a delicta:Conduct ; skos:prefLabel "the gift"@en , "赠与"@zh ; delicta:hasActor <li> ; delicta:ends "2024-05-21"^^xsd:date ;
  delicta:hasFact <supplying> .
<supplying> a delicta:Supplying ; delicta:concerns <others> .
<others> a delicta:LocationTrace ; delicta:records 60 .
"""
MORE = "delicta:hasActor <li> ;"
CLAUSE = "offence:253-1.serious-without-number"
STANDARD = "<local> a delicta:LocalStandard ; delicta:setsFigureOf interpretation:fs-2013-8.1.1-large ; delicta:figure {} .\n"

# What stands in a sound case, what takes its place, and the words of the message in English and Chinese.
FAULTS = {
    "a misspelt class": ("delicta:Selling", "delicta:Seling", "did you mean Selling?", "是否应为 Selling？"),
    "a misspelt property": ("delicta:records", "delicta:recods", "did you mean records?", "是否应为 records？"),
    "a negative number": ("records 60", "records -60", "records is -60", "-60"),
    "a currency": ("records 60", 'records 60 ; delicta:value "900 USD"', "the unit is yuan", "900 USD"),
    "a day to come": ('"2024-05-20"', '"2924-05-20"', "lies in the future", "2924-05-20"),
    "a day before the Code": ('"2024-05-20"', '"1996-05-20"', "lies before 1997-10-01", "1997-10-01"),
    "a day with a zone": ('"2024-05-20"', '"2024-05-20Z"', "2024-05-20Z: not a date", "2024-05-20Z"),
    "a fact ruled out": (MORE, MORE + " delicta:rulesOut delicta:Selling ;", "rules out delicta:Selling at the same time", "delicta:Selling"),
    "a system as actor": ("delicta:NaturalPerson", "delicta:LanguageModel", "no subject of criminal law", "delicta:LanguageModel"),
    "nobody who did it": ("delicta:hasActor <li> ;", "", "has no actor", "没有行为主体"),
    "a clause both affirmed and ruled out": (
        MORE, MORE + f" delicta:rulesOut {CLAUSE} ; delicta:hasFact <grave> .\n<grave> a delicta:Assessment ; delicta:affirms {CLAUSE} .\n<sale>",
        "which case:faulty/grave affirms. Keep one", "case:faulty/grave 予以认定",
    ),
    "intent beside negligence": ("<intent> .", "<intent> , <slip> .\n<slip> a delicta:Negligence .", "exclude each other", "互斥"),
    "one quantity twice": ("records 60", "records 60 , 70", "twice, 60 and 70", "60 与 70"),
    "two last days": ('"2024-05-20"^^xsd:date', '"2024-05-20"^^xsd:date , "2015-01-01"^^xsd:date', "has more than one delicta:ends", "不止一个 delicta:ends"),
    "an end before the beginning": (MORE, MORE + ' delicta:begins "2024-06-01"^^xsd:date ;', "after its last day", "晚于最后一日"),
    "a person who is a unit": ("delicta:NaturalPerson", "delicta:NaturalPerson , delicta:Unit", "both a natural person and a unit", "既是自然人又是单位"),
    "a local figure outside its corridor": (
        MORE, MORE + " delicta:hasLocalStandard <local> .\n" + STANDARD.format(5000) + "<sale>", "which runs from 1000 to 3000", "（1000 至 3000）之外",
    ),
    "two local figures": (MORE, MORE + " delicta:hasLocalStandard <local> .\n" + STANDARD.format("1500 , 2000") + "<sale>", "exactly one number", "恰好一个数字"),
}


@pytest.fixture
def faulty(tmp_path, request):
    path = tmp_path / "faulty.trig"
    put_for, put = FAULTS[request.param][:2]
    assert put_for in SOUND
    path.write_text(SOUND.replace(put_for, put), encoding="utf-8")
    return path


def _run(*arguments):
    run = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    return run


def test_the_case_that_the_faults_are_put_into_is_sound(tmp_path):
    assert {f["offence"] for f in delicta.apply(reading.parse_case(SOUND, ".trig", "sound.trig"))}
    assert not {f["verdict"] for f in delicta.apply(reading.parse_case(SOUND, ".trig", "sound.trig"))} & {"established"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("faulty", FAULTS, indirect=True)
def test_a_conduct_with_a_fault_is_refused_with_the_reason_and_nothing_else_is_said_of_it(faulty, lang, request):
    words = FAULTS[request.node.callspec.params["faulty"]][2 if lang == "en" else 3]
    for command in (["apply"], ["explain", "--offence", "253-1"]):
        run = _run(*command, faulty, "--lang", lang)
        assert run.exit_code == 2
        assert len(run.stderr.splitlines()) == 1 and words in run.stderr and run.stderr.startswith(str(faulty))
        assert run.stdout.strip() == say("not-answered", lang, conduct={"en": "the sale", "zh": "出售"}[lang])


@pytest.mark.parametrize("faulty", FAULTS, indirect=True)
def test_the_python_interface_refuses_what_the_command_refuses(faulty):
    with pytest.raises(InputError):
        list(delicta.apply(faulty))
    assert not delicta.validate(faulty).conforms


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_two_conducts_the_sound_one_is_answered_and_the_other_named_as_not_answered(tmp_path, lang):
    path = tmp_path / "two.trig"
    path.write_text(SOUND.replace("records 60", "records 60 , 70") + SECOND, encoding="utf-8")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 2 and "253-1" in run.stdout
    assert run.stdout.rstrip().endswith(say("not-answered", lang, conduct={"en": "the sale", "zh": "出售"}[lang]))
    explained = _run("explain", path, "--offence", "264", "--lang", lang)
    assert say("not-answered", lang, conduct={"en": "the sale", "zh": "出售"}[lang]) in explained.stdout and "264" in explained.stdout
    found = json.loads(_run("apply", path, "--format", "json").stdout)
    assert [iri.rpartition("/")[2] for iri in found["withheld"]] == ["sale"]
    assert {f["conduct"].rpartition("/")[2] for f in found["findings"]} == {"gift"}
