"""The law is sealed: what no other check would notice, this one does.

Shapes, tables and answers hold most of the law twice. The rest, such as which of two neighbouring paragraphs a rule cites, stands once. Therefore every
file of law has a seal over everything in it but its words. Who changes a file seals it again, `python tests/test_seal.py`, and so puts the change before
a reviewer; a slip of the hand breaks the seal.
"""

import csv
import hashlib
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places

TABLE = Path(__file__).parent / "law" / "seals.csv"
FOLDERS = ("law", "general", "offences", "interpretations", "administrative", "catalogue", "doctrine", "reforms")


def seal(statements):
    """A short digest of statements in any order, without those that are words in some language."""
    lines = sorted(str(ox.Triple(s.subject, s.predicate, s.object)) for s in statements if not (isinstance(s.object, ox.Literal) and s.object.language))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def files():
    """The files of law."""
    return [file for file in places.turtle_files(places.ONTOLOGY) if file.relative_to(places.ONTOLOGY).parts[0] in FOLDERS]


def statements(file):
    """What a file says."""
    return list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def sealed():
    """The seals in the table, by file."""
    with open(TABLE, encoding="utf-8", newline="") as table:
        return {row["file"]: row["seal"] for row in csv.DictReader(table)}


def test_every_file_of_law_bears_its_seal():
    found = {str(file.relative_to(places.ONTOLOGY)): seal(statements(file)) for file in files()}
    broken = sorted(file for file in found.keys() | sealed().keys() if found.get(file) != sealed().get(file))
    assert broken == [], "changed since it was sealed: review the change, then run python tests/test_seal.py"


def test_a_changed_number_breaks_the_seal_and_a_changed_word_does_not():
    before = statements(files()[-1])
    number = next(s for s in before if isinstance(s.object, ox.Literal) and s.object.datatype.value == names.XSD + "integer")
    word = next(s for s in before if isinstance(s.object, ox.Literal) and s.object.language)
    assert seal([s for s in before if s != number] + [ox.Triple(number.subject, number.predicate, ox.Literal(7919))]) != seal(before)
    assert seal([s for s in before if s != word] + [ox.Triple(word.subject, word.predicate, ox.Literal("other", language="en"))]) == seal(before)
    assert seal(reversed(before)) == seal(before)


if __name__ == "__main__":
    with open(TABLE, "w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["file", "statements", "seal"])
        for file in files():
            rows.writerow([file.relative_to(places.ONTOLOGY), len(statements(file)), seal(statements(file))])
