"""The law as pages and pictures need it: by node, in the order of its files, each condition with the days on which it counts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property

import pyoxigraph as ox

from delicta import names, places
from delicta.law import Law

PART, COPY_OF, COPIED_BY = "machine/part", "machine/copyOf", "machine/copiedBy"
_BELOW = (PART, "adds")
_FIRST, _LAST = "", "9999-12-31"
_UNWRITTEN = True, 10**9

Days = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """What was decided and is found about an offence in one case; actors who fared alike together."""

    case: str
    name: dict[str, str]
    actors: dict[str, list[str]]
    decided: str
    outcome: dict[str, str]
    found: tuple[str, ...]


@dataclass
class Atlas:
    """A closed law, and what the built-in cases say about each offence, by the offence's id."""

    law: Law
    cases: dict[str, list[Told]] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> dict[str, dict]:
        return self.law.lexicon["nodes"]

    @cached_property
    def links(self) -> dict[str, dict[str, list]]:
        """What every node leads to, by property without the project's base; of what closing added, parts and copies alone."""
        found: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        for triple in ox.parse(self.law.graph(), format=ox.RdfFormat.N_TRIPLES):
            name = triple.predicate.value.removeprefix(names.BASE)
            if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(names.BASE) and (not name.startswith("machine/") or name in (PART, COPY_OF, COPIED_BY)):
                found[triple.subject.value.removeprefix(names.BASE)][name].append(triple.object)
        return found

    @cached_property
    def back(self) -> dict[str, dict[str, list[str]]]:
        """What leads to a node, by property: gates to their parts, rules to offences, conditions to the provision that sets them."""
        wanted = ("betweenOffence", "provisionOf", "setBy", "standsBelow", "modifies", "excludes", "defeats", "cataloguesOffence", "chapter", "inSection", *_BELOW, "hasTier")
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, values in self.links.items():
            for name in wanted:
                for thing in values.get(name, ()):
                    found[thing.value.removeprefix(names.BASE)][name].append(subject)
        return found

    def of_kind(self, *kinds: str) -> list[str]:
        """Nodes of some kinds, in order."""
        return sorted((key for key, entry in self.nodes.items() if entry.get("kind") in kinds), key=in_order)

    def instruments(self) -> list[str]:
        """All instruments, in order."""
        return sorted(key for key, values in self.links.items() if "citationPrefix" in values)

    def label(self, key: str, lang: str) -> str:
        known = self.nodes.get(key, {}).get("label", {})
        return known.get(lang) or next(iter(known.values()), key)

    def text(self, key: str, name: str, lang: str) -> str:
        """A text of a node in a language, by the property's whole IRI or its name in the project."""
        texts = (term for term in self.links[key].get(name, ()) if isinstance(term, ox.Literal))
        return next((term.value for term in texts if not term.language or term.language == lang), "")

    def each(self, key: str, name: str) -> list[str]:
        """The nodes a node leads to, in the order in which its file names them."""
        origin = self.origin(key)
        found = {term.value.removeprefix(names.BASE) for term in self.links[key].get(name, ()) if isinstance(term, ox.NamedNode)}
        return sorted(found, key=lambda one: (_written_order().get((origin, self.origin(one)), _UNWRITTEN), in_order(one)))

    def origin(self, key: str) -> str:
        """The condition of which a scaled copy is one, or the node itself."""
        return next((term.value.removeprefix(names.BASE) for term in self.links[key].get(COPY_OF, ())), key) if key in self.links else key

    def kind(self, key: str) -> str:
        """The class of a node of the project."""
        return next((term.value.removeprefix(names.BASE) for term in self.links[key].get(names.RDF_TYPE, ()) if term.value.startswith(names.BASE)), "")

    def parts(self, key: str) -> list[str]:
        """What answers a condition: its parts, and the thresholds that a sum adds."""
        return [part for name in _BELOW for part in self.each(key, name)]

    def sources(self, key: str) -> list[str]:
        """The provisions that set a condition, in order; those of the gate that scales it for a copy."""
        for gate in self.each(key, COPIED_BY):
            return self.sources(gate)
        return sorted(self.each(key, "setBy"), key=in_order)

    def publishers(self, key: str) -> list[str]:
        """Who issued an instrument, in the order of its file."""
        return sorted((term.value for term in self.links[key].get(names.DCTERMS + "publisher", ())), key=lambda one: _written_order().get((key, one), _UNWRITTEN))

    @cached_property
    def provisions(self) -> dict[str, str]:
        """The provisions by the project's short names for them."""
        return {self.text(key, names.SKOS + "notation", ""): key for key, values in self.links.items() if "provisionOf" in values}

    def own_days(self, key: str) -> Days:
        entry = self.nodes.get(key, {})
        return entry.get("inForceFrom", _FIRST), entry.get("inForceUntil", _LAST)

    @cached_property
    def days_below(self) -> dict[str, dict[str, list[Days]]]:
        """By each gate that is part of no other, the conditions below it with the days on which they count there."""
        parents = {key for key, found in self.back.items() if any(name in found for name in (*_BELOW, "hasTier"))}
        roots = [key for key in self.links if key not in parents and not overlaid(key) and (self.parts(key) or "kind" in self.nodes.get(key, {}))]
        return {key: self._walk(key) for key in roots}

    def _walk(self, root: str) -> dict[str, list[Days]]:
        found: dict[str, list[Days]] = {}

        def walk(key: str, since: str, until: str) -> None:
            first, last = self.own_days(key)
            days = max(since, first), min(until, last)
            if days[0] > days[1] or days in found.get(key, ()):
                return
            found.setdefault(key, []).append(days)
            for part in (*self.parts(key), *self.each(key, "hasTier")):
                walk(part, *days)

        walk(root, self.own_days(root)[0] or self._since(root), _LAST)
        return {key: merged(days) for key, days in found.items()}

    def _since(self, key: str) -> str:
        """The first day of the oldest instrument that sets a condition."""
        return min((self.own_days(owner)[0] for source in self.sources(key) for owner in self.each(source, "provisionOf")), default=_FIRST)

    def thresholds(self, root: str) -> list[str]:
        """The thresholds below a gate, scaled copies as well, but not those that a factor of one only names again."""
        return [key for key in self.days_below[root] if self.nodes.get(key, {}).get("kind") == "Threshold" and not self._renamed(key)]

    def _renamed(self, key: str) -> bool:
        return any(float(self.text(gate, "factor", "")) == 1 for gate in self.each(key, COPIED_BY))

    @cached_property
    def users(self) -> dict[str, list[str]]:
        """By condition, the outermost gates that it is below."""
        found: dict[str, list[str]] = defaultdict(list)
        for root, below in self.days_below.items():
            for key in below:
                found[key].append(root)
        return found

    def days(self, key: str, root: str | None = None) -> list[Days]:
        """The days on which a condition counts below a gate, or below any."""
        roots = self.users.get(key, ()) if root is None else [root]
        return merged(days for one in roots for days in self.days_below[one].get(key, ())) or [self.own_days(key)]


def overlaid(key: str) -> bool:
    """Whether a node belongs to a doctrine or a reform, which are laid over the law when asked for."""
    return key.partition("/")[0] in ("doctrine", "reform")


def current(days: Iterable[Days]) -> bool:
    """Whether no last day is set."""
    return any(until == _LAST for _, until in days)


def merged(days: Iterable[Days]) -> list[Days]:
    """Spans of days in order, those that touch made one."""
    found: list[Days] = []
    for since, until in sorted(set(days)):
        if found and (not since or since <= _after(found[-1][1])):
            found[-1] = found[-1][0], max(found[-1][1], until)
        else:
            found.append((since, until))
    return found


def _after(day: str) -> str:
    return day if day == _LAST else (date.fromisoformat(day) + timedelta(1)).isoformat()


def in_order(key: str) -> list:
    """Article numbers as numbers: 253-1 after 253 and before 264."""
    name = key.rpartition("/")[2]
    return [(int(part), "") if part.isdigit() else (10**9, part) for part in re.split(r"([0-9]+)", name)]


@cache
def _written_order() -> dict[tuple[str, str], tuple[bool, int]]:
    """Where the ontology's files, which keep to the law's order, link a node to another or to a word: in its own file, else in another."""
    found: dict[tuple[str, str], tuple[bool, int]] = {}
    for file in places.turtle_files(places.ONTOLOGY):
        triples = [triple for triple in ox.parse(path=str(file)) if isinstance(triple.subject, ox.NamedNode)]
        own = {triple.subject for triple in triples if triple.predicate.value == names.RDF_TYPE}
        for triple in triples:
            if not isinstance(triple.object, ox.BlankNode):
                pair = triple.subject.value.removeprefix(names.BASE), triple.object.value.removeprefix(names.BASE)
                found.setdefault(pair, (triple.subject not in own, len(found)))
    return found
