"""One case means the same in every form it can be written in, and a file that cannot be used costs one line and nobody else's answer."""

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import delicta
from delicta import checking, names, reading
from delicta.cli import main
from delicta.errors import InputError

YAML = """
case: shop
kind: Hypothetical
title: {en: A shop, zh: 某店}
narrative:
  en: Li sold traces.
conducts:
  - id: sale
    by: [li, {id: shop, is: [Unit, Platform]}]
    begins: 2024-05-01
    ends: 2024-05-20
    stage: DataCollection
    facts:
      - {id: selling, is: Selling, on: traces, gain: 55822.50, quote: sold traces}
      - id: handing-on
        is: Supplying
        on: [{id: traces, is: LocationTrace, records: 60, recipients: 2}]
      - Intent
      - {id: penalty, is: PriorAdministrativePenalty, on: PersonalInformationMatter, dated: 2023-01-31}
      - {id: view, affirms: offence:253-1.reasonable-scope}
    rulesOut: [Consent, interpretation:fs-2017-10.5.2.4]
    statesAll: quantity
    localStandards:
      - {of: interpretation:fs-2013-8.1.1-large, figure: 2000}
actors:
  - {id: li, is: NaturalPerson, name: 李某, age: 30}
holdings:
  - {ofActor: li, convicts: 253-1, acquits: [264, 266], handledBy: court, decidedOn: 2024-12-01, outcomeNote: 判处罚金。}
"""

TRIG = """
@base <https://w3id.org/delicta/case/shop/> .
@prefix delicta: <https://w3id.org/delicta/> .
@prefix interpretation: <https://w3id.org/delicta/interpretation/> .
@prefix offence: <https://w3id.org/delicta/offence/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<facts> {
  <> a delicta:Hypothetical ; skos:prefLabel "A shop"@en , "某店"@zh ; delicta:narrative "Li sold traces."@en ; delicta:hasConduct <sale> .
  <sale> a delicta:Conduct ; delicta:hasActor <li> , <shop> ; delicta:begins "2024-05-01"^^xsd:date ; delicta:ends "2024-05-20"^^xsd:date ;
    delicta:atStage delicta:DataCollection ; delicta:hasFact <selling> , <handing-on> , <sale-fact-3> , <penalty> , <view> ;
    delicta:rulesOut delicta:Consent , interpretation:fs-2017-10.5.2.4 ; delicta:statesAll delicta:quantity ; delicta:hasLocalStandard <sale-standard-1> .
  <li> a delicta:NaturalPerson ; skos:prefLabel "李某"@zh ; delicta:age 30 .
  <shop> a delicta:Unit , delicta:Platform .
  <selling> a delicta:Selling ; delicta:concerns <traces> ; delicta:gain 55822.50 ; delicta:quote "sold traces"@en .
  <handing-on> a delicta:Supplying ; delicta:concerns <traces> .
  <traces> a delicta:LocationTrace ; delicta:records 60 ; delicta:recipients 2 .
  <sale-fact-3> a delicta:Intent .
  <penalty> a delicta:PriorAdministrativePenalty ; delicta:concerns <penalty-on-1> ; delicta:dated "2023-01-31"^^xsd:date .
  <penalty-on-1> a delicta:PersonalInformationMatter .
  <view> a delicta:Assessment ; delicta:affirms offence:253-1.reasonable-scope .
  <sale-standard-1> a delicta:LocalStandard ; delicta:setsFigureOf interpretation:fs-2013-8.1.1-large ; delicta:figure 2000.0 .
}
<holding> {
  <holding-1> a delicta:Holding ; delicta:ofActor <li> ; delicta:convicts offence:253-1 ; delicta:acquits offence:264 , offence:266 ;
    delicta:handledBy "court" ; delicta:decidedOn "2024-12-01"^^xsd:date ; delicta:outcomeNote "判处罚金。"@zh .
}
"""

JSON_LD = {
    "@context": "https://w3id.org/delicta/context.jsonld",
    "@graph": [
        {
            "id": "", "is": "Hypothetical", "title": {"en": "A shop", "zh": "某店"}, "narrative": {"en": "Li sold traces."},
            "conducts": {
                "id": "sale", "is": "Conduct", "begins": "2024-05-01", "ends": "2024-05-20", "stage": "DataCollection",
                "by": [{"id": "li", "is": "NaturalPerson", "name": {"zh": "李某"}, "age": 30}, {"id": "shop", "is": ["Unit", "Platform"]}],
                "facts": [
                    {"id": "selling", "is": "Selling", "gain": 55822.50, "quote": {"en": "sold traces"}, "on": {"id": "traces", "is": "LocationTrace", "records": 60, "recipients": 2}},
                    {"id": "handing-on", "is": "Supplying", "on": "traces"},
                    {"id": "sale-fact-3", "is": "Intent"},
                    {"id": "penalty", "is": "PriorAdministrativePenalty", "dated": "2023-01-31", "on": {"id": "penalty-on-1", "is": "PersonalInformationMatter"}},
                    {"id": "view", "is": "Assessment", "affirms": "offence:253-1.reasonable-scope"},
                ],
                "rulesOut": ["Consent", "interpretation:fs-2017-10.5.2.4"], "statesAll": "quantity",
                "localStandards": {"id": "sale-standard-1", "is": "LocalStandard", "of": "interpretation:fs-2013-8.1.1-large", "figure": 2000},
            },
        },
        {"id": "holding", "@graph": [
            {"id": "holding-1", "is": "Holding", "ofActor": "li", "convicts": "offence:253-1", "acquits": ["offence:264", "offence:266"], "handledBy": "court",
             "decidedOn": "2024-12-01", "outcomeNote": {"zh": "判处罚金。"}},
        ]},
    ],
}

TURTLE = TRIG.split("<holding> {")[0].replace("<facts> {", "").replace("\n}\n", "\n")
N_QUADS = ox.serialize(ox.parse(TRIG, format=ox.RdfFormat.TRIG), format=ox.RdfFormat.N_QUADS).decode()

FORMS = {
    "shop.yaml": YAML, "shop.trig": TRIG, "shop.jsonld": json.dumps(JSON_LD), "shop.json": json.dumps(JSON_LD), "shop.nq": N_QUADS, "shop.ttl": TURTLE,
}


def meant(triples) -> set[str]:
    """Triples as text, numbers by their value, because 55822.5 and 55822.50 are one number."""
    said = set()
    for triple in triples:
        value = triple.object
        if isinstance(value, ox.Literal) and value.datatype.value in (names.XSD + "integer", names.XSD + "decimal"):
            value = f"{value.datatype.value} {float(value.value)}"
        said.add(f"{triple.subject.value} {triple.predicate.value} {value}")
    return said


@pytest.mark.parametrize("name", FORMS)
def test_a_case_says_the_same_in_every_form(name):
    plain, other = reading.parse_case(TRIG, ".trig", "shop.trig"), reading.parse_case(FORMS[name], Path(name).suffix, name)
    figures = {"figure"} & {t.predicate.value.removeprefix(names.BASE) for t in plain.facts}
    assert figures and meant(other.facts) == meant(plain.facts)
    assert meant(other.holdings) == (set() if name.endswith(".ttl") else meant(plain.holdings))
    assert checking.problems(other)[0] == []


def test_the_case_in_every_form_uses_every_word_of_the_context():
    from delicta.context import _ALIASES

    used = YAML + json.dumps(JSON_LD)
    unused = {word for word in _ALIASES if word not in used}
    assert unused == {"source", "note", "divergence", "sanctions"}


SOUND = """case: shop
actors:
  - {id: li, is: NaturalPerson}
conducts:
  - by: li
    ends: 2024-05-20
    facts:
      - {is: Selling, on: {is: LocationTrace, records: 60}}
      - Intent
      - BreachOfRelevantStateProvisions
"""

# What is put for what in the sound case, the line that the message names, and words of the message.
SLIPS = {
    "a tab": ("    ends", "\tends", 6, "a tab"),
    "a full-width colon": ("ends: ", "ends：", 6, "full-width colon"),
    "a full-width colon at the top": ("case: shop", "case：shop", 1, "full-width colon"),
    "a colon in a text": ("case: shop", "case: shop\ntitle: Li: the shop", 2, "Put a text that holds ': ' in quotes"),
    "a colon without a space": ("ends: ", "ends:", 6, "a word without a colon and a space"),
    "a line too far left": ("    facts:", "   facts:", 7, "not indented like its neighbours"),
    "a bracket left open": ("NaturalPerson}", "NaturalPerson", 3, "a closing bracket is missing"),
    "a quotation mark left open": ("2024-05-20", "'2024-05-20", 6, "is never closed"),
    "a value that begins with a percent sign": ("2024-05-20", "%5", 6, "Put the value in quotes"),
    "the same word twice": ("      - Intent", "      - Intent\n      - BreachOfRelevantStateProvisions\n    facts:\n      - Intent", 11, "'facts:' stands twice"),
    "nobody": ("- by: li\n    ends", "- ends", 5, "has no 'by:'"),
    "somebody else": ("by: li", "by: lee", 5, "nothing in this case has the id 'lee'"),
    "a word without a value": (" 2024-05-20", "", 6, "'ends:' has no value"),
    "a day in words": ("2024-05-20", "May 2024", 6, "May 2024: not a date. Write it as YYYY-MM-DD."),
    "a day that is none": ("2024-05-20", "2024-02-30", 6, "2024-02-30: not a date"),
    "a day without hyphens": ("2024-05-20", "20240520", 6, "20240520: not a date"),
    "a time of day": ("2024-05-20", "2024-05-20 10:00:00", 6, "not a date"),
    "a day to come": ("2024-05-20", "2999-01-01", 6, "lies in the future"),
    "a day before the Criminal Law": ("2024-05-20", "1990-01-01", 6, "lies before 1997-10-01"),
    "a negative count": ("60", "-60", 8, "records is -60. Write a plain whole number"),
    "half a record": ("60", "60.5", 8, "records is 60.5. Write a plain whole number"),
    "a number in words": ("60", "sixty", 8, "records is sixty. Write a plain whole number"),
    "a number in Chinese": ("60", "六十", 8, "records is 六十."),
    "a number with a comma": ("60", "'1,000'", 8, "records is 1,000."),
    "a number with an exponent": ("60", "6e1", 8, "records is 6e1."),
    "an infinite number": ("60", ".inf", 8, "records is .inf."),
    "a huge number": ("60", "9" * 5000, 8, "at most 15 digits"),
    "a negative amount of money": ("is: Selling,", "is: Selling, gain: -1,", 8, "gain is -1. Write a plain number"),
    "a misspelt class": ("LocationTrace", "LocationTraces", 8, "did you mean LocationTrace?"),
    "a class in small letters": ("- Intent", "- intent", 7, "did you mean Intent?"),
    "a misspelt quantity": ("records", "recrds", 8, "did you mean records?"),
    "a misspelt word": ("facts:", "fact:", 7, "did you mean facts?"),
    "a misspelt word at the top": ("conducts:", "conduct:", 4, "did you mean conducts?"),
    "a misspelt class ruled out": ("ends:", "rulesOut: [Consnt]\n    ends:", 6, "did you mean Consent?"),
    "a term of nowhere ruled out": ("ends:", "rulesOut: [interp:foo]\n    ends:", 6, "interp:foo is not a term"),
    "a misspelt clause": ("- Intent", "- {affirms: offence:253-1.reasonable-scop}", 9, "did you mean offence:253-1.reasonable-scope?"),
    "a list without brackets": ("ends:", "rulesOut: Consent, KnowledgeOfAnothersCrime\n    ends:", 6, "Write 'rulesOut: [Consent, KnowledgeOfAnothersCrime]'"),
    "two classes in one": ("ends:", "rulesOut: [Selling and Buying]\n    ends:", 6, "Selling and Buying is not a term"),
    "a name for a class": ("ends:", "rulesOut: Consent and X\n    ends:", 6, "did you mean Consent?"),
    "two classes that are all stated": ("ends:", "statesAll: Circumstance quantity\n    ends:", 6, "did you mean Circumstance?"),
    "a stage in words": ("ends:", "stage: data collection\n    ends:", 6, "did you mean DataCollection?"),
    "a quantity with a space": ("records", "re cords", 8, "did you mean records?"),
    "a quantity with a space behind it": ("records", '"records "', 8, "did you mean records?"),
    "classes with a comma": ("- Intent", "- is: Intent, Money", 9, "Write 'is: [Intent, Money]'"),
    "a class in sharp brackets": ("Selling", "<script>", 8, "<script> is not a term"),
    "a clause by its name": ("- Intent", "- {affirms: social order gravely disturbed}", 9, "social order gravely disturbed is not a term"),
    "a class like a keyword": ("- Intent", "- {is: '@Intent'}", 9, "@Intent is not a term"),
    "two who did it": ("by: li", "by: Li and Wang", 5, "nothing in this case has the id 'Li and Wang'"),
    "two who did it with a comma": ("by: li", "by: li, wang", 5, "Write 'by: [li, wang]'"),
    "a class by its Chinese name": ("Selling", "出售", 8, "did you mean Selling?"),
    "a fact by its Chinese name": ("- Intent", "- 故意", 7, "did you mean Intent?"),
    "typographic quotation marks": ("2024-05-20", "“2024-05-20”", 6, "typographic quotation marks"),
    "a property that is one of the law": ("records: 60", "records: 60, unit: USD", 8, "unit is no property of a case"),
    "a limit for a quantity": ("records: 60", "records: 60, atLeast: 50", 8, "atLeast is no property of a case"),
    "a property for a class": ("Selling", "records", 8, "records is no class"),
    "a stage for a class": ("Selling", "DataCollection", 8, "DataCollection is no class"),
    "a word misspelt for two values": ("ends:", "rulesout: [Consent, KnowledgeOfAnothersCrime]\n    ends:", 6, "did you mean rulesOut?"),
    "a misspelt stage": ("ends:", "stage: DataColection\n    ends:", 6, "did you mean DataCollection?"),
    "a misspelt kind": ("case: shop", "case: shop\nkind: Realcase", 2, "did you mean RealCase?"),
    "stated and ruled out": ("ends:", "rulesOut: [Selling]\n    ends:", 5, "rules out delicta:Selling at the same time"),
    "a word in the wrong place": ("is: Selling,", "is: Selling, by: li,", 8, "'by:' cannot stand in an entry of 'facts'. It belongs to conducts."),
    "a fact of no class": ("is: Selling, ", "", 8, "does not say what it is"),
    "an actor of no class": ("{id: li, is: NaturalPerson}", "{id: li}", 3, "does not say what it is"),
    "an actor in one word": ("{id: li, is: NaturalPerson}", "li", 2, "each entry of 'actors:' is described by words"),
    "conducts without hyphens": ("  - by: li\n    ends: 2024-05-20\n    facts:", "  by: li\n  ends: 2024-05-20\n  facts:", 4, "'conducts:' is a list"),
    "a name with a space": ("id: li", "id: l i", 3, "'l i' cannot be an id"),
    "a name given twice": ("is: Selling,", "is: Selling, id: li,", 8, "the id 'li' is given twice"),
    "a language that is none": ("case: shop", "case: shop\ntitle: {de: Laden}", 2, "'de' is not a language here"),
    "an entry for a number": ("records: 60", "records: {number: 60}", 8, "'records:' takes a plain value"),
    "an alias": ("- Intent", "- *li", 9, "anchors and aliases are not read"),
    "laughs by the billion": (SOUND, "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", 2, "anchors and aliases are not read"),
    "a merge of the same": ("ends: 2024-05-20", "<<: {ends: 2024-05-20}", 6, "no word of a case"),
    "a tag that runs code": ("- Intent", "- !!python/object/apply:os.system [echo]", 9, "YAML tags"),
    "a tag for bytes": ("2024-05-20", "!!binary aGk=", 6, "YAML tags"),
    "a context from the network": ("is: Selling,", "is: Selling, '@context': http://127.0.0.1:9/,", 8, "no word of a case"),
    "brackets without end": (SOUND, "a: " + "[" * 5000, 1, "nested more deeply"),
    "things on things on things": ("is: LocationTrace", "is: Money, on: " + "{is: Money, on: " * 40 + "Money" + "}" * 40, 8, "nested more deeply"),
    "a character that is none": ("shop", "sh\x00op", 1, "Expected YAML"),
    "a list for a case": (SOUND, "- a\n", 1, "a case begins with words such as"),
    "a word for a case": (SOUND, "\n\nhello\n", 3, "a case begins with words such as"),
    "two cases": ("      - BreachOfRelevantStateProvisions\n", "      - Intent\n---\ncase: other\n", 11, "Write one case a file"),
}


def applied(path, *more, lang="en"):
    """Exit code, lines on standard error, and findings of a sound case beside the file."""
    sound = path.parent / "sound.yaml"
    sound.write_text(SOUND.replace("case: shop", "case: sound"), encoding="utf-8")
    run = CliRunner().invoke(main, ["apply", str(path), *more, str(sound), "--format", "json", "--lang", lang])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    found = [f for f in json.loads(run.stdout)["findings"] if f["offence"] == "253-1"]
    return run.exit_code, run.stderr.splitlines(), found


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_pen_costs_one_line_with_file_and_line_and_no_other_file(slip, tmp_path):
    put_for, put, line, words = SLIPS[slip]
    assert put_for in SOUND
    path = tmp_path / "slip.yaml"
    path.write_text(SOUND.replace(put_for, put), encoding="utf-8")
    code, said, found = applied(path)
    assert code == 2 and len(said) == 1
    assert said[0].startswith(f"{path}, line {line}: ") and words in said[0] and len(said[0]) < 400
    assert [(f["case"], f["verdict"]) for f in found] == [(names.CASE + "sound/", "established")]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_of_the_pen_is_named_in_chinese_as_well(slip, tmp_path):
    put_for, put, line, _ = SLIPS[slip]
    path = tmp_path / "slip.yaml"
    path.write_text(SOUND.replace(put_for, put), encoding="utf-8")
    try:
        said = [error.text("zh") for error in checking.problems(reading.read_case(path))[0]]
    except InputError as error:
        said = [error.text("zh")]
    assert len(said) == 1 and said[0].startswith(f"{path} 第 {line} 行：")


SOUND_TURTLE = """@prefix delicta: <https://w3id.org/delicta/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<c> a delicta:Conduct ; delicta:hasActor <li> ; delicta:ends "2024-05-20"^^xsd:date ; delicta:hasFact <s> .
<li> a delicta:NaturalPerson .
<s> a delicta:Selling ; delicta:concerns <t> .
<t> a delicta:LocationTrace ; delicta:records 60 .
"""
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'

# File name, its bytes, and words of the message.
FILES = {
    "empty.yaml": (b"", "is empty"),
    "blank.trig": (b"  \n", "is empty"),
    "remark.yaml": (b"# nothing yet\n", "is empty"),
    "latin.yaml": (SOUND.encode() + b"title: caf\xe9\n", "is not UTF-8 (byte 229)"),
    "wide.yaml": (SOUND.encode("utf-16"), "is not UTF-8 (byte 0)"),
    "large.yaml": (b"# " + b"x" * 2_000_001, "is more than one file may have (2 MB)"),
    "entity.xml": (ENTITY.encode(), "unknown kind of file '.xml'"),
    "entity.rdf": (ENTITY.encode(), "unknown kind of file '.rdf'"),
    "entity.ttl": (ENTITY.encode(), "line 1: "),
    "entity.yaml": (ENTITY.encode(), "line 1: "),
    "remote.jsonld": (b'{"@context": "http://127.0.0.1:9/context", "id": ""}', "Nothing is fetched"),
    "import.jsonld": (b'{"@context": [{"@import": "http://127.0.0.1:9/context"}], "id": ""}', "Nothing is fetched"),
    "inner.jsonld": (b'{"id": "", "conducts": {"@context": "http://127.0.0.1:9/context"}}', "Nothing is fetched"),
    "cut.jsonld": (b'{"id": "", "conducts": [{', "line 1: "),
    "deep.jsonld": (b"[" * 100_000, "nested too deeply"),
    "number.json": (b"5", "a JSON object describes a case"),
    "nothing.json": (b"[]", "describes no conduct"),
    "cut.ttl": (SOUND_TURTLE.encode()[:-30], "line 6: "),
    "prefix.trig": (SOUND_TURTLE.replace("@prefix xsd", "@prefix xsdd").encode(), "line 3: The prefix xsd: has not been declared"),
    "relative.nq": (b"<a> <b> <c> .\n", "line 1: "),
    "space.jsonld": (b'{"id": "", "conducts": {"id": "c", "is": "Conduct", "by": {"id": "li", "is": "Unit"},\n "rulesOut": ["Consent thing"]}}', "line 2: Consent thing is not a term"),
    "stage.jsonld": (b'{"id": "", "conducts": {"id": "c", "is": "Conduct", "by": {"id": "li", "is": "Unit"},\n\n "stage": "data collection"}}', "line 3: data collection is not a term of the ontology; did you mean DataCollection?"),
    "key.jsonld": (b'{"id": "", "conducts": {"id": "c", "is": "Conduct", "by": {"id": "li", "is": "Unit", "re cords": 5}}}', "re cords is not a term of the ontology; did you mean records?"),
    "actor.jsonld": (b'{"id": "", "conducts": {"id": "c", "is": "Conduct", "by": ["li wang", {"id": "li", "is": "Unit"}]}}', "li wang is not a term"),
    "nobody.ttl": (SOUND_TURTLE.replace("delicta:hasActor <li> ;", "").encode(), "has no actor"),
    "misspelt.ttl": (SOUND_TURTLE.replace("delicta:Selling", "delicta:Seling").encode(), "did you mean Selling?"),
    "untyped.ttl": (SOUND_TURTLE.replace('"^^xsd:date', '"').encode(), "2024-05-20: not a date"),
    "no-day.ttl": (SOUND_TURTLE.replace("2024-05-20", "2024-13-45").encode(), "2024-13-45: not a date"),
    "negative.ttl": (SOUND_TURTLE.replace("60", "-60").encode(), "records is -60."),
    "text.ttl": (SOUND_TURTLE.replace("60", '"sixty"').encode(), "records is sixty."),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_used_costs_one_line_and_no_other_file(name, tmp_path):
    data, words = FILES[name]
    path = tmp_path / name
    path.write_bytes(data)
    code, said, found = applied(path)
    assert code == 2 and len(said) == 1 and said[0].startswith(str(path)) and words in said[0], said
    assert [f["verdict"] for f in found] == ["established"]


def test_a_file_that_is_not_there_is_named_and_the_others_are_answered(tmp_path):
    code, said, found = applied(tmp_path / "nowhere.yaml", str(tmp_path))
    assert code == 2 and len(found) == 1
    assert said[0].startswith(f"{tmp_path / 'nowhere.yaml'}: no such file") and said[1].startswith(f"{tmp_path}: is a folder")


def test_fractions_in_json_keep_their_value():
    case = reading.parse_case(json.dumps(JSON_LD), ".jsonld", "shop.jsonld")
    assert [t.object for t in case.facts if t.predicate.value == names.BASE + "gain"] == [ox.Literal("55822.5", datatype=ox.NamedNode(names.XSD + "decimal"))]


def test_text_without_a_language_is_taken_by_its_script_and_a_case_without_a_name_by_that_of_its_file():
    case = reading.parse_case("title: [x]\n".replace("[x]", "某店") + SOUND.partition("\n")[2] + "narrative: He sold them.\n", ".yaml", "a/b/某 店.yaml")
    texts = {t.predicate.value.rpartition("#")[2].rpartition("/")[2]: t.object.language for t in case.facts if isinstance(t.object, ox.Literal) and t.object.language}
    assert texts == {"prefLabel": "zh", "narrative": "en"}
    assert {t.subject.value for t in case.facts if t.predicate.value == names.BASE + "hasConduct"} == {names.CASE + "某-店/"}


def test_a_problem_in_one_conduct_leaves_the_other_its_answer(tmp_path):
    second = SOUND.partition("conducts:\n")[2].replace("Selling", "Seling")
    path = tmp_path / "two.yaml"
    path.write_text(SOUND + second, encoding="utf-8")
    run = CliRunner().invoke(main, ["apply", str(path), "--format", "json", "--lang", "en"])
    assert run.exit_code == 2 and len(run.stderr.splitlines()) == 1
    assert {f["conduct"] for f in json.loads(run.stdout)["findings"]} == {names.CASE + "shop/conduct-1"}


def test_two_files_that_name_the_same_conduct_are_not_mixed_up(tmp_path):
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(SOUND.replace("60", "60" if name == "one.yaml" else "40"), encoding="utf-8")
    paths = [str(tmp_path / "one.yaml"), str(tmp_path / "two.yaml"), str(tmp_path / "one.yaml")]
    run = CliRunner().invoke(main, ["apply", *paths, "--format", "json", "--lang", "en"])
    assert run.exit_code == 2
    assert run.stderr.startswith(f"{paths[1]}: describes case:shop/conduct-1, as {paths[0]} does already.") and run.stderr.count("\n") == 1
    assert [f["verdict"] for f in json.loads(run.stdout)["findings"] if f["offence"] == "253-1"] == ["established"]


def test_a_word_that_the_context_of_a_file_defines_may_have_a_space(tmp_path):
    text = json.dumps(JSON_LD | {"@context": ["https://w3id.org/delicta/context.jsonld", {"how many": "https://w3id.org/delicta/records"}]}).replace('"records"', '"how many"')
    assert meant(reading.parse_case(text, ".jsonld", "shop.jsonld").facts) >= meant(t for t in reading.parse_case(TRIG, ".trig", "shop.trig").facts if "ecords" in str(t))


def test_a_holding_on_somebody_unknown_costs_no_answer_and_does_not_conform(tmp_path):
    path = tmp_path / "held.yaml"
    path.write_text(SOUND + "holdings:\n  - {ofActor: wang, convicts: 253-1, handledBy: court}\n", encoding="utf-8")
    assert applied(path)[0] == 0
    assert "holding-known-actor" in {result.shape.rpartition("/")[2] for result in delicta.validate(path).results}


def test_the_command_itself_ends_with_two_and_one_line(tmp_path):
    path = tmp_path / "slip.yaml"
    path.write_text(SOUND.replace("by: li", "by: lee"), encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "delicta", "apply", str(path), "--lang", "en"], capture_output=True, text=True, check=False)
    assert run.returncode == 2 and run.stderr.count("\n") == 1 and "Traceback" not in run.stderr
