"""Triples whose blank nodes are called the same every time."""

from collections.abc import Iterable

import pyoxigraph as ox


def canonical(triples: Iterable[ox.Triple | ox.Quad]) -> list[ox.Triple]:
    """Triples, each once, with canonical blank nodes (RDFC-1.0): those without any as they came, then the others in order."""
    plain, blank = [], ox.Dataset()
    for triple in dict.fromkeys(ox.Triple(t.subject, t.predicate, t.object) for t in triples):
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            blank.add(ox.Quad(triple.subject, triple.predicate, triple.object))
        else:
            plain.append(triple)
    blank.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return plain + sorted((ox.Triple(quad.subject, quad.predicate, quad.object) for quad in blank), key=str)
