"""Penalty frames: what a tier allows, and how far the modifiers that are met move it. Frames only, never a sentence."""

from delicta.law import Law

_KINDS = ("detention", "surveillance", "deprivation", "fine_alone")
_BELOW, _EXEMPT, _NO_DEATH = "BelowFrame", "ExemptionFromPunishment", "NoDeathPenalty"


def described(law: Law, tier: str) -> dict:
    """A tier, by its IRI without the project's base, as an answer gives it; `imprisonment_months` are [shortest, longest]."""
    entry = law.lexicon["nodes"][tier]
    return {
        "id": tier.rpartition("/")[2],
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


def _next_lower(law: Law, tier: str, day: str) -> dict | None:
    """The tier one step below among those of the same offence that are law on a day, or None for the lowest."""
    nodes = law.lexicon["nodes"]
    ranks = {
        nodes[other]["rank"]: other
        for other in nodes[nodes[tier]["tierOf"]]["tiers"]
        if nodes[other].get("inForceFrom", "") <= day <= nodes[other].get("inForceUntil", "9999")
    }
    lower = [rank for rank in ranks if rank < nodes[tier]["rank"]]
    return described(law, ranks[max(lower)]) if lower else None


def moved(law: Law, tier: str, modifiers: list[dict], day: str) -> dict | None:
    """The frame that is left when modifiers are met, or None where they leave that of the tier.

    A modifier that must be given and leaves no way within the frame, only below it or to exemption, takes the upper end down with it; one that leaves
    the court that choice takes down the lower end alone. A tier without a term of years takes that of the next lower. The milder kinds of punishment
    of the next lower tier come with it: in place of those of the tier where nothing within it is left, else beside them. `exemption` is
    "may", "shall" or None. Below the lowest tier there is no further frame: its lower end falls to nought.
    """
    frame = {key: value for key, value in described(law, tier).items() if key in ("imprisonment_months", "life", "death", *_KINDS)}
    low, high = frame["imprisonment_months"]
    exemption, causes = None, []
    for modifier in modifiers:
        effects, must = set(modifier["effects"]), modifier["mandatory"]
        if _NO_DEATH in effects and frame["death"]:
            frame["death"] = False
            causes.append(modifier["id"])
        if _EXEMPT in effects:
            exemption = "shall" if must and effects == {_EXEMPT} or exemption == "shall" else "may"
            causes.append(modifier["id"])
        if _BELOW in effects:
            lower, never_within = _next_lower(law, tier, day), must and effects <= {_BELOW, _EXEMPT}
            least, most = lower["imprisonment_months"] if lower else (0, high)
            low = min(low, least) if high else least
            if not high:
                high, frame["life"] = most, frame["life"] or bool(lower and lower["life"])
            elif never_within:
                high = min(high, most)
            if never_within:
                frame.update(life=bool(lower and lower["life"]), death=bool(lower and lower["death"]), **{kind: (lower or frame)[kind] for kind in _KINDS})
            elif lower:
                frame.update({kind: frame[kind] or lower[kind] for kind in _KINDS})
            causes.append(modifier["id"])
    if not causes:
        return None
    return {**frame, "imprisonment_months": [low, high], "exemption": exemption, "because_of": sorted(set(causes))}
