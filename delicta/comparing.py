"""What doctrines or reforms would change: the same facts under the law in force and under the law with overlays laid over it."""

from collections.abc import Callable, Iterable
from datetime import date

import pyoxigraph as ox

from delicta import applying, findings, names
from delicta.law import Law

_TOGETHER = 500
_TOLD = ("verdict", "awaits", "mode", "law_as_of")
_HEIGHT = {None: 0, "ruled-out": 0, "defeated": 1, "open": 2, "established": 3}

_GROUNDS = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT DISTINCT ?finding ?taker ?fact
WHERE {
  GRAPH delicta:findings { ?finding delicta:defeatedBy ?taker }
  GRAPH m:work { ?finding m:findsFor ?answer . ?taker m:part* ?test . ?fact m:supports ?test . ?answer m:has ?fact }
}
"""


def changes(
    facts: Iterable[ox.Triple], before: Law, after: Law, on: date | None, case_of: dict[str, str], progress: Callable[[str], None] | None = None
) -> list[dict]:
    """One entry for each conduct, actor and offence whose answer differs, with both answers in short, what answers otherwise, and the notes of the overlays on that.

    An answer in short is verdict, awaits, mode, law_as_of, tier, imprisonment_months, outcome, with and equal, modifiers, frame; None where the offence does not
    come into question. What takes away or moves the punishment is told with the facts that it rests on, unless there are more than five hundred conducts.
    Conducts that bring nothing into question on which the laws differ are answered alike, and not evaluated.
    """
    unlike = before.unlike(after)
    facts = [triple for conduct in applying.by_conduct(facts).values() if unlike & (before.in_question(conduct) | after.in_question(conduct)) for triple in conduct]
    stores = [applying.evaluate(facts, law, on, progress=progress, batch=_TOGETHER) for law in (before, after)]
    answers = [{_key(f): f for f in findings.collect(store, law, case_of)} for store, law in zip(stores, (before, after), strict=True)]
    notes = {names.local(names.BASE + key): entry["note"] for key, entry in after.lexicon["nodes"].items() if "note" in entry}
    grounds: dict[tuple[str, str], list[str]] = {}
    for row in stores[1].query(_GROUNDS):
        grounds.setdefault((row["finding"].value, names.local(row["taker"].value)), []).append(row["fact"].value)
    found = []
    for key in sorted(answers[0].keys() | answers[1].keys()):
        old, new = (answer.get(key) for answer in answers)
        if _short(old) != _short(new):
            case, conduct, actor, offence = key
            because = _because(old, new, grounds)
            decided = dict.fromkeys([new["mode"] if new else None, *(entry["id"] for entry in because)])
            found.append({
                "case": case, "conduct": conduct, "actor": actor, "offence": offence, "label": (new or old)["label"],
                "before": _short(old), "after": _short(new), "because": because, "notes": [{"id": name, "note": notes[name]} for name in decided if name in notes],
            })
    return found


def _key(finding: dict) -> tuple[str, str, str, str]:
    return finding["case"], finding["conduct"], finding["actor"], finding["offence"]


def _short(finding: dict | None) -> dict | None:
    if finding is None:
        return None
    tier, rule = finding["tier"], finding["concurrence"]
    return {name: finding[name] for name in _TOLD} | {
        "tier": tier and tier["name"], "imprisonment_months": tier and tier["imprisonment_months"], "outcome": rule and rule["outcome"], "with": rule and rule["with"], "equal": bool(rule and rule["equal"]),
        "modifiers": [modifier["id"] for modifier in finding["modifiers"]], "frame": finding["frame"],
    }


def _because(old: dict | None, new: dict | None, grounds: dict[tuple[str, str], list[str]]) -> list[dict]:
    """What takes away, what moves the punishment and which elements are answered otherwise than before, with their facts.

    Where the answer falls, the elements that are met are no reason; where it rises, those that are not.
    """
    if new is None:
        return []
    before = {_answered(element) for element in old["elements"]} if old else set()
    falls = _HEIGHT[new["verdict"]] - _HEIGHT[old and old["verdict"]]
    told = {"excluded", "open"} if falls < 0 else {"met"} if falls > 0 else {"excluded", "open", "met"}
    found = [_told(taker, "takes-away", sorted(grounds.get((new["iri"], taker["id"]), []))) for taker in _added("defeated_by", old, new)]
    found += [_told(modifier, "modifies", []) for modifier in _added("modifiers", old, new)]
    return found + [_told(element, "defeated" if element["defeated"] else element["status"], element["facts"])
                    for element in new["elements"] if _answered(element) not in before and element["status"] in told]


def _answered(element: dict) -> tuple:
    return element["id"], element["status"], *(test["id"] for test in element["through"])


def _added(what: str, old: dict | None, new: dict) -> list[dict]:
    known = {entry["id"] for entry in old[what]} if old else set()
    return [entry for entry in new[what] if entry["id"] not in known]


def _told(entry: dict, status: str, facts: list[str]) -> dict:
    return {key: entry[key] for key in ("id", "label", "provisions")} | {"status": status, "through": entry.get("through", []), "facts": facts}
