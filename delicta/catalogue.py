"""The catalogue of what the build writes: a DCAT dataset with one distribution a file, and VoID counts."""

import pyoxigraph as ox

from delicta import names

_DCAT = "http://www.w3.org/ns/dcat#"
_VOID = "http://rdfs.org/ns/void#"
_MEDIA = {".ttl": "text/turtle", ".rdf": "application/rdf+xml", ".nt": "application/n-triples", ".nq": "application/n-quads", ".jsonld": "application/ld+json"}


def catalogue(version: str, files: dict[str, bytes]) -> list[ox.Triple]:
    """DCAT and VoID triples for files given by name and content."""
    node = ox.NamedNode
    dataset = node(names.BASE + "dataset")
    catalog = node(names.BASE + "catalogue")
    integer = node(names.XSD + "integer")
    triples = [
        (catalog, names.RDF_TYPE, node(_DCAT + "Catalog")), (catalog, _DCAT + "dataset", dataset),
        (catalog, names.DCTERMS + "title", ox.Literal("Delicta", language="en")),
        (dataset, names.RDF_TYPE, node(_DCAT + "Dataset")), (dataset, names.RDF_TYPE, node(_VOID + "Dataset")),
        (dataset, names.DCTERMS + "title", ox.Literal("Delicta: offences of Chinese criminal law and generative artificial intelligence", language="en")),
        (dataset, names.DCTERMS + "license", node(names.LICENCE)), (dataset, _DCAT + "version", ox.Literal(version)),
        (dataset, _VOID + "uriSpace", ox.Literal(names.BASE)), (dataset, _VOID + "vocabulary", node(names.BASE)),
        (dataset, _VOID + "triples", ox.Literal(str(files["delicta.nt"].count(b"\n")), datatype=integer)),
    ]
    for name, data in sorted(files.items()):
        distribution = node(f"{names.BASE}dataset/{name}")
        triples += [
            (dataset, _DCAT + "distribution", distribution), (distribution, names.RDF_TYPE, node(_DCAT + "Distribution")),
            (distribution, names.DCTERMS + "title", ox.Literal(name)), (distribution, _DCAT + "byteSize", ox.Literal(str(len(data)), datatype=node(names.XSD + "nonNegativeInteger"))),
            (distribution, _DCAT + "downloadURL", node(names.BASE + name)), (distribution, _DCAT + "mediaType", node("https://www.iana.org/assignments/media-types/" + _MEDIA["." + name.rpartition(".")[2]])),
        ]
        if name.startswith("delicta."):
            triples.append((dataset, _VOID + "dataDump", node(names.BASE + name)))
    return [ox.Triple(s, node(p) if isinstance(p, str) else p, o) for s, p, o in triples]
