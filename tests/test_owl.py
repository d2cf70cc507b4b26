"""The ontology with the law in it, as a description-logic reasoner sees it: consistent, every class possible, within OWL 2 DL."""

from functools import cache

import pyoxigraph as ox
import pytest

from delicta import axioms, closure, hermit, names, places, reading

D = names.BASE
OWL, RDF, RDFS = (names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs"))
ROOT_FILES = ["core.ttl", "findings.ttl"]
PREFIXES = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.PREFIXES.items())


@cache
def ontology(extra=""):
    store = closure.read_ontology(places.turtle_files(places.ONTOLOGY))
    store.load((PREFIXES + extra).encode(), format=ox.RdfFormat.TURTLE)
    return store


def subjects(store, kind):
    return {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(kind), None) if isinstance(q.subject, ox.NamedNode)}


def values(store, subject, predicate):
    return [q.object for q in store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)]


# ---------------------------------------------------------------- HermiT


@pytest.mark.long
def test_the_ontology_with_the_law_and_all_cases_is_consistent_and_every_class_can_have_members(counted):
    cases = [reading.read_case(path) for path in reading.built_in_cases()]
    stated = axioms.assertions((triple for case in cases for triple in case.facts + case.holdings), ontology())
    read = [*axioms.axioms(ontology()), *stated]
    concluded = hermit.reason(read)
    counted(f"HermiT read {len(read)} axioms of the ontology, {len(stated)} of them of the cases; classes: {len(subjects(ontology(), OWL + 'Class'))}")
    assert concluded is not None, "inconsistent"
    assert not concluded.unsatisfiable


def test_a_class_that_nothing_can_belong_to_is_noticed():
    planted = ontology("delicta:WilledSale a owl:Class ; rdfs:subClassOf delicta:Selling , delicta:Intent .")
    concluded = hermit.reason(axioms.taxonomy(planted))
    assert concluded.unsatisfiable == {D + "WilledSale"}


def test_an_individual_of_two_disjoint_classes_is_noticed():
    planted = ontology("offence:253-1 a delicta:Selling .")
    assert hermit.reason(axioms.axioms(planted)) is None


# ---------------------------------------------------------------- OWL 2 DL


def roles(triples):
    """In which roles each IRI occurs: class, datatype, object, datatype or annotation property, individual."""
    kinds = {OWL + "Class": "class", OWL + "ObjectProperty": "object property", OWL + "DatatypeProperty": "datatype property",
             OWL + "AnnotationProperty": "annotation property", RDFS + "Datatype": "datatype"}
    linking = {t.subject.value for t in triples if t.predicate.value == names.RDF_TYPE and t.object.value == OWL + "ObjectProperty"}
    measuring = {t.subject.value for t in triples if t.predicate.value == names.RDF_TYPE and t.object.value == OWL + "DatatypeProperty"}
    found = {}

    def note(term, role):
        if isinstance(term, ox.NamedNode):
            found.setdefault(term.value, set()).add(role)

    for triple in triples:
        predicate = triple.predicate.value
        if predicate == names.RDF_TYPE and triple.object.value in kinds:
            note(triple.subject, kinds[triple.object.value])
        elif predicate == names.RDF_TYPE and not triple.object.value.startswith(OWL):
            note(triple.subject, "individual")
            note(triple.object, "class")
        elif predicate in linking or predicate in measuring:
            note(triple.subject, "individual")
            note(triple.predicate, "object property" if predicate in linking else "datatype property")
            note(triple.object, "individual")
        elif predicate in (RDFS + "subClassOf", OWL + "disjointWith"):
            note(triple.subject, "class")
            note(triple.object, "class")
    return found


def punned(store):
    return {iri: sorted(played) for iri, played in roles(axioms.axioms(store)).items() if len(played) > 1}


def test_no_name_is_used_for_a_class_and_an_individual_or_a_property_at_once():
    assert not punned(ontology())


def test_a_class_that_is_used_as_an_individual_is_noticed():
    planted = ontology("offence:253-1 delicta:setBy delicta:Selling .")
    assert punned(planted) == {D + "Selling": ["class", "individual"]}


def undeclared(store):
    declared = set().union(*(subjects(store, kind) for kind in axioms.KINDS))
    used = {iri for iri, played in roles(axioms.axioms(store)).items() if played != {"individual"}}
    builtin = (RDF, RDFS, OWL, names.SKOS, names.DCTERMS, names.PREFIXES["prov"])
    used = {iri for iri in used if iri.startswith(D)}  # a class of a neighbour is declared there
    properties = {q.predicate.value for q in store if not q.predicate.value.startswith(builtin)}
    return sorted((used | properties) - declared)


def test_every_class_and_property_is_declared():
    assert not undeclared(ontology())


def test_a_class_and_a_property_that_nobody_declared_are_noticed():
    planted = ontology("offence:253-1 a delicta:Ofence ; delicta:setsBy law:cl-13 .")
    assert undeclared(planted) == [D + "Ofence", D + "setsBy"]


def without_domain_or_range(store):
    wrong = []
    for prop in sorted(subjects(store, OWL + "ObjectProperty")):
        wrong += [f"{names.short(prop)}: no {side}" for side in ("domain", "range") if not values(store, prop, RDFS + side)]
    return wrong


def test_every_object_property_has_a_domain_and_a_range():
    assert not without_domain_or_range(ontology())


def test_an_object_property_without_a_range_is_noticed():
    planted = ontology("delicta:causes a owl:ObjectProperty ; rdfs:domain delicta:Act .")
    assert without_domain_or_range(planted) == ["delicta:causes: no range"]


def test_every_datatype_property_has_a_range_and_its_own_or_an_inherited_domain():
    store = ontology()
    for prop in sorted(subjects(store, OWL + "DatatypeProperty") - {D + "quantity", D + "inForceFrom", D + "inForceUntil"}):
        line = [prop, *(parent.value for parent in values(store, prop, RDFS + "subPropertyOf"))]
        assert values(store, prop, RDFS + "range"), names.short(prop)
        assert any(values(store, own, RDFS + "domain") for own in line), names.short(prop)


def of_the_wrong_kind(store):
    wrong = []
    for kind in ("ObjectProperty", "DatatypeProperty"):
        for prop in sorted(subjects(store, OWL + kind)):
            found = store.quads_for_pattern(None, ox.NamedNode(prop), None, None)
            wrong += [names.short(prop) for quad in found if isinstance(quad.object, ox.Literal) != (kind == "DatatypeProperty")]
    return wrong


def test_object_properties_lead_to_things_and_datatype_properties_to_values():
    assert not of_the_wrong_kind(ontology())


def test_an_object_property_with_a_value_is_noticed():
    assert of_the_wrong_kind(ontology('offence:253-1 delicta:setBy "article 253-1" .')) == ["delicta:setBy"]


def rootless(store):
    """Classes with something above them, or that are above all, which the core does not declare as a root."""
    core = closure.read_ontology([places.ONTOLOGY / file for file in ROOT_FILES])
    roots = {iri for iri in subjects(core, OWL + "Class") if not values(core, iri, RDFS + "subClassOf")}

    def tops(iri, seen=()):
        above = [parent.value for parent in values(store, iri, RDFS + "subClassOf") if isinstance(parent, ox.NamedNode) and parent.value.startswith(D)]
        if iri in seen:
            return {iri + " lies below itself"}
        return {iri} if not above else set().union(*(tops(parent, (*seen, iri)) for parent in above))

    return sorted(iri for iri in subjects(store, OWL + "Class") if not tops(iri) <= roots)


def test_every_class_lies_below_a_root_that_the_core_declares():
    assert not rootless(ontology())


def test_classes_beside_the_roots_and_in_a_circle_are_noticed():
    planted = ontology("delicta:Thing a owl:Class . delicta:Egg a owl:Class ; rdfs:subClassOf delicta:Hen . delicta:Hen a owl:Class ; rdfs:subClassOf delicta:Egg .")
    assert rootless(planted) == [D + "Egg", D + "Hen", D + "Thing"]


def needless_blanks(store):
    allowed = {OWL + name for name in ("AllDisjointClasses", "AllDifferent", "Class")} | {RDFS + "Datatype"}
    wrong = []
    for node in {q.subject for q in store if isinstance(q.subject, ox.BlankNode)}:
        about = {q.predicate.value: q.object for q in store.quads_for_pattern(node, None, None, None)}
        if RDF + "first" not in about and getattr(about.get(names.RDF_TYPE), "value", "") not in allowed:
            wrong.append(about)
    return wrong


def test_the_only_blank_nodes_are_those_that_owl_asks_for():
    assert not needless_blanks(ontology())


def test_a_condition_without_a_name_is_noticed():
    assert len(needless_blanks(ontology("offence:253-1 delicta:hasMode [ a delicta:Mode ] ."))) == 1
