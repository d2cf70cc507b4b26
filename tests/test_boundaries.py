"""Every number of the law, at it, one step below it, and on the day before it was in force."""

from datetime import timedelta
from itertools import product

import pyoxigraph as ox
import pytest
from hypotheticals import ClosedLaw, Conduct, M, Unsatisfiable, conduct_for, evaluate, verdicts

from delicta import applying, names


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
        for tier in law.tiers.get(offence, []):
            for target in sorted(law.leaves(tier) - frozenset().union(*(law.leaves(mode) for mode in modes))):
                if target in law.limits:
                    yield offence, [tier], target, tier


def attempts(law, offence, roots, target, tier, name):
    """Pairs of conducts, at the number and one step below it: for a tier, with every mode that is in force together with it."""
    bases = [[]] if tier is None else [[mode] for mode in law.modes[offence]]
    for place, base in enumerate(bases):
        for by_number, choice in product((False, True), (0, -1)):
            try:
                pair = [conduct_for(law, f"{name}-{place}-{by_number}{choice}-{short}", [*roots, *base], target, short, by_number, choice) for short in (False, True)]
                for conduct in pair:
                    conduct.day()
            except Unsatisfiable:
                continue
            yield pair


def reaches_a_smaller_copy(law, store, conduct, target):
    """Whether the facts one step below a number reach the same number halved, as the law says for some actors."""
    answer = ox.NamedNode(f"{conduct.iri}/by/actor")
    copies = [quad.subject for quad in law.store.quads_for_pattern(None, ox.NamedNode(M + "copyOf"), ox.NamedNode(target), None)]
    smaller = [copy for copy in copies if law.limits[copy.value]["metFrom"] < law.limits[target]["metFrom"]]
    return any(next(store.quads_for_pattern(answer, ox.NamedNode(M + "meets"), copy, None), None) for copy in smaller)


def decided(found, offence, tier, pair):
    """Whether the number decides: at it the offence (at that tier) stands, below it not."""
    (verdict, reached), (below, still) = (found.get((conduct.iri, offence), ("Absent", None)) for conduct in pair)
    if tier is None:
        return verdict == "Established" != below
    return verdict == below == "Established" and reached == tier != still


def alone(law, conduct):
    """A conduct evaluated by itself, so that the store holds the working graph too."""
    return evaluate(law, conduct.triples(conduct.day()))


@pytest.mark.long
def test_every_number_decides_at_it_and_below_it_and_not_on_the_day_before(law, counted):
    waiting = {}
    for number, (offence, roots, target, tier) in enumerate(paths(law)):
        waiting[offence, target, tier, roots[0]] = attempts(law, offence, roots, target, tier, f"n{number}")
    early, wrong, tried = [], [], 0
    never, reached = set(waiting), set()
    while waiting:
        pairs = {key: next(variants, None) for key, variants in waiting.items()}
        wrong += [key for key, pair in pairs.items() if pair is None]
        pairs = {key: pair for key, pair in pairs.items() if pair}
        never -= pairs.keys()
        tried += 2 * len(pairs)
        store = evaluate(law, [triple for pair in pairs.values() for conduct in pair for triple in conduct.triples(conduct.day())])
        found = verdicts(store)
        settled = {key: pair for key, pair in pairs.items() if decided(found, key[0], key[2], pair) or reaches_a_smaller_copy(law, alone(law, pair[1]), pair[1], key[1])}
        reached |= {(offence, target) for offence, target, _, _ in settled}
        for (_, target, _, _), (at, _) in settled.items():
            dated = [node for node in at.used if law.dates.get(node, (None,))[0] and target in law.below.get(node, {node})]
            if dated:
                node = max(dated, key=lambda n: law.dates[n][0])
                before = Conduct(law, at.iri + "-before", facts=at.facts, affirmed=at.affirmed, actor_classes=at.actor_classes)
                day = law.dates[node][0] - timedelta(days=1)
                early.append((before, before.triples(day, day), node))
        waiting = {key: waiting[key] for key in pairs if key not in settled}
    # A set that several wordings share holds numbers of other days; each must decide under the wording of its own.
    apart = [key for key in wrong if key in never and (key[0], key[1]) in reached]
    total = sum(1 for _ in paths(law)) - len(apart)
    wrong = [f"{names.short(target)} in {names.short(root)}" for offence, target, tier, root in wrong if (offence, target, tier, root) not in apart]
    answered = 0
    for start in range(0, len(early), applying.BATCH):
        some = early[start:start + applying.BATCH]
        store = evaluate(law, [triple for _, facts, _ in some for triple in facts])
        for conduct, _, node in some:
            answer = ox.NamedNode(f"{conduct.iri}/by/actor")
            answered += next(store.quads_for_pattern(answer, ox.NamedNode(M + "day"), None, None), None) is not None
            if next(store.quads_for_pattern(answer, ox.NamedNode(M + "meets"), ox.NamedNode(node), None), None):
                wrong.append(f"the day before {names.short(node)}: met")
    counted(f"numbers that decide at and below: {total - len(wrong)} of {total}, with {tried} conducts; on the day before: {len(early)}; wrong: {len(wrong)}")
    assert total and answered == len(early)
    assert not wrong, "\n".join(wrong)

