"""Findings written out: as Turtle, JSON-LD or CSV."""

import csv
import io
import json
from typing import TextIO

import pyoxigraph as ox

from delicta import names


def triples(store: ox.Store) -> list[ox.Triple]:
    """The findings of an evaluated store, in a stable order."""
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(names.FINDINGS))
    return sorted((ox.Triple(q.subject, q.predicate, q.object) for q in quads), key=str)


def write_findings(store: ox.Store, form: str) -> str:
    """The findings as text; `form` is `turtle` or `jsonld`."""
    if form == "turtle":
        lines = ox.serialize(triples(store), format=ox.RdfFormat.TURTLE, prefixes=names.PREFIXES).decode().splitlines(keepends=True)
        head = [line for line in lines if line.startswith("@prefix")]
        return "".join(sorted(head) + ["\n"] + lines[len(head):])
    from delicta.context import CONTEXT_IRI

    nodes: dict[str, dict] = {}
    for triple in triples(store):
        node = nodes.setdefault(triple.subject.value, {"@id": triple.subject.value})
        value = triple.object
        predicate = triple.predicate.value
        if predicate == names.RDF_TYPE:
            node.setdefault("@type", []).append(value.value)
            continue
        if isinstance(value, ox.Literal):
            entry = {"@value": value.value} | ({"@language": value.language} if value.language else {} if value.datatype.value == names.XSD + "string" else {"@type": value.datatype.value})
        else:
            entry = {"@id": value.value}
        node.setdefault(predicate, []).append(entry)
    return json.dumps({"@id": names.FINDINGS, "@graph": list(nodes.values()), "http://purl.org/dc/terms/conformsTo": {"@id": CONTEXT_IRI}}, ensure_ascii=False, indent=1) + "\n"


def write_csv(found: list[dict], lang: str, out: TextIO) -> None:
    """One row a finding: case, conduct, actor, offence, name, verdict, awaits, mode, tier, months, outcome, law_as_of, day_presumed."""
    buffer = io.StringIO()
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(["case", "conduct", "actor", "offence", "name", "verdict", "awaits", "mode", "tier", "minimum_months", "maximum_months", "outcome", "law_as_of", "day_presumed"])
    for finding in found:
        tier = finding["tier"]
        rows.writerow([
            finding["case"], finding["conduct"], finding["actor"], finding["offence"], finding["label"].get(lang, ""), finding["verdict"], finding["awaits"] or "",
            finding["mode"] or "", tier["rank"] if tier else "", *(tier["imprisonment_months"] if tier else ["", ""]),
            finding["concurrence"]["outcome"] if finding["concurrence"] else "", finding["law_as_of"], str(finding["day_presumed"]).lower(),
        ])
    out.write(buffer.getvalue())
