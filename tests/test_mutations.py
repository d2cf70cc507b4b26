"""Faults are seeded into cases and law; nearly all that break a case are caught, and none in the law is accepted in silence."""

from collections import Counter

import mutations
import pyoxigraph as ox
import pytest

from delicta import names


def _sentence(title, outcomes):
    breaking = [caught for _, breaks, caught in outcomes if breaks]
    by = ", ".join(f"{number} by {name}" for name, number in sorted(Counter(filter(None, breaking)).items()))
    return f"faults seeded into {title}: {len(outcomes)}; {len(breaking)} break something; {mutations.share(outcomes):.1%} of these caught ({by})"


@pytest.mark.long
def test_of_the_faults_that_break_a_case_ninety_five_in_a_hundred_are_caught(counted):
    outcomes = [(mutant.fault.kind, breaks, caught) for mutant, breaks, caught in mutations.tried_on_cases(1, 3)]
    counted(_sentence("cases", outcomes))
    print(mutations.table(outcomes))
    assert mutations.share(outcomes) >= 0.95
    assert not any(kind in mutations.UNSOUND and not caught for kind, _, caught in outcomes)


@pytest.mark.long
def test_no_fault_in_the_law_is_accepted_in_silence(counted):
    tried = list(mutations.tried_on_law(5))
    outcomes = [(fault.kind, True, caught) for fault, caught in tried]
    counted(_sentence("the law", outcomes))
    print(mutations.table(outcomes))
    assert [str(fault) for fault, caught in tried if not caught] == []
    # The seal catches every change; what the law says twice must catch most without it.
    assert sum(caught != "seal" for _, _, caught in outcomes) / len(outcomes) >= 0.9


def test_law_without_a_fault_passes_every_check():
    assert mutations.caught_in_law(mutations.Fault("none", ())) == ""


@pytest.mark.parametrize("kind, breaks, caught, share", [("deleted fact", True, "", 0.0), ("deleted fact", True, "holding", 1.0)])
def test_a_fault_that_nothing_catches_is_counted_as_missed(kind, breaks, caught, share):
    assert mutations.share([(kind, breaks, caught), (kind, False, "")][:2]) == share
    assert ("missed" in mutations.table([(kind, breaks, caught)]).splitlines()[0]) and mutations.table([(kind, breaks, caught)]).splitlines()[1].split()[-1] == str(int(not caught))


def test_the_same_faults_are_seeded_every_time():
    one, two = ([str(mutant.fault) for mutant in mutations.mutants_of_cases(1)[:40]] for _ in range(2))
    assert one == two


def test_a_fault_changes_what_it_says_and_nothing_else():
    first, second = (ox.Triple(ox.NamedNode(names.CASE + name), ox.NamedNode(names.BASE + "gain"), ox.Literal(5)) for name in "ab")
    added = ox.Triple(first.subject, first.predicate, ox.Literal(6))
    assert set(mutations.Fault("off-by-one number", (first,), (added,)).applied([first, second])) == {second, added}
