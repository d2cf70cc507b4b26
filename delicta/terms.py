"""Terms of other vocabularies: those the project uses, so that a misspelt one is noticed instead of passed over."""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from delicta import names

_USED = {
    names.PREFIXES["rdf"]: "type first rest nil",
    names.PREFIXES["rdfs"]: "subClassOf subPropertyOf domain range comment label seeAlso isDefinedBy Datatype Class Literal",
    names.PREFIXES["owl"]: (
        "Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual Ontology AllDisjointClasses AllDifferent Restriction Thing "
        "disjointWith unionOf intersectionOf complementOf oneOf members distinctMembers onProperty someValuesFrom allValuesFrom hasValue "
        "equivalentClass inverseOf imports versionIRI versionInfo priorVersion deprecated"
    ),
    names.SKOS: (
        "prefLabel altLabel definition example scopeNote note changeNote broader narrower related broadMatch closeMatch exactMatch narrowMatch relatedMatch "
        "Concept ConceptScheme inScheme notation"
    ),
    names.DCTERMS: (
        "title alternative description source creator contributor publisher created modified issued date identifier license language rights "
        "references isReplacedBy replaces isPartOf hasPart bibliographicCitation subject type format"
    ),
    names.PREFIXES["prov"]: "wasDerivedFrom wasGeneratedBy wasAttributedTo wasAssociatedWith used Activity Entity Agent SoftwareAgent Person Organization",
}
_KNOWN = {namespace: frozenset(terms.split()) for namespace, terms in _USED.items()}


def misspelt(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Properties and classes in a namespace this project uses that are not among the terms it uses.

    Yields the subject, the term and the known words of its namespace.
    """
    for triple in triples:
        for term in (triple.predicate, triple.object) if triple.predicate.value == names.RDF_TYPE else (triple.predicate,):
            if isinstance(term, ox.NamedNode):
                namespace, word = _split(term.value)
                if namespace in _KNOWN and word not in _KNOWN[namespace]:
                    yield triple.subject.value, term.value, _KNOWN[namespace]


def unread(triples: Iterable[ox.Triple]) -> Iterator[tuple[str, str]]:
    """Properties and classes in a namespace that nothing here reads: subject and term."""
    for triple in triples:
        for term in (triple.predicate, triple.object) if triple.predicate.value == names.RDF_TYPE else (triple.predicate,):
            if isinstance(term, ox.NamedNode) and not term.value.startswith(names.BASE) and _split(term.value)[0] not in _KNOWN:
                yield triple.subject.value, term.value


def is_word(text: str) -> bool:
    """Whether a word, vocabulary or prefix before it, makes an IRI; JSON-LD passes over one that does not, and over what looks like a keyword."""
    prefix, colon, _ = text.partition(":")
    return not text.startswith("@") and _is_iri(text if colon and prefix not in ("", "_") else names.BASE + text)


def is_reference(text: str) -> bool:
    """Whether a text, relative to some base, makes an IRI."""
    return _is_iri(f"{names.BASE}?{text}")


def _is_iri(text: str) -> bool:
    try:
        return bool(ox.NamedNode(text))
    except ValueError:
        return False


def undeclared(store: ox.Store) -> Iterator[tuple[str, str, list[str]]]:
    """Names of the project that a store of law uses and does not declare: where, the name, and the names declared in the same folder."""
    declared = {quad.subject.value for quad in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), None) if isinstance(quad.subject, ox.NamedNode)}
    seen = set()
    for quad in store:
        where = getattr(quad.subject, "value", "") if isinstance(quad.subject, ox.NamedNode) else ""
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and _of_the_law(term.value) and term.value not in declared and (where, term.value) not in seen:
                seen.add((where, term.value))
                folder = _split(term.value)[0]
                yield where, term.value, sorted(names.local(iri) for iri in declared if _split(iri)[0] == folder)


def _of_the_law(iri: str) -> bool:
    """Whether an IRI is the project's and not that of a case, which stands in a file of its own."""
    return iri.startswith(names.BASE) and not iri.startswith(names.CASE)


def _split(iri: str) -> tuple[str, str]:
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]
