"""The DL module: a defined class of conduct for each offence, from the law in force on a day, as far as OWL can express it.

An offence is the class `https://w3id.org/delicta/dl/ID`, equivalent to the union of its modes; each condition below it is a class
`https://w3id.org/delicta/dl/condition/ID`, equivalent to what its parts make or to showing the facts it asks for; each number is a class
`https://w3id.org/delicta/dl/quantity/…` of the things that reach it. Everything has a name: a reasoner works several times faster with
names that many conditions share than with the same expression written out in each.

What OWL cannot say is left out: sums over several things, products, windows of time, local figures, exclusions and defences. For a
conduct of one actor in which each number is reached by one thing alone and nothing takes a condition away, a class therefore holds
exactly when the machine finds the offence established.
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
_LIMITS = {"metFrom": ("at-least", "≥", "minInclusive"), "metAbove": ("more-than", ">", "minExclusive"), "metBelow": ("less-than", "<", "maxExclusive")}


def class_of(offence: str) -> str:
    """The IRI of the class that an offence, given by IRI, is defined as."""
    return DL + names.local(offence)


def condition_class(condition: str) -> str:
    """The IRI of the class of conduct that meets a condition, given by IRI."""
    return f"{DL}condition/{names.local(condition)}"


def clause_class(clause: str) -> str:
    """The IRI of the class that has an open clause, given by IRI, as its member; a class is ten times cheaper to reason with than the clause itself."""
    return f"{DL}clause/{names.local(clause)}"


def dl_module(store: ox.Store, day: date, offences: Iterable[str] | None = None) -> list[ox.Triple]:
    """The module as sorted triples, for the law in force on a day, from a closed ontology; the taxonomy is not repeated in it.

    `offences` are the IRIs of those to define, all of them if None.
    """
    module = _Module(store, day)
    out, conduct = module.out, ox.NamedNode(_D + "Conduct")
    ontology, shows = ox.NamedNode(names.BASE + "dl"), ox.NamedNode(SHOWS)
    out.add(ontology, names.RDF_TYPE, ox.NamedNode(_OWL + "Ontology"))
    out.add(shows, names.RDF_TYPE, ox.NamedNode(_OWL + "ObjectProperty"))
    for lang in LANGUAGES:
        out.add(ontology, names.DCTERMS + "title", ox.Literal(say("dl-title", lang, day=day.isoformat()), language=lang))
        out.add(shows, _RDFS + "label", ox.Literal(say("dl-shows", lang), language=lang))
    out.add(ontology, names.DCTERMS + "license", ox.NamedNode(names.LICENCE))
    out.add(ontology, names.DCTERMS + "source", ox.NamedNode(names.BASE))
    out.add(ontology, _OWL + "versionIRI", ox.NamedNode(f"{names.BASE}dl/{day.isoformat()}/"))
    out.add(ontology, _OWL + "versionInfo", ox.Literal(day.isoformat()))
    out.add(shows, _RDFS + "domain", conduct)
    out.add(shows, _RDFS + "range", ox.NamedNode(_D + "Fact"))
    for prop in ("hasActor", "hasFact"):
        out.add(ox.NamedNode(_D + prop), _RDFS + "subPropertyOf", shows)
    every = (q.subject.value for q in store.quads_for_pattern(None, ox.NamedNode(_M + "id"), None, None))
    for offence in sorted(every if offences is None else offences):
        name = module.define(offence, class_of(offence)) or module.declare(class_of(offence), offence)
        out.add(name, _RDFS + "subClassOf", conduct)
    return sorted(set(out.triples), key=str)


class _Writer:
    """Writes axioms as triples; the blank nodes of an axiom are named after the class it is about, so that they are always the same."""

    def __init__(self):
        self.triples: list[ox.Triple] = []
        self._about, self._count = "", 0

    def add(self, subject, predicate: str, value) -> None:
        self.triples.append(ox.Triple(subject, ox.NamedNode(predicate), value))

    def begin(self, about: str) -> ox.NamedNode:
        """Start writing what is said about a class."""
        self._about, self._count = hashlib.sha256(about.encode()).hexdigest()[:16], 0
        return ox.NamedNode(about)

    def _node(self, *pairs: tuple[str, object]) -> ox.BlankNode:
        self._count += 1
        node = ox.BlankNode(f"e{self._about}n{self._count}")
        for predicate, value in pairs:
            self.add(node, predicate, value)
        return node

    def _list(self, members: list):
        head = ox.NamedNode(_RDF + "nil")
        for member in reversed(members):
            head = self._node((_RDF + "first", member), (_RDF + "rest", head))
        return head

    def _boolean(self, kind: str, members: list):
        if len(members) == 1:
            return members[0]
        return self._node((names.RDF_TYPE, ox.NamedNode(_OWL + "Class")), (_OWL + kind, self._list(members)))

    def either(self, members: list):
        """Members of any of some classes."""
        return self._boolean("unionOf", members)

    def all(self, *members):
        """Members of all of some classes."""
        return self._boolean("intersectionOf", list(members))

    def some(self, prop: str, filler):
        """Those that a property leads to a member of a class or range."""
        return self._node((names.RDF_TYPE, ox.NamedNode(_OWL + "Restriction")), (_OWL + "onProperty", ox.NamedNode(prop)), (_OWL + "someValuesFrom", filler))

    def limited(self, facet: str, limit: ox.Literal):
        """The numbers on one side of a limit."""
        restriction = self._list([self._node((names.XSD + facet, limit))])
        return self._node((names.RDF_TYPE, ox.NamedNode(_RDFS + "Datatype")), (_OWL + "onDatatype", limit.datatype), (_OWL + "withRestrictions", restriction))

    def shown(self, filler):
        """Conduct with an actor or fact that belongs to a class, or that concerns what does; `filler` writes the class."""
        return self.some(SHOWS, self.either([filler(), self.some(_D + "concerns", filler())]))


class _Module:
    """Defines the classes of closed law, each once and after its parts."""

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

    def declare(self, iri: str, stands_for: str) -> ox.NamedNode:
        """Declare a class and say what it stands for."""
        name = ox.NamedNode(iri)
        self.out.add(name, names.RDF_TYPE, ox.NamedNode(_OWL + "Class"))
        self.out.add(name, _RDFS + "seeAlso", ox.NamedNode(stands_for))
        for label in self.objects(stands_for, names.PREF_LABEL):
            self.out.add(name, _RDFS + "label", label)
        return name

    def define(self, node: str, iri: str) -> ox.NamedNode | None:
        """The class of a condition, written on the first call; None where the law of the day, or OWL, has nothing to say."""
        if node not in self.defined:
            self.defined[node] = self._define(node, iri) if self.in_force(node) else None
        return self.defined[node]

    def _define(self, node: str, iri: str) -> ox.NamedNode | None:
        measure, limit = self.one(node, _M + "measure"), None
        parts = [self.define(part.value, condition_class(part.value)) for part in self.objects(node, _M + "part")]
        terms = [self.define(term.value, condition_class(term.value)) for term in self.objects(node, _D + "adds")]
        if measure is not None:
            limit = self.limit(node, measure.value)
        name = self.out.begin(iri)
        if parts:
            expression = self._gate(parts, int(self.one(node, _M + "needs").value))
        elif any(terms):
            expression = self.out.either([term for term in terms if term])
        else:
            expression = self._test(node, limit)
        if expression is not None:
            expression = self._opened(node, expression)
        if expression is None:
            return None
        self.declare(iri, node)
        self.out.add(name, _OWL + "equivalentClass", expression)
        return name

    def _gate(self, parts: list, needs: int):
        """So many of the parts: whichever parts are left out, so few that the rest would not suffice, one of them is there."""
        possible = [part for part in parts if part]
        if len(possible) < needs:
            return None
        groups = combinations(possible, len(possible) - needs + 1)
        return self.out.all(*[self.out.either(list(group)) for group in groups])

    def _opened(self, mode: str, expression):
        """A mode with none but mixed elements also asks for one of the acts that open it; for any other condition, the expression as it is."""
        openers = sorted(q.subject.value for q in self.store.quads_for_pattern(None, ox.NamedNode(_M + "opens"), ox.NamedNode(mode), None))
        if not openers or any(self.one(element.value, _M + "isActElement") for element in self.objects(mode, _M + "element")):
            return expression
        acts = [self.defined[act] for act in openers if self.defined.get(act)]
        return self.out.all(expression, self.out.either(acts)) if acts else None

    def limit(self, node: str, measure: str) -> ox.NamedNode:
        """The class of things with so much of a quantity as a threshold asks for."""
        datatype = self.one(measure, _RDFS + "range")
        word, sign, facet, number = next(
            (*forms, found) for forms, found in ((forms, self.one(node, _M + name)) for name, forms in _LIMITS.items()) if found is not None
        )
        literal = ox.Literal(_written(number.value, datatype.value, facet), datatype=datatype)
        iri = f"{DL}quantity/{names.local(measure)}-{word}-{literal.value}"
        name = self.out.begin(iri)
        self.out.add(name, names.RDF_TYPE, ox.NamedNode(_OWL + "Class"))
        for label in self.objects(measure, names.PREF_LABEL):
            self.out.add(name, _RDFS + "label", ox.Literal(f"{label.value} {sign} {literal.value}", language=label.language))
        self.out.add(name, _OWL + "equivalentClass", self.out.some(measure, self.out.limited(facet, literal)))
        return name

    def _test(self, node: str, limit: ox.NamedNode | None):
        out = self.out
        if self.one(node, _M + "isClause"):
            clause = self.declare(clause_class(node), node)
            out.add(clause, _RDFS + "subClassOf", ox.NamedNode(_D + "OpenClause"))
            out.add(ox.NamedNode(node), names.RDF_TYPE, clause)
            return out.some(SHOWS, out.some(_D + "affirms", clause))
        asked, on = self.objects(node, _M + "asks"), self.objects(node, _M + "asksObject")
        if limit is None:
            if not asked or self.one(node, _M + "window") is not None:
                return None
            if on:
                return out.shown(lambda: out.all(out.either(asked), out.some(_D + "concerns", out.either(on))))
            return out.shown(lambda: out.either(asked))
        if not asked:
            return out.all(ox.NamedNode(_D + "Conduct"), out.either([limit, out.shown(lambda: limit)]))
        if not on:
            return out.shown(lambda: out.all(out.either(asked), limit))
        by_fact = out.all(out.either(asked), limit, out.some(_D + "concerns", out.either(on)))
        by_thing = out.all(out.either(asked), out.some(_D + "concerns", out.all(out.either(on), limit)))
        return out.some(SHOWS, out.either([by_fact, by_thing]))


def _written(limit: str, datatype: str, facet: str) -> str:
    """A limit as a literal of a datatype: for whole numbers, the whole number that draws the same line."""
    if datatype != names.XSD + "integer":
        return limit
    return str(floor(Fraction(limit)) if facet == "minExclusive" else ceil(Fraction(limit)))
