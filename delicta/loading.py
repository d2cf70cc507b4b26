"""Loading a SPARQL server with law, cases, holdings, findings and shapes, all of them or none.

Everything goes into graphs of its own under `loading/` first and takes the place of what was there at the very end, in one request.
"""

import contextlib
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from delicta import applying, machine, names, places
from delicta.canonical import canonical
from delicta.endpoints import Endpoint
from delicta.errors import StoreError
from delicta.law import Law
from delicta.reading import CaseFile

GRAPHS = (names.LAW_GRAPH, names.CASES_GRAPH, names.HOLDINGS_GRAPH, names.FINDINGS, names.SHAPES_GRAPH)


def waiting(graph: str) -> str:
    """The graph in which the content of a graph waits until all of it is there."""
    return f"{names.BASE}loading/{graph.removeprefix(names.BASE)}"


def named(triples: Iterable[ox.Triple], graph: str) -> list[ox.Triple]:
    """Triples, each once, with an IRI under `genid/` for every blank node, the same at every load.

    A blank node means nothing outside the request that carries it, and some servers take none in INSERT DATA.
    """
    def name(term):
        return ox.NamedNode(f"{names.BASE}genid/{graph.removeprefix(names.BASE)}/{term.value}") if isinstance(term, ox.BlankNode) else term

    return [ox.Triple(name(triple.subject), triple.predicate, name(triple.object)) for triple in canonical(triples)]


def contents(cases: Iterable[CaseFile], law: Law) -> dict[str, list[ox.Triple]]:
    """What goes into each graph, findings left out: closed law, facts, holdings, shapes."""
    cases = list(cases)
    shapes = [triple for file in places.turtle_files(places.SHAPES) for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)]
    found = {
        names.LAW_GRAPH: list(ox.parse(law.graph(), format=ox.RdfFormat.N_TRIPLES)),
        names.CASES_GRAPH: [triple for case in cases for triple in case.facts],
        names.HOLDINGS_GRAPH: [triple for case in cases for triple in case.holdings],
        names.SHAPES_GRAPH: shapes,
    }
    return {graph: named(triples, graph) for graph, triples in found.items()}


def evaluate_inside(endpoint: Endpoint, depth: int, progress: Callable[[str], None] | None = None) -> None:
    """Evaluate the waiting law and cases by SPARQL Update in the server itself; the findings wait beside them."""

    def update(text: str) -> None:
        for graph in GRAPHS:
            text = text.replace(f"<{graph}>", f"<{waiting(graph)}>")
        endpoint.update(text)

    update((places.QUERIES / "store" / "10-fill.ru").read_text(encoding="utf-8"))
    machine.run(update, depth, progress)
    update((places.QUERIES / "store" / "90-clear.ru").read_text(encoding="utf-8"))


def load(
    endpoint: Endpoint,
    cases: Iterable[CaseFile],
    law: Law,
    inside: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> dict[str, int]:
    """Load a server and return the number of triples in each graph.

    The server is asked something harmless first, so that nothing is sent to one that does not speak SPARQL. With `inside` the findings are
    worked out by the server; else here. `progress` is told the graph or step, how many triples of it are done
    and how many there are. Raises StoreError; the server then holds what it held before.
    """
    tell = progress or (lambda name, done, total: None)
    endpoint.size(waiting(names.LAW_GRAPH))
    cases = list(cases)
    triples = contents(cases, law)
    if not inside:
        store = applying.evaluate(triples[names.CASES_GRAPH], law, progress=lambda name: tell(name, 0, 0))
        triples[names.FINDINGS] = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(names.FINDINGS))]
    cleared = " ;\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in (*map(waiting, GRAPHS), names.WORK))
    try:
        endpoint.update(cleared)
        for graph, content in triples.items():
            done = 0
            for size in endpoint.insert(waiting(graph), content):
                done += size
                tell(names.local(graph), done, len(content))
        if inside:
            evaluate_inside(endpoint, law.depth, lambda name: tell(name, 0, 0))
        sizes = {graph: endpoint.size(waiting(graph)) for graph in GRAPHS}
        for graph, content in triples.items():
            if sizes[graph] != len(content):
                raise StoreError("server-lost", endpoint=endpoint.update_address, graph=graph, sent=len(content), kept=sizes[graph])
        endpoint.update(" ;\n".join(f"MOVE GRAPH <{waiting(graph)}> TO GRAPH <{graph}>" if sizes[graph] else f"DROP SILENT GRAPH <{graph}>" for graph in GRAPHS))
    except BaseException:
        with contextlib.suppress(StoreError):
            endpoint.update(cleared)
        raise
    return sizes
