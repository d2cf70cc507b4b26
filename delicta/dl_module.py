"""The DL module: a defined class of conduct for each offence, from the law in force on a day, as far as OWL can express it.

Each condition that a mode of an offence asks for is a class `https://w3id.org/delicta/dl/condition/ID`, each offence a class
`https://w3id.org/delicta/dl/ID`, equivalent to the union of its modes. What OWL cannot say is left out: sums over several things,
products, windows of time, local figures, exclusions and defences. For a conduct of one actor in which each number is reached by one thing
alone and nothing takes a condition away, a class therefore holds exactly when the machine finds the offence established.
"""

import hashlib
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

import pyoxigraph as ox

from delicta import names
from delicta.errors import LANGUAGES, say

DL = names.BASE + "dl/"
SHOWS = DL + "shows"
_D, _M = names.BASE, names.MACHINE
_OWL, _RDF, _RDFS = (names.PREFIXES[prefix] for prefix in ("owl", "rdf", "rdfs"))
_FACETS = {"metFrom": "minInclusive", "metAbove": "minExclusive", "metBelow": "maxExclusive"}


def class_of(offence: str) -> str:
    """The IRI of the class of conduct that an offence, given by IRI, is defined as."""
    return DL + names.local(offence)


def condition_class(condition: str) -> str:
    """The IRI of the class of conduct that meets a condition, given by IRI."""
    return f"{DL}condition/{names.local(condition)}"


def clause_class(clause: str) -> str:
    """The IRI of the class whose member is an open clause, given by IRI; naming the clause itself would slow a reasoner down tenfold."""
    return f"{DL}clause/{names.local(clause)}"


class _Writer:
    """Writes axioms as triples; the blank nodes of an expression are named after the class it defines, so that they are always the same."""

    def __init__(self):
        self.triples: list[ox.Triple] = []
        self._owner, self._count = "", 0

    def add(self, subject, predicate: str, value) -> None:
        self.triples.append(ox.Triple(subject, ox.NamedNode(predicate), value))

    def begin(self, owner: str) -> ox.NamedNode:
        """Start writing the definition of a class."""
        self._owner, self._count = hashlib.sha256(owner.encode()).hexdigest()[:12], 0
        return ox.NamedNode(owner)

    def _node(self, *pairs: tuple[str, object]) -> ox.BlankNode:
        self._count += 1
        node = ox.BlankNode(f"e{self._owner}n{self._count}")
        for predicate, value in pairs:
            self.add(node, predicate, value)
        return node

    def list(self, members: list):
        """An RDF list."""
        head = ox.NamedNode(_RDF + "nil")
        for member in reversed(members):
            head = self._node((_RDF + "first", member), (_RDF + "rest", head))
        return head

    def boolean(self, kind: str, members: list):
        """`unionOf` or `intersectionOf`; one member stands for itself."""
        if len(members) == 1:
            return members[0]
        return self._node((names.RDF_TYPE, ox.NamedNode(_OWL + "Class")), (_OWL + kind, self.list(members)))

    def either(self, members: list):
        """Members of any of some classes."""
        return self.boolean("unionOf", members)

    def both(self, *members):
        """Members of all of some classes."""
        return self.boolean("intersectionOf", list(members))

    def some(self, prop: str, filler):
        """Those that a property leads to a member of a class or range."""
        return self._node(
            (names.RDF_TYPE, ox.NamedNode(_OWL + "Restriction")), (_OWL + "onProperty", ox.NamedNode(prop)), (_OWL + "someValuesFrom", filler)
        )

    def shown(self, filler):
        """Conduct by an actor, or with a fact, that is a member of a class, or whose fact concerns one: what the machine has before it."""
        return self.some(SHOWS, self.either([filler(), self.some(names.BASE + "concerns", filler())]))

    def limited(self, datatype: str, facet: str, limit: ox.Literal):
        """The numbers of a datatype on one side of a limit."""
        restriction = self._node((_XSD_FACET[facet], limit))
        return self._node(
            (names.RDF_TYPE, ox.NamedNode(_RDFS + "Datatype")),
            (_OWL + "onDatatype", ox.NamedNode(datatype)),
            (_OWL + "withRestrictions", self.list([restriction])),
        )


_XSD_FACET = {facet: names.XSD + facet for facet in _FACETS.values()}


class _Module:
    """Defines classes from closed law, each condition once and after its parts."""

    def __init__(self, store: ox.Store, day: date):
        self.store, self.day, self.out = store, day.isoformat(), _Writer()
        self.defined: dict[str, ox.NamedNode | None] = {}

    def objects(self, subject: str, predicate: str) -> list:
        return sorted((q.object for q in self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)), key=str)

    def one(self, subject: str, predicate: str):
        return next(iter(self.objects(subject, predicate)), None)

    def in_force(self, node: str) -> bool:
        first, last = self.one(node, _D + "inForceFrom"), self.one(node, _D + "inForceUntil")
        return not (first and first.value > self.day) and not (last and last.value < self.day)

    def define(self, node: str, iri: str) -> ox.NamedNode | None:
        """The class of a condition, defined on the first call; None where the law of the day or OWL has none."""
        if node not in self.defined:
            self.defined[node] = self._define(node, iri) if self.in_force(node) else None
        return self.defined[node]

    def _define(self, node: str, iri: str) -> ox.NamedNode | None:
        parts = [self.define(part.value, condition_class(part.value)) for part in self.objects(node, _M + "part")]
        terms = [self.define(term.value, condition_class(term.value)) for term in self.objects(node, _D + "adds")]
        name = self.out.begin(iri)
        expression = self._gate(node, parts) if parts else self.out.either([t for t in terms if t]) if any(terms) else self._test(node)
        if expression is None:
            return None
        self.name(name, node)
        self.out.add(name, _OWL + "equivalentClass", expression)
        return name

    def name(self, name: ox.NamedNode, node: str) -> None:
        """Declare a class and say what it stands for."""
        self.out.add(name, names.RDF_TYPE, ox.NamedNode(_OWL + "Class"))
        self.out.add(name, _RDFS + "seeAlso", ox.NamedNode(node))
        for label in self.objects(node, names.PREF_LABEL):
            self.out.add(name, _RDFS + "label", label)

    def _gate(self, node: str, parts: list):
        wanted, possible = int(self.one(node, _M + "needs").value), [part for part in parts if part]
        if len(possible) < wanted:
            return None
        return self.out.either([self.out.both(*chosen) for chosen in combinations(possible, wanted)])

    def _test(self, node: str):
        out = self.out
        if self.one(node, _M + "isClause"):
            clause = ox.NamedNode(clause_class(node))
            self.name(clause, node)
            out.add(clause, _RDFS + "subClassOf", ox.NamedNode(_D + "OpenClause"))
            out.add(ox.NamedNode(node), names.RDF_TYPE, clause)
            return out.some(SHOWS, out.some(_D + "affirms", clause))
        asked, on = self.objects(node, _M + "asks"), self.objects(node, _M + "asksObject")
        if self.one(node, _M + "measure") is not None:
            return self._number(node, asked, on)
        if not asked or self.one(node, _M + "window") is not None:
            return None
        if on:
            return out.shown(lambda: out.both(out.either(asked), out.some(_D + "concerns", out.either(on))))
        return out.shown(lambda: out.either(asked))

    def _number(self, node: str, asked: list, on: list):
        """Those with a thing that alone reaches the limit of a threshold: anything, a fact of a class, or a fact or the thing it concerns."""
        out = self.out
        measure = self.one(node, _M + "measure").value
        limits = [(facet, self.one(node, _M + name)) for name, facet in _FACETS.items()]
        facet, limit = next((facet, limit) for facet, limit in limits if limit is not None)
        datatype = self.one(measure, _RDFS + "range").value
        literal = ox.Literal(_written(limit.value, datatype, facet), datatype=ox.NamedNode(datatype))

        def reaches():
            return out.some(measure, out.limited(datatype, facet, literal))

        if not asked:
            return out.both(ox.NamedNode(_D + "Conduct"), out.either([reaches(), out.shown(reaches)]))
        if not on:
            return out.shown(lambda: out.both(out.either(asked), reaches()))
        by_fact = out.both(out.either(asked), reaches(), out.some(_D + "concerns", out.either(on)))
        by_thing = out.both(out.either(asked), out.some(_D + "concerns", out.both(out.either(on), reaches())))
        return out.some(SHOWS, out.either([by_fact, by_thing]))


def _written(limit: str, datatype: str, facet: str) -> str:
    """A limit as a literal of a datatype: for whole numbers, the whole number that draws the same line."""
    if datatype != names.XSD + "integer":
        return limit
    return str(floor(Fraction(limit)) if facet == "minExclusive" else ceil(Fraction(limit)))


def dl_module(store: ox.Store, day: date, offences: Iterable[str] | None = None) -> list[ox.Triple]:
    """The module as triples, sorted, for the law in force on a day, from a closed ontology; the taxonomy is not repeated in it.

    `offences` are the IRIs of those to define, all of them if None.
    """
    module = _Module(store, day)
    out = module.out
    conduct, fact = ox.NamedNode(_D + "Conduct"), ox.NamedNode(_D + "Fact")
    shows, ontology = ox.NamedNode(SHOWS), ox.NamedNode(names.BASE + "dl")
    out.add(ontology, names.RDF_TYPE, ox.NamedNode(_OWL + "Ontology"))
    out.add(ontology, names.DCTERMS + "title", ox.Literal(f"Delicta in description logic: conduct by offence, law of {day.isoformat()}", language="en"))
    out.add(shows, names.RDF_TYPE, ox.NamedNode(_OWL + "ObjectProperty"))
    for lang in LANGUAGES:
        out.add(shows, _RDFS + "label", ox.Literal(say("word-shows", lang), language=lang))
    out.add(shows, _RDFS + "domain", conduct)
    out.add(shows, _RDFS + "range", fact)
    for prop in ("hasActor", "hasFact"):
        out.add(ox.NamedNode(_D + prop), _RDFS + "subPropertyOf", shows)
    every = (q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(_M + "id"), None, None))
    for offence in sorted(every if offences is None else offences):
        name = module.define(offence, class_of(offence))
        if name is None:
            name = ox.NamedNode(class_of(offence))
            module.name(name, offence)
        out.add(name, _RDFS + "subClassOf", conduct)
    return sorted(out.triples, key=str)
