"""One query for each constraint of a shape: it finds every focus node that breaks the constraint at once, instead of asking node by node.

The focus nodes of a node shape stand in a graph of its own, named after it, so that they are looked up and not searched for again.
"""

import pyoxigraph as ox

from delicta.shapes import Shape, Shapes

_XSD = "http://www.w3.org/2001/XMLSchema#"
TOUCHES = "https://w3id.org/delicta/shape/touches"


def _values(shape: Shape, pattern: str) -> str:
    return f"?this {shape.path} ?value . {pattern}"


def _count(shape: Shape, test: str) -> str:
    return f"{{ SELECT ?this (COUNT(DISTINCT ?any) AS ?count) WHERE {{ {focus(shape)} OPTIONAL {{ ?this {shape.path} ?any }} }} GROUP BY ?this }} FILTER(?count {test})"


def _class(shape: Shape, value) -> str:
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*"
    return _values(shape, f"FILTER(ISLITERAL(?value) || NOT EXISTS {{ ?value {a} {value} }})")


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
            head, brace, body = value.replace("$", "?").partition("{")
            found.append(f"{shapes.prefixes}{head}{brace} {focus(shape)} {body}")
        else:
            found.append(f"SELECT DISTINCT * WHERE {{ {focus(shape)} {_PATTERNS[name](shape, value)} }}")
    return found


def focus_nodes(store: ox.Store, targets, subclasses) -> set:
    """The nodes of a store that the targets of a node shape name; `subclasses` gives a class with all below it."""
    found: set = set()
    for kind, iri in targets:
        term = ox.NamedNode(iri)
        if kind == "targetClass":
            for below in subclasses(iri):
                found.update(q.subject for q in store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(below)))
        elif kind == "targetSubjectsOf":
            found.update(q.subject for q in store.quads_for_pattern(None, term, None))
        else:
            found.update(q.object for q in store.quads_for_pattern(None, term, None) if not isinstance(q.object, ox.Literal))
    return found
