"""The questions of `queries/`: what each file asks, and how a reader's parameters are put into it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from delicta import names, places
from delicta.errors import DelictaError

ANY = "any"
_FOLDERS = {"term": names.BASE + "{}", "class": names.BASE + "{}", "offence": names.OFFENCE + "{}", "provision": names.BASE + "law/{}", "instrument": names.BASE + "law/{}", "division": names.BASE + "catalogue/{}", "entry": names.BASE + "compliance/{}", "case": names.CASE + "{}/"}
_LOCAL = re.compile(r"\w[\w.-]{0,199}")
_IRI = re.compile(r"https?://[\w.~:/?#@!$&()*+,;=%-]{1,500}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,9})?")
_WORD = re.compile(r"\w[\w-]{0,99}")


@dataclass(frozen=True)
class Parameter:
    """One thing a reader may set. `kind` is term, class, offence, provision, instrument, division, entry, case, number, date or word; `default` is None where it must be given.

    `of` is the class under which a term, a class or an entry is looked for, or `quantity`; empty for any.
    """

    name: str
    kind: str
    default: str | None
    of: str = ""

    @property
    def variable(self) -> str:
        """The variable that stands for it in the query."""
        return f"given{self.name[0].upper()}{self.name[1:]}"

    def written(self, value: str) -> str:
        """A value as a SPARQL term. Raises DelictaError for anything but a name, IRI, number, date or word of the kind asked for."""
        if value == ANY and self.default == ANY:
            return f'"{ANY}"'
        if self.kind in _FOLDERS:
            if _LOCAL.fullmatch(value):
                return f"<{_FOLDERS[self.kind].format(value)}>"
            if _IRI.fullmatch(value):
                return f"<{value}>"
        elif self.kind == "number" and _NUMBER.fullmatch(value):
            return value
        elif self.kind == "word" and _WORD.fullmatch(value):
            return f'"{value}"'
        elif self.kind == "date":
            try:
                return f'"{date.fromisoformat(value).isoformat()}"^^<{names.XSD}date>'
            except ValueError:
                pass
        raise DelictaError("bad-parameter", name=self.name, value=value)


@dataclass(frozen=True)
class Question:
    """One file of `queries/`: its name, its sentence and column headings by language, its columns and parameters, and the query itself."""

    name: str
    sentence: dict[str, str]
    headings: dict[str, list[str]]
    columns: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    law: str
    text: str

    def bound(self, given: dict[str, str]) -> str:
        """The query with the parameters given put in place of its defaults. Raises DelictaError for a name or value that does not fit."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise DelictaError("unwanted-parameter", question=self.name, name=name, near=(name, list(known)), known=", ".join(known) or "–")
        text = self.text
        for parameter in self.parameters:
            if parameter.name in given:
                text = _put(text, parameter.variable, parameter.written(str(given[parameter.name])))
            elif parameter.default is None:
                raise DelictaError("missing-parameter", question=self.name, name=parameter.name)
        return text


def _put(text: str, variable: str, term: str) -> str:
    return re.sub(r"(VALUES \?" + variable + r" \{)[^{}]*(\})", lambda match: f"{match[1]} {term} {match[2]}", text, count=1)


def _spaced(column: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: " " + match[1].lower(), column)


def _parameter(text: str) -> Parameter:
    name, kind, of, default = re.fullmatch(r"(\w+): (\w+)(?: (\w+))?, (?:required|default (\S+))", text.strip()).groups()
    return Parameter(name, kind, default, of or "")


def read(name: str, text: str) -> Question:
    """A question from the text of its file; a query without a header has no sentence and no parameters."""
    header = dict(re.findall(r"^# ([A-Z][\w@]*): (.+)$", text, re.MULTILINE))
    parameters = [part for part in header.get("Parameters", "none").split(";") if part.strip() != "none"]
    columns, in_chinese = (tuple(header.get(key, "").replace(" ", "").split(",")) for key in ("Columns", "Columns@zh"))
    return Question(
        name,
        {"en": header.get("Question", name), "zh": header.get("Question@zh", name)},
        {"en": [_spaced(column) for column in columns], "zh": list(in_chinese)},
        columns,
        tuple(_parameter(part) for part in parameters),
        header.get("Law", ""),
        text,
    )


@cache
def every() -> dict[str, Question]:
    """All questions of `queries/` by name."""
    return {file.stem: read(file.stem, file.read_text(encoding="utf-8")) for file in sorted(places.QUERIES.glob("*.rq"))}


def find(name: str) -> Question:
    """The question of that name. Raises DelictaError with the nearest name."""
    if name not in every():
        raise DelictaError("unknown-question", question=name, near=(name, list(every())))
    return every()[name]
