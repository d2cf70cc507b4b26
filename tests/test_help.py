"""The command line explains itself in both languages, and every example it gives is run."""

import re
import shlex

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from delicta import helping
from delicta.cli import main

SERVERS = ("load", "serve")


def said(*arguments: str, env: str = "C.UTF-8") -> str:
    return CliRunner().invoke(main, [*arguments, "--help"], env={"COLUMNS": "80", "LANG": env, "LC_ALL": env}, prog_name="delicta").output


def examples() -> list[str]:
    """The examples of every command's help, in both languages."""
    return sorted({" ".join(line.split()) for name in main.commands for lang in ("en", "zh")
                   for line in re.findall(r"(?:Example: |示例：)(delicta .+(?:\n {2}\S.*)*)", said(name, "--lang", lang))})


@pytest.mark.parametrize("example", examples())
def test_an_example_of_the_help_runs(example):
    command, *arguments = shlex.split(example)[1:]
    if command in SERVERS or command == "compare" and arguments[0] == "--under":  # over all cases: told elsewhere
        main.commands[command].make_context(command, arguments)
        return
    done = CliRunner().invoke(main, [command, *arguments], env={"COLUMNS": "80"})
    assert (done.exit_code, done.stderr) == (0, "") and done.stdout


def test_every_command_gives_an_example_and_those_that_lay_something_over_the_law_one_of_that():
    assert {example.split()[1] for example in examples()} == set(main.commands)
    assert {example.split()[1] for example in examples() if "--under" in example} == {"apply", "explain", "compare"}


@pytest.mark.parametrize("name", [None, *main.commands])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_is_in_the_language_of_the_reader_and_fits_80_columns(name, lang):
    text = said(*([name, "--lang", lang] if name else []), env="C.UTF-8" if name else {"en": "C.UTF-8", "zh": "zh_CN.UTF-8"}[lang])
    heads = {"en": ["Usage: ", "Options:", "Show this help."], "zh": ["用法：", "选项:", "显示本帮助。"]}
    assert all(head in text for head in heads[lang]) and not any(head in text for head in heads["zh" if lang == "en" else "en"])
    assert max(map(cell_len, text.splitlines())) <= 80 and "help-" not in text and "option-" not in text


@pytest.mark.parametrize("arguments", [["--lang", "zh", "--help"], ["--help", "--lang=zh"]])
def test_the_language_may_stand_before_or_behind_help(arguments):
    assert "显示本帮助" in CliRunner().invoke(main, ["apply", *arguments], env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}).output


def test_every_option_has_help_by_a_message():
    options = [option for command in (main, *main.commands.values()) for option in command.params if option.param_type_name == "option"]
    assert options and all(isinstance(option, helping.Option) and option.help.startswith("option-") for option in options)
