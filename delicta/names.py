"""The names of things: namespaces, and how an IRI is shortened for people."""

BASE = "https://w3id.org/delicta/"
MACHINE = BASE + "machine/"
OFFENCE = BASE + "offence/"
CASE = BASE + "case/"
WORK = MACHINE + "work"
FINDINGS = BASE + "findings"
LAW_GRAPH = BASE + "law"
CASES_GRAPH = BASE + "cases"
HOLDINGS_GRAPH = BASE + "holdings"
SHAPES_GRAPH = BASE + "shapes"

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
RDFS_SUBPROPERTY = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREF_LABEL = SKOS + "prefLabel"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCTERMS = "http://purl.org/dc/terms/"

LICENCE = "https://creativecommons.org/licenses/by/4.0/"

PREFIXES = {
    "delicta": BASE,
    "administrative": BASE + "administrative/",
    "case": CASE,
    "doctrine": BASE + "doctrine/",
    "catalogue": BASE + "catalogue/",
    "compliance": BASE + "compliance/",
    "general": BASE + "general/",
    "interpretation": BASE + "interpretation/",
    "law": BASE + "law/",
    "m": MACHINE,
    "offence": OFFENCE,
    "paper": BASE + "paper/",
    "reform": BASE + "reform/",
    "dcterms": DCTERMS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": SKOS,
    "xsd": XSD,
}
NEIGHBOURS = {"airo": "https://w3id.org/airo#", "dpv": "https://w3id.org/dpv#", "dpv-ai": "https://w3id.org/dpv/ai#"}


def local(iri: str) -> str:
    """The part of a project IRI after its folder: `offence/253-1.obtain` gives `253-1.obtain`."""
    if iri.startswith(BASE):
        rest = iri[len(BASE):]
        folder, slash, name = rest.partition("/")
        return name if slash and BASE + folder + "/" in PREFIXES.values() else rest
    return iri


def short(iri: str) -> str:
    """A prefixed name where a prefix fits, else the IRI itself."""
    for prefix, base in sorted((PREFIXES | NEIGHBOURS).items(), key=lambda pair: -len(pair[1])):
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base):]}"
    return iri
