"""Doctrines and reforms: each changes what it says it changes, none touches the law in force, and the papers' examples come out as the papers say."""

import re
from functools import cache
from itertools import combinations

import pyoxigraph as ox
import pytest

from delicta import applying, findings, law, names, places, reading
from delicta.errors import DelictaError

D = names.BASE
M = names.MACHINE
LAID_OVER = ("doctrine/", "reform/")
IN_FORCE = ("law", "offences", "interpretations", "general", "administrative", "catalogue")


@cache
def case(name):
    return reading.read_case(places.CASES / f"{name}.trig")


@cache
def answers(name, *under):
    """Verdicts by conduct, actor and offence, under some overlays."""
    facts = case(name).facts
    laid = law.law_under(*under)
    found = findings.collect(applying.evaluate(facts, laid), laid, applying.cases_of(facts))
    return {(names.local(f["conduct"]).split("/")[-1], f["actor"].rpartition("/")[2], f["offence"]): f["verdict"] for f in found}


@cache
def store():
    held = ox.Store()
    held.bulk_load(law.load_law().graph(), format=ox.RdfFormat.N_TRIPLES)
    return held


def pairs(held, predicate):
    return [(quad.subject.value, quad.object) for quad in held.quads_for_pattern(None, ox.NamedNode(predicate), None, None)]


def named(overlay):
    """The cases that an overlay says it changes."""
    return sorted(thing.value.removeprefix(names.CASE).strip("/") for node, thing in pairs(store(), D + "changesCase") if node == law.overlays()[overlay]["iri"])


def joined(held):
    """The conditions by which overlays are laid over the law, with their overlays."""
    return pairs(held, D + "ofOverlay")


# ---------------------------------------------------------------- what an overlay says of itself


@cache
def every_fact():
    return tuple(triple for path in reading.built_in_cases() for triple in reading.read_case(path).facts)


def short(facts, of_law):
    """What is answered on some facts, in short."""
    found = findings.collect(applying.evaluate(facts, of_law), of_law, applying.cases_of(every_fact()))
    return {
        (f["case"], f["conduct"], f["actor"], f["offence"]): [f[key] for key in ("verdict", "awaits", "mode", "concurrence")] + [f["tier"] and f["tier"]["id"]] for f in found}


@cache
def by_the_law():
    return short(every_fact(), law.load_law())


@pytest.mark.parametrize("overlay", sorted(law.overlays()))
def test_the_cases_that_an_overlay_names_are_all_that_it_changes(overlay):
    """Of conducts that bring into question nothing but what both laws evaluate by the same links, nothing can change."""
    laws = law.load_law(), law.law_under(overlay)
    unlike = laws[0].unlike(laws[1])
    parts = {conduct: part for conduct, part in applying.by_conduct(every_fact()).items() if unlike & laws[0].in_question(part) or unlike & laws[1].in_question(part)}
    before = {key: answer for key, answer in by_the_law().items() if key[1] in parts}
    after = short([triple for part in parts.values() for triple in part], laws[1])
    changed = {key[0].removeprefix(names.CASE).strip("/") for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed == set(named(overlay)), "say with delicta:changesCase whose answer it changes, and mend what it should leave as it is"
    assert changed, "it changes nothing"


def test_a_reason_is_told_of_cases_that_its_overlay_changes():
    laid, shown = dict(joined(store())), pairs(store(), D + "shownIn")
    told = {(laid[node].value, case.value) for node, case in shown if node in laid}
    changed = {(node, case.value) for node, case in pairs(store(), D + "changesCase")}
    assert told, "no condition gives a reason with its cases"
    assert told <= changed


def test_every_overlay_has_a_source_a_heading_and_a_standing_that_is_not_law():
    for overlay, known in law.overlays().items():
        node = ox.NamedNode(known["iri"])
        said = {quad.predicate.value: quad.object.value for quad in store().quads_for_pattern(node, None, None, None)}
        assert said[names.DCTERMS + "source"].startswith(D + "paper/"), overlay
        assert said[D + "heading"], overlay
        assert said[D + "standing"] in (D + "DoctrineStanding", D + "Proposal"), overlay


def test_every_condition_of_an_overlay_carries_the_paper_it_comes_from():
    copies = {node for node, _ in pairs(store(), M + "copyOf")}
    conditions = {node for node, _ in pairs(store(), D + "setBy") if node.removeprefix(D).startswith(LAID_OVER)} - copies
    sourced = {node for node, thing in pairs(store(), names.DCTERMS + "source") if thing.value.startswith(D + "paper/")}
    assert conditions - sourced == set()


# ---------------------------------------------------------------- the law in force


def overlays_named_in(folders):
    """Files of the law that refer to a doctrine or reform."""
    return [
        f"{file.relative_to(places.ONTOLOGY)}: {names.short(term.value)}"
        for folder in folders
        for file in sorted((places.ONTOLOGY / folder).glob("*.ttl"))
        for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
        for term in (triple.predicate, triple.object)
        if isinstance(term, ox.NamedNode) and term.value.removeprefix(D).startswith(LAID_OVER)
    ]


def test_the_law_in_force_never_refers_to_an_overlay():
    assert overlays_named_in(IN_FORCE) == []
    assert overlays_named_in(["doctrine", "reforms"]), "the search finds nothing anywhere: it has proved nothing"


def bearing(of_law):
    """Conditions of overlays that bear on a wrong by the links of a law."""
    found = (line.split(" ")[:2] for line in of_law.links().decode().splitlines() if line.startswith(tuple(f"<{D}{folder}" for folder in LAID_OVER)))
    return sorted({subject[1:-1] for subject, link in found if link == f"<{M}bearsOn>"})


def test_with_no_overlay_asked_for_no_condition_of_one_bears_on_anything():
    assert bearing(law.load_law()) == []


def test_the_links_of_the_law_are_the_same_when_doctrines_and_reforms_are_taken_out_of_the_data():
    bare = law.close_law([file for file in places.turtle_files(places.ONTOLOGY) if file.parent.name not in ("doctrine", "reforms", "compliance", "papers")])
    assert law.load_law().unlike(bare) == frozenset()
    assert law.law_under("two-tiers").unlike(bare) == {"253-1"}


@pytest.mark.parametrize("overlay", sorted(law.overlays()))
def test_an_overlay_asked_for_bears_on_the_law_and_no_other_does(overlay):
    others = {node for node, _ in joined(store())}
    beside = {node for node, old in pairs(store(), D + "replaces") if old.value in others}
    own = {node for node, thing in joined(store()) if thing.value == law.overlays()[overlay]["iri"]} - beside
    laid = set(bearing(law.law_under(overlay)))
    assert own <= laid
    assert not (laid & others) - own


# ---------------------------------------------------------------- two at once


def contradictions():
    return [(one, other) for one, other in combinations(sorted(law.overlays()), 2) if other in law.overlays()[one].get("contradicts", [])]


@pytest.mark.parametrize("pair", contradictions(), ids="-".join)
def test_two_overlays_that_contradict_each_other_are_refused(pair):
    with pytest.raises(DelictaError, match=re.escape(pair[0])) as refused:
        law.law_under(*pair)
    assert refused.value.key == "overlays-contradict"


def test_some_overlays_contradict_each_other_and_others_stand_together():
    assert ("negligence-new", "negligence-old") in contradictions()
    assert ("sensitive-at-50", "two-tiers") in contradictions()
    assert answers("sixty-faces", "two-tiers", "unlawful-use")[("selling", "hao", "253-1")] == "established"


SIXTY_PHOTOGRAPHS = """
@prefix delicta: <https://w3id.org/delicta/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @base <https://w3id.org/delicta/case/sixty-photographs/> .
<facts> {
  <> a delicta:Hypothetical ; delicta:hasConduct <selling> . <man> a delicta:NaturalPerson .
  <selling> a delicta:Conduct ; delicta:hasActor <man> ; delicta:ends "2024-01-01"^^xsd:date ; delicta:hasFact <sale> , <will> ; delicta:statesAll delicta:quantity .
  <sale> a delicta:Selling ; delicta:concerns <pictures> . <pictures> a delicta:RecognisableLikeness ; delicta:records 60 . <will> a delicta:Intent .
}
"""


@pytest.mark.parametrize(("under", "serious"), [
    (("identifiability",), False), (("two-tiers",), False), (("sensitive-at-50",), False), (("identifiability", "two-tiers"), True), (("identifiability", "sensitive-at-50"), True),
])
def test_a_likeness_that_counts_as_biometric_counts_by_the_line_that_is_laid(under, serious):
    facts, laid = reading.parse_case(SIXTY_PHOTOGRAPHS, ".trig", "sixty-photographs").facts, law.law_under(*under)
    found = next(f for f in findings.collect(applying.evaluate(facts, laid), laid, applying.cases_of(facts)) if f["offence"] == "253-1")
    assert [element["status"] for element in found["elements"] if element["id"] == "253-1.serious"] == ["met" if serious else "open"]


def test_an_overlay_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(DelictaError) as refused:
        law.law_under("two-tier")
    assert "two-tiers" in refused.value.text("en")


# ---------------------------------------------------------------- the papers' examples: by the law in force, and as each paper says

# case; conduct, actor, offence; by the law; overlay; under it. None where the offence does not come into question.
SAID = [
    # attribution by duty: the deceived provider goes free, the user answers; refusing deletion and knowing inaction are criminal
    ("forged-consent-input", "input", "tao", "253-1", "established", "duty-attribution", "established"),
    ("forged-consent-input", "tuning", "provider", "253-1", "open", "duty-attribution", "ruled-out"),
    ("deletion-request-ignored", "refusing", "provider", "253-1", None, "duty-attribution", "established"),
    ("deletion-request-ignored", "refusing", "provider", "286-1", "ruled-out", "duty-attribution", "ruled-out"),
    ("known-leak-tolerated", "tolerating", "provider", "253-1", None, "duty-attribution", "established"),
    ("known-leak-tolerated", "tolerating", "provider", "286-1", "ruled-out", "duty-attribution", "ruled-out"),
    # public information: by order of law even against refusal; willingly for training, not for sale; unlawfully only who could see it
    ("executives-in-training-data", "gathering", "developer", "253-1", "established", "public-information", "defeated"),
    ("public-posts-trained-and-sold", "gathering", "laboratory", "253-1", "open", "public-information", "defeated"),
    ("public-posts-trained-and-sold", "selling", "director", "253-1", "established", "public-information", "established"),
    ("leaked-list-in-training-data", "copying", "jin", "253-1", "established", "public-information", "ruled-out"),
    ("leaked-list-in-training-data", "taking-in", "team", "253-1", "established", "public-information", "established"),
    # an authority first, or a good programme: by the law a crime; none where no authority tried, and open where that is not told; others are left alone
    ("compliant-buyer", "buying", "company", "253-1", "established", "administrative-first", "ruled-out"),
    ("executives-in-training-data", "gathering", "developer", "253-1", "established", "administrative-first", "open"),
    ("beauty-score-app", "taking-and-sharing", "li", "253-1", "established", "administrative-first", "established"),
    ("compliant-buyer", "buying", "company", "253-1", "established", "prior-compliance", "ruled-out"),
    # a good programme frees of what single employees did, and not of what the management signed
    ("board-approved-purchase", "buying", "company", "253-1", "established", "prior-compliance", "established"),
    ("executives-in-training-data", "gathering", "developer", "253-1", "established", "prior-compliance", "established"),
    # reforms
    ("sixty-faces", "selling", "hao", "253-1", "ruled-out", "sensitive-at-50", "established"),
    ("sixty-faces", "selling", "hao", "253-1", "ruled-out", "two-tiers", "established"),
    ("sixty-faces", "selling", "hao", "253-1", "ruled-out", "identifiability", "ruled-out"),
    ("pupil-list", "selling", "luo", "253-1", "ruled-out", "sensitive-at-50", "ruled-out"),
    ("pupil-list", "selling", "luo", "253-1", "ruled-out", "two-tiers", "established"),
    ("snapshot-albums", "selling", "shen", "253-1", "ruled-out", "identifiability", "established"),
    ("snapshot-albums", "selling", "shen", "253-1", "ruled-out", "sensitive-at-50", "ruled-out"),
    ("face-payment-misuse", "paying", "peng", "253-1", None, "unlawful-use", "established"),
    ("face-payment-misuse", "paying", "peng", "264", "established", "unlawful-use", "established"),
    # guiding cases 192 and 193 have answered already: the reforms change nothing in them
    ("beauty-score-app", "taking-and-sharing", "li", "253-1", "established", "sensitive-at-50", "established"),
    ("identity-card-photos", "reselling", "zhang", "253-1", "established", "two-tiers", "established"),
    # negligence: the careful developer by the old and the newest theory, the uneasy by the newest, the careless by all; by the law nobody
    ("developers-and-face-swap-fraud", "release-an", "an", "266", "ruled-out", "negligence-old", "established"),
    ("developers-and-face-swap-fraud", "release-an", "an", "266", "ruled-out", "negligence-new", "ruled-out"),
    ("developers-and-face-swap-fraud", "release-an", "an", "266", "ruled-out", "negligence-unease", "established"),
    ("developers-and-face-swap-fraud", "release-bai", "bai", "266", "ruled-out", "negligence-old", "ruled-out"),
    ("developers-and-face-swap-fraud", "release-bai", "bai", "266", "ruled-out", "negligence-new", "ruled-out"),
    ("developers-and-face-swap-fraud", "release-bai", "bai", "266", "ruled-out", "negligence-unease", "established"),
    ("developers-and-face-swap-fraud", "release-cui", "cui", "266", "ruled-out", "negligence-old", "established"),
    ("developers-and-face-swap-fraud", "release-cui", "cui", "266", "ruled-out", "negligence-new", "established"),
    ("developers-and-face-swap-fraud", "release-cui", "cui", "266", "ruled-out", "negligence-unease", "established"),
    ("developers-and-face-swap-fraud", "release-cui", "cui", "287-2", "ruled-out", "negligence-new", "ruled-out"),
    # neutral acts: denied at step one, two and three, and passed; the statutory path beside it
    *((name, "hosting", "yan", offence, "established", "objective-imputation", after) for name, after in (
        ("hosting-permitted-risk", "ruled-out"), ("hosting-chance-course", "ruled-out"), ("hosting-own-meaning", "ruled-out"), ("hosting-closely-tied", "established"),
    ) for offence in ("287-2", "266")),
    ("hosting-closely-tied", "hosting", "yan", "286-1", "ruled-out", "objective-imputation", "ruled-out"),
]


@pytest.mark.parametrize("name, conduct, actor, offence, before, overlay, after", SAID, ids=lambda value: str(value))
def test_an_example_is_answered_by_the_law_and_under_the_overlay_as_the_paper_says(name, conduct, actor, offence, before, overlay, after):
    assert answers(name).get((conduct, actor, offence)) == before
    assert answers(name, overlay).get((conduct, actor, offence)) == after


# The step at which each hosting case is denied: it is excluded, and the two others are met.
STEPS = {"hosting-permitted-risk": "risk-created", "hosting-chance-course": "risk-realised", "hosting-own-meaning": "within-reach", "hosting-closely-tied": None}


@pytest.mark.parametrize("name", STEPS)
def test_a_neutral_act_fails_at_the_step_that_the_case_is_about(name):
    held = applying.evaluate(case(name).facts, law.law_under("objective-imputation"))
    failed = {quad.object.value.rpartition(".")[2] for quad in held.quads_for_pattern(None, ox.NamedNode(M + "fails"), None, None) if quad.object.value.startswith(D + "doctrine/objective-imputation.")}
    assert failed & set(STEPS.values()) == {STEPS[name]} - {None}


@pytest.mark.parametrize("name", STEPS)
def test_the_fraud_helped_by_hosting_is_by_the_law_in_force_huge_and_charged(name):
    """Fraud by technology of telecommunication is huge from 30,000 yuan in every province."""
    laid = law.load_law()
    found = {f["offence"]: f for f in findings.collect(applying.evaluate(case(name).facts, laid), laid, applying.cases_of(case(name).facts))}
    assert (found["266"]["tier"]["id"], found["266"]["concurrence"]["outcome"]) == ("266.tier-2", "charged")


def test_every_overlay_is_spoken_of_by_an_example():
    assert {row[5] for row in SAID} >= set(law.overlays()), "a doctrine or reform has no example with its answers"
