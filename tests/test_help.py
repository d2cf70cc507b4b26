"""The command line explains itself in both languages, and every example it gives is run."""

import os
import re
import shlex
import subprocess
import sys

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
    assert not re.search(r"\[required|\[default|RANGE|x>=", text)


@pytest.mark.parametrize("arguments", [["--lang", "zh", "--help"], ["--help", "--lang=zh"]])
def test_the_language_may_stand_before_or_behind_help(arguments):
    assert "显示本帮助" in CliRunner().invoke(main, ["apply", *arguments], env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}).output


def test_every_option_has_help_by_a_message():
    options = [option for command in (main, *main.commands.values()) for option in command.params if option.param_type_name == "option"]
    assert options and all(isinstance(option, helping.Option) and option.help.startswith("option-") for option in options)


@pytest.mark.parametrize(("arguments", "en", "zh"), [
    ("apply", "FILE… is missing.", "缺少 FILE…。"),
    ("validate", "FILE… is missing.", "缺少 FILE…。"),
    ("explain registry-crawler", "--offence is missing.", "缺少 --offence。"),
    ("aply", "There is no command aply; did you mean apply?", "没有命令 aply；是否应为 apply？"),
    ("apply x --formt json", "There is no option --formt; did you mean --format?", "没有选项 --formt；是否应为 --format？"),
    ("apply x --format tabel", "--format: give one of table, json", "--format：请从 table、json"),
    ("apply x --all=1", "--all takes no value.", "--all 之后不能有值。"),
    ("apply x --on 2999-01-01", "--on: 2999-01-01 lies in the future", "--on：2999-01-01 在将来"),
    ("serve --port 99999", "--port: give a number from 0 to 65535.", "--port：请给出 0 至 65535 的数。"),
    ("ask --timeout 0", "--timeout: give a number from 0.1 to 86400.", "--timeout：请给出 0.1 至 86400 的数。"),
    ("risks more", "more: nothing is expected there.", "more：此处不应有内容。"),
    ("apply x --under", "--under needs a value.", "--under 之后须有值。"),
])
def test_a_wrong_call_is_told_what_is_wrong_in_the_language_of_the_reader(arguments, en, zh):
    for lang, words in (("en", en), ("zh", zh)):
        done = CliRunner().invoke(main, ["--lang", lang, *arguments.split()], prog_name="delicta")
        assert done.exit_code == 2 and words in done.stderr and "Error" not in done.stderr and "Try" not in done.stderr
        assert done.stderr.startswith({"en": "Usage: delicta", "zh": "用法：delicta"}[lang]) and done.stderr.count("--on") <= 1


@pytest.mark.parametrize("arguments", ["--lang zh", "--help --lang zh", "--lang zh --help"])
def test_the_language_of_the_help_of_all_commands_may_be_given(arguments):
    done = CliRunner().invoke(main, arguments.split(), env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})
    assert done.exit_code == 0 and "显示本帮助" in done.stdout


def test_a_language_before_the_command_is_that_of_the_answer_and_one_behind_it_goes_first():
    said = [CliRunner().invoke(main, arguments.split(), env={"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}).stdout for arguments in ("--lang zh ask", "ask --lang zh", "--lang en ask --lang zh")]
    assert said[0] == said[1] == said[2] and "案件" in said[0]


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_an_answer_into_a_file_is_written_whole_whatever_the_encoding_of_the_terminal(encoding, form):
    done = subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", form], capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"") and {"table": "✓", "json": "侵犯公民个人信息罪"}[form] in done.stdout.decode()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
@pytest.mark.parametrize("form", ["table", "json"])
def test_an_output_without_room_is_one_line_and_no_traceback(form):
    with open("/dev/full", "w") as full:
        done = subprocess.run([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", form], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2 and done.stderr.startswith("The output cannot be written") and done.stderr.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_reader_who_leaves_early_is_told_nothing(form):
    run = subprocess.Popen([sys.executable, "-m", "delicta", "apply", "registry-crawler", "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    run.stdout.close()
    assert run.stderr.read() == b"" and run.wait() == 1
