"""Reading cases: TriG, Turtle, N-Quads, JSON-LD or YAML in, quads of facts and of holdings out. Nothing is ever fetched."""

import json
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places, terms
from delicta.errors import HIDDEN, InputError, wrong_syntax

_FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nq": ox.RdfFormat.N_QUADS,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
}
_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]')
_YAML = {".yaml", ".yml"}
LIMIT_MB = 64
_LIMIT_YAML_MB = 2
_LONG = 200


@dataclass(frozen=True)
class CaseFile:
    """What one file says: `facts`, which the machine sees, and `holdings`, which it does not.

    `lines` says where: nodes by IRI, and words of a node by its IRI and theirs, with a space between. `withheld` holds the IRIs of conducts that were
    taken out because something in them must be mended before any answer.
    """

    name: str
    facts: list[ox.Triple] = field(repr=False)
    holdings: list[ox.Triple] = field(repr=False)
    lines: dict[str, int] = field(default_factory=dict, repr=False)
    withheld: tuple[str, ...] = ()

    def conducts(self) -> list[str]:
        """The IRIs of the conducts described, in order."""
        acted = {t.subject.value for t in self.facts if t.predicate.value == names.BASE + "hasActor"}
        return sorted(acted | {t.subject.value for t in self.facts if t.predicate.value == names.RDF_TYPE and t.object.value == names.BASE + "Conduct"})

    def place(self, node: str, term: str = "") -> str | tuple[str, int]:
        """The file, with the line of a node, or better of a term on it, where these are known."""
        line = self.lines.get(f"{node} {term}", self.lines.get(node))
        return (self.name, line) if line else self.name


def locate(source: str | Path) -> Path:
    """The file meant: a path, or the name of a built-in case. Raises InputError."""
    path = Path(source)
    if not str(source):
        raise InputError("missing-file", file="\"\"")
    try:
        kind = path.stat().st_mode
    except (OSError, ValueError):
        kind = None
    if kind is not None and not stat.S_ISREG(kind):
        raise InputError("not-a-file" if stat.S_ISDIR(kind) else "no-plain-file", file=str(source))
    if kind is not None:
        return path
    for built_in in places.CASES.rglob("*.trig"):
        if built_in.stem == str(source):
            return built_in
    raise InputError("missing-file", file=str(source)[:_LONG])


def built_in_cases() -> list[Path]:
    """The files of all built-in cases, by name."""
    return sorted(places.CASES.rglob("*.trig"), key=lambda path: path.stem)


def read_case(source: str | Path) -> CaseFile:
    """Read one case file, or a built-in case by name.

    Blank nodes get IRIs of their own. Raises InputError with file, line and what was expected.
    """
    path = locate(source)
    suffix = path.suffix.lower()
    if suffix not in _FORMATS and suffix not in _YAML:
        raise InputError("unknown-format", file=str(source), suffix=suffix)
    size = path.stat().st_size
    limit = _LIMIT_YAML_MB if suffix in _YAML else LIMIT_MB
    if size > limit * 1_000_000:
        raise InputError("too-large", file=str(source), size=size // 1_000_000, limit=limit)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("unreadable-file", file=str(source), detail=error.strerror) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("wrong-encoding", file=str(source), position=error.start) from None
    if not text.strip():
        raise InputError("empty-file", file=str(source))
    return parse_case(text, suffix, str(source))


def read_cases(sources: Iterable[str | Path | CaseFile]) -> Iterator[CaseFile | InputError]:
    """Read cases one by one, each source once; for one that cannot be read, or that tells of what another told already, the error."""
    told: dict[str, str] = {}
    read: set[str] = set()
    for source in sources:
        if not isinstance(source, CaseFile):
            if str(source) in read:
                continue
            read.add(str(source))
        try:
            case = source if isinstance(source, CaseFile) else read_case(source)
        except InputError as error:
            yield error
            continue
        again = next((conduct for conduct in case.conducts() if told.setdefault(conduct, case.name) != case.name), None)
        yield InputError("told-twice", file=case.name, conduct=names.short(again), other=told[again]) if again else case


def sound_cases(sources: Iterable[str | Path | CaseFile]) -> list[CaseFile]:
    """The cases of some sources, as `read_cases` reads them. Raises the first InputError."""
    cases = list(read_cases(sources))
    for error in cases:
        if isinstance(error, InputError):
            raise error
    return cases


def parse_case(text: str, suffix: str, name: str) -> CaseFile:
    """Parse the text of a case in the format of a file suffix; `name` is used in messages and for new IRIs."""
    lines: dict[str, int] = {}
    if suffix in _YAML:
        from delicta.yaml_case import to_json_ld

        (text, lines), suffix = to_json_ld(text, name), ".jsonld"
    stem = re.sub(r"[^\w.~-]+", "-", Path(name).stem)
    base = f"{names.CASE}{stem}/"
    if _FORMATS[suffix] == ox.RdfFormat.JSON_LD:
        text = _with_context(text, name, base)
    try:
        quads = list(ox.parse(text.encode(), format=_FORMATS[suffix], base_iri=base))
    except SyntaxError as error:
        raise wrong_syntax(name, error.lineno or 1, parsers_words(error), _FORMATS[suffix].name) from None
    except ValueError as error:
        raise wrong_syntax(name, 1, str(error), _FORMATS[suffix].name) from None
    return _split(quads, base, name, lines)


def parsers_words(error: SyntaxError) -> str:
    """What a parser says is wrong, without where."""
    return str(error.msg).split(": ", 1)[-1] if "Parser error" in str(error.msg) else str(error.msg)


def _with_context(text: str, name: str, base: str) -> str:
    """JSON-LD with the project's own context put in where none is given; a context on the network is refused.

    Fractions are kept as they are written, because JSON-LD would write them with an exponent, which no decimal has.
    """
    try:
        document = json.loads(text, parse_float=str, parse_int=lambda digits: int(digits) if len(digits) < 20 else digits)
    except (json.JSONDecodeError, RecursionError) as error:
        raise wrong_syntax(name, getattr(error, "lineno", 1), getattr(error, "msg", "nested too deeply"), "JSON") from None
    for word, line in _twice(text):
        raise InputError("yaml-twice", file=name, line=line, word=word)
    if isinstance(document, list):
        document = {"@graph": document}
    if not isinstance(document, dict):
        raise wrong_syntax(name, 1, "a JSON object describes a case", "JSON-LD")
    from delicta.context import CONTEXT_IRI, context

    for part in _remote(document):
        if part != CONTEXT_IRI:
            raise InputError("remote-context", file=name, context=part)
    given = document.get("@context")
    if given is None or given == CONTEXT_IRI or given == [CONTEXT_IRI]:
        document["@context"] = {**context(), "@base": base}
    elif isinstance(given, list):
        document["@context"] = [context() if part == CONTEXT_IRI else part for part in given]
    kinds = {word: meaning.get("@type", "@container") if isinstance(meaning, dict) else meaning for word, meaning in context().items()}
    for word in _no_words(document, kinds, set(_defined(document["@context"]))):
        from delicta.checking import no_word

        raise no_word(word, (name, text.count("\n", 0, max(text.find(json.dumps(word, ensure_ascii=False)), 0)) + 1))
    return json.dumps(document)


def _defined(given) -> Iterator[str]:
    """The words that a context defines, at whatever depth."""
    for part in given if isinstance(given, list) else [given]:
        if isinstance(part, dict):
            yield from part


def _no_words(value, kinds: dict[str, str], defined: set[str]) -> Iterator[str]:
    """Words and values that make no IRI, so that JSON-LD would pass over them without a word."""
    if isinstance(value, list):
        for inner in value:
            yield from _no_words(inner, kinds, defined)
    elif isinstance(value, dict):
        for key, inner in value.items():
            kind = kinds.get(key, key)
            if key == "@context":
                defined = defined | set(_defined(inner))
                continue
            if not key.startswith("@") and key not in defined and not terms.is_word(key):
                yield key
            test = terms.is_word if kind in ("@type", "@vocab") else terms.is_reference if kind == "@id" else None
            yield from (part for part in (inner if isinstance(inner, list) else [inner]) if test and isinstance(part, str) and not test(part))
            if kind != "@container":
                yield from _no_words(inner, kinds, defined)


def _twice(text: str) -> Iterator[tuple[str, int]]:
    """The words that stand a second time in one object of sound JSON, where all but the last would be lost, with their lines."""
    seen: list[set[str]] = []
    word = ""
    for token in _JSON.finditer(text):
        mark = token[0]
        if mark in "{[":
            seen.append(set())
        elif mark in "}]":
            seen.pop()
        elif mark == ":":
            if word in seen[-1]:
                yield word, text.count("\n", 0, token.start()) + 1
            seen[-1].add(word)
        else:
            word = json.loads(mark)


def _remote(value) -> Iterator[str]:
    """Every context that is named by its address, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("@context", "@import"):
                yield from (part for part in (inner if isinstance(inner, list) else [inner]) if isinstance(part, str))
            yield from _remote(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _remote(inner)


def _split(quads: list[ox.Quad], base: str, name: str, lines: dict[str, int]) -> CaseFile:
    facts, holdings = [], []
    named: dict[str, ox.NamedNode] = {}
    kinds = {quad.subject.value: quad.object.value.rpartition("/")[2] for quad in quads if quad.predicate.value == names.RDF_TYPE and isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(names.BASE)}

    def term(node):
        """Blank nodes are called by their class and a number, so that a message about one tells which fact it is."""
        if isinstance(node, ox.BlankNode):
            return named.setdefault(node.value, ox.NamedNode(f"{base}{kinds.get(node.value, 'node')}-{len(named) + 1}"))
        return node

    for quad in quads:
        if isinstance(quad.object, ox.Triple) or isinstance(quad.subject, ox.Triple):
            raise InputError("statement-about-statement", file=name)
        triple = ox.Triple(term(quad.subject), quad.predicate, term(quad.object))
        is_holding = isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.endswith("/holding")
        (holdings if is_holding else facts).append(triple)
    case = CaseFile(name, facts, holdings, lines)
    if not case.conducts():
        raise InputError("no-conduct", file=name)
    for triple in facts + holdings:
        if isinstance(triple.object, ox.Literal) and (hidden := HIDDEN.search(triple.object.value)):
            word, node = names.short(triple.predicate.value), names.short(triple.subject.value)
            raise InputError("hidden-character", file=case.place(triple.subject.value, triple.predicate.value), term=word, character=f"U+{ord(hidden[0]):04X}", node=node)
    return case
