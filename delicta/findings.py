"""Findings as Python data: read back from the graph that the evaluation wrote, and given the shape of the JSON interface."""

from collections import defaultdict

import pyoxigraph as ox

from delicta import frames, names
from delicta.law import Law

_D = names.BASE
VERDICTS = {"Established": "established", "Open": "open", "RuledOut": "ruled-out", "Defeated": "defeated"}
STATUSES = {"Met": "met", "Undecided": "open", "Excluded": "excluded", "DefeatedStatus": "defeated"}
_ORDER = {"established": 0, "open": 1, "defeated": 2, "ruled-out": 3}


def described(law: Law, iri: str, day: str) -> dict:
    """A condition as `{"id", "label", "provisions"}` for an answer by the law of a day."""
    entry = law.lexicon["nodes"].get(iri.removeprefix(_D), {})
    answer = {"id": names.local(iri), "label": entry.get("label", {}), "provisions": cited(law, entry.get("provisions", []), day)}
    if entry.get("kind") in ("Threshold", "ProportionalSum"):
        answer["threshold"] = {key: entry[key] for key in ("measures", "atLeast", "moreThan", "lessThan", "corridorFrom", "corridorTo") if key in entry}
    if entry.get("kind") == "OpenClause":
        answer["assessment"] = True
    return answer | _marks(entry)


def _marks(entry: dict) -> dict:
    """What is to be said of an entry that nobody has read in its source."""
    return {key: entry[key] for key in ("verified", "unwritten") if entry.get("verified") is False and key in entry}


def cited(law: Law, provisions: list[str], day: str) -> list[str]:
    """Those citations whose instrument bears on conduct of a day; all of them where none does."""
    days = law.lexicon["instruments"]
    current = [citation for citation in provisions if (span := days.get(citation.partition(" ")[0], ("", "9999")))[0] <= day <= span[1]]
    return current or provisions


class _Graph:
    """The graph of findings, subject by subject."""

    def __init__(self, store: ox.Store, law: Law, case_of: dict[str, str]):
        self.law, self.case_of = law, case_of
        self.about: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(names.FINDINGS)):
            self.about[quad.subject.value][quad.predicate.value.removeprefix(_D)].append(quad.object.value)

    def of(self, name: str) -> list[str]:
        """The subjects that have a property."""
        return [subject for subject, values in self.about.items() if name in values]

    def one(self, subject: str, name: str):
        values = self.about[subject].get(name)
        return values[0] if values else None

    def each(self, subject: str, name: str, day: str) -> list[dict]:
        """What a property leads to, described, in order."""
        return [described(self.law, value, day) for value in sorted(self.about[subject].get(name, []))]

    def entry(self, iri: str) -> dict:
        return self.law.lexicon["nodes"].get(iri.removeprefix(_D), {})

    def elements(self, iri: str) -> list[dict]:
        found, day = [], self.one(iri, "lawAsOf")
        for node in self.about[iri].get("hasElementFinding", []):
            element, status = self.one(node, "ofElement"), self.status(node)
            found.append({
                **described(self.law, element, day), "status": "excluded" if status == "defeated" else status, "defeated": status == "defeated", **self.reasons(node, day),
            })
        return sorted(found, key=lambda element: element["id"])

    def status(self, node: str) -> str:
        return STATUSES[names.local(self.one(node, "status"))]

    def reasons(self, node: str, day: str) -> dict:
        """The facts that met an element or a tier, and the tests through which they did."""
        tests = sorted(set(self.about[node].get("metThrough", [])) - {self.one(node, "ofElement")})
        return {"facts": sorted(set(self.about[node].get("metBy", []))), "through": [described(self.law, test, day) for test in tests]}

    def tier(self, iri: str) -> dict | None:
        """The tier that a finding reaches, with its frame and what carried it there."""
        tier, day = self.one(iri, "atTier"), self.one(iri, "lawAsOf")
        if not tier:
            return None
        reached = [self.reasons(node, day) for node in self.about[iri].get("hasTierFinding", []) if self.status(node) == "met"]
        told = reached[0] if reached else {"facts": [], "through": []}
        strange = self.entry(tier).get("ofOtherModes", {}).get((self.one(iri, "byMode") or "").removeprefix(_D), ())
        return {**self.framed(tier, day), **told, "through": [test for test in told["through"] if test["id"] not in strange]}

    def framed(self, tier: str, day: str) -> dict:
        told = frames.described(self.law, tier.removeprefix(_D))
        return {**told, "provisions": cited(self.law, told["provisions"], day)}

    def open_tiers(self, iri: str) -> list[dict]:
        """The tiers above the one reached that are neither met nor excluded, with what they await, the lowest first."""
        day = self.one(iri, "lawAsOf")
        nodes = [node for node in self.about[iri].get("hasTierFinding", []) if self.status(node) == "open"]
        tiers = [{**self.framed(self.one(node, "ofElement"), day), "open": self.each(node, "awaitsCondition", day)} for node in nodes]
        return sorted(tiers, key=lambda tier: (tier["rank"], tier["id"]))

    def modifiers(self, iri: str) -> list[dict]:
        found = []
        for modifier in sorted(self.about[iri].get("modifiedBy", [])):
            entry = self.entry(modifier)
            found.append({
                **described(self.law, modifier, self.one(iri, "lawAsOf")), "effect": entry.get("effect", {}), "effects": entry.get("effects", []), "mandatory": entry.get("mandatory", False),
            })
        return found

    def place(self, iri: str) -> dict:
        """What every finding has: whose conduct it is about, what it says, by which mode and law."""
        conduct, mode, day = self.one(iri, "ofConduct"), self.one(iri, "byMode"), self.one(iri, "lawAsOf")
        return {
            "case": self.case_of.get(conduct, conduct),
            "conduct": conduct,
            "actor": self.one(iri, "ofActor"),
            "iri": iri,
            "verdict": VERDICTS[names.local(self.one(iri, "verdict"))],
            "awaits": self.one(iri, "awaits"),
            "mode": names.local(mode) if mode else None,
            "mode_detail": described(self.law, mode, day) if mode else None,
            "elements": self.elements(iri),
            "open": self.each(iri, "awaitsCondition", day),
            "law_as_of": day,
            "day_presumed": self.one(iri, "dayPresumed") == "true",
        }

    def remarks(self, iri: str) -> list[dict]:
        """What is to be said of the conditions that rule an offence out, where each carries a remark and none was taken away by another."""
        failed = [self.one(node, "ofElement") for node in self.about[iri].get("hasElementFinding", []) if self.status(node) == "excluded"]
        told = [self.entry(element).get("remark") for element in sorted(failed)]
        return told if all(told) and "defeatedBy" not in self.about[iri] else []

    def called(self, iri: str) -> dict:
        """What the offence was called by the law of the finding: a name of its mode before one of the offence, and the name of today where none is dated so."""
        offence, mode, day = self.entry(self.one(iri, "ofOffence")), self.entry(self.one(iri, "byMode") or ""), self.one(iri, "lawAsOf")
        for bearer in (mode, offence):
            borne = sorted((self.law.lexicon["nodes"][name] for name in bearer.get("names", ())), key=lambda name: name["inForceFrom"])
            fitting = [name["label"] for name in borne if day <= name.get("inForceUntil", "9999")]
            if fitting:
                return fitting[0]
        return offence.get("label", {})

    def administrative(self, iri: str) -> list[str]:
        """Citations of the administrative wrongs below an offence that stand or may stand; of its counterparts, where none was examined."""
        lower = self.about[iri].get("hasBelow", [])
        day = self.one(iri, "lawAsOf")
        if not lower:
            counterparts = self.entry(self.one(iri, "ofOffence")).get("counterparts", [])
            return [citation for citation, first, last in counterparts if first <= day <= (last or "9999")]
        standing = [node for node in lower if names.local(self.one(node, "verdict")) in ("Established", "Open")]
        return sorted({citation for node in standing for citation in self.entry(self.one(node, "ofWrong")).get("provisions", [])})


def collect(store: ox.Store, law: Law, case_of: dict[str, str]) -> list[dict]:
    """All findings on offences of a store as JSON-shaped dictionaries (interface `F`), ordered by case, conduct, actor, verdict and offence.

    `case_of` maps conduct IRIs to case IRIs.
    """
    graph = _Graph(store, law, case_of)
    found = []
    for iri in graph.of("ofOffence"):
        offence, tier, outcome = (graph.one(iri, name) for name in ("ofOffence", "atTier", "outcome"))
        place, modifiers = graph.place(iri), graph.modifiers(iri)
        found.append({
            **place,
            "offence": names.local(offence),
            "label": graph.called(iri),
            "tier": graph.tier(iri),
            "open_tiers": graph.open_tiers(iri),
            "modifiers": modifiers,
            "frame": frames.moved(law, tier.removeprefix(_D), modifiers, place["law_as_of"]) if tier else None,
            "remarks": graph.remarks(iri),
            "defeated_by": graph.each(iri, "defeatedBy", place["law_as_of"]),
            "check_defences": graph.each(iri, "checksDefence", place["law_as_of"]),
            "concurrence": {
                "outcome": outcome,
                "relation": names.local(graph.one(iri, "byConcurrence")),
                "rule": described(law, graph.one(iri, "byConcurrence"), place["law_as_of"]),
                "with": names.local(graph.one(iri, "concurrentWith")),
                "equal": graph.one(iri, "equallyHeavy") == "true",
            } if outcome else None,
            "milder": {
                "chosen": place["law_as_of"],
                "compared_with": graph.one(iri, "comparedWithLawOf"),
                "reason": graph.one(iri, "choiceOfLaw"),
                "rule": described(law, graph.one(iri, "chosenUnder"), place["law_as_of"]),
            } if graph.one(iri, "choiceOfLaw") else None,
            "administrative": graph.administrative(iri),
        })
    return sorted(found, key=lambda f: (f["case"], f["conduct"], f["actor"], _ORDER[f["verdict"]], f["offence"]))


def collect_administrative(store: ox.Store, law: Law, case_of: dict[str, str]) -> list[dict]:
    """All findings on administrative wrongs, in the shape of `F` with `wrong` and `sanction` for offence and tier; `below` names offences above the line."""
    graph = _Graph(store, law, case_of)
    found = []
    for iri in graph.of("ofWrong"):
        wrong = graph.one(iri, "ofWrong")
        entry, place = graph.entry(wrong), graph.place(iri)
        found.append({
            **place, "wrong": names.local(wrong), "label": entry.get("label", {}), "provisions": entry.get("provisions", []),
            "sanction": entry.get("sanction", {}), "modifiers": graph.modifiers(iri), "below": entry.get("below", []),
            "defeated_by": graph.each(iri, "defeatedBy", place["law_as_of"]), "check_defences": graph.each(iri, "checksDefence", place["law_as_of"]),
            "absorbed_by": sorted({names.local(crime) for crime in graph.about[iri].get("concurrentWith", [])}), **_marks(entry),
        })
    return sorted(found, key=lambda f: (f["case"], f["conduct"], f["actor"], _ORDER[f["verdict"]], f["wrong"]))
