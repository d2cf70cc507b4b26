"""Processes that answer SPARQL queries over one dataset, each query within a limit of time and of size.

The engine cannot be interrupted from inside a process; so each worker is a process of its own, which is ended and replaced when it takes too long.
"""

import io
import multiprocessing
import queue
from dataclasses import dataclass, field

import pyoxigraph as ox

from delicta import guarding

RESULT_MB = 64
_LOST = {"query-slow", "query-broke"}
SOLUTIONS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


@dataclass(frozen=True)
class Request:
    """One query: its text, the media types accepted in order of preference, and the dataset asked for beside it."""

    query: str
    accept: list[str] = field(default_factory=lambda: ["*/*"])
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reply:
    """What came of a query. `problem` is empty, or the key of a message with the `detail` that fills it."""

    problem: str = ""
    detail: str = ""
    media_type: str = ""
    body: bytes = b""


class _TooLarge(Exception):
    pass


class _Limited(io.BytesIO):
    def write(self, data) -> int:
        if self.tell() + len(data) > RESULT_MB * 1_000_000:
            raise _TooLarge
        return super().write(data)


def chosen(accept: list[str], offered: list[str]) -> str | None:
    """The first accepted media type that is offered, wildcards included; None if there is none."""
    for wanted in accept:
        for media_type in offered:
            if wanted in (media_type, "*/*") or (wanted.endswith("/*") and media_type.startswith(wanted[:-1])):
                return media_type
    return None


def reply(store: ox.Store, request: Request) -> Reply:
    """Answer one query over a store; nothing is fetched and nothing is changed.

    Without a dataset in the query or beside it the default graph is the union of all graphs.
    """
    if guarding.calls_out(request.query):
        return Reply("update-refused")
    dataset = {}
    try:
        if request.default_graphs or request.named_graphs:
            dataset["default_graph"] = [ox.NamedNode(iri) for iri in request.default_graphs]
            dataset["named_graphs"] = [ox.NamedNode(iri) for iri in request.named_graphs]
        elif not guarding.names_graphs(request.query):
            dataset["use_default_graph_as_union"] = True
        results = store.query(request.query, **dataset)
        formats = TRIPLES if isinstance(results, ox.QueryTriples) else SOLUTIONS
        media_type = chosen(request.accept, list(formats))
        if not media_type:
            return Reply("not-acceptable", ", ".join(formats))
        output = _Limited()
        results.serialize(output, format=formats[media_type])
    except SyntaxError as error:
        return Reply("update-refused") if guarding.updates(request.query) else Reply("bad-query", str(error.msg))
    except _TooLarge:
        return Reply("result-too-large", str(RESULT_MB))
    except (ValueError, OSError, RuntimeError) as error:
        return Reply("bad-query", str(error))
    return Reply(media_type=media_type, body=output.getvalue())


def _work(connection, data: bytes) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    store = ox.Store()
    store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
    connection.send("ready")
    while True:
        try:
            request = connection.recv()
        except EOFError:
            return
        connection.send(reply(store, request))


class _Worker:
    def __init__(self, data: bytes):
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process = context.Process(target=_work, args=(other, data), daemon=True)
        self.process.start()
        self.ready = False
        other.close()

    def answer(self, request: Request, seconds: float) -> Reply:
        """The reply, or that there was none in time, or none at all; how long a new worker takes to load its dataset does not count."""
        try:
            self.ready = self.ready or self.connection.recv() == "ready"
            self.connection.send(request)
            return self.connection.recv() if self.connection.poll(seconds) else Reply("query-slow", f"{seconds:g}")
        except (EOFError, OSError):
            return Reply("query-broke")

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Some workers over one dataset (N-Quads). `seconds` is the longest a query may take."""

    def __init__(self, data: bytes, seconds: float = 30, size: int = 2):
        self.data, self.seconds = data, seconds
        self.free: queue.Queue[_Worker] = queue.Queue()
        for _ in range(size):
            self.free.put(_Worker(data))

    def answer(self, request: Request) -> Reply:
        """Answer a query, waiting for a free worker first; a worker that takes too long, or dies of the query, is replaced."""
        try:
            worker = self.free.get(timeout=self.seconds)
        except queue.Empty:
            return Reply("query-busy")
        found = None
        try:
            found = worker.answer(request, self.seconds)
        finally:
            if found is None or found.problem in _LOST:
                worker.end()
                worker = _Worker(self.data)
            self.free.put(worker)
        return found

    def close(self) -> None:
        """End every worker that is free; the others end with this process."""
        while not self.free.empty():
            self.free.get_nowait().end()
