"""The catalogue of offence names: complete, and in step with the offences that are modelled."""

from collections import Counter
from functools import cache

import pyoxigraph as ox
import pytest

from delicta import closure, names, places

D = names.BASE
COUNT = 483


@cache
def ontology():
    return closure.read_ontology(places.turtle_files(places.ONTOLOGY))


def members(store, kind):
    return {quad.subject.value for quad in store.quads_for_pattern(None, ox.NamedNode(names.RDF_TYPE), ox.NamedNode(D + kind), None)}


def links(store, predicate):
    return {quad.subject.value: quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(D + predicate), None, None)}


def label(store, node, lang):
    return {quad.object.value for quad in store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(names.PREF_LABEL), None, None) if quad.object.language == lang}


def out_of_step(store):
    """Where catalogue and modelled offences part: what is to be done, one sentence each."""
    entries, modelled, bare = links(store, "cataloguesOffence"), members(store, "Offence"), members(store, "CataloguedOffence")
    twice = {offence for offence, count in Counter(entries.values()).items() if count > 1}
    wrong = [f"{names.short(offence)} has two entries" for offence in twice]
    wrong += [f"{names.short(offence)} is modelled: take its CataloguedOffence out of the catalogue" for offence in modelled & bare]
    wrong += [f"{names.short(offence)} has no entry in the catalogue" for offence in (modelled | bare) - set(entries.values())]
    wrong += [f"{names.short(offence)} is neither modelled nor a CataloguedOffence" for offence in set(entries.values()) - modelled - bare]
    for entry, offence in entries.items():
        if offence.rpartition("/")[2] != entry.rpartition("/")[2]:
            wrong.append(f"{names.short(entry)} is about {names.short(offence)}")
        if offence in modelled | bare and label(store, entry, "zh") != label(store, offence, "zh"):
            wrong.append(f"{names.short(entry)} and {names.short(offence)} differ in their Chinese names")
    return sorted(wrong)


def test_the_catalogue_has_every_name():
    entries = members(ontology(), "CatalogueEntry")
    assert len(entries) == COUNT and set(links(ontology(), "cataloguesOffence")) == entries


def test_catalogue_and_modelled_offences_are_in_step():
    assert out_of_step(ontology()) == []


def test_each_entry_has_article_chapter_dates_and_a_source():
    store = ontology()
    for entry in members(store, "CatalogueEntry"):
        said = Counter(quad.predicate.value for quad in store.quads_for_pattern(ox.NamedNode(entry), None, None, None))
        assert said[D + "article"] == said[D + "chapter"] == said[D + "inForceFrom"] == 1, entry
        assert said[names.DCTERMS + "source"] >= 1 and said[names.PREF_LABEL] == 2, entry


def test_sections_belong_to_the_chapter_of_their_entries():
    store = ontology()
    chapters, sections = links(store, "chapter"), links(store, "inSection")
    assert all(chapters[entry] == chapters[section] for entry, section in sections.items())
    divided = {chapters[section] for section in members(store, "Section")}
    assert {entry for entry in members(store, "CatalogueEntry") if chapters[entry] in divided} == set(sections)


MADE_UP = """
@prefix catalogue: <https://w3id.org/delicta/catalogue/> .
@prefix delicta: <https://w3id.org/delicta/> .
@prefix offence: <https://w3id.org/delicta/offence/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
catalogue:1 a delicta:CatalogueEntry ; skos:prefLabel "one"@en , "一罪"@zh ; delicta:cataloguesOffence offence:1 .
"""


@pytest.mark.parametrize("text, said", [
    ('offence:1 a delicta:Offence ; skos:prefLabel "one"@en , "一罪"@zh .', []),
    ('offence:1 a delicta:CataloguedOffence ; skos:prefLabel "one"@en , "一罪"@zh .', []),
    ("", ["offence:1 is neither modelled nor a CataloguedOffence"]),
    ('offence:1 a delicta:Offence , delicta:CataloguedOffence ; skos:prefLabel "one"@en , "一罪"@zh .', ["offence:1 is modelled: take its CataloguedOffence out of the catalogue"]),
    ('offence:1 a delicta:Offence ; skos:prefLabel "one"@en , "二罪"@zh .', ["catalogue:1 and offence:1 differ in their Chinese names"]),
    ('offence:1 a delicta:Offence ; skos:prefLabel "one"@en , "一罪"@zh . offence:2 a delicta:Offence .', ["offence:2 has no entry in the catalogue"]),
])
def test_each_way_of_parting_is_noticed(text, said):
    store = ox.Store()
    store.load((MADE_UP + text).encode(), format=ox.RdfFormat.TURTLE)
    assert out_of_step(store) == said
