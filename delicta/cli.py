"""The command line. Each command imports what it needs when it is called, so that the main job starts fast."""

import sys
from datetime import date

import click

LANG_HELP = "Language of the answer: en or zh."


class _Day(click.ParamType):
    name = "YYYY-MM-DD"

    def convert(self, value, param, ctx):
        from delicta.checking import FIRST_DAY
        from delicta.errors import say

        lang = (ctx.params.get("lang") if ctx else None) or "en"
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(say("bad-date", lang, value=value), param, ctx)
        if day < FIRST_DAY:
            self.fail(say("too-early", lang, where="--on", value=value), param, ctx)
        if day > date.today():
            self.fail(say("future-date", lang, where="--on", value=value), param, ctx)
        return day


def _language(ctx, param, value):
    if value:
        return value
    import os

    return "zh" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("zh") else "en"


lang_option = click.option("--lang", type=click.Choice(["en", "zh"]), callback=_language, is_eager=True, help=LANG_HELP)


under_option = click.option("--under", multiple=True, metavar="ID", help="Lay a doctrine or reform over the law in force; may be repeated.")


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
@under_option
def apply_command(files, form, lang, on, everything, under):
    """Say which offences each conduct establishes, and what is open.

    Example: delicta apply registry-crawler --lang zh
    """
    from delicta.commands import run_apply

    sys.exit(run_apply(files, form, lang, on, everything, under))


@main.command("explain")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--offence", required=True, metavar="ID", help="The offence to explain, for example 253-1.")
@lang_option
@click.option("--on", "on", type=_Day(), help="Apply the law of this day instead of each conduct's own.")
@under_option
def explain_command(files, offence, lang, on, under):
    """Go through one offence element by element.

    Example: delicta explain registry-crawler --offence 253-1
    """
    from delicta.commands import run_explain

    sys.exit(run_explain(files, offence, lang, on, under))


@main.command("compare")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--under", multiple=True, required=True, metavar="ID", help="A doctrine or reform to compare with the law in force; may be repeated.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="Form of the answer.")
@lang_option
@click.option("--on", "on", type=_Day(), help="Apply the law of this day instead of each conduct's own.")
def compare_command(files, under, form, lang, on):
    """Say what a doctrine or a reform would change, and why.

    `delicta ask which-overlays` lists them.

    Example: delicta compare beauty-score-app --under sensitive-at-fifty
    """
    from delicta.commands import run_compare

    sys.exit(run_compare(files, under, form, lang, on))


@main.command("validate")
@click.argument("files", nargs=-1, metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["text", "json", "turtle"]), default="text", help="Form of the report.")
@lang_option
@click.option("--law", "of_law", is_flag=True, help="Validate the law data, with Turtle FILEs laid over it, instead of cases.")
def validate_command(files, form, lang, of_law):
    """Say what is wrong with cases, and how to mend it.

    Names terms that do not exist, then what each shape asks. Ends with 0 if all is well, 1 if not, 2 if a file could not be read.

    Example: delicta validate registry-crawler
    """
    from delicta.reports import run_validate

    if not files and not of_law:
        raise click.MissingParameter(param_hint="FILE…", param_type="argument")
    sys.exit(run_validate(files, form, lang, of_law))


@main.command("ask")
@click.argument("question", required=False)
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--endpoint", metavar="URL", help="Ask a SPARQL server that `delicta load` has filled, instead of files.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the question; may be repeated.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="Form of the answer.")
@lang_option
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds to wait for a server.")
def ask_command(question, files, endpoint, params, form, lang, timeout):
    """Ask a question of cases, by default of all built-in ones.

    Without QUESTION, list the questions. A path ending in .rq asks a query of your own.

    Example: delicta ask which-thresholds-count-this-measure --param measure=records
    """
    from delicta.store_commands import list_questions, run_ask

    sys.exit(run_ask(question, files, endpoint, params, form, lang, timeout) if question else list_questions(lang))


@main.command("risks")
@click.option("--stage", metavar="ID", help="A stage of a system's life, for example DataCollection.")
@click.option("--actor", metavar="ID", help="A kind of actor, for example Developer.")
@click.option("--data", metavar="ID", help="A kind of data or other thing, for example PersonalInformation.")
@click.option("--format", "form", type=click.Choice(["table", "json", "svg"]), default="table", help="Form of the answer; svg draws actors by stages.")
@lang_option
def risks_command(stage, actor, data, form, lang):
    """Say what can go wrong for an actor, at a stage, with data.

    Each risk comes with the offences it may be, on which condition, with other norms, and with measures against it. What is left out
    restricts nothing; names in English or Chinese do as well as ids.

    Example: delicta risks --stage DataCollection --actor Developer --data FaceInformation
    """
    from delicta.risks import run_risks

    sys.exit(run_risks(stage, actor, data, form, lang))


@main.command("load")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--endpoint", required=True, metavar="URL", help="Address of the server's queries.")
@click.option("--update", metavar="URL", help="Address of its updates, if it is not that of the queries with `update` for `query`.")
@click.option("--evaluate", is_flag=True, help="Let the server work out the findings itself, by SPARQL Update.")
@lang_option
@click.option("--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, help="Seconds to wait for each answer.")
def load_command(files, endpoint, update, evaluate, lang, timeout):
    """Load law, cases and findings into a SPARQL server, by default with all built-in cases.

    Replaces what an earlier load left there; on failure the server keeps what it had.

    Example: delicta load --endpoint http://127.0.0.1:7878/query
    """
    from delicta.store_commands import run_load

    sys.exit(run_load(files, endpoint, update, evaluate, lang, timeout))


@main.command("serve")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="Port on the loopback interface; 0 takes any free one.")
@lang_option
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Longest time a query may take, in seconds.")
def serve_command(files, port, lang, timeout):
    """Serve law, cases and findings as a read-only SPARQL endpoint on this machine.

    Example: delicta serve --port 7878
    """
    from delicta.store_commands import run_serve

    sys.exit(run_serve(files, port, lang, timeout))
