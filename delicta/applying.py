"""The main job: facts in, findings out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from delicta import findings, machine, names
from delicta.law import Law, load_law
from delicta.reading import CaseFile, read_case

_WORK = ox.NamedNode(names.WORK)


def evaluate(
    facts: Iterable[ox.Triple], law: Law, on: date | None = None, today: date | None = None, progress: Callable[[str], None] | None = None
) -> ox.Store:
    """Evaluate facts under a law and return the store, with the working graph and the graph of findings in it."""
    store = ox.Store()
    store.bulk_load(law.links, format=ox.RdfFormat.N_TRIPLES, to_graph=_WORK)
    m = names.MACHINE
    store.extend(ox.Quad(t.subject, t.predicate, t.object, _WORK) for t in facts)
    for subject, predicate, value in machine.clock(today or date.today(), on):
        store.add(ox.Quad(ox.NamedNode(m + subject), ox.NamedNode(m + predicate), ox.Literal(value, datatype=ox.NamedNode(names.XSD + "date")), _WORK))
    store.add(ox.Quad(ox.NamedNode(m + "counter"), ox.NamedNode(m + "level"), ox.Literal(1), _WORK))
    store.add(ox.Quad(ox.NamedNode(m + "law"), ox.NamedNode(m + "version"), ox.NamedNode(law.iri), _WORK))
    machine.run(store.update, law.depth, progress)
    return store


def cases_of(facts: Iterable[ox.Triple]) -> dict[str, str]:
    """Which case each conduct belongs to, by IRI."""
    return {t.object.value: t.subject.value for t in facts if t.predicate.value == names.BASE + "hasConduct"}


def apply(*sources: str | Path | CaseFile, law: Law | None = None, on: date | None = None) -> Iterator[dict]:
    """Say which offences the conducts of some cases establish.

    Arguments: files, names of built-in cases, or cases already read; `law`, the built-in law if None; `on`, a day whose law to apply
    instead of each conduct's own. Yields one finding for each conduct, actor and offence that comes into question, in the form of the
    JSON interface. Raises InputError for a source that cannot be read.

    >>> import delicta
    >>> [f["offence"] for f in delicta.apply("registry-crawler") if f["verdict"] == "established"]
    ['253-1']
    """
    law = law or load_law()
    cases = [source if isinstance(source, CaseFile) else read_case(source) for source in sources]
    facts = [triple for case in cases for triple in case.facts]
    yield from findings.collect(evaluate(facts, law, on), law, cases_of(facts))
