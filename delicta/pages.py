"""Pages for people: one for each offence and each instrument, as Markdown and HTML, in English and Chinese."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

import pyoxigraph as ox

from delicta import frames, names, tables
from delicta.errors import LANGUAGES, say
from delicta.law import Law

_D = names.BASE
_BELOW = ("hasMode", "hasElement", "hasPart", "scales", "adds")
_STYLE = """body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.6 system-ui,"Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",sans-serif;color:#222}
h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.15rem;margin-top:2rem;border-bottom:1px solid #ddd}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #eee}th{font-weight:600;color:#555}ul{padding-left:1.3rem}li{margin:.15rem 0}
em{color:#777;font-style:normal;font-size:.88em}a{color:#0b5cad;text-decoration:none}a:hover{text-decoration:underline}code{background:#f4f4f4;padding:0 .2em}nav{font-size:.9rem;color:#777}"""


@dataclass
class Atlas:
    """The law as pages need it: a closed law, and what the built-in cases say about each offence.

    `cases` maps offence ids to rows of (case IRI, its labels by language, what was decided, what is found).
    """

    law: Law
    cases: dict[str, list[tuple[str, dict[str, str], str, str]]] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> dict[str, dict]:
        return self.law.lexicon["nodes"]

    @cached_property
    def links(self) -> dict[str, dict[str, list]]:
        """What every node leads to, by property without the project's base."""
        found: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
        for triple in ox.parse(self.law.graph(), format=ox.RdfFormat.N_TRIPLES):
            if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(_D) and not triple.predicate.value.startswith(names.MACHINE):
                found[triple.subject.value.removeprefix(_D)][triple.predicate.value.removeprefix(_D)].append(triple.object)
        return found

    @cached_property
    def back(self) -> dict[str, dict[str, list[str]]]:
        """What leads to a node, by property: rules that name an offence, provisions of an instrument, conditions a provision sets."""
        wanted = ("betweenOffence", "provisionOf", "setBy", "standsBelow", "modifies", "excludes", "defeats", "cataloguesOffence")
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, values in self.links.items():
            for name in wanted:
                for thing in values.get(name, ()):
                    found[thing.value.removeprefix(_D)][name].append(subject)
        return found

    def of_kind(self, *kinds: str) -> list[str]:
        """Nodes of some kinds, in order."""
        return sorted((key for key, entry in self.nodes.items() if entry.get("kind") in kinds), key=_in_order)

    def instruments(self) -> list[str]:
        """All instruments, in order."""
        return sorted(key for key, values in self.links.items() if "citationPrefix" in values)

    def label(self, key: str, lang: str) -> str:
        return self.nodes.get(key, {}).get("label", {}).get(lang) or next(iter(self.nodes.get(key, {}).get("label", {}).values()), key)

    def text(self, key: str, name: str, lang: str) -> str:
        """A text of a node in a language, by the property's whole IRI or its name in the project."""
        texts = (term for term in self.links[key].get(name, ()) if isinstance(term, ox.Literal))
        return next((term.value for term in texts if not term.language or term.language == lang), "")

    def each(self, key: str, name: str) -> list[str]:
        return sorted({term.value.removeprefix(_D) for term in self.links[key].get(name, ())}, key=_in_order)


def _in_order(key: str) -> list:
    """Article numbers as numbers: 253-1 after 253 and before 264."""
    name = key.rpartition("/")[2]
    return [(int(part), "") if part.isdigit() else (10**9, part) for part in re.split(r"([0-9]+)", name)]


def _days(atlas: Atlas, key: str, lang: str) -> str:
    entry = atlas.nodes.get(key, {})
    since, until = entry.get("inForceFrom"), entry.get("inForceUntil")
    if not since and not until:
        return ""
    return say("page-days" if since and until else "page-since" if since else "page-until", lang, since=since, until=until)


def _cites(atlas: Atlas, key: str) -> str:
    return "; ".join(f"`{citation}`" for citation in atlas.nodes.get(key, {}).get("provisions", []))


def _line(atlas: Atlas, key: str, lang: str) -> str:
    """One condition in one line: label, number, days, provisions, and whether its text was read."""
    entry = atlas.nodes.get(key, {})
    limit = tables.limit({"threshold": entry}, atlas.nodes, lang) if entry.get("kind") == "Threshold" else ""
    marks = [limit, say("word-assessment", lang) if entry.get("kind") == "OpenClause" else "", _days(atlas, key, lang)]
    marks += [say("unverified", lang)] if entry.get("verified") is False else []
    tail = say("comma", lang).join(mark for mark in marks if mark)
    return f"{atlas.label(key, lang)}" + (f" *({tail})*" if tail else "") + (f" {_cites(atlas, key)}" if _cites(atlas, key) else "")


def _tree(atlas: Atlas, key: str, lang: str, told: set[str], depth: int = 0) -> Iterable[str]:
    """A condition and what it is answered by, as a nested list.

    What a gate scales is named with its factor; what the page has `told` with its parts before is named alone.
    """
    if key in told and any(atlas.each(key, name) for name in _BELOW):
        yield "  " * depth + f"- {_line(atlas, key, lang)} *({say('page-above', lang)})*"
        return
    told.add(key)
    yield "  " * depth + f"- {_line(atlas, key, lang)}"
    values = atlas.links[key]
    factor = next((term.value for term in values.get("factor", ())), "")
    parts = [part for name in _BELOW for part in atlas.each(key, name)]
    joined = {"AllOf": "page-all", "Mode": "page-all", "AtLeast": "page-some"}
    kind = next((term.value.removeprefix(_D) for term in values.get(names.RDF_TYPE, ()) if term.value.startswith(_D)), "")
    if len(parts) > 1:
        needs = next((term.value for term in values.get("needs", ())), "")
        yield "  " * (depth + 1) + f"- *{say(joined.get(kind, 'page-any'), lang, needs=needs)}*"
    for part in parts:
        if factor:
            yield "  " * (depth + 1) + f"- {atlas.label(part, lang)} {'× ' + factor if factor else ''} {_cites(atlas, part)}"
        else:
            yield from _tree(atlas, part, lang, told, depth + 1)
    for against, name in (("excludes", "page-unless"), ("defeats", "page-unless")):
        for other in sorted(atlas.back[key].get(against, ())):
            yield "  " * (depth + 1) + f"- *{say(name, lang)}* {_line(atlas, other, lang)}"


def _table(heads: list[str], rows: Iterable[list[str]]) -> list[str]:
    def cell(text: str) -> str:
        return text.replace("|", "\\|").replace("\n", " ")

    rows = list(rows)
    if not rows:
        return []
    return ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads), *("| " + " | ".join(map(cell, row)) + " |" for row in rows), ""]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    lines = list(lines)
    return ["", f"## {title}", "", *lines] if lines else []


def _below(atlas: Atlas, key: str) -> list[str]:
    """All conditions below a node, the node first, each once."""
    found, edge = {key: None}, [key]
    while edge:
        edge = [part for node in edge for name in (*_BELOW, "hasTier") for part in atlas.each(node, name) if part not in found]
        found.update(dict.fromkeys(edge))
    return list(found)


def offence(atlas: Atlas, key: str, lang: str) -> str:
    """The page of an offence as Markdown."""
    ident = key.rpartition("/")[2]
    lines = [f"# {ident} {atlas.label(key, lang)}", "", atlas.text(key, names.SKOS + "definition", lang), ""]
    example = atlas.text(key, names.SKOS + "example", lang)
    lines += [f"> {example}", ""] if example else []
    lines += [f"{_cites(atlas, key)} {_days(atlas, key, lang)}"]
    modes = atlas.each(key, "hasMode")
    lines += _section(say("page-names", lang), (f"- {_line(atlas, name, lang)}" for bearer in (*modes, key) for name in atlas.each(bearer, "hasName")))
    told: set[str] = set()
    now = [mode for mode in modes if not atlas.nodes.get(mode, {}).get("inForceUntil")]
    for title, group in (("page-modes", now), ("page-earlier", [mode for mode in modes if mode not in now])):
        lines += _section(say(title, lang), (line for mode in group for line in (*_tree(atlas, mode, lang, told), "")))
    tiers = sorted(atlas.each(key, "hasTier"), key=lambda tier: (atlas.nodes[tier]["rank"], tier))
    lines += _section(say("page-tiers", lang), _table(
        [say(name, lang) for name in ("word-tier", "page-frame", "page-in-force", "page-provisions")],
        ([atlas.label(tier, lang), tables.frame(frames.described(atlas.law, tier), lang), _days(atlas, tier, lang), _cites(atlas, tier)] for tier in tiers)))
    lines += _section(say("page-tier-conditions", lang), (line for tier in tiers if atlas.each(tier, "hasPart") for line in _tree(atlas, tier, lang, told)))
    limits = [node for node in _below(atlas, key) if atlas.nodes.get(node, {}).get("kind") == "Threshold"]
    lines += _section(say("page-thresholds", lang), _table(
        [say(name, lang) for name in ("page-number", "page-what", "page-in-force", "page-provisions")],
        ([tables.limit({"threshold": atlas.nodes[node]}, atlas.nodes, lang), atlas.label(node, lang), _days(atlas, node, lang), _cites(atlas, node)] for node in limits)))
    rules = [rule for rule in sorted(atlas.back[key].get("betweenOffence", ())) if atlas.nodes.get(rule, {}).get("kind")]
    alike = [rule for rule in sorted(atlas.back[key].get("betweenOffence", ())) if "decidedBy" in atlas.links[rule]]
    lines += _section(say("page-concurrence", lang), (f"- {_line(atlas, rule, lang)} — {_others(atlas, rule, key, lang)}" for rule in rules))
    lines += _section(say("page-look-alikes", lang), (f"- {_others(atlas, rule, key, lang)}: {atlas.text(rule, 'decidedBy', lang)} {_cites(atlas, rule)}" for rule in alike))
    lines += _section(say("page-modifiers", lang), (f"- {_line(atlas, one, lang)}: {atlas.text(one, 'effect', lang)}" for one in sorted(atlas.back[key].get("modifies", ())) if "modifiesEvery" not in atlas.links[one]))
    lines += _section(say("word-below", lang), (f"- {_line(atlas, one, lang)}. {atlas.text(one, 'sanction', lang)}" for one in sorted(atlas.back[key].get("standsBelow", ()))))
    lines += _section(say("page-cases", lang), _table(
        [say(name, lang) for name in ("head-case", "page-decided", "page-found")],
        ([labels.get(lang) or case, say(f"value-{decided}", lang), say(f"verdict-{found}", lang) if found else say("value-not-in-question", lang)]
         for case, labels, decided, found in atlas.cases.get(ident, []))))
    return "\n".join(lines) + "\n"


def _others(atlas: Atlas, rule: str, key: str, lang: str) -> str:
    named = [(other.rpartition("/")[2], other) for other in atlas.each(rule, "betweenOffence") if other != key]
    return say("comma", lang).join(
        f"[{ident} {atlas.label(other, lang)}]({ident}.html)" if atlas.nodes[other]["kind"] == "Offence" else f"{ident} {atlas.label(other, lang)}" for ident, other in named)


def instrument(atlas: Atlas, key: str, lang: str) -> str:
    """The page of an instrument as Markdown."""
    values = atlas.links[key]
    facts = [("page-identifier", atlas.text(key, names.DCTERMS + "identifier", lang)), ("page-issued", atlas.text(key, names.DCTERMS + "issued", lang)), ("page-in-force", _days(atlas, key, lang))]
    facts += [("page-publisher", say("comma", lang).join(term.value for term in values.get(names.DCTERMS + "publisher", ())))]
    facts += [("page-standing", say("comma", lang).join(atlas.label(one, lang) for one in atlas.each(key, "standing")))]
    facts += [("page-last-verified", atlas.text(key, "lastVerified", lang)), ("page-read", say("value-false" if atlas.nodes[key].get("verified") is False else "value-true", lang))]
    facts += [("page-address", " ".join(f"<{term.value}>" for term in values.get(names.PREFIXES["rdfs"] + "seeAlso", ())))]
    lines = [f"# {atlas.label(key, lang)}", ""] + [f"- **{say(name, lang)}** {text}" for name, text in facts if text]
    note = atlas.text(key, names.SKOS + "scopeNote", lang)
    lines += ["", f"> {note}"] if note else []
    rows = []
    for provision in sorted(atlas.back[key].get("provisionOf", ()), key=_in_order):
        citation = atlas.text(provision, names.SKOS + "notation", lang)
        for condition in sorted(atlas.back[provision].get("setBy", ())):
            if "/" in condition and condition.count("/") == 1:
                entry = atlas.nodes.get(condition, {})
                limit = tables.limit({"threshold": entry}, atlas.nodes, lang) if entry.get("kind") == "Threshold" else ""
                rows.append([f"`{citation}`", atlas.label(condition, lang), limit, _days(atlas, condition, lang)])
    lines += _section(say("page-sets", lang), _table([say(name, lang) for name in ("page-provisions", "page-what", "page-number", "page-in-force")], rows))
    return "\n".join(lines) + "\n"


def index(atlas: Atlas, lang: str) -> str:
    """The first page as Markdown: all offences and all instruments."""
    lines = [f"# {say('page-index', lang)}"]
    lines += _section(say("page-offences", lang), (f"- [{key.rpartition('/')[2]} {atlas.label(key, lang)}](offences/{key.rpartition('/')[2]}.html)" for key in atlas.of_kind("Offence")))
    lines += _section(say("page-instruments", lang), (f"- [{atlas.label(key, lang)}](instruments/{key.rpartition('/')[2]}.html)" for key in atlas.instruments()))
    return "\n".join(lines) + "\n"


def _html(markdown: str, lang: str, path: str) -> str:
    from markdown_it import MarkdownIt

    title = markdown.partition("\n")[0].removeprefix("# ")
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    up = "../" * path.count("/")
    other = next(language for language in LANGUAGES if language != lang)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f'<style>{_STYLE}</style></head>\n<body>\n<nav><a href="{up}index.html">{escape(say("page-index", lang))}</a> · '
        f'<a href="../{up}{other}/{path}.html">{escape(say("page-other", lang))}</a></nav>\n{body}</body>\n</html>\n'
    )


def decided(law: Law) -> dict[str, list[tuple[str, dict[str, str], str, str]]]:
    """What the built-in cases say about each offence, for an Atlas: each actor of each case once for an offence."""
    from delicta import dataset, findings, questions, reading

    cases = [reading.read_case(path) for path in reading.built_in_cases()]
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in (triple for case in cases for triple in case.facts if triple.predicate.value == names.PREF_LABEL):
        labels[triple.subject.value][triple.object.language] = triple.object.value
    found: dict[str, dict[tuple, None]] = defaultdict(dict)
    for row in dataset.build(cases, law).query(questions.find("which-cases-concern-an-offence").text):
        verdict = findings.VERDICTS[names.local(row["verdict"].value)] if row["verdict"] else ""
        case, actor = row["case"].value, row["actor"].value
        text = {lang: f"{labels[case].get(lang, case)} · {labels[actor].get(lang, '')}" for lang in LANGUAGES}
        found[names.local(row["offence"].value)][case, tuple(text.items()), row["decided"].value, verdict] = None
    return {offence: [(case, dict(text), decided, verdict) for case, text, decided, verdict in rows] for offence, rows in found.items()}


def pages(atlas: Atlas) -> dict[str, bytes]:
    """Every page by its path: `en/offences/253-1.html` and `.md`, `zh/instruments/…`, and `index.html` of each language."""
    found = {}
    for lang in LANGUAGES:
        texts = {"index": index(atlas, lang)}
        texts |= {f"offences/{key.rpartition('/')[2]}": offence(atlas, key, lang) for key in atlas.of_kind("Offence")}
        texts |= {f"instruments/{key.rpartition('/')[2]}": instrument(atlas, key, lang) for key in atlas.instruments()}
        for path, text in texts.items():
            found[f"{lang}/{path}.md"] = text.replace(".html)", ".md)").encode()
            found[f"{lang}/{path}.html"] = _html(text, lang, path).encode()
    return found
