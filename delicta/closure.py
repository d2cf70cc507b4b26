"""Closing the law: from the hand-written ontology to the static links that the evaluation joins.

The work is done by the SPARQL updates in `queries/close/`, in the order of their names; two of them are repeated until nothing changes.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places
from delicta.canonical import canonical

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


def n_triples(store: ox.Store) -> bytes:
    """Everything in a store as N-Triples, the same lines in the same order every time."""
    return b"".join(sorted(ox.serialize(canonical(store), format=ox.RdfFormat.N_TRIPLES).splitlines(keepends=True)))


_UNREAD = {"copies", "copyOf", "copiedBy", "factor", "reaches", "ready", "ownSum", "dependsOn", "size", "settles", "isActElement", "asksAct", "asksMore", "fromPaper", "wasRead", "asks", "asksObject", "isCorridor", "under"}


def evaluation_links(closed: bytes) -> list[str]:
    """The triples of closed law, given as N-Triples, that the evaluation reads: sorted lines of N-Triples."""
    start = f"<{names.MACHINE}"
    return sorted(line for line in closed.decode().splitlines() if (link := line.split(" ", 2)[1]).startswith(start) and link[len(start):-1] not in _UNREAD)


def _terms(links: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Subject, machine's name of the predicate, and object of each link: IRIs without brackets, a literal as it is written."""
    start = len(names.MACHINE) + 1
    for line in links:
        subject, predicate, thing = line.removesuffix(" .").split(" ", 2)
        yield subject[1:-1], predicate[start:-1], thing[1:-1] if thing[0] == "<" else thing


def shards(links: Iterable[str]) -> dict[str, bytes]:
    """The links as N-Triples by the wrong they are needed for, `""` for those that every evaluation needs.

    A condition that several wrongs share stands in the shard of each, one that bears on nothing (of an overlay that is not laid) in none. Facts
    that bring only some wrongs into question need only their shards.
    """
    links = list(links)
    terms = list(_terms(links))
    wrongs = {subject: thing[1:-1] for subject, link, thing in terms if link == "id"}
    owners: dict[str, set[str]] = {iri: {name} for iri, name in wrongs.items()}
    for predicate in ("bearsOn", "sumFor", "between"):
        for subject, link, thing in terms:
            if link == predicate:
                owners.setdefault(subject, set()).update(owners.get(thing, ()))
    for predicate in ("addsUp", "weighted"):
        for subject, link, thing in terms:
            if link == predicate:
                owners.setdefault(thing, set()).update(owners.get(subject, ()))
    chosen: dict[str, set[str]] = {}
    for subject, link, thing in terms:
        if link in ("amongFor", "amongObjectsFor"):
            chosen.setdefault(subject, set()).update(owners.get(thing, ()))
    kept = {"below", "between", "charges"}
    conditions = {subject for subject, link, _ in terms if link in ("level", "ofTerm")}
    found: dict[str, list[str]] = {"": [], **{name: [] for name in wrongs.values()}}
    for line, (subject, link, thing) in zip(links, terms, strict=True):
        idle = any(node in conditions and not owners.get(node) for node in (subject, thing))
        wanted = chosen[thing] if link == "covers" else owners.get(subject) or owners.get(thing) or {""}
        for name in () if idle else wanted:
            if thing not in wrongs or wrongs[thing] == name or link in kept:
                found[name].append(line)
    return {name: "".join(f"{line}\n" for line in lines).encode() for name, lines in found.items()}


def openers(links: Iterable[str]) -> dict[str, dict[str, list]]:
    """Which wrongs a fact of a class may bring into question, names without the project's base.

    `acts` maps a class to pairs of a wrong and the test by which it does, or nothing where the fact alone is enough; `objects` maps such a test to
    the classes of thing of which one must be there.
    """
    relations: dict[str, dict[str, set[str]]] = {name: {} for name in ("lights", "lightsFact", "lightsDated", "lightsObject", "opens", "modeOf", "id", "isAct")}
    for subject, link, thing in _terms(links):
        if link in relations:
            relations[link].setdefault(subject, set()).add(thing)
    acts: dict[str, set[tuple[str, str]]] = {}
    for relation in ("lights", "lightsFact", "lightsDated"):
        for kind in relations[relation].keys() & relations["isAct"].keys():
            for test in relations[relation][kind]:
                wrongs = {wrong for mode in relations["opens"].get(test, ()) for wrong in relations["modeOf"].get(mode, ())}
                by = test.removeprefix(names.BASE) if relation == "lightsFact" else ""
                acts.setdefault(kind.removeprefix(names.BASE), set()).update((name[1:-1], by) for wrong in wrongs for name in relations["id"][wrong])
    used = {test for pairs in acts.values() for _, test in pairs if test}
    objects: dict[str, list[str]] = {test: [] for test in sorted(used)}
    for kind, tests in sorted(relations["lightsObject"].items()):
        for test in tests:
            if test.removeprefix(names.BASE) in used:
                objects[test.removeprefix(names.BASE)].append(kind.removeprefix(names.BASE))
    return {"acts": {kind: sorted(pairs) for kind, pairs in sorted(acts.items()) if pairs}, "objects": objects}
