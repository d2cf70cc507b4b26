"""What must be mended before any answer is said once, and never followed by an answer on the conduct concerned."""

import json
import os
import time
from datetime import date, datetime
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import delicta
from delicta import checking, law, questions, reading, validation, words
from delicta.cli import main
from delicta.errors import DelictaError, InputError, say

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
    "a number of a foreign type": ("records 60", 'records 60 ; delicta:value "900"^^<http://evil.example/USD>', '"900"^^<http://evil.example/USD>. Write', '"900"^^<http://evil.example/USD>。'),
    "a number in quotation marks": ("records 60", 'records "60"', 'records is "60". Write', '为 "60"。'),
    "a day to come": ('"2024-05-20"', '"2924-05-20"', "lies in the future", "2924-05-20"),
    "a day before the Code": ('"2024-05-20"', '"1996-05-20"', "lies before 1997-10-01", "1997-10-01"),
    "a day with a zone": ('"2024-05-20"', '"2024-05-20Z"', "2024-05-20Z: not a date", "2024-05-20Z"),
    "completeness of what is no fact": (MORE, MORE + " delicta:statesAll general:intent ;", "general:intent is neither a class of fact nor", "general:intent 既非事实类型"),
    "ruled out, what is neither fact nor condition": (MORE, MORE + " delicta:rulesOut law:cl-264 ;", "law:cl-264 is neither a class of fact nor a condition", "law:cl-264 既非事实类型"),
    "a plural for a class": (MORE, MORE + " delicta:statesAll delicta:Circumstances ;", "did you mean Circumstance?", "是否应为 Circumstance？"),
    "a condition's word for a class": ("a delicta:Selling ", "a delicta:Threat ", "did you mean Threatening?", "是否应为 Threatening？"),
    "a fact ruled out": (MORE, MORE + " delicta:rulesOut delicta:Selling ;", "rules out delicta:Selling at the same time", "delicta:Selling"),
    "a system as actor": ("delicta:NaturalPerson", "delicta:LanguageModel", "no subject of criminal law", "delicta:LanguageModel"),
    "nobody who did it": ("delicta:hasActor <li> ;", "", "has no actor", "没有行为主体"),
    "a clause both affirmed and ruled out": (
        MORE, MORE + f" delicta:rulesOut {CLAUSE} ; delicta:hasFact <grave> .\n<grave> a delicta:Assessment ; delicta:affirms {CLAUSE} .\n<sale>",
        "which case:faulty/grave affirms. Keep one", "case:faulty/grave 予以认定",
    ),
    "an offence that is catalogued only ruled out": (MORE, MORE + " delicta:rulesOut offence:263 ;", "263 (robbery) is catalogued only", "263（抢劫罪）仅列名"),
    "an offence that is catalogued only affirmed": (
        MORE, MORE + " delicta:hasFact <grave> .\n<grave> a delicta:Assessment ; delicta:affirms offence:263 .\n<sale>", "263 (robbery) is catalogued only", "263（抢劫罪）仅列名",
    ),
    "intent beside negligence": (
        "<intent> .", "<intent> , <slip> .\n<slip> a delicta:Negligence .",
        "case:faulty/intent (delicta:Intent) and case:faulty/slip (delicta:Negligence) exclude each other", "（delicta:Negligence）互斥",
    ),
    "an attempt that was only prepared": (
        "<intent> .", "<intent> , <end> .\n<end> a delicta:Attempt , delicta:Preparation .", "(delicta:Attempt) and case:faulty/end (delicta:Preparation) exclude each other", "互斥",
    ),
    "intent that is negligence": ("a delicta:Intent .", "a delicta:Intent , delicta:Negligence .", "(delicta:Intent) and case:faulty/intent (delicta:Negligence)", "互斥"),
    "a threshold met and ruled out": (
        MORE, MORE + " delicta:rulesOut interpretation:fs-2017-10.5.1.3 ;", "rules out interpretation:fs-2017-10.5.1.3, and its facts meet it (case:faulty/trace)", "而其事实符合该条件",
    ),
    "an element of parts met and ruled out": (
        MORE, MORE + " delicta:rulesOut offence:253-1.serious ;", "rules out offence:253-1.serious, and its facts meet it (case:faulty/selling, case:faulty/trace)", "而其事实符合该条件",
    ),
    "a unit of the law on a fact": ("records 60", 'records 60 ; delicta:unit "USD"', "delicta:unit is no property of a case", "delicta:unit 不是案件的属性"),
    "a limit of the law on a fact": ("records 60", "records 60 ; delicta:atLeast 60", "delicta:atLeast is no property of a case", "delicta:atLeast 不是案件的属性"),
    "a property for a class": ("a delicta:Selling ", "a delicta:records ", "delicta:records is no class", "delicta:records 不是"),
    "a text for a class": ("a delicta:Intent .", 'a "Intent" .', "Intent is not a term of the ontology", "Intent 不是本体中的术语"),
    "a class of a foreign vocabulary": ("a delicta:Selling ", "a <http://evil.example/Selling> ", "http://evil.example/Selling belongs to a vocabulary", "http://evil.example/Selling 属于"),
    "a class of a misspelt vocabulary": ("a delicta:Selling ", "a <https://w3id.org/delict/Selling> ", "https://w3id.org/delict/Selling belongs to a vocabulary", "https://w3id.org/delict/Selling 属于"),
    "a class that everything has": ("a delicta:Intent .", "a <http://www.w3.org/2002/07/owl#Thing> .", "has no class below", "没有"),
    "a text for a thing": ("delicta:concerns <trace>", 'delicta:concerns <trace> , "traces"', "is a text where the thing concerned belongs", "是文字"),
    "a thing that is not described": ("delicta:concerns <trace>", "delicta:concerns <trace> , <other>", "has no class below", "没有"),
    "an actor of no class": ("<li> a delicta:NaturalPerson .", "", "neither a natural person nor a unit", "未写明是自然人还是单位"),
    "an act for an actor": ("<li> a delicta:NaturalPerson", "<li> a delicta:Selling", "neither a natural person nor a unit", "未写明是自然人还是单位"),
    "a sanction after the conduct": (
        "<intent> .", '<intent> , <fine> .\n<fine> a delicta:PriorAdministrativePenalty ; delicta:concerns <matter> ; delicta:dated "2024-06-01"^^xsd:date .\n<matter> a delicta:PersonalInformationMatter .',
        "is dated 2024-06-01, after the last day", "晚于",
    ),
    "a sanction to come": (
        "<intent> .", '<intent> , <fine> .\n<fine> a delicta:PriorAdministrativePenalty ; delicta:concerns <matter> ; delicta:dated "2924-06-01"^^xsd:date .\n<matter> a delicta:PersonalInformationMatter .',
        "2924-06-01 lies in the future", "2924-06-01 在将来",
    ),
    "money on a mind": ("a delicta:Intent .", "a delicta:Intent ; delicta:gain 100000000 .", "delicta:MentalState has no quantity", "delicta:MentalState 没有数量"),
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


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_provision_that_does_not_exist_is_called_one(tmp_path, lang):
    path = tmp_path / "faulty.trig"
    path.write_text(SOUND.replace(MORE, MORE + " delicta:rulesOut law:cl-9999 ;"), encoding="utf-8")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 2 and {"en": "cl-9999: no such provision", "zh": "cl-9999：没有这一条款"}[lang] in run.stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "263 (robbery) is catalogued only"), ("zh", "263（抢劫罪）仅列名")])
def test_an_offence_that_is_only_catalogued_is_not_said_to_be_none(lang, words):
    for arguments in (["explain", "registry-crawler", "--offence", "263"], ["ask", "which-crimes-apply", "registry-crawler", "--param", "offence=263"]):
        run = _run(*arguments, "--lang", lang)
        assert run.exit_code == 2 and run.stderr.startswith(words) and run.stdout == "" and len(run.stderr.splitlines()) == 1


@pytest.mark.parametrize(("lang", "words"), [("en", ["401 names", "never examined", "convicts of 283"]), ("zh", ["401 个罪名", "从不审查", "认定 283"])])
def test_a_case_on_which_nothing_stands_is_told_how_much_was_not_examined(lang, words):
    run = _run("apply", "spy-watches", "--lang", lang)
    assert run.exit_code == 0 and all(word in run.stdout.replace("\n", "") for word in words)
    assert "283" not in "".join(f["offence"] for f in json.loads(_run("apply", "spy-watches", "--format", "json").stdout)["findings"])


@pytest.mark.parametrize(("question", "parameter", "value", "words"), [
    ("what-would-an-overlay-change", "overlay", "two-tier", "two-tiers"),
    ("how-do-lifecycle-models-correspond", "stage", "Trainin", "ModelTraining"),
    ("how-do-lifecycle-models-correspond", "stage", "训炼", "ModelTraining"),
    ("when-does-a-risk-become-a-crime", "risk", "leak", "personal-information-leaked"),
    ("when-does-a-risk-become-a-crime", "risk", "xyz", "bodily-harm-by-system"),
    ("which-duties-has-a-role", "actor", "provder", "ServiceProvider"),
    ("which-thresholds-count-this-measure", "measure", "信息条", "records"),
    ("what-does-an-instrument-set", "instrument", "fs-2099-1", "no such instrument"),
    ("which-offences-protect-this-interest", "interest", "chapter-3-section-4", "no such chapter or section"),
    ("what-applied-on", "day", "1996-01-01", "before 1997-10-01"),
])
def test_a_wrong_value_gets_the_nearest_of_its_kind(question, parameter, value, words):
    for lang in ("en", "zh"):
        run = _run("ask", question, "--param", f"{parameter}={value}", "--lang", lang)
        assert run.exit_code == 2 and run.stdout == "" and value in run.stderr and len(run.stderr.splitlines()) == 1
        assert words in run.stderr or lang == "zh" and " " in words


@pytest.mark.parametrize(("question", "parameter", "value", "label"), [
    ("how-do-lifecycle-models-correspond", "stage", "FineTuning", "微调"), ("what-would-an-overlay-change", "overlay", "two-tiers", "敏感与一般个人信息二分"),
    ("what-applied-on", "offence", "266", "诈骗罪"),
])
def test_a_parameter_takes_a_name_as_well_as_an_id(question, parameter, value, label):
    if parameter in {one.name for one in questions.find(question).parameters}:
        rows = delicta.ask(question, "registry-crawler", params={parameter: label})
        assert rows and rows == delicta.ask(question, "registry-crawler", params={parameter: value})


@pytest.mark.parametrize(("words", "near"), [("敏感", "two-tiers"), ("two-tier", "two-tiers"), ("nothing of the kind", "two-tiers")])
def test_an_overlay_goes_by_name_and_a_wrong_one_gets_the_nearest(words, near):
    for lang in ("en", "zh"):
        run = _run("apply", "registry-crawler", "--under", words, "--lang", lang)
        assert run.exit_code == 2 and near in run.stderr and len(run.stderr.splitlines()) == 1
    assert law.overlay_id("敏感与一般个人信息二分") == "two-tiers"


@pytest.mark.parametrize(("lang", "words"), [("en", "faulty.trig: skos:prefLabel contains U+001B"), ("zh", "faulty.trig：skos:prefLabel 含有 U+001B")])
def test_what_a_screen_would_obey_is_refused_and_never_reaches_it(tmp_path, lang, words):
    file = tmp_path / "faulty.trig"
    file.write_text(SOUND.replace('"the sale"', '"the \\u001B[2Jsale"'), encoding="utf-8")
    run = _run("apply", file, "--lang", lang)
    assert run.exit_code == 2 and words in run.stderr and "\x1b" not in run.output
    assert "\x1b" not in _run("apply", "the\x1b[2Jsale", "--lang", lang).output


def test_the_nearest_words_are_those_almost_equal_then_those_within_then_those_alike_then_those_of_which_a_part_is():
    known = {"FaceInformation": "FaceInformation", "人脸信息": "FaceInformation", "DataCollection": "DataCollection", "Performance": "Performance"}
    assert words.nearest("Collect", known, 3) == ["DataCollection"]
    assert words.nearest("DataColection", known, 3) == ["DataCollection"]
    assert words.nearest("Performances", [*known, "ListedPerformances"]) == ["Performance"]
    assert words.nearest("facce", known, 3)[0] == "FaceInformation"
    assert words.nearest("人脸", known, 3) == ["人脸信息"] and words.nearest("人睑", known, 3) == ["人脸信息"]
    assert words.nearest("zzz", known, 3) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("name", "data", "line", "zh"), [
    ("dot.ttl", "@prefix d: <http://d/> .\nd:a d:b d:c d:d .", 2, "缺少句点"),
    ("prefix.trig", "x:a x:b x:c .", 1, "未声明的前缀"),
    ("end.ttl", "<a> <b> <c>", 1, "语句完成之前结束"),
    ("iri.nq", "<a> <b> <c> .", 1, "IRI"),
    ("comma.json", '{"id": ""\n"title": "x"}', 2, "缺少逗号"),
    ("value.json", '{"id": }', 1, "缺少值"),
    ("keyword.jsonld", '{"@id": 5}', 1, "关键词"),
    ("character.yaml", "title: \x01", 1, "不允许的字符"),
])
def test_a_syntax_error_is_said_in_the_language_of_the_reader(tmp_path, name, data, line, zh, lang):
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    for command in ("apply", "validate"):
        run = _run(command, path, "--lang", lang)
        said = (run.stderr + run.stdout).strip()
        assert run.exit_code == 2 and len(said.splitlines()) == 1
        assert said.startswith(f"{path}, line {line}: " if lang == "en" else f"{path} 第 {line} 行：")
        assert lang == "en" or zh in said and "解析程序：“" in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_word_that_stands_twice_in_json_is_refused_with_its_line(tmp_path, lang):
    path = tmp_path / "twice.json"
    path.write_text('{"id": "",\n "conducts": [{"by": {"is": "Unit"}}],\n "conducts": [{"by": {"is": "NaturalPerson"}}]}', encoding="utf-8")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 2 and len(run.stderr.splitlines()) == 1 and "conducts" in run.stderr
    assert run.stderr.startswith({"en": f"{path}, line 3: ", "zh": f"{path} 第 3 行："}[lang])
    sound = '{"id": "", "note": "a \\"by\\": {", "conducts": [{"by": {"is": "Unit"}}, {"by": {"is": "NaturalPerson"}}]}'
    assert len(reading.parse_case(sound, ".json", "sound.json").conducts()) == 2


@pytest.mark.parametrize("number", ["1e3", '"2e2"^^xsd:integer'])
def test_a_number_that_apply_refuses_does_not_conform(tmp_path, number):
    path = tmp_path / "faulty.trig"
    path.write_text(SOUND.replace("records 60", f"records {number}"), encoding="utf-8")
    assert _run("apply", path).exit_code == 2
    assert [r.message["en"] for r in delicta.validate(path).results if "records" in r.message["en"]]


@pytest.mark.parametrize(("lang", "words"), [("en", "is an update"), ("zh", "是更新请求")])
def test_an_update_is_refused_before_anything_is_sent(tmp_path, lang, words):
    path = tmp_path / "own.rq"
    for text in ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "LOAD <http://127.0.0.1:9/>"):
        path.write_text(text)
        run = _run("ask", path, "--endpoint", "http://127.0.0.1:9/query", "--lang", lang)
        assert run.exit_code == 2 and words in run.stderr and "127.0.0.1" not in run.stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "Nothing was loaded"), ("zh", "未装入任何内容")])
def test_a_load_with_a_bad_file_says_that_nothing_was_loaded(tmp_path, lang, words):
    run = _run("load", tmp_path / "none.trig", "--endpoint", "http://127.0.0.1:9/query", "--lang", lang)
    assert run.exit_code == 2 and words in run.stderr.splitlines()[-1]


@pytest.mark.parametrize(("lang", "words"), [("en", "natural person"), ("zh", "自然人")])
def test_an_actor_without_a_name_is_called_by_its_class(tmp_path, lang, words):
    path = tmp_path / "nameless.yaml"
    path.write_text("conducts:\n  - by: NaturalPerson\n    ends: 2024-05-20\n    facts: [{is: Selling, on: {is: LocationTrace, records: 60}}]\n", encoding="utf-8")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 0 and words in run.stdout.replace(" ", "").replace("naturalperson", "natural person") and "conduct-1-by-1" not in run.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_question_on_a_conduct_that_was_refused_is_not_answered_with_nothing(tmp_path, lang):
    path = tmp_path / "faulty.trig"
    path.write_text(SOUND.replace("records 60", "records 60 , 70"), encoding="utf-8")
    run = _run("ask", "which-crimes-apply", path, "--lang", lang)
    assert run.exit_code == 2 and run.stdout.strip() == say("not-answered", lang, conduct={"en": "the sale", "zh": "出售"}[lang])


def test_a_node_without_a_name_is_called_by_its_class_in_messages(tmp_path):
    path = tmp_path / "nameless.ttl"
    path.write_text(SOUND.replace("<trace> .\n<intent>", "[ a delicta:LocationTrace ; delicta:records -60 ] .\n<intent>"), encoding="utf-8")
    assert "case:nameless/LocationTrace-1 delicta:records is -60" in _run("apply", path, "--lang", "en").stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "is catalogued only"), ("zh", "仅列名")])
def test_validation_notes_a_holding_on_an_offence_that_is_not_examined_and_conforms(lang, words):
    run = _run("validate", "spy-watches", "--lang", lang)
    assert run.exit_code == 0 and words in run.stdout


@pytest.mark.parametrize(("lang", "guide"), [("en", "docs/annotate.md"), ("zh", "docs/annotate.zh.md")])
def test_an_empty_file_sends_the_reader_to_the_guide_in_his_language(tmp_path, lang, guide):
    path = tmp_path / "empty.yaml"
    path.write_text("")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 2 and guide in run.stderr


@pytest.mark.parametrize(("lang", "words"), [("en", "lies in the future"), ("zh", "在将来")])
def test_a_decision_to_come_does_not_conform(tmp_path, lang, words):
    path = tmp_path / "held.trig"
    path.write_text(SOUND + '<holding> { <h> a delicta:Holding ; delicta:ofActor <li> ; delicta:convicts offence:253-1 ; delicta:decidedOn "2924-01-01"^^xsd:date . }\n', encoding="utf-8")
    run = _run("validate", path, "--lang", lang)
    assert run.exit_code == 1 and words in run.stdout


@pytest.mark.parametrize(("lang", "words"), [("en", "belongs to a vocabulary that nothing here reads"), ("zh", "词汇")])
def test_a_property_of_a_foreign_vocabulary_is_said_once_beside_the_answer(tmp_path, lang, words):
    path = tmp_path / "foreign.trig"
    path.write_text(SOUND.replace("delicta:records 60", "<https://w3id.org/delict/records> 60") + SECOND.replace("delicta:records", "<https://w3id.org/delict/records>"), encoding="utf-8")
    run = _run("apply", path, "--lang", lang)
    assert run.exit_code == 0 and len(run.stderr.splitlines()) == 1 and "https://w3id.org/delict/records" in run.stderr and words in run.stderr


@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2090, 1, 1), "20200101", "May 2020", datetime(2020, 1, 1), 2020])
def test_the_python_interface_takes_no_day_that_has_no_law(day):
    with pytest.raises(DelictaError):
        list(delicta.apply("registry-crawler", on=day))


def test_the_python_interface_takes_a_day_as_text_and_one_overlay_by_itself():
    assert list(delicta.apply("registry-crawler", on="2020-01-01")) == list(delicta.apply("registry-crawler", on=date(2020, 1, 1)))
    assert list(delicta.apply("registry-crawler", under="two-tiers")) == list(delicta.apply("registry-crawler", under=["two-tiers"]))


@pytest.mark.parametrize("day", ["20200101", "2020-W01-1"])
def test_the_command_takes_a_day_in_one_form(day):
    run = _run("apply", "registry-crawler", "--on", day, "--lang", "en")
    assert run.exit_code == 2 and "not a date" in run.stderr


def test_two_files_that_tell_of_one_conduct_are_not_merged_for_any_caller(tmp_path):
    paths = [tmp_path / "one.nt", tmp_path / "two.nt"]
    for path in paths:
        path.write_bytes(ox.serialize(reading.parse_case(SOUND, ".trig", "one.trig").facts, format=ox.RdfFormat.N_TRIPLES))
    assert [error.key for error in delicta.validate(*paths).unread] == ["told-twice"]
    for call in (lambda: list(delicta.apply(*paths)), lambda: delicta.ask("which-crimes-apply", *paths)):
        with pytest.raises(InputError, match="describes case:one/sale"):
            call()


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ["", "a" * 5000 + ".yaml", "pipe.yaml", "locked.yaml", "folder.yaml", "star.ttl"])
def test_what_cannot_be_read_costs_one_line_and_no_other_answer(tmp_path, kind, lang, monkeypatch):
    path = tmp_path / kind if kind else kind
    if kind == "pipe.yaml":
        os.mkfifo(path)
    elif kind == "folder.yaml":
        path.mkdir()
    elif kind == "star.ttl":
        path.write_text(SOUND + "<selling> delicta:quote <<( <li> a delicta:NaturalPerson )>> .\n", encoding="utf-8")
    elif kind == "locked.yaml":
        path.write_text("case: locked")
        read = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", lambda self: read(self) if self.name != kind else (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    run = _run("apply", path, "registry-crawler", "--format", "json", "--lang", lang)
    assert run.exit_code == 2 and len(run.stderr.splitlines()) == 1 and len(run.stderr) < 600
    assert json.loads(run.stdout)["findings"]


@pytest.mark.parametrize(("name", "data", "words"), [
    ("empty.ttl", "", "declares nothing"), ("remark.ttl", "# nothing yet\n", "declares nothing"), ("folder", None, "is a folder"), ("cut.ttl", "<a> <b>", "line 1: "), ("none.ttl", None, "no such file"),
])
def test_a_file_of_law_that_says_nothing_does_not_conform(tmp_path, name, data, words):
    path = tmp_path / name
    if data is not None:
        path.write_text(data)
    elif name == "folder":
        path.mkdir()
    report = validation.validate_law(path, ontology=[])
    assert not report.conforms and [words in str(error) and "Parser error" not in str(error) for error in report.unread] == [True]


def test_a_conduct_of_many_facts_is_checked_in_a_time_that_grows_with_them():
    facts = "".join(f"<f{number}> a delicta:Selling .\n" for number in range(2000))
    text = SOUND.replace("<selling> ,", "<selling> , " + "".join(f"<f{number}> , " for number in range(2000))) + facts
    start = time.process_time()
    assert checking.problems(reading.parse_case(text, ".trig", "many.trig"))[0] == []
    assert time.process_time() - start < 5
