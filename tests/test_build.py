"""What the build writes: the same bytes twice, readable by another parser, and a wheel that works outside the checkout."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile

import owlready2
import pytest
import rdflib

from delicta import places

RDFLIB_FORMATS = {".ttl": "turtle", ".rdf": "xml", ".nt": "nt", ".jsonld": "json-ld", ".nq": "nquads"}


def build(seed, *arguments):
    """Run build.py in a process of its own, with a hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "build.py", *arguments], cwd=places.ROOT, env=environment, capture_output=True, text=True, check=True)


def digests():
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((places.ROOT / "build").iterdir()) if path.is_file()}


@pytest.fixture(scope="module")
def built():
    build("1")
    return places.ROOT / "build"


def test_the_build_writes_the_same_bytes_twice(built):
    first = digests()
    build("2")
    assert digests() == first
    assert {"delicta.ttl", "delicta.rdf", "delicta.nt", "delicta.jsonld", "delicta-closure.nt", "delicta-dl.rdf", "context.jsonld", "catalogue.ttl", "cases.nq"} <= set(first)


def test_each_form_of_the_ontology_holds_the_same_triples_for_another_parser(built):
    sizes = {name: len(rdflib.Graph().parse(built / f"delicta{name}", format=RDFLIB_FORMATS[name])) for name in (".ttl", ".rdf", ".nt", ".jsonld")}
    assert len(set(sizes.values())) == 1 and sizes[".nt"] > 5000, sizes


@pytest.mark.parametrize("name", ["delicta-closure.nt", "delicta-dl.rdf", "catalogue.ttl"])
def test_another_parser_reads_what_else_is_built(built, name):
    assert len(rdflib.Graph().parse(built / name, format=RDFLIB_FORMATS[(built / name).suffix]))


def test_another_parser_reads_the_cases(built):
    data = rdflib.Dataset()
    data.parse(built / "cases.nq", format="nquads")
    assert {str(graph.identifier) for graph in data.graphs()} >= {"https://w3id.org/delicta/cases", "https://w3id.org/delicta/holdings"}


@pytest.mark.parametrize("name", ["delicta-dl.rdf", "delicta.nt"])
def test_owlready_reads_the_axioms(built, name):
    world = owlready2.World()
    world.get_ontology("urn:read").load(fileobj=io.BytesIO((built / name).read_bytes()))
    assert len(list(world.classes())) > 200


def test_the_context_turns_plain_words_into_terms(built):
    context = json.loads((built / "context.jsonld").read_text(encoding="utf-8"))
    document = {**context, "@id": "urn:c", "is": "Conduct", "ends": "2024-01-01", "facts": {"@id": "urn:f", "is": "Selling", "gain": "10"}}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert (rdflib.URIRef("urn:f"), rdflib.RDF.type, rdflib.URIRef("https://w3id.org/delicta/Selling")) in graph


def test_the_wheel_carries_the_data_and_answers_outside_the_checkout(tmp_path):
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(tmp_path), str(places.ROOT)], check=True, capture_output=True)
    wheel = next(tmp_path.glob("delicta-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    for folder in ("ontology/core.ttl", "shapes/case.ttl", "queries/evaluate/10-flatten.ru", "cases/registry-crawler.trig", "closed/links.nt"):
        assert f"delicta/data/{folder}" in names
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    run = subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", "json"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["findings"][0]["verdict"] == "established"
