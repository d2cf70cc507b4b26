"""What the commands on questions and stores do, apart from how they are called."""

import json
import sys

from delicta import errors
from delicta.commands import answered, read_all, release, tell_withheld, working


def _fail(error: errors.DelictaError, lang: str) -> int:
    print(error.text(lang), file=sys.stderr)
    return error.exit_code


def _parameters(pairs) -> dict[str, str]:
    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise errors.DelictaError("parameter-form", pair=pair)
        given[name.strip()] = value.strip()
    return given


def list_questions(lang: str) -> int:
    """`delicta ask` alone: every question with its sentence and its parameters."""
    from delicta import answers, questions

    answers.show_questions(questions.every().values(), lang)
    return 0


def run_ask(question: str, files, endpoint: str | None, pairs, form: str, lang: str, timeout: float) -> int:
    """`delicta ask`: returns the exit code, 2 if something given does not fit, 3 if the server does not answer."""
    from delicta import answers, asking
    from delicta.law import load_law

    code = 0
    try:
        given = _parameters(pairs)
        asked = asking.open_question(question)
        if "lang" in {parameter.name for parameter in asked.parameters}:
            given.setdefault("lang", lang)
        asked.bound(asking.settled(asked, given, load_law().lexicon["nodes"], strict=not endpoint))
        if endpoint and files:
            raise errors.DelictaError("files-or-endpoint")
        cases, code = read_all(files, lang)
        if files and not answered(cases):
            tell_withheld(cases, lang)
            return code
        with working(lang) as step:
            found = asking.answer(question, *cases, params=given, endpoint=endpoint, timeout=timeout, progress=step)
            labels = found.labels() if form == "table" else {}
    except errors.DelictaError as error:
        return _fail(error, lang)
    if form == "json":
        json.dump({"delicta": release(), "question": question, "columns": found.columns, "rows": found.plain()}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif form == "csv":
        answers.write_csv(found, sys.stdout)
    else:
        answers.show(found, asked, labels, lang)
        tell_withheld(cases, lang)
    return code


def run_load(files, endpoint: str, update: str | None, inside: bool, lang: str, timeout: float) -> int:
    """`delicta load`: returns the exit code, 3 if the server did not take everything."""
    from delicta import loading, reading
    from delicta.endpoints import Endpoint
    from delicta.law import load_law

    try:
        server = Endpoint(endpoint, update, timeout)
        cases, code = read_all(files or [path.stem for path in reading.built_in_cases()], lang)
        if code:
            print(errors.say("nothing-loaded", lang), file=sys.stderr)
            return code
        with working(lang) as step:
            sizes = loading.load(server, cases, load_law(), inside, step)
    except errors.DelictaError as error:
        return _fail(error, lang)
    for graph, size in sizes.items():
        print(errors.say("loaded", lang, graph=graph, size=size))
    return 0


def run_serve(files, port: int, lang: str, seconds: float) -> int:
    """`delicta serve`: answers until it is interrupted; returns the exit code."""
    import pyoxigraph as ox

    from delicta import dataset, reading, serving
    from delicta.law import load_law
    from delicta.workers import Pool

    cases, code = read_all(files or [path.stem for path in reading.built_in_cases()], lang)
    if code:
        return code
    with working(lang) as step:
        data = dataset.build(cases, load_law(), step).dump(format=ox.RdfFormat.N_QUADS)
    pool = Pool(data, seconds)
    try:
        server = serving.server(pool, port)
    except (OSError, OverflowError) as error:
        pool.close()
        return _fail(errors.StoreError("port-taken", port=port, detail=getattr(error, "strerror", None) or error), lang)
    print(errors.say("serving", lang, address=f"http://{serving.HOST}:{server.server_port}/query"), flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        pool.close()
    return 0
