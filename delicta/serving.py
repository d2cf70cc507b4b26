"""A read-only SPARQL 1.1 protocol endpoint on the loopback interface."""

import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from delicta.errors import say
from delicta.workers import Pool, Request

HOST = "127.0.0.1"
REQUEST_LIMIT = 256_000
_STATUS = {
    "update-refused": 403, "bad-query": 400, "not-acceptable": 406, "result-too-large": 500, "query-slow": 503, "query-broke": 500, "query-busy": 503,
    "no-query": 400, "request-too-large": 413, "unsupported-media": 415, "foreign-host": 421, "no-such-address": 404,
}
_PATHS = {"/query", "/sparql"}


def accepted(header: str) -> list[str]:
    """The media types of an Accept header, most wanted first."""
    ranked = []
    for place, part in enumerate(header.split(",")):
        media_type, *parameters = [piece.strip() for piece in part.split(";")]
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        weight = float(quality) if re.fullmatch(r"[01](\.\d{1,3})?", quality) else 0.0
        if media_type and weight:
            ranked.append((-weight, place, media_type.lower()))
    return [media_type for _, _, media_type in sorted(ranked)] or ["*/*"]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "delicta"
    sys_version = ""
    timeout = 60
    pool: Pool

    def do_GET(self) -> None:
        try:
            address = urlsplit(self.path)
            fields = self._fields(address.query)
        except ValueError as error:
            self._refuse("bad-query", str(error))
            return
        if not self._strange(address.path):
            self._answer(fields)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        try:
            length = int(self.headers.get("Content-Length", ""))
        except ValueError:
            length = -1
        if not 0 <= length <= REQUEST_LIMIT:
            self.close_connection = True
            self._refuse("request-too-large", str(REQUEST_LIMIT // 1000))
            return
        body = self.rfile.read(length)
        kind = self.headers.get_content_type()
        try:
            address = urlsplit(self.path)
            fields, text = self._fields(address.query), body.decode("utf-8")
            if kind == "application/x-www-form-urlencoded":
                fields |= self._fields(text)
        except ValueError as error:
            self._refuse("bad-query", str(error))
            return
        if kind == "application/sparql-query":
            fields["query"] = [text]
        elif kind == "application/sparql-update":
            fields["update"] = [text]
        elif kind != "application/x-www-form-urlencoded":
            self._refuse("unsupported-media", kind)
            return
        if not self._strange(address.path):
            self._answer(fields)

    def do_PUT(self) -> None:
        self.close_connection = True
        self._refuse("update-refused")

    do_DELETE = do_PATCH = do_PUT

    def do_OPTIONS(self) -> None:
        self._send(200, "text/plain", b"", Allow="GET, HEAD, POST, OPTIONS")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, or none by a method known here."""
        self.close_connection = True
        self._refuse("wrong-request", message or self.responses[code][0], code)

    def _fields(self, text: str) -> dict[str, list[str]]:
        return parse_qs(text, keep_blank_values=True, max_num_fields=50) if text else {}

    def _strange(self, path: str) -> bool:
        """Refuse a name that is not this machine's (a web page could have put it there) and an address that is not there."""
        host = re.sub(r":\d+$", "", self.headers.get("Host", HOST)).lower()
        if host not in (HOST, "localhost", "[::1]"):
            self._refuse("foreign-host", host)
        elif path == "/update":
            self._refuse("update-refused")
        elif path not in _PATHS:
            self._refuse("no-such-address", "/query")
        else:
            return False
        return True

    def _answer(self, fields: dict[str, list[str]]) -> None:
        if "update" in fields:
            self._refuse("update-refused")
            return
        if len(fields.get("query", [])) != 1:
            self._refuse("no-query")
            return
        request = Request(fields["query"][0], accepted(self.headers.get("Accept", "*/*")), fields.get("default-graph-uri", []), fields.get("named-graph-uri", []))
        found = self.pool.answer(request)
        if found.problem:
            self._refuse(found.problem, found.detail)
        else:
            self._send(200, found.media_type, found.body)

    def _refuse(self, key: str, detail: str = "", status: int = 0) -> None:
        asked = self.headers.get("Accept-Language", "") if hasattr(self, "headers") else ""
        lang = "zh" if asked.startswith("zh") else "en"
        self._send(status or _STATUS[key], "text/plain", (say(key, lang, detail=detail) + "\n").encode())

    def _send(self, status: int, media_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", media_type + "; charset=utf-8" if media_type.startswith("text/") else media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """Pass over a client that went away before its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def server(pool: Pool, port: int = 0) -> ThreadingHTTPServer:
    """An endpoint over a pool of workers, bound to a port of the loopback interface (any free one if 0). Raises OSError if it is taken."""
    return _Server((HOST, port), type("Handler", (_Handler,), {"pool": pool}))
