"""Every number of the law, at it, one step below it, and on the day before it was in force."""

from datetime import timedelta

import pyoxigraph as ox
import pytest
from hypotheticals import M, ClosedLaw, Unsatisfiable, conduct_for, evaluate, verdicts

from delicta import names


@pytest.fixture(scope="module")
def law():
    return ClosedLaw()


def paths(law):
    """(offence, roots, target, tier) for every threshold and proportional sum that lies in a mode or a tier."""
    for offence, modes in sorted(law.modes.items()):
        for mode in modes:
            for target in sorted(law.leaves(mode)):
                if target in law.limits:
                    yield offence, [mode], target, None
        for tier in law.tiers[offence]:
            for target in sorted(law.leaves(tier)):
                if target in law.limits:
                    yield offence, [tier], target, tier


def with_mode(law, offence, roots, target, tier, name, short):
    """A conduct for the target: in its mode, or for a tier in the first mode that is in force together with it."""
    if tier is None:
        return conduct_for(law, name, roots, target, short)
    for mode in law.modes[offence]:
        try:
            conduct = conduct_for(law, name, [mode, tier], target, short)
            conduct.day()
        except Unsatisfiable:
            continue
        return conduct
    raise Unsatisfiable(f"{tier} with no mode")


def reaches_a_smaller_copy(law, store, conduct, target):
    """Whether the facts one step below a number reach the same number halved, as the law says for some actors."""
    answer = ox.NamedNode(f"{conduct.iri}/by/actor")
    copies = [quad.subject for quad in law.store.quads_for_pattern(None, ox.NamedNode(M + "copyOf"), ox.NamedNode(target), None)]
    smaller = [copy for copy in copies if law.limits[copy.value]["metFrom"] < law.limits[target]["metFrom"]]
    return any(next(store.quads_for_pattern(answer, ox.NamedNode(M + "meets"), copy, None), None) for copy in smaller)


def test_every_number_establishes_at_it_and_not_below_it_nor_the_day_before(law, capsys):
    triples, wanted, early = [], [], []
    for number, (offence, roots, target, tier) in enumerate(paths(law)):
        for short in (False, True):
            conduct = with_mode(law, offence, roots, target, tier, f"n{number}{'below' if short else 'at'}", short)
            triples += conduct.triples(conduct.day())
            wanted.append((conduct, offence, target, tier, short))
        dated = [node for node in conduct.used if law.dates.get(node, (None,))[0] and (target in law.below.get(node, {node}))]
        if dated:
            node = max(dated, key=lambda n: law.dates[n][0])
            conduct = with_mode(law, offence, roots, target, tier, f"n{number}early", False)
            day = law.dates[node][0] - timedelta(days=1)
            triples += conduct.triples(day, day)
            early.append((conduct, node))
    store = evaluate(law, triples)
    found = verdicts(store)
    wrong = []
    for conduct, offence, target, tier, short in wanted:
        verdict, reached = found.get((conduct.iri, offence), ("Absent", None))
        if tier is None and short and verdict == "Established" and reaches_a_smaller_copy(law, store, conduct, target):
            continue
        if tier is None and short == (verdict == "Established"):
            wrong.append(f"{'below' if short else 'at'} {names.short(target)} in {names.short(offence)}: {verdict}")
        if tier is not None and (verdict != "Established" or short == (reached == tier)):
            wrong.append(f"{'below' if short else 'at'} {names.short(target)} for {names.short(tier)}: {verdict}, {reached}")
    for conduct, node in early:
        answer = ox.NamedNode(f"{conduct.iri}/by/actor")
        if next(store.quads_for_pattern(answer, ox.NamedNode(M + "meets"), ox.NamedNode(node), None), None):
            wrong.append(f"the day before {names.short(node)}: met")
    with capsys.disabled():
        print(f"\nnumbers: {len(wanted) // 2} reached and narrowly missed, {len(early)} on the day before; wrong: {len(wrong)}")
    assert len(wanted) >= 2
    assert not wrong, "\n".join(wrong)
