"""The law as the machine uses it: closed links for the evaluation, and a lexicon of names and sources for the answers."""

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places


@dataclass(frozen=True)
class Law:
    """Closed law. `links` is N-Triples for the evaluation; `version` is a digest of the sources it was closed from.

    `closed` is the whole ontology with its closure as N-Triples, or the file that holds it.
    """

    links: bytes
    version: str
    depth: int
    lexicon: dict = field(repr=False)
    closed: bytes | Path = field(default=b"", repr=False)

    @cached_property
    def iri(self) -> str:
        """The IRI of this state of the law data, for provenance."""
        return f"{names.BASE}law/version/{self.version}"

    def graph(self) -> bytes:
        """The whole ontology with its closure, copies of scaled conditions and its version included, as N-Triples for a store."""
        whole = self.closed.read_bytes() if isinstance(self.closed, Path) else self.closed
        return whole + f"<{names.MACHINE}law> <{names.MACHINE}version> <{self.iri}> .\n".encode()


def digest(files: list[Path]) -> str:
    """A short digest of the contents of files, in the order given."""
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()[:16]


def sources() -> list[Path]:
    """The files from which the law is closed: the ontology and the closing steps."""
    return places.turtle_files(places.ONTOLOGY) + sorted((places.QUERIES / "close").glob("*.ru")) + [places.PACKAGE / "closure.py", places.PACKAGE / "lexicon.py"]


def close_law(files: list[Path] | None = None, extra: str = "") -> Law:
    """Close the given Turtle files (the built-in ontology if None), with `extra` Turtle beside them. Takes seconds."""
    from delicta import closure, lexicon

    files = places.turtle_files(places.ONTOLOGY) if files is None else files
    store = closure.read_ontology(files)
    if extra:
        store.load(extra.encode(), format=ox.RdfFormat.TURTLE)
    closure.close(store)
    links = ox.serialize((ox.Triple(q.subject, q.predicate, q.object) for q in closure.evaluation_links(store)), format=ox.RdfFormat.N_TRIPLES)
    whole = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    entries = lexicon.build(store)
    return Law(links, digest(files), entries["depth"], entries, whole)


def write_closed(law: Law, folder: Path, stamp: str) -> None:
    """Write closed law into a folder, stamped with the digest of its sources; each file appears whole, the stamp last."""
    folder.mkdir(parents=True, exist_ok=True)
    lexicon = json.dumps(law.lexicon, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    contents = {"links.nt": law.links, "closed.nt": law.graph(), "lexicon.json": lexicon.encode(), "stamp": f"{stamp} {law.version}\n".encode()}
    for name, data in contents.items():
        part = folder / f"{name}.{os.getpid()}"
        part.write_bytes(data)
        part.replace(folder / name)


@cache
def load_law() -> Law:
    """The built-in law in force.

    An installed package carries it closed; in a checkout it is closed again when a source has changed.
    """
    folder = places.CLOSED
    installed = places.PACKAGE.parent != places.ROOT
    stamp = folder / "stamp"
    known = stamp.read_text(encoding="utf-8").split() if stamp.exists() else ["", ""]
    if not installed:
        wanted = digest(sources())
        if known[0] != wanted:
            law = close_law()
            write_closed(law, folder, wanted)
            return law
    entries = json.loads((folder / "lexicon.json").read_text(encoding="utf-8"))
    return Law((folder / "links.nt").read_bytes(), known[1], entries["depth"], entries, folder / "closed.nt")


def latest_change() -> date:
    """The last day on which anything in the built-in law came into force."""
    return max(date.fromisoformat(entry["inForceFrom"]) for entry in load_law().lexicon["nodes"].values() if "inForceFrom" in entry)
