"""Which class lies under which, and what else shapes ask of terms: read once from the built-in lexicon."""

from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from delicta import names
from delicta.shape_queries import BELOW, UNDER


@cache
def _parents() -> dict[str, list[str]]:
    from delicta.law import load_law

    return {names.BASE + key: [names.BASE + parent for parent in entry["broader"]] for key, entry in load_law().lexicon["nodes"].items() if "broader" in entry}


@cache
def wider(iri: str) -> frozenset[str]:
    """A class and everything it lies under, as IRIs."""
    return frozenset({iri}.union(*(wider(parent) for parent in _parents().get(iri, []))))


def is_condition(key: str) -> bool:
    """Whether an entry of the lexicon is a condition of the law."""
    from delicta.law import load_law

    return any(names.BASE + "Condition" in wider(names.BASE + kind) for kind in _kinds(load_law().lexicon["nodes"].get(key, {})))


def _kinds(entry: dict) -> list[str]:
    return [entry["kind"]] if "kind" in entry else entry.get("types", [])


def ground(terms: Iterable[str]) -> Iterator[ox.Triple]:
    """What the shapes of the group soundness ask of some terms: the classes above, what each excludes, of which kind conditions are, which are quantities, the corridors of thresholds."""
    from delicta.law import load_law

    def triple(subject: str, predicate: str, value) -> ox.Triple:
        return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value) if isinstance(value, str) else ox.Literal(value))

    nodes = load_law().lexicon["nodes"]
    kinds = {(term, names.BASE + kind) for term in terms for kind in _kinds(nodes.get(term.removeprefix(names.BASE), {}))}
    yield from (triple(term, names.RDF_TYPE, kind) for term, kind in kinds)
    for term in set().union(*map(wider, (*terms, *(kind for _, kind in kinds)))):
        entry = nodes.get(term.removeprefix(names.BASE), {})
        above = wider(term)
        yield from (triple(term, UNDER, wide) for wide in above)
        yield from (triple(term, BELOW, wide) for wide in above - {term})
        yield from (triple(term, names.RDFS_SUBCLASS, wide) for wide in _parents().get(term, ()))
        yield from (triple(term, names.BASE + "incompatibleWith", names.BASE + other) for other in entry.get("incompatible", ()))
        if "unit" in entry:
            yield triple(term, names.RDFS_SUBPROPERTY, names.BASE + "quantity")
        yield from (triple(term, names.BASE + end, entry[end]) for end in ("corridorFrom", "corridorTo") if end in entry)
