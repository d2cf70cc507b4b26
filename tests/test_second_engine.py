"""The evaluation gives the same findings, node for node, on pyoxigraph and on rdflib."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from delicta import applying, law, names, places, reading, second

FOLDER = Path(__file__).parent / "questions"


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


# Sums in proportion, a choice between two laws, wrongs below the line, an attempt, a special subject, two actors: what the steps do, in few conducts.
SAMPLE = ("registry-crawler", "domain-theft", "spring-train", "ai-son-attempt", "fund-manager-front-running", "look-alike-cloned-cry")


@pytest.mark.parametrize("name", SAMPLE)
def test_a_second_engine_finds_the_same_in_a_real_case(name):
    facts = reading.read_case(name).facts
    assert second.findings(second.evaluate(facts, law.load_law())) == lines(findings(facts, law.load_law()))
