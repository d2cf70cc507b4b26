"""Take away what shows any one element of an established offence, or rule it out, and the offence is no longer established."""

import pyoxigraph as ox
import pytest
from hypotheticals import ClosedLaw, D, Unsatisfiable, conduct_for, evaluate

from delicta import findings, names, reading
from delicta.applying import cases_of


@pytest.fixture(scope="module")
def law():
    return ClosedLaw()


def established(law, store, facts):
    return [f for f in findings.collect(store, law.law, cases_of(facts)) if f["verdict"] == "established"]


def one_conduct_for_every_mode(law):
    triples = []
    for _, modes in sorted(law.modes.items()):
        for mode in modes:
            conduct = conduct_for(law, f"mode-{names.local(mode)}", [mode], mode)
            try:
                triples += conduct.triples(conduct.day())
            except Unsatisfiable as error:
                raise AssertionError(f"{names.short(mode)}: {error}") from error
    return triples


def renamed(triples, start, marker):
    """The same conduct under another name, so that many variants fit in one store."""
    def term(node):
        if isinstance(node, ox.NamedNode) and node.value.startswith(start):
            return ox.NamedNode(node.value.replace(start, f"{start}{marker}/", 1))
        return node

    return [ox.Triple(term(t.subject), t.predicate, term(t.object)) for t in triples]


def without(triples, facts, conduct):
    """The triples without some facts: a conduct loses its quantities, an actor its kinds, anything else goes."""
    kept = []
    actors = {t.object.value for t in triples if t.predicate.value == D + "hasActor"}
    structure = {D + name for name in ("hasActor", "hasFact", "ends", "begins", "judgedOn", "rulesOut", "statesAll", "hasLocalStandard")}
    for triple in triples:
        subject, thing = triple.subject.value, getattr(triple.object, "value", None)
        if subject in facts:
            if subject in actors and triple.predicate.value == names.RDF_TYPE:
                continue
            if subject == conduct and triple.predicate.value.startswith(D) and triple.predicate.value not in structure:
                continue
            if subject not in actors and subject != conduct:
                continue
        if thing in facts and thing not in actors and thing != conduct:
            continue
        kept.append(triple)
    return kept


def closure_of(triples, conduct):
    """The triples of one conduct: everything it leads to."""
    by_subject = {}
    for triple in triples:
        by_subject.setdefault(triple.subject.value, []).append(triple)
    reached, edge = set(), {conduct}
    while edge:
        reached |= edge
        edge = {t.object.value for node in edge for t in by_subject.get(node, []) if isinstance(t.object, ox.NamedNode) and t.object.value in by_subject} - reached
    return [t for node in reached for t in by_subject.get(node, [])]


def variants(law, triples, change):
    """(element, (conduct, actor), offence, triples) for every established finding and element, each changed by `change`."""
    store = evaluate(law, triples)
    for number, finding in enumerate(established(law, store, triples)):
        own = closure_of(triples, finding["conduct"])
        for place, element in enumerate(finding["elements"]):
            changed = change(own, finding, element)
            if changed is None:
                continue
            marker = f"v{number}-{place}"
            start = names.CASE
            moved = [finding[key].replace(start, f"{start}{marker}/", 1) for key in ("conduct", "actor")]
            yield element["id"], tuple(moved), finding["offence"], renamed(changed, start, marker)


def built_in(law):
    return [triple for path in reading.built_in_cases() for triple in reading.read_case(path).facts]


@pytest.mark.parametrize("source", [pytest.param(built_in, marks=pytest.mark.long, id="real cases"), pytest.param(one_conduct_for_every_mode, id="every mode")])
def test_no_offence_stays_established_without_the_facts_of_one_of_its_elements(law, source, counted):
    def change(own, finding, element):
        return without(own, set(element["facts"]), finding["conduct"])

    made = list(variants(law, source(law), change))
    store = evaluate(law, [triple for *_, triples in made for triple in triples])
    standing = standing_elements(store)
    kept = [f"{offence} without {element}" for element, place, offence, _ in made if element in standing.get((*place, offence), ())]
    counted(f"{source.__name__.replace('_', ' ')}: elements removed one at a time: {len(made)}; still established: {len(kept)}")
    assert made
    assert not kept, kept


def standing_elements(store):
    """(conduct, actor, offence) of every established finding, with the elements of the mode on which it now stands.

    An offence that stands on another mode, which does not need the element, is not the same finding any more.
    """
    query = f"""SELECT ?conduct ?actor ?offence ?element WHERE {{ GRAPH <{names.FINDINGS}> {{ ?f <{D}ofConduct> ?conduct ; <{D}ofActor> ?actor ; <{D}ofOffence> ?offence ;
        <{D}verdict> <{D}Established> ; <{D}hasElementFinding>/<{D}ofElement> ?element }} }}"""
    found = {}
    for row in store.query(query):
        found.setdefault((row["conduct"].value, row["actor"].value, names.local(row["offence"].value)), set()).add(names.local(row["element"].value))
    return found
