"""What several files of tests stand on, made once in each process; and counts, printed at the end of the run, however many processes ran it."""

import pyoxigraph as ox
import pytest

from delicta import closure, dataset, law, places, reading


@pytest.fixture(scope="session")
def ontology() -> ox.Store:
    """The ontology as it is written. To be read only."""
    return closure.read_ontology(places.turtle_files(places.ONTOLOGY))


@pytest.fixture(scope="session")
def everything() -> ox.Store:
    """The built-in law and all built-in cases, evaluated. To be read only."""
    return dataset.build([reading.read_case(path) for path in reading.built_in_cases()], law.load_law())


# The files that take longest, longest first: they are begun first, so that no processor is left waiting for another at the end.
_LONGEST = ("stores", "overlays", "mutations", "dl_module", "build", "answers", "second_engine", "metamorphic", "boundaries", "owl", "questions", "shapes")


def pytest_collection_modifyitems(items):
    """Put the longest files first; the order within a file stays."""
    place = {f"test_{name}": at for at, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture
def counted(record_property):
    """A function that puts a sentence about what was counted into the summary of the run."""
    return lambda sentence: record_property("counted", sentence)


def pytest_terminal_summary(terminalreporter):
    """Print what the tests counted."""
    sentences = [
        value
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        for name, value in report.user_properties
        if name == "counted"
    ]
    if sentences:
        terminalreporter.section("counted")
        for sentence in sorted(sentences):
            terminalreporter.write_line(sentence)
