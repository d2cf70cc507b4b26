"""Closing the law: from the hand-written ontology to the static links that the evaluation joins.

The work is done by the SPARQL updates in `queries/close/`, in the order of their names; two of them are repeated until nothing changes.
"""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places

_REPEATED = {"20-scale", "70-levels"}


class LawError(Exception):
    """The law data contradict themselves; the message says where."""


def read_ontology(files: Iterable[Path]) -> ox.Store:
    """Read Turtle files into a fresh in-memory store."""
    store = ox.Store()
    for file in files:
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def close(store: ox.Store) -> ox.Store:
    """Add the closure to a store that holds the ontology; returns the same store.

    Raises LawError if gates depend on themselves.
    """
    for step in sorted((places.QUERIES / "close").glob("*.ru")):
        update = step.read_text(encoding="utf-8")
        before = -1
        while before != len(store):
            before = len(store)
            store.update(update)
            if step.stem not in _REPEATED:
                break
    machine = names.MACHINE
    circular = [row["gate"].value for row in store.query(
        f"SELECT DISTINCT ?gate WHERE {{ ?gate <{machine}dependsOn> ?any FILTER NOT EXISTS {{ ?gate <{machine}level> ?level }} }}")]
    if circular:
        raise LawError("conditions that depend on themselves, or on a condition that is not declared: " + ", ".join(sorted(map(names.short, circular))[:8]))
    depth = next(iter(store.query(f"SELECT (MAX(?l) AS ?depth) WHERE {{ ?gate <{machine}level> ?l }}")))["depth"]
    store.add(ox.Quad(ox.NamedNode(machine + "law"), ox.NamedNode(machine + "depth"), depth))
    return store


def evaluation_links(store: ox.Store) -> list[ox.Quad]:
    """The triples of the closure that the evaluation reads, sorted."""
    unread = {names.MACHINE + name for name in ("copies", "copyOf", "copiedBy", "factor", "reaches", "ready", "ownSum", "dependsOn", "size", "settles", "isActElement", "asksAct")}
    quads = [q for q in store if q.predicate.value.startswith(names.MACHINE) and q.predicate.value not in unread]
    return sorted(quads, key=str)
