"""The law stands written twice: in the ontology, and in tables that were read from the official texts apart from it. Neither may say what the other does not.

Tables: `numbers.csv` every number of an interpretation, `penalties.csv` every frame, `instruments.csv` what each text is, who issued it, since and until
when it is law and what has become of it, `elements.csv` every element of every mode as a reader of the texts saw it, `modes.csv` which mode of the ontology
is which mode of that reader. What is said otherwise is listed with its reason.
"""

import csv
import re
from collections import defaultdict
from functools import cache, cached_property
from pathlib import Path

import pytest

from delicta import closure, names, places

TABLES = Path(__file__).parent / "law"
PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX delicta: <https://w3id.org/delicta/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
# What each kind of element asks for in the ontology: classes of fact, or kinds of test.
KINDS = {
    "subject": {"Actor"}, "intent": {"Intent"}, "knowledge": {"Knowledge"}, "act": {"Act"}, "omission": {"Act"}, "object": {"Object"},
    "means": {"Means", "Act"}, "purpose": {"Purpose"}, "result": {"Result", "Threshold", "OpenClause"},
    "circumstance": {"Circumstance", "Threshold", "OpenClause"}, "norm": {"Circumstance"}, "status": {"Circumstance", "Object"}, "order": {"Circumstance"},
}


def rows(name):
    with open(TABLES / f"{name}.csv", encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


class Ontology:
    """The law data as the tests here need them; every name without the project's base."""

    def __init__(self, store):
        store.update((places.QUERIES / "close" / "05-citations.ru").read_text(encoding="utf-8"))
        self.store = store

    def ask(self, query):
        found = self.store.query(PREFIXES + query)
        columns = [variable.value for variable in found.variables]
        for row in found:
            yield tuple(getattr(row[column], "value", "").removeprefix(names.BASE) for column in columns)

    def relation(self, pattern):
        """A relation as a dictionary from ?a to the set of ?b."""
        found = defaultdict(set)
        for a, b in self.ask(f"SELECT ?a ?b WHERE {{ {pattern} }}"):
            found[a].add(b)
        return found

    @cached_property
    def cited(self):
        """The citations of every condition."""
        return self.relation("?a delicta:setBy/skos:notation ?b")

    def numbers(self):
        """Every number of the law: (condition, comparison, number as the table writes it)."""
        plain = {"delicta:atLeast": ">=", "delicta:moreThan": ">", "delicta:lessThan": "<", "delicta:factor": "factor", "delicta:withinYears": "years", "delicta:needs": "count"}
        for name, comparison in plain.items():
            for condition, value in self.ask(f"SELECT ?a ?v WHERE {{ ?a {name} ?v }}"):
                yield condition, comparison, value
        for condition, low, high in self.ask("SELECT ?a ?low ?high WHERE { ?a delicta:corridorFrom ?low ; delicta:corridorTo ?high }"):
            yield condition, "range", f"{low}-{high}"
        for (condition,) in self.ask("SELECT ?a WHERE { ?a a delicta:ProportionalSum }"):
            yield condition, "ratio", "1"

    def labels(self, lang):
        return dict(self.ask(f'SELECT ?a ?l WHERE {{ ?a skos:prefLabel ?l FILTER(LANG(?l) = "{lang}") }}'))


@cache
def ontology():
    return Ontology(closure.read_ontology(places.turtle_files(places.ONTOLOGY)))


def cites(citations, provision):
    """Whether a provision, or a part of it, is among citations."""
    return any(citation == provision or citation.startswith(provision + "(") for citation in citations)


def items(text):
    return [part.strip() for part in text.split(";") if part.strip()]


# ---------------------------------------------------------------- numbers


def numbers_missing_from_the_law(law):
    """Numbers of the table that no condition citing the provision gives, without those told otherwise."""
    given = {(citation, comparison, value) for condition, comparison, value in law.numbers() for citation in law.cited[condition]}
    otherwise = {(row["provision"], row["comparison"], row["value"]) for row in rows("numbers-told-otherwise")}
    wanted = {(row["provision"], row["comparison"], row["value"]) for row in rows("numbers") if row["quantity"] != "fine"}
    return sorted(wanted - given - otherwise), sorted((wanted & given & otherwise) | (otherwise - wanted))


def spelt(text):
    """The numbers that a Chinese label spells out, in characters or digits, with shares in hundredths."""
    found = set()
    for share, figures in re.findall(r"(百分之)?([零一二三四五六七八九十百千万两]+)", text):
        total = part = digit = 0
        for figure in figures:
            if figure == "万":
                total, part, digit = total + (part + digit or 1) * 10000, 0, 0
            elif figure in UNITS:
                part, digit = part + (digit or 1) * UNITS[figure], 0
            else:
                digit = DIGITS[figure]
        found.add((total + part + digit) / (100 if share else 1))
    found |= {float(figures.replace(",", "")) for figures in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)}
    return found | ({0.5} if "半" in text else set())


def figures(comparison, value):
    """The figures of a number as the table writes it; what is none can be told by nothing."""
    try:
        return {float(part) for part in (value.split("-") if comparison == "range" else [value])}
    except ValueError:
        return {None}


def numbers_that_nobody_wrote_twice(law):
    """Numbers of the law that neither the table, nor the label of the condition, nor another condition of the same provision repeats.

    A factor of one takes numbers over as they are and needs no second entry.
    """
    table = {(row["provision"], row["comparison"], row["value"]) for row in rows("numbers")}
    labels, given = law.labels("zh"), defaultdict(set)
    everything = list(law.numbers())
    for condition, comparison, value in everything:
        for citation in law.cited[condition]:
            given[citation, comparison, value].add(condition)
    alone = []
    for condition, comparison, value in everything:
        told = spelt(labels[condition])
        repeated = (
            any((citation, comparison, value) in table for citation in law.cited[condition])
            or figures(comparison, value) <= told
            or any(given[citation, comparison, value] - {condition} for citation in law.cited[condition])
            or comparison == "ratio" or (comparison, value) == ("factor", "1")
        )
        if not repeated:
            alone.append((condition, comparison, value, labels[condition]))
    return sorted(alone)


def test_every_number_of_the_table_is_in_the_law_under_its_provision():
    missing, idle = numbers_missing_from_the_law(ontology())
    assert missing == []
    assert idle == [], "told otherwise, and yet in the law or not in the table: take the exception out"


def test_every_number_of_the_law_is_written_twice():
    alone = numbers_that_nobody_wrote_twice(ontology())
    assert {condition for condition, _, _, _ in alone} == SEVERAL, alone


# "Several times" has no number in the text; practice and other interpretations count three.
SEVERAL = {"interpretation/fs-2019-15.5.3", "interpretation/fs-2019-15.6.2"}


# ---------------------------------------------------------------- penalties


FRAME = {
    "minimum_months": "minimumMonths", "maximum_months": "maximumMonths", "life": "lifeImprisonment", "death": "deathPenalty", "detention": "detention",
    "surveillance": "surveillance", "deprivation": "deprivation", "fine": "fine", "fine_alone": "fineAlone", "confiscation": "confiscation",
}


def penalties_that_differ(law):
    """Frames of the table that no tier has, and tiers whose frame is not in the table under a provision they cite."""
    table = {(row["offence"], row["tier"], row["provision"], *(row[field] for field in FRAME)) for row in rows("penalties")}
    frame = " ; ".join(f"delicta:{name} ?{name}" for name in FRAME.values())
    query = f"SELECT ?tier ?offence ?rank {' '.join('?' + name for name in FRAME.values())} WHERE {{ ?offence delicta:hasTier ?tier . ?tier delicta:rank ?rank ; {frame} }}"
    tiers = {}
    for tier, offence, rank, *rest in law.ask(query):
        tiers[tier] = {(offence.removeprefix("offence/"), rank, provision, *rest) for provision in law.cited[tier]}
    every = set().union(*tiers.values())
    return sorted(table - every), sorted(tier for tier, frames in tiers.items() if not frames & table)


# Frames of wordings that stood in no text at hand; the data say so of each.
WITHOUT_A_ROW = {
    "offence/192.tier-1-1997", "offence/192.tier-2-1997", "offence/192.tier-3-1997", "offence/239.tier-until-2009", "offence/264.tier-4-1997",
    "offence/280p3.tier-1-1997", "offence/280p3.tier-2-1997", "offence/295.tier-2-1997", "offence/295.tier-3-1997",
}


def test_every_penalty_frame_is_the_same_in_table_and_law():
    only_table, only_law = penalties_that_differ(ontology())
    assert only_table == []
    assert set(only_law) == WITHOUT_A_ROW


# ---------------------------------------------------------------- elements


def elements_that_differ(law):
    """Elements that the reader of the texts saw and the mode of the ontology does not ask for, or does not cite."""
    parts = law.relation("?a delicta:hasPart|delicta:hasElement|delicta:scales|delicta:adds|^delicta:excludes|^delicta:defeats ?b")
    asked = law.relation("?a delicta:asksFor|delicta:on ?class . ?class rdfs:subClassOf* ?b")
    kind = law.relation("?a delicta:setBy ?source ; a ?b")
    cited = law.cited
    read = defaultdict(list)
    for row in rows("elements"):
        read[row["offence"], row["mode"]].append(row)
    wrong = []
    for row in rows("modes"):
        mode = f"offence/{row['offence']}.{row['mode']}"
        under, edge = {mode}, {mode}
        while edge := {part for node in edge for part in parts[node]} - under:
            under |= edge
        found = set().union(*(asked[node] | kind[node] for node in under))
        citations = set().union(*(cited[node] for node in under))
        for element in read[row["offence"], row["read_as"]]:
            if not KINDS[element["kind"]] & found and element["kind"] not in items(row["not_asked"]):
                wrong.append((mode, "does not ask for", element["kind"], element["element"]))
            wrong += [
                (mode, "does not cite", provision, element["element"])
                for provision in items(element["provision"]) if not cites(citations, provision) and provision not in items(row["not_cited"])
            ]
    return wrong


def test_every_element_that_was_read_is_asked_for_and_cited_by_its_mode():
    assert elements_that_differ(ontology()) == []


def test_every_mode_was_read_or_is_said_to_have_been_read_once():
    """Of the offences whose elements were read a second time, each mode was."""
    again = {row["offence"] for row in rows("elements")}
    modes = {mode.removeprefix("offence/") for (mode,) in ontology().ask("SELECT ?m WHERE { ?m a delicta:Mode }")}
    modes = {mode for mode in modes if mode.partition(".")[0] in again}
    listed = {f"{row['offence']}.{row['mode']}" for row in rows("modes")}
    assert modes - listed == set()
    assert {(row["offence"], row["mode"]) for row in rows("elements")} == {(row["offence"], row["read_as"]) for row in rows("modes") if row["read_as"]}
    assert all(row["why"] for row in rows("modes") if not row["read_as"] or row["not_cited"] or row["not_asked"])


# ---------------------------------------------------------------- lists and days


def items_not_scaled(law):
    """Items that the table says are taken over by a factor, `five times 1(1)(1)-(4)`, and that no gate with that factor and provision takes over."""
    scaled = law.relation("?a delicta:scales ?b")
    factors = law.relation("?a delicta:factor ?b")
    wrong = []
    for row in rows("numbers"):
        listed = re.search(r"(\S+)\(([0-9]+)\)-\(([0-9]+)\)", row["note"])
        if row["comparison"] != "factor" or row["quantity"] != "standard" or not listed:
            continue
        gates = [gate for gate, values in factors.items() if row["value"] in values and cites(law.cited[gate], row["provision"])]
        taken = set().union(*(law.cited[condition] for gate in gates for condition in scaled[gate]))
        instrument = row["provision"].partition(" ")[0]
        for item in range(int(listed[2]), int(listed[3]) + 1):
            if not cites(taken, f"{instrument} {listed[1]}({item})"):
                wrong.append((row["provision"], row["value"], f"{listed[1]}({item})"))
    return wrong


def miscounted(law):
    """Gates whose label is a count of their items, `one of ten items`, and that have another number of parts."""
    parts, kinds = law.relation("?a delicta:hasPart|delicta:scales ?b"), law.relation("?a delicta:setBy ?source ; a ?b")
    wrong = []
    for gate, label in law.labels("zh").items():
        counted = re.fullmatch(r"[^，]*?(?<!第)([一二三四五六七八九十]+)项情形之一", label)
        if counted and kinds[gate] == {"AnyOf"} and gate not in GROUPED and spelt(counted[1]) != {len(parts[gate])}:
            wrong.append((gate, label, len(parts[gate])))
    return wrong


# Items that one test asks for together.
GROUPED = {"interpretation/fafa-2023-14.12"}


def items_outside_their_list(law):
    """Numbered items of an interpretation that are not below the gate of their paragraph."""
    parts = law.relation("?a delicta:hasPart|delicta:scales|delicta:adds ?b")
    wrong = []
    for item in law.cited:
        paragraph, dot, number = item.rpartition(".")
        if not item.startswith("interpretation/") or paragraph not in parts or not re.fullmatch("[0-9]+(-[0-9]+)?", number):
            continue
        below, edge = set(), {paragraph}
        while edge := {part for node in edge for part in parts[node]} - below:
            below |= edge
        if item not in below:
            wrong.append(item)
    return sorted(wrong)


INSTRUMENT = {
    "kind": "rdf:type", "publisher": "dcterms:publisher", "number": "dcterms:identifier", "issued": "dcterms:issued", "in_force": "delicta:inForceFrom",
    "until": "delicta:inForceUntil", "standing": "delicta:standing", "last_verified": "delicta:lastVerified", "url": "rdfs:seeAlso",
}


def instruments_that_differ(law):
    """What only the table or only the ontology says of an instrument, as (instrument, column, value)."""
    table = {(f"law/{row['instrument']}", column, value) for row in rows("instruments") for column in INSTRUMENT for value in row[column].split("; ") if value}
    columns = " ".join(f'({name} "{column}")' for column, name in INSTRUMENT.items())
    data = set(law.ask(f"SELECT ?a ?column ?value WHERE {{ VALUES (?property ?column) {{ {columns} }} ?a delicta:citationPrefix ?prefix ; ?property ?value }}"))
    return sorted(table ^ data)


@pytest.mark.parametrize("differs", [items_not_scaled, miscounted, items_outside_their_list, instruments_that_differ])
def test_lists_and_days_are_the_same_in_table_and_law(differs):
    assert differs(ontology()) == []


# ---------------------------------------------------------------- all together


def disagrees(law):
    """The first way in which a law and the tables differ beyond what is listed here, or None."""
    missing, _ = numbers_missing_from_the_law(law)
    alone = {condition for condition, _, _, _ in numbers_that_nobody_wrote_twice(law)}
    only_table, only_law = penalties_that_differ(law)
    lists = [wrong for differs in (items_not_scaled, miscounted, items_outside_their_list, instruments_that_differ) for wrong in differs(law)]
    return missing or alone - SEVERAL or only_table or set(only_law) - WITHOUT_A_ROW or elements_that_differ(law) or lists or None


# ---------------------------------------------------------------- what the other tests here rest on


@pytest.mark.parametrize("text, numbers", [
    ("行踪轨迹信息五十条以上", {50.0}), ("三万元至十万元以上", {30000.0, 100000.0}), ("标准的百分之八十", {0.8}), ("标准减半", {0.5}), ("二百万元", {2000000.0}), ("两项以上", {2.0}),
])
def test_numbers_are_read_from_labels(text, numbers):
    assert numbers <= spelt(text)
