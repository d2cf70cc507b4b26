"""Conducts made up from the law itself: for any condition, the fewest facts that meet it within a mode of an offence, at or below its number."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil

import pyoxigraph as ox

from delicta import applying, names

D, M = names.BASE, names.MACHINE
TODAY = date(2026, 6, 1)


def _local(term) -> str:
    return term.value.removeprefix(D)


class ClosedLaw:
    """The closed ontology as Python mappings, and the law object that the machine evaluates."""

    def __init__(self):
        from delicta.law import load_law

        self.law = load_law()
        self.store = ox.Store()
        self.store.bulk_load(self.law.graph(), format=ox.RdfFormat.N_TRIPLES)

    def _pairs(self, predicate: str) -> dict[str, list[str]]:
        pairs: dict[str, list[str]] = {}
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            pairs.setdefault(quad.subject.value, []).append(quad.object.value)
        return {key: sorted(values) for key, values in pairs.items()}

    @cached_property
    def parts(self):
        return self._pairs(M + "part")

    @cached_property
    def needs(self):
        return {key: int(values[0]) for key, values in self._pairs(M + "needs").items()}

    @cached_property
    def asks(self):
        return self._pairs(M + "asks")

    @cached_property
    def asks_object(self):
        return self._pairs(M + "asksObject")

    @cached_property
    def measure(self):
        return {key: values[0] for key, values in self._pairs(M + "measure").items()}

    @cached_property
    def limits(self):
        found: dict[str, dict[str, Fraction]] = {}
        for name in ("metFrom", "metAbove", "metBelow", "failsBelow"):
            for key, values in self._pairs(M + name).items():
                found.setdefault(key, {})[name] = Fraction(values[0])
        return found

    @cached_property
    def incompatible(self):
        return self._pairs(D + "incompatibleWith")

    @cached_property
    def adds(self):
        return self._pairs(D + "adds")

    @cached_property
    def at_least(self):
        return {key: Fraction(values[0]) for key, values in self._pairs(D + "atLeast").items()}

    @cached_property
    def clauses(self):
        return set(self._pairs(M + "isClause"))

    @cached_property
    def windows(self):
        return set(self._pairs(M + "window"))

    @cached_property
    def modes(self):
        return self._pairs(M + "mode")

    @cached_property
    def tiers(self):
        return self._pairs(M + "tier")

    @cached_property
    def dates(self):
        """(first day, last day) of whatever carries them; the first day is that from which its conduct is reached."""
        first = {**{k: v[0] for k, v in self._pairs(M + "from").items()}, **{k: v[0] for k, v in self._pairs(M + "backFrom").items()}}
        last = {k: v[0] for k, v in self._pairs(M + "until").items()}
        return {node: (date.fromisoformat(first[node]) if node in first else None, date.fromisoformat(last[node]) if node in last else None) for node in first.keys() | last.keys()}

    @cached_property
    def integers(self):
        return {key for key, values in self._pairs("http://www.w3.org/2000/01/rdf-schema#range").items() if values[0].endswith("integer")}

    @cached_property
    def below(self):
        """Everything that lies under each gate, itself included."""
        memo: dict[str, frozenset[str]] = {}

        def under(node):
            if node not in memo:
                memo[node] = frozenset({node}.union(*(under(part) for part in self.parts.get(node, []))))
            return memo[node]

        for node in list(self.parts):
            under(node)
        return memo

    def leaves(self, node: str) -> frozenset[str]:
        return frozenset(n for n in self.below.get(node, {node}) if n not in self.parts)


def _number(value: Fraction) -> ox.Literal:
    whole = value.denominator == 1
    return ox.Literal(str(int(value)) if whole else str(float(value)), datatype=ox.NamedNode(names.XSD + ("integer" if whole else "decimal")))


class Unsatisfiable(Exception):
    """No choice of facts meets the condition."""


@dataclass
class Conduct:
    """Facts under construction. `number` steers the target: its value, or one step below it; `choice` which of several classes a number is stated of."""

    law: ClosedLaw
    iri: str
    target: str | None = None
    short: bool = False
    by_number: bool = False
    choice: int = 0
    facts: list[tuple[str, str | None, str | None, Fraction | None, bool]] = field(default_factory=list)
    affirmed: list[str] = field(default_factory=list)
    actor_classes: list[str] = field(default_factory=list)
    actor_numbers: list[tuple[str, Fraction]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    window: tuple[date | None, date | None] = (None, None)

    def fit(self, roots: list[str]) -> None:
        """Keep to the days on which the target is law, with all that leads to it: where the law leaves a choice, what is law then is taken."""
        over = {node for root in roots for node in self.law.below.get(root, {root}) if self.target in self.law.below.get(node, {node})}
        days = [self.law.dates[node] for node in over if node in self.law.dates]
        first, last = max((since for since, _ in days if since), default=None), min((until for _, until in days if until), default=None)
        if not (first and last and first > last):
            self.window = first, last

    def meet(self, node: str) -> None:
        """Add what meets a condition, through the target where it lies below."""
        law = self.law
        if node in self.used:
            return
        self.used.add(node)
        if node in law.clauses:
            self.affirmed.append(node)
        elif node in law.adds:
            self._meet_sum(node)
        elif node in law.measure:
            self._meet_threshold(node)
        elif node in law.asks:
            self._add(law.asks[node][0], law.asks_object.get(node, [None])[0], dated=node in law.windows)
        else:
            chosen = self._choose(node)
            for part in chosen:
                self.meet(part)

    def _choose(self, gate: str) -> list[str]:
        parts = self.law.parts.get(gate, [])
        count = self.law.needs.get(gate, 0)
        if not parts and gate not in self.law.needs:
            raise Unsatisfiable(gate)
        towards = [p for p in parts if self.target in self.law.below.get(p, {p})]
        others = sorted((p for p in parts if p not in towards), key=self._cost)
        return (towards[:1] + others)[:count] if count < len(parts) else parts

    def _cost(self, node: str) -> tuple:
        law = self.law
        since, until = law.dates.get(node, (None, None))
        first, last = self.window
        misfit = bool(since and last and since > last or until and first and until < first)
        expired = until is not None and until < TODAY
        clash = self._clashes(law.asks.get(node, [None])[0])
        kind = 0 if node in law.asks and node not in law.measure and node not in law.windows else 1 if node in law.clauses else 2 if node in law.parts else 3
        kind = {3: -1}.get(kind, kind) if self.by_number else kind
        return (clash, misfit, expired, kind, len(law.below.get(node, {node})), node)

    def _clashes(self, kind: str | None) -> bool:
        """Whether an actor cannot be of a class beside what the conduct's actor already is."""
        from delicta.taxonomy import wider

        excluded = {other for above in wider(kind) for other in self.law.incompatible.get(above, ())} if kind else set()
        return any(excluded & wider(known) for known in self.actor_classes)

    def _value(self, node: str) -> Fraction:
        law = self.law
        limit = law.limits[node]
        step = Fraction(1) if law.measure.get(node) in law.integers else Fraction(1, 100)
        below = self.short and node == self.target
        if "metFrom" in limit:
            return limit.get("failsBelow", limit["metFrom"]) - step if below else Fraction(ceil(limit["metFrom"] / step)) * step
        if "metAbove" in limit:
            return limit["metAbove"] if below else limit["metAbove"] + step
        return limit["metBelow"] if below else max(Fraction(0), limit["metBelow"] - step)

    def _meet_threshold(self, node: str) -> None:
        law = self.law
        value = max(Fraction(0), self._value(node))
        kind, thing = self._bearer(node)
        for known in self.facts:
            if known[:3] == (kind, thing, law.measure[node]) and known[3] >= value:
                return
        self._add(kind, thing, law.measure[node], value)

    def _bearer(self, node: str) -> tuple[str | None, str | None]:
        return self.law.asks.get(node, [None])[self.choice], self.law.asks_object.get(node, [None])[self.choice]

    def _meet_sum(self, node: str) -> None:
        """Add a quarter of the smallest term, or one, and the rest as the largest: what a term counts may have a smaller number of its own."""
        law = self.law
        terms = sorted(law.adds[node], key=lambda term: law.at_least[term])
        largest = law.at_least[terms[-1]]
        first, last = terms[0], terms[-1]
        quarter = Fraction(max(1, law.at_least[first] // 4))
        rest = largest - quarter * largest / law.at_least[first]
        rest = Fraction(ceil(rest))
        for term, value in ((first, quarter), (last, rest - 1 if self.short and node == self.target else rest)):
            self._add(*self._bearer(term), law.measure[term], value)

    def _add(self, kind, thing, measure=None, value=None, dated=False) -> None:
        from delicta.taxonomy import wider

        if kind and D + "Actor" in wider(kind):
            self.actor_classes.append(kind)
            if measure:
                self.actor_numbers.append((measure, value))
            return
        self.facts.append((kind, thing, measure, value, dated))

    def day(self) -> date:
        """A day on which everything used is in force: the last such day, at most the sixth month of 2026."""
        starts = [d for d, _ in (self.law.dates.get(node, (None, None)) for node in self.used) if d]
        ends = [d for _, d in (self.law.dates.get(node, (None, None)) for node in self.used) if d]
        day = min([TODAY, *ends])
        if starts and max(starts) > day:
            raise Unsatisfiable(f"{self.iri}: no day on which all of it is in force")
        return day

    def triples(self, day: date, judged: date | None = None) -> list[ox.Triple]:
        """The conduct as RDF, ending on a day."""
        node = ox.NamedNode
        conduct, actor = node(self.iri), node(self.iri + "/actor")
        rdf_type, date_type = node(names.RDF_TYPE), node(names.XSD + "date")
        made = [
            ox.Triple(conduct, rdf_type, node(D + "Conduct")),
            ox.Triple(conduct, node(D + "hasActor"), actor),
            ox.Triple(conduct, node(D + "ends"), ox.Literal(day.isoformat(), datatype=date_type)),
            ox.Triple(conduct, node(D + "judgedOn"), ox.Literal((judged or day).isoformat(), datatype=date_type)),
        ]
        made += [ox.Triple(actor, rdf_type, node(kind)) for kind in self.actor_classes or [D + "NaturalPerson"]]
        made += [ox.Triple(actor, node(measure), _number(value)) for measure, value in self.actor_numbers]
        for number, (kind, thing, measure, value, dated) in enumerate(self.facts):
            fact = node(f"{self.iri}/fact-{number}")
            bearer = fact
            made.append(ox.Triple(conduct, node(D + "hasFact"), fact))
            made.append(ox.Triple(fact, rdf_type, node(kind or D + "Fact")))
            if thing:
                bearer = node(f"{self.iri}/thing-{number}")
                made += [ox.Triple(fact, node(D + "concerns"), bearer), ox.Triple(bearer, rdf_type, node(thing))]
            if measure:
                made.append(ox.Triple(bearer, node(measure), _number(value)))
            if dated:
                made.append(ox.Triple(fact, node(D + "dated"), ox.Literal((day - timedelta(days=30)).isoformat(), datatype=date_type)))
        for number, clause in enumerate(self.affirmed):
            fact = node(f"{self.iri}/assessment-{number}")
            made += [ox.Triple(conduct, node(D + "hasFact"), fact), ox.Triple(fact, rdf_type, node(D + "Assessment")), ox.Triple(fact, node(D + "affirms"), node(clause))]
        return made


def conduct_for(law: ClosedLaw, name: str, roots: list[str], target: str, short: bool = False, by_number: bool = False, choice: int = 0) -> Conduct:
    """A conduct that meets all of `roots`, through `target`; with `short`, one step below the target's number.

    Where the law leaves a choice, the simplest fact is taken, or with `by_number` a number; a number is stated of the first class that counts, or with
    `choice` -1 of the last.
    """
    conduct = Conduct(law, f"{names.CASE}hypothetical/{name}", target, short, by_number, choice)
    conduct.fit(roots)
    for root in roots:
        conduct.meet(root)
    return conduct


def evaluate(law: ClosedLaw, triples: list[ox.Triple]) -> ox.Store:
    """Evaluate many made-up conducts at once."""
    return applying.evaluate(triples, law.law, today=TODAY)


def verdicts(store: ox.Store) -> dict[tuple[str, str], tuple[str, int | None]]:
    """(conduct, offence) to (verdict, rank of the tier)."""
    query = f"""SELECT ?conduct ?offence ?verdict ?tier WHERE {{ GRAPH <{names.FINDINGS}> {{
        ?f <{D}ofConduct> ?conduct ; <{D}ofOffence>|<{D}ofWrong> ?offence ; <{D}verdict> ?verdict . OPTIONAL {{ ?f <{D}atTier> ?tier }} }} }}"""
    return {(row["conduct"].value, row["offence"].value): (_local(row["verdict"]), row["tier"].value if row["tier"] else None) for row in store.query(query)}
