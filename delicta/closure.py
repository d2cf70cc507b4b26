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


def close(store: ox.Store, under: Iterable[str] = ()) -> ox.Store:
    """Add the closure to a store that holds the ontology, with the overlays whose IRIs are given laid over the law; returns the same store.

    Raises LawError if gates depend on themselves.
    """
    for overlay in under:
        store.add(ox.Quad(ox.NamedNode(names.MACHINE + "law"), ox.NamedNode(names.MACHINE + "under"), ox.NamedNode(overlay)))
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


def shards(links: Iterable[ox.Quad]) -> dict[str, list[ox.Quad]]:
    """The links by the wrong they are needed for, `""` for those that every evaluation needs.

    A condition that several wrongs share stands in the shard of each. Facts that bring only some wrongs into question need only their shards.
    """
    links, m = list(links), names.MACHINE
    wrongs = {q.subject.value: q.object.value for q in links if q.predicate.value == m + "id"}
    owners: dict[str, set[str]] = {iri: {name} for iri, name in wrongs.items()}
    for predicate in ("bearsOn", "sumFor", "between"):
        for q in links:
            if q.predicate.value == m + predicate:
                owners.setdefault(q.subject.value, set()).update(owners.get(q.object.value, ()))
    for predicate in ("addsUp", "weighted"):
        for q in links:
            if q.predicate.value == m + predicate:
                owners.setdefault(q.object.value, set()).update(owners.get(q.subject.value, ()))
    kept = {m + "below", m + "between", m + "charges"}
    conditions = {q.subject.value for q in links if q.predicate.value == m + "level"}
    found: dict[str, list[ox.Quad]] = {"": [], **{name: [] for name in wrongs.values()}}
    for q in links:
        thing = getattr(q.object, "value", "") if isinstance(q.object, ox.NamedNode) else ""
        idle = q.subject.value in conditions or thing in conditions
        for name in owners.get(q.subject.value) or owners.get(thing) or (set() if idle else {""}):
            if thing not in wrongs or wrongs[thing] == name or q.predicate.value in kept:
                found[name].append(q)
    return found


def openers(links: Iterable[ox.Quad]) -> dict[str, dict[str, list]]:
    """Which wrongs a fact of a class may bring into question, names without the project's base.

    `acts` maps a class to pairs of a wrong and the test by which it does, or nothing where the fact alone is enough; `objects` maps such a test to
    the classes of thing of which one must be there.
    """
    m = names.MACHINE
    relations: dict[str, dict[str, set[str]]] = {name: {} for name in ("lights", "lightsFact", "lightsDated", "lightsObject", "opens", "modeOf", "id", "isAct")}
    for q in links:
        if q.predicate.value.removeprefix(m) in relations:
            relations[q.predicate.value.removeprefix(m)].setdefault(q.subject.value, set()).add(q.object.value)
    acts: dict[str, set[tuple[str, str]]] = {}
    for relation in ("lights", "lightsFact", "lightsDated"):
        for kind in relations[relation].keys() & relations["isAct"].keys():
            for test in relations[relation][kind]:
                wrongs = {wrong for mode in relations["opens"].get(test, ()) for wrong in relations["modeOf"].get(mode, ())}
                by = test.removeprefix(names.BASE) if relation == "lightsFact" else ""
                acts.setdefault(kind.removeprefix(names.BASE), set()).update((name, by) for wrong in wrongs for name in relations["id"][wrong])
    used = {test for pairs in acts.values() for _, test in pairs if test}
    objects: dict[str, list[str]] = {test: [] for test in sorted(used)}
    for kind, tests in sorted(relations["lightsObject"].items()):
        for test in tests:
            if test.removeprefix(names.BASE) in used:
                objects[test.removeprefix(names.BASE)].append(kind.removeprefix(names.BASE))
    return {"acts": {kind: sorted(pairs) for kind, pairs in sorted(acts.items()) if pairs}, "objects": objects}


def evaluation_links(store: ox.Store) -> list[ox.Quad]:
    """The triples of the closure that the evaluation reads, sorted."""
    unread = {names.MACHINE + name for name in ("copies", "copyOf", "copiedBy", "factor", "reaches", "ready", "ownSum", "dependsOn", "size", "settles", "isActElement", "asksAct")}
    quads = [q for q in store if q.predicate.value.startswith(names.MACHINE) and q.predicate.value not in unread]
    return sorted(quads, key=str)
