"""The main job: facts in, findings out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from delicta import findings, machine, names
from delicta.checking import day_of_law, problems
from delicta.law import Law, law_under
from delicta.reading import CaseFile, sound_cases

_WORK = ox.NamedNode(names.WORK)
BATCH = 50


def evaluate(
    facts: Iterable[ox.Triple], law: Law, on: date | None = None, today: date | None = None, progress: Callable[[str], None] | None = None, batch: int = BATCH,
) -> ox.Store:
    """Evaluate facts under a law and return a store with the graph of findings in it.

    Up to `batch` conducts are evaluated in that store itself, so that it holds the working graph as well; more are evaluated in batches of as
    many, on all processors, because time would otherwise grow faster than their number.
    """
    facts = list(facts)
    batches = _batches(facts, law, batch)
    if len(batches) <= 1:
        return _evaluate(facts, law, on, today or date.today(), progress)
    store, graph = ox.Store(), ox.NamedNode(names.FINDINGS)
    for number, found in enumerate(_in_parallel(batches, law, on, today or date.today()), 1):
        store.bulk_load(found, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        if progress:
            progress(f"{number}/{len(batches)}")
    return store


_SHARED: dict = {}


def _in_parallel(batches: list[list[ox.Triple]], law: Law, on: date | None, today: date) -> Iterator[bytes]:
    """The findings of each batch as N-Triples, worked out in forked processes where the system has them."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from os import cpu_count

    _SHARED.update(batches=batches, arguments=(law, on, today))
    if "fork" not in multiprocessing.get_all_start_methods() or multiprocessing.current_process().daemon:
        yield from map(_batch, range(len(batches)))
        return
    with ProcessPoolExecutor(cpu_count(), mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_batch, range(len(batches)))


def _batch(number: int) -> bytes:
    done = _evaluate(_SHARED["batches"][number], *_SHARED["arguments"], None)
    return done.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(names.FINDINGS))


def _evaluate(facts: list[ox.Triple], law: Law, on: date | None, today: date, progress: Callable[[str], None] | None) -> ox.Store:
    store = ox.Store()
    store.bulk_load(law.links(law.in_question(facts)), format=ox.RdfFormat.N_TRIPLES, to_graph=_WORK, lenient=True)
    m = names.MACHINE
    store.bulk_extend(ox.Quad(t.subject, t.predicate, t.object, _WORK) for t in facts)
    for subject, predicate, value in machine.clock(today, on):
        store.add(ox.Quad(ox.NamedNode(m + subject), ox.NamedNode(m + predicate), ox.Literal(value, datatype=ox.NamedNode(names.XSD + "date")), _WORK))
    store.add(ox.Quad(ox.NamedNode(m + "counter"), ox.NamedNode(m + "level"), ox.Literal(1), _WORK))
    store.add(ox.Quad(ox.NamedNode(m + "law"), ox.NamedNode(m + "version"), ox.NamedNode(law.iri), _WORK))
    machine.run(store.update, law.depth, progress)
    return store


def by_conduct(facts: Iterable[ox.Triple]) -> dict[str, list[ox.Triple]]:
    """The facts of each conduct, by its IRI, with everything the conduct leads to; what several conducts share stands in the part of each."""
    about: dict[str, list[ox.Triple]] = {}
    for triple in facts:
        about.setdefault(triple.subject.value, []).append(triple)

    def reached(conduct: str) -> list[ox.Triple]:
        found, edge = set(), {conduct}
        while edge:
            found |= edge
            edge = {t.object.value for node in edge for t in about.get(node, ()) if isinstance(t.object, ox.NamedNode) and t.object.value in about} - found
        return [triple for node in found for triple in about[node]]

    return {node: reached(node) for node, triples in about.items() if any(t.predicate.value == names.BASE + "hasActor" for t in triples)}


def _batches(facts: list[ox.Triple], law: Law, most: int) -> list[list[ox.Triple]]:
    """Facts in batches of at most `most` conducts; conducts that ask for the same law come together."""
    if len({t.subject.value for t in facts if t.predicate.value == names.BASE + "hasActor"}) <= most:
        return [facts]
    parts = sorted(by_conduct(facts).values(), key=lambda part: sorted(law.in_question(part)))
    return [[triple for part in parts[start:start + most] for triple in part] for start in range(0, len(parts), most)]


def cases_of(facts: Iterable[ox.Triple]) -> dict[str, str]:
    """Which case each conduct belongs to, by IRI."""
    return {t.object.value: t.subject.value for t in facts if t.predicate.value == names.BASE + "hasConduct"}


def apply(*sources: str | Path | CaseFile, law: Law | None = None, on: date | str | None = None, under: str | Iterable[str] = ()) -> Iterator[dict]:
    """Say which offences the conducts of some cases establish.

    Arguments: files, names of built-in cases, or cases already read; `law`, the built-in law if None; `on`, a day whose law to apply
    instead of each conduct's own; `under`, ids of doctrines or reforms to lay over the built-in law. Yields one finding for each conduct, actor and offence that comes into question, in the form of the
    JSON interface. Raises InputError for a source that cannot be read, or in which something must be mended before any answer (the first such
    thing; `delicta.validate` names all).

    >>> import delicta
    >>> [f["offence"] for f in delicta.apply("registry-crawler") if f["verdict"] == "established"]
    ['253-1']
    """
    law = law or law_under(*([under] if isinstance(under, str) else under))
    on = None if on is None else day_of_law(on)
    cases = sound_cases(sources)
    for error in (error for case in cases for error in problems(case)[0]):
        raise error
    facts = [triple for case in cases for triple in case.facts]
    yield from findings.collect(evaluate(facts, law, on), law, cases_of(facts))
