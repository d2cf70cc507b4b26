"""Every shape fires on its bad example, and on nothing in its good one; pySHACL finds the same."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from delicta import names, places, shape_queries, shapes, validation

FOLDER = Path(__file__).parent / "shapes"
CASES = sorted(FOLDER.glob("*.trig"))
GROUND = FOLDER / "ground.ttl"
LAW = sorted(file for file in FOLDER.glob("*.ttl") if file != GROUND)
_LAW_TERMS = [places.ONTOLOGY / f"{name}.ttl" for name in ("core", "instruments", "penalties", "quantities")]

# pySHACL over a pyoxigraph store breaks off at a text that is a focus node.
_TEXTS_AS_NODES = ("conduct-links", "fact-thing")


def _triples(file: Path) -> list[ox.Quad]:
    kind = ox.RdfFormat.TRIG if file.suffix == ".trig" else ox.RdfFormat.TURTLE
    return [ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(file), format=kind)]


def _ground(of_law: bool) -> ox.Store:
    """What the examples stand on: for the law its own, for cases the terms and what of the law bears on them, since pySHACL takes minutes over the whole."""
    from delicta.closure import read_ontology

    if of_law:
        return read_ontology([*_LAW_TERMS, GROUND])
    store, law = read_ontology(sorted(places.ONTOLOGY.glob("*.ttl"))), read_ontology(sorted(places.ONTOLOGY.glob("*/*.ttl")))
    named = {quad.object for file in CASES for quad in _triples(file)}
    named |= {quad.subject for quad in law if quad.predicate.value == names.BASE + "asksFor" and quad.object in named}
    store.extend(quad for quad in law if quad.subject in named)
    return store


def _fired(files: list[Path], of_law: bool) -> set[tuple[str, str]]:
    store = _ground(of_law)
    for file in files:
        store.extend(_triples(file))
    store.extend(shape_queries.class_closure(store))
    results, _ = validation.run_shapes(store, _shapes(of_law))
    return {(result.focus, result.shape) for result in results}


def _shapes(of_law: bool) -> shapes.Shapes:
    return validation._shapes(of_law)


@pytest.fixture(scope="module")
def fired_on_cases():
    return _fired(CASES, of_law=False)


@pytest.fixture(scope="module")
def fired_on_law():
    return _fired(LAW, of_law=True)


def _side(iri: str) -> str:
    """`good` or `bad` for the two nodes of an example, which are called so, with a number behind where the name must cite an article."""
    match = re.fullmatch(r"(good|bad)([.-][0-9].*)?", iri.rstrip("/").rpartition("/")[2])
    return match[1] if match else ""


def _check(file: Path, fired: set[tuple[str, str]]) -> None:
    subjects = {quad.subject.value for quad in _triples(file) if isinstance(quad.subject, ox.NamedNode)}
    mine = {(_side(focus), shape.removeprefix(shapes.SHAPE)) for focus, shape in fired if focus in subjects}
    assert {shape for side, shape in mine if side == "bad"} == {file.stem}
    assert {shape for side, shape in mine if side == "good"} == set()
    assert "good" in map(_side, subjects)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_a_shape_for_cases_fires_on_its_bad_example_alone(file, fired_on_cases):
    _check(file, fired_on_cases)


@pytest.mark.parametrize("file", LAW, ids=lambda file: file.stem)
def test_a_shape_for_the_law_fires_on_its_bad_example_alone(file, fired_on_law):
    _check(file, fired_on_law)


def test_no_shape_has_never_fired(counted):
    known = {shape.iri.removeprefix(shapes.SHAPE) for of_law in (False, True) for shape in _shapes(of_law).shapes}
    assert known - {file.stem for file in CASES + LAW} == set()
    assert {file.stem for file in CASES + LAW} - known == set()
    counted(f"shapes: {len(known)}, each seen to fire; {len(CASES)} for cases, {len(LAW)} for the law")


def _pyshacl(store: ox.Store, files: list[Path]) -> set[tuple[str, str]]:
    import pyshacl
    from rdflib import RDF, XSD, Graph, Literal, Namespace

    sh = Namespace("http://www.w3.org/ns/shacl#")
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    for item, _, text in list(graph.triples((None, RDF.first, None))):
        # rdflib tells a text from the same text with its datatype, which RDF does not.
        if isinstance(text, Literal) and text.datatype is None:
            graph.set((item, RDF.first, Literal(text, datatype=XSD.string)))
    _, report, _ = pyshacl.validate(store, shacl_graph=graph, inplace=True)
    return {(str(report.value(result, sh.focusNode)), str(report.value(result, sh.sourceShape))) for result in report.objects(None, sh.result)}


@pytest.mark.long
@pytest.mark.parametrize("of_law", [False, True], ids=["cases", "law"])
def test_pyshacl_finds_the_same_in_the_examples(of_law, fired_on_cases, fired_on_law):
    store = _ground(of_law)
    files = [file for file in (LAW if of_law else CASES) if file.stem not in _TEXTS_AS_NODES]
    for file in files:
        store.extend(_triples(file))
    left_out = tuple(f"https://w3id.org/delicta/case/{stem}/" for stem in _TEXTS_AS_NODES)
    expected = {(focus, shape) for focus, shape in (fired_on_law if of_law else fired_on_cases) if not focus.startswith(left_out)}
    files = shapes.law_shapes() if of_law else shapes.case_shapes()
    assert _pyshacl(store, files) == expected
