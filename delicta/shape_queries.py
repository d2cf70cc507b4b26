"""One query for each constraint of a shape: it finds every focus node that breaks the constraint at once, instead of asking node by node.

Two things are looked up that would otherwise be searched for again and again: the focus nodes of a node shape stand in a graph named after it, and
what lies under which class stands as triples of its own, which take the place of the paths over rdfs:subClassOf.
"""

import re

import pyoxigraph as ox

from delicta.shapes import Shape, Shapes

TOUCHES = "https://w3id.org/delicta/shape/touches"
UNDER = "https://w3id.org/delicta/shape/under"
BELOW = "https://w3id.org/delicta/shape/below"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def _values(shape: Shape, pattern: str) -> str:
    return f"?this {shape.path} ?value . {pattern}"


def _count(shape: Shape, test: str) -> str:
    return f"{{ SELECT ?this (COUNT(DISTINCT ?any) AS ?count) WHERE {{ {focus(shape)} OPTIONAL {{ ?this {shape.path} ?any }} }} GROUP BY ?this }} FILTER(?count {test})"


def _class(shape: Shape, value) -> str:
    return _values(shape, f"FILTER(ISLITERAL(?value) || NOT EXISTS {{ ?value {_TYPE}/<{UNDER}> {value} }})")


def _datatype(shape: Shape, value) -> str:
    # A literal that its datatype cannot read, such as a thirteenth month, does not survive the cast.
    return _values(shape, f"FILTER(!COALESCE(DATATYPE(?value) = {value} && BOUND(?value) && STRLEN(STR({value}(STR(?value)))) > 0, false))")


def _pair(shape: Shape, other) -> str:
    return f"?this {shape.path} ?value . ?this {other} ?other . FILTER(!COALESCE(?value <= ?other, false))"


_PATTERNS = {
    "minCount": lambda shape, value: f"FILTER NOT EXISTS {{ ?this {shape.path} ?any }}" if value.value == "1" else _count(shape, f"< {value.value}"),
    "maxCount": lambda shape, value: _count(shape, f"> {value.value}"),
    "class": _class,
    "datatype": _datatype,
    "in": lambda shape, values: _values(shape, f"FILTER(!COALESCE(?value IN ({', '.join(map(str, values))}), false))"),
    "languageIn": lambda shape, values: _values(shape, f"FILTER(!COALESCE(LANG(?value) IN ({', '.join(map(str, values))}), false))"),
    "nodeKind": lambda shape, value: _values(shape, "FILTER(!ISIRI(?value))"),
    "minLength": lambda shape, value: _values(shape, f"FILTER(STRLEN(STR(?value)) < {value})"),
    "minInclusive": lambda shape, value: _values(shape, f"FILTER(!COALESCE(?value >= {value}, false))"),
    "minExclusive": lambda shape, value: _values(shape, f"FILTER(!COALESCE(?value > {value}, false))"),
    "lessThanOrEquals": _pair,
    "disjoint": lambda shape, other: f"?this {shape.path} ?value . ?this {other} ?value .",
}


def focus(shape: Shape) -> str:
    """The pattern that binds ?this to the focus nodes of the node shape that aims a shape."""
    return f"GRAPH <{shape.aim}> {{ ?this <{TOUCHES}> true }}"


def queries(shape: Shape, shapes: Shapes) -> list[str]:
    """The queries of a shape. Each answers with ?this, where there is one ?value, and what the message names."""
    found = []
    for name, value in shape.constraints:
        if name == "sparql":
            text = re.sub(r"[$](?=[A-Za-z_])", "?", value).replace("rdfs:subClassOf*", f"<{UNDER}>").replace("rdfs:subClassOf+", f"<{BELOW}>")
            head, brace, body = text.partition("{")
            found.append(f"{shapes.prefixes}{head}{brace} {focus(shape)} {body}")
        else:
            found.append(f"SELECT DISTINCT * WHERE {{ {focus(shape)} {_PATTERNS[name](shape, value)} }}")
    return found


def class_closure(ontology: ox.Store) -> list[ox.Quad]:
    """What lies under which class: each class under itself and all above it, and below all above it."""
    above: dict = {}
    for quad in ontology.quads_for_pattern(None, _SUBCLASS, None):
        above.setdefault(quad.subject, set()).add(quad.object)
    quads = []
    classes = {quad.subject for quad in ontology.quads_for_pattern(None, _TYPE, ox.NamedNode("http://www.w3.org/2002/07/owl#Class"))}
    for term in classes.union(above, *above.values()):
        below, edge = set(), above.get(term, set())
        while edge:
            below |= edge
            edge = {wide for narrow in edge for wide in above.get(narrow, ())} - below
        quads += [ox.Quad(term, ox.NamedNode(BELOW), wide) for wide in below]
        quads += [ox.Quad(term, ox.NamedNode(UNDER), wide) for wide in below | {term}]
    return quads


def focus_nodes(store: ox.Store, targets) -> set:
    """The nodes of a store, closed by `class_closure`, that the targets of a node shape name."""
    found: set = set()
    for kind, iri in targets:
        term = ox.NamedNode(iri)
        if kind == "targetClass":
            found.update(q.subject for q in store.quads_for_pattern(None, _TYPE, term))
            for below in store.quads_for_pattern(None, ox.NamedNode(BELOW), term):
                found.update(q.subject for q in store.quads_for_pattern(None, _TYPE, below.subject))
        elif kind == "targetSubjectsOf":
            found.update(q.subject for q in store.quads_for_pattern(None, term, None))
        else:
            found.update(q.object for q in store.quads_for_pattern(None, term, None) if not isinstance(q.object, ox.Literal))
    return found
