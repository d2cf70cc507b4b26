"""Help on the command line: every text is a message in the reader's language, broken as that language breaks lines."""

import os
from copy import copy
from functools import partial

import click

from delicta.errors import LANGUAGES, say


def environment() -> str:
    """The language of the reader's environment."""
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


def _language(args: list[str]) -> str:
    """The language that arguments ask for, wherever it stands among them, else that of the environment."""
    words = [part for word in args for part in word.split("=", 1)]
    asked = [after for before, after in zip(words, words[1:], strict=False) if before == "--lang" and after in LANGUAGES]
    return asked[-1] if asked else environment()


class Option(click.Option):
    """An option whose help is the key of a message."""

    def get_help_record(self, ctx):
        """Name and help in the reader's language."""
        said = copy(self)
        said.help = say(self.help, ctx.meta["lang"])
        return super(Option, said).get_help_record(ctx)


class _Said:
    """What speaks for itself by the message `help-` and its name."""

    def parse_args(self, ctx, args):
        """Settle the language before an argument asks for help."""
        ctx.meta["lang"] = _language(args)
        ctx.formatter_class = partial(_Formatter, ctx.meta["lang"])
        return super().parse_args(ctx, args)

    def get_help_option(self, ctx):
        """`--help` itself."""
        found = super().get_help_option(ctx)
        found.help = say("option-help", ctx.meta["lang"])
        return found

    def format_help_text(self, ctx, formatter):
        """The message, indented under the usage."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"help-{self.name}", ctx.meta["lang"]))

    def get_short_help_str(self, limit=45):
        """Its first sentence."""
        return say(f"help-{self.name}", click.get_current_context().meta["lang"]).partition("\n")[0]


class Command(_Said, click.Command):
    """A command with help in the reader's language."""


class Group(_Said, click.Group):
    """A group with help in the reader's language."""

    command_class = Command


class _Formatter(click.HelpFormatter):
    """Headings in the reader's language, and lines that break no word."""

    def __init__(self, lang, **options):
        super().__init__(**options)
        self.lang = lang

    def write_usage(self, prog, args="", prefix=None):
        """How the command is called."""
        super().write_usage(prog, args, say("help-usage", self.lang))

    def write_heading(self, heading):
        """A heading."""
        super().write_heading(say(f"help-{heading.lower()}", self.lang))

    def write_text(self, text):
        """Paragraphs."""
        for number, paragraph in enumerate(text.split("\n\n")):
            if number:
                self.write_paragraph()
            for line in _broken(paragraph, self.width - self.current_indent):
                self.write(" " * self.current_indent + line + "\n")

    def write_dl(self, rows, col_max=30, col_spacing=2):
        """Names and what they mean in two columns."""
        rows = list(rows)
        first = min(max(len(name) for name, _ in rows), col_max) + col_spacing
        for name, text in rows:
            lines = _broken(text, self.width - self.current_indent - first)
            name = " " * self.current_indent + name
            if len(name) > self.current_indent + first - col_spacing:
                self.write(name + "\n")
                name = ""
            for line in lines:
                self.write(name.ljust(self.current_indent + first) + line + "\n")
                name = ""


def _broken(text: str, width: int) -> list[str]:
    from rich.cells import cell_len

    from delicta.lines import spans

    return [text[start:end] for start, end in spans(text, width, cell_len)]
