"""The DL module: one defined class of conduct for each offence, for the part of the law that OWL can express.

What OWL cannot say is left out: sums over several things, windows of time, defences and exclusions. A class therefore holds of a conduct
exactly when the machine finds the offence established, as long as each number is reached by one thing alone and nothing defeats it.
"""

from datetime import date
from itertools import combinations

import pyoxigraph as ox

from delicta import names

D, M = names.BASE, names.MACHINE
DL = D + "dl/"
_OWL = names.PREFIXES["owl"]
_RDF = names.PREFIXES["rdf"]
_RDFS = names.PREFIXES["rdfs"]


class _Writer:
    """Writes class expressions as triples, each one once, with IRIs in place of blank nodes nowhere: expressions are blank nodes as OWL asks."""

    def __init__(self):
        self.triples: list[ox.Triple] = []
        self._known: dict[tuple, ox.NamedNode | ox.BlankNode] = {}

    def _new(self, key: tuple, pairs: list[tuple[str, object]]):
        if key in self._known:
            return self._known[key]
        node = ox.BlankNode(f"e{len(self._known)}")
        self._known[key] = node
        self.triples += [ox.Triple(node, ox.NamedNode(p), o) for p, o in pairs]
        return node

    def _list(self, members: tuple):
        head = ox.NamedNode(_RDF + "nil")
        for position in range(len(members) - 1, -1, -1):
            key = ("list", *(str(m) for m in members[position:]))
            head = self._new(key, [(_RDF + "first", members[position]), (_RDF + "rest", head)])
        return head

    def boolean(self, kind: str, members: list):
        """`unionOf` or `intersectionOf` of class expressions; one member stands for itself."""
        unique = tuple(sorted({str(m): m for m in members}.values(), key=str))
        if len(unique) == 1:
            return unique[0]
        return self._new((kind, *(str(m) for m in unique)), [(names.RDF_TYPE, ox.NamedNode(_OWL + "Class")), (_OWL + kind, self._list(unique))])

    def some(self, prop: str, filler):
        """`prop some filler`."""
        return self._new(("some", prop, str(filler)), [
            (names.RDF_TYPE, ox.NamedNode(_OWL + "Restriction")), (_OWL + "onProperty", ox.NamedNode(prop)), (_OWL + "someValuesFrom", filler)])

    def value(self, prop: str, individual):
        """`prop value individual`."""
        return self._new(("value", prop, str(individual)), [
            (names.RDF_TYPE, ox.NamedNode(_OWL + "Restriction")), (_OWL + "onProperty", ox.NamedNode(prop)), (_OWL + "hasValue", individual)])

    def number(self, datatype: str, facet: str, literal: ox.Literal):
        """A datatype restricted by one facet."""
        limit = self._new(("facet", facet, str(literal)), [(names.XSD + facet, literal)])
        return self._new(("range", datatype, facet, str(literal)), [
            (names.RDF_TYPE, ox.NamedNode(_RDFS + "Datatype")), (_OWL + "onDatatype", ox.NamedNode(datatype)), (_OWL + "withRestrictions", self._list((limit,)))])


class _Law:
    def __init__(self, store: ox.Store, day: date):
        self.store, self.day = store, day.isoformat()

    def objects(self, subject: str, predicate: str) -> list:
        return sorted((q.object for q in self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)), key=str)

    def one(self, subject: str, predicate: str):
        found = self.objects(subject, predicate)
        return found[0] if found else None

    def in_force(self, node: str) -> bool:
        first = self.one(node, D + "inForceFrom")
        last = self.one(node, D + "inForceUntil")
        return not (first and first.value > self.day) and not (last and last.value < self.day)


def dl_module(store: ox.Store, day: date) -> list[ox.Triple]:
    """Defined classes for the law in force on a day, from a closed ontology.

    Each offence `offence:ID` gives `https://w3id.org/delicta/dl/ID`, equivalent to the union of what its modes ask for.
    """
    law, out = _Law(store, day), _Writer()
    memo: dict[str, object] = {}
    ranges = {q.subject.value: q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(_RDFS + "range"), None, None) if isinstance(q.object, ox.NamedNode)}

    def classes(found: list):
        return out.boolean("unionOf", found)

    def through_facts(filler):
        """Some fact of the conduct, or something a fact concerns, is a filler."""
        return out.some(D + "hasFact", out.boolean("unionOf", [filler, out.some(D + "concerns", filler)]))

    def carried(asked: list, objects: list, number=None):
        if not asked:
            return out.boolean("unionOf", [number, through_facts(number)])
        if objects:
            thing, fact = classes(objects), classes(asked)
            if number is None:
                return out.some(D + "hasFact", out.boolean("intersectionOf", [fact, out.some(D + "concerns", thing)]))
            on_thing = out.boolean("intersectionOf", [fact, out.some(D + "concerns", out.boolean("intersectionOf", [thing, number]))])
            on_fact = out.boolean("intersectionOf", [fact, number, out.some(D + "concerns", thing)])
            return out.some(D + "hasFact", out.boolean("unionOf", [on_thing, on_fact]))
        whole = classes(asked) if number is None else out.boolean("intersectionOf", [classes(asked), number])
        return out.boolean("unionOf", [through_facts(whole), out.some(D + "hasActor", whole)])

    def express(node: str):
        """The class expression of a condition, or None where OWL has none."""
        if node not in memo:
            memo[node] = _express(node) if law.in_force(node) else None
        return memo[node]

    def _express(node: str):
        if law.one(node, M + "isClause"):
            return out.some(D + "hasFact", out.value(D + "affirms", ox.NamedNode(node)))
        measure = law.one(node, M + "measure")
        asked, objects = law.objects(node, M + "asks"), law.objects(node, M + "asksObject")
        if measure is not None:
            for predicate, facet in (("metFrom", "minInclusive"), ("metAbove", "minExclusive"), ("metBelow", "maxExclusive")):
                limit = law.one(node, M + predicate)
                if limit is not None:
                    datatype = ranges[measure.value]
                    text = limit.value if datatype.endswith("decimal") else str(-int(-float(limit.value) // 1)) if facet == "minInclusive" else str(int(float(limit.value)))
                    literal = ox.Literal(text, datatype=ox.NamedNode(datatype))
                    return carried(asked, objects, out.some(measure.value, out.number(datatype, facet, literal)))
        if asked and not law.one(node, M + "window"):
            return carried(asked, objects)
        needs = law.one(node, M + "needs")
        if needs is None:
            return None
        parts = [express(part.value) for part in law.objects(node, M + "part")]
        size, wanted = len(parts), int(needs.value)
        parts = [part for part in parts if part is not None]
        if len(parts) < wanted:
            return None
        if wanted == size:
            return out.boolean("intersectionOf", parts)
        return out.boolean("unionOf", [out.boolean("intersectionOf", list(chosen)) for chosen in combinations(parts, wanted)])

    for offence in sorted(q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(M + "id"), None, None)):
        expression = express(offence)
        name = ox.NamedNode(DL + names.local(offence))
        out.triples.append(ox.Triple(name, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(_OWL + "Class")))
        out.triples.append(ox.Triple(name, ox.NamedNode(_RDFS + "subClassOf"), ox.NamedNode(D + "Conduct")))
        if expression is not None:
            conduct = out.boolean("intersectionOf", [ox.NamedNode(D + "Conduct"), expression])
            out.triples.append(ox.Triple(name, ox.NamedNode(_OWL + "equivalentClass"), conduct))
    return out.triples


def taxonomy(store: ox.Store) -> list[ox.Triple]:
    """The OWL part of the ontology that the module builds on: classes, properties, disjointness, domains and ranges, without annotations.

    Ranges in xsd:date are widened to literals, because HermiT knows no dates.
    """
    kept = {names.RDF_TYPE, *(_RDFS + n for n in ("subClassOf", "subPropertyOf", "domain", "range")),
            *(_OWL + n for n in ("disjointWith", "members", "unionOf", "oneOf")), _RDF + "first", _RDF + "rest"}
    kinds = {_OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "AllDisjointClasses", "Ontology")} | {_RDFS + "Datatype"}
    triples = []
    for quad in store:
        predicate, value = quad.predicate.value, getattr(quad.object, "value", "")
        if predicate not in kept or predicate == names.RDF_TYPE and value not in kinds:
            continue
        if predicate == _RDFS + "range" and value == names.XSD + "date":
            continue
        triples.append(ox.Triple(quad.subject, quad.predicate, quad.object))
    return sorted(triples, key=str)
