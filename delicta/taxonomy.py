"""Which class lies under which: read once from the built-in lexicon."""

from functools import cache

from delicta import names


@cache
def _parents() -> dict[str, list[str]]:
    from delicta.law import load_law

    return {names.BASE + key: [names.BASE + parent for parent in entry["broader"]] for key, entry in load_law().lexicon["nodes"].items() if "broader" in entry}


@cache
def wider(iri: str) -> frozenset[str]:
    """A class and everything it lies under, as IRIs."""
    return frozenset({iri}.union(*(wider(parent) for parent in _parents().get(iri, []))))
