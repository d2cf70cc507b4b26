"""Offences that look alike: the case that shows them differs in the deciding fact alone, and each of its conducts is another of the offences."""

from functools import cache
from itertools import combinations
from urllib.parse import urlparse

import pyoxigraph as ox
import pytest

from delicta import applying, closure, findings, law, names, places, reading

D = names.BASE
MOST_OWN_FACTS = 2


@cache
def look_alikes():
    """What the law data say of each node: predicate to values."""
    store = closure.read_ontology(places.turtle_files(places.ONTOLOGY))
    found = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(D + "LookAlike"), None):
        said = {}
        for statement in store.quads_for_pattern(quad.subject, None, None, None):
            said.setdefault(statement.predicate.value.removeprefix(D), []).append(statement.object)
        found[names.local(quad.subject.value)] = said
    return found


def offences(name):
    return {names.local(o.value) for o in look_alikes()[name]["betweenOffence"]}


@cache
def case_file(name):
    (case,) = look_alikes()[name]["shownBy"]
    return places.CASES / f"{urlparse(case.value).path.rstrip('/').rsplit('/', 1)[-1]}.trig"


@cache
def said_of_conducts(name):
    """Each conduct of the case with what is said of it: predicate to the set of values."""
    facts = reading.read_case(case_file(name)).facts
    conducts = {t.object.value: {} for t in facts if t.predicate.value == D + "hasConduct"}
    for triple in facts:
        if triple.subject.value in conducts:
            conducts[triple.subject.value].setdefault(triple.predicate.value.removeprefix(D), set()).add(triple.object.value)
    return conducts


def own_facts(name, conduct):
    """The facts that not every conduct of the case has."""
    everywhere = set.intersection(*(said["hasFact"] for said in said_of_conducts(name).values()))
    return said_of_conducts(name)[conduct]["hasFact"] - everywhere


@cache
def answers():
    """The established offences of all these cases, by conduct."""
    facts = [triple for name in look_alikes() for triple in reading.read_case(case_file(name)).facts]
    built_in = law.load_law()
    found = {}
    for finding in findings.collect(applying.evaluate(facts, built_in), built_in, applying.cases_of(facts)):
        if finding["verdict"] == "established":
            found.setdefault(finding["conduct"], {})[finding["offence"]] = finding
    return found


def charged(conduct):
    return {o for o, f in answers()[conduct].items() if not f["concurrence"] or f["concurrence"]["outcome"] in ("charged", "cumulative")}


def test_the_law_data_name_look_alikes(counted):
    counted(f"look-alike offences: {len(look_alikes())}; conducts that show them: {sum(len(said_of_conducts(name)) for name in look_alikes())}")
    assert len(look_alikes()) >= 10


@pytest.mark.parametrize("name", sorted(look_alikes()))
def test_each_names_the_deciding_fact_in_both_languages_the_provisions_and_a_case_that_exists(name):
    said = look_alikes()[name]
    assert {text.language for text in said["decidedBy"]} == {"en", "zh"}
    assert said["setBy"] and len(offences(name)) >= 2
    assert case_file(name).is_file(), case_file(name)


@pytest.mark.parametrize("name", sorted(look_alikes()))
def test_the_conducts_of_its_case_differ_in_the_deciding_fact_alone(name):
    conducts = said_of_conducts(name)
    assert len(conducts) == len(offences(name))
    assert len({(frozenset(said["hasActor"]), frozenset(said["ends"]), frozenset(said["statesAll"])) for said in conducts.values()}) == 1
    owned = {conduct: own_facts(name, conduct) for conduct in conducts}
    assert all(len(facts) <= MOST_OWN_FACTS for facts in owned.values()), owned
    for one, other in combinations(conducts, 2):
        assert owned[one] != owned[other], "two conducts with the same facts"


@pytest.mark.parametrize("name", sorted(look_alikes()))
def test_each_conduct_is_charged_with_another_of_the_offences_and_with_nothing_else(name):
    found = {conduct: charged(conduct) for conduct in said_of_conducts(name)}
    assert all(len(offences_charged) == 1 for offences_charged in found.values()), found
    assert set().union(*found.values()) == offences(name), found


@pytest.mark.parametrize("name", sorted(look_alikes()))
def test_the_explanation_of_what_is_charged_rests_on_the_deciding_fact(name):
    for conduct in said_of_conducts(name):
        (offence,) = charged(conduct)
        used = {fact for element in answers()[conduct][offence]["elements"] for fact in element["facts"]}
        assert own_facts(name, conduct) <= used, f"{offence} is charged without {sorted(own_facts(name, conduct) - used)}"


@pytest.mark.parametrize("name", sorted(look_alikes()))
def test_where_a_conduct_lacks_the_deciding_fact_the_offence_that_needs_it_is_not_established(name):
    for conduct in said_of_conducts(name):
        if not own_facts(name, conduct):
            (offence,) = charged(conduct)
            assert not (offences(name) - {offence}) & answers()[conduct].keys()
