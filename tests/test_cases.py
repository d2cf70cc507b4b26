"""Every built-in case: the answer equals the holding, or a divergence says why, and then it must differ."""

from functools import cache

import pyoxigraph as ox
import pytest

from delicta import applying, findings, law, names, reading

D = names.BASE
PATHS = reading.built_in_cases()
OUTCOME_WORDS = {
    "zh": ("判处", "有期徒刑", "罚金", "拘役", "行政拘留", "不起诉", "无罪", "构成犯罪", "定罪", "以涉嫌"),
    "en": ("sentenced", "imprison", "convicted", "acquitted", "guilty", "non-prosecution", "was fined", "administrative detention"),
}


@cache
def read(path):
    return reading.read_case(path)


@cache
def everything():
    facts = [triple for path in PATHS for triple in read(path).facts]
    built_in = law.load_law()
    found = {}
    for finding in findings.collect(applying.evaluate(facts, built_in), built_in, applying.cases_of(facts)):
        found.setdefault(finding["case"], []).append(finding)
    return found


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


def differences(case, found=None):
    """What the machine finds otherwise than the holdings, as sentences; `found` are findings on the case, by default those of its own facts."""
    found = everything().get(case_iri(case), []) if found is None else found
    wrong = []
    for holding in holdings(case):
        for actor in holding["ofActor"]:
            own = [f for f in found if f["actor"] == actor]
            charged = {f["offence"] for f in own if f["verdict"] == "established" and (not f["concurrence"] or f["concurrence"]["outcome"] in ("charged", "cumulative"))}
            standing = {f["offence"] for f in own if f["verdict"] == "established"}
            convicted = {names.local(o) for o in holding.get("convicts", [])} - not_examined()
            for offence in sorted(convicted - standing):
                wrong.append(f"{names.local(actor)}: court {offence}, not established here")
            for offence in sorted(charged - convicted):
                wrong.append(f"{names.local(actor)}: charged {offence} here, not by the court")
            for offence in sorted({names.local(o) for o in holding.get("acquits", [])} & standing):
                wrong.append(f"{names.local(actor)}: {offence} established here, not found by the court")
    return wrong


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_answer_equals_the_holding_or_a_divergence_says_why(path):
    case = read(path)
    wrong = differences(case)
    explained = [t for t in case.holdings if t.predicate.value == D + "divergence"]
    if explained:
        assert wrong, "a divergence is recorded, but court and machine agree: take the note out"
    else:
        assert not wrong, wrong


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_no_court_found_is_never_established(path):
    case = read(path)
    standing = {(f["actor"], f["offence"]) for f in everything().get(case_iri(case), []) if f["verdict"] == "established"}
    for holding in holdings(case):
        for actor in holding["ofActor"]:
            assert not {(actor, names.local(o)) for o in holding.get("acquits", [])} & standing
            if "convicts" not in holding:
                assert not {pair for pair in standing if pair[0] == actor}


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
