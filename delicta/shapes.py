"""The shapes as they stand in `shapes/`: read, and refused where a slip would let data pass in silence.

A validator ignores a parameter it does not know and a target that nobody has, and answers "conforms". So every SHACL term here must be one that
this project runs, and every term of the project that a shape names must be declared.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places
from delicta.errors import LANGUAGES, DelictaError

SH = "http://www.w3.org/ns/shacl#"
SHAPE = names.BASE + "shape/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CONSTRAINTS = frozenset({
    "minCount", "maxCount", "class", "datatype", "nodeKind", "in", "languageIn", "minLength", "minInclusive", "minExclusive", "lessThanOrEquals",
    "disjoint", "sparql",
})
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_STRUCTURE = frozenset(
    (*_TARGETS, "NodeShape", "PropertyShape", "SPARQLConstraint", "property", "path", "inversePath", "alternativePath", "name", "description",
     "message", "select", "prefixes", "declare", "prefix", "namespace", "severity", "group", "PropertyGroup", "IRI", "Violation", "Warning", "Info")
)
_WORDS = ("name", "description", "message")


class ShapeError(DelictaError):
    """A shape that cannot do what it says."""


@dataclass(frozen=True)
class Shape:
    """One reason to refuse data: a property shape under the node shape that aims it.

    `path` is a SPARQL property path, `constraints` pairs of SHACL parameter and value, `words` name, description and message by language,
    `group` the IRI of the group it belongs to, if any.
    """

    iri: str
    aim: str
    path: str
    path_node: ox.NamedNode | ox.BlankNode
    constraints: tuple[tuple[str, object], ...]
    words: dict[str, dict[str, str]] = field(repr=False)
    severity: str
    group: str = ""


@dataclass(frozen=True)
class Shapes:
    """Shapes with what aims them: `aims` maps each node shape to its targets, as pairs of SHACL target parameter and IRI."""

    shapes: tuple[Shape, ...]
    aims: dict[str, tuple[tuple[str, str], ...]]
    prefixes: str

    def of_group(self, group: str) -> "Shapes":
        """The shapes of one group alone, with what aims them."""
        own = tuple(shape for shape in self.shapes if shape.group == group)
        return Shapes(own, {shape.aim: self.aims[shape.aim] for shape in own}, self.prefixes)


def case_shapes() -> list[Path]:
    """The files of the shapes for cases."""
    return [file for file in places.turtle_files(places.SHAPES) if file.stem != "house"]


def law_shapes() -> list[Path]:
    """The files of the shapes for the law data."""
    return [places.SHAPES / "prefixes.ttl", places.SHAPES / "house.ttl"]


def read_shapes(files: list[Path], ontology: ox.Store | None) -> Shapes:
    """Read shape files and, if one is given, check them against the ontology whose terms they name. Raises ShapeError."""
    store = ox.Store()
    for file in files:
        store.load(path=str(file), format=ox.RdfFormat.TURTLE)
    _refuse_unknown_parameters(store)
    if ontology is not None:
        _refuse_undeclared_terms(store, ontology)
    reader = _Reader(store)
    shapes, aims = [], {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(SH + "NodeShape")):
        aims[quad.subject.value] = reader.targets(quad.subject)
        shapes += [reader.shape(one, quad.subject.value) for one in reader.values(quad.subject, "property")]
    aimed = {shape.iri for shape in shapes}
    for quad in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(SH + "PropertyShape")):
        if quad.subject.value not in aimed:
            raise ShapeError("shape-without-target", shape=names.short(quad.subject.value))
    return Shapes(tuple(sorted(shapes, key=lambda shape: (shape.aim, shape.iri))), aims, reader.prefixes())


def _refuse_unknown_parameters(store: ox.Store) -> None:
    known = CONSTRAINTS | _STRUCTURE
    for quad in store:
        for term in (quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(SH) and term.value.removeprefix(SH) not in known:
                word = term.value.removeprefix(SH)
                where = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                raise ShapeError("shape-unknown-parameter", term=f"sh:{word}", near=(word, sorted(known)), shape=names.short(where))


def _refuse_undeclared_terms(store: ox.Store, ontology: ox.Store) -> None:
    declared = {quad.subject.value for quad in ontology.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), None) if isinstance(quad.subject, ox.NamedNode)}
    for quad in store:
        used = set()
        if isinstance(quad.object, ox.NamedNode):
            used.add(quad.object.value)
        elif isinstance(quad.object, ox.Literal) and quad.predicate.value == SH + "select":
            used |= {names.BASE + word for word in re.findall(r"\bdelicta:([A-Za-z]\w*)", quad.object.value)}
        for term in used:
            if term.startswith(names.BASE) and not term.startswith(SHAPE) and term not in declared:
                near = (names.local(term), sorted(names.local(iri) for iri in declared if iri.startswith(names.BASE)))
                where = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
                raise ShapeError("shape-undeclared-term", term=names.short(term), near=near, shape=names.short(where))


class _Reader:
    """Walks the graph of shapes."""

    def __init__(self, store: ox.Store):
        self.store = store

    def values(self, subject, name: str, base: str = SH) -> list:
        return [quad.object for quad in self.store.quads_for_pattern(subject, ox.NamedNode(base + name), None)]

    def one(self, subject, name: str, base: str = SH):
        found = self.values(subject, name, base)
        if len(found) != 1:
            raise ShapeError("shape-not-one", shape=names.short(getattr(subject, "value", "")), term=name, count=len(found))
        return found[0]

    def items(self, head) -> list:
        found = []
        while head != ox.NamedNode(_RDF + "nil"):
            found.append(self.one(head, "first", _RDF))
            head = self.one(head, "rest", _RDF)
        return found

    def targets(self, shape) -> tuple[tuple[str, str], ...]:
        found = tuple((kind, target.value) for kind in _TARGETS for target in self.values(shape, kind))
        if not found or not self.values(shape, "property"):
            raise ShapeError("shape-without-target", shape=names.short(shape.value))
        return tuple(sorted(found))

    def path(self, node) -> str:
        """A SHACL path as a SPARQL property path."""
        if isinstance(node, ox.NamedNode):
            return f"<{node.value}>"
        if inverse := self.values(node, "inversePath"):
            return "^" + self.path(inverse[0])
        if either := self.values(node, "alternativePath"):
            return "(" + "|".join(map(self.path, self.items(either[0]))) + ")"
        return "(" + "/".join(map(self.path, self.items(node))) + ")"

    def shape(self, node, aim: str) -> Shape:
        constraints = []
        for quad in self.store.quads_for_pattern(node, None, None):
            name = quad.predicate.value.removeprefix(SH)
            if name in ("in", "languageIn"):
                constraints.append((name, tuple(self.items(quad.object))))
            elif name == "sparql":
                constraints.append((name, self.one(quad.object, "select").value))
            elif name in CONSTRAINTS:
                constraints.append((name, quad.object))
        if not constraints:
            raise ShapeError("shape-without-constraint", shape=names.short(node.value))
        words = {word: {text.language: text.value for text in self.values(node, word)} for word in _WORDS}
        for word in _WORDS:
            if set(words[word]) != set(LANGUAGES):
                raise ShapeError("shape-without-words", shape=names.short(node.value), term=word)
        severity = self.values(node, "severity")
        kind = severity[0].value.removeprefix(SH) if severity else "Violation"
        path = self.one(node, "path")
        group = next((one.value for one in self.values(node, "group")), "")
        return Shape(node.value, aim, self.path(path), path, tuple(sorted(constraints, key=str)), words, kind, group)

    def prefixes(self) -> str:
        declared = [(self.one(q.object, "prefix").value, self.one(q.object, "namespace").value) for q in self.store.quads_for_pattern(None, ox.NamedNode(SH + "declare"), None)]
        return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(declared))
