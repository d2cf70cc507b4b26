"""HermiT on the DL module classifies conducts as the machine does, on the part of the law that OWL can express."""

import io
from collections import Counter
from datetime import timedelta

import owlready2
import pyoxigraph as ox
import pytest
import rdflib
from by_hermit import classified, law, minimal_conducts, module, offences
from hypotheticals import TODAY, ClosedLaw, D, M, verdicts

from delicta import applying, axioms, dl_module, hermit, names, reading

OUTSIDE = {
    "taken away": "?answer m:meets ?against . ?against m:excludes|m:defeats ?gate . ?offence m:part* ?gate",
    "window": "?answer m:meets ?test . ?test m:window ?window . ?offence m:part* ?test",
    "sum": "?one m:inAnswer ?answer ; m:forTerm ?term . ?other m:inAnswer ?answer ; m:forTerm ?another . FILTER(?one != ?other) "
    "?sum m:addsUp ?term , ?another . ?test m:sum ?sum . ?offence m:part* ?test",
    "product": "?bearing m:inAnswer ?answer ; m:forTerm ?term ; m:bearer ?bearer . ?term m:times ?second . ?bearer ?second ?times . "
    "?sum m:addsUp ?term . ?test m:sum ?sum . ?offence m:part* ?test",
    "local figure": "?conduct delicta:hasLocalStandard ?standard . ?standard delicta:setsFigureOf ?base . ?test m:figureOf ?base . ?offence m:part* ?test",
    "condition ruled out": "?conduct delicta:rulesOut ?gate . ?offence m:part* ?gate",
}


def one_actor_each(facts):
    """The facts with every conduct of several actors told once for each of them: OWL speaks of the conduct, the machine of each actor's part in it."""
    actors = {}
    for triple in facts:
        if triple.predicate.value == D + "hasActor":
            actors.setdefault(triple.subject, []).append(triple.object)
    for triple in facts:
        own = actors.get(triple.subject, [])
        if len(own) < 2:
            yield triple
        for number, actor in enumerate(own if len(own) > 1 else []):
            if triple.predicate.value != D + "hasActor" or triple.object == actor:
                yield ox.Triple(ox.NamedNode(f"{triple.subject.value}/{number}"), triple.predicate, triple.object)


def answered(facts):
    """The store of the machine, and which offences are established for which conduct, all by the law of one day."""
    store = applying.evaluate(facts, law().law, on=TODAY, today=TODAY, batch=len(facts))
    return store, {pair for pair, (verdict, _) in verdicts(store).items() if verdict == "Established"}


def outside(store):
    """(conduct, offence) to the reason why OWL cannot say it."""
    found = {}
    for reason, pattern in OUTSIDE.items():
        query = f"""PREFIX delicta: <{D}> PREFIX m: <{M}>
            SELECT DISTINCT ?conduct ?offence FROM <{names.WORK}> WHERE {{ ?answer m:conduct ?conduct . {pattern} . ?offence m:id ?number }}"""
        for row in store.query(query):
            found.setdefault((row["conduct"].value, row["offence"].value), reason)
    return found


def held_against(types, established, apart):
    """How many pairs of conduct and offence were compared, by what the machine says, and those in which HermiT says otherwise."""
    compared, differing = Counter(), []
    for conduct in types:
        for offence in sorted(offences()):
            if (conduct, offence) not in apart:
                by_machine, by_hermit = (conduct, offence) in established, dl_module.class_of(offence) in types[conduct]
                compared[by_machine] += 1
                if by_machine != by_hermit:
                    differing.append(f"{names.short(conduct)} {names.local(offence)}: machine {by_machine}, HermiT {by_hermit}")
    return compared, differing


@pytest.mark.long
@pytest.mark.parametrize("source", ["every offence", "cases"])
def test_hermit_finds_a_conduct_in_the_class_of_an_offence_exactly_when_the_machine_finds_it_established(source, counted):
    if source == "cases":
        facts = list(one_actor_each([triple for path in reading.built_in_cases()[::4] for triple in reading.read_case(path).facts]))
    else:
        facts = [triple for conduct in minimal_conducts() for triple in conduct.triples(TODAY)]
    store, established = answered(facts)
    conducts = sorted({t.subject.value for t in facts if t.predicate.value == D + "hasActor"})
    apart = outside(store)
    types = classified(facts, conducts)
    compared, differing = held_against(types, established, apart)
    reached = {offence for conduct, offence in established - apart.keys()} & offences()
    counted(f"HermiT and machine, {source}: {len(conducts)} conducts against {len(offences())} offences, {compared.total()} compared "
            f"({compared[True]} established, of {len(reached)} offences), outside OWL: {dict(Counter(apart.values()))}; differing: {len(differing)}")
    assert not differing, "\n".join(differing)
    if source == "every offence":
        assert offences() - reached == set()
    assert compared[True] and compared[False]


def test_a_module_of_another_days_law_is_noticed():
    offence = names.OFFENCE + "253-1"
    conducts = [conduct for conduct in minimal_conducts() if conduct.iri.startswith(f"{names.CASE}hypothetical/enough-253-1")]
    facts = [triple for conduct in conducts for triple in conduct.triples(TODAY)]
    before = [*axioms.taxonomy(law().store), *dl_module.dl_module(law().store, law().dates[offence][0] - timedelta(days=1), [offence])]
    store, established = answered(facts)
    apart = outside(store)
    _, differing = held_against(classified(facts, [conduct.iri for conduct in conducts], before), established, apart)
    assert len(differing) == len(established - apart.keys()) > 0


def test_each_definition_can_have_members():
    assert not hermit.reason(module()).unsatisfiable


def test_the_module_is_the_same_every_time():
    assert dl_module.dl_module(law().store, TODAY) == dl_module.dl_module(ClosedLaw().store, TODAY)


def test_owlready2_and_rdflib_read_the_same_definitions_from_the_module_in_rdf_xml():
    data = ox.serialize(module(), format=ox.RdfFormat.RDF_XML)
    graph = rdflib.Graph().parse(data=data, format="xml")
    world = owlready2.World()
    world.get_ontology(names.BASE + "dl#").load(fileobj=io.BytesIO(data))
    defined = {str(c) for c in graph.subjects(rdflib.OWL.equivalentClass)}
    assert {c.iri for c in world.classes() if c.equivalent_to} == defined
    assert {dl_module.class_of(offence) for offence in offences()} <= defined


def test_every_class_of_the_module_has_a_label_in_both_languages():
    declared = {t.subject for t in module() if t.predicate.value == names.RDF_TYPE and t.subject.value.startswith(dl_module.DL)}
    labels = {(t.subject, t.object.language) for t in module() if t.predicate.value == names.PREFIXES["rdfs"] + "label"}
    assert not {(node.value, lang) for node in declared for lang in ("en", "zh")} - {(node.value, lang) for node, lang in labels}
