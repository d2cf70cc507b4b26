"""Answers to questions for people: tables with labels for a terminal of 80 columns, and CSV."""

import csv
import re
from collections.abc import Iterable
from typing import TextIO

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from delicta.asking import Answer, plain
from delicta.errors import known, say
from delicta.law import load_law
from delicta.names import BASE, OFFENCE, local
from delicta.questions import Question

_WORD = re.compile(r"[A-Za-z:][\w:.-]*|")
_PLACE = ("case", "conduct", "actor")


def show_questions(questions: Iterable[Question], lang: str) -> None:
    """Print every question: its name, its sentence, its parameters."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for question in questions:
        text = Text(question.sentence[lang])
        own = [parameter for parameter in question.parameters if parameter.name != "lang"]
        for parameter in own:
            kind = say(f"kind-{parameter.kind}", lang)
            text.append(f"\n--param {parameter.name}=… ({kind})", style="dim")
        table.add_row(question.name, text)
    Console(highlight=False).print(table)


def _label(term, labels: dict[str, dict[str, str]], lang: str) -> str:
    if term is None:
        return ""
    if not isinstance(term, ox.NamedNode):
        value = plain(term)
        if isinstance(value, int) and not isinstance(value, bool):
            return f"{value:,}"
        key = "value-" + str(value).lower().replace(" ", "-")
        return say(key, lang) if not term.language and known(key) else str(value)
    entry = load_law().lexicon["nodes"].get(term.value.removeprefix(BASE), {})
    names = labels.get(term.value) or entry.get("label", {})
    text = names.get(lang) or next(iter(names.values()), "")
    name = str(plain(term))
    if term.value.startswith(OFFENCE) and entry.get("kind") == "Offence":
        return f"{name} {text}".strip()
    return text or (name.rstrip("/").rpartition("/")[2] or local(term.value))


def _merged(rows: list[list[str]], columns: list[str]) -> list[list[str]]:
    """Rows that differ in nothing but the provision as one row with all of them."""
    if "provision" not in columns:
        return rows
    at = columns.index("provision")
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        found.setdefault((*row[:at], *row[at + 1:]), []).append(row[at])
    return [[*key[:at], "; ".join(dict.fromkeys(provisions)), *key[at:]] for key, provisions in found.items()]


def _grouped(answer: Answer, labels: dict[str, dict[str, str]], lang: str) -> tuple[dict[tuple[str, ...], list[list[str]]], list[str]]:
    """The rows by heading, and the columns they keep: headings take case, conduct and actor, and the offence where it has rows enough."""
    rows = [{column: _label(term, labels, lang) for column, term in zip(answer.columns, row, strict=True)} for row in answer.rows]
    leading = [column for column in answer.columns if column in _PLACE]
    wider = [column for column in answer.columns if column in (*_PLACE, "offence")]
    if len(rows) >= 2 * len({tuple(row[column] for column in wider) for row in rows}):
        leading = wider
    shown = [column for column in answer.columns if column not in leading and any(row[column] for row in rows)]
    if not shown:
        leading, shown = [], leading
    groups: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in leading), []).append([row[column] for column in shown])
    return {heading: _merged(group, shown) for heading, group in groups.items()}, shown


def show(answer: Answer, question: Question, labels: dict[str, dict[str, str]], lang: str) -> None:
    """Print an answer: one heading for each case, conduct and actor, under it the other columns that are not empty."""
    console = Console(highlight=False)
    if not answer.rows:
        console.print(say("no-rows", lang))
        return
    headings = dict(zip(question.columns, question.headings[lang], strict=False))
    groups, shown = _grouped(answer, labels, lang)
    for heading, rows in groups.items():
        if heading:
            console.print()
            console.print(Text(" · ".join(part for part in heading if part), style="bold"))
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
        for at, column in enumerate(shown):
            table.add_column(headings.get(column, column), overflow="fold", no_wrap=all(_WORD.fullmatch(row[at]) for row in rows))
        previous: list[str] = []
        for row in rows:
            same = 0
            while same < len(row) - 1 and previous[same:same + 1] == [row[same]]:
                same += 1
            table.add_row(*[Text("" if at < same else cell) for at, cell in enumerate(row)])
            previous = row
        console.print(table)


def write_csv(answer: Answer, output: TextIO) -> None:
    """Write the rows as CSV with the same plain values as JSON; an empty cell is an empty string."""
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(answer.columns)
    for row in answer.plain():
        writer.writerow(["" if value is None else str(value).lower() if isinstance(value, bool) else value for value in row.values()])
