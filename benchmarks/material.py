"""What the benchmarks are run on: the built-in cases and one made-up conduct for every mode, repeated under other names."""

import sys
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import by_hermit  # noqa: E402, F401 (for run.py, which finds the folder through this module)
from hypotheticals import ClosedLaw, Unsatisfiable, conduct_for  # noqa: E402

from delicta import names, reading  # noqa: E402


def built_in() -> list[ox.Triple]:
    """The facts of all built-in cases."""
    return [triple for path in reading.built_in_cases() for triple in reading.read_case(path).facts]


def every_mode(law: ClosedLaw) -> list[list[ox.Triple]]:
    """The fewest facts that meet each mode of each offence, on a day when it is law; one list a conduct."""
    conducts = []
    for _, modes in sorted(law.modes.items()):
        for mode in modes:
            conduct = conduct_for(law, f"mode-{names.local(mode)}", [mode], mode)
            try:
                conducts.append(conduct.triples(conduct.day()))
            except Unsatisfiable:
                continue
    return conducts


def renamed(triples: list[ox.Triple], marker: str) -> list[ox.Triple]:
    """The same conducts under other names."""

    def term(node):
        if isinstance(node, ox.NamedNode) and node.value.startswith(names.CASE):
            return ox.NamedNode(node.value.replace(names.CASE, f"{names.CASE}{marker}/", 1))
        return node

    return [ox.Triple(term(t.subject), t.predicate, term(t.object)) for t in triples]


def conducts_in(triples: list[ox.Triple]) -> int:
    """How many answers some facts ask for: conducts, each counted once for each actor."""
    return sum(t.predicate.value == names.BASE + "hasActor" for t in triples)


def many(law: ClosedLaw, number: int) -> list[ox.Triple]:
    """At least `number` conducts: the built-in cases and every mode, over and over."""
    base = built_in() + [triple for conduct in every_mode(law) for triple in conduct]
    facts: list[ox.Triple] = []
    for copy in range(-(-number // conducts_in(base))):
        facts += renamed(base, f"copy-{copy}")
    return facts
