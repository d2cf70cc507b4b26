"""Is a case, or the law data, well made? Terms that do not exist, then shapes, with a count of what each shape touched."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places, shape_queries, terms
from delicta import shapes as shape_files
from delicta.errors import LANGUAGES, DelictaError, InputError, wrong_syntax
from delicta.reading import CaseFile, locate, parsers_words, read_cases

_GRAPH = ox.DefaultGraph()
_OF_HOLDINGS = {names.BASE + word for word in ("ofActor", "convicts", "acquits", "sanctions", "handledBy", "decidedOn", "punishment", "months", "outcomeNote", "divergence")}
_OF_HOLDING = {"unknown-term", "no-property", "no-class", "future-date"}
# What the shapes say better, with the value and the remedy, where they find it.
_SAID_BY_SHAPES = {"bad-count", "bad-date", "bad-quantity", "contradiction", "no-actor", "system-as-actor", "unread-term"}


@dataclass(frozen=True)
class Result:
    """One thing to mend.

    `focus` is the node it is about, `line` where that stands in the file, 0 if not known; `shape` is empty for a term that does not exist;
    `severity` is that of SHACL.
    """

    file: str
    focus: str
    path: str
    value: str
    shape: str
    message: dict[str, str]
    severity: str = "Violation"
    line: int = 0


@dataclass(frozen=True)
class Report:
    """What a validation found. `coverage` says how many nodes each shape touched; `unread` holds the files that could not be read."""

    results: list[Result]
    coverage: dict[str, int]
    unread: list[InputError] = field(default_factory=list)
    nodes: int = 0

    @property
    def conforms(self) -> bool:
        """Whether every file was read and nothing is violated; warnings do not count."""
        return not self.unread and not any(result.severity == "Violation" for result in self.results)

    @property
    def untouched(self) -> list[str]:
        """The shapes that touched no node, and so have proved nothing."""
        return sorted(shape for shape, count in self.coverage.items() if not count)


@cache
def _ontology() -> ox.Store:
    from delicta.closure import read_ontology

    return read_ontology(places.turtle_files(places.ONTOLOGY))


@cache
def _shapes(of_law: bool) -> shape_files.Shapes:
    return shape_files.read_shapes(shape_files.law_shapes() if of_law else shape_files.case_shapes(), _ontology())


@cache
def _soundness() -> shape_files.Shapes:
    return shape_files.read_shapes(shape_files.case_shapes(), None).of_group(shape_files.SHAPE + "soundness")


@cache
def _ground() -> tuple[ox.Quad, ...]:
    return (*_ontology(), *shape_queries.class_closure(_ontology()))


def validate(*sources: str | Path | CaseFile) -> Report:
    """Validate cases: undeclared terms first, then the shapes of `shapes/`.

    Arguments: files, names of built-in cases, or cases already read. All are validated together, which is fast; a file that cannot be read is
    named in the report's `unread` and does not keep the others from being validated.

    >>> import delicta
    >>> delicta.validate("registry-crawler").conforms
    True
    """
    from delicta.checking import met_and_ruled_out, slips

    cases, unread = [], []
    for case in read_cases(sources):
        (unread if isinstance(case, InputError) else cases).append(case)
    results, left = [], []
    store = ox.Store()
    case_of: dict[str, CaseFile] = {}
    for case in cases:
        triples = case.facts + case.holdings
        case_of.update((triple.subject.value, case) for triple in triples)
        for triple in triples:
            case_of.setdefault(triple.object.value, case)
        store.extend(ox.Quad(t.subject, t.predicate, t.object, _GRAPH) for t in triples)
        found = slips(case)
        errors = [error for _, error in found if error.key not in _SAID_BY_SHAPES]
        errors += [error for _, error in met_and_ruled_out(case)]
        left += [(case.name, node, error) for node, error in found if error.key in _SAID_BY_SHAPES]
        errors += [error for _, error in slips(replace(case, facts=case.holdings, holdings=[])) if error.key in _OF_HOLDING]
        results += [_of_error(case.name, error) for error in errors + _holdings_among_facts(case)]
        results += _of_terms(case.name, triples)
    store.extend(_ground())
    found, coverage = run_shapes(store, _shapes(False))
    results += [_placed(result, case_of[result.focus]) if result.focus in case_of else result for result in found]
    said = {result.focus for result in found if result.severity == "Violation"}
    results += [_of_error(name, error) for name, node, error in left if node not in said]
    return Report(sorted(results, key=lambda r: (r.file, r.line, r.focus, r.shape, r.value)), coverage, unread, sum(len({t.subject for t in case.facts + case.holdings}) for case in cases))


def unsound(case: CaseFile) -> list[Result]:
    """What the shapes of the group soundness find in the facts of a case, without reading the ontology."""
    from delicta.taxonomy import ground

    store = ox.Store()
    store.extend(ox.Quad(*triple, _GRAPH) for triple in case.facts)
    store.extend(ox.Quad(*triple, _GRAPH) for triple in ground({term.value for triple in case.facts for term in triple if isinstance(term, ox.NamedNode)}))
    return [_placed(result, case) for result in run_shapes(store, _soundness())[0]]


def validate_law(*files: str | Path, ontology: Iterable[Path] | None = None) -> Report:
    """Validate the law data: the built-in ontology, or the Turtle files given in `ontology`, with `files` laid over it."""
    from delicta.closure import read_ontology

    base = list(places.turtle_files(places.ONTOLOGY) if ontology is None else ontology)
    store, unread = read_ontology(base), []
    for file in files:
        try:
            text = locate(file).read_bytes()
            if not any(ox.parse(text, format=ox.RdfFormat.TURTLE)):
                raise InputError("empty-law-file", file=str(file))
            store.load(text, format=ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            unread.append(wrong_syntax(str(file), error.lineno or 1, parsers_words(error), "Turtle"))
        except InputError as error:
            unread.append(InputError("missing-law-file", file=str(file)) if error.key == "missing-file" else error)
        except OSError:
            unread.append(InputError("missing-law-file", file=str(file)))
    return Report(*check_law(store), unread, len({quad.subject for quad in store}))


def check_law(store: ox.Store) -> tuple[list[Result], dict[str, int]]:
    """The results and the coverage of the law shapes on a store that holds an ontology; the store keeps some working graphs."""
    results = []
    for where, term, near in terms.undeclared(store):
        results.append(_of_error("", InputError("undeclared-name", term=names.short(term), near=(names.local(term), near), node=names.short(where)), where))
    results += _of_terms("", store)
    store.extend(shape_queries.class_closure(store))
    found, coverage = run_shapes(store, _shapes(True))
    return sorted(results + found, key=lambda r: (r.focus, r.shape, r.value)), coverage


def run_shapes(store: ox.Store, shapes: shape_files.Shapes) -> tuple[list[Result], dict[str, int]]:
    """Run shapes over a store that holds data, ontology and class closure. Returns results and coverage."""
    touched = {}
    true = ox.Literal(True)
    for aim, targets in shapes.aims.items():
        nodes = shape_queries.focus_nodes(store, targets)
        graph = ox.NamedNode(aim)
        store.extend(ox.Quad(node, ox.NamedNode(shape_queries.TOUCHES), true, graph) for node in nodes)
        touched[aim] = len(nodes)
    results = []
    for shape in shapes.shapes:
        if not touched[shape.aim]:
            continue
        found = {}
        for query in shape_queries.queries(shape, shapes):
            answer = store.query(query)
            variables = [variable.value for variable in answer.variables]
            for row in answer:
                values = {name: row[name] for name in variables if row[name] is not None}
                found.setdefault((values["this"], values.get("value")), values)
        for (focus, value), values in found.items():
            message = {lang: fill(shape.words["message"][lang], values) for lang in LANGUAGES}
            results.append(Result("", focus.value, shape.path, term_text(value), shape.iri, message, shape.severity))
    coverage = {shape.iri: touched[shape.aim] for shape in shapes.shapes}
    return results, coverage


def term_text(term) -> str:
    """A term as people read it: a prefixed name, or the text of a literal."""
    if term is None:
        return ""
    return names.short(term.value) if isinstance(term, ox.NamedNode) else term.value


def fill(message: str, values: dict) -> str:
    """A message with `{$this}` and `{?name}` filled from the variables of a query."""
    for name, term in values.items():
        for mark in ("{?", "{$"):
            message = message.replace(f"{mark}{name}}}", term_text(term))
    return message


def _holdings_among_facts(case: CaseFile) -> list[InputError]:
    """What was decided must stand in a graph of its own, so that no answer can have seen it; shapes do not know graphs."""
    told = {triple.subject.value for triple in case.facts if triple.predicate.value in _OF_HOLDINGS}
    return [InputError("holding-among-facts", file=case.place(node), holding=names.short(node)) for node in sorted(told)]


def _placed(result: Result, case: CaseFile) -> Result:
    value = result.value.replace("case:", names.CASE, 1)
    place = case.place(value) if value in case.lines else case.place(result.focus, result.path.strip("<>"))
    return replace(result, file=case.name, line=place[1] if isinstance(place, tuple) else 0)


def _of_error(file: str, error: DelictaError, focus: str = "") -> Result:
    """An error as a result; the file is said once for all results, not in each message."""
    place = error.values.get("file")
    bare = type(error)(error.key, **{name: value for name, value in error.values.items() if name != "file"})
    message = {lang: bare.text(lang) for lang in LANGUAGES}
    return Result(file, focus, "", error.values.get("term", ""), "", message, line=place[1] if isinstance(place, tuple) else 0)


def _of_terms(file: str, triples) -> list[Result]:
    results = {}
    for where, term, known in terms.misspelt(triples):
        word = term[max(term.rfind("#"), term.rfind("/")) + 1:]
        error = InputError("undeclared-name", term=names.short(term), near=(word, sorted(known)), node=names.short(where))
        results[where, term] = _of_error(file, error, where)
    for where, term in terms.unread(triples):
        error = InputError("unread-term", term=names.short(term), node=names.short(where))
        found = _of_error(file, error, where)
        results[where, term] = replace(found, severity="Warning")
    return list(results.values())
