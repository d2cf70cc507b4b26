"""Asking: a question of `queries/` over cases in files, over the built-in cases, or over a SPARQL server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path

import pyoxigraph as ox

from delicta import findings, names, questions, words
from delicta.errors import DelictaError, InputError, StoreError
from delicta.law import Law, load_law
from delicta.reading import CaseFile, built_in_cases, parsers_words, sound_cases

_LABELS = """
PREFIX delicta: <https://w3id.org/delicta/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?node ?label WHERE {{ VALUES ?node {{ {nodes} }} GRAPH delicta:cases {{ ?node skos:prefLabel ?label }} }}
"""


@dataclass(frozen=True)
class Answer:
    """The rows of an answer as RDF terms, with None where a column is empty; `select` asks the same data a further query."""

    columns: list[str]
    rows: list[list[ox.NamedNode | ox.BlankNode | ox.Literal | None]]
    select: Callable[[str], ox.QuerySolutions]

    def plain(self) -> list[dict]:
        """The rows as dictionaries of plain values, see `plain`."""
        return [{column: plain(term) for column, term in zip(self.columns, row, strict=True)} for row in self.rows]

    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of the nodes of cases that occur in the rows, by IRI and language."""
        nodes = sorted({term.value for row in self.rows for term in row if isinstance(term, ox.NamedNode) and not _is_term(term.value)})
        found: dict[str, dict[str, str]] = {}
        for start in range(0, len(nodes), 500):
            query = _LABELS.format(nodes=" ".join(f"<{node}>" for node in nodes[start:start + 500]))
            for row in self.select(query):
                found.setdefault(row["node"].value, {})[row["label"].language or ""] = row["label"].value
        return found


def _is_term(iri: str) -> bool:
    return iri.startswith(names.BASE) and not iri.startswith(names.CASE)


def _number(text: str, whole: bool) -> str | int | float:
    """A number as JSON can hold it; what a server calls a number and is none stays text."""
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        return text
    if isinstance(number, float) and not isfinite(number):
        return text
    return int(number) if number == int(number) else number


def plain(term) -> str | int | float | bool | None:
    """An RDF term as the JSON interface writes it.

    Offences, conditions and other terms of the ontology by their short id, verdicts and statuses by their word, everything in a case by its
    IRI, numbers and truth values as such, all other literals as text.
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(names.XSD)
        if kind == "boolean":
            return term.value in ("true", "1")
        if kind in ("integer", "decimal", "double", "float"):
            return _number(term.value, kind == "integer")
        return term.value
    if isinstance(term, ox.NamedNode) and _is_term(term.value):
        local = names.local(term.value)
        return findings.VERDICTS.get(local) or findings.STATUSES.get(local) or local
    return term.value


def open_question(name: str) -> questions.Question:
    """A question by name, or a query of one's own by the path of its `.rq` file.

    Raises DelictaError for an unknown name, and for a query that calls another server, is no query, or asks for anything but rows.
    """
    if not name.endswith(".rq"):
        return questions.find(name)
    from delicta import guarding

    file = Path(name)
    if not file.is_file():
        raise InputError("missing-query", file=name)
    try:
        question = questions.read(file.stem, file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("wrong-encoding", file=name, position=error.start) from None
    if guarding.calls_out(question.text):
        raise InputError("service-refused", file=name)
    try:
        answers = ox.Store().query(question.text)
    except SyntaxError as error:
        if guarding.updates(question.text):
            raise InputError("an-update", file=name) from None
        raise InputError("wrong-query", file=name, line=error.lineno or 1, detail=parsers_words(error)) from None
    if not isinstance(answers, ox.QuerySolutions):
        raise InputError("not-a-select", file=name)
    return question


_FOLDERS = {"provision": "law/", "instrument": "law/", "division": "catalogue/"}


def _known(parameter: questions.Parameter, nodes: dict) -> dict[str, str] | None:
    """What a parameter may be set to: ids and names in both languages, each with its key in the lexicon; None where anything of its form will do."""
    if parameter.kind == "offence":
        return words.members(nodes, "Offence", "CataloguedOffence")
    if parameter.of:
        return words.members(nodes, parameter.of, of="classes" if parameter.kind == "class" else "individuals")
    if parameter.kind == "term":
        return words.named(nodes, (key for key in nodes if "/" not in key))
    if folder := _FOLDERS.get(parameter.kind):
        return words.named(nodes, (key for key, entry in nodes.items() if key.startswith(folder) and (parameter.kind == "provision" or "types" in entry)))
    return None


def settled(asked: questions.Question, params: dict[str, str], nodes: dict, strict: bool = True) -> dict[str, str]:
    """The parameters with ids and names as IRIs. Raises DelictaError for what the law does not have, or a day before it, unless not `strict`."""
    from delicta.checking import FIRST_DAY

    found = dict(params)
    for parameter in asked.parameters:
        value = str(params.get(parameter.name, questions.ANY))
        known = None if value == questions.ANY else _known(parameter, nodes)
        if known is not None:
            key = words.meant(value.removeprefix(names.BASE), {key: key for key in known.values()} | known)
            if key is None and parameter.written(value) and strict:
                raise DelictaError(f"unknown-{parameter.kind}" if parameter.kind in _FOLDERS else "unknown-value", name=parameter.name, value=value, near=(value, known))
            if key is not None:
                found[parameter.name] = names.BASE + key
        elif parameter.kind == "date" and parameter.name in params and parameter.written(value) and date.fromisoformat(value) < FIRST_DAY and strict:
            raise DelictaError("too-early", where=parameter.name, value=value)
    return found


def _refuse_catalogued(asked: questions.Question, given: dict[str, str], nodes: dict) -> None:
    """Raise DelictaError where nothing was found on an offence that is catalogued only, because nobody has looked."""
    for parameter in asked.parameters:
        key = str(given.get(parameter.name)).removeprefix(names.BASE)
        if parameter.kind == "offence" and nodes.get(key, {}).get("kind") == "CataloguedOffence":
            raise DelictaError("only-catalogued", offence=names.local(names.BASE + key), label=nodes[key]["label"])


def answer(
    question: str,
    *sources: str | Path | CaseFile,
    params: dict[str, str] | None = None,
    endpoint: str | None = None,
    law: Law | None = None,
    timeout: float = 30,
    progress: Callable[[str], None] | None = None,
) -> Answer:
    """The answer to a question as RDF terms; see `ask` for the arguments."""
    asked = open_question(question)
    law = law or load_law()
    nodes = law.lexicon["nodes"]
    given = settled(asked, params or {}, nodes, strict=not endpoint)
    text = asked.bound(given)
    if endpoint:
        from delicta.endpoints import Endpoint

        select = Endpoint(endpoint, timeout=timeout).select
    else:
        from delicta import dataset

        cases = sound_cases(sources or built_in_cases())
        known = question in questions.every()
        select = dataset.build(cases, law, progress, evaluated=not known or "delicta:findings" in text).query
    solutions = select(text)
    columns = [variable.value for variable in solutions.variables]
    rows = [[row[column] for column in columns] for row in solutions]
    if not rows and endpoint and question in questions.every() and not Endpoint(endpoint, timeout=timeout).size(names.LAW_GRAPH):
        raise StoreError("store-empty", endpoint=endpoint)
    if not rows:
        _refuse_catalogued(asked, given, nodes)
    return Answer(columns, rows, select)


def ask(
    question: str,
    *files: str | Path | CaseFile,
    params: dict[str, str] | None = None,
    endpoint: str | None = None,
    law: Law | None = None,
    timeout: float = 30,
) -> list[dict]:
    """Ask a question and return its rows as dictionaries of plain values.

    Arguments: the name of a question of `queries/`, or the path of a query of one's own; files, names of built-in cases or cases already
    read, all built-in cases if none are given; `params`, values for the question's parameters; `endpoint`, the address of a SPARQL server to
    ask instead of files; `law`, the built-in law if None; `timeout` in seconds, for the server. Raises DelictaError for a question, parameter
    or file that does not fit, StoreError for a server that does not answer.

    >>> import delicta
    >>> [row["offence"] for row in delicta.ask("which-crimes-apply", "registry-crawler")]
    ['253-1']
    """
    if endpoint and files:
        raise DelictaError("files-or-endpoint")
    return answer(question, *files, params=params, endpoint=endpoint, law=law, timeout=timeout).plain()
