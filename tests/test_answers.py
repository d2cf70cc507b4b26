"""Every answer can be read on a terminal of 80 columns, in both languages: no word, number or citation is broken, no Chinese line begins with a closing sign."""

import io
import re
import unicodedata

import pyoxigraph as ox
import pytest
from rich.cells import cell_len
from rich.console import Console

from delicta import answers, asking, law, lines, names, questions, reading, terminal

WIDTH = 80
CHINESE = re.compile(r"[\u2e80-\uffef]")
CAMEL = re.compile(r"[a-z][A-Z]")


@pytest.fixture(scope="module")
def built_in(everything):
    """A function that gives the answer to a question over all built-in cases; one without a language is asked once."""
    known: dict[str, asking.Answer] = {}

    def answer(name: str, lang: str) -> asking.Answer:
        question = questions.find(name)
        text = question.bound({"lang": lang} if "lang" in {parameter.name for parameter in question.parameters} else {})
        if text not in known:
            found = everything.query(text)
            columns = [variable.value for variable in found.variables]
            known[text] = asking.Answer(columns, [[row[column] for column in columns] for row in found], everything.query)
        return known[text]

    return answer


def printed(show, *arguments) -> list[str]:
    """What a function prints on a terminal, line by line."""
    output = io.StringIO()
    show(*arguments, Console(file=output, width=WIDTH, highlight=False))
    return [line.rstrip() for line in output.getvalue().splitlines()]


def words(text: str) -> set[str]:
    """The Latin words and numbers of a text, without the signs about them."""
    return {word.strip("()[]{}.,;:!?…/'\"“”‘’–—·×") for word in CHINESE.sub(" ", text).split()} - {""}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", questions.every())
def test_an_answer_can_be_read_on_a_terminal_of_80_columns(name, lang, built_in):
    question, answer = questions.find(name), built_in(name, lang)
    labels = answer.labels()
    texts = [answers.named(term, labels, lang) for row in answer.rows for term in row if term is not None]
    said = printed(answers.show, answer, question, labels, lang)
    whole = set().union(*map(words, [*texts, *question.headings[lang]]))
    assert answer.rows and said
    assert max(map(cell_len, said)) <= WIDTH
    assert [word for line in said for word in words(line) - whole] == []
    assert [line for line in said if unicodedata.category(line.strip()[:1] or " ") in ("Pe", "Pf") or line.strip()[:1] in tuple("，、；。：？！")] == []
    assert [line for line in said if "http" in line] == []


@pytest.mark.parametrize("name", questions.every())
def test_a_chinese_answer_names_what_it_found_in_chinese(name, built_in):
    answer = built_in(name, "zh")
    labels = answer.labels()
    things = {term for row in answer.rows for term in row if type(term).__name__ == "NamedNode"}
    assert sorted(text for text in {answers.named(term, labels, "zh") for term in things} if CAMEL.search(text) and not CHINESE.search(text) and ":" not in text) == []


@pytest.mark.parametrize("word, said", [("Unit", "Unit"), ("Circumstance", "Circumstance"), ("unit", "单位"), ("circumstance", "仅影响量刑")])
def test_a_class_that_is_to_be_written_is_not_translated_and_a_word_of_an_answer_is(word, said):
    assert answers.named(ox.Literal(word), {}, "zh") == said


def test_a_paragraph_keeps_words_numbers_and_citations_whole():
    said = [line.plain for line in terminal.Paragraph("a sum of 35,860,000 yuan [fs-2013-10 1(1)], administrative").broken(20)]
    assert said == ["a sum of 35,860,000", "yuan", "[fs-2013-10 1(1)],", "administrative"]
    assert [line.plain for line in terminal.Paragraph("情节严重的，处三年以下有期徒刑；并处").broken(10)] == ["情节严重", "的，处三年", "以下有期徒", "刑；并处"]


def test_a_word_wider_than_a_line_is_cut_between_its_parts():
    assert [line.plain for line in terminal.Paragraph("which-thresholds-count-this-measure").broken(16)] == ["which-", "thresholds-", "count-this-", "measure"]
    assert list(lines.spans("", 10, len)) == [(0, 0)]


def test_whatever_anybody_decided_on_an_offence_is_a_row_of_the_table_of_crimes(built_in):
    rows = built_in("which-crimes-apply", "en").plain()
    told = {(row["actor"], row["offence"]) for row in rows if row["court"] in ("convicted", "found", "acquitted")}
    decided = {
        (triple.subject.value, triple.predicate.value, triple.object.value)
        for path in reading.built_in_cases() for triple in reading.read_case(path).holdings if isinstance(triple.object, ox.NamedNode)
    }
    actors = {holding: actor for holding, predicate, actor in decided if predicate == names.BASE + "ofActor"}
    wanted = {(actors[holding], names.local(offence)) for holding, predicate, offence in decided if predicate in (names.BASE + "convicts", names.BASE + "acquits")}
    assert wanted and wanted - told == set()
    assert {row["decidedBy"] for row in rows if row["court"] == "convicted"} == {"court"}
    assert {row["verdict"] for row in rows} >= {"ruled-out", "not-in-question", "only-catalogued"}


@pytest.mark.parametrize("name", ["which-offences-can-a-unit-commit", "which-thresholds-count-this-measure"])
def test_no_administrative_wrong_is_listed_as_an_offence(name, built_in):
    known = law.load_law().lexicon["nodes"]
    assert {known["offence/" + row["offence"]]["kind"] for row in built_in(name, "en").plain()} == {"Offence"}


def test_an_offence_s_own_clauses_come_before_those_of_the_general_part(built_in):
    affirmed = [row["affirms"] for row in built_in("which-clauses-must-be-assessed", "en").plain() if row["offence"] == "293"]
    general = [clause.startswith("general:") for clause in affirmed]
    assert not general[0] and max(at for at, clause in enumerate(affirmed) if clause.startswith("offence:293")) < general.index(True)
