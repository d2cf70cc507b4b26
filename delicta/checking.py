"""Checks before any answer: terms that do not exist, dates and numbers that are none, contradictions. A conduct that fails gets no answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pyoxigraph as ox

from delicta import names, terms
from delicta.errors import DelictaError, InputError
from delicta.reading import CaseFile
from delicta.taxonomy import is_condition, wider

FIRST_DAY = date(1997, 10, 1)
_DAYS_OF_CONDUCT = {"begins", "ends", "judgedOn"}
_DAYS = _DAYS_OF_CONDUCT | {"dated", "decidedOn"}
_NAMING = {"rulesOut", "statesAll", "affirms", "atStage", "setsFigureOf"}
_PROPERTIES = frozenset((
    *_DAYS, *_NAMING, "hasConduct", "hasActor", "hasFact", "concerns", "hasLocalStandard", "figure", "narrative", "quote", "heading", "issue", "evidenceLevel",
    "ofActor", "convicts", "acquits", "sanctions", "handledBy", "punishment", "months", "outcomeNote", "divergence",
))
_CLASSES = frozenset(names.BASE + word for word in ("Case", "Conduct", "Fact", "Holding", "LocalStandard"))
_MET = f"""
    PREFIX delicta: <{names.BASE}>
    PREFIX m: <{names.MACHINE}>
    SELECT ?conduct ?condition (GROUP_CONCAT(DISTINCT STR(?fact); SEPARATOR=" ") AS ?facts)
    WHERE {{
      GRAPH <{names.WORK}> {{
        ?conduct delicta:rulesOut ?condition . ?answer m:conduct ?conduct .
        {{ ?answer m:meets ?condition }} UNION {{
          {{
            SELECT ?answer ?condition (COUNT(?part) AS ?met)
            WHERE {{ ?answer m:conduct/delicta:rulesOut ?condition ; m:meets ?part . ?condition m:part ?part }}
            GROUP BY ?answer ?condition
          }}
          ?condition m:needs ?needs . FILTER(?met >= ?needs)
          FILTER NOT EXISTS {{ ?answer m:era/m:untimely ?condition }}
          FILTER NOT EXISTS {{ ?reason m:excludes|m:defeats ?condition . ?answer m:meets ?reason }}
        }}
        OPTIONAL {{ ?condition m:part* ?test . ?answer m:has ?fact . ?fact m:supports ?test }}
      }}
    }}
    GROUP BY ?conduct ?condition ORDER BY ?conduct ?condition
"""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"\+?0*[0-9]{1,15}(\.[0-9]{1,6})?")
_NUMBERS = {names.XSD + kind for kind in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}


def _nodes() -> dict:
    from delicta.law import load_law

    return load_law().lexicon["nodes"]


def day_of_law(day: date | str, today: date | None = None) -> date:
    """A day whose law can be applied, as a date or written YYYY-MM-DD. Raises DelictaError."""
    try:
        found = date.fromisoformat(day) if isinstance(day, str) and _DAY.fullmatch(day) else day
        if not isinstance(found, date) or isinstance(found, datetime):
            raise ValueError
    except ValueError:
        raise DelictaError("bad-date", value=str(day)) from None
    if found < FIRST_DAY or found > (today or date.today()):
        raise DelictaError("too-early" if found < FIRST_DAY else "future-date", where="on", value=str(found))
    return found


@cache
def vocabulary() -> frozenset[str]:
    """IRIs of every term, condition, offence and instrument that the ontology declares."""
    return frozenset(names.BASE + key for key in _nodes())


def problems(case: CaseFile, today: date | None = None) -> tuple[list[InputError], CaseFile]:
    """What is wrong with a case, and the case without the conducts concerned.

    A problem on a node that no single conduct owns withholds every conduct of the file.
    """
    errors = slips(case, today)
    sound = _without(case, {subject for subject, _ in errors}) if errors else case
    further = list(_unsound(sound))
    if further:
        sound = _without(sound, {subject for subject, _ in further})
    if met := list(met_and_ruled_out(sound)):
        sound = _without(sound, {subject for subject, _ in met})
    return [error for _, error in errors + further + met], sound


def slips(case: CaseFile, today: date | None = None) -> list[tuple[str, InputError]]:
    """What is wrong with a case by itself, each with the node it stands on: what no shape is needed for."""
    today = today or date.today()
    errors = [*_actors(case)]
    for triple in case.facts:
        errors += [*_terms(case, triple), *_catalogued(case, triple)]
        word = triple.predicate.value.removeprefix(names.BASE) if triple.predicate.value.startswith(names.BASE) else ""
        if word in _DAYS:
            errors += _day(case, triple, today)
        elif "unit" in _nodes().get(word, {}):
            errors += _quantity(case, triple, _nodes()[word])
    errors += [*_foreign(case), *_systems(case), *_contradictions(case)]
    return list({(node, str(error)): (node, error) for node, error in errors}.values())


def met_and_ruled_out(case: CaseFile) -> Iterator[tuple[str, InputError]]:
    """Conditions that a conduct rules out and its facts meet, such as a threshold that its numbers reach. Only conducts that rule out such are evaluated."""
    asked = {t.subject.value for t in case.facts if t.predicate.value == names.BASE + "rulesOut" and _of_facts(t.object.value)}
    if not asked:
        return
    from delicta import applying
    from delicta.law import load_law

    for facts in applying.by_conduct(case.facts).values():
        if not asked & {triple.subject.value for triple in facts}:
            continue
        for row in applying.evaluate(facts, load_law()).query(_MET):
            conduct, condition = row["conduct"].value, row["condition"].value
            place = case.place(conduct, names.BASE + "rulesOut")
            shown = ", ".join(sorted(names.short(fact) for fact in row["facts"].value.split()))
            yield conduct, InputError("met-and-ruled-out", file=place, conduct=names.short(conduct), ruled=names.short(condition), facts=f" ({shown})" if shown else "")


def _of_facts(term: str) -> bool:
    """Is it a condition of the law that facts meet, itself or by its parts, rather than an assessment?"""
    node = _nodes().get(term.removeprefix(names.BASE), {})
    return "types" in node or node.get("kind", "OpenClause") != "OpenClause"


def unread(case: CaseFile) -> list[InputError]:
    """Terms of vocabularies that nothing here reads, each said once: no reason to refuse a case, but its author must know."""
    found = {term: subject for subject, term in reversed(list(terms.unread(case.facts)))}
    return [_unread(case, subject, term) for term, subject in sorted(found.items())]


def _unread(case: CaseFile, subject: str, term: str) -> InputError:
    return InputError("unread-term", file=case.place(subject, term), term=names.short(term), node=names.short(subject))


def _foreign(case: CaseFile) -> Iterator[tuple[str, InputError]]:
    """Facts, things and actors that have classes of foreign vocabularies alone."""
    links = {names.BASE + word for word in ("hasFact", "concerns", "hasActor")}
    typed = {t.subject.value for t in case.facts if t.predicate.value == names.RDF_TYPE and t.object.value.startswith(names.BASE)}
    bare = {t.object.value for t in case.facts if t.predicate.value in links} - typed
    for subject, term in terms.unread(t for t in case.facts if t.predicate.value == names.RDF_TYPE and t.subject.value in bare):
        yield subject, _unread(case, subject, term)


def _unsound(case: CaseFile) -> Iterator[tuple[str, InputError]]:
    """What the shapes find that leaves an answer without ground, such as facts that exclude each other."""
    from delicta.validation import unsound

    for result in unsound(case):
        yield result.focus, InputError("unsound", file=(case.name, result.line) if result.line else case.name, text=result.message)


def _terms(case: CaseFile, triple: ox.Triple) -> Iterator[tuple[str, InputError]]:
    """Properties that no case has, and classes and conditions that the ontology does not declare."""
    subject, predicate, value = triple.subject.value, triple.predicate.value, triple.object.value
    named = []
    if predicate.startswith(names.BASE):
        named.append(predicate)
        if predicate.removeprefix(names.BASE) in _NAMING:
            named.append(value)
    elif predicate == names.RDF_TYPE and (value.startswith(names.BASE) or isinstance(triple.object, ox.Literal)):
        named.append(value)
    for term in named:
        place = case.place(subject, term)
        word, node = _written(term), names.short(subject)
        if term not in vocabulary() and term.startswith(names.BASE + "law/"):
            provisions = sorted(names.local(names.BASE + key) for key in _nodes() if key.startswith("law/"))
            yield subject, InputError("unknown-provision", file=place, value=names.local(term), near=(names.local(term), provisions), term=names.short(term))
        elif term not in vocabulary():
            yield subject, InputError("unknown-term", file=place, term=names.short(term), near=nearest_term(word, _words(case, predicate, term)), node=node)
        elif term == predicate and not _of_cases(word):
            yield subject, InputError("no-property", file=place, term=names.short(term), node=node)
        elif predicate == names.RDF_TYPE and not _is_class(term):
            yield subject, InputError("no-class", file=place, term=names.short(term), node=node)


def _of_cases(word: str) -> bool:
    """Whether a case may use a property: those of cases themselves, and the quantities."""
    return word in _PROPERTIES or "unit" in _nodes().get(word, {})


def _is_class(term: str) -> bool:
    """Whether a node of a case may be of a class: a kind of case, conduct, fact, holding or local standard."""
    return bool(wider(term) & _CLASSES)


def _is_fact(term: str) -> bool:
    """Whether a term is a class of fact, actors and things included."""
    return names.BASE + "Fact" in wider(term)


def no_word(word: str, place: str | tuple[str, int]) -> InputError:
    """The error for a word that cannot be a term, such as one with a space in it."""
    return InputError("unknown-term", file=place, term=word, near=nearest_term(word, map(_written, vocabulary())), node="")


def nearest_term(word: str, known: Iterable[str]) -> tuple[str, list[str]]:
    """A wrong word, and where to look for what it may have meant: the term whose name it is in either language, else all known ones."""
    from delicta import words

    known = set(known)
    meant = words.meant(word, words.named(_nodes(), (key for key in _nodes() if _written(names.BASE + key) in known)))
    return (word, sorted(known)) if meant is None else (_written(names.BASE + meant), [_written(names.BASE + meant)])


def _written(term: str) -> str:
    """A term as a case writes it with the context: the prefix of the vocabulary itself is left out."""
    return names.short(term).removeprefix("delicta:")


def _words(case: CaseFile, predicate: str, term: str) -> list[str]:
    """The words among which a misspelt one is looked for; for a property of a case in YAML, those of the context as well."""
    if predicate == names.BASE + "affirms":
        return sorted(_written(names.BASE + key) for key, entry in _nodes().items() if entry.get("kind") == "OpenClause")
    if predicate == names.BASE + "setsFigureOf":
        return sorted(_written(names.BASE + key) for key, entry in _nodes().items() if "corridorFrom" in entry)
    if predicate == names.RDF_TYPE:
        return sorted(_written(known) for known in vocabulary() if _is_class(known))
    if predicate == names.BASE + "statesAll":
        return sorted(("quantity", *(_written(known) for known in vocabulary() if _is_fact(known))))
    if predicate == names.BASE + "rulesOut":
        return sorted(_written(known) for known in vocabulary() if _is_fact(known) or is_condition(known.removeprefix(names.BASE)))
    from delicta.context import context

    if term == predicate:
        return [*filter(_of_cases, map(_written, vocabulary())), *(context() if case.lines else ())]
    return list(map(_written, vocabulary()))


def _where(triple: ox.Triple) -> str:
    return f"{names.short(triple.subject.value)} {names.short(triple.predicate.value)}"


def _day(case: CaseFile, triple: ox.Triple, today: date) -> Iterator[tuple[str, InputError]]:
    subject, value = triple.subject.value, triple.object
    place = case.place(subject, triple.predicate.value)
    try:
        day = date.fromisoformat(value.value)
        written = _DAY.fullmatch(value.value) and isinstance(value, ox.Literal) and value.datatype.value == names.XSD + "date"
    except ValueError:
        written = False
    if not written:
        yield subject, InputError("bad-date", file=place, value=value.value)
    elif day > today:
        yield subject, InputError("future-date", file=place, where=_where(triple), value=value.value)
    elif triple.predicate.value.removeprefix(names.BASE) in _DAYS_OF_CONDUCT and day < FIRST_DAY:
        yield subject, InputError("too-early", file=place, where=_where(triple), value=value.value)


def _catalogued(case: CaseFile, triple: ox.Triple) -> Iterator[tuple[str, InputError]]:
    """Offences that are catalogued only, where a class or a condition is named: nothing can be said of their elements."""
    entry = _nodes().get(triple.object.value.removeprefix(names.BASE), {}) if triple.predicate.value.removeprefix(names.BASE) in _NAMING else {}
    if entry.get("kind") == "CataloguedOffence":
        subject, offence = triple.subject.value, triple.object.value
        yield subject, InputError("only-catalogued", file=case.place(subject, offence), offence=names.local(offence), label=entry["label"])


def _quantity(case: CaseFile, triple: ox.Triple, entry: dict) -> Iterator[tuple[str, InputError]]:
    subject, value = triple.subject.value, triple.object
    whole = entry.get("range") == "integer"
    plain = _NUMBER.fullmatch(value.value)
    numeric = isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS
    if plain and numeric and not (whole and float(value.value) % 1):
        return
    key = "bad-count" if whole else "bad-quantity"
    place = case.place(subject, triple.predicate.value)
    shown = str(value) if plain and not numeric else value.value[:40]
    yield subject, InputError(key, file=place, where=_where(triple), value=shown, unit=entry["unit"])


def _actors(case: CaseFile) -> Iterator[tuple[str, InputError]]:
    acted = {t.subject.value for t in case.facts if t.predicate.value == names.BASE + "hasActor"}
    for triple in case.facts:
        if triple.predicate.value == names.RDF_TYPE and triple.object.value == names.BASE + "Conduct" and triple.subject.value not in acted:
            yield triple.subject.value, InputError("no-actor", file=case.place(triple.subject.value), conduct=names.short(triple.subject.value))


def _systems(case: CaseFile) -> Iterator[tuple[str, InputError]]:
    """Things in the place of an actor: an artificial-intelligence system is a means and never a subject."""
    from delicta.taxonomy import wider

    things = {names.BASE + "Means", names.BASE + "Object"}
    actors = {t.object.value for t in case.facts if t.predicate.value == names.BASE + "hasActor"}
    for triple in case.facts:
        if triple.subject.value in actors and triple.predicate.value == names.RDF_TYPE and wider(triple.object.value) & things:
            values = {"actor": names.short(triple.subject.value), "class": names.short(triple.object.value)}
            yield triple.subject.value, InputError("system-as-actor", file=case.place(triple.subject.value), **values)


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
                    found.append((conduct, InputError("contradiction", file=case.place(conduct), conduct=names.short(conduct), **values)))
    return found


def _without(case: CaseFile, bad: set[str]) -> CaseFile:
    """The case without the conducts that lead to a bad node, and without what they alone lead to; names stay."""
    conducts: dict[str, set[str]] = {}
    for triple in case.facts:
        if triple.predicate.value in (names.BASE + "hasFact", names.BASE + "hasActor", names.BASE + "concerns", names.BASE + "hasLocalStandard"):
            conducts.setdefault(triple.subject.value, set()).add(triple.object.value)
    owners = set(case.conducts())
    reach = {}
    for owner in owners:
        nodes, edge = {owner}, {owner}
        while edge := {n for node in edge for n in conducts.get(node, ())} - nodes:
            nodes |= edge
        reach[owner] = nodes
    orphan = bool(bad - set().union(*reach.values()) if reach else bad)
    dropped = owners if orphan else {owner for owner, nodes in reach.items() if nodes & bad}
    gone = set().union(*(reach[owner] for owner in dropped)) - set().union(*(reach[owner] for owner in owners - dropped))
    facts = [t for t in case.facts if t.predicate.value == names.PREF_LABEL or t.subject.value not in gone and getattr(t.object, "value", None) not in gone]
    return replace(case, facts=facts, withheld=(*case.withheld, *sorted(dropped)))
