"""What doctrines or reforms would change: the same facts under the law in force and under the law with overlays laid over it."""

from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from delicta import applying, findings
from delicta.law import Law

_TOLD = ("verdict", "awaits", "mode", "law_as_of")


def changes(facts: Iterable[ox.Triple], before: Law, after: Law, on: date | None, case_of: dict[str, str]) -> list[dict]:
    """One entry for each conduct, actor and offence whose answer differs, with both answers in short and the elements answered otherwise.

    An answer in short is verdict, awaits, mode, law_as_of, tier, imprisonment_months and outcome; None where the offence does not come into question.
    """
    facts = list(facts)
    answers = [{_key(f): f for f in findings.collect(applying.evaluate(facts, law, on), law, case_of)} for law in (before, after)]
    found = []
    for key in sorted(answers[0].keys() | answers[1].keys()):
        old, new = (answer.get(key) for answer in answers)
        if _short(old) != _short(new):
            case, conduct, actor, offence = key
            known = new or old
            found.append({
                "case": case, "conduct": conduct, "actor": actor, "offence": offence, "label": known["label"],
                "before": _short(old), "after": _short(new), "because": _because(old, new),
            })
    return found


def _key(finding: dict) -> tuple[str, str, str, str]:
    return finding["case"], finding["conduct"], finding["actor"], finding["offence"]


def _short(finding: dict | None) -> dict | None:
    if finding is None:
        return None
    tier, rule = finding["tier"], finding["concurrence"]
    return {name: finding[name] for name in _TOLD} | {
        "tier": tier and tier["name"], "imprisonment_months": tier and tier["imprisonment_months"], "outcome": rule and rule["outcome"],
    }


def _because(old: dict | None, new: dict | None) -> list[dict]:
    """The elements of the new answer that were not answered so before, with what met them."""
    before = {(element["id"], element["status"], *(test["id"] for test in element["through"])) for element in (old or {"elements": []})["elements"]}
    return [
        {key: element[key] for key in ("id", "label", "status", "provisions", "through")}
        for element in (new or {"elements": []})["elements"]
        if (element["id"], element["status"], *(test["id"] for test in element["through"])) not in before
    ]
