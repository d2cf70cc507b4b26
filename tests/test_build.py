"""What the build writes: the same bytes every time, read alike by other parsers; and a wheel that works outside the checkout."""

import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from functools import cache

import owlready2
import pyoxigraph as ox
import pytest
import rdflib

from delicta import law, names, places, reading
from delicta.canonical import canonical as canonical_nodes
from delicta.context import CONTEXT_IRI, context

RDFS = names.PREFIXES["rdfs"]
DIGESTS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import build
from delicta import law
for name, data in [*build.outputs(law.latest_change()).items(), ("closed.nt", law.close_law().graph())]:
    print(name, hashlib.sha256(data).hexdigest())
"""
CASE = {
    "id": "small", "is": "Hypothetical", "title": {"en": "forty-nine", "zh": "四十九条"},
    "conducts": [{
        "id": "selling", "is": "Conduct", "ends": "2026-01-05", "stage": "Operation", "rulesOut": "Theft",
        "by": {"id": "seller", "is": ["NaturalPerson", "DataSupplier"]},
        "facts": [{"id": "sale", "is": "Selling", "gain": 120.5, "on": {"id": "traces", "is": "LocationTrace", "records": 49}}, {"id": "will", "is": "Intent"}],
    }],
}


@cache
def build_script():
    spec = importlib.util.spec_from_file_location("build", places.ROOT / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def files():
    return build_script().outputs(law.latest_change())


# ---------------------------------------------------------------- the same every time


@pytest.mark.long
def test_the_build_writes_the_same_bytes_whatever_the_order_of_pythons_sets():
    runs = []
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", DIGESTS, str(places.ROOT)], capture_output=True, text=True, check=True, env=environment)
        runs.append(run.stdout)
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(files()) + 1


@pytest.fixture
def apart(tmp_path, monkeypatch):
    """The build with its folder elsewhere; the tests that a check would run are noted, not run."""
    script, ran = build_script(), []
    monkeypatch.setattr(script, "BUILD", tmp_path / "build")
    monkeypatch.setattr(script, "outputs", lambda day: {"delicta.nt": b""})
    monkeypatch.setattr(script, "page_files", lambda: {"pages/en/index.md": b""})
    monkeypatch.setattr(script, "picture_files", lambda: {"pictures/en/lifecycle.svg": b""})
    monkeypatch.setattr(script.subprocess, "run", lambda command, **options: ran.append(command) or subprocess.CompletedProcess(command, 1))
    return script, tmp_path / "build", ran


def test_a_check_runs_the_tests_and_writes_nothing(apart):
    script, folder, ran = apart
    assert script.main(["--check"]) == 1
    assert not folder.exists()
    assert len(ran) == 1 and set(script.CHECKS) <= set(ran[0])


def test_a_check_notices_a_build_that_is_not_the_same_twice(apart, monkeypatch, capsys):
    script, _, ran = apart
    contents = iter([b"once", b"again"])
    monkeypatch.setattr(script, "outputs", lambda day: {"delicta.nt": next(contents)})
    assert script.main(["--check"]) == 1
    assert "delicta.nt" in capsys.readouterr().err and not ran


def test_the_build_writes_every_file(apart):
    script, folder, ran = apart
    assert script.main([]) == 0
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {"delicta.nt", "index.md", "lifecycle.svg"} and not ran


def test_every_check_that_the_build_names_exists():
    assert all((places.ROOT / check).exists() for check in build_script().CHECKS)


# ---------------------------------------------------------------- other parsers


def canonical(triples):
    return {str(triple) for triple in canonical_nodes(triples)}


def by_rdflib(data, form):
    """What rdflib reads, with literals left as they were written."""
    known, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        graph = rdflib.Graph().parse(data=data, format=form)
        return list(ox.parse(graph.serialize(format="nt", encoding="utf-8"), format=ox.RdfFormat.N_TRIPLES))
    finally:
        rdflib.NORMALIZE_LITERALS = known


def by_owlready2(data):
    """What owlready2 reads, without the header that it writes for itself."""
    world = owlready2.World()
    world.get_ontology("urn:delicta:read").load(fileobj=io.BytesIO(data))
    read = io.BytesIO()
    world.save(read, format="ntriples")
    own = {"http://anonymous", "urn:delicta:read", "urn:delicta:read#"}
    return [triple for triple in ox.parse(read.getvalue(), format=ox.RdfFormat.N_TRIPLES) if triple.subject.value not in own]


@cache
def merged():
    return canonical(ox.parse(files()["delicta.nt"], format=ox.RdfFormat.N_TRIPLES))


@pytest.mark.parametrize(("name", "form"), [("delicta.ttl", "turtle"), ("delicta.rdf", "xml"), ("delicta.nt", "nt"), ("delicta.jsonld", "json-ld")])
def test_rdflib_reads_the_same_ontology_from_every_form(name, form):
    assert canonical(by_rdflib(files()[name], form)) == merged()


@pytest.mark.parametrize("name", ["delicta.rdf", "delicta.nt"])
def test_owlready2_reads_as_many_statements_from_the_forms_it_knows(name):
    assert len(by_owlready2(files()[name])) == len(merged())


def test_rdflib_and_owlready2_read_the_same_dl_module():
    data = files()["delicta-dl.rdf"]
    written = set(ox.parse(data, format=ox.RdfFormat.RDF_XML))
    assert len(set(by_rdflib(data, "xml"))) == len(by_owlready2(data)) == len(written)


@pytest.mark.parametrize(("name", "form"), [("delicta-closure.nt", "nt"), ("catalogue.ttl", "turtle")])
def test_rdflib_reads_the_closure_and_the_catalogue(name, form):
    kind = ox.RdfFormat.N_TRIPLES if form == "nt" else ox.RdfFormat.TURTLE
    assert set(by_rdflib(files()[name], form)) == set(ox.parse(files()[name], format=kind)) != set()


def test_rdflib_reads_the_facts_and_the_holdings_of_all_cases_in_their_graphs():
    dataset = rdflib.Dataset()
    dataset.parse(data=files()["cases.nq"], format="nquads")
    cases = [reading.read_case(path) for path in reading.built_in_cases()]
    for graph, triples in ((names.CASES_GRAPH, [t for c in cases for t in c.facts]), (names.HOLDINGS_GRAPH, [t for c in cases for t in c.holdings])):
        assert len(dataset.graph(rdflib.URIRef(graph))) == len(set(triples)) > 0


# ---------------------------------------------------------------- content


def unlabelled(data):
    """Terms of the project that are declared without an rdfs:label; exposures and occasions only link a risk with other things and have none."""
    triples = list(ox.parse(data, format=ox.RdfFormat.N_TRIPLES))
    declared = {
        t.subject.value for t in triples
        if t.predicate.value == names.RDF_TYPE and t.subject.value.startswith(names.BASE) and t.object.value not in (names.BASE + "Exposure", names.BASE + "Occasion")
    }
    return sorted(declared - {t.subject.value for t in triples if t.predicate.value == RDFS + "label"})


def test_nothing_is_without_a_label():
    assert not unlabelled(files()["delicta.nt"])


def test_a_missing_label_is_noticed():
    lines = files()["delicta.nt"].splitlines(keepends=True)
    data = b"".join(line for line in lines if not line.startswith(f"<{names.OFFENCE}253-1> <{RDFS}label>".encode()))
    assert unlabelled(data) == [names.OFFENCE + "253-1"]


def test_the_version_is_the_one_of_the_project():
    version = build_script().release()
    assert f'versionInfo> "{version}"'.encode() in files()["delicta.nt"]


def test_the_catalogue_lists_every_file_with_its_size():
    graph = rdflib.Graph().parse(data=files()["catalogue.ttl"], format="turtle")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    sizes = {str(title): int(size) for node, size in graph.subject_objects(dcat.byteSize) for title in graph.objects(node, rdflib.DCTERMS.title)}
    assert sizes == {name: len(data) for name, data in files().items() if name != "catalogue.ttl"}


def test_rdflib_and_delicta_read_the_same_facts_with_the_context():
    assert json.loads(files()["context.jsonld"])["@context"] == context()
    ours = reading.parse_case(json.dumps({"@context": CONTEXT_IRI, **CASE}), ".jsonld", "small.jsonld")
    document = {"@context": {**json.loads(files()["context.jsonld"])["@context"], "@base": f"{names.CASE}small/"}, **CASE}
    theirs = by_rdflib(json.dumps(document), "json-ld")
    assert {str(t) for t in ours.facts} == {str(t) for t in theirs}
    assert len(theirs) > 15


# ---------------------------------------------------------------- the wheel


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the unpacked wheel, built from a copy of the checkout."""
    copy, out, site = (tmp_path_factory.mktemp(name) for name in ("copy", "wheel", "site"))
    left = shutil.ignore_patterns(".git", "build", ".venv", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", "tests", "*.egg-info")
    shutil.copytree(places.ROOT, copy, ignore=left, dirs_exist_ok=True)
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=copy, check=True, capture_output=True)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    return site


def outside(installed, tmp_path, *command):
    return subprocess.run([sys.executable, *command], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(installed)}, capture_output=True, text=True, check=True)


def test_the_wheel_answers_outside_the_checkout(installed, tmp_path):
    where = outside(installed, tmp_path, "-c", "import delicta; print(delicta.__file__)")
    assert where.stdout.startswith(str(installed))
    run = outside(installed, tmp_path, "-m", "delicta", "apply", "registry-crawler", "--format", "json")
    found = {finding["offence"]: finding["verdict"] for finding in json.loads(run.stdout)["findings"]}
    assert found["253-1"] == "established"
    assert not list(tmp_path.iterdir())


def test_the_wheel_validates_asks_and_explains_outside_the_checkout(installed, tmp_path):
    assert outside(installed, tmp_path, "-m", "delicta", "validate", "registry-crawler").returncode == 0
    assert "253-1" in outside(installed, tmp_path, "-m", "delicta", "explain", "registry-crawler", "--offence", "253-1").stdout
    assert "253-1" in outside(installed, tmp_path, "-m", "delicta", "ask", "which-crimes-apply", "registry-crawler").stdout


@pytest.mark.parametrize("folder", ["ontology", "shapes", "queries", "cases"])
def test_the_wheel_carries_the_data(installed, folder):
    kept = {path.relative_to(places.ROOT / folder) for path in (places.ROOT / folder).rglob("*") if path.is_file()}
    assert {path.relative_to(installed / "delicta" / "data" / folder) for path in (installed / "delicta" / "data" / folder).rglob("*") if path.is_file()} == kept


def test_the_wheel_carries_the_closed_law_the_messages_and_the_command(installed):
    closed = {path.name for path in (installed / "delicta" / "data" / "closed").iterdir()}
    assert closed == {"links", "closed.nt", "openers.json", "lexicon.json", "stamp"}
    assert {"common.nt", "253-1.nt"} <= {path.name for path in (installed / "delicta" / "data" / "closed" / "links").iterdir()}
    assert {path.name for path in (installed / "delicta" / "messages").iterdir()} == {"en.toml", "zh.toml"}
    assert "delicta = delicta.cli:main" in next(installed.glob("*.dist-info/entry_points.txt")).read_text()
