"""The evaluation gives the same findings, node for node, on pyoxigraph and on rdflib."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from delicta import applying, law, names, places, reading, second

FOLDER = Path(__file__).parent / "questions"
OF_OFFENCE, OF_CONDUCT, VERDICT = (names.BASE + name for name in ("ofOffence", "ofConduct", "verdict"))


def findings(facts, of_law) -> list[ox.Quad]:
    return list(applying.evaluate(facts, of_law).quads_for_pattern(None, None, None, ox.NamedNode(names.FINDINGS)))


def lines(quads) -> set[str]:
    return set(ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES).decode().splitlines())


@pytest.fixture(scope="module")
def small_law():
    return law.close_law([*sorted(places.ONTOLOGY.glob("*.ttl")), FOLDER / "law.ttl"])


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/data.trig")), ids=lambda path: path.parent.name)
def test_a_second_engine_finds_the_same_under_a_small_law(path, small_law):
    facts = reading.read_case(path).facts
    assert second.findings(second.evaluate(facts, small_law)) == lines(findings(facts, small_law))


def sample() -> list[ox.Triple]:
    """Facts of the first built-in cases, in the order of their names, that between them establish every offence any case establishes, and touch every other."""
    cases = [reading.read_case(path) for path in reading.built_in_cases()]
    shown: dict[str, dict[str, str]] = {}
    for quad in findings([triple for case in cases for triple in case.facts], law.load_law()):
        if quad.predicate.value in (OF_OFFENCE, OF_CONDUCT, VERDICT):
            shown.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    shown = {iri: finding for iri, finding in shown.items() if OF_OFFENCE in finding}
    established = {finding[OF_OFFENCE] for finding in shown.values() if finding[VERDICT] == names.BASE + "Established"}
    left = {finding[OF_OFFENCE] for finding in shown.values()}
    chosen = []
    for case in cases:
        conducts = set(applying.cases_of(case.facts))
        own = [finding for finding in shown.values() if finding[OF_CONDUCT] in conducts]
        new = {f[OF_OFFENCE] for f in own if f[OF_OFFENCE] not in established or f[VERDICT] == names.BASE + "Established"} & left
        if new:
            left -= new
            chosen += case.facts
    assert not left
    return chosen


def test_a_second_engine_finds_the_same_in_real_cases_of_every_offence():
    facts = sample()
    assert second.findings(second.evaluate(facts, law.load_law())) == lines(findings(facts, law.load_law()))
