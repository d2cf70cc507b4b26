"""The command line. Each command imports what it needs when it is called, so that the main job starts fast."""

import sys
from datetime import date

import click

LANG_HELP = "Language of the answer: en or zh."


class _Day(click.ParamType):
    name = "YYYY-MM-DD"

    def convert(self, value, param, ctx):
        from delicta.errors import say

        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(say("bad-date", (ctx.params.get("lang") if ctx else None) or "en", value=value), param, ctx)


def _language(ctx, param, value):
    if value:
        return value
    import os

    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


lang_option = click.option("--lang", type=click.Choice(["en", "zh"]), callback=_language, is_eager=True, help=LANG_HELP)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="delicta", prog_name="delicta")
def main():
    """Which crimes of Chinese criminal law apply to this conduct?

    Cases are files (TriG, Turtle, N-Quads, JSON-LD, YAML) or names of built-in cases.
    """


def _fail(error, lang: str) -> None:
    click.echo(error.text(lang), err=True)


@main.command("apply")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv", "turtle", "jsonld"]), default="table", help="Form of the answer.")
@lang_option
@click.option("--on", "on", type=_Day(), help="Apply the law of this day instead of each conduct's own.")
@click.option("--all", "everything", is_flag=True, help="Show offences that are ruled out as well.")
def apply_command(files, form, lang, on, everything):
    """Say which offences each conduct establishes, and what is open.

    Example: delicta apply registry-crawler --lang zh
    """
    from delicta.commands import run_apply

    sys.exit(run_apply(files, form, lang, on, everything))


@main.command("explain")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--offence", required=True, metavar="ID", help="The offence to explain, for example 253-1.")
@lang_option
@click.option("--on", "on", type=_Day(), help="Apply the law of this day instead of each conduct's own.")
def explain_command(files, offence, lang, on):
    """Go through one offence element by element.

    Example: delicta explain registry-crawler --offence 253-1
    """
    from delicta.commands import run_explain

    sys.exit(run_explain(files, offence, lang, on))
