"""Pictures drawn from the data: the lifecycle with its risks, the compliance model, the chain of responsibility of a case, the elements of a finding."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from delicta import applying, citing, findings, names, places, sheets, tables, taxonomy
from delicta import risks as risks_of
from delicta.atlas import Atlas, in_order
from delicta.errors import LANGUAGES, say
from delicta.reading import CaseFile, read_case
from delicta.risks import RiskMap
from delicta.sheets import INK, PALE, Box, Sheet, Words

FORMS = ("svg", "png")
CHAIN, ELEMENTS = "hangzhou-ransomware", "known-leak-tolerated"

_BLUE, _SOFT = "#2b5c8a", "#dbe7f3"
_STATUS = {"met": ("#2e7d4f", "#e6f4ea"), "open": ("#b7791f", "#fdf3d9"), "excluded": ("#a33a3a", "#fbe6e6"), "defeated": ("#a33a3a", "#fbe6e6")}
_BASES = {"picture-in-law": "#dceee2", "picture-in-paper": "#f4f1e6", "picture-refuted": "#fbe6e6"}
_MARGIN, _TOP, _NARROWEST = 24.0, 20.0, 660.0


def _title(sheet: Sheet, title: str, note: str) -> float:
    """Write what a picture shows; returns where it may begin."""
    y = sheet.words(_MARGIN, _TOP, sheet.width - 2 * _MARGIN, [Words(title, 16, True)])
    return sheet.words(_MARGIN, y + 2, sheet.width - 2 * _MARGIN, [Words(note, 9, colour=PALE)]) + 12


def _name(atlas: Atlas, key: str, lang: str) -> str:
    """The label of anything in the data, in the compliance model as well."""
    return atlas.text(key, names.PREF_LABEL, lang) or atlas.label(key, lang)


# ---------------------------------------------------------------- the lifecycle


def stages() -> list[str]:
    """The stages of the life of a system, in the order in which they are passed."""
    kind = names.BASE + "LifecycleStage"
    return [names.local(triple.subject.value) for triple in ox.parse(path=str(places.ONTOLOGY / "lifecycle.ttl")) if triple.predicate.value == names.RDF_TYPE
            and isinstance(triple.object, ox.NamedNode) and triple.object.value == kind]


def _shade(part: float) -> tuple[str, str]:
    """The colour of a cell from pale to dark, with that of the words on it."""
    part **= 1.4
    low, high = (0xEA, 0xF2, 0xFA), (0x1F, 0x4E, 0x79)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(low, high, strict=True)), "#ffffff" if part > 0.6 else INK


def _offences(risks: Iterable[dict]) -> list[str]:
    return sorted({offence["offence"] for risk in risks for offence in risk["offences"]}, key=in_order)


def _near(actor: str, given: str | None) -> bool:
    """Whether a class of actor is the given one, wider or narrower; any is where none is given."""
    pair = [names.BASE + actor, names.BASE + (given or actor)]
    return pair[0] in taxonomy.wider(pair[1]) or pair[1] in taxonomy.wider(pair[0])


def _columns(atlas: Atlas, given: str | None) -> list[str]:
    """The stages in their order: all of them, or the given one with what it is part of and its parts."""
    parts = {stage: {stage, *(names.local(term.value) for term in atlas.links[stage].get(names.SKOS + "broader", ()))} for stage in stages()}
    return [stage for stage in parts if given is None or given in parts[stage] or stage in parts[given]]


def _rows(known: RiskMap, risks: list[dict], given: str | None = None) -> list[tuple[str, int]]:
    """The actors that raise risks, but for the class of all, or the given one with wider and narrower; each with how deep it stands below another of them."""
    top = risks_of.KINDS["actor"]
    actors = {given or top, *(actor for risk in risks for actor in risk["actors"] if _near(actor, given))} - {top}
    above = {actor: {names.local(iri) for iri in taxonomy.wider(names.BASE + actor)} & actors for actor in actors}
    count = {actor: len(_offences(known.find(actor=actor))) for actor in actors}

    def place(actor: str) -> list[tuple]:
        return [(-count[one], one) for one in sorted(above[actor], key=lambda one: len(above[one]))]

    return [(actor, len(above[actor]) - 1) for actor in sorted(actors, key=place)]


def lifecycle(atlas: Atlas, known: RiskMap, lang: str, given: dict[str, str] | None = None) -> Sheet:
    """Actors by stages with the number of offences that their risks may be; below each stage its risks, below all the offences by name.

    A field answers what `delicta risks` answers for its actor and stage. `given` restricts the picture by stage, actor or data,
    to what is given and what is wider and narrower.
    """
    given = given or {}
    risks = known.find(**given)
    chosen = {risk["id"] for risk in risks}
    columns, left, wide = _columns(atlas, given.get("stage")), 140.0, 108.0
    sheet = Sheet(max(_NARROWEST, 2 * _MARGIN + left + wide * len(columns)))
    told = say("comma", lang).join(_name(atlas, key, lang) for key in given.values())
    y = _title(sheet, say("picture-lifecycle", lang) + (say("colon", lang) + told if told else ""), say("picture-lifecycle-note", lang, risks=len(risks), offences=len(_offences(risks))))
    where = {stage: _MARGIN + left + wide * at for at, stage in enumerate(columns)}
    for stage, x in where.items():
        parents = [names.local(term.value) for term in atlas.links[stage].get(names.SKOS + "broader", ())]
        part = [Words(say("picture-part-of", lang, whole=_name(atlas, parent, lang)), 8, colour=INK) for parent in parents]
        sheet.arrow(x, y, wide - 2, 48, [Words(_name(atlas, stage, lang), 10, True, INK if parents else "#ffffff"), *part], "#b9cfe4" if parents else _BLUE)
    y += 56
    rows = _rows(known, risks, given.get("actor"))
    cells = {(actor, stage): [risk for risk in known.find(stage=stage, actor=actor, data=given.get("data")) if risk["id"] in chosen] for actor, _ in rows for stage in columns}
    rows = [row for row in rows if any(cells[row[0], stage] for stage in columns)]
    most = max((len(_offences(cell)) for cell in cells.values()), default=0) or 1
    for actor, depth in rows:
        numbers = {stage: _offences(cells[actor, stage]) for stage in columns}
        high = max(44.0, *(sheets.needed([Words("  ".join(few), 9)], wide - 4) + 24 for few in numbers.values()))
        sheet.words(_MARGIN + 12 * depth, y + high / 2 - 12, left - 10 - 12 * depth, [Words(_name(atlas, actor, lang), 10 if depth else 10.5, not depth)])
        for stage, x in where.items():
            if not cells[actor, stage]:
                sheet.box(x, y, wide - 4, [], "#fafbfc", "#eef1f4", high - 4)
                continue
            fill, ink = _shade(len(numbers[stage]) / most)
            sheet.box(x, y, wide - 4, [Words(str(len(numbers[stage])), 15, True, ink), Words("  ".join(numbers[stage]), 9, colour=ink)], fill, fill, high - 4, centre=True)
        y += high
    y = sheet.words(_MARGIN, y + 12, sheet.width, [Words(say("picture-risks", lang), 11, True)]) + 4
    ends = [y]
    for stage, x in where.items():
        at = y
        for risk in (risk for risk in risks if any(stage in one["stages"] and any(_near(actor, given.get("actor")) for actor in one["actors"]) for one in risk["occasions"])):
            numbers = "  ".join(_offences([risk])) or say("no-offence-as-such", lang)
            at = sheet.box(x, at, wide - 4, [Words(risk["label"].get(lang, risk["id"]), 8.5), Words(numbers, 8.5, colour=_BLUE if risk["offences"] else PALE)]).below + 4
        ends.append(at)
    y = sheet.words(_MARGIN, max(ends) + 12, sheet.width, [Words(say("picture-offences", lang), 11, True)]) + 4
    labels = {offence["offence"]: offence["label"].get(lang, "") for risk in risks for offence in risk["offences"]}
    across = min(4, int(sheet.width // 300))
    listed, share = _offences(risks), (sheet.width - 2 * _MARGIN) / across
    rows = -(-len(listed) // across)
    for column in range(across):
        at = y
        for offence in listed[column * rows:(column + 1) * rows]:
            end = sheet.words(_MARGIN + column * share + 56, at, share - 72, [Words(labels[offence], 9)])
            sheet.words(_MARGIN + column * share, at, 54, [Words(offence, 9, True, _BLUE)])
            at = end + 2
    return sheet


# ---------------------------------------------------------------- the compliance model


def _entries(atlas: Atlas, kind: str) -> list[str]:
    """Measures or routes of exactly one kind in their order; where they have none, those with a basis in law first."""
    own = [key for key, values in atlas.links.items() if any(term.value == names.BASE + kind for term in values.get(names.RDF_TYPE, ()))]
    return sorted(own, key=lambda key: (int(atlas.text(key, "position", "") or 0), list(_BASES).index(_basis(atlas, key)), key))


def _basis(atlas: Atlas, key: str) -> str:
    """Whether an entry has a basis in the law in force, is an opinion, or is refuted by the law."""
    standing = atlas.each(key, "standing")
    return "picture-in-law" if "InForce" in standing else "picture-refuted" if "Refuted" in standing else "picture-in-paper"


_BANDS = {"BeforehandMeasure": ("picture-beforehand", 4), "SupervisoryMeasure": ("picture-supervision", 3), "AfterwardMeasure": ("picture-afterwards", 1), "LeniencyRoute": ("picture-leniency", 2)}


def compliance(atlas: Atlas, lang: str) -> Sheet:
    """What is done before, while and after a service runs, the routes to leniency, and the ladder of supervision from a warning to the prosecution."""
    sheet, gap = Sheet(1400.0), 6.0
    y = _title(sheet, say("picture-compliance", lang), say("picture-compliance-note", lang))
    x = _MARGIN
    for key, fill in _BASES.items():
        sheet.box(x, y, 16, [], fill, height=12)
        sheet.words(x + 22, y, 400, [Words(say(key, lang), 9.5)])
        x += 250
    y += 26
    steps = _entries(atlas, "LadderStep")
    wide = (sheet.width - 2 * _MARGIN - 12 * (len(_BANDS) - 1)) / sum(number for _, number in _BANDS.values())
    x, ends = _MARGIN, []

    def entry(key: str, left: float, low: float, width: float, bold: bool = False) -> float:
        return sheet.box(left, low, width, [Words(_name(atlas, key, lang), 9.5 if bold else 9, bold)], _BASES[_basis(atlas, key)], height=42 if bold else 30, centre=True).below

    for kind, (title, number) in _BANDS.items():
        sheet.arrow(x, y, wide * number, 34, [Words(say(title, lang), 11, True, "#ffffff")], _BLUE)
        own = [key for key in _entries(atlas, kind) if key not in steps]
        groups = {key: [other for other in own if key in atlas.each(other, "belongsTo")] for key in own if not atlas.links[key].get("belongsTo")}
        if not any(groups.values()):
            share = -(-len(own) // number)
            groups = {f"{at}": own[at * share:(at + 1) * share] for at in range(number)}
        for at, (group, members) in enumerate(groups.items()):
            place, low, inset = x + at * wide, y + 44, 8 if group in own else 0
            low = entry(group, place, low, wide - gap, True) + 6 if inset else low
            for key in members:
                low = entry(key, place + inset, low, wide - gap - inset) + 5
            ends.append(low)
        x += wide * number + 12
    y = sheet.words(_MARGIN, max(ends) + 14, 400, [Words(say("picture-ladder", lang), 12, True)]) + 4
    wide, rise = (sheet.width - 2 * _MARGIN) / len(steps), 12.0

    def step(at: int, key: str) -> list[Words]:
        return [Words(f"{at + 1}  {_name(atlas, key, lang)}", 9.5, True), Words(atlas.text(key, names.SKOS + "definition", lang), 8.5, colour=PALE)]

    high = max(sheets.needed(step(at, key), wide - 4) for at, key in enumerate(steps))
    for at, key in enumerate(steps):
        sheet.box(_MARGIN + at * wide, y + rise * (len(steps) - 1 - at), wide - 4, step(at, key), _BASES[_basis(atlas, key)], height=high)
    return sheet


# ---------------------------------------------------------------- cases


@dataclass(frozen=True)
class Told:
    """A case with what is found in it."""

    case: CaseFile
    found: list[dict]
    about: dict[str, dict[str, list]]

    def texts(self, iri: str, name: str, lang: str) -> str:
        """A text of a node of the case, in a language if it is there."""
        known = [term for term in self.about.get(iri, {}).get(name, ()) if isinstance(term, ox.Literal)]
        return next((term.value for term in known if term.language == lang), known[0].value if known else "")

    def name(self, iri: str, lang: str) -> str:
        return self.texts(iri, names.PREF_LABEL, lang) or names.local(iri).rstrip("/").rpartition("/")[2]

    def quote(self, iri: str, lang: str) -> str:
        return tables.quoted(self.texts(iri, names.BASE + "quote", lang), lang)

    def each(self, iri: str, name: str) -> list[str]:
        return [term.value for term in self.about.get(iri, {}).get(names.BASE + name, ())]

    def kinds(self, iri: str) -> list[str]:
        return [term.value for term in self.about.get(iri, {}).get(names.RDF_TYPE, ())]

    def title(self, lang: str) -> str:
        return self.name(next(iter(self.found))["case"], lang)


def tell(atlas: Atlas, name: str) -> Told:
    """Read a case and work out what is found in it. Raises InputError for one that there is not."""
    case = read_case(name)
    about: dict[str, dict[str, list]] = {}
    for triple in case.facts:
        about.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    facts = list(case.facts)
    return Told(case, findings.collect(applying.evaluate(facts, atlas.law), atlas.law, applying.cases_of(facts)), about)


def _is_a(told: Told, iri: str, kind: str) -> bool:
    return any(names.BASE + kind in taxonomy.wider(each) for each in told.kinds(iri))


def _kind_words(atlas: Atlas, told: Told, iri: str, lang: str) -> str:
    return say("comma", lang).join(_name(atlas, names.local(kind), lang) for kind in told.kinds(iri))


def chain(atlas: Atlas, told: Told, lang: str) -> Sheet:
    """Who did what to what, and the offences established by it; what leads to none is dashed."""
    standing = [finding for finding in told.found if finding["verdict"] == "established"]
    conducts = list(dict.fromkeys(finding["conduct"] for finding in standing))
    sheet = Sheet(1180.0)
    y = _title(sheet, say("picture-chain", lang) + say("colon", lang) + told.title(lang), say("picture-chain-note", lang))
    x, widths = _MARGIN, {"head-actors": 150.0, "picture-acts": 250.0, "picture-objects": 250.0, "picture-established": 290.0}
    at = {}
    for key, width in widths.items():
        at[key] = x
        sheet.box(x, y, width, [Words(say(key, lang), 11, True, "#ffffff")], _BLUE, _BLUE, centre=True)
        x += width + 64
    y += 36
    acts = {act: conduct for conduct in conducts for act in told.each(conduct, "hasFact") if _is_a(told, act, "Act")}
    used = {fact for finding in standing for element in finding["elements"] for fact in element["facts"]}

    def fact_words(iri: str) -> list[Words]:
        return [Words(_kind_words(atlas, told, iri, lang), 9.5, True), Words(told.quote(iri, lang), 8, colour=PALE)]

    act_boxes, low = {}, y
    for act in acts:
        act_boxes[act] = sheet.box(at["picture-acts"], low, widths["picture-acts"], fact_words(act), "#ffffff", dashed=act not in used)
        low = act_boxes[act].below + 8
    objects: dict[str, list[str]] = {}
    for act in acts:
        for thing in told.each(act, "concerns") or [act]:
            objects.setdefault(thing, []).append(act)
    wanted = {thing: sum(act_boxes[act].left[1] for act in those) / len(those) for thing, those in objects.items()}
    object_boxes, free = {}, y
    for thing in sorted(wanted, key=lambda thing: (wanted[thing], thing)):
        if thing in acts:
            lane = max(free + 3, wanted[thing])
            object_boxes[thing] = Box(at["picture-objects"], lane, widths["picture-objects"], 0)
            free = lane + 9
            continue
        top = max(free, wanted[thing] - sheets.needed(fact_words(thing), widths["picture-objects"]) / 2)
        object_boxes[thing] = sheet.box(at["picture-objects"], top, widths["picture-objects"], fact_words(thing), "#f6f8fa")
        free = object_boxes[thing].below + 8
    together: dict[tuple[str, str], list[dict]] = {}
    for finding in standing:
        together.setdefault((finding["conduct"], finding["offence"]), []).append(finding)

    def bearing(key: tuple[str, str]) -> list[str]:
        """The things that met an element of an offence, or to which an act was done that met one."""
        facts = {fact for element in together[key][0]["elements"] for fact in element["facts"]}
        return [thing for thing, those in objects.items() if any(acts[act] == key[0] and (act in facts or thing in facts) for act in those)]

    def offence_words(key: tuple[str, str]) -> list[Words]:
        finding = together[key][0]
        beside = finding["concurrence"]
        return [
            Words(f"{finding['offence']} {finding['label'].get(lang, '')}", 10.5, True, _STATUS["met"][0]),
            Words(tables.frame(finding["tier"], lang) if finding["tier"] else "", 8.5),
            Words(say(f"outcome-{beside['outcome']}", lang, other=beside["with"], relation=tables.label(beside["rule"], lang)) if beside else "", 8.5, colour=PALE),
            Words(say("comma", lang).join(told.name(each["actor"], lang) for each in together[key]), 8.5, colour=PALE),
        ]

    mean = {key: sum(object_boxes[thing].left[1] for thing in bearing(key)) / max(1, len(bearing(key))) for key in together}
    free = y
    for key in sorted(together, key=lambda key: (mean[key], key)):
        top = max(free, mean[key] - sheets.needed(offence_words(key), widths["picture-established"]) / 2)
        place = sheet.box(at["picture-established"], top, widths["picture-established"], offence_words(key), _STATUS["met"][1], _STATUS["met"][0], bar=_STATUS["met"][0])
        free = place.below + 14
        colour = _LINES[list(together).index(key) % len(_LINES)]
        for thing in bearing(key):
            sheet.link(object_boxes[thing].right, place.left, colour)
    for thing, those in objects.items():
        for act in those:
            sheet.link(act_boxes[act].right, object_boxes[thing].left, PALE if act in used else "#b8c1cc", act not in used)
            if thing == act and act in used:
                sheet.link(object_boxes[thing].left, object_boxes[thing].right, PALE)
    groups: dict[tuple[str, ...], list[str]] = {}
    for conduct in conducts:
        groups.setdefault(tuple(told.each(conduct, "hasActor")), []).append(conduct)
    free = y
    for actors, done in groups.items():
        those = [act for act, conduct in acts.items() if conduct in done]
        words = [Words(told.name(actor, lang), 10, True) for actor in actors] + [Words(_kind_words(atlas, told, actors[0], lang), 8, colour=PALE)]
        middle = sum(act_boxes[act].left[1] for act in those) / max(1, len(those))
        place = sheet.box(at["head-actors"], max(free, middle - sheets.needed(words, widths["head-actors"]) / 2), widths["head-actors"], words, _SOFT, _BLUE)
        free = place.below + 12
        for act in those:
            sheet.link(place.right, act_boxes[act].left, PALE if act in used else "#b8c1cc", act not in used)
    return sheet


_LINES = ("#2e7d4f", "#2b5c8a", "#8a4b9e", "#b7791f", "#a33a3a")


def elements(atlas: Atlas, told: Told, finding: dict, lang: str) -> Sheet:
    """The elements of one finding with what met them, the tests passed and the words that show it, or what is open or excluded."""
    sheet = Sheet(1180.0)
    name = f"{finding['offence']} {finding['label'].get(lang, '')}"
    y = _title(sheet, say("picture-elements", lang) + say("colon", lang) + name, say("picture-elements-note", lang, case=told.title(lang), actor=told.name(finding["actor"], lang), day=finding["law_as_of"]))
    x = _MARGIN
    for status in ("met", "open", "excluded"):
        edge, fill = _STATUS[status]
        sheet.box(x, y, 22, [], fill, edge, 13, bar=edge)
        sheet.words(x + 28, y, 100, [Words(say(f"status-{status}", lang), 9.5)])
        x += 110
    y += 30
    widths, gap = (200.0, 300.0, 290.0, 234.0), 36.0
    lefts = [_MARGIN + sum(widths[:at]) + gap * at for at in range(4)]

    def condition(entry: dict, size: float, status: str = "", bold: bool = False) -> list[Words]:
        limit = tables.limit(entry, atlas.nodes, lang)
        mark = say(f"status-{status}", lang) if status else ""
        return [Words(mark, 8, True, _STATUS[status][0] if status else INK), Words(tables.label(entry, lang), size, bold), Words(limit, size, True, _BLUE), Words(citing.spelled(atlas, entry["provisions"], lang), 8, colour=PALE)]

    branches: list[tuple[Box, str]] = []
    low = y
    open_tests = {entry["id"] for entry in finding["open"]}
    rows = [(element, element["status"]) for element in finding["elements"]]
    shown = {element["id"] for element, _ in rows}
    rows += [(entry, "open") for entry in finding["open"] if entry["id"] not in shown]
    for element, status in rows:
        edge, fill = _STATUS[status]
        tests = [test for test in element.get("through", []) if test["id"] not in open_tests]
        quotes = [quote for quote in dict.fromkeys(told.quote(fact, lang) for fact in element.get("facts", [])) if quote]
        box = sheet.box(lefts[1], low, widths[1], condition(element, 9.5, status, True), fill, edge, bar=edge)
        branches.append((box, edge))
        ends, test_boxes, at = [box.below], [], low
        for test in tests:
            test_boxes.append(sheet.box(lefts[2], at, widths[2], condition(test, 8.5), "#ffffff", edge))
            sheet.link(box.right, test_boxes[-1].left, edge)
            at = test_boxes[-1].below + 5
        ends.append(at - 5)
        shown_by = test_boxes[0].right if test_boxes else box.right
        if len(test_boxes) > 1 and quotes:
            brace = shown_by[0] + 7
            sheet.link((brace, test_boxes[0].y), (brace, test_boxes[-1].below), PALE)
            shown_by = brace, (test_boxes[0].y + test_boxes[-1].below) / 2
        at = low if test_boxes or len(quotes) > 1 else low + (box.height - sheets.needed([Words("".join(quotes), 8.5)], widths[3])) / 2
        for quote in quotes:
            shows = sheet.box(lefts[3], at, widths[3], [Words(quote, 8.5, colour=PALE)], "#fafbfc")
            sheet.link(shown_by, shows.left)
            at = shows.below + 5
        ends.append(at - 5)
        low = max(ends) + 14
    verdict = finding["verdict"]
    edge, fill = _STATUS[{"established": "met", "open": "open"}.get(verdict, "excluded")]
    tier = finding["tier"]
    root = [Words(say(f"verdict-{verdict}", lang), 9, True, edge), Words(name, 11, True)]
    if finding["mode_detail"]:
        root.append(Words(say("word-mode", lang) + say("colon", lang) + tables.label(finding["mode_detail"], lang), 9))
    if tier:
        root.append(Words(say("word-tier", lang) + say("colon", lang) + tier["name"].get(lang, "") + say("comma", lang) + tables.frame(tier, lang), 9))
    middle = (y + low - 14) / 2
    trunk = sheet.box(lefts[0], max(y, middle - sheets.needed(root, widths[0]) / 2), widths[0], root, fill, edge, bar=edge)
    for box, colour in branches:
        sheet.link(trunk.right, box.left, colour)
    if finding["check_defences"]:
        low = sheet.words(_MARGIN, max(low, trunk.below) + 6, sheet.width, [Words(say("word-checks", lang), 11, True)]) + 4
        edge, fill = _STATUS["open"]
        defences, across = finding["check_defences"], 4
        wide = (sheet.width - 2 * _MARGIN) / across
        for start in range(0, len(defences), across):
            row = defences[start:start + across]
            high = max(sheets.needed(condition(entry, 9, "open"), wide - 8) for entry in row)
            for at, entry in enumerate(row):
                sheet.box(_MARGIN + at * wide, low, wide - 8, condition(entry, 9, "open"), fill, edge, high, dashed=True)
            low += high + 8
    return sheet


# ---------------------------------------------------------------- all of them


def pictures(atlas: Atlas, languages: Iterable[str] = LANGUAGES, chain_of: str = CHAIN, elements_of: str = ELEMENTS) -> dict[str, bytes]:
    """Every picture by its path, `en/lifecycle.svg` and so on. Raises DelictaError where matplotlib, or a font for a language, is missing."""
    from delicta import dataset

    families = {lang: sheets.family(lang) for lang in languages}
    risks = RiskMap(dataset.build([], atlas.law, evaluated=False))
    linked, tested = tell(atlas, chain_of), tell(atlas, elements_of)
    finding = max(tested.found, key=lambda finding: len({element["status"] for element in finding["elements"]}))
    found = {}
    for lang, family in families.items():
        drawn = {
            "lifecycle": lifecycle(atlas, risks, lang), "compliance": compliance(atlas, lang),
            "chain": chain(atlas, linked, lang), "elements": elements(atlas, tested, finding, lang),
        }
        found |= {f"{lang}/{name}.{form}": sheet.written(form, family) for name, sheet in drawn.items() for form in FORMS}
    return found
