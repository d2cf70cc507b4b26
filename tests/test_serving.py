"""`delicta serve`: a SPARQL 1.1 endpoint that answers queries and refuses everything else."""

import csv
import http.client
import io
import json
import re
import socket
import struct
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

import pyoxigraph as ox
import pytest

import delicta
from delicta import guarding, names, serving, workers

PREFIX = "PREFIX d: <https://w3id.org/delicta/> "
SELECT = PREFIX + "SELECT ?offence { ?finding d:ofOffence ?offence ; d:verdict d:Established }"
CONSTRUCT = PREFIX + "CONSTRUCT { ?finding d:ofOffence ?offence } { GRAPH d:findings { ?finding d:ofOffence ?offence } }"


@pytest.fixture(scope="module")
def address():
    command = [sys.executable, "-m", "delicta", "serve", "registry-crawler", "--port", "0", "--timeout", "3", "--lang", "en"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield re.search(r"http://127\.0\.0\.1:\d+/query", process.stdout.readline())[0]
    process.send_signal(2)
    assert process.wait(10) == 0 and process.stderr.read() == ""


def send(address: str, data: bytes | None = None, kind: str = "", accept: str = "*/*", method: str | None = None, **headers) -> tuple[int, str, str]:
    """Status, media type and text of an answer."""
    headers = {"Accept": accept, **({"Content-Type": kind} if kind else {}), **{name.replace("_", "-"): value for name, value in headers.items()}}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, headers, method=method), timeout=30) as response:
            return response.status, response.headers.get_content_type(), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read().decode()


def get(address: str, query: str, accept: str = "*/*", **fields) -> tuple[int, str, str]:
    return send(f"{address}?{urllib.parse.urlencode({'query': query, **fields}, doseq=True)}", accept=accept)


def post(address: str, query: str, accept: str = "*/*", **headers) -> tuple[int, str, str]:
    return send(address, query.encode(), "application/sparql-query", accept, **headers)


def offences(text: str) -> set[str]:
    return {binding["offence"]["value"] for binding in json.loads(text)["results"]["bindings"]}


@pytest.mark.parametrize("ask", [
    lambda address: get(address, SELECT),
    lambda address: get(address.replace("/query", "/sparql"), SELECT),
    lambda address: post(address, SELECT),
    lambda address: send(address, urllib.parse.urlencode({"query": SELECT}).encode(), "application/x-www-form-urlencoded"),
    lambda address: get(address.replace("127.0.0.1", "localhost"), SELECT),
], ids=["GET", "other path", "POST", "POST form", "localhost"])
def test_a_query_is_answered_however_it_is_sent(ask, address):
    status, media_type, text = ask(address)
    assert status == 200 and media_type == "application/sparql-results+json" and names.OFFENCE + "253-1" in offences(text)


@pytest.mark.parametrize(("query", "accept", "media_type"), [
    (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    (SELECT, "text/csv", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, "text/html, text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    (SELECT, "text/*", "text/csv"),
    ("ASK { ?s ?p ?o }", "text/turtle, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
    (CONSTRUCT, "*/*", "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/sparql-results+json, application/rdf+xml", "application/rdf+xml"),
    (PREFIX + "DESCRIBE d:Offence", "text/turtle", "text/turtle"),
])
def test_the_form_of_the_answer_is_the_one_accepted(query, accept, media_type, address):
    status, given, text = post(address, query, accept)
    assert (status, given) == (200, media_type) and text
    if media_type == "text/csv":
        assert names.OFFENCE + "253-1" in {row[0] for row in csv.reader(io.StringIO(text))}
    if media_type in ("text/turtle", "application/n-triples", "application/rdf+xml"):
        assert list(ox.parse(text.encode(), format=ox.RdfFormat.from_media_type(media_type)))


def test_a_form_that_is_not_offered_is_not_acceptable(address):
    assert post(address, SELECT, "image/png")[0] == 406
    assert post(address, SELECT, "text/csv;q=0")[0] == 406 or post(address, SELECT, "text/csv;q=0")[1] != "text/csv"


def test_sparqlwrapper_and_the_questions_are_answered(address):
    from SPARQLWrapper import CSV, JSON, TURTLE, SPARQLWrapper

    wrapper = SPARQLWrapper(address)
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(SELECT)
    assert wrapper.queryAndConvert()["results"]["bindings"]
    wrapper.setReturnFormat(CSV)
    assert b"253-1" in wrapper.queryAndConvert()
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    assert b"253-1" in wrapper.queryAndConvert()
    assert delicta.ask("why", endpoint=address) == delicta.ask("why", "registry-crawler")


def test_what_is_asked_for_beside_the_query_is_its_dataset(address):
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def size(query: str = count, **fields) -> int:
        return int(json.loads(get(address, query, **fields)[2])["results"]["bindings"][0]["n"]["value"])

    findings = size(**{"default-graph-uri": names.FINDINGS})
    assert 0 < findings < size()
    assert size("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": names.FINDINGS}) == findings
    assert size(f"SELECT (COUNT(*) AS ?n) FROM <{names.FINDINGS}> {{ ?s ?p ?o }}") == findings
    assert get(address, count, **{"default-graph-uri": "not an iri"})[0] == 400


def test_a_remote_dataset_is_empty_and_is_not_fetched(address):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.settimeout(0.5)
        remote = f"http://127.0.0.1:{listener.getsockname()[1]}/data.ttl"
        assert json.loads(post(address, f"SELECT * FROM <{remote}> {{ ?s ?p ?o }}")[2])["results"]["bindings"] == []
        assert json.loads(post(address, f"SELECT * FROM NAMED <{remote}> {{ GRAPH ?g {{ ?s ?p ?o }} }}")[2])["results"]["bindings"] == []
        with pytest.raises(TimeoutError):
            listener.accept()


CALLS = {
    "plain": "SELECT * { SERVICE <{remote}> { ?s ?p ?o } }",
    "small letters, silent": "SELECT * { service silent <{remote}> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?x { <{remote}> } SERVICE ?x { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { { } UNION { SERVICE <{remote}> { ?s ?p ?o } } } } } }",
    "in exists": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <{remote}> { ?a ?b ?c } } }",
    "without a space": "PREFIX x: <{remote}> SELECT * { SERVICE<{remote}>{ ?s ?p ?o } }",
    "glued to a name": "PREFIX : <{remote}> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "glued to a prefix": "PREFIX x: <{remote}> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "glued to a prefix, silent": "PREFIX x: <{remote}> SELECT * { SERVICESILENTx:y# why\n { ?s ?p ?o } }",
    "glued to a number": "SELECT * { ?a ?b 1SERVICE <{remote}> { ?s ?p ?o } }",
    "after a comment": "SELECT * { # comment\r SERVICE <{remote}> { ?s ?p ?o } }",
    "hidden behind a comparison": "SELECT * { ?s ?p ?o FILTER(?s<'>')SERVICE <{remote}> { ?a ?b ?c } #'\n }",
    "hidden in what looks like an address": "SELECT * { ?s ?p ?o VALUES ?x { <{remote}> } FILTER(?o<?x)SERVICE?x#>\n { ?a ?b ?c } }",
    "after an empty string": "SELECT * { VALUES ?x { '''a' } SERVICE <{remote}> { ?s ?p ?o } }",
    "escaped": "SELECT * { SERV\\u0049CE <{remote}> { ?s ?p ?o } }",
    "after an escape": "PREFIX x: <urn:x> SELECT * { ?a x:b\\#c ?d . SERVICE <{remote}> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS)
def test_a_call_to_another_server_is_refused_however_it_is_written(query, address):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        status, _, text = post(address, query.replace("{remote}", f"http://127.0.0.1:{listener.getsockname()[1]}/"))
        assert status == 403 and "SERVICE" in text
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("query", [
    "SELECT * { ?service ?p $service } # SERVICE <http://example.org/> { }",
    "SELECT * { ?s ?p 'SERVICE <x> { }' , \"SERVICE\" , '''a 'SERVICE' it''' , \"\"\"say \"SERVICE\" to it\"\"\" }",
    "SELECT * { <http://example.org/service> <http://example.org/a#service> <urn:service:x> }",
    "PREFIX service: <http://example.org/service#> PREFIX ex: <urn:ex> SELECT * { ?s a service:Service ; ex:service _:service ; ex:my-service 'x'@en-service }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && STR(?p) > 'SERVICE') FILTER(?o<?s) }",
])
def test_the_word_alone_is_no_call(query, address):
    assert post(address, query)[0] == 200, guarding.words(query)


@pytest.mark.parametrize("update", [
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL", "DROP ALL",
    "# SELECT\nINSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CREATE GRAPH <urn:g>", "COPY DEFAULT TO <urn:g>", "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
])
def test_an_update_is_refused_on_every_way_in(update, address):
    before = json.loads(post(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[2])
    form = urllib.parse.urlencode({"update": update}).encode()
    answers = [
        get(address, update),
        post(address, update),
        send(address, update.encode(), "application/sparql-update"),
        send(address, form, "application/x-www-form-urlencoded"),
        send(f"{address}?{form.decode()}"),
        send(address.replace("/query", "/update"), update.encode(), "application/sparql-update"),
        send(address, b"", method="PUT"), send(address, b"", method="DELETE"),
    ]
    assert {status for status, _, _ in answers} == {403} and all("read-only" in text for _, _, text in answers)
    assert json.loads(post(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[2]) == before


@pytest.mark.parametrize(("answer", "status"), [
    (lambda address: post(address, "SELECT * { ?s ?p"), 400),
    (lambda address: post(address, ""), 400),
    (lambda address: send(address), 400),
    (lambda address: send(address + "?query=ASK%7B%7D&query=ASK%7B%7D"), 400),
    (lambda address: send(address + "?" + "&".join(f"a{number}=1" for number in range(200))), 400),
    (lambda address: send(address, b"\xff\xfe", "application/sparql-query"), 400),
    (lambda address: send(address.replace("/query", "/")), 404),
    (lambda address: send(address.replace("/query", "/../../etc/passwd")), 404),
    (lambda address: send(address, b"<x/>", "text/xml"), 415),
    (lambda address: post(address, "ASK {} #" + "x" * serving.REQUEST_LIMIT), 413),
    (lambda address: post(address, SELECT, Host="evil.example"), 421),
], ids=["syntax", "empty", "none", "two", "fields", "encoding", "no such path", "outside", "media type", "too large", "foreign name"])
def test_a_request_that_does_not_fit_is_told_why(answer, status, address):
    given, media_type, text = answer(address)
    assert (given, media_type) == (status, "text/plain") and len(text.splitlines()) >= 1


def test_refusals_come_in_the_language_of_the_reader(address):
    assert "只读" in post(address, "CLEAR ALL", Accept_Language="zh-CN,zh;q=0.9")[2]


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(address):
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    results = []
    threads = [threading.Thread(target=lambda: results.append(post(address, endless))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [status for status, _, _ in results] == [503, 503] and "3 seconds" in results[0][2]
    assert post(address, SELECT)[0] == 200


def test_a_client_that_goes_away_before_its_answer_is_passed_over(address):
    host, port = urllib.parse.urlsplit(address).netloc.split(":")
    for _ in range(3):
        with socket.create_connection((host, int(port))) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            client.sendall(f"GET /query?{urllib.parse.urlencode({'query': SELECT})} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
    assert get(address, SELECT)[0] == 200


@pytest.mark.parametrize(("lang", "words"), [("en", "nested too deeply"), ("zh", "嵌套过深")])
def test_a_query_that_ends_its_worker_is_not_said_to_be_slow_and_the_next_one_is_answered(address, lang, words):
    status, media_type, text = post(address, "SELECT * { " + "{ " * 20000 + "?s ?p ?o" + " }" * 20001, Accept_Language=lang)
    assert (status, media_type) == (500, "text/plain") and words in text
    assert get(address, SELECT)[0] == 200


def test_it_listens_on_the_loopback_interface_alone(address):
    port = urllib.parse.urlsplit(address).port
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            outside = probe.getsockname()[0]
        except OSError:
            pytest.skip("this machine has no other interface")
    with socket.socket() as client:
        assert outside.startswith("127.") or client.connect_ex((outside, port)) != 0


def test_a_taken_port_is_named(address):
    port = str(urllib.parse.urlsplit(address).port)
    run = subprocess.run([sys.executable, "-m", "delicta", "serve", "registry-crawler", "--port", port], capture_output=True, text=True)
    assert run.returncode == 3 and port in run.stderr and len(run.stderr.splitlines()) == 1


def test_a_connection_serves_several_requests(address):
    parts = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    for _ in range(3):
        connection.request("POST", "/query", SELECT, {"Content-Type": "application/sparql-query"})
        assert "253-1" in connection.getresponse().read().decode()
    connection.request("HEAD", f"/query?{urllib.parse.urlencode({'query': SELECT})}")
    response = connection.getresponse()
    assert response.status == 200 and response.read() == b""
    connection.close()


def test_accepted_media_types_come_in_the_order_of_preference():
    assert serving.accepted("text/csv;q=0.5, text/turtle, */*;q=0.1") == ["text/turtle", "text/csv", "*/*"]
    assert serving.accepted("") == ["*/*"]
    assert serving.accepted("text/csv;q=nan") == ["*/*"]
    assert workers.chosen(["text/*"], ["application/json", "text/csv"]) == "text/csv"


def test_a_result_that_is_too_large_is_cut_off(monkeypatch):
    monkeypatch.setattr(workers, "RESULT_MB", 0.001)
    store = ox.Store()
    store.extend(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), ox.Literal("x" * 100)) for number in range(100))
    assert workers.reply(store, workers.Request("SELECT * { ?s ?p ?o }")).problem == "result-too-large"
    assert workers.reply(store, workers.Request("SELECT * { ?s ?p ?o } LIMIT 1")).problem == ""


def test_the_time_that_a_new_worker_takes_to_load_is_not_the_time_of_a_query():
    pool = workers.Pool(b"", seconds=0.1, size=1)
    said = pool.answer(workers.Request("ASK {}"))
    pool.close()
    assert said.problem == "" and said.body


def test_options_are_answered_with_the_methods_and_an_unknown_method_with_one_line(address):
    host = urllib.parse.urlsplit(address).netloc
    asked = {}
    for method in ("OPTIONS", "TRACE"):
        connection = http.client.HTTPConnection(host, timeout=10)
        connection.request(method, "/query")
        response = connection.getresponse()
        asked[method] = response.status, response.headers.get_content_type(), response.headers["Allow"], response.read().decode()
        connection.close()
    assert asked["OPTIONS"] == (200, "text/plain", "GET, HEAD, POST, OPTIONS", "")
    assert asked["TRACE"][:2] == (501, "text/plain") and asked["TRACE"][3].count("\n") == 1 and "GET or POST" in asked["TRACE"][3]
