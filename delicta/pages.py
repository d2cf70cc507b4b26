"""Pages for people: one for each offence and each instrument, as Markdown and HTML, in English and Chinese."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html import escape

from delicta import citing, frames, names, places, tables
from delicta.atlas import PART, Atlas, Days, Told, current, in_order, overlaid
from delicta.errors import LANGUAGES, say
from delicta.law import Law

_FEW = 12
_JOINED = {"AllOf": "page-all", "Mode": "page-all", "AtLeast": "page-some", "ProportionalSum": "page-shares"}


def _cites(atlas: Atlas, key: str, lang: str) -> str:
    return citing.cited(atlas, atlas.sources(key), lang)


def _span(since: str, until: str, lang: str) -> str:
    ends = until < "9999"
    key = "page-days" if since and ends else "page-since" if since else "page-until" if ends else ""
    return say(key, lang, since=since, until=until) if key else ""


def _days(days: Iterable[Days], lang: str) -> str:
    return "; ".join(text for text in (_span(*span, lang) for span in days) if text)


def _limit(atlas: Atlas, key: str, lang: str) -> str:
    entry = atlas.nodes.get(key, {})
    return tables.limit({"threshold": entry}, atlas.nodes, lang) if entry.get("kind") == "Threshold" else ""


def _marked(atlas: Atlas, key: str, lang: str, *marks: str) -> str:
    """The label of a node with what is to be said of it in brackets, and whether its text was read."""
    told = [mark for mark in (*marks, tables.unread(atlas.nodes.get(key, {}), lang)) if mark]
    return atlas.label(key, lang) + (f" *({say('comma', lang).join(told)})*" if told else "")


def _line(atlas: Atlas, key: str, lang: str) -> str:
    """One condition in one line: label, number, its own days, provisions."""
    weighed = say("word-assessment", lang) if atlas.nodes.get(key, {}).get("kind") == "OpenClause" else ""
    return f"{_marked(atlas, key, lang, _limit(atlas, key, lang), weighed, _span(*atlas.own_days(key), lang))} {_cites(atlas, key, lang)}".rstrip()


def _tree(atlas: Atlas, key: str, lang: str, told: set[str], depth: int = 0) -> Iterable[str]:
    """A condition and what it is answered by, as a nested list; what the page has `told` with its parts before is named alone."""
    parts = atlas.parts(key)
    if key in told and parts:
        yield "  " * depth + f"- {_line(atlas, key, lang)} *({say('page-above', lang)})*"
        return
    told.add(key)
    yield "  " * depth + f"- {_line(atlas, key, lang)}"
    if len(parts) > 1:
        yield "  " * (depth + 1) + f"- *{say(_JOINED.get(atlas.kind(key), 'page-any'), lang, needs=atlas.text(key, 'needs', lang))}*"
    for part in parts:
        yield from _tree(atlas, part, lang, told, depth + 1)
    for other in sorted({*atlas.back[key].get("excludes", ()), *atlas.back[key].get("defeats", ())}):
        yield "  " * (depth + 1) + f"- *{say('page-unless', lang)}* {_line(atlas, other, lang)}"


def _table(heads: list[str], rows: Iterable[list[str]], lang: str) -> list[str]:
    """A table with the heads of these messages; rows that say the same once."""
    rows = dict.fromkeys(tuple(text.replace("|", "\\|").replace("\n", " ") for text in row) for row in rows)
    titles = [say(head, lang) for head in heads]
    return ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(heads), *("| " + " | ".join(row) + " |" for row in rows), ""] if rows else []


def _section(key: str, lang: str, lines: Iterable[str]) -> list[str]:
    lines = list(lines)
    return ["", f"## {say(key, lang)}", "", *lines] if lines else []


def _ident(key: str) -> str:
    return key.rpartition("/")[2]


def _link(atlas: Atlas, key: str, lang: str, folder: str = "") -> str:
    """An offence by id and name; a link where it has a page."""
    name = f"{_ident(key)} {atlas.label(key, lang)}"
    return f"[{name}]({folder}{_ident(key)}.md)" if atlas.nodes.get(key, {}).get("kind") == "Offence" else name


def _others(atlas: Atlas, rule: str, key: str, lang: str) -> str:
    """The offences besides one that a rule is about; where it names none, that it may be another."""
    others = [_link(atlas, other, lang) for other in atlas.each(rule, "betweenOffence") if other != key]
    return say("comma", lang).join(others) or say("page-other-offence", lang)


def _current_first(atlas: Atlas, keys: Iterable[str], root: str) -> tuple[list[str], list[str]]:
    """Gates of an offence in force, and those of earlier law."""
    keys = list(keys)
    now = [key for key in keys if current(atlas.days(key, root))]
    return now, [key for key in keys if key not in now]


def _modes(atlas: Atlas, key: str) -> list[str]:
    """The modes of an offence in the order of its file, those that rest on another article of the same law as well, as a helper's do, after the others."""

    def articles(one: str) -> set[tuple[str, str]]:
        return {(owner, atlas.text(provision, "article", "")) for provision in atlas.sources(one) for owner in atlas.each(provision, "provisionOf")}

    own = articles(key)
    laws = {owner for owner, _ in own}
    return sorted(atlas.each(key, "hasMode"), key=lambda mode: any(owner in laws and (owner, article) not in own for owner, article in articles(mode)))


def numbers(atlas: Atlas, key: str) -> list[str]:
    """All thresholds of an offence, scaled copies as well: those in force before those that were."""
    return sorted(atlas.thresholds(key), key=lambda node: not current(atlas.days(node, key)))


def _tier(atlas: Atlas, tier: str, lang: str) -> str:
    """The frame of a tier, with what is said of its fine."""
    frame, note = tables.frame(frames.described(atlas.law, tier), lang), atlas.text(tier, "fineNote", lang)
    return frame if note.rstrip(".。") in frame else say("page-fine", lang, frame=frame, note=note)


def offence(atlas: Atlas, key: str, lang: str) -> str:
    """The page of an offence as Markdown."""
    lines = [f"# {_ident(key)} {atlas.label(key, lang)}", "", atlas.text(key, names.SKOS + "definition", lang), ""]
    example = atlas.text(key, names.SKOS + "example", lang)
    lines += [f"> {example}", ""] if example else []
    lines += [say("semicolon", lang).join(filter(None, (_cites(atlas, key, lang), _span(*atlas.own_days(key), lang))))]
    lines += _section("page-names", lang, (f"- {_line(atlas, name, lang)}" for bearer in (*_modes(atlas, key), key) for name in atlas.each(bearer, "hasName")))
    told: set[str] = set()
    now, earlier = _current_first(atlas, _modes(atlas, key), key)
    lines += _section("page-modes", lang, (line for mode in now for line in (*_tree(atlas, mode, lang, told), "")))
    tiers, old_tiers = _current_first(atlas, sorted(atlas.each(key, "hasTier"), key=lambda tier: (atlas.nodes[tier]["rank"], tier)), key)
    lines += _section("page-tiers", lang, _table(
        ["word-tier", "page-frame", "page-in-force", "page-provisions"],
        ([_marked(atlas, tier, lang), _tier(atlas, tier, lang), _days(atlas.days(tier, key), lang), _cites(atlas, tier, lang)] for tier in (*tiers, *old_tiers)), lang))
    lines += _section("page-tier-conditions", lang, (line for tier in tiers if atlas.parts(tier) for line in _tree(atlas, tier, lang, told)))
    lines += _section("page-thresholds", lang, _table(
        ["page-number", "page-what", "page-in-force", "page-provisions"],
        ([f"**{_limit(atlas, node, lang)}**", _marked(atlas, node, lang), _days(atlas.days(node, key), lang), _cites(atlas, node, lang)] for node in numbers(atlas, key)), lang))
    between = sorted(atlas.back[key].get("betweenOffence", ()), key=in_order)
    lines += _section("page-concurrence", lang, (f"- {_line(atlas, rule, lang)} — {_others(atlas, rule, key, lang)}" for rule in between if atlas.nodes.get(rule, {}).get("kind")))
    lines += _section("page-look-alikes", lang, (
        f"- {_others(atlas, rule, key, lang)}{say('colon', lang)}{atlas.text(rule, 'decidedBy', lang)} {_cites(atlas, rule, lang)}" for rule in between if "decidedBy" in atlas.links[rule]))
    own = [one for one in sorted(atlas.back[key].get("modifies", ()), key=in_order) if "modifiesEvery" not in atlas.links[one]]
    lines += _section("page-modifiers", lang, (f"- {_line(atlas, one, lang)}{say('colon', lang)}{atlas.text(one, 'effect', lang)}" for one in own))
    lines += _section("word-below", lang, (f"- {_line(atlas, one, lang)}{say('colon', lang)}{atlas.text(one, 'sanction', lang)}" for one in sorted(atlas.back[key].get("standsBelow", ()))))
    lines += _section("page-cases", lang, _table(["head-case", "head-actors", "page-decided", "page-outcome", "page-found"], (_case(told, lang) for told in atlas.cases.get(_ident(key), [])), lang))
    lines += _section("page-earlier", lang, (line for gate in (*earlier, *(tier for tier in old_tiers if atlas.parts(tier))) for line in (*_tree(atlas, gate, lang, told), "")))
    return "\n".join([*lines, *_cited_instruments(atlas, "\n".join(lines), lang)]) + "\n"


def _case(told: Told, lang: str) -> list[str]:
    found = say("comma", lang).join(say(f"verdict-{verdict}", lang) if verdict else say("value-not-in-question", lang) for verdict in told.found)
    return [told.name.get(lang, told.case), say("comma", lang).join(told.actors[lang]), say(f"value-{told.decided}", lang), told.outcome.get(lang, ""), found]


def _cited_instruments(atlas: Atlas, text: str, lang: str) -> list[str]:
    """A key to what a page cites: short name, title, days, and the project's own short name."""
    cited = sorted({f"law/{found}" for found in re.findall(r"\.\./instruments/(.+?)\.md", text)}, key=in_order)
    return _section("page-cited", lang, _table(
        ["page-short-name", "page-title", "page-in-force", "page-code"],
        ([citing.instrument(atlas, key, lang), f"[{atlas.label(key, lang)}](../instruments/{_ident(key)}.md)", _span(*atlas.own_days(key), lang), f"`{_ident(key)}`"] for key in cited), lang))


def _about(atlas: Atlas, key: str, lang: str) -> Iterable[str]:
    """What is known of an instrument itself."""
    values, comma = atlas.links[key], say("comma", lang)
    facts = {
        "page-identifier": atlas.text(key, names.DCTERMS + "identifier", lang),
        "page-kind": atlas.label(atlas.kind(key), lang),
        "page-publisher": comma.join(atlas.publishers(key)),
        "page-issued": atlas.text(key, names.DCTERMS + "issued", lang),
        "page-in-force-on": _span(*atlas.own_days(key), lang),
        "page-standing": comma.join(atlas.label(one, lang) for one in atlas.each(key, "standing")),
        "page-last-verified": atlas.text(key, "lastVerified", lang),
        "page-read": say("value-false" if atlas.nodes[key].get("verified") is False else "value-true", lang),
        "page-address": " ".join(f"<{term.value}>" for term in values.get(names.PREFIXES["rdfs"] + "seeAlso", ())),
        "page-named-here": f"`{_ident(key)}`",
    }
    return (f"- **{say(name, lang)}** {text}" for name, text in facts.items() if text)


def instrument(atlas: Atlas, key: str, lang: str) -> str:
    """The page of an instrument as Markdown: its numbers, then what else each of its provisions sets."""
    lines = [f"# {atlas.label(key, lang)}", "", *_about(atlas, key, lang)]
    note = atlas.text(key, names.SKOS + "scopeNote", lang)
    lines += ["", f"> {note}"] if note else []
    own = sorted(atlas.back[key].get("provisionOf", ()), key=in_order)
    limits, others = _set_by(atlas, own)
    anchored: set[str] = set()

    def where(provisions: list[str]) -> str:
        """Provisions by their place, the first time as something to link to."""
        texts = [text if provision in anchored else f'<a id="{_ident(provision)}"></a>{text}' for provision, text in zip(provisions, citing.places(atlas, provisions, lang), strict=True)]
        anchored.update(provisions)
        return say("cite-join", lang).join(texts)

    lines += _section("page-numbers-set", lang, _table(
        ["page-provisions", "page-number", "page-what", "page-in-force", "page-offence"],
        ([where(provisions), f"**{_limit(atlas, node, lang)}**", _marked(atlas, node, lang), _days(_days_since(atlas, node, key), lang), _used(atlas, node, lang)]
         for node, provisions in limits), lang))
    lines += _section("page-else-set", lang, _table(
        ["page-provisions", "page-what", "page-in-force", "page-offence"],
        ([where(list(provisions)) if node == nodes[0] else "", _set(atlas, node, lang), _days(_days_since(atlas, node, key), lang), _used(atlas, node, lang)]
         for provisions, nodes in others.items() for node in nodes), lang))
    return "\n".join(lines) + "\n"


def _days_since(atlas: Atlas, node: str, instrument: str) -> list[Days]:
    """The days on which a condition counts by this instrument, which may set what another set before it."""
    first, _ = atlas.own_days(instrument)
    return [(max(since, first), until) for since, until in atlas.days(node) if until >= first] or atlas.days(node)


def _set(atlas: Atlas, node: str, lang: str) -> str:
    """What a provision sets, in a few words: an offence with a link, a tier with its frame, anything else by its label."""
    kind = atlas.nodes[node].get("kind")
    text = _link(atlas, node, lang, "../offences/") if kind == "Offence" else _marked(atlas, node, lang)
    return text + say("colon", lang) + _tier(atlas, node, lang) if kind == "Tier" else text


def _set_by(atlas: Atlas, provisions: list[str]) -> tuple[list[tuple[str, list[str]]], dict[tuple[str, ...], list[str]]]:
    """What provisions of one instrument set: the numbers, each with its provisions; and by provisions all else but what is part of conditions that have all of its provisions."""
    found: dict[str, list[str]] = defaultdict(list)
    for provision in provisions:
        for node in atlas.back[provision].get("setBy", ()):
            if "label" in atlas.nodes.get(node, {}) and not overlaid(node) and "decidedBy" not in atlas.links[node] and provision in atlas.sources(node):
                found[node].append(provision)
    limits = [(node, own) for node, own in found.items() if any(node in atlas.thresholds(root) for root in atlas.users.get(node, ())[:1])]
    others: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, own in found.items():
        inner = atlas.nodes[node].get("kind") not in ("Mode", "Tier") and set(own) <= {one for gate in atlas.back[node].get(PART, ()) for one in found.get(gate, ())}
        if atlas.nodes[node].get("kind") != "Threshold" and node == atlas.origin(node) and not inner:
            others[tuple(own)].append(node)
    kinds = ("Offence", "Mode", "Tier")

    def place(node: str) -> tuple:
        kind = atlas.nodes[node].get("kind", "")
        return kinds.index(kind) if kind in kinds else len(kinds), not current(atlas.days(node)), in_order(node)

    return sorted(limits, key=lambda pair: (in_order(pair[1][0]), atlas.nodes[pair[0]].get("metFrom", 0))), {own: sorted(others[own], key=place) for own in sorted(others, key=lambda own: [in_order(one) for one in own])}


def _used(atlas: Atlas, node: str, lang: str) -> str:
    """The offences that a condition belongs to, or that a rule is about, with links; those above a wrong only where it belongs to no offence itself."""
    values = atlas.links[node]
    targets = [node, *(target for name in ("excludes", "defeats", "modifies") if f"{name}Every" not in values for target in atlas.each(node, name))]
    users = {user for target in targets for user in atlas.users.get(target, ())} | set(atlas.each(node, "betweenOffence"))
    offences = _offences(atlas, users - {node}) or _offences(atlas, {offence for user in users for offence in atlas.each(user, "standsBelow")})
    return say("comma", lang).join(_link(atlas, user, lang, "../offences/") for user in sorted(offences, key=in_order)) if len(offences) <= _FEW else say("page-many", lang, count=len(offences))


def _offences(atlas: Atlas, keys: Iterable[str]) -> set[str]:
    return {key for key in keys if atlas.nodes.get(key, {}).get("kind") == "Offence"}


def index(atlas: Atlas, lang: str) -> str:
    """The first page as Markdown: the offences by chapter and section, the instruments by kind."""
    lines = [f"# {say('page-index', lang)}", "", say("page-about", lang)]
    entries = {key: atlas.each(key, "cataloguesOffence") for key, values in atlas.links.items() if "cataloguesOffence" in values}
    for chapter in sorted((key for key, found in atlas.back.items() if atlas.kind(key) == "Chapter" and found), key=lambda key: int(atlas.text(key, names.SKOS + "notation", lang))):
        own = [entry for entry in atlas.back[chapter]["chapter"] if entry in entries]
        groups: dict[str, list[str]] = defaultdict(list)
        for entry in own:
            examined = [one for one in entries[entry] if atlas.nodes.get(one, {}).get("kind") == "Offence"]
            groups[next(iter(atlas.each(entry, "inSection")), "")] += examined
        number = citing.numeral(int(atlas.text(chapter, names.SKOS + "notation", lang)), lang)
        count = len({one for group in groups.values() for one in group})
        lines += ["", f"## {say('page-chapter', lang, number=number, name=atlas.label(chapter, lang))}", "", say("page-catalogued", lang, count=count, all=len(own))]
        for section in sorted(groups, key=in_order):
            links = [f"- {_link(atlas, key, lang, 'offences/')}" for key in sorted(set(groups[section]), key=in_order)]
            lines += ["", f"### {atlas.label(section, lang)}", ""] if section and links else [""] if links else []
            lines += links
    kinds: dict[str, list[str]] = defaultdict(list)
    for key in atlas.instruments():
        kinds[atlas.kind(key)].append(key)
    lines += _section("page-instruments", lang, (line for kind in sorted(kinds, key=lambda kind: (kind != "Code", -len(kinds[kind]), kind)) for line in _instruments(atlas, kind, kinds[kind], lang)))
    return "\n".join(lines) + "\n"


def _instruments(atlas: Atlas, kind: str, keys: list[str], lang: str) -> list[str]:
    def line(key: str) -> str:
        short = citing.instrument(atlas, key, lang)
        short = "" if short.strip("\u300a\u300b") in atlas.label(key, lang) else short + say("comma", lang)
        return f"- [{atlas.label(key, lang)}](instruments/{_ident(key)}.md) *({short}{_span(*atlas.own_days(key), lang)})*".replace(f"{say('comma', lang)})*", ")*").replace(" *()*", "")

    return [f"### {atlas.label(kind, lang)}", "", *map(line, sorted(keys, key=in_order)), ""]


def _html(markdown: str, lang: str, path: str) -> str:
    from markdown_it import MarkdownIt

    title = markdown.partition("\n")[0].removeprefix("# ")
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    body = re.sub(r'(href="(?![a-z]+:)[^"#]*)\.md', r"\1.html", body)
    body = re.sub("<table>.*?</table>", lambda found: f'<div class="wide">{_with_heads(found[0])}</div>', body, flags=re.DOTALL)
    body = re.sub("<li>(?=<em>[^<]*</em>\n?</li>)", '<li class="joint">', body)
    body = re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", r'<span class="day">\g<0></span>', body)
    heads = re.findall("<h2>(.*?)</h2>", body)
    for number, head in enumerate(heads, 1):
        body = body.replace(f"<h2>{head}</h2>", f'<h2 id="s{number}">{head}</h2>', 1)
    contents = "".join(f'<a href="#s{number}">{head}</a>' for number, head in enumerate(heads, 1))
    body = body.replace("<h2 ", f'<nav class="contents" aria-label="{escape(say("page-contents", lang))}">{contents}</nav>\n<h2 ', 1) if len(heads) > 1 else body
    up = "../" * path.count("/")
    other = next(language for language in LANGUAGES if language != lang)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title>\n'
        f'<style>\n{_STYLE}</style></head>\n<body>\n<nav><a href="{up}index.html">{escape(say("page-index", lang))}</a>'
        f'<a href="../{up}{other}/{path}.html" lang="{other}" hreflang="{other}">{escape(say("page-other", lang))}</a></nav>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


_STYLE = (places.PACKAGE / "pages.css").read_text(encoding="utf-8")


def _with_heads(table: str) -> str:
    """A table whose cells know their head, for screens too narrow for columns."""
    heads = re.findall("<th>(.*?)</th>", table)

    def row(found: re.Match) -> str:
        cells = iter(heads)
        return re.sub("<td>", lambda _: f'<td data-head="{next(cells)}">', found[0])

    return re.sub("<tr>.*?</tr>", row, table, flags=re.DOTALL)


def decided(law: Law) -> dict[str, list[Told]]:
    """What the built-in cases say about each offence, for an Atlas."""
    from delicta import dataset, findings, questions, reading

    cases = [reading.read_case(path) for path in reading.built_in_cases()]
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    holdings: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for case in cases:
        for triple in case.facts:
            if triple.predicate.value == names.PREF_LABEL:
                labels[triple.subject.value][triple.object.language] = triple.object.value
        for triple in case.holdings:
            holdings[triple.subject.value][names.local(triple.predicate.value)].append(triple.object)
    outcomes = {(actor.value, names.local(offence.value)): {term.language: term.value for term in holding["outcomeNote"]}
                for holding in holdings.values() for actor in holding["ofActor"] for offence in (*holding["convicts"], *holding["acquits"])}
    found: dict[tuple, dict[str, None]] = defaultdict(dict)
    for row in dataset.build(cases, law).query(questions.find("which-cases-concern-an-offence").text):
        verdict = findings.VERDICTS[names.local(row["verdict"].value)] if row["verdict"] else ""
        found[names.local(row["offence"].value), row["case"].value, row["actor"].value, row["decided"].value][verdict] = None
    together: dict[tuple, list[str]] = defaultdict(list)
    for (offence, case, actor, decided), verdicts in found.items():
        outcome = outcomes.get((actor, offence), {})
        best = tuple(sorted(verdicts, key=["established", "defeated", "open", "ruled-out", ""].index))
        together[offence, case, decided, tuple(sorted(outcome.items())), best].append(actor)
    told: dict[str, list[Told]] = defaultdict(list)
    for (offence, case, decided, outcome, verdicts), actors in together.items():
        names_of = {lang: list(dict.fromkeys(labels[actor].get(lang, names.local(actor)) for actor in actors)) for lang in LANGUAGES}
        told[offence].append(Told(case, labels[case], names_of, decided, dict(outcome), verdicts))
    return told


def pages(atlas: Atlas) -> dict[str, bytes]:
    """Every page by its path: `en/offences/253-1.html` and `.md`, `zh/instruments/…`, and `index.html` of each language."""
    found = {}
    for lang in LANGUAGES:
        texts = {"index": index(atlas, lang)}
        texts |= {f"offences/{_ident(key)}": offence(atlas, key, lang) for key in atlas.of_kind("Offence")}
        texts |= {f"instruments/{_ident(key)}": instrument(atlas, key, lang) for key in atlas.instruments()}
        for path, text in texts.items():
            found[f"{lang}/{path}.md"] = text.encode()
            found[f"{lang}/{path}.html"] = _html(text, lang, path).encode()
    return found
