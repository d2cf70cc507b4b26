"""HermiT on many conducts: which the tests and the benchmarks ask, and in what portions."""

from functools import cache

from hypotheticals import TODAY, ClosedLaw, Unsatisfiable, conduct_for

from delicta import axioms, dl_module, hermit, names

BATCH = 16


@cache
def law():
    return ClosedLaw()


@cache
def offences():
    """The offences, without the administrative wrongs: the module speaks of crimes."""
    return {iri for iri in law().modes if iri.startswith(names.OFFENCE)}


def minimal_conducts():
    """One conduct for the first mode of every offence that is law today, and one that falls short of its number where it has one."""
    for _, modes in sorted((iri, modes) for iri, modes in law().modes.items() if iri in offences()):
        for mode in [mode for mode in modes if not law().dates.get(mode, (None, None))[1]][:1]:
            numbers = sorted(law().leaves(mode) & law().limits.keys())
            for short in (False, True) if numbers else (False,):
                try:
                    conduct = _within_owl(f"{'short' if short else 'enough'}-{names.local(mode)}", mode, numbers[0] if short else mode, short)
                    if conduct.day() == TODAY:
                        yield conduct
                except Unsatisfiable:
                    continue


@cache
def module():
    return [*axioms.taxonomy(law().store), *dl_module.dl_module(law().store, TODAY)]


def _within_owl(name, mode, target, short):
    """The simplest conduct; where that rests on a time that has passed, of which OWL knows nothing, one that rests on a number."""
    conduct = conduct_for(law(), name, [mode], target, short)
    return conduct_for(law(), name, [mode], target, short, by_number=True) if conduct.used & law().windows else conduct


def about(facts, conducts):
    """The facts of some conducts: what they lead to."""
    by_subject = {}
    for triple in facts:
        by_subject.setdefault(triple.subject.value, []).append(triple)
    reached, edge = set(), set(conducts)
    while edge:
        reached |= edge
        edge = {t.object.value for node in edge for t in by_subject[node] if getattr(t.object, "value", "") in by_subject} - reached
    return [triple for node in sorted(reached) for triple in by_subject[node]]


def classified(facts, conducts, module=None, portion=BATCH):
    """The classes of each conduct by HermiT, which is given few conducts at once: its work grows with the square of their number.

    Without a module, each batch gets the definitions of the offences that its facts may bring into question; of the others none is established.
    """
    types = {}
    conducts = sorted(conducts, key=lambda conduct: (sorted(law().law.in_question(about(facts, [conduct]))), conduct))
    for start in range(0, len(conducts), portion):
        batch = conducts[start:start + portion]
        asked = {names.OFFENCE + wrong for wrong in law().law.in_question(about(facts, batch))} & offences()
        definitions = module or [*axioms.taxonomy(law().store), *dl_module.dl_module(law().store, TODAY, sorted(asked))]
        concluded = hermit.reason([*definitions, *axioms.assertions(about(facts, batch), law().store)], batch)
        assert concluded is not None, f"inconsistent: one of {batch}"
        types |= concluded.types
    return types
