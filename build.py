"""Build what is derived into build/: the merged ontology in four forms, its closure, the DL module, the JSON-LD context, the catalogue, pages, pictures.

    python build.py            writes build/, the same bytes every time
    python build.py --pictures draws the pictures of docs/ anew
    python build.py --check    runs every check and writes nothing
"""

import argparse
import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from delicta import atlas, axioms, catalogue, closure, context, dl_module, errors, law, names, pages, pictures, places, reading, sheets
from delicta.canonical import canonical

BUILD = places.ROOT / "build"
FORMS = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES, "jsonld": ox.RdfFormat.JSON_LD}
CHECKS = [f"tests/test_{name}.py" for name in ("house", "shapes", "double_entry", "seal", "boundaries", "cases", "owl", "dl_module")]


def release() -> str:
    """The one version number, from pyproject.toml."""
    return tomllib.loads((places.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def stamped(store: ox.Store, version: str) -> list[ox.Triple]:
    """The ontology with what is built and not written: rdfs:label, rdfs:comment, rdfs:isDefinedBy, the citation of a provision, the version."""
    rdfs, owl = names.PREFIXES["rdfs"], names.PREFIXES["owl"]
    ontology = ox.NamedNode(names.BASE)
    copies = {names.PREF_LABEL: "label", names.DCTERMS + "title": "label", names.SKOS + "notation": "label", names.SKOS + "definition": "comment"}
    store.update((places.QUERIES / "close" / "05-citations.ru").read_text(encoding="utf-8"))
    triples = [ox.Triple(q.subject, q.predicate, q.object) for q in store]
    for triple in list(triples):
        copy = copies.get(triple.predicate.value)
        if copy:
            triples.append(ox.Triple(triple.subject, ox.NamedNode(rdfs + copy), triple.object))
    declared = {t.subject for t in triples if isinstance(t.subject, ox.NamedNode) and t.predicate.value == names.RDF_TYPE and t.subject != ontology}
    triples += [ox.Triple(subject, ox.NamedNode(rdfs + "isDefinedBy"), ontology) for subject in declared]
    triples.append(ox.Triple(ontology, ox.NamedNode(owl + "versionInfo"), ox.Literal(version)))
    triples.append(ox.Triple(ontology, ox.NamedNode(owl + "versionIRI"), ox.NamedNode(f"{names.BASE}{version}/")))
    return sorted(canonical(triples), key=str)


def written(triples: list[ox.Triple], form: ox.RdfFormat) -> bytes:
    """Triples as bytes, prefixes in order."""
    prefixes = names.PREFIXES if form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML) else None
    data = ox.serialize(triples, format=form, prefixes=prefixes)
    if form == ox.RdfFormat.TURTLE:
        lines = data.decode().splitlines(keepends=True)
        head = [line for line in lines if line.startswith("@prefix")]
        data = "".join([*sorted(head), "\n", *lines[len(head):]]).encode()
    if form == ox.RdfFormat.RDF_XML:
        head, tag, rest = data.decode().partition("<rdf:RDF ")
        attributes, close, body = rest.partition(">")
        data = f"{head}{tag}{' '.join(sorted(attributes.split()))}{close}{body}".encode()
    return data


def outputs(today: date) -> dict[str, bytes]:
    """Every file of build/ by name."""
    version = release()
    ontology = closure.read_ontology(places.turtle_files(places.ONTOLOGY))
    merged = stamped(ontology, version)
    files = {f"delicta.{suffix}": written(merged, form) for suffix, form in FORMS.items()}
    closed = closure.close(closure.read_ontology(places.turtle_files(places.ONTOLOGY)))
    files["delicta-closure.nt"] = "".join(f"{link}\n" for link in closure.evaluation_links(closure.n_triples(closed))).encode()
    module = sorted([*canonical(axioms.taxonomy(ontology)), *dl_module.dl_module(closed, today)], key=str)
    files["delicta-dl.rdf"] = written(module, ox.RdfFormat.RDF_XML)
    files["context.jsonld"] = (json.dumps({"@context": context.context()}, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    files["cases.nq"] = case_quads([reading.read_case(path) for path in reading.built_in_cases()])
    files["catalogue.ttl"] = written(sorted(canonical(catalogue.catalogue(version, files)), key=str), ox.RdfFormat.TURTLE)
    return files


def page_files() -> dict[str, bytes]:
    """The pages for people, by their place in build/."""
    built_in = law.load_law()
    return {f"pages/{path}": data for path, data in pages.pages(atlas.Atlas(built_in, pages.decided(built_in))).items()}


def picture_files() -> dict[str, bytes]:
    """The pictures, by their place in build/; says with which font each language is drawn, or on standard error in both languages why it cannot be."""
    files: dict[str, bytes] = {}
    for lang in errors.LANGUAGES:
        try:
            print(errors.say("picture-font", lang, folder=f"pictures/{lang}/", font=sheets.family(lang)[0]))
            files |= {f"pictures/{path}": data for path, data in pictures.pictures(atlas.Atlas(law.load_law()), [lang]).items()}
        except errors.DelictaError as error:
            print(*(f"pictures/{lang}/: {error.text(told)}" for told in errors.LANGUAGES), sep="\n", file=sys.stderr)
    return files


def case_quads(cases: list[reading.CaseFile]) -> bytes:
    """Facts and holdings of all cases in their two graphs, as sorted N-Quads."""
    quads = [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(names.BASE + graph)) for case in cases for part, graph in (("facts", "cases"), ("holdings", "holdings")) for t in getattr(case, part)]
    return b"".join(sorted(set(ox.serialize(quads, format=ox.RdfFormat.N_QUADS).splitlines(keepends=True))))


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files by their place in a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def main(arguments: list[str] | None = None) -> int:
    """Build, or check; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="run every check and write nothing")
    parser.add_argument("--day", type=date.fromisoformat, default=None, help="the day whose law the DL module states (default: the last day on which the law data changed)")
    parser.add_argument("--pictures", action="store_true", help="draw the pictures of docs/ anew and nothing else")
    options = parser.parse_args(arguments)
    if options.pictures:
        write(places.ROOT / "docs", {name: data for name, data in picture_files().items() if name.endswith(".svg")})
        return 0
    files = outputs(options.day or law.latest_change())
    if options.check:
        again = outputs(options.day or law.latest_change())
        differing = [name for name in files if files[name] != again[name]]
        if differing:
            print("not the same twice: " + ", ".join(differing), file=sys.stderr)
            return 1
        return subprocess.run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *CHECKS], cwd=places.ROOT, check=False).returncode
    write(BUILD, files)
    for name, data in files.items():
        print(f"build/{name}  {len(data):,} bytes")
    for what, derived in (("pages", page_files()), ("pictures", picture_files())):
        write(BUILD, derived)
        print(f"build/{what}/  {len(derived):,} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
