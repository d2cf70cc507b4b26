"""Checks before any answer: terms that do not exist, dates outside the law, contradictions. A conduct that fails gets no answer."""

from datetime import date
from functools import cache

from delicta import names
from delicta.errors import InputError
from delicta.reading import CaseFile

FIRST_DAY = date(1997, 10, 1)
_DATES = {"begins", "ends", "judgedOn"}
_NAMING = {"rulesOut", "statesAll"}


@cache
def vocabulary() -> frozenset[str]:
    """IRIs of every term, condition, offence and instrument that the ontology declares."""
    from delicta.law import load_law

    return frozenset(names.BASE + key for key in load_law().lexicon["nodes"])


def problems(case: CaseFile, today: date | None = None) -> tuple[list[InputError], CaseFile]:
    """What is wrong with a case, and the case without the conducts concerned.

    A problem on a node that no single conduct owns withholds every conduct of the file.
    """
    known, today = vocabulary(), today or date.today()
    errors: list[tuple[str, InputError]] = []
    for triple in case.facts:
        subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object
        named = [predicate] if predicate.startswith(names.BASE) else []
        if predicate == names.RDF_TYPE or predicate.startswith(names.BASE) and predicate.removeprefix(names.BASE) in _NAMING | {"affirms", "atStage", "setsFigureOf"}:
            named.append(value.value)
        for term in named:
            if term.startswith(names.BASE) and not term.startswith(names.CASE) and term not in known:
                near = (names.local(term), sorted(names.local(iri) for iri in known if iri.startswith(names.BASE)))
                errors.append((subject, InputError("unknown-term", file=case.name, term=names.short(term), near=near, node=names.short(subject))))
        if predicate.startswith(names.BASE) and predicate.removeprefix(names.BASE) in _DATES:
            where = f"{names.short(subject)} {names.short(predicate)}"
            try:
                day = date.fromisoformat(value.value)
            except ValueError:
                errors.append((subject, InputError("bad-date", value=value.value)))
                continue
            if day > today:
                errors.append((subject, InputError("future-date", where=where, value=value.value)))
            elif day < FIRST_DAY:
                errors.append((subject, InputError("too-early", where=where, value=value.value)))
    errors += _contradictions(case)
    if not errors:
        return [], case
    bad = {subject for subject, _ in errors}
    return [error for _, error in errors], _without(case, bad)


def _contradictions(case: CaseFile) -> list[tuple[str, InputError]]:
    from delicta.taxonomy import wider

    types: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    ruled: dict[str, set[str]] = {}
    for triple in case.facts:
        predicate = triple.predicate.value
        if predicate == names.RDF_TYPE:
            types.setdefault(triple.subject.value, set()).add(triple.object.value)
        elif predicate in (names.BASE + "hasFact", names.BASE + "concerns", names.BASE + "hasActor"):
            links.setdefault(triple.subject.value, set()).add(triple.object.value)
        elif predicate == names.BASE + "rulesOut":
            ruled.setdefault(triple.subject.value, set()).add(triple.object.value)
    found = []
    for conduct, classes in ruled.items():
        facts = set(links.get(conduct, ()))
        facts |= {further for fact in facts for further in links.get(fact, ())}
        for fact in sorted(facts):
            for shown in sorted(types.get(fact, ())):
                for out in sorted(classes & wider(shown)):
                    values = {"fact": names.short(fact), "class": names.short(shown), "ruled": names.short(out)}
                    found.append((conduct, InputError("contradiction", conduct=names.short(conduct), **values)))
    return found


def _without(case: CaseFile, bad: set[str]) -> CaseFile:
    conducts: dict[str, set[str]] = {}
    for triple in case.facts:
        if triple.predicate.value in (names.BASE + "hasFact", names.BASE + "hasActor", names.BASE + "concerns", names.BASE + "hasLocalStandard"):
            conducts.setdefault(triple.subject.value, set()).add(triple.object.value)
    owners = {t.subject.value for t in case.facts if t.predicate.value == names.BASE + "hasActor"}
    reach = {}
    for owner in owners:
        nodes, edge = {owner}, {owner}
        while edge := {n for node in edge for n in conducts.get(node, ())} - nodes:
            nodes |= edge
        reach[owner] = nodes
    orphan = bool(bad - set().union(*reach.values()) if reach else bad)
    dropped = owners if orphan else {owner for owner, nodes in reach.items() if nodes & bad}
    facts = [t for t in case.facts if t.subject.value not in dropped and getattr(t.object, "value", None) not in dropped]
    return CaseFile(case.name, facts, case.holdings)
