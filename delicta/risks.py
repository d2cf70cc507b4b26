"""The risk map: what can go wrong for an actor, at a stage, with data of a kind."""

import json
import sys
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from delicta import names, questions, words
from delicta.errors import LANGUAGES, DelictaError, say
from delicta.law import load_law

QUESTION = "what-can-go-wrong"
KINDS = {"stage": "LifecycleStage", "actor": "Actor", "data": "Object"}

_ABOUT = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?entry ?property ?value
WHERE {
  GRAPH delicta:law {
    VALUES ?property { skos:prefLabel skos:definition delicta:touches delicta:standing }
    { ?entry a delicta:Risk } UNION { ?measure delicta:mitigates ?risk . BIND(?measure AS ?entry) } UNION { ?exposure delicta:toOffence ?entry }
    ?entry ?property ?value
  }
}
ORDER BY ?entry ?property ?value
"""

_OCCASIONS = """
PREFIX delicta: <https://w3id.org/delicta/>
SELECT DISTINCT ?risk ?occasion ?actor ?stage
WHERE {
  GRAPH delicta:law { ?risk a delicta:Risk . ?occasion delicta:occasionOf? ?risk ; delicta:raisedBy ?actor ; delicta:arisesAt ?stage }
}
ORDER BY ?risk ?occasion ?actor ?stage
"""


@dataclass(frozen=True)
class RiskMap:
    """The risks of the built-in data, ready to be asked for several times."""

    store: ox.Store

    def resolve(self, what: str, value: str | None) -> str:
        """The id that a reader's word means. Raises DelictaError with the nearest names for one that means nothing."""
        if not value or value == questions.ANY:
            return questions.ANY
        known = self._known[what]
        key = words.meant(value, known)
        if key is None:
            raise DelictaError(f"unknown-{what}", value=value, near=(value, known))
        return key

    def find(self, stage: str | None = None, actor: str | None = None, data: str | None = None) -> list[dict]:
        """The risks that fit, each with its occasions (who raises it at which stages), offences, norms, measures. What is not given restricts nothing."""
        given = {"stage": self.resolve("stage", stage), "actor": self.resolve("actor", actor), "data": self.resolve("data", data)}
        about = self._about
        risks: dict[str, dict] = {}
        for lang in LANGUAGES:
            for row in self.store.query(questions.find(QUESTION).bound({**given, "lang": lang})):
                iri = row["risk"].value
                risk = risks.setdefault(iri, _entry(iri, about, self._occasions[iri]) | {"note": {}, "offences": {}, "norms": [], "measures": {}})
                _add(risk, row, about, lang)
        return [_listed(risks[iri]) for iri in sorted(risks)]

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        return {what: words.members(load_law().lexicon["nodes"], kind, of="individuals" if what == "stage" else "classes") for what, kind in KINDS.items()}

    @cached_property
    def _occasions(self) -> dict[str, list[dict]]:
        """By risk, who raises it at which stages."""
        found: dict[str, dict[str, dict[str, list[str]]]] = {}
        for row in self.store.query(_OCCASIONS):
            occasion = found.setdefault(row["risk"].value, {}).setdefault(row["occasion"].value, {"actors": [], "stages": []})
            for key, value in (("actors", names.local(row["actor"].value)), ("stages", names.local(row["stage"].value))):
                if value not in occasion[key]:
                    occasion[key].append(value)
        return {risk: list(occasions.values()) for risk, occasions in found.items()}

    @cached_property
    def _about(self) -> dict[str, dict]:
        found: dict[str, dict] = {}
        for row in self.store.query(_ABOUT):
            key, value = row["property"].value.rpartition("#")[2].rpartition("/")[2], row["value"]
            entry = found.setdefault(row["entry"].value, {})
            if isinstance(value, ox.Literal):
                entry.setdefault(key, {})[value.language] = value.value
            else:
                entry.setdefault(key, []).append(names.local(value.value))
        return found


def _entry(iri: str, about: dict[str, dict], occasions: list[dict]) -> dict:
    known = about.get(iri, {})
    return {
        "id": names.local(iri), "iri": iri, "label": known.get("prefLabel", {}), "definition": known.get("definition", {}),
        **{key: sorted({value for occasion in occasions for value in occasion[key]}) for key in ("stages", "actors")}, "occasions": occasions,
        "data": known.get("touches", []),
    }


def _add(risk: dict, row, about: dict[str, dict], lang: str) -> None:
    """Take one row of the answer into the risk it is about."""
    if row["offence"]:
        iri = row["offence"].value
        offence = risk["offences"].setdefault(
            iri, {"offence": names.local(iri), "iri": iri, "label": about.get(iri, {}).get("prefLabel", {}), "condition": {}, "provisions": []},
        )
        offence["condition"][lang] = row["condition"].value
        if row["provision"] and row["provision"].value not in offence["provisions"]:
            offence["provisions"].append(row["provision"].value)
    elif row["condition"]:
        risk["note"][lang] = row["condition"].value
    elif row["norm"] and row["norm"].value not in risk["norms"]:
        risk["norms"].append(row["norm"].value)
    elif row["measure"]:
        iri = row["measure"].value
        known = about.get(iri, {})
        risk["measures"][iri] = {"id": names.local(iri), "iri": iri, "label": known.get("prefLabel", {}), "standing": (known.get("standing") or [None])[0]}


def _listed(risk: dict) -> dict:
    return risk | {"offences": list(risk["offences"].values()), "measures": [risk["measures"][iri] for iri in sorted(risk["measures"])]}


def load_map() -> RiskMap:
    """The risk map of the built-in law."""
    from delicta import dataset

    return RiskMap(dataset.build([], load_law(), evaluated=False))


def run_risks(stage: str | None, actor: str | None, data: str | None, form: str, lang: str) -> int:
    """`delicta risks`: returns the exit code, 2 for an id that there is not."""
    from delicta.commands import release

    known = load_map()
    given, wrong = {}, []
    for what, value in (("stage", stage), ("actor", actor), ("data", data)):
        try:
            given[what] = known.resolve(what, value)
        except DelictaError as error:
            wrong.append(error)
    for error in wrong:
        print(error.text(lang), file=sys.stderr)
    if wrong:
        return 2
    found = known.find(**given)
    if form == "json":
        told = {what: None if value == questions.ANY else value for what, value in given.items()}
        json.dump({"delicta": release(), **told, "risks": found}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif form == "svg":
        return draw_risks(known, {what: value for what, value in given.items() if value != questions.ANY}, lang)
    else:
        show_risks(found, lang)
    return 0


def draw_risks(known: RiskMap, given: dict[str, str], lang: str) -> int:
    """Print risks as a picture; `given` are the ids by which they are chosen. Returns the exit code, 2 where nothing can be drawn."""
    from delicta import atlas, pictures, sheets

    try:
        family = sheets.family(lang)
    except DelictaError as error:
        print(error.text(lang), file=sys.stderr)
        return 2
    sys.stdout.write(pictures.lifecycle(atlas.Atlas(load_law()), known, lang, given).written("svg", family).decode())
    return 0


def show_risks(found: list[dict], lang: str) -> None:
    """Print risks for people: each with what it is, then offences, norms, measures; a measure that no law asks for says so."""
    from rich.console import Console
    from rich.text import Text

    from delicta.law import load_law
    from delicta.terminal import Grid, Paragraph

    console = Console(highlight=False)
    semicolon = say("semicolon", lang)
    if not found:
        console.print(Paragraph(say("no-risk", lang)))
    for risk in found:
        console.print()
        console.print(Paragraph(Text(risk["label"].get(lang, risk["id"]), style="bold")))
        console.print(Paragraph(Text(risk["definition"].get(lang, ""), style="dim")))
        grid = Grid.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column()
        head = say("head-offence", lang)
        for offence in risk["offences"]:
            text = Text(f"{offence['offence']} {offence['label'].get(lang, '')}".strip())
            if offence["provisions"]:
                text.append(f" [{'; '.join(offence['provisions'])}]", style="dim")
            text.append("\n" + offence["condition"].get(lang, ""), style="dim")
            grid.add_row(head, text)
            head = ""
        if not risk["offences"]:
            grid.add_row(head, say("no-offence-as-such", lang))
        if risk["note"]:
            grid.add_row("", risk["note"].get(lang, ""))
        if risk["norms"]:
            grid.add_row(say("head-norms", lang), "; ".join(risk["norms"]))
        if risk["measures"]:
            standings = load_law().lexicon["nodes"]
            grid.add_row(say("head-measures", lang), semicolon.join(_measure(measure, standings, lang) for measure in risk["measures"]))
        console.print(grid)


def _measure(measure: dict, standings: dict, lang: str) -> str:
    """A measure, marked with its standing unless a provision in force asks for it."""
    name = measure["label"].get(lang, measure["id"])
    if measure["standing"] in (None, "InForce"):
        return name
    return say("marked", lang, name=name, mark=standings[measure["standing"]]["label"][lang])
