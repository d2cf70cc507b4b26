"""The administrative wrongs below the offences: each can be reached, each has its days, and every offence with an administrative counterpart has one."""

from datetime import date, timedelta

import pyoxigraph as ox
import pytest
from hypotheticals import ClosedLaw, Conduct, conduct_for, evaluate

from delicta import names

D, M = names.BASE, names.MACHINE


@pytest.fixture(scope="module")
def law():
    return ClosedLaw()


def members(law, kind):
    return {quad.subject.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(D + kind), None)}


def established(store):
    """Pairs of conduct and wrong."""
    query = f"""SELECT ?conduct ?wrong WHERE {{ GRAPH <{names.FINDINGS}> {{
        ?finding <{D}ofWrong> ?wrong ; <{D}ofConduct> ?conduct ; <{D}verdict> <{D}Established> }} }}"""
    return {(row["conduct"].value, row["wrong"].value) for row in store.query(query)}


def test_every_mode_of_every_wrong_is_reached_and_none_on_the_day_before(law, counted):
    at, early, facts = {}, {}, []
    for wrong in sorted(members(law, "AdministrativeWrong")):
        for mode in law.modes[wrong]:
            conduct = conduct_for(law, f"wrong-{names.local(mode)}", [mode], mode)
            facts += conduct.triples(conduct.day())
            at[conduct.iri] = wrong
            before = Conduct(law, conduct.iri + "-before", facts=conduct.facts, affirmed=conduct.affirmed, actor_classes=conduct.actor_classes)
            day = law.dates[wrong][0] - timedelta(days=1)
            facts += before.triples(day, date(2026, 6, 1))
            early[before.iri] = wrong
    found = established(evaluate(law, facts))
    counted(f"modes of administrative wrongs that are reached: {len(found & at.items())} of {len(at)}")
    assert at.items() - found == set()
    assert early.items() & found == set()


def test_every_offence_with_an_administrative_counterpart_has_its_wrong(law):
    have = {quad.object.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(D + "standsBelow"), None, None)}
    want = {quad.subject.value for quad in law.store.quads_for_pattern(None, ox.NamedNode(D + "counterpart"), None, None)}
    assert sorted(names.short(offence) for offence in want - have) == []
