"""The lexicon: what the answers say about conditions, offences, tiers and provisions, ready to print."""

from collections import defaultdict
from collections.abc import Iterator

import pyoxigraph as ox

from delicta import names

_LABELS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?label WHERE { ?node skos:prefLabel ?label FILTER(STRSTARTS(STR(?node), "https://w3id.org/delicta/")) }
"""

_CITATIONS = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?provision ?citation WHERE { ?provision skos:notation ?citation }
"""

_SOURCES = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT ?node ?provision ?read WHERE { ?node delicta:setBy ?provision OPTIONAL { ?provision m:wasRead ?read } }
"""

_VALUES = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT ?node ?property ?value
WHERE {
  VALUES ?property {
    delicta:atLeast delicta:moreThan delicta:lessThan delicta:corridorFrom delicta:corridorTo delicta:measures delicta:verified delicta:effect delicta:mandatory delicta:sanction delicta:explains delicta:remark
    delicta:minimumMonths delicta:maximumMonths delicta:lifeImprisonment delicta:deathPenalty delicta:detention delicta:surveillance
    delicta:deprivation delicta:fine delicta:fineAlone delicta:fineNote delicta:confiscation delicta:rank delicta:unit delicta:withinYears
    delicta:inForceFrom delicta:inForceUntil delicta:article m:metFrom
  }
  ?node ?property ?value
}
"""

_SHARED_REMARKS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?gate ?remark WHERE { ?gate a delicta:AnyOf ; delicta:hasPart/delicta:remark ?remark }
"""

_ACTS = """
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT DISTINCT ?offence ?test WHERE { ?test m:opens ?mode . ?mode m:modeOf ?offence }
"""

_COUNTERPARTS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?offence ?provision ?from ?until
WHERE {
  ?offence delicta:counterpart ?provision . ?provision delicta:provisionOf ?instrument .
  OPTIONAL { ?instrument delicta:inForceFrom ?from } OPTIONAL { ?instrument delicta:inForceUntil ?until }
}
"""

_INSTRUMENTS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?instrument ?from ?until ?explains
WHERE {
  ?provision delicta:provisionOf ?instrument . ?instrument a ?kind ; delicta:inForceFrom ?from . OPTIONAL { ?instrument delicta:inForceUntil ?until }
  OPTIONAL { VALUES ?kind { delicta:JudicialInterpretation delicta:NormativeDocument delicta:GuidingCase delicta:OffenceNameProvision } BIND(true AS ?explains) }
}
"""

_TIERS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?offence ?tier WHERE { ?offence delicta:hasTier ?tier }
"""

_PARTS = """
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT ?gate ?needs ?part WHERE { ?gate m:part ?part ; m:needs ?needs }
"""

_MODES = """
PREFIX m: <https://w3id.org/delicta/machine/>
SELECT ?offence ?mode WHERE { ?mode m:modeOf ?offence }
"""

_NAMES = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?bearer ?name WHERE { ?bearer delicta:hasName ?name }
"""

_EFFECTS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?modifier ?effect WHERE { ?modifier delicta:hasEffect ?effect }
"""

_BELOW = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?wrong ?offence WHERE { ?wrong delicta:standsBelow ?offence }
"""

_NOTES = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?condition ?note WHERE { ?condition delicta:ofOverlay ?overlay ; skos:scopeNote ?note }
"""

_CONTRADICTIONS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?overlay ?other WHERE { ?overlay delicta:contradicts|^delicta:contradicts ?other }
"""

_REPLACED_TWICE = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?overlay ?other
WHERE { ?one delicta:replaces ?old ; delicta:ofOverlay ?overlay . ?two delicta:replaces ?old ; delicta:ofOverlay ?other . FILTER(?overlay != ?other) }
"""

_BROADER = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?node ?parent WHERE { ?node rdfs:subClassOf ?parent FILTER(STRSTARTS(STR(?node), "https://w3id.org/delicta/") && ISIRI(?parent)) }
"""

_INCOMPATIBLE = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?node ?other WHERE { ?node delicta:incompatibleWith ?other }
"""

_RANGES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?node ?range WHERE { ?node rdfs:range ?range FILTER(STRSTARTS(STR(?range), "http://www.w3.org/2001/XMLSchema#")) }
"""

_TYPES = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?node ?type
WHERE { ?node a ?type FILTER(STRSTARTS(STR(?node), "https://w3id.org/delicta/") && STRSTARTS(STR(?type), "https://w3id.org/delicta/") && !STRSTARTS(STR(?type), "https://w3id.org/delicta/machine/")) }
"""

_KINDS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT ?node ?kind
WHERE { VALUES ?kind { delicta:Offence delicta:AdministrativeWrong delicta:CataloguedOffence delicta:Doctrine delicta:Reform delicta:Mode delicta:Tier delicta:Presence delicta:Threshold delicta:ProportionalSum delicta:OpenClause delicta:Defence delicta:Exclusion delicta:Modifier delicta:HeavierProvision delicta:FixedPointer delicta:SpecialProvision delicta:CumulativePunishment } ?node a ?kind }
"""


def build(store: ox.Store) -> dict:
    """The lexicon of a closed ontology, as plain JSON data.

    `nodes` maps IRIs without the project's base to entries with `label`, `provisions` (citations), `kind` and the values that answers print; a condition
    that is law today, not verified though the text of each of its provisions was read, is `unwritten`: no text says it;
    `instruments` maps ids to the days between which an instrument may be cited for conduct, the first empty for one that explains older law;
    `depth` is the number of gate levels.
    """
    cite = {row["provision"].value: row["citation"].value for row in store.query(_CITATIONS)}
    nodes: dict[str, dict] = {}

    def entry(term) -> dict:
        return nodes.setdefault(term.value, {})

    for row in store.query(_LABELS):
        entry(row["node"]).setdefault("label", {})[row["label"].language] = row["label"].value
    for row in store.query(_SHARED_REMARKS):
        entry(row["gate"]).setdefault("remark", {})[row["remark"].language] = row["remark"].value
    read = defaultdict(set)
    for row in store.query(_SOURCES):
        source = row["provision"].value
        entry(row["node"]).setdefault("provisions", []).append(cite.get(source, names.local(source)))
        read[row["node"].value].add(row["read"] and row["read"].value == "true")
    for row in store.query(_ACTS):
        entry(row["offence"]).setdefault("acts", []).append(row["test"].value.removeprefix(names.BASE))
    for row in store.query(_RANGES):
        entry(row["node"])["range"] = row["range"].value.rpartition("#")[2]
    for row in store.query(_COUNTERPARTS):
        days = [row[name].value if row[name] else "" for name in ("from", "until")]
        entry(row["offence"]).setdefault("counterparts", []).append([cite[row["provision"].value], *days])
    for row in store.query(_TIERS):
        entry(row["offence"]).setdefault("tiers", []).append(row["tier"].value.removeprefix(names.BASE))
        entry(row["tier"])["tierOf"] = row["offence"].value.removeprefix(names.BASE)
    for tier, mode, tests in _of_other_modes(store):
        nodes[tier].setdefault("ofOtherModes", {})[mode.removeprefix(names.BASE)] = sorted(map(names.local, tests))
    for row in store.query(_NAMES):
        entry(row["bearer"]).setdefault("names", []).append(row["name"].value.removeprefix(names.BASE))
    for row in store.query(_EFFECTS):
        entry(row["modifier"]).setdefault("effects", []).append(names.local(row["effect"].value))
    for row in store.query(_BELOW):
        entry(row["wrong"]).setdefault("below", []).append(names.local(row["offence"].value))
    for query in (_CONTRADICTIONS, _REPLACED_TWICE):
        for row in store.query(query):
            entry(row["overlay"]).setdefault("contradicts", []).append(names.local(row["other"].value))
    for row in store.query(_NOTES):
        entry(row["condition"]).setdefault("note", {})[row["note"].language] = row["note"].value
    for row in store.query(_BROADER):
        entry(row["node"]).setdefault("broader", []).append(names.local(row["parent"].value))
    for row in store.query(_INCOMPATIBLE):
        entry(row["node"]).setdefault("incompatible", []).append(names.local(row["other"].value))
    for row in store.query(_KINDS):
        entry(row["node"])["kind"] = names.local(row["kind"].value)
    for row in store.query(_TYPES):
        if "kind" not in (known := nodes.get(row["node"].value, {"kind": ""})):
            known.setdefault("types", []).append(names.local(row["type"].value))
    for row in store.query(_VALUES):
        key, value = names.local(row["property"].value), row["value"]
        known = entry(row["node"])
        if isinstance(value, ox.Literal) and value.language:
            known.setdefault(key, {})[value.language] = value.value
        else:
            known[key] = _plain(value)
    for node in _unwritten(store, nodes, read):
        nodes[node]["unwritten"] = True
    for node, marks in read.items():
        if False in marks and True not in marks:
            nodes[node].setdefault("verified", False)
    for known in nodes.values():
        for key in ("provisions", "broader", "acts", "tiers", "names", "effects", "below", "contradicts", "incompatible", "types"):
            if key in known:
                known[key] = sorted(set(known[key]))
        known.get("counterparts", []).sort()
    instruments = {
        names.local(row["instrument"].value): ["" if row["explains"] else row["from"].value, row["until"].value if row["until"] else "9999"]
        for row in store.query(_INSTRUMENTS)
    }
    depth = next(iter(store.query(f"SELECT ?d WHERE {{ <{names.MACHINE}law> <{names.MACHINE}depth> ?d }}")))["d"]
    return {"depth": int(depth.value), "instruments": dict(sorted(instruments.items())), "nodes": {iri.removeprefix(names.BASE): data for iri, data in sorted(nodes.items())}}


def _of_other_modes(store: ox.Store) -> Iterator[tuple[str, str, set[str]]]:
    """For each tier and mode of one offence the tests under the tier that count only together with another mode, as (tier, mode, tests)."""
    parts, needs = defaultdict(list), {}
    for row in store.query(_PARTS):
        parts[row["gate"].value].append(row["part"].value)
        needs[row["gate"].value] = int(row["needs"].value)
    modes = defaultdict(set)
    for row in store.query(_MODES):
        modes[row["offence"].value].add(row["mode"].value)

    def leaves(node: str, shut: set[str]) -> set[str] | None:
        """The tests under a condition that can bring it about without the modes that are shut; None where none can."""
        if node in shut:
            return None
        found = [below for part in parts[node] if (below := leaves(part, shut)) is not None] if node in parts else []
        return None if len(found) < needs.get(node, 0) else set().union(*found) if node in parts else {node}

    for row in store.query(_TIERS):
        own = modes[row["offence"].value]
        every = leaves(row["tier"].value, set())
        for mode in own:
            strange = (every or set()) - (leaves(row["tier"].value, own - {mode}) or every or set())
            if strange:
                yield row["tier"].value, mode, strange


def _unwritten(store: ox.Store, nodes: dict[str, dict], read: dict[str, set]) -> Iterator[str]:
    """The conditions that are not verified, though the text of each of their provisions was read and they stand under a gate that has not ended."""
    above = defaultdict(list)
    for row in store.query(_PARTS):
        above[row["part"].value].append(row["gate"].value)

    def ended(node: str) -> bool:
        return "inForceUntil" in nodes.get(node, {}) or bool(above[node]) and all(map(ended, above[node]))

    return (node for node, marks in read.items() if nodes[node].get("verified") is False and False not in marks and not ended(node))


def _plain(value):
    if isinstance(value, ox.NamedNode):
        return names.local(value.value)
    kind = value.datatype.value.rpartition("#")[2]
    if kind == "boolean":
        return value.value == "true"
    if kind in ("integer", "decimal"):
        number = float(value.value)
        return int(number) if number.is_integer() else number
    return value.value
