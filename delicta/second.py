"""The same evaluation on rdflib: a second engine to hold the embedded one against."""

import io
from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from delicta import machine, names
from delicta.law import Law


def evaluate(facts: Iterable[ox.Triple], law: Law, on: date | None = None, today: date | None = None):
    """Evaluate facts under a law with rdflib and return its Dataset, with the working graph and the graph of findings in it. Takes seconds."""
    from rdflib import Dataset, Literal, URIRef
    from rdflib.namespace import XSD

    dataset = Dataset()
    work = dataset.graph(URIRef(names.WORK))
    facts = list(facts)
    links = law.links(law.in_question(facts))
    facts = ox.serialize((ox.Triple(t.subject, t.predicate, t.object) for t in facts), format=ox.RdfFormat.N_TRIPLES)
    work.parse(io.BytesIO(links + facts), format="nt")
    m = names.MACHINE
    for subject, predicate, value in machine.clock(today or date.today(), on):
        work.add((URIRef(m + subject), URIRef(m + predicate), Literal(value, datatype=XSD.date)))
    work.add((URIRef(m + "counter"), URIRef(m + "level"), Literal(1)))
    work.add((URIRef(m + "law"), URIRef(m + "version"), URIRef(law.iri)))
    machine.run(dataset.update, law.depth)
    return dataset


def findings(dataset) -> set[str]:
    """The findings of a Dataset as N-Triples lines, to compare with those of another engine."""
    from rdflib import URIRef

    return set(dataset.graph(URIRef(names.FINDINGS)).serialize(format="nt").splitlines()) - {""}
