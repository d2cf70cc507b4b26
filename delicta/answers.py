"""Answers to questions for people: tables with labels for a terminal of 80 columns, and CSV."""

import csv
from collections.abc import Iterable
from itertools import takewhile
from typing import TextIO

import pyoxigraph as ox
from rich.console import Console
from rich.text import Text

from delicta.asking import Answer, plain
from delicta.errors import known, say
from delicta.law import load_law
from delicta.names import BASE, OFFENCE, short
from delicta.questions import Question
from delicta.terminal import Grid, Paragraph, show_blocks, show_table, widths

_PLACE = ("case", "conduct", "actor")


def show_questions(questions: Iterable[Question], lang: str) -> None:
    """Print every question: its name, its sentence, its parameters."""
    table = Grid.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column()
    for question in questions:
        text = Text(question.sentence[lang])
        own = [parameter for parameter in question.parameters if parameter.name != "lang"]
        for parameter in own:
            kind = say(f"kind-{parameter.kind}", lang)
            text.append(f"\n--param {parameter.name}=… ({kind})", style="dim")
        table.add_row(question.name, text)
    Console(highlight=False).print(table)


def named(term, labels: dict[str, dict[str, str]], lang: str) -> str:
    """A term in the words of a language: its label where it has one, a word of an answer as the messages say it, else its short name."""
    if term is None:
        return ""
    if not isinstance(term, ox.NamedNode):
        value = plain(term)
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}"
        key = "value-" + str(value).lower().replace(" ", "-")
        word = isinstance(value, bool) or str(value)[:1].islower()
        return say(key, lang) if word and not term.language and known(key) else str(value)
    entry = load_law().lexicon["nodes"].get(term.value.removeprefix(BASE), {})
    names = labels.get(term.value) or entry.get("label", {})
    text = names.get(lang) or next(iter(names.values()), "")
    name = str(plain(term))
    if term.value.startswith(OFFENCE) and entry.get("kind") == "Offence":
        return f"{name} {text}".strip()
    if not term.value.startswith(BASE):
        key = "value-" + term.value.rpartition("#")[2].lower()
        return say(key, lang) if known(key) else short(term.value)
    return text or name.rstrip("/").rpartition("/")[2]


def _merged(rows: list[list[str]], at: int, lang: str) -> list[list[str]]:
    """Rows that differ in nothing but one column as one row with all that it holds."""
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault((*row[:at], *row[at + 1:]), []).append(row[at])
    return [[*key[:at], say("semicolon", lang).join(filter(None, dict.fromkeys(cells))), *key[at:]] for key, cells in found.items()]


def _gathered(rows: list[list[str]], full: set[int], lang: str) -> list[list[str]]:
    """Rows that agree in the columns that are always filled, and fill one more each, as one row at the place of the first."""
    found: list[list[str]] = []
    rests: dict[tuple[str, ...], list[dict[str, None]]] = {}
    for row in rows:
        filled = [at for at, cell in enumerate(row) if cell and at not in full]
        key = tuple(cell for at, cell in enumerate(row) if at in full)
        if len(filled) != 1 or not full:
            found.append(row)
            continue
        if key not in rests:
            rests[key] = [{} for _ in row]
            found.append(rests[key])
        for at in (*full, *filled):
            rests[key][at][row[at]] = None
    return [[cell if isinstance(cell, str) else say("semicolon", lang).join(cell) for cell in row] for row in found]


def _repeats(column: list[tuple], earlier: list[list[tuple]]) -> bool:
    """Whether a column of (term, text) says nothing but the names of the things in an earlier one."""
    return all(isinstance(term, ox.Literal) for term, _ in column) and any(
        all(isinstance(thing, ox.NamedNode) and name.endswith(text) for (thing, name), (_, text) in zip(other, column, strict=True)) for other in earlier
    )


def _columns(answer: Answer, labels: dict[str, dict[str, str]], lang: str) -> dict[str, list[str]]:
    """The texts of an answer, column by column; without columns that are empty or repeat another."""
    kept: dict[str, list[tuple]] = {}
    for name, *terms in zip(answer.columns, *answer.rows, strict=True):
        column = [(term, named(term, labels, lang)) for term in terms]
        if any(text for _, text in column) and not _repeats(column, list(kept.values())):
            kept[name] = column
    return {name: [text for _, text in column] for name, column in kept.items()}


def _grouped(columns: dict[str, list[str]], lang: str) -> tuple[dict[tuple[str, ...], list[list[str]]], list[str]]:
    """The rows by heading, and the columns they keep: headings take case, conduct and actor, and the offence behind them where it has rows enough."""
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    heads = list(columns)
    leading = len(list(takewhile(_PLACE.__contains__, heads)))
    if heads[leading:leading + 1] == ["offence"] and len(rows) >= 2 * len({tuple(row[:leading + 1]) for row in rows}):
        leading += 1
    if leading == len(heads):
        leading = 0
    full = {at - leading for at in range(leading, len(heads)) if all(row[at] for row in rows)}
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[:leading]), []).append(row[leading:])
    shown = heads[leading:]
    for heading, group in groups.items():
        merged = _merged(group, shown.index("provision"), lang) if "provision" in shown else group
        groups[heading] = _gathered(merged, full, lang)
    return groups, shown


def show(answer: Answer, question: Question, labels: dict[str, dict[str, str]], lang: str, console: Console | None = None) -> None:
    """Print an answer: one heading for each case, conduct and actor, under it the other columns that are not empty, as a table or in blocks."""
    console = console or Console(highlight=False)
    if not answer.rows:
        console.print(Paragraph(say("no-rows", lang)))
        return
    known = dict(zip(question.columns, question.headings[lang], strict=False))
    groups, shown = _grouped(_columns(answer, labels, lang), lang)
    for heading, rows in groups.items():
        if heading:
            console.print()
            console.print(Paragraph(Text(" · ".join(part for part in heading if part), style="bold")))
        filled = [at for at in range(len(shown)) if any(row[at] for row in rows)]
        heads, rows = [known.get(shown[at], shown[at]) for at in filled], [[row[at] for at in filled] for row in rows]
        wide = widths(heads, rows, console.width)
        if wide:
            show_table(heads, rows, wide, console)
            continue
        for at in reversed(range(1, len(heads))):
            rows = _merged(rows, at, lang)
        show_blocks(heads, rows, console)


def write_csv(answer: Answer, output: TextIO) -> None:
    """Write the rows as CSV with the same plain values as JSON; an empty cell is an empty string."""
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.plain():
        writer.writerow(["" if value is None else str(value).lower() if isinstance(value, bool) else value for value in row.values()])
