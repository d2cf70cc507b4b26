"""SPARQL servers over HTTP: one small adapter around SPARQLWrapper that turns whatever goes wrong into a StoreError."""

import http.client
import re
import time
import urllib.error
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

import pyoxigraph as ox

from delicta.errors import StoreError

BATCH = 500


def update_address(endpoint: str) -> str:
    """Where updates go if nothing else is said: beside an address that ends in `query`, else to the same address."""
    return endpoint.removesuffix("query") + "update" if endpoint.endswith("/query") else endpoint


class Endpoint:
    """A SPARQL 1.1 server at an http or https address. `timeout` is the longest wait for one answer, in seconds."""

    def __init__(self, query: str, update: str | None = None, timeout: float = 30):
        self.query_address, self.update_address, self.timeout = query, update or update_address(query), timeout
        for address in (self.query_address, self.update_address):
            try:
                parts = urlsplit(address)
                sound = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
            except ValueError:
                sound = False
            if not sound:
                raise StoreError("not-an-endpoint", endpoint=address)

    def select(self, query: str) -> ox.QuerySolutions:
        """The solutions of a SELECT query. Raises StoreError."""
        from SPARQLWrapper import POST

        wrapper = self._wrapper()
        wrapper.setMethod(POST)
        data, kind = self._send(wrapper, query, "SELECT", self.query_address)
        try:
            results = ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
            if not isinstance(results, ox.QuerySolutions):
                raise ValueError
            for _ in results:
                pass
            return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError, OSError):
            raise StoreError("server-nonsense", endpoint=self.query_address, detail=kind or "?") from None

    def update(self, request: str) -> None:
        """Run an update request. Raises StoreError."""
        from SPARQLWrapper import POST, POSTDIRECTLY

        wrapper = self._wrapper()
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        self._send(wrapper, request, "INSERT", self.update_address)

    def insert(self, graph: str, triples: Iterable[ox.Triple]) -> Iterator[int]:
        """Put triples without blank nodes into a graph batch by batch, yielding how many each batch held. Raises StoreError."""
        triples = list(triples)
        for start in range(0, len(triples), BATCH):
            batch = triples[start:start + BATCH]
            data = ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES).decode()
            self.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{data}}} }}")
            yield len(batch)

    def size(self, graph: str) -> int:
        """How many triples a graph holds. Raises StoreError."""
        for row in self.select(f"SELECT (COUNT(*) AS ?size) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            return int(row["size"].value)
        return 0

    def _wrapper(self):
        from SPARQLWrapper import JSON, SPARQLWrapper

        wrapper = SPARQLWrapper(self.query_address, self.update_address, returnFormat=JSON)
        wrapper.setTimeout(max(1, round(self.timeout)))
        wrapper.setOnlyConneg(True)
        return wrapper

    def _send(self, wrapper, text: str, kind: str, address: str) -> tuple[bytes, str]:
        import warnings

        from SPARQLWrapper import SPARQLExceptions

        statuses = {SPARQLExceptions.QueryBadFormed: 400, SPARQLExceptions.Unauthorized: 401, SPARQLExceptions.EndPointNotFound: 404,
                    SPARQLExceptions.URITooLong: 414, SPARQLExceptions.EndPointInternalError: 500}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wrapper.setQuery(text)
        wrapper.queryType = kind
        try:
            response = wrapper.query().response
            return self._read(response, address), response.headers.get_content_type()
        except tuple(statuses) as error:
            body = str(error).partition("Response:\n")[2].removeprefix("b").strip("'\"").replace("\\n", " ")
            raise StoreError("server-refused", endpoint=address, status=statuses[type(error)], detail=_line(body)) from None
        except urllib.error.HTTPError as error:
            raise StoreError("server-refused", endpoint=address, status=error.code, detail=_line(error.reason)) from None
        except TimeoutError:
            raise StoreError("server-slow", endpoint=address, seconds=self.timeout) from None
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise StoreError("server-slow", endpoint=address, seconds=self.timeout) from None
            raise StoreError("server-down", endpoint=address, detail=_line(getattr(error.reason, "strerror", None) or error.reason)) from None
        except (http.client.HTTPException, OSError, ValueError) as error:
            detail = _line(error) or type(error).__name__
            key = "server-down" if isinstance(error, ConnectionError) else "server-nonsense"
            raise StoreError(key, endpoint=address, detail=detail) from None

    def _read(self, response, address: str) -> bytes:
        end, parts = time.monotonic() + self.timeout, []
        while part := response.read1(1 << 16):
            parts.append(part)
            if time.monotonic() > end:
                raise StoreError("server-slow", endpoint=address, seconds=self.timeout)
        return b"".join(parts)


def _line(detail) -> str:
    text = " ".join(re.sub(r"<[^>]*>", " ", str(detail)).split())
    return text if len(text) <= 120 else text[:119] + "…"
