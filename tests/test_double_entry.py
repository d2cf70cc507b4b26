"""The law stands written twice: in the ontology, and in tables that were read from the official texts apart from it. Neither may say what the other does not.

Tables: `numbers.csv` every number of the texts at hand, with what is counted, its unit and its days, `quantities.csv` what the ontology calls it where the
names differ, `penalties.csv` every frame with its days, `instruments.csv` what each text is, who issued it, since and until when it is law, when it was amended
and what has become of it, `elements.csv` every element of every mode as a reader of the texts saw it, `modes.csv` which mode of the ontology is which mode
of that reader. What is said otherwise is listed with its reason.

A number from a text that nobody has read has only its label for a second entry; `pytest -s` prints how many there are.
"""

import csv
import re
from collections import defaultdict
from datetime import date
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


# How the table writes the numbers that the ontology states by one property, and their unit where what is counted has none.
NUMBERS = {
    "delicta:atLeast": (">=", ""), "delicta:moreThan": (">", ""), "delicta:lessThan": ("<", ""), "delicta:factor": ("factor", "multiple"),
    "delicta:withinYears": ("years", "years"), "delicta:needs": ("count", "standards"), "delicta:capMonths": ("cap", "months"),
    "delicta:sumFromMonths": ("sum >=", "months"), "delicta:sumBelowMonths": ("sum <", "months"),
}
# Comparisons of numbers that count nothing of a conduct.
UNCOUNTED = {"factor", "years", "count", "cap", "sum >=", "sum <"}
OVERLAYS = ("doctrine/", "reform/")


@cache
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

    @cached_property
    def measured(self):
        """What a condition counts; a sum counts what its parts do."""
        return self.relation("?a delicta:adds?/delicta:measures ?b")

    @cached_property
    def units(self):
        return dict(self.ask('SELECT ?a ?unit WHERE { ?a delicta:unit ?unit FILTER(LANG(?unit) = "en") }'))

    @cached_property
    def instrument(self):
        """The instrument of every citation."""
        return dict(self.ask("SELECT ?citation ?instrument WHERE { ?provision skos:notation ?citation ; delicta:provisionOf ?instrument }"))

    @cached_property
    def unread(self):
        """Conditions whose text nobody has read."""
        return {condition for (condition,) in self.ask("SELECT DISTINCT ?a WHERE { ?a delicta:setBy ?source . ?a delicta:verified|delicta:setBy/delicta:provisionOf/delicta:verified false }")}

    @cached_property
    def days(self):
        """The first and the last day of everything that has one."""
        return {
            node: (ordinal(first or BEGINNING), ordinal(last or END))
            for node, first, last in self.ask("SELECT ?a ?first ?last WHERE { ?a delicta:setBy ?source OPTIONAL { ?a delicta:inForceFrom ?first } OPTIONAL { ?a delicta:inForceUntil ?last } }")
        }

    @cached_property
    def above(self):
        """What in the law asks for a condition, takes it over or is struck by it; overlays are no law."""
        asks = "^(delicta:hasPart|delicta:hasMode|delicta:hasElement|delicta:hasTier|delicta:scales|delicta:adds)"
        strikes = "delicta:excludes|delicta:defeats|delicta:modifies|delicta:excludesEvery|delicta:defeatsEvery|delicta:modifiesEvery"
        links = self.relation(f"?a {asks}|{strikes} ?b")
        return defaultdict(set, {part: {gate for gate in gates if not gate.startswith(OVERLAYS)} for part, gates in links.items()})

    def ways(self, node, instruments):
        """On which days every way up from a condition is open: (by the days that these instruments set, by those that others set)."""
        own, others = (self.days[node], EVER) if {self.instrument[citation] for citation in self.cited[node]} & instruments else (EVER, self.days.get(node, EVER))
        over = [way for gate in self.above[node] for way in self.ways(gate, instruments)] or [(EVER, EVER)]
        return {(both(own, mine), both(others, theirs)) for mine, theirs in over}

    @cached_property
    def numbers(self):
        """Every number of the law as (condition, what it counts, unit, comparison, number as the table writes it)."""
        found = []
        for name, (comparison, unit) in NUMBERS.items():
            for condition, value in self.ask(f"SELECT ?a ?v WHERE {{ ?a {name} ?v }}"):
                found.append((condition, comparison, value, unit))
        for condition, low, high in self.ask("SELECT ?a ?low ?high WHERE { ?a delicta:corridorFrom ?low ; delicta:corridorTo ?high }"):
            found.append((condition, "range", f"{low}-{high}", ""))
        for (condition,) in self.ask("SELECT ?a WHERE { ?a a delicta:ProportionalSum }"):
            found.append((condition, "ratio", "1", "ratio"))
        return [
            (condition, counted, unit or self.units.get(counted, ""), comparison, value)
            for condition, comparison, value, unit in found
            for counted in sorted(self.measured[condition] if comparison not in UNCOUNTED else ()) or [""]
        ]

    def labels(self, lang):
        return dict(self.ask(f'SELECT ?a ?l WHERE {{ ?a skos:prefLabel ?l FILTER(LANG(?l) = "{lang}") }}'))


@cache
def ontology():
    return Ontology(closure.read_ontology(places.turtle_files(places.ONTOLOGY)))


def cites(citations, provision):
    """Whether a provision, or a part of it, is among citations."""
    return any(citation == provision or citation.startswith(provision + "(") for citation in citations)


def ordinal(day):
    return date.fromisoformat(day).toordinal()


# The first day of the Code, and a day that never comes.
BEGINNING, END = "1997-10-01", "9999-12-31"
EVER = (ordinal(BEGINNING), ordinal(END))


def both(days, others):
    """The days of two spans that are in both."""
    return max(days[0], others[0]), min(days[1], others[1])


def joined(spans):
    """Spans of days in order, those that meet made one, empty ones left out."""
    found = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if found and first <= found[-1][1] + 1:
            first, last = found[-1][0], max(last, found.pop()[1])
        found.append((first, last))
    return found


def items(text):
    return [part.strip() for part in text.split(";") if part.strip()]


# ---------------------------------------------------------------- numbers


def counted(row):
    """What the ontology calls the quantity of a row; the longest provision of `quantities.csv` that fits says it."""
    called = [other for other in rows("quantities") if other["quantity"] == row["quantity"] and row["provision"].startswith(other["provision"])]
    return max(called, key=lambda other: len(other["provision"]))["measures"] if called else row["quantity"]


@cache
def table():
    """The days of every number of the table, by (provision, what is counted, unit, comparison, number); without what is told otherwise."""
    otherwise = {(row["provision"], row["quantity"], row["comparison"], row["value"]) for row in rows("numbers-told-otherwise")}
    found = defaultdict(list)
    for row in rows("numbers"):
        if row["quantity"] != "fine" and (row["provision"], row["quantity"], row["comparison"], row["value"]) not in otherwise:
            name = "" if row["comparison"] in UNCOUNTED else counted(row)
            found[row["provision"], name, row["unit"], row["comparison"], row["value"]].append((ordinal(max(row["from"], BEGINNING)), ordinal(row["until"] or END)))
    return dict(found)


def numbers_missing_from_the_law(law):
    """Numbers of the table that no condition citing the provision gives."""
    return sorted(set(table()) - {(citation, *number) for condition, *number in law.numbers if not condition.startswith(OVERLAYS) for citation in law.cited[condition]})


def numbers_missing_from_the_table(law):
    """Numbers of the law from texts that were read, or from provisions that the table knows, without a row.

    A factor of one takes numbers over as they are and needs no row.
    """
    known = {provision for provision, *_ in table()}
    return sorted(
        (condition, *number) for condition, *number in law.numbers
        if not condition.startswith(OVERLAYS) and number[2:] != ["factor", "1"]
        and (condition not in law.unread or law.cited[condition] <= known)
        and not any((citation, *number) in table() for citation in law.cited[condition])
    )


def numbers_with_other_days(law):
    """Numbers of the law that hold on other days than their rows say.

    A condition without days of its own holds on those of the gates above it. Days that the offence or another instrument sets are left out of account.
    """
    wrong = []
    for condition, *number in law.numbers:
        found = {citation: table()[citation, *number] for citation in law.cited[condition] if (citation, *number) in table()}
        if not found or condition.startswith(OVERLAYS):
            continue
        ways = law.ways(condition, {law.instrument[citation] for citation in found})
        held = joined(both(mine, others) for mine, others in ways)
        spans = {days for several in found.values() for days in several}
        if held not in (joined(both(days, others) for _, others in ways for days in written) for written in [spans, *({days} for days in spans)]):
            wrong.append((condition, *number, [tuple(str(date.fromordinal(day)) for day in days) for days in held]))
    return sorted(wrong)


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
    """Numbers without a row that neither the label of the condition nor another condition of the same provision repeats.

    A factor of one, and a sum of shares that makes one, are no numbers of a text.
    """
    labels, given = law.labels("zh"), defaultdict(set)
    alone = [
        (condition, *number) for condition, *number in law.numbers
        if number[2] != "ratio" and number[2:] != ["factor", "1"] and not any((citation, *number) in table() for citation in law.cited[condition])
    ]
    for condition, *number in law.numbers:
        for citation in law.cited[condition]:
            given[citation, *number[2:]].add(condition)
    return alone, sorted(
        (condition, *number, labels[condition]) for condition, *number in alone
        if not figures(*number[2:]) <= spelt(labels[condition]) and not any(given[citation, *number[2:]] - {condition} for citation in law.cited[condition])
    )


def test_every_number_of_the_table_is_in_the_law_under_its_provision():
    assert numbers_missing_from_the_law(ontology()) == []


def test_what_is_told_otherwise_is_in_the_table_and_not_in_the_law():
    given = {(citation, *number[-2:]) for condition, *number in ontology().numbers for citation in ontology().cited[condition]}
    written = {(row["provision"], row["quantity"], row["comparison"], row["value"]) for row in rows("numbers")}
    otherwise = {(row["provision"], row["quantity"], row["comparison"], row["value"]) for row in rows("numbers-told-otherwise")}
    assert otherwise <= written
    assert {(provision, comparison, value) for provision, _, comparison, value in otherwise} & given == set()


def test_every_number_of_a_text_that_was_read_is_in_the_table():
    assert numbers_missing_from_the_table(ontology()) == []


def test_every_number_holds_on_the_days_of_its_row():
    assert numbers_with_other_days(ontology()) == []


def test_every_number_of_a_text_that_nobody_read_is_repeated_by_its_label():
    alone, silent = numbers_that_nobody_wrote_twice(ontology())
    print(f"{len(alone)} of {len(ontology().numbers)} numbers stand in no table; their labels are the second entry")
    assert {condition for condition, *_ in silent} == SEVERAL, silent


# "Several times" has no number in the text; practice and other interpretations count three.
SEVERAL = {"interpretation/fs-2019-15.5.3", "interpretation/fs-2019-15.6.2"}


# ---------------------------------------------------------------- penalties


FRAME = {
    "minimum_months": "minimumMonths", "maximum_months": "maximumMonths", "life": "lifeImprisonment", "death": "deathPenalty", "detention": "detention",
    "surveillance": "surveillance", "deprivation": "deprivation", "fine": "fine", "fine_alone": "fineAlone", "confiscation": "confiscation",
}


def penalties_that_differ(law):
    """Frames of the table that no tier has on the same days, and tiers whose frame is not in the table under a provision they cite.

    One frame may be that of several tiers, one after the other, and of several wordings; a row says since when older wordings had it.
    """
    table = defaultdict(list)
    for row in rows("penalties"):
        frame = (row["offence"], row["tier"], row["provision"], *(row[field] for field in FRAME))
        table[frame].append((ordinal(row["since"] or row["from"]), ordinal(row["until"] or END)))
    frame = " ; ".join(f"delicta:{name} ?{name}" for name in FRAME.values())
    query = f"SELECT ?tier ?offence ?rank {' '.join('?' + name for name in FRAME.values())} WHERE {{ ?offence delicta:hasTier ?tier . ?tier delicta:rank ?rank ; {frame} }}"
    tiers, held = {}, defaultdict(list)
    for tier, offence, rank, *rest in law.ask(query):
        tiers[tier] = {(offence.removeprefix("offence/"), rank, provision, *rest) for provision in law.cited[tier]}
        for frame in tiers[tier]:
            held[frame].append(both(law.days[tier], law.days.get(offence, EVER)))
    return sorted(frame for frame, days in table.items() if joined(days) != joined(held[frame])), sorted(tier for tier, frames in tiers.items() if not frames & table.keys())


# Frames of wordings that stood in no text at hand; the data say so of each.
WITHOUT_A_ROW = {
    "offence/192.tier-1-1997", "offence/192.tier-2-1997", "offence/192.tier-3-1997", "offence/239.tier-until-2009", "offence/264.tier-4-1997",
    "offence/280p3.tier-1-1997", "offence/280p3.tier-2-1997", "offence/295.tier-2-1997", "offence/295.tier-3-1997",
}


def test_every_penalty_frame_is_the_same_in_table_and_law_on_the_same_days():
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


# Conditions that begin on the day of an instrument which they do not cite, and why.
BEGIN_WITH_ANOTHER = {
    "offence/264.invoices-without-number": "the interpretation of 1998 that set the number has ended",
    "offence/274.with-291-1p2": "one of the offences is younger than the rule",
    "offence/286.control-only": "a guiding case reads the wording of an amendment",
}


def days_of_nothing(law):
    """First days of conditions on which nothing that they cite began or was amended, last days that are neither those of what they cite nor the eve of something."""
    first = {f"law/{row['instrument']}": {row["in_force"], *items(row["amended"])} for row in rows("instruments")}
    last = {f"law/{row['instrument']}": {row["until"]} for row in rows("instruments")}
    eves = {str(date.fromordinal(ordinal(day) - 1)) for days in first.values() for day in days if len(day) == 10}
    cited = law.relation("?a delicta:setBy/delicta:provisionOf ?b")
    begun = [(node, day) for node, day in law.ask("SELECT DISTINCT ?a ?day WHERE { ?a delicta:setBy ?source ; delicta:inForceFrom ?day }") if node not in BEGIN_WITH_ANOTHER]
    ended = list(law.ask("SELECT DISTINCT ?a ?day WHERE { ?a delicta:setBy ?source ; delicta:inForceUntil ?day }"))
    return sorted(
        [(node, "from", day) for node, day in begun if not node.startswith(OVERLAYS) and not any(day in first.get(instrument, ()) for instrument in cited[node])]
        + [(node, "until", day) for node, day in ended if day not in eves and not any(day in last.get(instrument, ()) for instrument in cited[node])]
    )


@pytest.mark.parametrize("differs", [items_not_scaled, miscounted, items_outside_their_list, instruments_that_differ, days_of_nothing])
def test_lists_and_days_are_the_same_in_table_and_law(differs):
    assert differs(ontology()) == []


# ---------------------------------------------------------------- all together


def disagrees(law):
    """The first way in which a law and the tables differ beyond what is listed here, or None."""
    missing = numbers_missing_from_the_law(law) or numbers_missing_from_the_table(law) or numbers_with_other_days(law)
    alone = {condition for condition, *_ in numbers_that_nobody_wrote_twice(law)[1]}
    only_table, only_law = penalties_that_differ(law)
    lists = [wrong for differs in (items_not_scaled, miscounted, items_outside_their_list, instruments_that_differ, days_of_nothing) for wrong in differs(law)]
    return missing or alone - SEVERAL or only_table or set(only_law) - WITHOUT_A_ROW or elements_that_differ(law) or lists or None


# ---------------------------------------------------------------- what the other tests here rest on


@pytest.mark.parametrize("text, numbers", [
    ("行踪轨迹信息五十条以上", {50.0}), ("三万元至十万元以上", {30000.0, 100000.0}), ("标准的百分之八十", {0.8}), ("标准减半", {0.5}), ("二百万元", {2000000.0}), ("两项以上", {2.0}),
])
def test_numbers_are_read_from_labels(text, numbers):
    assert numbers <= spelt(text)


@pytest.mark.parametrize(
    "differs, node, old, new",
    [
        (numbers_missing_from_the_table, "interpretation/fs-2017-10.5.1.4", "delicta:measures delicta:records", "delicta:measures delicta:gain"),
        (numbers_missing_from_the_law, "interpretation/fs-2017-10.5.1.4", "delicta:measures delicta:records", "delicta:measures delicta:gain"),
        (numbers_missing_from_the_table, "records", 'delicta:unit "records"@en', 'delicta:unit "yuan"@en'),
        (numbers_missing_from_the_table, "interpretation/fs-2011-7.1.1-especially-huge", "delicta:atLeast 500000", "delicta:moreThan 500000"),
        (numbers_missing_from_the_table, "interpretation/fs-2010-3.3-members", "delicta:atLeast 30", "delicta:atLeast 40"),
        (numbers_missing_from_the_table, "general/fifteen-years-run", "delicta:atLeast 15", "delicta:atLeast 16"),
        (numbers_missing_from_the_table, "general/detention-cap", "delicta:capMonths 12", "delicta:capMonths 13"),
        (numbers_missing_from_the_table, "offence/264.telecom-huge", "delicta:factor 1", "delicta:factor 1.1"),
        (numbers_with_other_days, "interpretation/fs-2011-7.1.1-large", 'delicta:inForceFrom "2011-04-08"^^xsd:date', 'delicta:inForceFrom "2012-04-08"^^xsd:date'),
        (penalties_that_differ, "offence/253-1.tier-2", "delicta:maximumMonths 84", "delicta:maximumMonths 85"),
        (penalties_that_differ, "offence/253-1.tier-2", 'delicta:inForceFrom "2015-11-01"^^xsd:date', 'delicta:inForceFrom "2015-11-02"^^xsd:date'),
        (penalties_that_differ, "offence/237p3.tier-1-until-2021", 'delicta:inForceUntil "2021-02-28"^^xsd:date', 'delicta:inForceUntil "2021-02-27"^^xsd:date'),
        (days_of_nothing, "interpretation/fs-2025-5.5.1", 'delicta:inForceFrom "2025-04-26"^^xsd:date', 'delicta:inForceFrom "2025-04-27"^^xsd:date'),
        (days_of_nothing, "offence/287-2.serious-without-number", 'delicta:inForceUntil "2019-10-31"^^xsd:date', 'delicta:inForceUntil "2019-10-30"^^xsd:date'),
        (numbers_with_other_days, "interpretation/fs-2007-6.1-serious", 'delicta:inForceUntil "2025-04-25"^^xsd:date', 'delicta:inForceUntil "2025-04-24"^^xsd:date'),
    ],
)
def test_a_slip_in_the_law_is_seen(differs, node, old, new):
    store = closure.read_ontology(places.turtle_files(places.ONTOLOGY))
    slip = f"PREFIX xsd: <{names.XSD}> DELETE DATA {{ <{names.BASE}{node}> {old} }} ; INSERT DATA {{ <{names.BASE}{node}> {new} }}"
    store.update(PREFIXES + slip)
    assert differs(Ontology(store)) != differs(ontology())
    assert disagrees(Ontology(store))
