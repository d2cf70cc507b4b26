"""Faults seeded into cases and into the law, to count how many the checks catch.

Each fault is one change of one statement, chosen by a seeded random number, so that every run seeds the same. What breaks a case: its main answer (which
offences are established for whom, at which tier) changes when the facts are evaluated without any check, or the case is no longer sound RDF of this
vocabulary: a term or a node that does not exist, a value of another datatype, a count below nought. Of the law every fault breaks something.

Run as a program to seed more: `python tests/mutations.py 50` seeds fifty of each kind.
"""

import random
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pyoxigraph as ox
import test_cases
import test_double_entry
import test_house
import test_seal

from delicta import applying, closure, findings, law, lexicon, names, places, shape_queries, terms, validation
from delicta.reading import CaseFile

D = names.BASE
XSD = names.XSD
_LAW = tuple(D + folder for folder in ("law/", "general/", "offence/", "interpretation/"))
_NUMERIC = {XSD + kind for kind in ("integer", "decimal")}


@dataclass(frozen=True)
class Fault:
    """A fault of a kind: statements taken away and statements put in their place."""

    kind: str
    removed: tuple
    added: tuple = ()

    def applied(self, statements):
        """The statements with the fault in them."""
        gone = set(self.removed)
        return [statement for statement in statements if statement not in gone] + list(self.added)

    def __str__(self):
        def short(statements):
            return "; ".join(" ".join(validation.term_text(term) for term in list(statement)[:3]) for statement in statements[:3])

        return f"{self.kind}: {short(self.removed)} -> {short(self.added) or 'nothing'}"


def _with(statement, subject=None, predicate=None, thing=None):
    kind = type(statement)
    return kind(subject or statement.subject, predicate or statement.predicate, thing or statement.object)


def _misspelt(term, chance):
    cut = max(term.value.rfind("/"), term.value.rfind("#")) + 1
    place = chance.randrange(cut + 1, len(term.value))
    return ox.NamedNode(term.value[:place] + term.value[place + 1:])


def _numeric(statement):
    return isinstance(statement.object, ox.Literal) and statement.object.datatype.value in _NUMERIC


def _dated(statement):
    return isinstance(statement.object, ox.Literal) and statement.object.datatype.value == XSD + "date"


def _shifted(literal, step):
    """A number or a day, one further on or back."""
    if literal.datatype.value == XSD + "date":
        return ox.Literal((date.fromisoformat(literal.value) + timedelta(days=step)).isoformat(), datatype=literal.datatype)
    number = float(literal.value) + step
    return ox.Literal(str(int(number)) if number.is_integer() else str(number), datatype=literal.datatype)


def _vocabulary(term):
    return isinstance(term, ox.NamedNode) and term.value.startswith(D) and len(term.value.rpartition("/")[2]) > 3


# ---------------------------------------------------------------- one fault of each kind


def misspelt_class(statements, chance):
    """A letter is missing from the name of a class."""
    wanted = (names.RDF_TYPE, D + "asksFor", D + "on", D + "rulesOut", D + "statesAll")
    chosen = chance.choice([s for s in statements if s.predicate.value in wanted and _vocabulary(s.object)])
    return Fault("misspelt class", (chosen,), (_with(chosen, thing=_misspelt(chosen.object, chance)),))


def misspelt_property(statements, chance):
    """A letter is missing from the name of a property."""
    chosen = chance.choice([s for s in statements if s.predicate.value != names.RDF_TYPE and "/" in s.predicate.value])
    return Fault("misspelt property", (chosen,), (_with(chosen, predicate=_misspelt(chosen.predicate, chance)),))


def wrong_datatype(statements, chance):
    """A number, a day or a truth value is written as a text."""
    typed = _NUMERIC | {XSD + "date", XSD + "boolean"}
    chosen = chance.choice([s for s in statements if isinstance(s.object, ox.Literal) and s.object.datatype.value in typed])
    return Fault("wrong datatype", (chosen,), (_with(chosen, thing=ox.Literal(chosen.object.value)),))


def dangling_iri(statements, chance):
    """A link leads to a node that is not there."""
    here = {s.subject for s in statements}
    chosen = chance.choice([s for s in statements if isinstance(s.object, ox.NamedNode) and s.object in here and s.predicate.value != names.RDF_TYPE])
    return Fault("dangling IRI", (chosen,), (_with(chosen, thing=ox.NamedNode(chosen.object.value + "-x")),))


def negative_count(statements, chance):
    """A number is below nought."""
    chosen = chance.choice([s for s in statements if _numeric(s) and float(s.object.value)])
    return Fault("negative count", (chosen,), (_with(chosen, thing=ox.Literal("-" + chosen.object.value, datatype=chosen.object.datatype)),))


def off_by_one(statements, chance):
    """A number or a day is one more or one less."""
    chosen = chance.choice([s for s in statements if _numeric(s) or _dated(s)])
    return Fault("off-by-one number", (chosen,), (_with(chosen, thing=_shifted(chosen.object, chance.choice((-1, 1)))),))


def deleted_fact(statements, chance):
    """A fact of a conduct is gone, with all that is said of it."""
    link = chance.choice([s for s in statements if s.predicate.value == D + "hasFact"])
    return Fault("deleted fact", tuple(s for s in statements if link.object in (s.subject, s.object)))


def swapped_provision(statements, chance):
    """A condition cites another provision of the same instrument."""
    home = {s.subject: s.object for s in statements if s.predicate.value == D + "provisionOf"}
    siblings = defaultdict(list)
    for provision, instrument in home.items():
        siblings[instrument].append(provision)
    chosen = chance.choice([s for s in statements if s.predicate.value == D + "setBy" and len(siblings[home.get(s.object)]) > 1])
    cited = {s.object for s in statements if s.subject == chosen.subject and s.predicate == chosen.predicate}
    other = chance.choice([provision for provision in siblings[home[chosen.object]] if provision not in cited])
    return Fault("swapped provision", (chosen,), (_with(chosen, thing=other),))


def dropped_element(statements, chance):
    """A gate has lost one of its parts."""
    links = {D + name for name in ("hasElement", "hasPart", "hasMode", "hasTier", "adds", "scales")}
    return Fault("dropped element", (chance.choice([s for s in statements if s.predicate.value in links]),))


IN_CASES = (deleted_fact, misspelt_class, misspelt_property, wrong_datatype, dangling_iri, negative_count, off_by_one)
IN_LAW = (misspelt_class, misspelt_property, wrong_datatype, dangling_iri, negative_count, off_by_one, swapped_provision, dropped_element)
# After these a case is no longer sound RDF of this vocabulary, whatever its answer.
UNSOUND = {"misspelt class", "misspelt property", "wrong datatype", "dangling IRI", "negative count"}


# ---------------------------------------------------------------- cases


@dataclass(frozen=True)
class Mutant:
    """A case with a fault in it, under a name of its own so that many can be checked together."""

    stem: str
    fault: Fault
    case: CaseFile


def _renamed(term, old, new):
    return ox.NamedNode(term.value.replace(old, new, 1)) if isinstance(term, ox.NamedNode) and term.value.startswith(old) else term


def _copy(triples, old, new):
    return [ox.Triple(_renamed(t.subject, old, new), t.predicate, _renamed(t.object, old, new)) for t in triples]


def mutants_of_cases(each, every=1, seed=2026):
    """`each` faults of each kind in every so manieth built-in case where the kind is possible, no fault twice."""
    mutants = []
    for path in test_cases.PATHS[::every]:
        case, chance, seen = test_cases.read(path), random.Random(f"{seed} {path.stem}"), set()
        for seeding in IN_CASES:
            for _ in range(each):
                try:
                    fault = seeding(case.facts, chance)
                except IndexError:
                    continue
                if fault in seen:
                    continue
                seen.add(fault)
                old, new = f"{names.CASE}{path.stem}/", f"{names.CASE}{path.stem}~{len(mutants)}/"
                facts, held = _copy(fault.applied(case.facts), old, new), _copy(case.holdings, old, new)
                mutants.append(Mutant(path.stem, fault, CaseFile(f"{path.stem}~{len(mutants)}", facts, held)))
    return mutants


def _case_of(iri):
    return iri.removeprefix(names.CASE).partition("/")[0]


def _found(cases):
    """Findings by case, of facts as they stand."""
    facts = [triple for case in cases for triple in case.facts]
    built_in = law.load_law()
    found = defaultdict(list)
    for finding in findings.collect(applying.evaluate(facts, built_in), built_in, {}):
        found[_case_of(finding["conduct"])].append(finding)
    return found


def main_answer(found):
    """Which offences are established for whom, at which tier; without the name of the case."""
    return {
        (f["conduct"].partition("/case/")[2].partition("/")[2], f["actor"].partition("/case/")[2].partition("/")[2], f["offence"], (f["tier"] or {}).get("id"))
        for f in found if f["verdict"] == "established"
    }


def agrees_with_holding(case, found):
    """Whether the test of cases passes: the answer is the holding's, or differs where a divergence says why."""
    return not list(test_cases.unexplained(case, found))


def tried_on_cases(each, every=1):
    """(mutant, whether it breaks its case, what caught it or "") for faults seeded into the built-in cases."""
    mutants = mutants_of_cases(each, every)
    originals = _found([test_cases.read(path) for path in test_cases.PATHS])
    found = _found([mutant.case for mutant in mutants])
    report = validation.validate(*(mutant.case for mutant in mutants))
    refused = {result.file for result in report.results if result.severity == "Violation"}
    for mutant in mutants:
        name = mutant.case.name
        breaks = mutant.fault.kind in UNSOUND or main_answer(found[name]) != main_answer(originals[mutant.stem])
        caught = "validation" if name in refused else "" if agrees_with_holding(mutant.case, found[name]) else "holding"
        yield mutant, breaks, caught


# ---------------------------------------------------------------- the law


@cache
def law_statements():
    """All statements of the ontology."""
    return tuple(closure.read_ontology(places.turtle_files(places.ONTOLOGY)))


@cache
def _of_the_law():
    """The statements about conditions, offences, provisions and instruments, without those about terms."""
    return tuple(s for s in law_statements() if isinstance(s.subject, ox.NamedNode) and s.subject.value.startswith(_LAW))


def caught_in_law(fault):
    """The first check that a faulty law does not pass: terms, days, tables, shapes, closure, the holdings of the real cases, at last the seals; or ""."""
    statements = fault.applied(law_statements())
    store = ox.Store()
    store.bulk_extend(statements)
    if next(terms.undeclared(store), None) or next(terms.misspelt(statements), None):
        return "terms"
    if test_house.last_days_among(statements):
        return "days"
    ontology = test_double_entry.Ontology(store)
    if test_double_entry.disagrees(ontology):
        return "tables"
    store.extend(shape_queries.class_closure(store))
    if any(result.severity == "Violation" for result in validation.run_shapes(store, validation._shapes(True))[0]):
        return "shapes"
    return _caught_by_answers(statements) or ("" if _seals(statements) == _seals(law_statements()) else "seal")


def _seals(statements):
    return test_seal.seal([s for s in statements if isinstance(s.subject, ox.NamedNode) and s.subject.value.startswith(_LAW)])


def _caught_by_answers(statements):
    store = ox.Store()
    store.bulk_extend(statements)
    try:
        closure.close(store)
        entries = lexicon.build(store)
    except closure.LawError:
        return "closure"
    links = closure.evaluation_links(closure.n_triples(store))
    faulty = law.Law(closure.shards(links), closure.openers(links), "faulty", entries["depth"], entries)
    facts = [triple for path in test_cases.PATHS for triple in test_cases.read(path).facts]
    found = defaultdict(list)
    for finding in findings.collect(applying.evaluate(facts, faulty), faulty, {}):
        found[_case_of(finding["conduct"])].append(finding)
    return "" if all(agrees_with_holding(test_cases.read(path), found[path.stem]) for path in test_cases.PATHS) else "holdings"


def tried_on_law(each, seed=2026):
    """(fault, what caught it or "") for `each` faults of each kind seeded into the law."""
    chance, seen = random.Random(f"{seed} law"), set()
    for seeding in IN_LAW:
        for _ in range(each):
            fault = seeding(_of_the_law(), chance)
            if fault not in seen:
                seen.add(fault)
                yield fault, caught_in_law(fault)


# ---------------------------------------------------------------- the count


def table(outcomes):
    """A line a kind: how many were seeded, how many break, and by what those were caught; `outcomes` are (kind, breaks, caught)."""
    kinds = defaultdict(lambda: defaultdict(int))
    for kind, breaks, caught in outcomes:
        for row in (kind, "all"):
            kinds[row]["seeded"] += 1
            if breaks:
                kinds[row]["break"] += 1
                kinds[row][caught or "missed"] += 1
    columns = ["seeded", "break", *sorted({name for row in kinds.values() for name in row} - {"seeded", "break", "missed"}), "missed"]
    lines = [f"{'':18}" + "".join(f"{column:>12}" for column in columns)]
    rows = [*sorted(set(kinds) - {"all"}), "all"]
    return "\n".join(lines + [f"{kind:18}" + "".join(f"{kinds[kind][column]:>12}" for column in columns) for kind in rows])


def share(outcomes):
    """The share of faults that break something and were caught."""
    breaking = [caught for _, breaks, caught in outcomes if breaks]
    return sum(map(bool, breaking)) / len(breaking)


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    cases = list(tried_on_cases(max(1, number // 10)))
    outcomes = [(mutant.fault.kind, breaks, caught) for mutant, breaks, caught in cases]
    print("cases\n" + table(outcomes) + f"\n{share(outcomes):.1%} of those that break a case are caught")
    for mutant, breaks, caught in cases:
        if breaks and not caught:
            print("  missed:", mutant.stem, mutant.fault)
    tried = list(tried_on_law(number))
    outcomes = [(fault.kind, True, caught) for fault, caught in tried]
    print("\nlaw\n" + table(outcomes) + f"\n{share(outcomes):.1%} are caught")
    for fault, caught in tried:
        if caught in ("", "seal"):
            print(f"  {caught or 'missed'}:", fault)
