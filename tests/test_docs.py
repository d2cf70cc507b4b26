"""What the pages show is what happens: their files are read, their commands run, their tables compared with the data, their links followed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from delicta import context, law, names, places, questions, yaml_case
from delicta.cli import main

ROOT = Path(__file__).parents[1]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "docs" / "annotate.md", ROOT / "docs" / "annotate.zh.md"]
GUIDES = PAGES[1:]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> list[tuple[str, str]]:
    """The code blocks of a page: language and text."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def shown(path: Path) -> list[tuple[str, str, list[str]]]:
    """What a page shows, in order: ("file", name, its lines) and ("command", the command, the lines of its answer)."""
    found = []
    for language, text in blocks(path):
        if language == "yaml":
            lines = text.splitlines()
            found.append(("file", re.fullmatch(r"# (\S+\.yaml)", lines[0])[1], lines))
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, *answer = part.splitlines()
                found.append(("command", command, answer))
    return found


def fits(shown_lines: list[str], said_lines: list[str]) -> bool:
    """Whether an answer is as shown: a line of … alone stands for any lines, … within a line for any words; blank lines do not count."""
    said = "\n".join(line.rstrip() for line in said_lines if line.strip())
    pattern = ""
    for line in filter(None, map(str.strip, shown_lines)):
        pattern += r"(?:.*\n)*" if line == "…" else r" *" + r".*".join(re.escape(part) for part in re.split(r" *… *", line)) + r"\n"
    return re.fullmatch(pattern, said + "\n") is not None


def run(command: str) -> tuple[int, str]:
    program, *arguments = command.split()
    assert program == "delicta", f"only delicta is run from the pages: {command}"
    done = CliRunner().invoke(main, arguments, env={"COLUMNS": "80", "NO_COLOR": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_file_and_command_of_a_page_does_what_the_page_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = shown(page)
    assert [kind for kind, *_ in steps].count("command") >= 3
    for kind, what, lines in steps:
        if kind == "file":
            Path(what).write_text("\n".join(lines) + "\n", encoding="utf-8")
            continue
        code, said = run(what)
        assert code == 0 or code == 1 and "validate" in what, f"{what}\n{said}"
        assert fits(lines, said.splitlines()), f"$ {what}\nshown:\n" + "\n".join(lines) + f"\nsaid:\n{said}"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_python_of_a_page_runs(page):
    for language, text in blocks(page):
        if language == "python":
            exec(compile(text, named(page), "exec"), {"print": lambda *_: None})


def rows(path: Path, heading: str) -> list[list[str]]:
    """The cells of the table whose heading begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(heading))
    found = []
    for line in lines[start + 2:]:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip().strip("|").split(" | ")])
    return found


def code(cell: str) -> list[str]:
    """The pieces of code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize(("page", "heading", "lang"), [(GUIDES[0], "| if you write |", "en"), (GUIDES[1], "| 误写 |", "zh")], ids=["en", "zh"])
def test_a_slip_of_the_pen_is_answered_as_the_guide_says(page, heading, lang, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    whole = [lines for kind, what, lines in shown(page) if what == "lin.yaml"][-1]
    told = rows(page, heading)
    assert len(told) >= 6
    for wrong, right, answer in told:
        text = "\n".join(whole)
        assert code(right)[0] in text, right
        Path("lin.yaml").write_text(text.replace(code(right)[0], code(wrong)[0]) + "\n", encoding="utf-8")
        ended, said = run(f"delicta apply lin.yaml --format csv --lang {lang}")
        assert ended == 2
        assert code(answer)[0] in said.splitlines(), said


@pytest.mark.parametrize(("page", "heading"), [(GUIDES[0], "| word | in the ontology |"), (GUIDES[1], "| 用词 | 在本体中 |")], ids=["en", "zh"])
def test_the_guide_lists_every_word_of_the_context_with_its_term(page, heading):
    listed = {}
    for words, terms, _ in rows(page, heading):
        pairs = code(words), code(terms)
        listed.update(zip(pairs[0], pairs[1] * (len(pairs[0]) if len(pairs[1]) == 1 else 1), strict=True))
    known = {}
    for word, term in context._ALIASES.items():
        iri = term["@id"] if isinstance(term, dict) else {"@type": names.RDF_TYPE}.get(term)
        if iri:
            known[word] = names.short(iri)
    assert listed == known


def test_the_words_of_a_case_in_yaml_are_words_of_the_context():
    words = {word for group in yaml_case._WORDS.values() for word in group} - {"kind", "actors", "holdings"}
    assert words - set(context.context()) - {"handledBy", "punishment"} == set()


def test_both_guides_tell_of_the_same_facts(tmp_path, monkeypatch):
    """Whatever the narrative's language, the answers are those of the other page."""
    from delicta import applying

    monkeypatch.chdir(tmp_path)
    answers = []
    for page in GUIDES:
        found = []
        for kind, what, lines in shown(page):
            if kind == "file":
                Path(what).write_text("\n".join(lines) + "\n", encoding="utf-8")
                found.append((what, [(f["conduct"], f["actor"], f["offence"], f["verdict"], f["awaits"]) for f in applying.apply(what)]))
        answers.append(found)
    assert answers[0] == answers[1] and len(answers[0]) >= 5


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS], ids=named)
def test_every_link_of_a_page_leads_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", [page for page in DOCS if page.parent.name == "docs"], ids=named)
def test_a_page_begins_with_whom_it_is_for(page):
    head, first = [line for line in page.read_text(encoding="utf-8").splitlines() if line.strip()][:2]
    assert head.startswith("# ") and first.startswith(("For ", "写给"))


@pytest.mark.parametrize("page", [page for page in DOCS if page.parent.name == "decisions"], ids=named)
def test_a_decision_gives_question_choice_reason_and_what_would_change_it(page):
    lines = page.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", page.name) and lines[0].startswith(f"# {page.name[:4]}. ")
    beginnings = [line.partition(".**")[0] for line in lines if line.startswith("**")]
    assert beginnings == ["**Question", "**Choice", "**Reason", "**What would change our mind"]
    assert len(lines) <= 45


def test_decisions_are_numbered_without_gaps():
    numbers = [int(page.name[:4]) for page in DOCS if page.parent.name == "decisions"]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_table_of_offences_is_that_of_the_ontology():
    nodes = law.load_law().lexicon["nodes"]
    known = {}
    for key, entry in nodes.items():
        if entry.get("kind") == "Offence":
            known[key.removeprefix("offence/")] = (entry["label"]["en"], entry["label"]["zh"], entry["inForceFrom"])
    listed = {code(id_)[0]: (english, chinese, since) for id_, english, chinese, since in rows(ROOT / "docs" / "law.md", "| id |")}
    assert listed == known


def test_the_page_on_the_law_names_the_last_day_on_which_the_data_changed():
    assert f"**{law.latest_change()}**" in (ROOT / "docs" / "law.md").read_text(encoding="utf-8")


def test_the_table_of_interpretations_is_that_of_the_folder():
    assert {code(file)[0]: tuple(rest) for file, *rest in rows(ROOT / "docs" / "law.md", "| file |")} == interpretations()


def interpretations() -> dict[str, tuple[str, ...]]:
    """By file of ontology/interpretations: number, Chinese title, first and last day of the instrument it is named after, and whether its text was read."""
    from delicta.closure import read_ontology

    store, found = read_ontology(places.turtle_files(places.ONTOLOGY / "law")), {}
    query = """PREFIX d: <https://w3id.org/delicta/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
        SELECT ?instrument ?number ?title ?since ?until ?read WHERE {
          ?instrument d:citationPrefix ?any ; skos:prefLabel ?title ; d:verified ?read . FILTER(LANG(?title) = "zh")
          OPTIONAL { ?instrument dcterms:identifier ?number } OPTIONAL { ?instrument d:inForceFrom ?since } OPTIONAL { ?instrument d:inForceUntil ?until } }"""
    instruments = {row["instrument"].value.rpartition("/")[2]: row for row in store.query(query)}
    for path in (places.ONTOLOGY / "interpretations").glob("*.ttl"):
        row = instruments[max((name for name in instruments if f"{path.stem}-".startswith(f"{name}-")), key=len)]
        values = [row[name].value if row[name] else "" for name in ("number", "title", "since", "until")]
        found[path.stem] = (*values, "yes" if row["read"].value == "true" else "no")
    return found


@pytest.mark.parametrize("page", [*GUIDES, ROOT / "docs" / "law.md"], ids=named)
def test_every_term_a_page_for_lawyers_names_in_passing_exists(page):
    from delicta import checking

    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = "\n".join(line for line in text.splitlines() if "lin.yaml" not in line)
    named_terms = {word for word in code(text) if re.fullmatch(r"[A-Z][A-Za-z]+", word)}
    assert named_terms and {word for word in named_terms if names.BASE + word not in checking.vocabulary()} == set()


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS], ids=named)
def test_every_question_a_page_names_can_be_asked(page):
    asked = set(re.findall(r"delicta ask ([a-z][a-z-]+)", page.read_text(encoding="utf-8")))
    assert asked <= set(questions.every())


def test_the_turtle_that_the_house_style_shows_stands_in_the_ontology():
    ontology = [path.read_text(encoding="utf-8") for path in places.turtle_files(places.ONTOLOGY)]
    examples = [text for language, text in blocks(ROOT / "docs" / "style.md") if language == "turtle"]
    assert examples and all(any(example in text for text in ontology) for example in examples)


def test_both_tables_of_rooms_name_the_folders_there_are():
    rooms = [{code(room)[0].strip("/") for room, *_ in rows(page, "| room |")} - {"build"} for page in (ROOT / "README.md", ROOT / "docs" / "style.md")]
    kept = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "_")) and not path.name.endswith(".egg-info")} - {"build", "dist"}
    assert rooms == [kept, kept]


def test_a_page_is_not_read_where_it_shows_nothing():
    assert fits(["a … c", "…", "d"], ["a b c", "x", "", "d"]) and fits(["…"], []) and not fits(["a"], ["a", "b"]) and not fits(["a … c"], ["a c d"])
