"""Law, cases and findings in a real SPARQL server over HTTP: loaded, asked, evaluated inside it; and what happens when the server is not well."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import delicta
from delicta import dataset, endpoints, law, loading, names, places, questions, reading

FOLDER = Path(__file__).parent / "questions"
QUESTION = "which-crimes-apply"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(*options: str):
    """A running Oxigraph server and the address of its queries."""
    program = shutil.which("oxigraph") or str(Path(sys.executable).parent / "oxigraph")
    port = free_port()
    process = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}", *options], stderr=subprocess.DEVNULL)
    for _ in range(100):
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                break
        time.sleep(0.05)
    return process, f"http://127.0.0.1:{port}/query"


@pytest.fixture
def disk_server(tmp_path):
    """A server that keeps its data on disk."""
    process, address = started("--location", str(tmp_path))
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def full_server():
    """A server that keeps its data in memory, for all cases."""
    process, address = started()
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def light_server():
    """A server that keeps its data in memory, for a few cases under a small law."""
    process, address = started()
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def union_server():
    """A server whose default graph is all its named graphs together."""
    process, address = started("--union-default-graph")
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def cases():
    return [reading.read_case(path) for path in reading.built_in_cases()]


@pytest.fixture(scope="module")
def small_law():
    return law.close_law([*sorted(places.ONTOLOGY.glob("*.ttl")), FOLDER / "law.ttl"])


@pytest.fixture(scope="module")
def small_cases():
    return [reading.read_case(FOLDER / "in-which-do-court-and-delicta-differ" / "data.trig")]


def rows(solutions) -> list[str]:
    names_of = [variable.value for variable in solutions.variables]
    return sorted(str([str(row[name]) for name in names_of]) for row in solutions)


def graph(server: str, name: str) -> list[str]:
    return rows(endpoints.Endpoint(server).select(f"SELECT ?s ?p ?o {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"))


def graphs(server: str) -> set[str]:
    return {row["g"].value for row in endpoints.Endpoint(server).select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}


def embedded_findings(cases, of_law) -> list[str]:
    store = dataset.build(cases, of_law)
    return rows(store.query(f"SELECT ?s ?p ?o {{ GRAPH <{names.FINDINGS}> {{ ?s ?p ?o }} }}"))


@pytest.fixture(scope="module")
def loaded(full_server, cases):
    loading.load(endpoints.Endpoint(full_server, timeout=120), cases, law.load_law())
    return full_server


@pytest.fixture
def lightly_loaded(light_server, small_cases, small_law):
    loading.load(endpoints.Endpoint(light_server, timeout=60), small_cases, small_law)
    return light_server


# ---------------------------------------------------------------- all built-in cases


def test_loading_fills_the_graphs_and_leaves_no_other(loaded, cases):
    assert graphs(loaded) == {graph for graph in loading.GRAPHS if graph != names.SHAPES_GRAPH or places.turtle_files(places.SHAPES)}
    assert graph(loaded, names.FINDINGS) == embedded_findings(cases, law.load_law())
    assert endpoints.Endpoint(loaded).size(names.CASES_GRAPH) == len({triple for case in cases for triple in case.facts})


@pytest.mark.long
def test_a_server_answers_every_question_as_the_files_do(loaded, cases):
    store, endpoint = dataset.build(cases, law.load_law()), endpoints.Endpoint(loaded)
    for question in questions.every().values():
        assert rows(endpoint.select(question.text)) == rows(store.query(question.text)), question.name


def test_the_command_line_asks_a_server_and_names_its_cases(loaded):
    run = subprocess.run([sys.executable, "-m", "delicta", "ask", QUESTION, "--endpoint", loaded, "--lang", "zh"], capture_output=True, text=True, check=True)
    assert "魏某蒙" in run.stdout and "成立" in run.stdout and run.stderr == ""


@pytest.mark.long
def test_the_steps_run_inside_the_server_find_the_same_triple_for_triple(disk_server, cases):
    some = cases[::8]
    sizes = loading.load(endpoints.Endpoint(disk_server, timeout=240), some, law.load_law(), inside=True)
    expected = embedded_findings(some, law.load_law())
    assert graph(disk_server, names.FINDINGS) == expected
    assert sizes[names.FINDINGS] == len(expected) and names.WORK not in graphs(disk_server)


# ---------------------------------------------------------------- a small law, in memory


def test_a_server_that_takes_its_graphs_together_answers_the_same(union_server, small_cases, small_law):
    loading.load(endpoints.Endpoint(union_server), small_cases, small_law)
    for question in questions.every():
        assert delicta.ask(question, endpoint=union_server) == delicta.ask(question, *small_cases, law=small_law), question


def test_the_documented_files_alone_evaluate_a_store(lightly_loaded, small_cases, small_law):
    """What docs/stores.md says a reader can do without this program, done with nothing but the files."""
    endpoint = endpoints.Endpoint(lightly_loaded, timeout=60)
    endpoint.update(f"DROP GRAPH <{names.FINDINGS}>")
    depth = next(iter(endpoint.select(f"SELECT ?depth {{ GRAPH <{names.LAW_GRAPH}> {{ <{names.MACHINE}law> <{names.MACHINE}depth> ?depth }} }}")))["depth"]
    endpoint.update((places.QUERIES / "store" / "10-fill.ru").read_text(encoding="utf-8"))
    for file in sorted((places.QUERIES / "evaluate").glob("*.ru")):
        for _ in range(int(depth.value) if file.stem in ("50-gates", "70-branches") else 1):
            endpoint.update(file.read_text(encoding="utf-8"))
    endpoint.update((places.QUERIES / "store" / "90-clear.ru").read_text(encoding="utf-8"))
    assert graph(lightly_loaded, names.FINDINGS) == embedded_findings(small_cases, small_law)


def test_loading_again_replaces_what_was_loaded_and_nothing_else(lightly_loaded, small_cases, small_law):
    endpoint = endpoints.Endpoint(lightly_loaded, timeout=60)
    endpoint.update(f"INSERT DATA {{ GRAPH <{names.CASES_GRAPH}> {{ <urn:old> <urn:p> 1 }} GRAPH <urn:mine> {{ <urn:a> <urn:b> 1 }} }}")
    loading.load(endpoint, [], small_law)
    assert endpoint.size(names.CASES_GRAPH) == 0 and endpoint.size(names.HOLDINGS_GRAPH) == 0
    assert endpoint.size("urn:mine") == 1
    endpoint.update("DROP GRAPH <urn:mine>")


class Breaking(endpoints.Endpoint):
    """A server that goes away at one update and comes back. `done` counts the updates that went through."""

    def __init__(self, address: str, at: int = 0):
        super().__init__(address, timeout=60)
        self.at, self.done = at, 0

    def update(self, request: str) -> None:
        self.done += 1
        if self.done == self.at:
            raise delicta.StoreError("server-down", endpoint=self.update_address, detail="gone")
        super().update(request)


@pytest.mark.parametrize("inside", [False, True], ids=["findings sent", "findings worked out there"])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 1.0])
def test_a_load_that_fails_leaves_what_was_there(share, inside, lightly_loaded, small_cases, small_law):
    counting = Breaking(lightly_loaded)
    loading.load(counting, [], small_law, inside)
    loading.load(endpoints.Endpoint(lightly_loaded, timeout=60), small_cases, small_law)
    before = {name: graph(lightly_loaded, name) for name in graphs(lightly_loaded)}
    with pytest.raises(delicta.StoreError):
        loading.load(Breaking(lightly_loaded, at=max(1, round(share * counting.done))), [], small_law, inside)
    assert {name: graph(lightly_loaded, name) for name in graphs(lightly_loaded)} == before


def test_a_server_that_loses_triples_is_found_out(lightly_loaded, small_law):
    class Losing(endpoints.Endpoint):
        def size(self, graph):
            return super().size(graph) - (graph == loading.waiting(names.LAW_GRAPH))

    before = graph(lightly_loaded, names.FINDINGS)
    with pytest.raises(delicta.StoreError, match="is taken out again"):
        loading.load(Losing(lightly_loaded, timeout=60), [], small_law)
    assert graph(lightly_loaded, names.FINDINGS) == before and not any("loading" in name for name in graphs(lightly_loaded))


# ---------------------------------------------------------------- servers that are not well


class Nonsense(http.server.BaseHTTPRequestHandler):
    """Answers everything with what its class says."""

    status, kind, body = 200, "text/html", b"<html><body>Welcome!</body></html>"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_):
        pass


@pytest.fixture
def strange_server():
    servers = []

    def start(**values) -> str:
        running = http.server.HTTPServer(("127.0.0.1", 0), type("Handler", (Nonsense,), values))
        threading.Thread(target=running.serve_forever, daemon=True).start()
        servers.append(running)
        return f"http://127.0.0.1:{running.server_port}/query"

    yield start
    for running in servers:
        running.shutdown()
        running.server_close()


@pytest.fixture
def silent_server():
    """Accepts and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/query"


JSON = "application/sparql-results+json"


@pytest.mark.parametrize(("values", "key"), [
    ({}, "server-nonsense"),
    ({"kind": JSON, "body": b""}, "server-nonsense"),
    ({"kind": JSON, "body": b"{\"head\": {\"vars\": [\"case\"]}, \"results\": {\"bindings\": [{\"case\": {\"type\": \"uri\""}, "server-nonsense"),
    ({"kind": JSON, "body": b"{\"head\": {}, \"boolean\": true}"}, "server-nonsense"),
    ({"kind": JSON, "body": b"[" * 100_000}, "server-nonsense"),
    ({"status": 403, "body": b"no"}, "server-refused"),
    ({"status": 404, "body": b"no"}, "server-refused"),
    ({"status": 400, "body": b"line one\nline two"}, "server-refused"),
    ({"status": 500, "body": b"<h1>broken</h1>"}, "server-refused"),
    ({"status": 503, "body": b""}, "server-refused"),
])
def test_a_server_that_answers_nonsense_is_named_in_one_line(values, key, strange_server):
    address = strange_server(**values)
    with pytest.raises(delicta.StoreError) as caught:
        delicta.ask(QUESTION, endpoint=address)
    assert caught.value.key == key and address in str(caught.value) and "\n" not in str(caught.value) and caught.value.exit_code == 3
    with pytest.raises(delicta.StoreError):
        loading.load(endpoints.Endpoint(address), [], law.load_law())


@pytest.mark.parametrize(("lang", "words"), [("en", "holds no law"), ("zh", "没有法律数据")])
def test_an_empty_server_is_said_to_be_empty_and_how_to_fill_it(lang, words, disk_server):
    run = subprocess.run([sys.executable, "-m", "delicta", "ask", QUESTION, "--endpoint", disk_server, "--lang", lang], capture_output=True, text=True)
    assert run.returncode == 3 and run.stdout == "" and words in run.stderr and f"delicta load --endpoint {disk_server}" in run.stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [["ask", QUESTION], ["load"]])
def test_a_server_that_is_down_ends_a_command_with_one_line_and_code_3(command, lang):
    address = f"http://127.0.0.1:{free_port()}/query"
    run = subprocess.run([sys.executable, "-m", "delicta", *command, "--endpoint", address, "--lang", lang], capture_output=True, text=True)
    assert run.returncode == 3 and run.stdout == ""
    assert len(run.stderr.splitlines()) == 1 and address in run.stderr


@pytest.mark.parametrize("command", [["ask", QUESTION], ["load"]])
def test_a_server_that_is_slow_ends_a_command_with_one_line_and_code_3(command, silent_server):
    run = subprocess.run([sys.executable, "-m", "delicta", *command, "--endpoint", silent_server, "--timeout", "0.5"], capture_output=True, text=True, timeout=30)
    assert run.returncode == 3 and "--timeout" in run.stderr and len(run.stderr.splitlines()) == 1


def test_a_server_that_drips_is_slow():
    def drip(listener):
        client, _ = listener.accept()
        client.recv(10_000)
        client.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\n\r\n".encode())
        try:
            for _ in range(100):
                client.sendall(b" ")
                time.sleep(0.1)
        except OSError:
            pass

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        began = time.monotonic()
        with pytest.raises(delicta.StoreError) as caught:
            delicta.ask(QUESTION, endpoint=f"http://127.0.0.1:{listener.getsockname()[1]}/", timeout=1)
        assert caught.value.key == "server-slow" and time.monotonic() - began < 5


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/query", "localhost:7878", "", "http://", "http://[::1", "http://127.0.0.1:99999/"])
def test_only_http_addresses_are_servers(address):
    with pytest.raises(delicta.DelictaError) as caught:
        endpoints.Endpoint(address)
    assert caught.value.key == "not-an-endpoint"


@pytest.mark.parametrize(("query", "update"), [
    ("http://h/query", "http://h/update"), ("http://h/ds/query", "http://h/ds/update"), ("http://h/sparql", "http://h/sparql"),
])
def test_updates_go_beside_the_queries(query, update):
    assert endpoints.update_address(query) == update


def test_blank_nodes_are_sent_under_names_that_stay_the_same(small_law):
    first, second = (loading.contents([], law.close_law([*sorted(places.ONTOLOGY.glob("*.ttl")), FOLDER / "law.ttl"])) for _ in range(2))
    for graph, triples in first.items():
        assert set(triples) == set(second[graph])
        assert not any(isinstance(term, ox.BlankNode) for triple in triples for term in (triple.subject, triple.object))
    members = [triple for triple in first[names.LAW_GRAPH] if triple.predicate.value.endswith("#members")]
    assert members and all(triple.object.value.startswith(names.BASE + "genid/law/") for triple in members)
