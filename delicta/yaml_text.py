"""YAML as entries, lists and texts that know their lines; nothing is converted, and what a case never needs is refused."""

import re

import yaml

from delicta.errors import InputError, wrong_syntax

_DEPTH = 16
_FULL_WIDTH_COLON = "\uff1a"

# How the parser's words for a slip begin, the message for it, and whether its line is where the thing began or where it was noticed.
_SLIPS = (
    ("found character '\\t'", "yaml-tab", "noticed"),
    ("but found another document", "yaml-second", "noticed"),
    ("mapping values are not allowed", "yaml-colon", "noticed"),
    ("could not find expected ':'", "yaml-missing", "begun"),
    ("expected <block end>", "yaml-indent", "noticed"),
    ("expected ',' or", "yaml-bracket", "begun"),
    ("found unexpected end of stream", "yaml-quote", "begun"),
    ("found character", "yaml-character", "noticed"),
)


class Entry(dict):
    """A mapping that knows the line it begins on and the line of each of its words."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class _Loader(yaml.BaseLoader):
    """YAML in which every scalar is its text; aliases, tags and great depth are refused."""

    depth = 0

    def compose_node(self, parent, index):
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "yaml-alias", event.start_mark)
        if getattr(event, "tag", None) not in (None, "!"):
            raise yaml.composer.ComposerError(None, None, "yaml-tag", event.start_mark)
        if self.depth >= _DEPTH:
            raise yaml.composer.ComposerError(None, None, "yaml-deep", event.start_mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class Reader:
    """Turns the text of one file into entries, lists and texts. Raises InputError with the line."""

    def __init__(self, text: str, name: str):
        self.text, self.name = text, name

    def fail(self, key: str, line: int, **values):
        """Raise the InputError of that key for a line."""
        raise InputError(key, file=self.name, line=line, **values)

    def read(self) -> Entry:
        """The mapping that the file is."""
        try:
            node = _Loader(self.text).get_single_node()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._explain(str(error.problem), mark.line + 1 if mark else 1, error.context_mark.line + 1 if error.context_mark else None)
        except yaml.reader.ReaderError as error:
            raise wrong_syntax(self.name, self.text.count("\n", 0, error.position) + 1, str(error.reason), "YAML") from None
        except RecursionError:
            self.fail("yaml-deep", 1)
        if node is None:
            raise InputError("empty-file", file=self.name)
        value = self._value(node)
        if not isinstance(value, Entry):
            lines = self.text.splitlines()
            first = next(number for number, line in enumerate(lines) if line.strip())
            self.fail("yaml-full-width" if _FULL_WIDTH_COLON in lines[first] else "yaml-top", first + 1)
        return value

    def _explain(self, problem: str, line: int, begun: int | None) -> None:
        """Say in the reader's words what the usual slips of the pen come to; `begun` is the line where the thing in question began."""
        lines = self.text.splitlines()
        if problem.startswith("yaml-"):
            self.fail(problem, line)
        for number in range(begun or line - 1, line + 1):
            if 0 < number <= len(lines) and re.match(rf"[\s-]*[\w-]+{_FULL_WIDTH_COLON}", lines[number - 1]):
                self.fail("yaml-full-width", number)
        for beginning, key, at in _SLIPS:
            if problem.startswith(beginning):
                self.fail(key, begun if at == "begun" and begun else line)
        raise wrong_syntax(self.name, line, problem, "YAML")

    def _value(self, node):
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._value(inner) for inner in node.value]
        entry = Entry(line)
        for key, inner in node.value:
            at = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode) or not key.value.strip():
                self.fail("yaml-word", at)
            word = key.value
            if word in entry:
                self.fail("yaml-twice", at, word=word)
            if word.startswith("@") or word == "<<":
                self.fail("yaml-word", at)
            entry[word] = self._value(inner)
            entry.lines[word] = at
            if entry[word] in ("", [], {}) or isinstance(entry[word], list) and "" in entry[word]:
                self.fail("yaml-empty", at, word=word)
        return entry
