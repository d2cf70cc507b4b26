"""Findings as Python data: read back from the graph that the evaluation wrote, and given the shape of the JSON interface."""

from collections import defaultdict

import pyoxigraph as ox

from delicta import names
from delicta.law import Law

_D = names.BASE
VERDICTS = {"Established": "established", "Open": "open", "RuledOut": "ruled-out", "Defeated": "defeated"}
STATUSES = {"Met": "met", "Undecided": "open", "Excluded": "excluded", "DefeatedStatus": "defeated"}
_ORDER = {"established": 0, "open": 1, "defeated": 2, "ruled-out": 3}


def described(law: Law, iri: str) -> dict:
    """A condition as `{"id", "label", "provisions"}` for an answer."""
    entry = law.lexicon["nodes"].get(iri.removeprefix(_D), {})
    answer = {"id": names.local(iri), "label": entry.get("label", {}), "provisions": entry.get("provisions", [])}
    if entry.get("kind") in ("Threshold", "ProportionalSum"):
        answer["threshold"] = {key: entry[key] for key in ("measures", "atLeast", "moreThan", "lessThan", "corridorFrom", "corridorTo") if key in entry}
    if entry.get("kind") == "OpenClause":
        answer["assessment"] = True
    if entry.get("verified") is False:
        answer["verified"] = False
    return answer


def _tier(law: Law, iri: str) -> dict:
    entry = law.lexicon["nodes"][iri.removeprefix(_D)]
    return {
        "id": names.local(iri),
        "name": entry["label"],
        "rank": entry["rank"],
        "imprisonment_months": [entry["minimumMonths"], entry["maximumMonths"]],
        "life": entry["lifeImprisonment"],
        "death": entry["deathPenalty"],
        "detention": entry["detention"],
        "surveillance": entry["surveillance"],
        "deprivation": entry["deprivation"],
        "fine": entry["fine"],
        "fine_alone": entry["fineAlone"],
        "fine_note": entry.get("fineNote", {}),
        "confiscation": entry["confiscation"],
        "provisions": entry["provisions"],
    }


def collect(store: ox.Store, law: Law, case_of: dict[str, str]) -> list[dict]:
    """All findings of a store as JSON-shaped dictionaries (interface `F`), ordered by case, conduct, actor, verdict and offence.

    `case_of` maps conduct IRIs to case IRIs.
    """
    about: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(names.FINDINGS)):
        about[quad.subject.value][quad.predicate.value].append(quad.object.value)

    def one(subject: str, name: str):
        values = about[subject].get(_D + name)
        return values[0] if values else None

    found = []
    for iri in [s for s, p in about.items() if _D + "ofOffence" in p]:
        offence, conduct = one(iri, "ofOffence"), one(iri, "ofConduct")
        verdict = VERDICTS[names.local(one(iri, "verdict"))]
        entry = law.lexicon["nodes"].get(offence.removeprefix(_D), {})
        elements = []
        for node in about[iri].get(_D + "hasElementFinding", []):
            element, status = one(node, "ofElement"), STATUSES[names.local(one(node, "status"))]
            elements.append({
                **described(law, element),
                "status": "excluded" if status == "defeated" else status,
                "defeated": status == "defeated",
                "facts": sorted(set(about[node].get(_D + "metBy", []))),
                "through": [described(law, test) for test in sorted(set(about[node].get(_D + "metThrough", []))) if test != element],
            })
        mode = one(iri, "byMode")
        tier = one(iri, "atTier")
        outcome = one(iri, "outcome")
        found.append({
            "case": case_of.get(conduct, conduct),
            "conduct": conduct,
            "actor": one(iri, "ofActor"),
            "offence": names.local(offence),
            "iri": iri,
            "label": entry.get("label", {}),
            "verdict": verdict,
            "awaits": one(iri, "awaits"),
            "mode": names.local(mode) if mode else None,
            "mode_detail": described(law, mode) if mode else None,
            "tier": _tier(law, tier) if tier else None,
            "elements": sorted(elements, key=lambda element: element["id"]),
            "open": [described(law, test) for test in sorted(about[iri].get(_D + "awaitsCondition", []))],
            "defeated_by": [described(law, defence) for defence in sorted(about[iri].get(_D + "defeatedBy", []))],
            "check_defences": [described(law, defence) for defence in sorted(about[iri].get(_D + "checksDefence", []))],
            "modifiers": [
                {**described(law, modifier), "effect": law.lexicon["nodes"][modifier.removeprefix(_D)].get("effect", {})}
                for modifier in sorted(about[iri].get(_D + "modifiedBy", []))
            ],
            "concurrence": {
                "outcome": outcome,
                "relation": names.local(one(iri, "byConcurrence")),
                "rule": described(law, one(iri, "byConcurrence")),
                "with": names.local(one(iri, "concurrentWith")),
            } if outcome else None,
            "administrative": [citation for citation, first, last in entry.get("counterparts", []) if first <= one(iri, "lawAsOf") <= (last or "9999")],
            "law_as_of": one(iri, "lawAsOf"),
            "day_presumed": one(iri, "dayPresumed") == "true",
        })
    return sorted(found, key=lambda f: (f["case"], f["conduct"], f["actor"], _ORDER[f["verdict"]], f["offence"]))
