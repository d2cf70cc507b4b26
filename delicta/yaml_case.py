"""Cases written in YAML: the words of the project's context, with conveniences that a JSON-LD processor does not have."""

import json
import re

from delicta import names, terms
from delicta.errors import InputError
from delicta.yaml_text import Entry, Reader

_LISTS = ("actors", "conducts", "holdings")
_WORDS = {
    "case": ("case", "kind", "title", "narrative", "source", "note", *_LISTS),
    "actors": ("id", "is", "name", "note"),
    "conducts": ("id", "name", "note", "by", "begins", "ends", "judgedOn", "stage", "facts", "rulesOut", "statesAll", "localStandards"),
    "facts": ("id", "is", "name", "note", "on", "quote", "dated", "affirms"),
    "localStandards": ("id", "name", "note", "of", "figure"),
    "holdings": ("id", "name", "note", "ofActor", "convicts", "acquits", "sanctions", "handledBy", "decidedOn", "punishment", "months", "outcomeNote", "divergence"),
}
_TEXTS = {"title", "name", "narrative", "note", "quote", "outcomeNote", "divergence", "source"}
_LANGUAGES = ("en", "zh")
_NAME = re.compile(r"[\w-]{1,100}")
_COMMA = re.compile(r"\s*[,\uff0c\u3001]\s*")
_QUOTATION_MARKS = "\u201c\u201d\u201e\u2018\u2019\u300c\u300e\u00ab"
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def to_json_ld(text: str, name: str) -> tuple[str, dict[str, int]]:
    """Turn a YAML case into JSON-LD text with the project's context.

    Every node gets an identifier (its own `id`, or one from its place); a bare word after `on`, after `by` or in `facts` is the id of a node of
    the case or, failing that, the class of a new one; text without a language is taken by its script; `holdings` go into a graph of their own.
    Returns the text and the lines of nodes, by IRI, and of their words, by IRI and word IRI. Raises InputError.
    """
    reader = Reader(text, name)
    builder = _Builder(reader.read(), reader)
    return json.dumps(builder.build(), ensure_ascii=False), builder.lines


def _listed(value) -> list:
    return value if isinstance(value, list) else [value]


class _Builder:
    """Builds one JSON-LD document; `lines` fills up on the way."""

    def __init__(self, document: Entry, reader: Reader):
        self.document, self.fail, self.file = document, reader.fail, reader.name
        stem = document.get("case") or re.sub(r"[^\w-]+", "-", re.sub(r"\.ya?ml$", "", re.split(r"[\\/]", reader.name)[-1]))
        if not isinstance(stem, str) or not _NAME.fullmatch(stem):
            self.fail("yaml-id", document.lines["case"], word=str(stem))
        self.base = f"{names.CASE}{stem}/"
        self.lines: dict[str, int] = {}
        self.ids: dict[str, int] = {}
        self._collect(document)
        self.taken = set(self.ids)

    def _collect(self, value) -> None:
        """The ids given anywhere, so that a word may name what is written further down."""
        if isinstance(value, Entry) and "id" in value:
            given, line = value["id"], value.lines["id"]
            if not isinstance(given, str) or not _NAME.fullmatch(given):
                self.fail("yaml-id", line, word=str(given))
            if given in self.ids:
                self.fail("yaml-id-twice", line, word=given)
            self.ids[given] = line
        for inner in value.values() if isinstance(value, Entry) else value if isinstance(value, list) else ():
            self._collect(inner)

    def build(self) -> dict:
        from delicta.context import context

        document = self.document
        for word in document:
            if word not in _WORDS["case"]:
                raise InputError("unknown-term", file=(self.file, document.lines[word]), term=word, near=(word, sorted(_WORDS["case"])), node="")
        kind = document.get("kind", "RealCase" if "holdings" in document else "Hypothetical")
        for value in _listed(kind):
            if not isinstance(value, str):
                self.fail("yaml-plain", document.lines["kind"], word="kind")
            self._check(value, "is", document.lines.get("kind", document.line))
        case = {"id": "", "is": kind}
        self.lines[self.base] = document.line
        self.lines[f"{self.base} {names.BASE}{kind}"] = document.lines.get("kind", document.line)
        case.update({word: self._text(document, word) for word in ("title", "narrative", "note", "source") if word in document})
        actors = [self._node(actor, f"actor-{n}", "actors") for n, actor in self._entries("actors")]
        case["conducts"] = [self._conduct(conduct, n) for n, conduct in self._entries("conducts")]
        holdings = [self._holding(holding, n) for n, holding in self._entries("holdings")]
        graph = [case, *actors]
        if holdings:
            graph.append({"id": "holding", "@graph": holdings})
        return {"@context": {**context(), "@base": self.base}, "@graph": graph}

    def _entries(self, word: str):
        """The numbered entries of a list at the top, each of which must be an entry."""
        given = self.document.get(word, [])
        line = self.document.lines.get(word, 1)
        if not isinstance(given, list):
            self.fail("yaml-list", line, word=word)
        for entry in given:
            if not isinstance(entry, Entry):
                self.fail("yaml-entry", line, word=word)
        return enumerate(given, 1)

    def _conduct(self, conduct: Entry, number: int) -> dict:
        node = self._begun(conduct, f"conduct-{number}", "conducts", "Conduct")
        own = node["id"]
        if "by" not in conduct:
            self.fail("yaml-nobody", conduct.line)
        for word in conduct:
            if word in ("by", "facts"):
                kind, place = ("actors", "by") if word == "by" else ("facts", "fact")
                values = _listed(conduct[word])
                node[word] = [self._linked(value, f"{own}-{place}-{n}", kind, word, conduct.lines[word]) for n, value in enumerate(values, 1)]
                if word == "by":
                    self._call(node[word])
            elif word == "localStandards":
                node[word] = []
                for n, entry in enumerate(_listed(conduct[word]), 1):
                    if not isinstance(entry, Entry):
                        self.fail("yaml-entry", conduct.lines[word], word=word)
                    node[word].append(self._filled(self._begun(entry, f"{own}-standard-{n}", word, "LocalStandard"), entry, word))
            elif word != "id":
                node[word] = self._plain(conduct, word, own)
        return node

    def _call(self, actors: list) -> None:
        """Give actors that were written out without a name or an id the name of their class."""
        from delicta.law import load_law

        nameless = [actor for actor in actors if isinstance(actor, dict) and "name" not in actor and actor["id"] not in self.ids]
        for number, actor in enumerate(nameless, 1):
            entry = load_law().lexicon["nodes"].get(_listed(actor["is"])[0], {})
            actor["name"] = {lang: text if len(nameless) == 1 else f"{text} {number}" for lang, text in entry.get("label", {}).items()}

    def _holding(self, holding: Entry, number: int) -> dict:
        node = self._filled(self._begun(holding, f"holding-{number}", "holdings", "Holding"), holding, "holdings")
        for word in ("convicts", "acquits"):
            if word in node:
                node[word] = [value if ":" in value else f"offence:{value}" for value in _listed(node[word])]
        return node

    def _linked(self, value, own: str, kind: str, word: str, line: int):
        """A node written out, the id of one, or the class of a new one. A class begins with a capital letter, unlike most ids."""
        if isinstance(value, Entry):
            return self._node(value, own, kind)
        if not isinstance(value, str):
            self.fail("yaml-entry", line, word=word)
        if value in self.ids:
            return value
        self._check_one(value, word, line)
        if not value[:1].isupper() or not value.isascii() or not terms.is_word(value) or value.lower() in map(str.lower, self.ids):
            from delicta.checking import nearest_term

            self.fail("yaml-reference", line, word=value, near=nearest_term(value, [*self.ids, *self._classes()]))
        entry = Entry(line)
        entry["is"], entry.lines["is"] = value, line
        return self._node(entry, own, kind)

    def _classes(self) -> list[str]:
        from delicta.law import load_law

        return [key for key, entry in load_law().lexicon["nodes"].items() if "broader" in entry]

    def _node(self, entry: Entry, own: str, kind: str) -> dict:
        if "is" not in entry and "affirms" not in entry:
            self.fail("yaml-class", entry.line)
        return self._filled(self._begun(entry, own, kind, None if "is" in entry else "Assessment"), entry, kind)

    def _begun(self, entry: Entry, own: str, kind: str, class_: str | None) -> dict:
        """A node with its id and class, whose words have been seen to belong where they stand."""
        given = entry.get("id", own)
        while "id" not in entry and given in self.taken:
            given += "-"
        self.taken.add(given)
        iri = self.base + given
        self.lines[iri] = entry.line
        for word in entry:
            if not terms.is_word(word):
                self._no_word(word, entry.lines[word])
            elsewhere = [other for other, words in _WORDS.items() if word in words]
            if elsewhere and kind not in elsewhere:
                self.fail("yaml-place", entry.lines[word], word=word, place=kind, places=", ".join(elsewhere))
            self.lines[f"{iri} {names.BASE}{word}"] = entry.lines[word]
        return {"id": given, **({"is": class_} if class_ else {})}

    def _filled(self, node: dict, entry: Entry, kind: str) -> dict:
        for word in entry:
            if word == "on":
                things = enumerate(_listed(entry["on"]), 1)
                node["on"] = [self._linked(thing, f"{node['id']}-on-{n}", "facts", "on", entry.lines["on"]) for n, thing in things]
            elif word != "id":
                node[word] = self._plain(entry, word, node["id"])
        return node

    def _plain(self, entry: Entry, word: str, own: str):
        """A text, number, date or term as written, or a list of them; the context knows which it is."""
        if word in _TEXTS:
            return self._text(entry, word)
        values = _listed(entry[word])
        for value in values:
            if not isinstance(value, str):
                self._refuse(entry, word)
            self._check(value, word, entry.lines[word])
            prefix, colon, rest = value.partition(":")
            term = names.PREFIXES.get(prefix, prefix + ":") + rest if colon else names.BASE + value
            self.lines.setdefault(f"{self.base}{own} {term}", entry.lines[word])
        return entry[word]

    def _check(self, value: str, word: str, line: int) -> None:
        """Refuse, where a term belongs, what cannot be one, because JSON-LD would pass over it."""
        from delicta.context import context

        self._check_one(value, word, line)
        meaning = context().get(word)
        if (word == "is" or isinstance(meaning, dict) and meaning.get("@type") in ("@id", "@vocab")) and not terms.is_word(value):
            self._no_word(value, line)

    def _check_one(self, value: str, word: str, line: int) -> None:
        """Refuse a value in typographic quotation marks, and several without brackets."""
        if value[0] in _QUOTATION_MARKS:
            self.fail("yaml-quotation", line, word=word)
        if _COMMA.search(value) and not value[0].isdigit():
            self.fail("yaml-comma", line, word=word, list=_COMMA.sub(", ", value))

    def _no_word(self, value: str, line: int) -> None:
        from delicta.checking import no_word

        raise no_word(value, (self.file, line))

    def _refuse(self, entry: Entry, word: str):
        """Say that a word does not exist, or that its value is too much for it."""
        from delicta.context import context

        if word in context():
            self.fail("yaml-plain", entry.lines[word], word=word)
        known = {known for words in _WORDS.values() for known in words}
        raise InputError("unknown-term", file=(self.file, entry.lines[word]), term=word, near=(word, sorted(known)), node="")

    def _text(self, entry: Entry, word: str):
        """Text by language; a text alone is Chinese if it has Chinese characters, else English."""
        value = entry[word]
        if isinstance(value, Entry):
            for language, text in value.items():
                if language not in _LANGUAGES:
                    self.fail("yaml-language", value.lines[language], word=language)
                if not isinstance(text, str):
                    self.fail("yaml-plain", value.lines[language], word=language)
            return {language: text.strip() for language, text in value.items()}
        if not isinstance(value, str):
            self.fail("yaml-plain", entry.lines[word], word=word)
        return {"zh" if _CHINESE.search(value) else "en": value.strip()}
