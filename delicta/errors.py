"""Errors for people: what is wrong, where, and how to mend it, in the reader's language."""

import re
import tomllib
from functools import cache

from delicta import places

LANGUAGES = ("en", "zh")
_MOST = 3
_FEW = 50
# What is found in a parser's words for a slip, and the message for it in the reader's.
_PARSERS = (
    ("Unexpected end", "syntax-end"), ("A dot is expected", "syntax-dot"), ("followed by a dot", "syntax-dot"), ("The prefix", "syntax-prefix"),
    ("IRI code point", "syntax-iri"), ("absolute IRI", "syntax-iri"), ("is not a valid", "syntax-place"), ("must be an IRI", "syntax-place"),
    ("datatype IRI", "syntax-literal"), ("language code", "syntax-literal"), ("escape", "syntax-literal"), ("value must be", "syntax-keyword"),
    ("delimiter", "syntax-delimiter"), ("property name", "syntax-word"), ("Expecting value", "syntax-value"), ("Unterminated string", "syntax-string"),
    ("control character", "syntax-string"), ("Extra data", "syntax-extra"), ("nested too deeply", "syntax-deep"), ("a JSON object", "syntax-object"),
    ("special characters", "syntax-character"),
)
# Characters that a terminal obeys instead of showing them, or that turn the order of what follows.
HIDDEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]")
_DOUBLED = ("?.", "\uff1f\u3002")


@cache
def _messages(lang: str) -> dict[str, str]:
    return tomllib.loads((places.PACKAGE / "messages" / f"{lang}.toml").read_text(encoding="utf-8"))


def say(key: str, lang: str = "en", **values) -> str:
    """The message of that key in a language, `en` or `zh`, with its blanks filled."""
    return _messages(lang)[key].format(**values)


def known(key: str) -> bool:
    """Whether there is a message of that key."""
    return key in _messages("en")


def guess(word: str, known, lang: str = "en") -> str:
    """`; did you mean …?` with the nearest known word, or nothing.

    Where `known` says what each word means, the guess names up to three meanings, and all of them where nothing is near and they are few.
    """
    from delicta import names
    from delicta.words import nearest

    if not hasattr(known, "values"):
        near = nearest(word, known)
        return say("guess", lang, nearest=near[0]) if near else ""
    near = [known[name] for name in nearest(word, known, _MOST)]
    ids = list(dict.fromkeys(names.local(names.BASE + key) for key in near or known.values()))
    if not near and len(ids) > _FEW:
        return ""
    return say("guess" if near else "guess-all", lang, nearest=say("comma", lang).join(ids))


class DelictaError(Exception):
    """Something the user can mend. `key` and `values` give the message in any language; `exit_code` is what a command ends with."""

    exit_code = 2

    def __init__(self, key: str, **values):
        self.key, self.values = key, values
        super().__init__(self.text())

    def text(self, lang: str = "en") -> str:
        """The message in a language, `en` or `zh`, beginning with the file where one is known.

        A value `near` of (word, known words) becomes a guess, a `file` of (name, line) both in words, a value by language the one in this.
        """
        values = {name: value.get(lang, "") if isinstance(value, dict) else value for name, value in self.values.items()}
        if isinstance(values.get("file"), tuple):
            values["file"] = say("file-line", lang, file=values["file"][0], line=values["file"][1])
        if "near" in values:
            word, known = values.pop("near")
            values["guess"] = guess(word, known, lang)
        if "node" in values:
            values["where"] = say("unknown-term-at", lang, node=values.pop("node")) if values["node"] else ""
        text = say(self.key, lang, **values).strip()
        for doubled in _DOUBLED:
            text = text.replace(doubled, doubled[0])
        text = HIDDEN.sub(lambda found: f"U+{ord(found[0]):04X}", text)
        return say("in-file", lang, file=values["file"], text=text) if "file" in values and "{file}" not in _messages(lang)[self.key] else text


class InputError(DelictaError):
    """A file that cannot be read or used as a case."""


class StoreError(DelictaError):
    """A SPARQL server that is down, slow, or answers nonsense."""

    exit_code = 3


def wrong_syntax(file: str, line: int, detail: str, form: str) -> InputError:
    """The error for a file that a parser refuses: what is wrong in the reader's language, with the parser's own words."""
    kind = next((key for words, key in _PARSERS if words in detail), "syntax-other")
    return InputError("wrong-syntax", file=file, line=line, detail={lang: say(kind, lang, detail=detail) for lang in LANGUAGES}, format=form)
