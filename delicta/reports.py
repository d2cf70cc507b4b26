"""A validation report for people, for programs, and as SHACL's own report."""

import json
from typing import TextIO

import pyoxigraph as ox

from delicta import names
from delicta.errors import say
from delicta.shapes import SH, SHAPE
from delicta.validation import Report, Result


def write_text(report: Report, lang: str, out: TextIO) -> None:
    """Print what is to be mended, file by file, then whether the data conform and which shapes proved nothing."""
    for error in report.unread:
        print(error.text(lang), file=out)
    if report.unread and not report.nodes:
        return
    shown = ""
    for result in report.results:
        if result.file and result.file != shown:
            shown = result.file
            print(f"\n{shown}", file=out)
        print("  " + _line(result, lang), file=out)
    violations = sum(result.severity == "Violation" for result in report.results)
    key = "report-conforms" if report.conforms else "report-violations"
    print(("\n" if report.results or report.unread else "") + say(key, lang, count=violations, nodes=report.nodes), file=out)
    touched = len(report.coverage) - len(report.untouched)
    print(say("report-coverage", lang, touched=touched, shapes=len(report.coverage)), file=out)
    if report.untouched:
        print(say("report-untouched", lang, shapes=", ".join(shape.removeprefix(SHAPE) for shape in report.untouched)), file=out)


def _line(result: Result, lang: str) -> str:
    mark = say("report-" + result.severity.lower(), lang)
    place = say("report-line", lang, line=result.line) if result.line else ""
    focus, message = names.short(result.focus), result.message[lang]
    about = "" if focus in message else say("report-about", lang, node=focus)
    shape = f" [{result.shape.removeprefix(SHAPE)}]" if result.shape else ""
    return f"{mark} {place}{about}{message}{shape}"


def to_json(report: Report, release: str) -> str:
    """The report as JSON: `conforms`, `results`, `coverage` (nodes touched, by shape), `unread`."""
    results = [
        {
            "file": result.file, "line": result.line or None, "focus": result.focus, "path": result.path.strip("<>") or None, "value": result.value or None,
            "shape": result.shape or None, "severity": result.severity.lower(), "message": result.message,
        }
        for result in report.results
    ]
    unread = [{"file": _file(error), "message": {lang: error.text(lang) for lang in ("en", "zh")}} for error in report.unread]
    answer = {"delicta": release, "conforms": report.conforms, "nodes": report.nodes, "results": results, "coverage": report.coverage, "unread": unread}
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _file(error) -> str:
    file = error.values.get("file", "")
    return file[0] if isinstance(file, tuple) else file


def to_turtle(report: Report) -> str:
    """The report in SHACL's vocabulary. A term that does not exist has no source shape."""
    quads = []
    node = ox.NamedNode(names.BASE + "report")

    def say_of(subject, name: str, value) -> None:
        quads.append(ox.Triple(subject, ox.NamedNode(name if "://" in name else SH + name), value))

    say_of(node, names.RDF_TYPE, ox.NamedNode(SH + "ValidationReport"))
    say_of(node, "conforms", ox.Literal(report.conforms))
    for number, result in enumerate(report.results, 1):
        one = ox.NamedNode(f"{names.BASE}report/result-{number}")
        say_of(node, "result", one)
        say_of(one, names.RDF_TYPE, ox.NamedNode(SH + "ValidationResult"))
        say_of(one, "resultSeverity", ox.NamedNode(SH + result.severity))
        if "://" in result.focus:
            say_of(one, "focusNode", ox.NamedNode(result.focus))
        if result.shape:
            say_of(one, "sourceShape", ox.NamedNode(result.shape))
        if result.path.startswith("<"):
            say_of(one, "resultPath", ox.NamedNode(result.path.strip("<>")))
        for lang, text in result.message.items():
            say_of(one, "resultMessage", ox.Literal(text, language=lang))
    return ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes={"sh": SH, "shape": SHAPE, "delicta": names.BASE}).decode()


def run_validate(files, form: str, lang: str, of_law: bool) -> int:
    """`delicta validate`: returns 0 if the data conform, 1 if not, 2 if a file could not be read."""
    import sys

    from delicta.commands import release
    from delicta.validation import validate, validate_law

    report = validate_law(*files) if of_law else validate(*files)
    if form == "json":
        print(to_json(report, release()))
    elif form == "turtle":
        sys.stdout.write(to_turtle(report))
        for error in report.unread:
            print(error.text(lang), file=sys.stderr)
    else:
        write_text(report, lang, sys.stdout)
    return 2 if report.unread else 0 if report.conforms else 1
