"""The systems of the papers: the page shows what the data hold, and the data name only what is there and answers."""

import csv
import re
from pathlib import Path

from delicta import names, places, questions

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "papers.md"
TOLD = ROOT / "tests" / "cases" / "told-by-papers.csv"
NEEDED = {"L": 8, "S": 7, "R": 4, "G": 6, "F": 3}
D = names.BASE


def asked(store, pattern: str, *columns: str) -> list[tuple[str, ...]]:
    head = f"PREFIX delicta: <{D}> PREFIX skos: <{names.SKOS}> PREFIX dcterms: <{names.DCTERMS}> PREFIX rdfs: <{names.PREFIXES['rdfs']}> "
    found = store.query(head + "SELECT DISTINCT " + " ".join(f"?{column}" for column in columns) + " WHERE {" + pattern + "}", use_default_graph_as_union=True)
    return [tuple(row[column].value for column in columns) for row in found]


def systems(store) -> dict[str, dict[str, object]]:
    """What the data say of each system, by its row: names, section, and by property the set of what it names."""
    found = {}
    pattern = "?system a delicta:PaperSystem ; skos:prefLabel ?en , ?zh ; dcterms:source ?paper ; delicta:heading ?section FILTER(LANG(?en) = 'en' && LANG(?zh) = 'zh')"
    for system, english, chinese, paper, section in asked(store, pattern, "system", "en", "zh", "paper", "section"):
        row = names.local(system).removeprefix("system-")
        assert row not in found, f"{row} is said twice"
        found[row] = {"name": f"{english} · {chinese}", "paper": names.local(paper), "section": section, "terms": set(), "questions": set(), "cases": set(), "standings": set()}
        for column, pattern in {
            "terms": "delicta:comprises ?it", "questions": "delicta:askedBy ?it", "cases": "delicta:shownIn ?it",
            "standings": "delicta:standing/skos:prefLabel ?it FILTER(LANG(?it) = 'en')",
        }.items():
            found[row][column] = {value for (value,) in asked(store, f"<{system}> {pattern}", "it")}
    return found


def every(store, column: str) -> set[str]:
    return {value for said in systems(store).values() for value in said[column]}


def cells(page: str) -> dict[str, list[str]]:
    """The table of the page, by row."""
    lines = [line for line in page.splitlines() if re.match(r"\| [A-Z][0-9]+ \|", line)]
    table = [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in lines]
    assert len({row[0] for row in table}) == len(table), "a row stands twice"
    return {row: rest for row, *rest in table}


def not_yet(page: str) -> set[str]:
    """The rows that the page says are missing."""
    return set(re.findall(r"^- \*\*([A-Z][0-9]+)\*\*", page.partition("## Not yet")[2], re.MULTILINE))


def written(said: dict[str, object]) -> list[str]:
    """A row of the page, as the data give it."""

    def code(values):
        return ", ".join(f"`{value}`" for value in sorted(values))

    return [
        said["name"], code(map(names.short, said["terms"])), code(said["questions"]), code(value.removeprefix(names.CASE).strip("/") for value in said["cases"]),
        f"{said['paper']} {said['section']}", ", ".join(sorted(said["standings"])),
    ]


def test_the_table_of_the_page_is_that_of_the_data(ontology):
    assert cells(PAGE.read_text(encoding="utf-8")) == {row: written(said) for row, said in systems(ontology).items()}


def test_every_row_is_in_the_table_or_said_to_be_missing():
    page = PAGE.read_text(encoding="utf-8")
    rows = {f"{paper}{number}" for paper, last in NEEDED.items() for number in range(1, last + 1)}
    assert set(cells(page)) | not_yet(page) == rows
    assert set(cells(page)) & not_yet(page) == set()


def test_a_system_is_whole(ontology):
    """It has terms, a question, a case and a standing, and its source is the paper its row is named after."""
    for row, said in systems(ontology).items():
        assert all(said[column] for column in ("terms", "questions", "cases", "standings")), row
        assert said["paper"] == row[0], row


def test_every_term_that_a_system_names_is_declared(ontology):
    declared = {subject for (subject,) in asked(ontology, "?it a ?kind FILTER(ISIRI(?it))", "it")}
    assert every(ontology, "terms") - declared == set()


def test_every_case_that_a_system_names_is_in_the_folder(ontology):
    assert {value.removeprefix(names.CASE).strip("/") for value in every(ontology, "cases")} <= {path.stem for path in places.CASES.glob("*.trig")}


def test_every_question_that_a_system_names_can_be_asked(ontology):
    assert every(ontology, "questions") <= set(questions.every())


def test_the_questions_of_a_system_answer_with_what_it_names(ontology, everything):
    """Each gives rows over the built-in data, and speaks of a case or term of the system or of something of that kind."""
    answers = {}
    for name in every(ontology, "questions"):
        answers[name] = {value.value for row in everything.query(questions.find(name).text) for value in row if value is not None}
        assert answers[name], f"{name} answers nothing"
    for row, said in systems(ontology).items():
        kinds = " ".join(f"<{term}>" for term in said["terms"])
        meant = {value for (value,) in asked(ontology, f"VALUES ?kind {{ {kinds} }} {{ ?it a/rdfs:subClassOf* ?kind }} UNION {{ ?it rdfs:subClassOf* ?kind }}", "it")}
        for name in said["questions"]:
            assert answers[name] & (meant | said["terms"] | said["cases"]), f"{name} says nothing of {row}"


def test_every_case_that_a_system_names_is_spoken_of_by_one_of_its_questions(ontology, everything):
    """Asked of all cases, or of that case where a question asks for one."""
    for row, said in systems(ontology).items():
        asked_of = [questions.find(name) for name in said["questions"]]
        spoken = {value.value for question in asked_of for found in everything.query(question.text) for value in found if value is not None}
        by_case = [question for question in asked_of if "case" in {parameter.name for parameter in question.parameters}]
        for case in said["cases"] - spoken:
            assert any(list(everything.query(question.bound({"case": case}))) for question in by_case), f"{row}: {case}"


def test_each_case_that_papers_tell_is_of_the_category_and_the_types_that_the_table_gives_it(everything):
    """By means of a system, against one, or by one alone; a case of which no conduct has a sign of these is none of the three."""
    with TOLD.open(encoding="utf-8", newline="") as file:
        table = {D + row["entry"]: (set(row["category"].split()), set(row["types"].split())) for row in csv.DictReader(file) if row["entry"].startswith("case/")}
    found = {case: (set(), set()) for case in table}
    for column, word, question in ((0, "category", "is-it-by-ai-against-ai-or-by-ai-alone"), (1, "type", "which-type-is-this-case")):
        for row in everything.query(questions.find(question).text):
            if row["case"].value in found:
                found[row["case"].value][column].add(names.local(row[word].value).removeprefix("G.type-"))
    for categories, _ in found.values():
        categories -= {"none-of-the-three"} if len(categories) > 1 else set()
    assert found == table


def test_a_system_names_every_case_that_its_overlays_change(ontology):
    for row, said in systems(ontology).items():
        overlays = " ".join(f"<{term}>" for term in said["terms"])
        assert {case for (case,) in asked(ontology, f"VALUES ?overlay {{ {overlays} }} ?overlay delicta:changesCase ?case", "case")} <= said["cases"], row


def test_a_table_that_differs_and_a_row_forgotten_are_seen(ontology):
    page = PAGE.read_text(encoding="utf-8")
    row, said = next(iter(systems(ontology).items()))
    assert cells(page.replace(f"| {row} |", "| Z9 |")).keys() ^ cells(page).keys() == {row, "Z9"}
    assert written({**said, "questions": {"no-such-question"}}) != cells(page)[row]
    assert not_yet("- **L1** before\n## Not yet\n- **R2** of the four social risks") == {"R2"}


def test_a_route_to_leniency_grants_what_its_gate_brings_and_no_more(ontology):
    """A confession as such mitigates nothing, and a surrender as such exempts nobody: a route leads to the effect that its gate states."""
    gates = dict(asked(ontology, "?gate ^delicta:appliedAs ?route ; delicta:hasEffect ?effect", "gate", "route"))
    for gate, route in gates.items():
        granted = asked(ontology, f"<{route}> delicta:grants ?effect", "effect")
        assert sorted(granted) == sorted(asked(ontology, f"<{gate}> delicta:hasEffect ?effect", "effect")), gate


def test_a_claim_that_is_right_once_its_qualification_is_read_is_not_shown_as_refuted(ontology):
    """Who incites with intent may be a developer; and "such as fraud or theft" leaves other offences open."""
    standing = dict(asked(ontology, "?claim a delicta:Claim ; delicta:standing ?standing", "claim", "standing"))
    assert names.local(standing[D + "paper/L.developers-as-inciters"]) == "Imprecise"
    assert names.local(standing[D + "paper/S.face-payment-only-theft"]) == "InForce"


def test_what_the_paper_on_fraud_does_not_say_of_a_role_is_told_as_a_reading(ontology):
    """Of those who monitor or use, it names the role alone."""
    abilities = dict(asked(ontology, "?role a delicta:RoleExpectation ; delicta:ability ?ability FILTER(LANG(?ability) = 'en')", "role", "ability"))
    assert {names.local(role) for role, ability in abilities.items() if "as delicta reads the role" in ability.lower()} == {"of-monitors", "of-users"}
