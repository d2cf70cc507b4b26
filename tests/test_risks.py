"""The risk map answers for an actor, a stage and data, in both languages, and helps with words that it does not know."""

import json

import pytest
from click.testing import CliRunner

from delicta import names, questions, risks, words
from delicta.cli import main
from delicta.errors import DelictaError
from delicta.law import load_law


@pytest.fixture(scope="module")
def risk_map():
    return risks.load_map()


def command(*arguments: str):
    return CliRunner().invoke(main, ["risks", *arguments], env={"COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})


def ids(found: list[dict]) -> set[str]:
    return {risk["id"] for risk in found}


def test_a_developer_who_collects_faces_is_told_of_the_offence_its_provision_and_measures(risk_map):
    found = {risk["id"]: risk for risk in risk_map.find("DataCollection", "Developer", "FaceInformation")}
    scraped = found["personal-information-scraped"]
    offence = next(offence for offence in scraped["offences"] if offence["offence"] == "253-1")
    assert "cl-253-1(3)" in offence["provisions"] and "500" in offence["condition"]["en"] and "五百条" in offence["condition"]["zh"]
    assert "pipl 27" in scraped["norms"]
    assert "source-check" in {measure["id"] for measure in scraped["measures"]}


def test_a_risk_that_is_no_offence_as_such_says_so(risk_map):
    biased = next(risk for risk in risk_map.find(stage="FineTuning") if risk["id"] == "biased-output")
    assert biased["offences"] == [] and biased["note"]["en"] and biased["norms"]


def test_what_is_given_only_ever_narrows(risk_map):
    everything = ids(risk_map.find())
    by_stage, by_actor = ids(risk_map.find(stage="Input")), ids(risk_map.find(actor="User"))
    assert ids(risk_map.find("Input", "User")) <= by_stage & by_actor
    assert by_stage < everything and by_actor < everything


def test_a_risk_is_on_the_map_for_an_actor_only_at_the_stages_at_which_that_actor_raises_it(risk_map):
    assert "inside-information-leaked" in ids(risk_map.find("Input", "User")) & ids(risk_map.find("OutputStorage", "ServiceProvider"))
    assert "inside-information-leaked" not in ids(risk_map.find("OutputStorage", "User")) | ids(risk_map.find("Input", "ServiceProvider"))
    leaked = next(risk for risk in risk_map.find("Input", "User") if risk["id"] == "inside-information-leaked")
    assert (leaked["actors"], leaked["stages"]) == (["ServiceProvider", "User"], ["Input", "OutputStorage"])
    assert leaked["occasions"] == [{"actors": ["ServiceProvider"], "stages": ["OutputStorage"]}, {"actors": ["User"], "stages": ["Input"]}]


def test_every_risk_says_who_raises_it_at_which_stage(risk_map):
    declared = {names.local(row["risk"].value) for row in risk_map.store.query(f"SELECT ?risk {{ GRAPH ?law {{ ?risk a <{names.BASE}Risk> }} }}")}
    assert ids(risk_map.find()) == declared
    assert all(occasion["actors"] and occasion["stages"] for risk in risk_map.find() for occasion in risk["occasions"])


def test_a_narrower_actor_keeps_the_risks_of_the_wider(risk_map):
    assert ids(risk_map.find(actor="NetworkServiceProvider")) <= ids(risk_map.find(actor="ServiceProvider"))
    assert "personal-information-leaked" in ids(risk_map.find(actor="GenerativeServiceProvider"))


@pytest.mark.parametrize("word", ["FineTuning", "fine-tuning", "finetuning", "微调"])
def test_a_stage_goes_by_id_or_name(risk_map, word):
    assert risk_map.resolve("stage", word) == "FineTuning"


@pytest.mark.parametrize(("what", "value", "near"), [
    ("stage", "DataColection", "DataCollection"), ("actor", "Devloper", "Developer"), ("data", "faces", "FaceInformation"), ("stage", "数据采集", "DataCollection"),
])
def test_an_unknown_word_gets_the_nearest_that_is_known(risk_map, what, value, near):
    with pytest.raises(DelictaError) as caught:
        risk_map.resolve(what, value)
    assert caught.value.exit_code == 2
    assert all(near in caught.value.text(lang) and value in caught.value.text(lang) for lang in ("en", "zh"))


@pytest.mark.parametrize(("what", "value", "never"), [("stage", "Nope", "LifecycleStage"), ("data", "Banana", "PaymentAccount")])
def test_a_word_that_is_like_nothing_gets_no_odd_guess(risk_map, what, value, never):
    with pytest.raises(DelictaError) as caught:
        risk_map.resolve(what, value)
    assert all(never not in caught.value.text(lang) for lang in ("en", "zh"))


def test_officials_raise_the_risk_of_secrets_typed_into_a_service(risk_map):
    assert "secrets-typed-in" in ids(risk_map.find("Input", "StateOrganStaff", "StateSecret"))


def test_secrets_typed_in_or_passed_abroad_are_governed_by_what_the_secrecy_law_says_of_networks_and_borders(risk_map):
    """Obtaining and holding carriers, article 28(1), is neither."""
    norms = {risk["id"]: risk["norms"] for risk in risk_map.find()}
    assert norms["secrets-typed-in"] == ["ssl-2024 29(2)", "ssl-2024 31(3)"]
    assert norms["secrets-passed-abroad"] == ["ssl-2024 28(4)", "ssl-2024 28(5)", "ssl-2024 29(2)"]


def test_a_stage_is_no_actor(risk_map):
    with pytest.raises(DelictaError):
        risk_map.resolve("actor", "FineTuning")


def test_every_risk_is_told_in_both_languages_with_stage_actor_and_offence_or_note(risk_map):
    for risk in risk_map.find():
        assert set(risk["label"]) == set(risk["definition"]) == {"en", "zh"}, risk["id"]
        assert risk["stages"] and risk["actors"], risk["id"]
        assert risk["offences"] or set(risk["note"]) == {"en", "zh"}, risk["id"]
        assert all(set(offence["condition"]) == {"en", "zh"} for offence in risk["offences"]), risk["id"]


def test_no_stage_of_a_life_is_without_a_risk(risk_map):
    stages = sorted(set(words.members(load_law().lexicon["nodes"], "LifecycleStage", of="individuals").values()))
    assert len(stages) > 10 and [stage for stage in stages if not risk_map.find(stage)] == []


def test_an_offence_that_is_only_catalogued_has_its_provision_too(risk_map):
    provisions = {offence["offence"]: offence["provisions"] for risk in risk_map.find() for offence in risk["offences"]}
    assert provisions["276"] == ["cl-276"] and provisions["399p1"] == ["cl-399(1)"] and all(provisions.values())


def test_the_command_prints_json_with_the_fields_of_the_interface():
    said = command("--stage", "Operation", "--actor", "GenerativeServiceProvider", "--data", "PersonalInformation", "--format", "json")
    told = json.loads(said.output)
    assert said.exit_code == 0 and (told["stage"], told["actor"], told["data"]) == ("Operation", "GenerativeServiceProvider", "PersonalInformation")
    assert {"id", "iri", "label", "definition", "note", "stages", "actors", "occasions", "data", "offences", "norms", "measures"} == set(told["risks"][0])


@pytest.mark.parametrize(("lang", "words"), [("en", ["user information leaked", "286-1", "no offence as such", "measures"]), ("zh", ["用户信息泄露", "拒不履行", "本身不构成犯罪", "措施"])])
def test_the_table_speaks_the_language_of_the_reader(lang, words):
    said = command("--actor", "ServiceProvider", "--lang", lang)
    assert said.exit_code == 0 and all(word in said.output for word in words)
    assert "https://" not in said.output


@pytest.mark.parametrize("case", ["guolian-face-checks", "ridehailing-face-check", "quzhou-3d-face"])
def test_a_check_that_somebody_is_who_he_claims_to_be_is_not_of_high_risk_in_the_european_union(everything, case):
    """Verification compares one with one; identification, which is of high risk, one with many."""
    rows = everything.query(questions.find("which-risk-class-has-a-use").bound({"case": case}))
    placed = {(names.local(row["criterion"].value), names.local(row["class"].value)) for row in rows}
    assert {("verifies-by-body", "eu-minimal"), ("verifies-by-body", "middle-risk")} <= placed
    assert "eu-high" not in {of for _, of in placed}


def test_what_the_paper_wishes_of_the_house_and_no_law_asks_for_is_a_proposal(ontology):
    """A team of several trades and a written code of ethics: article 27 of the Data Security Law wants rules, training and techniques."""
    asked = "PREFIX delicta: <https://w3id.org/delicta/> SELECT ?measure ?standing WHERE { ?measure a/<http://www.w3.org/2000/01/rdf-schema#subClassOf> delicta:Measure ; delicta:standing ?standing }"
    standing = {names.local(row["measure"].value): names.local(row["standing"].value) for row in ontology.query(asked, use_default_graph_as_union=True)}
    assert (standing["risk-team"], standing["ethics-code"], standing["staff-training"]) == ("Proposal", "Proposal", "InForce")


def test_what_fits_nothing_says_so_and_what_is_unknown_ends_with_code_2():
    nothing = ("--stage", "Retirement", "--actor", "User")
    assert command(*nothing).exit_code == 0
    assert "No risk" in command(*nothing, "--lang", "en").output
    for lang, word in (("en", "did you mean"), ("zh", "是否应为")):
        said = command("--stage", "Inptu", "--data", "PersonalInfo", "--lang", lang)
        assert said.exit_code == 2 and said.stdout == "" and len(said.stderr.splitlines()) == 2 and word in said.stderr and "Traceback" not in said.stderr


@pytest.mark.parametrize(("lang", "proposed"), [("en", "(proposal)"), ("zh", "（建议）")])
def test_a_measure_that_is_only_proposed_is_marked(risk_map, lang, proposed):
    said = "".join(command("--stage", "DataCollection", "--actor", "Developer", "--lang", lang).output.split())
    measures = {measure["id"]: measure for risk in risk_map.find("DataCollection", "Developer") for measure in risk["measures"]}
    for measure in measures.values():
        name = "".join(measure["label"][lang].split())
        assert (name + proposed in said) == (measure["standing"] == "Proposal"), name
    assert {measure["standing"] for measure in measures.values()} >= {"InForce", "Proposal"}
