"""The JSON-LD context of the project: the short words in which cases are written as JSON-LD or YAML."""

from functools import cache

from delicta import names

CONTEXT_IRI = names.BASE + "context.jsonld"

_ALIASES = {
    "case": "@id",
    "id": "@id",
    "is": "@type",
    "title": {"@id": names.PREF_LABEL, "@container": "@language"},
    "name": {"@id": names.PREF_LABEL, "@container": "@language"},
    "note": {"@id": names.SKOS + "note", "@container": "@language"},
    "narrative": {"@id": names.BASE + "narrative", "@container": "@language"},
    "quote": {"@id": names.BASE + "quote", "@container": "@language"},
    "outcomeNote": {"@id": names.BASE + "outcomeNote", "@container": "@language"},
    "divergence": {"@id": names.BASE + "divergence", "@container": "@language"},
    "source": {"@id": names.DCTERMS + "source", "@container": "@language"},
    "conducts": {"@id": names.BASE + "hasConduct", "@type": "@id"},
    "by": {"@id": names.BASE + "hasActor", "@type": "@id"},
    "facts": {"@id": names.BASE + "hasFact", "@type": "@id"},
    "on": {"@id": names.BASE + "concerns", "@type": "@id"},
    "stage": {"@id": names.BASE + "atStage", "@type": "@vocab"},
    "localStandards": {"@id": names.BASE + "hasLocalStandard", "@type": "@id"},
    "of": {"@id": names.BASE + "setsFigureOf", "@type": "@vocab"},
    "rulesOut": {"@id": names.BASE + "rulesOut", "@type": "@vocab"},
    "statesAll": {"@id": names.BASE + "statesAll", "@type": "@vocab"},
    "affirms": {"@id": names.BASE + "affirms", "@type": "@vocab"},
    "ofActor": {"@id": names.BASE + "ofActor", "@type": "@id"},
    "convicts": {"@id": names.BASE + "convicts", "@type": "@vocab"},
    "acquits": {"@id": names.BASE + "acquits", "@type": "@vocab"},
    "sanctions": {"@id": names.BASE + "sanctions", "@type": "@vocab"},
}
_PREFIXES = ("administrative", "delicta", "general", "interpretation", "law", "offence")


@cache
def context() -> dict:
    """The context as plain data: prefixes, the words of the annotation guide, and every quantity and date with its datatype."""
    from delicta.law import load_law

    terms: dict = {"@vocab": names.BASE, **{prefix: names.PREFIXES[prefix] for prefix in _PREFIXES}, **_ALIASES}
    for key, entry in load_law().lexicon["nodes"].items():
        if "range" in entry and "/" not in key and key not in terms:
            terms[key] = {"@id": names.BASE + key, "@type": names.XSD + entry["range"]}
    return terms
