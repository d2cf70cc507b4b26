"""Measure Delicta: prints a Markdown table and writes benchmarks/results.json.

    python benchmarks/run.py            everything, some minutes
    python benchmarks/run.py --tiny     the smallest sizes, to see that each measurement runs
"""

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import answer_set
import material
from hypotheticals import TODAY, evaluate, verdicts
from material import by_hermit

from delicta import applying, dl_module, findings, names
from delicta.law import load_law
from delicta.reading import built_in_cases, read_case

HERE = Path(__file__).resolve().parent


def timed(work) -> tuple[float, object]:
    """Seconds that a call took, and what it returned."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def cold(runs: int) -> list[dict]:
    """One case from cold: the whole process, JSON out; beside it a Python that does nothing."""
    bare, whole = [], []
    for _ in range(runs):
        bare.append(timed(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))[0])
        whole.append(timed(lambda: subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", "json"], check=True, capture_output=True))[0])
    seconds, base = statistics.median(whole), statistics.median(bare)
    return [{"what": "one case from cold, JSON out, whole process", "seconds": seconds, "ratio": seconds / base, "to": "a Python that does nothing"}]


def all_cases() -> list[dict]:
    """All built-in cases read, evaluated and explained in one process that has the law loaded."""
    law = load_law()

    def work():
        facts = [triple for path in built_in_cases() for triple in read_case(path).facts]
        return len(findings.collect(applying.evaluate(facts, law), law, applying.cases_of(facts)))

    one = timed(lambda: list(applying.apply("registry-crawler", law=law)))[0]
    seconds, count = timed(work)
    return [{"what": f"all {len(built_in_cases())} cases with explanation, {count} findings", "seconds": seconds, "ratio": seconds / one, "to": "one case, law loaded"}]


def growing(sizes: list[int]) -> list[dict]:
    """Many conducts in one store: time, growth and the most memory the process has held."""
    law = material.ClosedLaw()
    rows, first = [], None
    for size in sizes:
        facts = material.many(law, size)
        count = material.conducts_in(facts)
        seconds, store = timed(lambda facts=facts: applying.evaluate(facts, law.law, today=TODAY))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        first = first or seconds / count
        rows.append({
            "what": f"{count:,} conducts, {len(facts):,} triples in, {len(store):,} triples of findings; {memory:,.0f} MiB at most",
            "seconds": seconds, "ratio": seconds / count / first, "to": "time for each conduct in the smallest run"})
    return rows


def validating(copies: int) -> list[dict]:
    """Validation of all built-in cases in one go, over and over."""
    import delicta

    paths = built_in_cases()
    delicta.validate(paths[0])
    seconds, report = timed(lambda: delicta.validate(*paths * copies))
    rate = len(paths) * copies / seconds
    return [{"what": f"validation of {len(paths) * copies} cases: {rate:,.0f} a second, conforms: {report.conforms}", "seconds": seconds, "ratio": rate, "to": "one case a second"}]


def against_answer_sets(number: int) -> list[dict]:
    """The same conducts in the machine and in clingo: equal answers, and the ratio of the times."""
    law = material.ClosedLaw()
    conducts = material.every_mode(law)
    facts = [t for copy in range(-(-number // len(conducts))) for conduct in conducts for t in material.renamed(conduct, f"copy-{copy}")]
    own, store = timed(lambda: evaluate(law, facts))
    program = answer_set.Program(law.law)
    other, found = timed(lambda: program.established(facts))
    same = found == {(conduct, names.local(offence)) for (conduct, offence), (verdict, _) in verdicts(store).items() if verdict == "Established"}
    return [{
        "what": f"clingo on {material.conducts_in(facts)} conducts, {len(found)} offences established, same answers: {same}; the machine: {own:.2f} s with explanation",
        "seconds": other, "ratio": other / own, "to": "the machine"}]


def against_hermit(numbers: list[int], at_once: bool = False) -> list[dict]:
    """The same conducts in the machine, which knows the whole law, and in HermiT.

    HermiT is given sixteen conducts at once and only the definitions in question, or with `at_once` all conducts and the whole module, as the machine is.
    """
    conducts = list(by_hermit.minimal_conducts())
    given = "all at once" if at_once else "in portions, with only the definitions in question"
    rows = []
    for number in numbers:
        some = conducts[::max(1, len(conducts) // number)][:number]
        facts = [triple for conduct in some for triple in conduct.triples(TODAY)]
        own, store = timed(lambda facts=facts: evaluate(by_hermit.law(), facts))
        module, portion = (by_hermit.module(), len(some)) if at_once else (None, by_hermit.BATCH)
        other, types = timed(lambda facts=facts, some=some, module=module, portion=portion: by_hermit.classified(facts, [conduct.iri for conduct in some], module, portion))
        wanted = {pair for pair, (verdict, _) in verdicts(store).items() if verdict == "Established" and pair[1] in by_hermit.offences()}
        found = {(conduct, offence) for conduct, classes in types.items() for offence in by_hermit.offences() if dl_module.class_of(offence) in classes}
        rows.append({
            "what": f"HermiT on {len(some)} conducts {given}: {len(found)} offences established, of the machine's {len(wanted)} it misses {len(wanted - found)}, adds {len(found - wanted)}; the machine: {own:.2f} s with explanation",
            "seconds": other, "ratio": other / own, "to": "the machine"})
    return rows


def main() -> int:
    """Run the measurements; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tiny", action="store_true", help="the smallest sizes")
    parser.add_argument("--at-once", type=int, metavar="N", help="nothing but HermiT on N conducts and the whole module at once, which may take very long")
    parser.add_argument("--without", nargs="*", default=[], choices=["hermit", "clingo", "growing"], help="leave measurements out")
    options = parser.parse_args()
    if options.at_once:
        print(against_hermit([options.at_once], at_once=True))
        return 0
    tiny = options.tiny
    rows = [*cold(1 if tiny else 9), *all_cases(), *validating(1 if tiny else 4)]
    if "growing" not in options.without:
        rows += growing([100] if tiny else [1000, 10000])
    if "clingo" not in options.without:
        rows += against_answer_sets(50 if tiny else 1000)
    if "hermit" not in options.without:
        rows += against_hermit([5] if tiny else [10, 100])
    print("| measured | seconds | ratio | to |\n| --- | ---: | ---: | --- |")
    for row in rows:
        print(f"| {row['what']} | {row['seconds']:.2f} | {row['ratio']:.1f} | {row['to']} |")
    if not tiny:
        packages = {name: version(name) for name in ("pyoxigraph", "rdflib", "pyshacl", "owlready2", "clingo")}
        (HERE / "results.json").write_text(json.dumps({"python": platform.python_version(), "packages": packages, "rows": rows}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
