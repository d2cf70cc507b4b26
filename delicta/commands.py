"""What the commands do, apart from how they are called."""

import json
import sys
from importlib.metadata import PackageNotFoundError, version

from delicta import errors


def release() -> str:
    """The version of the installed distribution, or `0` in a bare checkout."""
    try:
        return version("delicta")
    except PackageNotFoundError:
        return "0"


def read_all(files, lang: str):
    """Read cases one by one; say what cannot be read on standard error and go on. Returns (cases, exit code)."""
    from delicta import names
    from delicta.checking import problems
    from delicta.reading import read_case

    cases, code = [], 0
    told: dict[str, str] = {}
    for file in dict.fromkeys(files):
        try:
            case = read_case(file)
            for conduct in case.conducts():
                if told.setdefault(conduct, file) != file:
                    raise errors.InputError("told-twice", file=file, conduct=names.short(conduct), other=told[conduct])
        except errors.InputError as error:
            print(error.text(lang), file=sys.stderr)
            code = 2
            continue
        found, sound = problems(case)
        for error in found:
            print(error.text(lang), file=sys.stderr)
            code = 2
        cases.append(sound)
    return cases, code


def _place(finding: dict) -> tuple[str, str]:
    """Whose conduct a finding is about; where nothing stands, people are shown what was ruled out, and why."""
    return finding["conduct"], finding["actor"]


def run_apply(files, form: str, lang: str, on, everything: bool) -> int:
    """`delicta apply`: returns the exit code, 2 if a file could not be used."""
    from delicta import applying, findings
    from delicta.law import load_law

    cases, code = read_all(files, lang)
    law = load_law()
    facts = [triple for case in cases for triple in case.facts]
    store = applying.evaluate(facts, law, on)
    if form in ("turtle", "jsonld"):
        from delicta.writing import write_findings

        sys.stdout.write(write_findings(store, form))
        return code
    found = findings.collect(store, law, applying.cases_of(facts))
    if not everything:
        standing = {_place(finding) for finding in found if finding["verdict"] != "ruled-out"}
        alone = form == "table"
        found = [finding for finding in found if finding["verdict"] != "ruled-out" or alone and _place(finding) not in standing]
    lower = findings.collect_administrative(store, law, applying.cases_of(facts)) if form in ("json", "table") else []
    lower = [finding for finding in lower if everything or finding["verdict"] != "ruled-out"]
    if form == "json":
        json.dump({"delicta": release(), "findings": found, "administrative": lower}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif form == "csv":
        from delicta.writing import write_csv

        write_csv(found, lang, sys.stdout)
    else:
        from delicta.tables import show_findings

        if facts:
            show_findings(found, facts, lang, lower=lower)
    return code


def run_explain(files, offence: str, lang: str, on) -> int:
    """`delicta explain`: one offence, element by element."""
    from delicta import applying, findings
    from delicta.law import load_law
    from delicta.tables import show_explanation

    law = load_law()
    offences = sorted(key.removeprefix("offence/") for key, entry in law.lexicon["nodes"].items() if entry.get("kind") == "Offence")
    if offence not in offences:
        print(errors.DelictaError("unknown-offence", offence=offence, near=(offence, offences)).text(lang), file=sys.stderr)
        return 2
    cases, code = read_all(files, lang)
    facts = [triple for case in cases for triple in case.facts]
    found = [f for f in findings.collect(applying.evaluate(facts, law, on), law, applying.cases_of(facts)) if f["offence"] == offence]
    show_explanation(found, facts, law, offence, lang)
    return code
