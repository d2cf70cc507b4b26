"""Each measurement runs, at the smallest size; nothing timed is asserted."""

import subprocess
import sys

import pytest

from delicta import places


@pytest.mark.long
def test_the_measurements_run_and_clingo_agrees_with_the_machine():
    run = subprocess.run([sys.executable, "benchmarks/run.py", "--tiny", "--without", "hermit"], cwd=places.ROOT, capture_output=True, text=True, check=True)
    assert "same answers: True" in run.stdout
    assert run.stdout.count("\n|") >= 5
