"""Help on the command line: every text is a message in the reader's language, broken as that language breaks lines."""

import errno
import os
import re
import sys
from contextlib import contextmanager
from copy import copy
from functools import partial

import click

from delicta.errors import LANGUAGES, DelictaError, say

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}


def environment() -> str:
    """The language of the reader's environment."""
    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


def _language(args: list[str], otherwise: str) -> str:
    """The language that arguments ask for, wherever it stands among them."""
    words = [part for word in args for part in word.split("=", 1)]
    asked = [after for before, after in zip(words, words[1:], strict=False) if before == "--lang" and after in LANGUAGES]
    return asked[-1] if asked else otherwise


class Option(click.Option):
    """An option whose help is the key of a message."""

    def get_help_record(self, ctx):
        """Name and help in the reader's language."""
        said = copy(self)
        said.help = say(self.help, ctx.meta["lang"])
        name, text = super(Option, said).get_help_record(ctx)
        text = re.sub(r"\[default: ([^;\]]+).*\]", lambda found: say("help-default", ctx.meta["lang"], value=found[1]), text)
        return name, text.replace("[required]", say("help-required", ctx.meta["lang"]))


class _Said:
    """What speaks for itself by the message `help-` and its name."""

    def parse_args(self, ctx, args):
        """Settle the language before an argument asks for help or is wrong."""
        ctx.meta["lang"] = _language(args, ctx.meta.get("lang") or environment())
        ctx.formatter_class = partial(_Formatter, ctx.meta["lang"])
        with _translated(ctx):
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

    def main(self, *arguments, **options):
        """Run the command line: what the output cannot say is no reason to end with a traceback, nor is an output that takes no more."""
        for stream in (sys.stdout, sys.stderr):
            _speakable(stream)
        try:
            try:
                return super().main(*arguments, **options)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if not isinstance(error, BrokenPipeError) and error.errno not in _NO_ROOM:
                raise
            if error.errno in _NO_ROOM:
                print(say("cannot-write", _language(sys.argv, environment()), detail=error.strerror), file=sys.stderr)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(2 if error.errno in _NO_ROOM else 1)

    def invoke(self, ctx):
        """A command, with errors in the reader's language."""
        with _translated(ctx):
            return super().invoke(ctx)

    def resolve_command(self, ctx, args):
        """The command meant; an error that names the nearest where there is none."""
        if self.get_command(ctx, args[0]) is None:
            raise UsageError(DelictaError("usage-no-command", name=args[0], near=(args[0], list(self.commands))).text(ctx.meta["lang"]), ctx)
        return super().resolve_command(ctx, args)


def _speakable(stream) -> None:
    """Let a stream take every character: a terminal shows a mark for one it has not, files and pipes get UTF-8."""
    if hasattr(stream, "reconfigure") and stream.encoding.lower().replace("-", "") != "utf8":
        stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))


class UsageError(click.UsageError):
    """A wrong call, told in the reader's language."""

    def show(self, file=None):
        """How the command is called, where help is, and what is wrong."""
        lines = []
        if self.ctx:
            lines += [self.ctx.get_usage(), say("usage-help", self.ctx.meta["lang"], command=self.ctx.command_path), ""]
        click.echo("\n".join([*lines, self.message]), file=file or sys.stderr)


@contextmanager
def _translated(ctx: click.Context):
    try:
        yield
    except UsageError:
        raise
    except click.UsageError as error:
        ctx = error.ctx or ctx
        raise UsageError(_reason(error, ctx), ctx) from None


def _reason(error: click.UsageError, ctx: click.Context) -> str:
    """What is wrong with a call, in the reader's language; in the words of click for what it has no message."""
    lang, options = ctx.meta["lang"], {name: option for option in ctx.command.params for name in option.opts}
    if isinstance(error, click.NoSuchOption):
        return DelictaError("usage-no-option", name=error.option_name, near=(error.option_name, [name for name in options if name[0] == "-"])).text(lang)
    if isinstance(error, click.BadOptionUsage):
        flag = getattr(options.get(error.option_name), "is_flag", False)
        return say("usage-no-value" if flag else "usage-value-missing", lang, name=error.option_name)
    if isinstance(error, click.BadParameter):
        name = error.param_hint or error.param.get_error_hint(ctx).strip("'")
        if isinstance(error, click.MissingParameter):
            return say("usage-missing", lang, name=name)
        kind, reason = error.param.type, error.message
        if isinstance(kind, click.Choice):
            reason = say("usage-choice", lang, choices=say("within-comma", lang).join(kind.choices))
        elif isinstance(kind, click.IntRange | click.FloatRange):
            reason = say("usage-between" if kind.max is not None else "usage-least", lang, low=kind.min, high=kind.max)
        return reason if reason.startswith(name) else say("usage-invalid", lang, name=name, reason=reason)
    extra = re.search(r"extra arguments? \((.*)\)", error.message)
    return say("usage-extra", lang, words=extra[1]) if extra else error.format_message()


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
