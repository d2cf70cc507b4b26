"""The axioms of an ontology: the triples that a description-logic reasoner reads, without annotations and without dates.

HermiT knows no xsd:date: values of that type are left out, and a range of that type is left open.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from delicta import names

_OWL, _RDF, _RDFS = (names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs"))
_DATE = names.XSD + "date"
KINDS = {_OWL + kind for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "AllDisjointClasses")} | {_RDFS + "Datatype"}
_STRUCTURE = {
    *(_RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range")),
    *(_OWL + name for name in ("disjointWith", "equivalentClass", "members", "unionOf", "intersectionOf", "oneOf", "onProperty", "someValuesFrom")),
    _RDF + "first",
    _RDF + "rest",
}


def _is_date(triple: ox.Triple | ox.Quad) -> bool:
    if isinstance(triple.object, ox.Literal):
        return triple.object.datatype.value == _DATE
    return triple.predicate.value == _RDFS + "range" and getattr(triple.object, "value", "") == _DATE


def taxonomy(store: ox.Store) -> list[ox.Triple]:
    """What things are: classes, properties, disjointness, domains and ranges, sorted; the ontology's own header is left out."""
    kept = []
    for quad in store:
        if quad.predicate.value == names.RDF_TYPE:
            wanted = getattr(quad.object, "value", "") in KINDS
        else:
            wanted = quad.predicate.value in _STRUCTURE and not _is_date(quad)
        if wanted:
            kept.append(quad.triple)
    return sorted(kept, key=str)


def assertions(triples: Iterable[ox.Triple], store: ox.Store) -> list[ox.Triple]:
    """What triples say about individuals, sorted: their classes, how they are linked, their numbers; by the properties that a store of ontology declares."""
    def declared(kind: str) -> set[str]:
        return {q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(_OWL + kind), None)}

    properties = declared("ObjectProperty") | declared("DatatypeProperty") | {_OWL + "distinctMembers"}
    kept = set()
    for triple in triples:
        is_type = triple.predicate.value == names.RDF_TYPE and triple.object.value not in KINDS
        if is_type or triple.predicate.value in properties and not _is_date(triple):
            kept.add(triple)
    return sorted(kept, key=str)


def axioms(store: ox.Store) -> list[ox.Triple]:
    """Everything in a store of ontology that a reasoner reads, sorted."""
    return sorted({*taxonomy(store), *assertions((quad.triple for quad in store), store)}, key=str)
