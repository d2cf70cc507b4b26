"""The axioms of an ontology: the triples that a description-logic reasoner reads, without annotations and without dates.

HermiT knows no xsd:date: values of that type are left out, and a range of that type is left open.
"""

import pyoxigraph as ox

from delicta import names

_OWL, _RDF, _RDFS = (names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs"))
_DATE = names.XSD + "date"
_KINDS = {_OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "AllDisjointClasses", "Ontology")} | {_RDFS + "Datatype"}
_STRUCTURE = {
    *(_RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(_OWL + name for name in ("disjointWith", "equivalentClass", "members", "unionOf", "intersectionOf", "oneOf", "onProperty", "someValuesFrom", "hasValue")),
    _RDF + "first",
    _RDF + "rest",
}


def _declared(store: ox.Store, kind: str) -> set[str]:
    return {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(_OWL + kind), None)}


def _is_date(quad: ox.Quad) -> bool:
    if isinstance(quad.object, ox.Literal):
        return quad.object.datatype.value == _DATE
    return quad.predicate.value == _RDFS + "range" and getattr(quad.object, "value", "") == _DATE


def taxonomy(store: ox.Store) -> list[ox.Triple]:
    """What things are: classes, properties, disjointness, domains and ranges."""
    kept = []
    for quad in store:
        if quad.predicate.value == names.RDF_TYPE:
            wanted = getattr(quad.object, "value", "") in _KINDS
        else:
            wanted = quad.predicate.value in _STRUCTURE and not _is_date(quad)
        if wanted:
            kept.append(quad.triple)
    return sorted(kept, key=str)


def axioms(store: ox.Store) -> list[ox.Triple]:
    """The taxonomy with the individuals: their classes, how they are linked, their numbers; individuals that are declared different."""
    properties = _declared(store, "ObjectProperty") | _declared(store, "DatatypeProperty") | {_OWL + "distinctMembers"}
    stated = {names.RDF_TYPE, *properties}
    return sorted({*taxonomy(store), *(quad.triple for quad in store if quad.predicate.value in stated and not _is_date(quad))}, key=str)
