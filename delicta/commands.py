"""What the commands do, apart from how they are called."""

import json
import sys
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version

from delicta import errors


def release() -> str:
    """The version of the installed distribution, or `0` in a bare checkout."""
    try:
        return version("delicta")
    except PackageNotFoundError:
        return "0"


@contextmanager
def working(lang: str):
    """A line on standard error that says which step is running, gone when it is over."""
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda name, done=0, total=0: status.update(errors.say("progress-step" if not total else "progress-count", lang, step=name, done=done, total=total))


def read_all(files, lang: str):
    """Read cases one by one; say what cannot be read on standard error and go on. Returns (cases, exit code)."""
    from delicta.checking import problems, unread
    from delicta.reading import read_cases

    cases, code = [], 0
    for case in read_cases(files):
        if isinstance(case, errors.InputError):
            print(case.text(lang), file=sys.stderr)
            code = 2
            continue
        found, sound = problems(case)
        said = {error.values.get("term") for error in found}
        for warning in unread(case):
            if warning.values["term"] not in said:
                print(warning.text(lang), file=sys.stderr)
        for error in found:
            print(error.text(lang), file=sys.stderr)
            code = 2
        cases.append(sound)
    return cases, code


def _place(finding: dict) -> tuple[str, str]:
    """Whose conduct a finding is about; where nothing stands, people are shown what was ruled out, and why."""
    return finding["conduct"], finding["actor"]


def _just_missed(finding: dict) -> bool:
    """Whether an offence was ruled out for want of one element, all others being met."""
    statuses = [element["status"] for element in finding["elements"]]
    return statuses.count("excluded") == 1 and statuses.count("met") == len(statuses) - 1


def law_for(under, lang: str):
    """The law in force, with overlays laid over it; None, after saying why, if they cannot be."""
    from delicta.law import law_under, load_law

    try:
        return law_under(*under) if under else load_law()
    except errors.DelictaError as error:
        print(error.text(lang), file=sys.stderr)
        return None


def run_apply(files, form: str, lang: str, on, everything: bool, under=()) -> int:
    """`delicta apply`: returns the exit code, 2 if a file could not be used."""
    from delicta import applying, findings
    from delicta.law import overlay_id

    law = law_for(under, lang)
    if law is None:
        return 2
    cases, code = read_all(files, lang)
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
        found = [f for f in found if f["verdict"] != "ruled-out" or alone and (_place(f) not in standing or _just_missed(f))]
    lower = findings.collect_administrative(store, law, applying.cases_of(facts)) if form in ("json", "table") else []
    lower = [finding for finding in lower if everything or finding["verdict"] != "ruled-out"]
    if form == "json":
        answer = {"delicta": release(), "under": list(map(overlay_id, under)), "findings": found, "administrative": lower, "withheld": withheld(cases)}
        json.dump(answer, sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif form == "csv":
        from delicta.writing import write_csv

        write_csv(found, lang, sys.stdout)
    else:
        from delicta.tables import show_findings

        if under:
            tell_overlays(under, lang)
        if answered(cases):
            show_findings(found, facts, lang, lower=lower)
        tell_withheld(cases, lang)
        tell_not_examined(cases, law, lang)
    return code


def answered(cases) -> bool:
    """Whether any conduct is left to be answered."""
    return any(case.conducts() for case in cases)


def withheld(cases) -> list[str]:
    """The conducts that get no answer, because something in them must be mended first."""
    return [conduct for case in cases for conduct in case.withheld]


def tell_withheld(cases, lang: str) -> None:
    """Say which conducts were not answered, lest silence on them be taken for an answer."""
    from delicta.tables import Facts

    facts = Facts([triple for case in cases for triple in case.facts])
    for conduct in withheld(cases):
        print(errors.say("not-answered", lang, conduct=facts.name(conduct, lang)))


def tell_not_examined(cases, law, lang: str) -> None:
    """Say which offences a case convicts of that are catalogued only, lest silence on them be taken for an answer."""
    from delicta import names

    for case in cases:
        told = sorted({triple.object.value for triple in case.holdings if triple.predicate.value == names.BASE + "convicts"})
        for iri in told:
            entry = law.lexicon["nodes"].get(iri.removeprefix(names.BASE), {})
            if entry.get("kind") == "CataloguedOffence":
                print(errors.say("not-examined", lang, case=case.name, offence=f"{names.local(iri)} {entry['label'].get(lang, '')}".strip()))


def tell_overlays(under, lang: str) -> None:
    """Say that what follows is not the law in force alone."""
    from delicta.law import overlay_id, overlays

    known = overlays()
    laid = say_all("comma", lang, [known[name]["label"].get(lang, name) for name in map(overlay_id, under)])
    print(errors.say("not-in-force", lang, overlays=laid))


def say_all(separator: str, lang: str, parts) -> str:
    """Parts joined by a separator of the language."""
    return errors.say(separator, lang).join(parts)


def run_compare(files, under, form: str, lang: str, on) -> int:
    """`delicta compare`: what overlays change, finding by finding; without files, a table over all built-in cases."""
    from delicta import applying, reading
    from delicta.comparing import changes
    from delicta.law import load_law, overlay_id, overlays

    with working(lang) as step:
        step(errors.say("progress-closing", lang))
        law = law_for(under, lang)
        if law is None:
            return 2
        cases, code = read_all(files or [path.stem for path in reading.built_in_cases()], lang)
        facts = [triple for case in cases for triple in case.facts]
        found = changes(facts, load_law(), law, on, applying.cases_of(facts), step)
    under = list(map(overlay_id, under))
    explains = {name: overlays()[name].get("explains", {}) for name in under} if found else {}
    if form == "json":
        json.dump({"delicta": release(), "under": under, "explains": explains, "changes": found, "withheld": withheld(cases)}, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        from delicta.tables import show_changes

        tell_overlays(under, lang)
        if answered(cases):
            show_changes(found, facts, lang, reasons=bool(files), explains=explains)
        tell_withheld(cases, lang)
    return code


def examined(word: str, law) -> str:
    """The offence that a word means, an id or a name. Raises DelictaError for one that there is not, or that is catalogued only."""
    from delicta import names, words

    nodes = law.lexicon["nodes"]
    known = words.members(nodes, "Offence", "CataloguedOffence")
    key = words.meant(word, known)
    if key is None:
        raise errors.DelictaError("unknown-offence", offence=word, near=(word, words.members(nodes, "Offence")))
    offence = names.local(names.BASE + key)
    if nodes[key]["kind"] == "CataloguedOffence":
        raise errors.DelictaError("only-catalogued", offence=offence, label=nodes[key]["label"])
    return offence


def run_explain(files, offence: str, lang: str, on, under=()) -> int:
    """`delicta explain`: one offence, element by element."""
    from delicta import applying, findings
    from delicta.tables import show_explanation

    law = law_for(under, lang)
    if law is None:
        return 2
    try:
        offence = examined(offence, law)
    except errors.DelictaError as error:
        print(error.text(lang), file=sys.stderr)
        return 2
    cases, code = read_all(files, lang)
    facts = [triple for case in cases for triple in case.facts]
    if under:
        tell_overlays(under, lang)
    found = [f for f in findings.collect(applying.evaluate(facts, law, on), law, applying.cases_of(facts)) if f["offence"] == offence]
    if answered(cases):
        show_explanation(found, facts, law, offence, lang)
    tell_withheld(cases, lang)
    return code
