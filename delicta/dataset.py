"""The dataset that questions are asked of: law, cases, holdings and findings, each in a graph of its own."""

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from delicta import applying, names
from delicta.law import Law
from delicta.reading import CaseFile


def build(cases: Iterable[CaseFile], law: Law, progress: Callable[[str], None] | None = None, evaluated: bool = True) -> ox.Store:
    """A store with the closed law, the facts and holdings of cases, and the findings on them.

    With `evaluated` false the findings are left out; `progress` is told the name of each step of the evaluation.
    """
    cases = list(cases)
    facts = [triple for case in cases for triple in case.facts]
    store = applying.evaluate(facts, law, progress=progress) if evaluated else ox.Store()
    store.remove_graph(ox.NamedNode(names.WORK))
    store.bulk_load(law.graph(), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(names.LAW_GRAPH))
    for graph, triples in ((names.CASES_GRAPH, facts), (names.HOLDINGS_GRAPH, [triple for case in cases for triple in case.holdings])):
        store.extend(ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph)) for triple in triples)
    return store
