"""Which rule speaks where one conduct establishes several offences."""

from datetime import date
from functools import cache

import hypotheticals
import pyoxigraph as ox
import pytest

from delicta import atlas, findings, names, pages
from delicta.law import load_law


@cache
def closed() -> ox.Store:
    return hypotheticals.ClosedLaw().store


def links(base: str, name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in closed().quads_for_pattern(None, ox.NamedNode(base + name), None, None):
        found.setdefault(names.local(quad.subject.value), set()).add(names.local(quad.object.value))
    return found


@cache
def page(offence: str) -> str:
    return pages.offence(drawn(), f"offence/{offence}", "en")


@cache
def drawn() -> atlas.Atlas:
    return atlas.Atlas(load_law())


def test_only_a_rule_that_names_one_offence_speaks_beside_any_other():
    between = links(names.MACHINE, "between")
    alone = links(names.MACHINE, "speaksAlone")
    assert alone and {rule: between[rule] for rule in alone if len(between[rule]) != 1} == {}


@pytest.mark.parametrize("rule, partner", [("266.with-288", "288"), ("266.with-279", "279"), ("266.with-300", "300p1"), ("146.with-140", "140"), ("246a.with-300", "300p1"),
    ("282p1.with-284-1", "284-1p1"), ("402.with-385", "385"), ("224-1.with-176", "176"), ("111.with-431", "431p2"), ("280p3.with-280p1", "280p1a"), ("398a.with-308-1", "308-1p1"),
])
def test_a_rule_for_a_partner_that_is_only_catalogued_is_silent_beside_others(rule, partner):
    assert partner in links(names.MACHINE, "between")[rule]
    assert rule not in links(names.MACHINE, "speaksAlone")


@pytest.mark.parametrize("mode, day, rule, outcomes", [
    ("312.conceal-2021", date(2022, 6, 1), "191.with-312-2009", {"191": "charged", "312": "lesser"}),
    ("312.conceal", hypotheticals.TODAY, "191.with-312", {"191": "charged", "312": "absorbed"}),
])
def test_the_rule_of_its_day_speaks_for_laundering_that_conceals_proceeds(mode, day, rule, outcomes):
    """The pointer of August 2024 is silent on earlier conduct, for which the heavier offence was charged."""
    law = hypotheticals.ClosedLaw()
    launder = names.OFFENCE + "191.launder"
    conduct = hypotheticals.conduct_for(law, "both", [launder, names.OFFENCE + mode], launder)
    facts = conduct.triples(day)
    found = {f["offence"]: f["concurrence"] for f in findings.collect(hypotheticals.evaluate(law, facts), law.law, {}) if f["offence"] in outcomes}
    assert {offence: (told["relation"], told["outcome"]) for offence, told in found.items()} == {offence: (rule, outcome) for offence, outcome in outcomes.items()}


@pytest.mark.parametrize("means", ["285p1", "285p2", "286"])
@pytest.mark.parametrize("aim", ["111", "192", "196", "264", "266", "282p1"])
def test_a_computer_crime_gives_way_to_the_crime_it_was_the_means_of(aim, means):
    rules = [rule for rule, offences in links(names.MACHINE, "between").items() if offences == {aim, means}]
    assert [links(names.MACHINE, "charges").get(rule) for rule in rules] == [{aim}]


def test_a_card_fraud_by_means_of_a_computer_crime_is_charged_as_card_fraud():
    law = hypotheticals.ClosedLaw()
    roots = [names.OFFENCE + mode for mode in ("196.anothers", "285p2.obtain")]
    conduct = hypotheticals.conduct_for(law, "both", roots, roots[0])
    found = {f["offence"]: f["concurrence"] for f in findings.collect(hypotheticals.evaluate(law, conduct.triples(hypotheticals.TODAY)), law.law, {})}
    assert {offence: found[offence]["outcome"] for offence in ("196", "285p2")} == {"196": "charged", "285p2": "absorbed"}


@pytest.mark.parametrize("kind, pairs", [
    ("CumulativePunishment", "103p2+300p1 105p2+300p1 246a+300p1 246b+300p1 282p1+284-1p1 282p1+284-1p3 402+385 224-1+238 224-1+277p1 224-1+290p1 224-1+290p2 224-1+291"),
    ("HeavierProvision", "224-1+176"),
    ("SpecialProvision", "111+431p2 282p1+431p1 398a+432a 398b+432b 280p3+280p1a"),
    ("FixedPointer", "398a+308-1p1 398b+308-1p1"),
])
def test_relations_with_offences_that_are_only_catalogued_are_of_their_kind_and_stand_on_the_page_of_the_examined_one(kind, pairs):
    of_kind = {names.local(quad.subject.value) for quad in closed().quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(names.BASE + kind), None)}
    found = [frozenset(between) for rule, between in links(names.BASE, "betweenOffence").items() if rule in of_kind]
    assert {frozenset(pair.split("+")) for pair in pairs.split()} <= set(found)
    for pair in pairs.split():
        examined, partner = pair.split("+")
        assert f"— {partner} " in page(examined).partition("## Beside other offences")[2].partition("\n## ")[0]
