"""Answers for people: findings as readable blocks for a terminal of 80 columns, in English or Chinese."""

import re
from collections import defaultdict

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.text import Text

from delicta import names
from delicta.errors import say
from delicta.law import Law
from delicta.taxonomy import wider
from delicta.terminal import Grid, Paragraph, show_blocks, show_table, widths

_MARKS = {"met": "✓", "open": "?", "excluded": "✗", "defeated": "⊘", "takes-away": "⊘", "modifies": "·"}
_STYLES = {"established": "bold red", "open": "bold yellow", "defeated": "bold cyan", "ruled-out": "dim"}
_PLACES = {"established": 0, "defeated": 1, "open": 2, "ruled-out": 3}
_SHOWN = 6
_REASONS = 3
_MARKED = ('""', "\u201c\u201d")
_NUMERIC = {names.XSD + "integer", names.XSD + "decimal"}


class Facts:
    """Labels and quotes of the nodes of the cases, by IRI and language, their numbers; the classes of the facts of each conduct, and what it rules out."""

    def __init__(self, facts: list[ox.Triple]):
        kinds: dict[str, set[str]] = defaultdict(set)
        self.ruled_out: dict[str, set[str]] = defaultdict(set)
        links = [(t.subject.value, t.object.value) for t in facts if t.predicate.value == names.BASE + "hasFact"]
        for triple in facts:
            if triple.predicate.value == names.RDF_TYPE:
                kinds[triple.subject.value].add(triple.object.value)
            elif triple.predicate.value == names.BASE + "rulesOut":
                self.ruled_out[triple.subject.value].add(names.local(triple.object.value))
        self.kinds: dict[str, set[str]] = defaultdict(set)
        for conduct, fact in links:
            self.kinds[conduct] |= kinds[fact]
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.quotes: dict[str, dict[str, str]] = defaultdict(dict)
        self.numbers: dict[str, dict[str, str]] = defaultdict(dict)
        for triple in facts:
            if isinstance(triple.object, ox.Literal) and triple.object.datatype.value in _NUMERIC:
                self.numbers[triple.subject.value][triple.predicate.value.removeprefix(names.BASE)] = triple.object.value
            target = {names.PREF_LABEL: self.labels, names.BASE + "quote": self.quotes}.get(triple.predicate.value)
            if target is not None and isinstance(triple.object, ox.Literal):
                target[triple.subject.value][triple.object.language or ""] = triple.object.value

    def name(self, iri: str, lang: str) -> str:
        known = self.labels.get(iri, {})
        return known.get(lang) or next(iter(known.values()), "") or iri.rstrip("/").rpartition("/")[2] or iri

    def quote(self, iri: str, lang: str) -> str:
        known = self.quotes.get(iri, {})
        return known.get(lang) or next(iter(known.values()), "")


def label(entry: dict, lang: str) -> str:
    """The label of a described condition in a language, falling back to the other."""
    return entry["label"].get(lang) or next(iter(entry["label"].values()), entry.get("id", ""))


def duration(months: int, lang: str) -> str:
    """A number of months as years where it is whole years, else as months."""
    whole, rest = divmod(months, 12)
    return say("years", lang, number=whole) if not rest else say("months", lang, number=months)


def months_of(tier: dict, lang: str) -> str:
    """How long imprisonment may be under a tier, in words; nothing where it knows none."""
    low, high = tier["imprisonment_months"]
    if not high:
        kinds = [say(f"frame-only-{kind}", lang) for kind in ("life", "death") if tier[kind]]
        return say("word-or", lang).join(kinds)
    key = "frame-death" if tier["death"] else "frame-life" if tier["life"] else "frame-years"
    return say(key, lang, low=duration(low, lang), high=duration(high, lang))


def kinds_of(tier: dict, lang: str, *more: str) -> str:
    """Imprisonment under a tier, and the milder kinds of punishment in its place, `more` of them as well, in words."""
    text = months_of(tier, lang)
    others = say("within-comma", lang).join(say(f"frame-{kind}", lang) for kind in ("detention", "surveillance", "deprivation", *more) if tier[kind.replace("-", "_")])
    return say("frame-or", lang, frame=text, others=others) if text and others else text or others


def frame(tier: dict, lang: str) -> str:
    """The penalty frame of a tier in words."""
    text, comma, more = kinds_of(tier, lang), say("comma", lang), []
    if tier["fine"] in ("must", "may"):
        fine = say("frame-fine-may" if tier["fine"] == "may" else "frame-fine-or-alone" if tier["fine_alone"] else "frame-fine-must", lang)
        note = tier["fine_note"].get(lang, "").rstrip(".。")
        more.append(say("frame-fine-note", lang, fine=fine, note=note) if note else fine)
    if tier["confiscation"] != "none":
        more.append(say(f"frame-confiscation-{tier['confiscation']}", lang))
    return comma.join([text, *more])


def quoted(text: str, lang: str) -> str:
    """A text in quotation marks; marks about the whole of it are left out, others of its own become those of a quotation within one."""
    for left, right in (say("quoted", lang, text="\n").split("\n"), *_MARKED):
        text = re.sub(f"^{left}([^{left}{right}]*){right}$", r"\1", text)
        text = re.sub(f"{left}([^{left}{right}]*){right}", lambda found: say("quoted-within", lang, text=found[1]), text)
    return say("quoted", lang, text=text) if text else ""


def number(value: float) -> str:
    """A number with thousands separated."""
    return f"{value:,}"


def limit(condition: dict, law_nodes: dict, lang: str) -> str:
    """The number a threshold asks for, with its unit: `≥ 5,000 records`."""
    threshold = condition.get("threshold") or {}
    unit = law_nodes.get(threshold.get("measures", ""), {}).get("unit", {}).get(lang, "")
    for key, name in (("compare-at-least", "atLeast"), ("compare-more-than", "moreThan"), ("compare-less-than", "lessThan")):
        if name in threshold:
            return say(key, lang, number=number(threshold[name]), unit=unit)
    if "corridorFrom" in threshold:
        return say("compare-corridor", lang, low=number(threshold["corridorFrom"]), high=number(threshold["corridorTo"]), unit=unit)
    return ""


def measured(condition: dict) -> str:
    """What a threshold measures, nothing for another condition."""
    return (condition.get("threshold") or {}).get("measures", "")


def amount(value: str, measure: str, nodes: dict, lang: str) -> str:
    """A number that a fact states, with its unit."""
    return f"{number(int(value) if value.isdigit() else float(value))} {nodes.get(measure, {}).get('unit', {}).get(lang, '')}".strip()


def _grid() -> Grid:
    grid = Grid.grid(padding=(0, 1), expand=True)
    grid.add_column(width=2, no_wrap=True)
    grid.add_column(ratio=3)
    grid.add_column(ratio=1, style="dim")
    return grid


def unread(entry: dict, lang: str) -> str:
    """The mark of a condition that nobody has read: in a source that says it, or in one that does not; nothing for any other."""
    return say("unwritten" if entry.get("unwritten") else "unverified", lang) if entry.get("verified") is False else ""


def _told(entry: dict, detail: str, lang: str) -> str:
    """What a condition is called, with a detail, and with a mark if nobody has read it in its source."""
    mark = unread(entry, lang)
    return label(entry, lang) + (f" ({detail})" if detail else "") + (f" [{mark}]" if mark else "")


def _cites(entry: dict) -> str:
    return "; ".join(entry["provisions"])


def _element_row(grid: Grid, element: dict, facts: Facts, nodes: dict, lang: str) -> None:
    status = "defeated" if element["defeated"] else element["status"]
    mark = Text(_MARKS[status], style={"met": "green", "open": "yellow"}.get(status, "dim"))
    title = Text(_told(element, limit(element, nodes, lang), lang))
    _reasoned_row(grid, mark, title, element, element["facts"], facts, nodes, lang)


def _reasoned_row(grid: Grid, mark, text: Text, told: dict, rest: list[str], facts: Facts, nodes: dict, lang: str) -> None:
    """A row with the tests through which something was met, thresholds first, each with the facts that have its number; then the words of the `rest`."""
    provisions, shown = list(told["provisions"]), set()

    def show(said: str) -> None:
        if said and said not in shown:
            shown.add(said)
            text.append("\n" + said, style="italic")

    for test in sorted(told["through"], key=lambda test: not measured(test))[:_REASONS]:
        measure = measured(test)
        text.append("\n" + _told(test, limit(test, nodes, lang), lang), style="dim")
        provisions += [p for p in test["provisions"] if p not in provisions]
        for fact in [fact for fact in told["facts"] if measure in facts.numbers[fact]][:_REASONS]:
            show(quoted(facts.quote(fact, lang), lang) or amount(facts.numbers[fact][measure], measure, nodes, lang))
    for said in [quoted(facts.quote(fact, lang), lang) for fact in rest]:
        if len(shown) < _REASONS:
            show(said)
    grid.add_row(mark, text, "; ".join(provisions))


def _tier_row(grid: Grid, finding: dict, facts: Facts, nodes: dict, lang: str) -> None:
    """The tier that is reached, what carried it there: the facts with its numbers, and beside tests without one the facts that no element needed already."""
    tier = finding["tier"]
    if tier:
        known = {fact for element in finding["elements"] for fact in element["facts"]}
        counted = any(measured(test) in facts.numbers[fact] for fact in tier["facts"] for test in tier["through"])
        alone = counted and all("threshold" in test for test in tier["through"])
        rest = [] if alone else [fact for fact in tier["facts"] if fact not in known]
        title = say("colon", lang).join((say("word-tier", lang), tier["name"].get(lang, ""), frame(tier, lang)))
        _reasoned_row(grid, "", Text(title), tier, rest, facts, nodes, lang)


def _open_tiers_row(grid: Grid, finding: dict, nodes: dict, lang: str, full: bool) -> None:
    """The tiers above that stay open; a figure that the province sets comes first among what they await, of which only `full` tells all."""
    for tier in finding["open_tiers"]:
        waiting = sorted(tier["open"], key=lambda test: "corridorFrom" not in test.get("threshold", {}))
        title = say("tier-open", lang, tier=tier["name"].get(lang, ""), frame=months_of(tier, lang) or frame(tier, lang))
        _list_row(grid, "?", title, waiting, nodes, lang, len(waiting) if full else 3)


def _milder_row(grid: Grid, finding: dict, lang: str) -> None:
    milder = finding["milder"]
    if milder:
        text = say(f"milder-{milder['reason']}", lang, chosen=milder["chosen"], other=milder["compared_with"])
        grid.add_row("·", Text(say("word-milder", lang) + say("colon", lang) + text), _cites(milder["rule"]))


def _moved_row(grid: Grid, finding: dict, lang: str) -> None:
    moved = finding["frame"]
    if moved:
        text = kinds_of(moved, lang, "fine-alone")
        if moved["exemption"]:
            text += say("semicolon", lang) + say(f"exemption-{moved['exemption']}", lang)
        grid.add_row("", Text(say("word-moved", lang) + say("colon", lang) + text), "")


def show_lower(found: list[dict], facts: Facts, lang: str, console: Console) -> None:
    """Print the administrative wrongs of one conduct that stand or may stand, one line each with its sanction."""
    grid = _grid()
    for actors, finding in _together(found, "wrong"):
        text = Text(say(f"verdict-{finding['verdict']}", lang) + "  ", style=_STYLES[finding["verdict"]])
        text.append(_told({**finding, "id": finding["wrong"]}, "", lang), style="bold")
        text.append(" · " + say("comma", lang).join(facts.name(actor, lang) for actor in actors), style="dim")
        if finding["verdict"] == "open":
            lacking = [label(test, lang) for test in finding["open"][:3]]
            text.append("\n" + say("word-open", lang) + say("colon", lang) + say("comma", lang).join(lacking), style="dim")
        sanction = finding["sanction"].get(lang)
        if sanction:
            text.append("\n" + sanction, style="dim")
        for modifier in finding["modifiers"]:
            text.append("\n" + label(modifier, lang) + say("colon", lang) + modifier["effect"].get(lang, ""), style="dim")
        grid.add_row("▽", text, "; ".join(finding["provisions"]))
    console.print()
    console.print(Text(say("word-below", lang), style="bold"))
    console.print(grid)


def _list_row(grid: Grid, mark: str, title: str, entries: list[dict], nodes: dict, lang: str, shown: int = _SHOWN) -> None:
    """One row for the title, then one for each entry with its own provisions; a modifier says what it does."""
    if not entries:
        return
    grid.add_row(mark, title, "")
    for entry in entries[:shown]:
        detail = say("word-assessment", lang) if entry.get("assessment") else limit(entry, nodes, lang)
        text = "– " + _told(entry, detail, lang)
        effect = entry.get("effect", {}).get(lang, "")
        grid.add_row("", text + (say("colon", lang) + effect if effect else ""), _cites(entry))
    if len(entries) > shown:
        grid.add_row("", say("word-more", lang, count=len(entries) - shown), "")


def _alike(finding: dict, what: str) -> tuple:
    """What two actors of one conduct must share to be answered in one breath."""
    tier = finding.get("tier")
    statuses = tuple((element["id"], element["status"]) for element in finding["elements"])
    moved = tuple(modifier["id"] for modifier in finding["modifiers"])
    return finding[what], finding["verdict"], finding["awaits"], finding["mode"], tier and tier["id"], statuses, moved


def _together(found: list[dict], what: str = "offence") -> list[tuple[list[str], dict]]:
    """Findings of one conduct as (actors, finding), actors with the same answer together."""
    groups: dict[tuple, tuple[list[str], dict]] = {}
    for finding in found:
        groups.setdefault(_alike(finding, what), ([], finding))[0].append(finding["actor"])
    return list(groups.values())


def _outcome(rule: dict) -> str:
    """What becomes of an offence beside another, in the word that the messages know: of two equally heavy neither is said to be the one."""
    return "equal" if rule["equal"] else rule["outcome"]


def _overview(found: list[tuple[list[str], dict]], facts: Facts, lang: str) -> Grid:
    table = Grid(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, show_edge=False)
    table.add_column(say("head-verdict", lang), no_wrap=True)
    table.add_column(say("head-offence", lang), ratio=4)
    table.add_column(say("head-frame", lang), ratio=3)
    table.add_column(say("head-actors", lang), ratio=2)
    for actors, finding in found:
        verdict, with_rule = finding["verdict"], finding["concurrence"]
        note = say("awaits-" + finding["awaits"], lang) if finding["awaits"] else ""
        if finding["tier"]:
            note = months_of(finding["tier"], lang) or frame(finding["tier"], lang)
        if with_rule:
            note += "\n" + say(f"short-{_outcome(with_rule)}", lang, other=with_rule["with"])
        name = f"{finding['offence']} {finding['label'].get(lang, '')}"
        table.add_row(Text(say(f"verdict-{verdict}", lang), style=_STYLES[verdict]), name, note, say("comma", lang).join(facts.name(actor, lang) for actor in actors))
    return table


def _remarks(kinds: set[str], nodes: dict, lang: str) -> list[str]:
    """What is to be said beside the verdicts on a conduct with facts of some classes, given by IRI."""
    every = {names.local(iri) for kind in kinds for iri in wider(kind)}
    return [nodes[kind]["remark"][lang] for kind in sorted(every) if "remark" in nodes.get(kind, {})]


def law_counts(nodes: dict) -> dict[str, int]:
    """How many offences of a lexicon are examined, and how many catalogued only."""
    kinds = [entry.get("kind") for entry in nodes.values()]
    return {"examined": kinds.count("Offence"), "catalogued": kinds.count("CataloguedOffence")}


def later_law(law: Law, triples: list[ox.Triple]) -> list[str]:
    """The offences whose acts are among the facts, but which became law only after the conduct."""
    last = max((triple.object.value for triple in triples if triple.predicate.value == names.BASE + "ends"), default="9999")
    offences = {wrong: law.lexicon["nodes"].get(f"offence/{wrong}") for wrong in law.in_question(triples)}
    return sorted(wrong for wrong, entry in offences.items() if entry and entry["inForceFrom"] > last)


def later_line(law: Law, offence: str, lang: str) -> str:
    """Since when an offence is law, in words."""
    entry = law.lexicon["nodes"][f"offence/{offence}"]
    return say("law-only-since", lang, offence=f"{offence} {entry['label'].get(lang, '')}", day=entry["inForceFrom"])


def _show_silence(law: Law, triples: list[ox.Triple], lang: str, console: Console) -> None:
    """Print that no offence comes into question for a conduct of some triples, or was law yet."""
    later = later_law(law, triples)
    console.print(Paragraph(say("no-finding" if not later else "no-finding-yet", lang, **law_counts(law.lexicon["nodes"]))))
    for offence in later:
        console.print(Paragraph("– " + later_line(law, offence, lang)))


def show_findings(
    found: list[dict], triples: list[ox.Triple], lang: str, full: bool = False, console: Console | None = None, lower: list[dict] | None = None, every: bool = True
) -> None:
    """Print findings, conduct by conduct: a table of all verdicts, then the reasons.

    Findings that are open or ruled out are told in short, unless `full`. `lower` are findings on administrative wrongs, shown below the offences.
    Of a conduct without a finding on any offence that is said, where `every` conduct is to be answered.
    """
    from delicta import applying
    from delicta.law import load_law

    console = console or Console(highlight=False, soft_wrap=False)
    law = load_law()
    nodes, facts = law.lexicon["nodes"], Facts(triples)
    parts, case_of = applying.by_conduct(triples), applying.cases_of(triples)
    conducts: dict[tuple[str, str], list[dict]] = {(case_of.get(conduct, conduct), conduct): [] for conduct in parts if every}
    for finding in (*found, *(lower or [])):
        conducts.setdefault((finding["case"], finding["conduct"]), []).append(finding)
    previous = None
    for (case, conduct), own in sorted(conducts.items()):
        if case != previous:
            previous = case
            console.print()
            console.rule(Text(facts.name(case, lang), style="bold"), align="left")
        console.print()
        title = [facts.name(conduct, lang)]
        if own:
            title.append(say("law-of-today" if own[0]["day_presumed"] else "law-as-of", lang, day=own[0]["law_as_of"]))
        console.print(Text(" · ".join(title), style="bold"))
        below, own = [f for f in own if "wrong" in f and not f["absorbed_by"]], [f for f in own if "offence" in f]
        groups = sorted(_together(own), key=lambda group: _PLACES[group[1]["verdict"]])
        if groups:
            console.print(_overview(groups, facts, lang))
        else:
            _show_silence(law, parts[conduct], lang, console)
        for remark in dict.fromkeys([*_remarks(facts.kinds[conduct], nodes, lang), *(told[lang] for finding in own for told in finding["remarks"])]):
            console.print(Paragraph(remark))
        for actors, finding in groups:
            show_finding(finding, facts, nodes, lang, console, full or finding["verdict"] in ("established", "defeated"), actors if len(groups) > 1 else [])
        if below:
            show_lower(below, facts, lang, console)


def show_finding(finding: dict, facts: Facts, nodes: dict, lang: str, console: Console, full: bool, actors: list[str]) -> None:
    """Print one finding as a block: verdict, mode, tier, elements, what is open and what to check; in short without the met elements."""
    verdict = finding["verdict"]
    head = Text()
    head.append(say(f"verdict-{verdict}", lang), style=_STYLES[verdict])
    head.append(f"  {finding['offence']} {finding['label'].get(lang, '')}", style="bold")
    if finding["awaits"]:
        head.append(f" ({say('awaits-' + finding['awaits'], lang)})")
    if actors:
        head.append(" · " + say("comma", lang).join(facts.name(actor, lang) for actor in actors), style="dim")
    console.print()
    console.print(head)
    grid = _grid()
    if finding["mode_detail"]:
        grid.add_row("", Text(say("word-mode", lang) + say("colon", lang) + label(finding["mode_detail"], lang)), _cites(finding["mode_detail"]))
    _tier_row(grid, finding, facts, nodes, lang)
    if verdict == "ruled-out" and facts.ruled_out[finding["conduct"]] & {finding["offence"], finding["mode"]}:
        grid.add_row("✗", say("word-by-the-case", lang), "")
    for element in finding["elements"]:
        if full or element["status"] == "excluded":
            _element_row(grid, element, facts, nodes, lang)
    _open_tiers_row(grid, finding, nodes, lang, full)
    waiting = finding["open"] if full else [element for element in finding["elements"] if element["status"] == "open"]
    if verdict != "ruled-out" or full:
        _list_row(grid, "?", say("word-open", lang), waiting, nodes, lang, len(waiting) if full else _SHOWN * 3)
    _list_row(grid, "⊘", say("word-defeated-by", lang), finding["defeated_by"], nodes, lang)
    _milder_row(grid, finding, lang)
    _list_row(grid, "·", say("word-modifiers", lang), finding["modifiers"], nodes, lang)
    _moved_row(grid, finding, lang)
    if full:
        _list_row(grid, "·", say("word-checks", lang), finding["check_defences"], nodes, lang)
    if finding["concurrence"]:
        with_rule = finding["concurrence"]
        text = say(f"outcome-{_outcome(with_rule)}", lang, other=with_rule["with"], relation=label(with_rule["rule"], lang))
        grid.add_row("·", Text(say("word-concurrence", lang) + say("colon", lang) + text), _cites(with_rule["rule"]))
    if verdict != "established" and finding["administrative"]:
        grid.add_row("·", Text(say("word-administrative", lang)), "; ".join(finding["administrative"]))
    console.print(grid)


def _answer(short: dict | None, lang: str) -> str:
    """One of two answers in a comparison: the verdict, its frame and how it is charged where it has these."""
    if short is None:
        return say("value-not-in-question", lang)
    parts = [say(f"verdict-{short['verdict']}", lang)]
    if short["awaits"]:
        parts.append(say("awaits-" + short["awaits"], lang))
    months = (short["frame"] or short)["imprisonment_months"]
    if months and months[1]:
        parts.append(say("frame-years", lang, low=duration(months[0], lang), high=duration(months[1], lang)))
    if short["frame"] and short["frame"]["exemption"]:
        parts.append(say(f"exemption-{short['frame']['exemption']}", lang))
    if short["outcome"]:
        parts.append(say(f"short-{_outcome(short)}", lang, other=short["with"]))
    return say("comma", lang).join(parts)


def _reasons(change: dict, facts: Facts, lang: str) -> str:
    """Why an answer changes: each reason with its mark, its provisions and the words that show it, one a line."""
    found = []
    for reason in change["because"]:
        said = say("comma", lang).join(dict.fromkeys(label(test, lang) for test in [reason, *reason["through"]]))
        head = f"{say('word-defeated-by', lang)}{say('colon', lang)}" if reason["status"] == "takes-away" else ""
        quotes = list(filter(None, dict.fromkeys(facts.quote(fact, lang) for fact in reason["facts"])))[:3]
        found += [f"{_MARKS[reason['status']]} {head}{said} [{_cites(reason)}]", *(quoted(quote, lang) for quote in quotes)]
    return "\n".join(found)


def show_changes(
    changes: list[dict], triples: list[ox.Triple], lang: str, console: Console | None = None, reasons: bool = True, explains: dict[str, dict] | None = None
) -> None:
    """Print what overlays change: case, actor, offence, the answer before and after, if wanted the reasons, then what the overlays say of it."""
    console = console or Console(highlight=False, soft_wrap=False)
    facts = Facts(triples)
    if not changes:
        console.print(say("no-change", lang))
        return
    heads = [say(head, lang) for head in ("head-case", "head-actors", "head-offence", "head-before", "head-after", "head-because")][:6 if reasons else 5]
    rows = [[
        facts.name(change["case"], lang), facts.name(change["actor"], lang), f"{change['offence']} {change['label'].get(lang, '')}",
        _answer(change["before"], lang), _answer(change["after"], lang), _reasons(change, facts, lang),
    ][:len(heads)] for change in changes]
    console.print()
    wide = None if reasons else widths(heads, rows, console.width)
    if wide:
        show_table(heads, rows, wide, console)
    else:
        show_blocks(heads, rows, console)
    notes = {note["id"]: note["note"] for change in changes for note in change["notes"]} | (explains or {})
    for text in dict.fromkeys(note[lang] for note in notes.values() if lang in note):
        console.print()
        console.print(Paragraph(text))


def show_explanation(found: list[dict], triples: list[ox.Triple], law: Law, offence: str, lang: str) -> None:
    """Print one offence element by element for every conduct, or what acts it would need where it does not come into question."""
    if found:
        show_findings(found, triples, lang, full=True, every=False)
        return
    console = Console(highlight=False)
    name = law.lexicon["nodes"][f"offence/{offence}"]["label"].get(lang, "")
    if offence in later_law(law, triples):
        console.print(later_line(law, offence, lang))
        return
    console.print(say("not-in-question", lang, offence=f"{offence} {name}"))
    for act in law.lexicon["nodes"][f"offence/{offence}"].get("acts", []):
        console.print("– " + law.lexicon["nodes"][act]["label"].get(lang, act))
