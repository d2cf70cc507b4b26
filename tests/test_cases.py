"""Every built-in case: offence, punishment and sanction equal the holding, or a divergence says why, and then they must differ."""

import csv
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from delicta import applying, closure, findings, law, names, places, reading

D = names.BASE
PATHS = reading.built_in_cases()
TABLES = Path(__file__).parent / "cases"
OUTCOME_WORDS = {
    "zh": ("判处", "有期徒刑", "罚金", "拘役", "行政拘留", "不起诉", "无罪", "构成犯罪", "定罪", "以涉嫌"),
    "en": ("sentenced", "imprison", "convicted", "acquitted", "guilty", "non-prosecution", "was fined", "administrative detention"),
}


@cache
def read(path):
    return reading.read_case(path)


@cache
def evaluated(collect):
    """The findings on all cases, by case, of which `collect` takes those on offences or on administrative wrongs."""
    facts = [triple for path in PATHS for triple in read(path).facts]
    found = {}
    for finding in collect(_store(), law.load_law(), applying.cases_of(facts)):
        found.setdefault(finding["case"], []).append(finding)
    return found


@cache
def _store():
    return applying.evaluate([triple for path in PATHS for triple in read(path).facts], law.load_law())


def everything():
    return evaluated(findings.collect)


def texts(triples, predicate):
    found = {}
    for triple in triples:
        if triple.predicate.value == predicate and isinstance(triple.object, ox.Literal):
            found.setdefault(triple.subject.value, []).append(triple.object)
    return found


def case_iri(case):
    return next(t.subject.value for t in case.facts if t.predicate.value == D + "narrative")


def holdings(case):
    """One dictionary for each holding: actor, offences convicted and not found, divergences."""
    nodes = {}
    for triple in case.holdings:
        node = nodes.setdefault(triple.subject.value, {})
        node.setdefault(triple.predicate.value.removeprefix(D), []).append(triple.object.value)
    return [node for node in nodes.values() if "ofActor" in node]


@cache
def not_examined():
    """The offences that are catalogued without gates, on which the machine has no answer to compare."""
    return {name.removeprefix("offence/") for name, known in law.load_law().lexicon["nodes"].items() if known.get("kind") == "CataloguedOffence"}


def absorbed(finding):
    return bool(finding["concurrence"]) and finding["concurrence"]["outcome"] == "absorbed"


def by_actor(case):
    """Actors with all their holdings: the offences found, those not found, and whether a divergence is given."""
    found = {}
    for holding in holdings(case):
        for actor in holding["ofActor"]:
            entry = found.setdefault(actor, {"convicts": set(), "acquits": set(), "divergence": False})
            entry["convicts"] |= {names.local(o) for o in holding.get("convicts", [])}
            entry["acquits"] |= {names.local(o) for o in holding.get("acquits", [])}
            entry["divergence"] |= "divergence" in holding
    return found


def differences(case, found=None):
    """What the machine finds otherwise than the holdings, as sentences; `found` are findings on the case, by default those of its own facts."""
    found = everything().get(case_iri(case), []) if found is None else found
    return [
        sentence for actor, held in by_actor(case).items() for sentence in [*in_offences(actor, held, found), *in_acquittals(actor, held, found), *in_punishment(case, actor, found), *in_sanction(case, actor)]
    ]


def in_offences(actor, held, found):
    own = [f for f in found if f["actor"] == actor and f["verdict"] == "established"]
    charged = {f["offence"] for f in own if not f["concurrence"] or f["concurrence"]["outcome"] in ("charged", "cumulative")}
    convicted = held["convicts"] - not_examined()
    for offence in sorted(convicted - {f["offence"] for f in own}):
        yield f"{names.local(actor)}: court {offence}, not established here"
    for offence in sorted(charged - convicted - held["acquits"]):
        yield f"{names.local(actor)}: charged {offence} here, not by the court"
    for offence in sorted({f["offence"] for f in own if not absorbed(f)} & held["acquits"]):
        yield f"{names.local(actor)}: {offence} established here, not found by the court"


def in_acquittals(actor, held, found):
    """What nobody found and stays open here: a negative that is not proved."""
    for offence in sorted({f["offence"] for f in found if f["actor"] == actor and f["verdict"] == "open"} & held["acquits"]):
        yield f"{names.local(actor)}: {offence} open here, not found by the court"


def in_punishment(case, actor, found):
    """Punishments outside the frame of the tier reached, as the modifiers that are met have moved it."""
    unit = any(t.subject.value == actor and t.object == ox.NamedNode(D + "Unit") for t in case.facts)
    for holding in holdings(case):
        if actor not in holding["ofActor"] or not {"punishment", "convicts"} <= holding.keys():
            continue
        kind, months = holding["punishment"][0], float(holding.get("months", [0])[0])
        offence = names.local(holding["convicts"][0])
        answers = [f for f in found if f["actor"] == actor and f["offence"] == offence and f["verdict"] == "established"]
        if answers and not any(allows(f, kind, months, unit) for f in answers):
            yield f"{names.local(actor)}: {kind} {months:g} for {offence}, outside the frame here"


def allows(finding, kind, months, unit):
    tier, frame = finding["tier"], finding["frame"] or {}
    low, high = frame.get("imprisonment_months") or tier["imprisonment_months"]
    lowered = low < tier["imprisonment_months"][0]
    return {
        "imprisonment": low <= months <= high,
        "detention": (tier["detention"] or lowered) and 1 <= months <= 6,
        "surveillance": (tier["surveillance"] or lowered) and 3 <= months <= 24,
        "life": frame.get("life", tier["life"]),
        "death": frame.get("death", tier["death"]),
        "fine": unit or tier["fine_alone"] or lowered,
        "none": bool(frame.get("exemption")),
    }[kind]


def in_sanction(case, actor):
    """Sanctions of an authority for what is not established here as the wrong that it names, or for no wrong named."""
    for holding in holdings(case):
        if actor not in holding["ofActor"] or holding["handledBy"] != ["administrative"] or holding.get("punishment") == ["none"]:
            continue
        wrongs = {names.local(wrong) for wrong in holding.get("sanctions", [])}
        standing = {f["wrong"] for f in evaluated(findings.collect_administrative).get(case_iri(case), []) if f["actor"] == actor and f["verdict"] == "established"}
        if not wrongs or wrongs - standing:
            yield f"{names.local(actor)}: sanctioned for {' and '.join(sorted(wrongs)) or 'no wrong named'}, not established here"


def unexplained(case, found=None):
    """Differences without a divergence, and divergences without a difference, person by person; `found` as for differences.

    That an offence stands where nobody found any is never explained.
    """
    found = everything().get(case_iri(case), []) if found is None else found
    wrong = differences(case, found)
    for actor, held in by_actor(case).items():
        if not held["convicts"]:
            yield from in_offences(actor, held, found)
        own = [sentence for sentence in wrong if sentence.startswith(names.local(actor) + ": ")]
        if held["divergence"] and not own:
            yield f"{names.local(actor)}: a divergence is recorded, but court and machine agree: take the note out"
        elif not held["divergence"]:
            yield from own


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_offence_punishment_and_sanction_equal_the_holding_or_a_divergence_says_why(path):
    assert list(unexplained(read(path))) == []


def test_what_was_decided_on_a_sanctioned_wrong_names_its_provision():
    told = [note for path in PATHS for holding in holdings(read(path)) if "sanctions" in holding for note in holding["outcomeNote"]]
    assert told and [note for note in told if not re.search("article [0-9]|第.+条", note)] == []


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_no_court_found_is_never_established(path):
    """Whoever is convicted of nothing has nothing established; beside a conviction an offence not found stands only absorbed, or with a divergence."""
    case = read(path)
    for actor, held in by_actor(case).items():
        standing = {f["offence"] for f in everything().get(case_iri(case), []) if f["actor"] == actor and f["verdict"] == "established" and not absorbed(f)}
        assert not standing & held["acquits"] or held["divergence"]
        assert held["convicts"] or not standing


@cache
def scored():
    """The table of decided cases: actor, offence, outcome, and the punishment where it is told. What it has from the collections was drawn up apart from the
    annotations; where these are silent or give only a range for several persons, it has the term or the offence left out from the source of the case."""
    with (TABLES / "scored.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values())[:6] for row in csv.DictReader(file)]


def test_each_decided_case_says_of_each_person_what_its_source_says_and_nothing_else(counted):
    """The table and the holdings hold the same rows, in both directions; cases told by the papers stand in a table of their own, and a civil
    court decides no charge."""
    told = set()
    for path in PATHS:
        case = read(path)
        if path.stem not in {row[0] for row in scored()}:
            assert told_by_papers(case) or all(h["handledBy"] == ["civil"] for h in holdings(case)), f"{path.stem} is decided and stands in no table"
            continue
        for holding in holdings(case):
            for actor in holding["ofActor"]:
                who = names.local(actor).rpartition("/")[2]
                punished = holding.get("punishment", [""])[0], "".join(f"{float(months):g}" for months in holding.get("months", []))
                told |= {(path.stem, who, names.local(o), "found", *punished) for o in holding.get("convicts", [])}
                told |= {(path.stem, who, names.local(o), "not found", "", "") for o in holding.get("acquits", [])}
    cases = {row[0] for row in scored()}
    counted(f"decided cases in the table: {len(cases)}; persons and offences: {len(scored())}")
    assert sorted(told - set(scored())) == [] and sorted(set(scored()) - told) == []
    assert len(cases) >= 93


def told_by_papers(case):
    return any(t.predicate.value == names.DCTERMS + "source" and t.object.value.startswith(D + "paper/") for t in case.facts)


def levels(triples):
    return {(t.subject.value.removeprefix(D), t.object.value.removeprefix(D)) for t in triples if t.predicate.value == D + "evidenceLevel"}


def test_each_case_and_figure_that_papers_tell_has_the_level_of_evidence_that_the_table_gives_it(counted):
    with (TABLES / "told-by-papers.csv").open(encoding="utf-8", newline="") as file:
        table = {(row["entry"], row["level"]) for row in csv.DictReader(file)}
    cases = [read(path) for path in PATHS]
    given = set().union(*(levels(case.facts) for case in cases), levels(closure.read_ontology(sorted((places.ONTOLOGY / "papers").glob("*.ttl")))))
    assert given == table
    assert {case_iri(case) for case in cases if told_by_papers(case)} == {names.BASE + entry for entry, _ in table if entry.startswith("case/")}
    assert all(bool(holdings(case)) for case in cases for _, level in levels(case.facts) if level == "DecisionSeen")
    counted(f"cases and figures told by papers: {len(table)}")


def families():
    with (TABLES / "families.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


def explained_by(finding):
    """The nodes that the explanation of a finding shows, each with how it shows them."""
    yield finding["mode"], "mode"
    for element in finding["elements"]:
        yield element["id"], element["status"]
        yield from ((test["id"], "met") for test in element["through"])
    yield from ((condition["id"], "open") for condition in finding["open"])
    yield from ((defence["id"], "taken away by") for defence in finding["defeated_by"])
    yield from ((defence["id"], "to check") for defence in finding["check_defences"])
    if finding["concurrence"]:
        yield finding["concurrence"]["rule"]["id"], "rule"


@pytest.mark.parametrize(("family", "case", "offence", "node", "shown_as"), families())
def test_where_like_conduct_got_different_answers_the_explanation_shows_what_decides(family, case, offence, node, shown_as):
    found = [f for f in everything().get(f"{names.CASE}{case}/", []) if f["offence"] == offence]
    if shown_as == "not in question":
        assert not found
    else:
        assert any((node, shown_as) in set(explained_by(f)) for f in found)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_each_quotation_occurs_in_the_narrative_and_each_fact_has_one(path):
    case = read(path)
    narrative = {text.language: text.value for text in next(iter(texts(case.facts, D + "narrative").values()))}
    assert set(narrative) == {"en", "zh"}
    quotes = texts(case.facts, D + "quote")
    for node, said in quotes.items():
        for text in said:
            assert text.value in narrative[text.language], f"{names.short(node)}: {text.value}"
        assert {text.language for text in said} == {"en", "zh"}, names.short(node)
    facts = {t.object.value for t in case.facts if t.predicate.value == D + "hasFact"}
    assert not facts - set(quotes), f"facts without a quotation: {sorted(facts - set(quotes))}"


def test_what_is_supposed_of_a_case_that_papers_tell_is_said_in_both_languages_and_of_an_occurrence_in_the_narrative_too():
    supposed = {}
    for path in PATHS:
        said = [text for group in texts(read(path).facts, names.DCTERMS + "source").values() for text in group]
        if any("设定" in text.value for text in said):
            supposed[path.stem] = {level for _, level in levels(read(path).facts)}
            assert {text.language for text in said} == {"en", "zh"}, path.stem
            if supposed[path.stem] & {"ForeignOccurrence", "Unconfirmed"}:
                narrative = " ".join(text.value for group in texts(read(path).facts, D + "narrative").values() for text in group)
                assert "Supposed here" in narrative and "此处设定" in narrative, path.stem
    assert {"city-ransomware", "school-deepfake-groups"} <= set(supposed), "nothing is compared"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_narrative_does_not_tell_the_outcome(path):
    for text in next(iter(texts(read(path).facts, D + "narrative").values())):
        told = [word for word in OUTCOME_WORDS[text.language] if word in text.value]
        assert not told


def test_there_are_forty_real_cases_with_eight_negatives_and_six_near_misses(counted):
    real = [path for path in PATHS if any(t.object == ox.NamedNode(D + "RealCase") for t in read(path).facts)]
    negative = [path for path in real if holdings(read(path)) and all("convicts" not in h for h in holdings(read(path)))]
    near = [path for path in real if any("acquits" in h and "convicts" in h for h in holdings(read(path)))]
    divergent = [path for path in real if any(t.predicate.value == D + "divergence" for t in read(path).holdings)]
    counted(f"real cases: {len(real)}; negatives: {len(negative)}; near-misses: {len(near)}; divergences: {len(divergent)}")
    assert len(real) >= 40 and len(negative) >= 8 and len(near) >= 6
