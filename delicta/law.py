"""The law as the machine uses it: closed links for the evaluation, and a lexicon of names and sources for the answers."""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from delicta import names, places
from delicta.errors import DelictaError


@dataclass(frozen=True)
class Law:
    """Closed law; `version` is a digest of the sources it was closed from.

    `shards` holds the links for the evaluation as N-Triples, by the wrong they are needed for and under `""` for all; `openers` says which
    wrongs the classes of facts may bring into question. `closed` is the whole ontology with its closure as N-Triples. Contents or files that hold them.
    """

    shards: Mapping[str, bytes | Path] = field(repr=False)
    openers: dict[str, dict[str, list]] = field(repr=False)
    version: str
    depth: int
    lexicon: dict = field(repr=False)
    closed: bytes | Path = field(default=b"", repr=False)
    _kept: dict[str, frozenset[bytes]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def iri(self) -> str:
        """The IRI of this state of the law data, for provenance."""
        return f"{names.BASE}law/version/{self.version}"

    def in_question(self, facts: Iterable[ox.Triple]) -> frozenset[str]:
        """The wrongs that facts may bring into question: those one of whose acts is of a class among them, and what it is done to as well."""
        kinds = {triple.object.value.removeprefix(names.BASE) for triple in facts if triple.predicate.value == names.RDF_TYPE}
        acts, objects = self.openers["acts"], self.openers["objects"]
        return frozenset(wrong for kind in kinds for wrong, test in acts.get(kind, ()) if not test or not kinds.isdisjoint(objects[test]))

    def links(self, wrongs: Iterable[str] | None = None) -> bytes:
        """The links that the evaluation of some wrongs needs, or of all, as N-Triples."""
        return b"".join(set().union(*(self._lines(name) for name in ("", *(self.shards.keys() - {""} if wrongs is None else wrongs)))))

    def _lines(self, shard: str) -> frozenset[bytes]:
        """The lines of a shard; kept, because many batches of conducts ask for the same law."""
        if shard not in self._kept:
            self._kept[shard] = frozenset(_content(self.shards[shard]).splitlines(keepends=True))
        return self._kept[shard]

    def unlike(self, other: "Law") -> frozenset[str]:
        """The wrongs that another law evaluates by other links."""
        same = {name for name in self.shards.keys() & other.shards.keys() if _content(self.shards[name]) == _content(other.shards[name])}
        return frozenset((self.shards.keys() | other.shards.keys()) - (same if "" in same else set()))

    def graph(self) -> bytes:
        """The whole ontology with its closure, copies of scaled conditions and its version included, as N-Triples for a store."""
        return _content(self.closed) + f"<{names.MACHINE}law> <{names.MACHINE}version> <{self.iri}> .\n".encode()


def _content(part: bytes | Path) -> bytes:
    return part.read_bytes() if isinstance(part, Path) else part


_COMMON = "common"


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


def close_law(files: list[Path] | None = None, extra: str = "", under: Iterable[str] = ()) -> Law:
    """Close the given Turtle files (the built-in ontology if None), with `extra` Turtle beside them and the overlays `under` laid over. Takes seconds."""
    from delicta import closure, lexicon

    files = places.turtle_files(places.ONTOLOGY) if files is None else files
    store = closure.read_ontology(files)
    if extra:
        store.load(extra.encode(), format=ox.RdfFormat.TURTLE)
    closure.close(store, under)
    whole, entries = closure.n_triples(store), lexicon.build(store)
    links = closure.evaluation_links(whole)
    return Law(closure.shards(links), closure.openers(links), digest(files), entries["depth"], entries, whole)


def write_closed(law: Law, folder: Path, stamp: str) -> None:
    """Write closed law into a folder, stamped with the digest of its sources; each file appears whole, the stamp last."""
    (folder / "links").mkdir(parents=True, exist_ok=True)

    def compact(data) -> bytes:
        return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    contents = {f"links/{name or _COMMON}.nt": _content(shard) for name, shard in law.shards.items()}
    contents |= {"closed.nt": law.graph(), "openers.json": compact(law.openers), "lexicon.json": compact(law.lexicon), "stamp": f"{stamp} {law.version}\n".encode()}
    for name, data in contents.items():
        part = folder / f"{name}.{os.getpid()}"
        part.write_bytes(data)
        part.replace(folder / name)


def overlays() -> dict[str, dict]:
    """The doctrines and reforms that can be laid over the law in force: their entries in the lexicon by id."""
    nodes = load_law().lexicon["nodes"]
    return {key.partition("/")[2]: entry | {"iri": names.BASE + key} for key, entry in nodes.items() if entry.get("kind") in ("Doctrine", "Reform")}


def overlay_id(word: str) -> str:
    """The id of the doctrine or reform that a word means, an id or a name. Raises DelictaError with the nearest for one that means none."""
    from delicta import words

    known = words.members(load_law().lexicon["nodes"], "Overlay", of="individuals")
    key = words.meant(word, known)
    if key is None:
        raise DelictaError("unknown-overlay", overlay=word, near=(word, known))
    return names.local(names.BASE + key)


@cache
def law_under(*ids: str) -> Law:
    """The built-in law with some doctrines or reforms laid over it.

    Takes seconds. Raises DelictaError for an id that is none, and for two overlays that contradict each other.
    """
    if not ids:
        return load_law()
    known, ids = overlays(), tuple(map(overlay_id, ids))
    for one in ids:
        for other in known[one].get("contradicts", []):
            if other in ids:
                raise DelictaError("overlays-contradict", one=one, other=other)
    return close_law(under=[known[wanted]["iri"] for wanted in ids])


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
    openers = json.loads((folder / "openers.json").read_text(encoding="utf-8"))
    wrongs = {wrong for pairs in openers["acts"].values() for wrong, _ in pairs}
    shards = {"": folder / "links" / f"{_COMMON}.nt", **{wrong: folder / "links" / f"{wrong}.nt" for wrong in sorted(wrongs)}}
    return Law(shards, openers, known[1], entries["depth"], entries, folder / "closed.nt")


def latest_change() -> date:
    """The last day on which any condition of the built-in law came into force."""
    return max(date.fromisoformat(entry["inForceFrom"]) for entry in load_law().lexicon["nodes"].values() if "inForceFrom" in entry and "kind" in entry)
