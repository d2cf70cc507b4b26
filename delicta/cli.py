"""The command line. Each command imports what it needs when it is called, so that the main job starts fast."""

import sys
from functools import partial

import click

from delicta.errors import LANGUAGES
from delicta.helping import Group, Option


class _Day(click.ParamType):
    name = "YYYY-MM-DD"

    def convert(self, value, param, ctx):
        from delicta.checking import day_of_law
        from delicta.errors import DelictaError

        lang = ctx.meta["lang"] if ctx else "en"
        try:
            return day_of_law(value)
        except DelictaError as error:
            self.fail(type(error)(error.key, **error.values | {"where": "--on"}).text(lang), param, ctx)


class _Seconds(click.FloatRange):
    """A number of seconds up to a day: no infinity, and nothing that is no number."""

    def __init__(self):
        super().__init__(min=0.1, max=86_400)

    def convert(self, value, param, ctx):
        seconds = super().convert(value, param, ctx)
        return seconds if seconds <= self.max else self.fail(str(value), param, ctx)


def _language(ctx, param, value):
    return value or ctx.meta["lang"]


option = partial(click.option, cls=Option)
lang_option = option("--lang", type=click.Choice(LANGUAGES), callback=_language, is_eager=True, help="option-lang")
under_option = option("--under", multiple=True, metavar="ID", help="option-under")


@click.group(cls=Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="delicta", prog_name="delicta", cls=Option, help="option-version")
@option("--lang", type=click.Choice(LANGUAGES), callback=_language, is_eager=True, expose_value=False, help="option-lang")
@click.pass_context
def main(ctx):
    """`delicta`."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _fail(error, lang: str) -> None:
    click.echo(error.text(lang), err=True)


@main.command("apply")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@option("--format", "form", type=click.Choice(["table", "json", "csv", "turtle", "jsonld"]), default="table", help="option-format")
@lang_option
@option("--on", "on", type=_Day(), help="option-on")
@option("--all", "everything", is_flag=True, help="option-all")
@under_option
def apply_command(files, form, lang, on, everything, under):
    """`delicta apply`."""
    from delicta.commands import run_apply

    sys.exit(run_apply(files, form, lang, on, everything, under))


@main.command("explain")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@option("--offence", required=True, metavar="ID", help="option-offence")
@lang_option
@option("--on", "on", type=_Day(), help="option-on")
@under_option
def explain_command(files, offence, lang, on, under):
    """`delicta explain`."""
    from delicta.commands import run_explain

    sys.exit(run_explain(files, offence, lang, on, under))


@main.command("compare")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@option("--under", multiple=True, required=True, metavar="ID", help="option-under-compare")
@option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="option-format")
@lang_option
@option("--on", "on", type=_Day(), help="option-on")
def compare_command(files, under, form, lang, on):
    """`delicta compare`."""
    from delicta.commands import run_compare

    sys.exit(run_compare(files, under, form, lang, on))


@main.command("validate")
@click.argument("files", nargs=-1, metavar="FILE…")
@option("--format", "form", type=click.Choice(["text", "json", "turtle"]), default="text", help="option-format-report")
@lang_option
@option("--law", "of_law", is_flag=True, help="option-law")
def validate_command(files, form, lang, of_law):
    """`delicta validate`."""
    from delicta.reports import run_validate

    if not files and not of_law:
        raise click.MissingParameter(ctx=click.get_current_context(), param_hint="FILE…", param_type="argument")
    sys.exit(run_validate(files, form, lang, of_law))


@main.command("ask")
@click.argument("question", required=False)
@click.argument("files", nargs=-1, metavar="[FILE…]")
@option("--endpoint", metavar="URL", help="option-endpoint-ask")
@option("--param", "params", multiple=True, metavar="NAME=VALUE", help="option-param")
@option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="option-format")
@lang_option
@option("--timeout", type=_Seconds(), metavar="SECONDS", default=30.0, show_default=True, help="option-timeout-server")
def ask_command(question, files, endpoint, params, form, lang, timeout):
    """`delicta ask`."""
    from delicta.store_commands import list_questions, run_ask

    sys.exit(run_ask(question, files, endpoint, params, form, lang, timeout) if question else list_questions(lang))


@main.command("risks")
@option("--stage", metavar="ID", help="option-stage")
@option("--actor", metavar="ID", help="option-actor")
@option("--data", metavar="ID", help="option-data")
@option("--format", "form", type=click.Choice(["table", "json", "svg"]), default="table", help="option-format-risks")
@lang_option
def risks_command(stage, actor, data, form, lang):
    """`delicta risks`."""
    from delicta.risks import run_risks

    sys.exit(run_risks(stage, actor, data, form, lang))


@main.command("load")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@option("--endpoint", required=True, metavar="URL", help="option-endpoint-load")
@option("--update", metavar="URL", help="option-update")
@option("--evaluate", is_flag=True, help="option-evaluate")
@lang_option
@option("--timeout", type=_Seconds(), metavar="SECONDS", default=120.0, show_default=True, help="option-timeout-answer")
def load_command(files, endpoint, update, evaluate, lang, timeout):
    """`delicta load`."""
    from delicta.store_commands import run_load

    sys.exit(run_load(files, endpoint, update, evaluate, lang, timeout))


@main.command("serve")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@option("--port", type=click.IntRange(0, 65535), metavar="PORT", default=7878, show_default=True, help="option-port")
@lang_option
@option("--timeout", type=_Seconds(), metavar="SECONDS", default=30.0, show_default=True, help="option-timeout-query")
def serve_command(files, port, lang, timeout):
    """`delicta serve`."""
    from delicta.store_commands import run_serve

    sys.exit(run_serve(files, port, lang, timeout))
