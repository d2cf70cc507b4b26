"""The house in order: names, places, directions, words. Each rule is a function that lists what breaks it, and each is shown a planted fault."""

import ast
import re
import string
import subprocess
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from delicta import closure, names, places

ROOT = Path(__file__).parents[1]
CHECKOUT = places.ROOT == ROOT
RDF = names.PREFIXES["rdf"]
OWL = names.PREFIXES["owl"]
D = names.BASE


@cache
def quads_of(file):
    return tuple(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


@cache
def ontology_files(folder=places.ONTOLOGY):
    return tuple(places.turtle_files(folder))


def value(term):
    return term.value if isinstance(term, ox.NamedNode) else ""


# ---------------------------------------------------------------- files and names


def misplaced(folder):
    """Nodes that are described in another file than their name says."""
    wrong = []
    for file in ontology_files(folder):
        place = file.relative_to(folder)
        room = place.parts[0] if len(place.parts) > 1 else ""
        for quad in quads_of(file):
            iri = value(quad.subject)
            if quad.predicate.value != RDF + "type" or not iri.startswith(D) or iri == D:
                continue
            kind, slash, local = iri.removeprefix(D).partition("/")
            if not slash:
                fits = room == ""
            elif kind == "offence":
                catalogued = value(quad.object) == D + "CataloguedOffence"
                fits = room == "catalogue" if catalogued else room == "offences" and place.name.startswith(local.partition(".")[0] + "-")
            elif kind == "interpretation":
                fits = room == "interpretations" and re.match(re.escape(re.split(r"\.|-(?=[a-z]+$)", local)[0]) + r"[-.]", place.name)
            elif kind == "administrative":
                fits = room == "administrative" and place.name.startswith(local.partition(".")[0])
            elif kind == "law":
                fits = room == "law" and (local.startswith(place.stem) or place.stem == "cl-amendments" and local.startswith("cl-am"))
            elif kind == "doctrine":
                fits = room == "doctrine" and place.name.startswith(local.partition(".")[0])
            elif kind == "reform":
                fits = room == "reforms" and place.name.startswith(local.partition(".")[0])
            elif kind == "paper":
                fits = room == "papers"
            else:
                fits = room == kind
            if not fits:
                wrong.append(f"{names.short(iri)} in {place}")
    return wrong


def with_foreign_letters(folder):
    """Files and folders whose names git and shells have to quote."""
    return [str(path) for path in sorted(folder.rglob("*")) if not re.fullmatch(r"[A-Za-z0-9._-]+", path.name)]


# What the law itself names together.
JOINED = {
    "ObtainedInDutyOrService", "ObsceneTextOrPicture", "ChildObsceneTextOrPicture", "burglariesOrPickpocketings", "EthnicOrReligiousConflict", "ProgramOrTool",
    "CoercingOrLuringIntoPyramid",
}


def badly_named(folder):
    """Classes that are no UpperCamel nouns, properties that are not lowerCamel, names that join two ideas."""
    wrong = []
    for file in ontology_files(folder):
        for quad in quads_of(file):
            kind, local = value(quad.object), value(quad.subject).removeprefix(D)
            if quad.predicate.value == RDF + "type" and value(quad.subject).startswith(D) and kind.startswith(OWL) and local:
                pattern = r"[A-Z][A-Za-z]*" if kind == OWL + "Class" else r"[a-z][A-Za-z]*" if kind.endswith("Property") else ".*"
                if not re.fullmatch(pattern, local) or re.search(r"[a-z](And|Or)[A-Z]", local) and local not in JOINED:
                    wrong.append(local)
    return wrong


def nameless(folder):
    """Blank nodes that are neither lists nor class expressions, which no error can point at."""
    wrong = []
    for file in ontology_files(folder):
        quads = quads_of(file)
        allowed = {quad.subject for quad in quads if quad.predicate.value in (RDF + "first", RDF + "rest")}
        allowed |= {quad.subject for quad in quads if quad.predicate.value == RDF + "type" and value(quad.object) in (OWL + "AllDisjointClasses", OWL + "Class", OWL + "Restriction", OWL + "AllDifferent", names.PREFIXES["rdfs"] + "Datatype")}
        wrong += [f"{file.name}: {quad.predicate.value}" for quad in quads if isinstance(quad.subject, ox.BlankNode) and quad.subject not in allowed]
    return sorted(set(wrong))


# ---------------------------------------------------------------- directions

LAYERS = ["core", "taxonomies", "law", "part", "overlay"]
_ROOMS = {"law": 2, "general": 3, "offences": 3, "interpretations": 3, "catalogue": 3, "administrative": 3}


def layer(file, folder):
    """How high a file lies: the core, the taxonomies, the sources, the law itself, what is laid over it."""
    place = file.relative_to(folder)
    if len(place.parts) == 1:
        return 0 if place.stem == "core" else 1
    return _ROOMS.get(place.parts[0], 4)


def upward(folder):
    """References from a lower layer to a higher one, apart from the source that a term names."""
    home = {}
    for file in ontology_files(folder):
        for quad in quads_of(file):
            if quad.predicate.value == RDF + "type" and isinstance(quad.subject, ox.NamedNode):
                home[quad.subject.value] = layer(file, folder)
    wrong = []
    for file in ontology_files(folder):
        for quad in quads_of(file):
            for term in (quad.predicate, quad.object):
                if home.get(value(term), 0) > layer(file, folder) and quad.predicate.value != names.DCTERMS + "source":
                    wrong.append(f"{file.relative_to(folder)} refers to {names.short(value(term))}")
    return wrong


# ---------------------------------------------------------------- readers

# Terms that nothing reads yet, each with the reason why it stays.
UNREAD = {
    "ReputationDamagePurpose": "an aim that cases state; no offence in the data asks for it",
}


def unread(folder, readers):
    """Classes and properties that no condition, query, shape or case uses, nor anything below them; `readers` is a text that uses terms."""
    declared, used, broader = set(), set(re.findall(r"delicta:([A-Za-z]+)", readers)), {}
    for file in ontology_files(folder):
        for quad in quads_of(file):
            subject, predicate, thing = value(quad.subject), quad.predicate.value, value(quad.object)
            if predicate == RDF + "type" and thing in (OWL + "Class", OWL + "ObjectProperty", OWL + "DatatypeProperty", OWL + "AnnotationProperty") and subject.startswith(D):
                declared.add(subject.removeprefix(D))
            elif predicate in (names.RDFS_SUBCLASS, names.PREFIXES["rdfs"] + "subPropertyOf"):
                broader.setdefault(subject.removeprefix(D), set()).add(thing.removeprefix(D))
            elif not predicate.startswith((names.PREFIXES["rdfs"], OWL)):
                used.add(predicate.removeprefix(D))
                used.add(thing.removeprefix(D))
    edge = set(used)
    while edge := {wider for narrow in edge for wider in broader.get(narrow, ())} - used:
        used |= edge
    below = {narrow for narrow in declared if _lies_under(narrow, used & declared - {"Fact", "Act", "Object", "Means", "MentalState", "Purpose", "Result", "Circumstance", "Actor", "quantity"}, broader)}
    return sorted(declared - used - below)


def _lies_under(term, wanted, broader):
    edge = {term}
    while edge:
        if edge & wanted:
            return True
        edge = {wider for narrow in edge for wider in broader.get(narrow, ())}
    return False


@cache
def readers():
    """All text that reads terms: queries, shapes, cases, code."""
    files = [*places.QUERIES.rglob("*.r[uq]"), *places.SHAPES.rglob("*.ttl"), *places.CASES.rglob("*.trig")]
    code = " ".join(f"delicta:{word}" for file in places.PACKAGE.glob("*.py") for word in re.findall(r"[\"'/](\w+)[\"']", file.read_text(encoding="utf-8")))
    return code + "\n".join(file.read_text(encoding="utf-8") for file in files)


# ---------------------------------------------------------------- words


def labels_that_two_things_share(folder):
    """Names that two classes, two properties, two offences, two instruments or two stages bear in one language."""
    kinds, labels = defaultdict(set), defaultdict(set)
    for file in ontology_files(folder):
        for quad in quads_of(file):
            if quad.predicate.value == RDF + "type":
                kinds[quad.subject].add(value(quad.object).rpartition("/")[2].rpartition("#")[2])
            elif quad.predicate.value == names.PREF_LABEL:
                labels[quad.subject].add((quad.object.language, quad.object.value))
    named = defaultdict(set)
    for node, texts in labels.items():
        kind = kinds[node]
        group = "property" if any(name.endswith("Property") for name in kind) else "class" if "Class" in kind else "offence" if kind & {"Offence", "CataloguedOffence"} else "stage" if "LifecycleStage" in kind else ""
        if group:
            for text in texts:
                named[group, *text].add(names.short(value(node)))
    return sorted(f"{text}: {', '.join(sorted(nodes))}" for (_, _, text), nodes in named.items() if len(nodes) > 1)


def last_days_after_which_nothing_begins(folder):
    """Last days that are not the eve of the first day of some instrument."""
    return last_days_among([quad for file in ontology_files(folder) for quad in quads_of(file)])


def last_days_among(quads):
    """The same, of the triples of an ontology."""
    instruments = {quad.subject for quad in quads if quad.predicate.value == D + "citationPrefix"}
    first = {quad.object.value for quad in quads if quad.predicate.value == D + "inForceFrom" and quad.subject in instruments}
    last = [quad for quad in quads if quad.predicate.value == D + "inForceUntil"]
    return [f"{names.short(quad.subject.value)} until {quad.object.value}" for quad in last if _day_after(quad.object.value) not in first]


def modes_with_a_hole(folder):
    """Modes and higher tiers that are law on a day on which what they ask for is not, as `mode on day`.

    Another mode of the offence may stand in, if what it asks for besides is open to assessment.
    """
    dates, parts, needs, kinds, offences = defaultdict(dict), defaultdict(set), {}, defaultdict(set), defaultdict(set)
    for quad in (quad for file in ontology_files(folder) for quad in quads_of(file)):
        name = quad.predicate.value.removeprefix(D)
        if name in ("inForceFrom", "inForceUntil"):
            dates[quad.subject][name] = quad.object.value
        elif name in ("hasPart", "hasElement", "scales"):
            parts[quad.subject].add(quad.object)
        elif name == "hasMode":
            offences[quad.subject].add(quad.object)
        elif name == "needs":
            needs[quad.subject] = int(quad.object.value)
        elif name == RDF + "type":
            kinds[quad.subject].add(quad.object.value.removeprefix(D))

    def living(node, day):
        own = dates[node]
        if not own.get("inForceFrom", day) <= day <= own.get("inForceUntil", day):
            return False
        every = kinds[node] & {"Mode", "AllOf"}
        wanted = len(parts[node]) if every else needs.get(node, min(1, len(parts[node])))
        return sum(living(part, day) for part in parts[node]) >= wanted

    def all_below(node):
        return {node}.union(*(all_below(part) for part in parts[node]))

    def assessed(node):
        return any("OpenClause" in kinds[each] for each in all_below(node))

    def stood_in_for(node, day):
        return any(other != node and living(other, day) and all(map(assessed, parts[other] - parts[node])) for other in siblings[node])

    siblings = defaultdict(set, {mode: modes for modes in offences.values() for mode in modes})
    wrong = []
    for node in [node for node, kind in kinds.items() if kind & {"Mode", "Tier"} and parts[node]]:
        below = [dates[each] for each in all_below(node)]
        days = {own["inForceFrom"] for own in below if "inForceFrom" in own} | {_day_after(own["inForceUntil"]) for own in below if "inForceUntil" in own}
        own = dates[node]
        law = [day for day in sorted(days) if own.get("inForceFrom", day) <= day <= own.get("inForceUntil", day)]
        wrong += [f"{names.short(node.value)} on {day}" for day in law if not living(node, day) and not stood_in_for(node, day)]
    return wrong


def _day_after(day):
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def chinese_in_code(folder):
    """Lines of code with Chinese words, which belong into the messages or the ontology."""
    return [f"{file.name}:{number}" for file in sorted(folder.glob("*.py")) for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if re.search(r"[\u3400-\u9fff]", line)]


def law_in_code(folder):
    """Article numbers and thresholds in code, which belong into the ontology: offence ids, and numbers of four digits or more but for sizes and dates."""
    wrong = []
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[1-4][0-9]{2}(-[0-9])?(p[0-9]|b)?", node.value):
                wrong.append(f"{file.name}:{node.lineno} {node.value}")
    return wrong


def paths_in_steps(folder):
    """Lines of SPARQL updates with a property path, which not every store follows as fast or as rightly as a plain pattern."""
    return [f"{file.name}:{at}" for file in sorted(folder.glob("*.ru")) for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
            if not line.startswith("#") and re.search(r"\b(m|delicta|prov):\w+ ?[|/+*]|\^(m|delicta|prov):", line)]


def messages_that_differ(folder):
    """Messages that one language lacks, or whose blanks differ."""
    said = {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.toml")}
    english, chinese = said["en"], said["zh"]

    def blanks(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    return sorted(english.keys() ^ chinese.keys()) + [key for key in english.keys() & chinese.keys() if blanks(english[key]) != blanks(chinese[key])]


def built_and_committed(files):
    """Committed files that are made from others."""
    return [file for file in files if re.search(r"(^|/)(build|dist|__pycache__)/|\.egg-info/|\.(pyc|nt|owl|rdf)$", file)]


# ---------------------------------------------------------------- the rules, held


@pytest.mark.parametrize("rule", [misplaced, badly_named, nameless, upward, labels_that_two_things_share, last_days_after_which_nothing_begins, modes_with_a_hole])
def test_the_ontology_keeps_the_rule(rule):
    assert rule(places.ONTOLOGY) == []


def test_no_file_has_a_name_that_must_be_quoted():
    assert [file for folder in (places.ONTOLOGY, places.SHAPES, places.QUERIES, places.CASES) for file in with_foreign_letters(folder)] == []


def test_no_term_is_without_a_reader():
    assert set(unread(places.ONTOLOGY, readers())) == set(UNREAD)


def test_the_code_knows_no_law_and_no_chinese():
    assert chinese_in_code(places.PACKAGE) == []
    assert law_in_code(places.PACKAGE) == []


def test_the_steps_that_a_store_runs_follow_no_property_path():
    assert [*paths_in_steps(places.QUERIES / "evaluate"), *paths_in_steps(places.QUERIES / "store")] == []


def test_the_messages_are_the_same_in_both_languages():
    assert messages_that_differ(places.PACKAGE / "messages") == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout knows what is committed")
def test_nothing_that_is_built_is_committed():
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True).stdout.splitlines()
    assert built_and_committed(listed) == []


# ---------------------------------------------------------------- the rules, seen to fail

HEAD = """
@prefix delicta: <https://w3id.org/delicta/> .
@prefix offence: <https://w3id.org/delicta/offence/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PLANTED = {
    misplaced: ("offences/285-intruding.ttl", "offence:286 a delicta:Offence .", "offence:286 in offences"),
    badly_named: ("conduct.ttl", "delicta:SellingOrBuying a owl:Class .", "SellingOrBuying"),
    nameless: ("conduct.ttl", "delicta:Selling rdfs:seeAlso [ skos:prefLabel \"sale\" ] .", "conduct.ttl"),
    upward: ("conduct.ttl", "delicta:Selling rdfs:seeAlso offence:253-1 . ", "conduct.ttl refers to offence:253-1"),
    labels_that_two_things_share: ("conduct.ttl", 'delicta:Selling a owl:Class ; skos:prefLabel "sale"@en . delicta:Vending a owl:Class ; skos:prefLabel "sale"@en .', "sale"),
    last_days_after_which_nothing_begins: ("offences/253-1-x.ttl", 'offence:253-1.old delicta:inForceUntil "2015-10-30"^^xsd:date .', "until 2015-10-30"),
    modes_with_a_hole: (
        "offences/253-1-x.ttl", 'offence:253-1.sell a delicta:Mode ; delicta:inForceFrom "2009-02-28"^^xsd:date ; delicta:hasElement offence:253-1.serious .'
        ' offence:253-1.serious a delicta:AnyOf ; delicta:hasPart offence:253-1.many . offence:253-1.many delicta:inForceFrom "2017-06-01"^^xsd:date .',
        "offence:253-1.sell on 2009-02-28",
    ),
}


@pytest.mark.parametrize("rule", PLANTED)
def test_the_rule_finds_a_planted_fault(rule, tmp_path):
    name, text, found = PLANTED[rule]
    for file, content in {"offences/253-1-y.ttl": "offence:253-1 a delicta:Offence .", name: text}.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(HEAD + content, encoding="utf-8")
    assert any(found in fault for fault in rule(tmp_path)), rule(tmp_path)


def test_a_term_without_a_reader_is_found(tmp_path):
    (tmp_path / "conduct.ttl").write_text(HEAD + "delicta:Selling a owl:Class ; rdfs:subClassOf delicta:Act . delicta:Buying a owl:Class ; rdfs:subClassOf delicta:Act .", encoding="utf-8")
    assert unread(tmp_path, "a delicta:Selling") == ["Buying"]


def test_faults_in_names_code_messages_and_commits_are_found(tmp_path):
    (tmp_path / "盗窃.ttl").write_text("", encoding="utf-8")
    assert with_foreign_letters(tmp_path)
    (tmp_path / "counting.py").write_text('LABEL = "盗窃"\nTHEFT = "264"\n', encoding="utf-8")
    assert chinese_in_code(tmp_path) == ["counting.py:1"]
    assert law_in_code(tmp_path) == ["counting.py:2 264"]
    (tmp_path / "en.toml").write_text('a = "{x}"\nb = "b"\n', encoding="utf-8")
    (tmp_path / "zh.toml").write_text('a = "{y}"\n', encoding="utf-8")
    assert messages_that_differ(tmp_path) == ["b", "a"]
    (tmp_path / "10-step.ru").write_text("?a m:one ?b .\n?a m:one|m:two ?b .\n?a ^m:one ?b .\n", encoding="utf-8")
    assert paths_in_steps(tmp_path) == ["10-step.ru:2", "10-step.ru:3"]
    assert built_and_committed(["build/delicta.nt", "delicta/law.py"]) == ["build/delicta.nt"]


def test_the_law_closes():
    closure.close(closure.read_ontology(ontology_files()))
