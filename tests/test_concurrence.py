"""Which rule speaks where one conduct establishes several offences."""

from functools import cache

import pyoxigraph as ox
import pytest

from delicta import closure, names, places


@cache
def closed() -> ox.Store:
    return closure.close(closure.read_ontology(places.turtle_files(places.ONTOLOGY)))


def links(base: str, name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in closed().quads_for_pattern(None, ox.NamedNode(base + name), None, None):
        found.setdefault(names.local(quad.subject.value), set()).add(names.local(quad.object.value))
    return found


def test_only_a_rule_that_names_one_offence_speaks_beside_any_other():
    between = links(names.MACHINE, "between")
    alone = links(names.MACHINE, "speaksAlone")
    assert alone and {rule: between[rule] for rule in alone if len(between[rule]) != 1} == {}


@pytest.mark.parametrize("rule, partner", [("266.with-288", "288"), ("266.with-279", "279"), ("266.with-300", "300p1"), ("146.with-140", "140")])
def test_a_rule_for_a_partner_that_is_only_catalogued_is_silent_beside_others(rule, partner):
    assert partner in links(names.MACHINE, "between")[rule]
    assert rule not in links(names.MACHINE, "speaksAlone")
