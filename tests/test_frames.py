"""How modifiers move a frame: within it, below it, away from it."""

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from hypotheticals import ClosedLaw

import delicta
from delicta import frames, names
from delicta.cli import main

DAY = "2020-01-01"


def modifier(*effects, must):
    return {"id": "a-modifier", "effects": list(effects), "mandatory": must}


@pytest.mark.parametrize("modifiers, months, life, exemption", [
    ([modifier("BelowFrame", must=True)], [36, 120], False, None),
    ([modifier("LighterWithinFrame", "BelowFrame", must=False)], [36, 180], True, None),
    ([modifier("LighterWithinFrame", "BelowFrame", "ExemptionFromPunishment", must=True)], [36, 180], True, "may"),
    ([modifier("BelowFrame", "ExemptionFromPunishment", must=True)], [36, 120], False, "may"),
    ([modifier("ExemptionFromPunishment", must=True)], [120, 180], True, "shall"),
])
def test_the_next_lower_tier_bounds_what_lies_below_the_frame(modifiers, months, life, exemption):
    frame = frames.moved(delicta.load_law(), "offence/264.tier-3", modifiers, DAY)
    assert (frame["imprisonment_months"], frame["life"], frame["exemption"]) == (months, life, exemption)
    assert frame["because_of"] == ["a-modifier"]


@pytest.mark.parametrize("must", [True, False])
def test_below_a_frame_of_death_alone_lies_the_term_of_the_next_lower_tier(must):
    frame = frames.moved(delicta.load_law(), "offence/239.tier-3-until-2015", [modifier("BelowFrame", must=must)], "2012-01-01")
    assert (frame["imprisonment_months"], frame["life"], frame["death"]) == ([120, 180], True, not must)


def test_a_frame_of_life_or_death_is_heavier_than_one_that_begins_with_years_and_lighter_than_death_alone():
    store = ClosedLaw().store
    weigh = {names.local(quad.subject.value): int(quad.object.value) for quad in store.quads_for_pattern(None, ox.NamedNode(names.MACHINE + "severity"), None, None)}
    assert weigh["111.tier-3"] < weigh["111.tier-4"] < weigh["295.tier-3-1997"] == weigh["239.tier-3"] < weigh["239.tier-3-until-2015"]


def test_below_the_lowest_tier_the_shortest_term_falls_to_nought_and_the_longest_stays():
    frame = frames.moved(delicta.load_law(), "offence/264.tier-1", [modifier("BelowFrame", must=True)], DAY)
    assert frame["imprisonment_months"] == [0, 36]


@pytest.mark.parametrize("modifiers, kinds", [
    ([modifier("LighterWithinFrame", "BelowFrame", must=False)], {"detention", "surveillance", "fine_alone"}),
    ([modifier("BelowFrame", must=True)], {"detention", "surveillance", "fine_alone"}),
    ([modifier("ExemptionFromPunishment", must=True)], set()),
])
def test_below_the_frame_the_milder_kinds_of_punishment_of_the_next_lower_tier_are_open(modifiers, kinds):
    frame = frames.moved(delicta.load_law(), "offence/266.tier-2", modifiers, DAY)
    assert {kind for kind in ("detention", "surveillance", "deprivation", "fine_alone") if frame[kind]} == kinds


@pytest.mark.parametrize(("lang", "words"), [
    ("en", "6 months to 10 years, or criminal detention, surveillance, fine alone; exemption possible"), ("zh", "6个月至10年，或者拘役、管制、单处罚金；可以免除处罚"),
])
def test_a_mitigated_frame_names_the_milder_kinds_of_punishment(lang, words):
    said = CliRunner().invoke(main, ["apply", "courier-voice-clone", "--lang", lang], env={"COLUMNS": "200"}).stdout
    assert words in said


def test_what_moves_the_punishment_only_within_the_frame_leaves_the_frame():
    assert frames.moved(delicta.load_law(), "offence/264.tier-3", [modifier("HeavierWithinFrame", must=True)], DAY) is None


def test_an_attempt_moves_the_frame_of_a_real_case():
    found = next(f for f in delicta.apply("ai-son-attempt") if f["verdict"] == "established")
    assert found["frame"]["because_of"] == ["266.attempt"]
    assert found["frame"]["imprisonment_months"][1] == found["tier"]["imprisonment_months"][1]
