"""Validating cases and law: what the command says, and what a shape that could not find anything gets."""

import json
import subprocess
import sys
import time

import pyoxigraph as ox
import pytest

import delicta
from delicta import places, reading, shapes, validation

CRAWLER = (places.CASES / "registry-crawler.trig").read_text(encoding="utf-8")
FAULTS = {
    "a negative count": ("records 3296634", "records -5", "quantity-not-negative", "-5"),
    "half a record": ("records 3296634", "records 3.5", "quantity-whole", "whole number"),
    "a foreign currency": ("gain 55822", 'gain "8000 USD"', "quantity-number", "in yuan"),
    "a number with a datatype of its own": ("gain 55822", 'gain "8000"^^<http://qudt.org/vocab/currency/USD>', "quantity-number", "in yuan"),
    "a system as actor": ("delicta:NaturalPerson , delicta:DataSupplier", "delicta:LanguageModel", "actor-not-a-system", "Name the person or unit"),
    "a contradiction": ("delicta:atStage", "delicta:rulesOut delicta:Supplying ; delicta:atStage", "conduct-contradiction", "rules out delicta:Supplying"),
    "words that are not in the narrative": ('"sold them"@en', '"gave them away"@en', "fact-quote-occurs", "gave them away"),
    "a fact that is linked and not described": ("<returned> .\n\n  <crawl>", "<returned> , <refund> .\n\n  <crawl>", "fact-role", "refund"),
    "a fact that nothing links": (" , <returned> .\n\n  <crawl>", " .\n\n  <crawl>", "fact-linked", "returned"),
    "a day that is none": ('ends "2018-04-30"', 'ends "2018-04-31"', "conduct-dates", "2018-04-31"),
    "a misspelt class": ("delicta:Scraping", "delicta:Scrapping", "", "did you mean Scraping"),
    "a misspelt property": ("delicta:records", "delicta:recods", "", "did you mean records"),
    "a misspelt label": ("skos:prefLabel \"Wei\"", "skos:preflabel \"Wei\"", "", "did you mean prefLabel"),
    "a misspelt property of a holding": ("delicta:convicts", "delicta:convict", "", "did you mean convicts"),
    "an offence that does not exist": ("offence:253-1 ;", "offence:253-9 ;", "holding-offence", "253-9"),
    "a holding among the facts": ("<holding> {", "<facts> {", "", "Put it into the graph"),
    "a day in the future": ('begins "2018-03-01"', 'begins "2918-03-01"', "", "lies in the future"),
}


def _run(*arguments):
    return subprocess.run([sys.executable, "-m", "delicta", "validate", *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_case_is_named_with_its_remedy(fault, tmp_path):
    old, new, shape, remedy = FAULTS[fault]
    assert CRAWLER.count(old) >= 1
    report = delicta.validate(reading.parse_case(CRAWLER.replace(old, new), ".trig", "faulty.trig"))
    assert not report.conforms
    found = [result for result in report.results if result.shape.removeprefix(shapes.SHAPE) == shape and remedy in result.message["en"]]
    assert found, [(result.shape, result.message["en"]) for result in report.results]
    assert all(result.message["zh"] and result.message["zh"] != result.message["en"] for result in found)


def test_the_built_in_cases_conform_and_each_shape_touches_some_of_them():
    report = delicta.validate(*reading.built_in_cases())
    assert report.conforms, [(result.focus, result.message["en"]) for result in report.results]
    assert {(result.severity, result.shape.removeprefix(shapes.SHAPE)) for result in report.results} == {("Info", "holding-examined")}
    assert not report.untouched


def test_the_law_conforms_and_each_shape_touches_some_of_it():
    report = validation.validate_law()
    assert report.conforms, [(result.focus, result.message["en"]) for result in report.results]
    assert not report.untouched


def test_a_term_of_a_foreign_vocabulary_is_a_warning_and_no_error():
    text = CRAWLER.replace("<wei> a ", "<wei> <https://example.org/nickname> \"W\" ; a ")
    report = delicta.validate(reading.parse_case(text, ".trig", "foreign.trig"))
    assert report.conforms
    assert [(result.severity, result.value) for result in report.results] == [("Warning", "https://example.org/nickname")]


@pytest.mark.parametrize("lang, word", [("en", "Conforms"), ("zh", "符合要求")])
def test_a_sound_case_ends_with_nought_and_tells_what_the_shapes_touched(lang, word):
    run = _run("registry-crawler", "--lang", lang)
    assert run.returncode == 0, run.stderr
    assert word in run.stdout
    assert "local-standard-figure" in run.stdout


def test_a_faulty_case_ends_with_one_and_an_unreadable_file_with_two_while_the_other_is_still_validated(tmp_path):
    faulty = tmp_path / "faulty.trig"
    faulty.write_text(CRAWLER.replace("records 3296634", "records -5"), encoding="utf-8")
    assert _run(faulty).returncode == 1
    run = _run(tmp_path / "nothing.trig", faulty)
    assert run.returncode == 2
    assert "nothing.trig" in run.stdout and "-5" in run.stdout


def test_the_json_report_names_shape_path_value_and_coverage(tmp_path):
    faulty = tmp_path / "faulty.trig"
    faulty.write_text(CRAWLER.replace('ends "2018-04-30"', 'ends "2018-02-01"'), encoding="utf-8")
    report = json.loads(_run(faulty, "--format", "json").stdout)
    assert report["conforms"] is False
    result = report["results"][0]
    assert result["shape"] == "https://w3id.org/delicta/shape/conduct-order"
    assert result["path"] == "https://w3id.org/delicta/begins"
    assert result["value"] == "2018-03-01"
    assert report["coverage"]["https://w3id.org/delicta/shape/conduct-order"] == 1


def test_the_turtle_report_is_a_shacl_report(tmp_path):
    faulty = tmp_path / "faulty.trig"
    faulty.write_text(CRAWLER.replace("records 3296634", "records -5"), encoding="utf-8")
    report = list(ox.parse(_run(faulty, "--format", "turtle").stdout, format=ox.RdfFormat.TURTLE))
    said = {(quad.predicate.value.rpartition("#")[2], getattr(quad.object, "value", "").rpartition("/")[2]) for quad in report}
    assert {("conforms", "false"), ("sourceShape", "quantity-not-negative"), ("focusNode", "contacts")} <= said


def test_a_file_of_law_is_laid_over_the_law(tmp_path):
    overlay = tmp_path / "reform.ttl"
    overlay.write_text('@prefix delicta: <https://w3id.org/delicta/> .\n<https://w3id.org/delicta/offence/999> a delicta:Offence ; delicta:hasMode <https://w3id.org/delicta/offence/999.mode> .\n')
    run = _run("--law", overlay)
    assert run.returncode == 1
    assert "offence:999.mode is not declared" in run.stdout and "offence:999 has no tier" in run.stdout


# ---------------------------------------------------------------- shapes that could not find anything

SILENT = {
    "a misspelt parameter": ("fact.ttl", "sh:minCount 1", "sh:mincount 1", "sh:mincount"),
    "a misspelt target parameter": ("fact.ttl", "sh:targetObjectsOf", "sh:targetObjectOf", "did you mean targetObjectsOf"),
    "a misspelt target": ("actor.ttl", "delicta:hasActor ;", "delicta:hasActors ;", "did you mean hasActor"),
    "a misspelt class": ("conduct.ttl", "sh:class delicta:LifecycleStage", "sh:class delicta:LifecycleStages", "did you mean LifecycleStage"),
    "a misspelt path": ("conduct.ttl", "sh:path delicta:ends", "sh:path delicta:end", "did you mean ends"),
    "a misspelt property in a query": ("conduct.ttl", "delicta:rulesOut ?value .", "delicta:ruleOut ?value .", "did you mean rulesOut"),
    "no target": ("actor.ttl", "    sh:targetObjectsOf delicta:hasActor ;\n", "", "has no target"),
    "a property shape that no node shape has": ("actor.ttl", " , shape:actor-kind", "", "has no target"),
    "no constraint": ("conduct.ttl", "    sh:path delicta:ends ;\n    sh:minCount 1 ;", "    sh:path delicta:ends ;", "has no constraint"),
    "no message in one language": ("actor.ttl", "请写为两个行为主体。\"@zh", "请写为两个行为主体。\"@en", "sh:message"),
}


@pytest.mark.parametrize("slip", SILENT)
def test_a_shape_that_would_let_data_pass_in_silence_is_refused(slip, tmp_path):
    name, old, new, said = SILENT[slip]
    text = (places.SHAPES / name).read_text(encoding="utf-8")
    assert old in text
    planted = tmp_path / name
    planted.write_text(text.replace(old, new, 1), encoding="utf-8")
    files = [planted if file.name == name else file for file in shapes.case_shapes()]
    with pytest.raises(shapes.ShapeError) as refused:
        shapes.read_shapes(files, validation._ontology())
    assert said in str(refused.value)


def test_fifty_cases_a_second_are_validated(counted):
    cases = [
        reading.parse_case(CRAWLER.replace("/registry-crawler/", f"/registry-crawler-{number}/"), ".trig", f"case-{number}.trig") for number in range(200)
    ]
    delicta.validate("registry-crawler")
    start = time.process_time()
    report = delicta.validate(*cases)
    rate = len(cases) / (time.process_time() - start)
    assert report.conforms
    counted(f"cases validated: {rate:.0f} in a second of processor time")
    assert rate > 50
