"""Running the evaluation: the ordered SPARQL updates of `queries/evaluate/` over closed law and facts."""

from collections.abc import Callable
from datetime import date

from delicta import places

_DEEP = {"50-gates", "70-branches"}


def steps(depth: int) -> list[tuple[str, str]]:
    """The evaluation steps as (name, update) in the order in which they are run for law of this depth."""
    plan = []
    for file in sorted((places.QUERIES / "evaluate").glob("*.ru")):
        plan += [(file.stem, file.read_text(encoding="utf-8"))] * (depth if file.stem in _DEEP else 1)
    return plan


def clock(today: date, as_of: date | None) -> list[tuple[str, str, str]]:
    """The triples that tell the machine the day: (subject, predicate, value) with machine names and ISO dates."""
    triples = [("clock", "today", today.isoformat())]
    if as_of:
        triples.append(("clock", "asOf", as_of.isoformat()))
    return triples


def run(update: Callable[[str], None], depth: int, progress: Callable[[str], None] | None = None) -> None:
    """Run every step through `update`, which takes one SPARQL update request.

    `progress` is told the name of each step before it runs.
    """
    for name, text in steps(depth):
        if progress:
            progress(name)
        update(text)


