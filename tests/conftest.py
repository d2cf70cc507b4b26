"""Counts: what a test counted is printed at the end of the run, however many processes ran it."""

import pytest


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
