"""Every question of queries/ gives the answer written beside its data, on two engines; and nothing can be smuggled into one."""

import csv
import io
import json
import re
import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import delicta
from delicta import asking, dataset, law, names, places, questions, reading
from delicta.cli import main

FOLDER = Path(__file__).parent / "questions"
ASKED = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def small_law():
    return law.close_law([*sorted(places.ONTOLOGY.glob("*.ttl")), FOLDER / "law.ttl"])


@pytest.fixture(scope="module")
def second_engine(small_law):
    """An rdflib Dataset that holds the law."""
    from rdflib import Dataset, URIRef

    engine = Dataset()
    engine.graph(URIRef(names.LAW_GRAPH)).parse(io.BytesIO(small_law.graph()), format="nt")
    return engine


def stored(name: str, small_law) -> ox.Store:
    return dataset.build([reading.parse_case(path.read_text(encoding="utf-8"), ".trig", name) for path in (FOLDER / name).glob("data.trig")], small_law)


def query_of(name: str) -> str:
    given = FOLDER / name / "params.toml"
    return questions.find(name).bound(tomllib.loads(given.read_text(encoding="utf-8")) if given.exists() else {})


def expected(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO((FOLDER / name / "answer.csv").read_text(encoding="utf-8"))))


def rows_of(columns: list[str], rows) -> list[list[str]]:
    return [columns, *sorted(["" if term is None else term.value if hasattr(term, "value") and not hasattr(term, "n3") else str(term) for term in row] for row in rows)]


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_the_answer_written_beside_its_data(name, small_law):
    found = stored(name, small_law).query(query_of(name))
    columns = [variable.value for variable in found.variables]
    head, *rows = expected(name)
    assert rows_of(columns, ([row[column] for column in columns] for row in found)) == [head, *sorted(rows)]


@pytest.mark.parametrize("name", ASKED)
def test_a_second_engine_gives_the_same_answer(name, small_law, second_engine):
    from rdflib import URIRef

    store = stored(name, small_law)
    for graph in (names.CASES_GRAPH, names.HOLDINGS_GRAPH, names.FINDINGS):
        second_engine.remove_graph(URIRef(graph))
        second_engine.graph(URIRef(graph)).parse(io.BytesIO(store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph))), format="nt")
    found = second_engine.query(query_of(name))
    head, *rows = expected(name)
    assert rows_of([str(variable) for variable in found.vars], found) == [head, *sorted(rows)]


@pytest.mark.parametrize("name", questions.every())
def test_a_question_about_nothing_has_no_answer(name):
    found = ox.Store().query(questions.find(name).text)
    assert tuple(variable.value for variable in found.variables) == questions.find(name).columns
    assert list(found) == []


def test_every_question_has_data_and_an_answer_with_rows():
    assert set(ASKED) == set(questions.every())
    assert all(len(expected(name)) > 1 for name in ASKED)


@pytest.mark.parametrize("name", questions.every())
def test_the_header_of_a_question_says_what_the_query_does(name):
    question = questions.find(name)
    assert question.sentence["en"].endswith("?") and question.sentence["zh"].endswith("？") and question.law
    assert len(question.headings["zh"]) == len(question.columns)
    for parameter in question.parameters:
        blocks = re.findall(r"VALUES \?" + parameter.variable + r" \{ (.+?) \}", question.text)
        assert blocks == [parameter.written(parameter.default)], parameter.name
    assert re.findall(r"\?given\w+", question.text.split("SELECT")[0]) == []
    assert set(re.findall(r"VALUES \?(given\w+)", question.text)) == {parameter.variable for parameter in question.parameters}


@pytest.mark.parametrize("name", questions.every())
def test_a_question_names_the_graph_of_everything_it_reads(name):
    """So that it gives the same answer whether or not a server takes its named graphs together."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.NamedNode("urn:y")))
    text = questions.find(name).text
    assert {graph.removeprefix("delicta:") for graph in re.findall(r"GRAPH (\S+)", text)} <= {"law", "cases", "holdings", "findings"}
    assert list(store.query(text, use_default_graph_as_union=True)) == []
    assert "FROM" not in text and "SERVICE" not in text


def test_a_question_can_be_asked_in_python():
    rows = delicta.ask("which-crimes-apply", "registry-crawler")
    assert {"offence": "253-1", "verdict": "established", "tier": "253-1.tier-2"}.items() <= rows[0].items()


def test_a_parameter_narrows_the_answer(small_law):
    case = reading.read_case(FOLDER / "which-crimes-apply" / "data.trig")
    rows = delicta.ask("which-crimes-apply", case, params={"offence": "fraud"}, law=small_law)
    assert {row["offence"] for row in rows} == {"fraud"}
    assert delicta.ask("which-crimes-apply", case, params={"offence": names.OFFENCE + "fraud"}, law=small_law) == rows
    assert delicta.ask("which-crimes-apply", case, params={"offence": "any"}, law=small_law) == delicta.ask("which-crimes-apply", case, law=small_law)


@pytest.mark.parametrize("value", [
    "sale> } #", 'any" } #', "sale } UNION { ?s ?p ?o", "any\n", "", "a b", "<x>", "../../x>", "http://x/> ?y", "sale\\u003E", "x" * 5000, "$given", "{", "?case",
])
def test_a_parameter_cannot_break_out_of_its_place(value):
    with pytest.raises(delicta.DelictaError) as caught:
        delicta.ask("which-crimes-apply", "registry-crawler", params={"offence": value})
    assert caught.value.key == "bad-parameter" and caught.value.exit_code == 2


@pytest.mark.parametrize(("kind", "good", "bad"), [
    ("number", ["5", "-2.50", "0"], ["5x", "1e9", "1;", "٣", "+", "1 2"]),
    ("date", ["2020-02-29"], ["2021-02-29", "2020-1-1", '2020-01-01"', "today"]),
    ("word", ["en", "第一"], ['e"n', "e n", "e'n", "e\\n"]),
    ("case", ["registry-crawler", "https://example.org/a%20b/"], ["a/b", "file:///etc/passwd", "https://example.org/a b", "https://e/\u00a0x"]),
    ("term", ["records"], ["records ", "delicta:records", "-"]),
])
def test_a_parameter_takes_values_of_its_kind_only(kind, good, bad):
    parameter = questions.Parameter("given", kind, None)
    for value in good:
        ox.Store().query(f"SELECT * {{ VALUES ?x {{ {parameter.written(value)} }} }}")
    for value in bad:
        with pytest.raises(delicta.DelictaError):
            parameter.written(value)


def test_a_required_parameter_is_asked_for():
    question = questions.read("made-up", "# Parameters: day: date, required\nSELECT * { VALUES ?givenDay { \"2020-01-01\" } }")
    with pytest.raises(delicta.DelictaError, match="needs --param day="):
        question.bound({})
    assert '"2021-01-01"^^' in question.bound({"day": "2021-01-01"})


@pytest.mark.parametrize(("question", "params", "message"), [
    ("which-crime-applies", {}, "did you mean which-crimes-apply"),
    ("why", {"offense": "253-1"}, "did you mean offence"),
    ("which-cases", {"colour": "red"}, "takes no parameter colour"),
    ("why", {"offence": "253-2"}, "did you mean 253-1"),
    ("which-thresholds-count-this-measure", {"measure": "recods"}, "did you mean records"),
    ("no-such-file.rq", {}, "no such file"),
])
def test_a_question_that_does_not_exist_gets_the_nearest_that_does(question, params, message):
    with pytest.raises(delicta.DelictaError, match=re.escape(message)):
        delicta.ask(question, "registry-crawler", params=params)


def test_court_and_delicta_differ_only_where_a_divergence_says_why():
    rows = delicta.ask("in-which-do-court-and-delicta-differ")
    assert rows and [row for row in rows if not row["divergence"]] == []


def test_each_case_with_a_divergence_is_among_those_in_which_court_and_delicta_differ():
    divergent = {path.stem for path in reading.built_in_cases() if any(t.predicate.value == f"{names.BASE}divergence" for t in reading.read_case(path).holdings)}
    assert divergent <= {row["case"].removeprefix(names.CASE).rstrip("/") for row in delicta.ask("in-which-do-court-and-delicta-differ")}


def test_what_changed_covers_the_wrongs_below_the_offences():
    assert {"psapl-2006.25.1", "psapl-2025.29.1", "csl-2025.66.1"} <= {row["offence"] for row in delicta.ask("what-changed-since", params={"since": "2025-12-31"})}


@pytest.mark.parametrize(("question", "column", "told", "left_out"), [
    ("which-offences-need-a-special-subject", "subject", {"180p1.insider", "181p2.staff", "398b.staff"}, {"fs-2023-3.6-duty", "363p1.responsible-person-fact", "180p1.unit"}),
    ("which-offences-need-a-purpose", "purpose", {"192.purpose-shown", "182.act-spoofing-purpose", "217.profit", "266.purpose"}, {"fs-2013-18.1.1-motive", "fafa-2021-22.6.1-purpose"}),
])
def test_what_an_offence_needs_may_have_an_alternative_but_is_none_among_many(question, column, told, left_out):
    """Insiders stand beside thieves of the news, a purpose beside the facts it is found from; a teacher's power over a pupil is one means of rape among others."""
    found = {row[column] for row in delicta.ask(question)}
    assert told <= found and not left_out & found


def test_what_rests_on_a_part_that_was_read_is_not_unverified():
    rows = delicta.ask("which-entries-are-unverified")
    assert rows and [row for row in rows if row["instrument"] == "cc"] == []


def command(*arguments: str):
    return CliRunner().invoke(main, ["ask", *arguments], env={"COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize(("lang", "sentence"), [("en", "Which cases are there?"), ("zh", "有哪些案件？")])
def test_the_command_alone_lists_every_question_in_the_language_of_the_reader(lang, sentence):
    said = command("--lang", lang)
    assert said.exit_code == 0 and sentence in said.output
    assert all(name in said.output for name in questions.every())
    assert max(map(len, said.output.splitlines())) <= 80


def test_the_command_prints_a_table_with_labels_in_the_language_of_the_reader():
    said = command("which-penalty-frame", "registry-crawler", "--lang", "zh")
    assert said.exit_code == 0 and "魏某蒙" in said.output and "253-1" in said.output and "应当并处" in said.output
    assert "https://" not in said.output


def test_json_csv_and_python_say_the_same():
    rows = delicta.ask("which-penalty-frame", "registry-crawler")
    printed = json.loads(command("which-penalty-frame", "registry-crawler", "--format", "json").output)
    assert printed["rows"] == rows and printed["columns"] == list(rows[0])
    table = list(csv.DictReader(io.StringIO(command("which-penalty-frame", "registry-crawler", "--format", "csv").output)))
    assert table == [{name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items()} for row in rows]


def test_quotes_come_in_the_language_of_the_reader():
    assert "用爬虫下载" in command("why", "registry-crawler", "--lang", "zh", "--format", "csv").output
    assert "used a crawler" in command("why", "registry-crawler", "--lang", "en", "--format", "csv").output or "sold them" in command("why", "registry-crawler", "--format", "csv").output


@pytest.mark.parametrize(("arguments", "word"), [
    (["which-crime-applies"], "which-crimes-apply"), (["why", "--param", "offence"], "name=value"), (["why", "--param", "offence=2 6"], "not allowed"),
    (["why", "--param", "offense=266"], "offence"), (["why", "no-such-case"], "no-such-case"), (["why", "x.trig", "--endpoint", "http://127.0.0.1:9/"], "--endpoint"),
])
def test_what_does_not_fit_ends_the_command_with_one_line_and_code_2(arguments, word):
    said = command(*arguments, "--lang", "en")
    assert said.exit_code == 2 and word in said.stderr and len(said.stderr.splitlines()) == 1 and said.stdout == ""


def test_a_query_of_ones_own_is_asked_by_its_path(tmp_path):
    own = tmp_path / "own.rq"
    own.write_text("PREFIX d: <https://w3id.org/delicta/> SELECT ?actor { GRAPH d:findings { ?f d:ofActor ?actor ; d:ofOffence ?offence ; d:verdict d:Established } }")
    assert delicta.ask(str(own), "registry-crawler") == [{"actor": names.CASE + "registry-crawler/wei"}]


@pytest.mark.parametrize(("text", "key"), [
    ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "service-refused"),
    ("SELECT * { ?s ?p", "wrong-query"),
    ("ASK { ?s ?p ?o }", "not-a-select"),
    ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "an-update"),
    ("LOAD <http://127.0.0.1:9/>", "an-update"),
])
def test_a_query_of_ones_own_must_be_a_select_that_stays_at_home(tmp_path, text, key):
    own = tmp_path / "own.rq"
    own.write_text(text)
    with pytest.raises(delicta.InputError) as caught:
        delicta.ask(str(own), "registry-crawler")
    assert caught.value.key == key


def test_plain_values_follow_the_json_interface():
    assert asking.plain(ox.NamedNode(names.BASE + "RuledOut")) == "ruled-out"
    assert asking.plain(ox.NamedNode(names.BASE + "Undecided")) == "open"
    assert asking.plain(ox.NamedNode(names.OFFENCE + "285p2")) == "285p2"
    assert asking.plain(ox.NamedNode(names.CASE + "x/y")) == names.CASE + "x/y"
    assert asking.plain(ox.Literal(2.5)) == 2.5 and asking.plain(ox.Literal(True)) is True and asking.plain(ox.Literal(7)) == 7
    assert asking.plain(None) is None


@pytest.mark.parametrize("text, kind, shown", [
    ("7", "integer", 7), ("abc", "integer", "abc"), ("9" * 5000, "integer", "9" * 5000), ("1.50", "decimal", 1.5), ("2.0", "double", 2), ("INF", "double", "INF"), ("x", "decimal", "x"),
])
def test_what_a_server_calls_a_number_and_json_cannot_hold_stays_text(text, kind, shown):
    assert asking.plain(ox.Literal(text, datatype=ox.NamedNode(names.XSD + kind))) == shown


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "0", "90000"])
def test_seconds_are_a_number_from_a_tenth_to_a_day(seconds):
    run = CliRunner().invoke(main, ["ask", "which-cases", "--timeout", seconds])
    assert run.exit_code == 2 and "from 0.1 to 86400" in run.output
