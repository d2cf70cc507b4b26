"""Finding in the text of a SPARQL query what would reach over the network.

A query is read by its words, not by a grammar, so every doubtful place is read in each way that an engine could read it: a `<` opens an IRI or
compares, three quotes open a long string or, where that is not well formed, an empty one. If any reading shows a federated call, there is one.
"""

import re

_NOT_CODE = re.compile(r"""
    (?P<space>\s+)
  | (?P<comment>\#[^\r\n]*)
  | (?P<variable>[?$]\w+)
  | (?P<escape>\\.)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
""", re.VERBOSE | re.DOTALL)
_IRI = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_SURE_IRI = re.compile(r'<[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>')
_SURE_STRINGS = [
    re.compile(r"""'''(?:'{0,2}(?:[^'\\]|\\[tbnrf\\"']))*'''"""),
    re.compile(r'''"""(?:"{0,2}(?:[^"\\]|\\[tbnrf\\"']))*"""'''),
]
_STRINGS = [
    re.compile(r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''", re.DOTALL),
    re.compile(r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""', re.DOTALL),
    re.compile(r"'(?:[^'\\\r\n]|\\.)*'"),
    re.compile(r'"(?:[^"\\\r\n]|\\.)*"'),
]
_WORD = re.compile(r"(?P<run>[\w.\-·]+)(?P<local>:(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\.)*)?|:(?:[\w:.\-·]|%[0-9A-Fa-f]{2}|\\.)*")
_OPENS = re.compile(r"(?:\s|#[^\r\n]*(?=[\r\n]|\Z))*\{")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _decoded(text: str) -> str:
    def character(match):
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]

    return _ESCAPE.sub(character, text)


def words(text: str) -> set[str]:
    """Every bare word that some reading of a query finds outside IRIs, strings, comments, variables and prefixed names; in lower case.

    A prefixed name before `{` counts with its prefix, because engines read a keyword and a name without a space between them.
    """
    found: set[str] = set()
    seen: set[int] = set()
    places = [0]
    while places:
        at = places.pop()
        if at in seen or at >= len(text):
            continue
        seen.add(at)
        character = text[at]
        if character == "<":
            sure = _SURE_IRI.match(text, at)
            if sure:
                places.append(sure.end())
                continue
            possible = _IRI.match(text, at)
            places += [at + 1, possible.end()] if possible else [at + 1]
        elif character in "'\"":
            sure = [match.end() for match in (pattern.match(text, at) for pattern in _SURE_STRINGS) if match]
            ends = sure or [match.end() for match in (pattern.match(text, at) for pattern in _STRINGS) if match]
            places += ends or [at + 1]
        elif skipped := _NOT_CODE.match(text, at):
            places.append(skipped.end())
        elif word := _WORD.match(text, at):
            if word["run"] and (not word["local"] or _OPENS.match(text, word.end())):
                found.add(word["run"].casefold())
            places.append(word.end())
        else:
            places.append(at + 1)
    return found


def calls_out(query: str) -> bool:
    """Whether a query asks another server, by SERVICE in any reading of its text."""
    return any("service" in word for text in {query, _decoded(query)} for word in words(text))


def names_graphs(query: str) -> bool:
    """Whether a query brings its own dataset with FROM."""
    return "from" in words(query)


def updates(request: str) -> bool:
    """Whether a request that is no query is an update, by its first operation."""
    return bool(words(request) & {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy"})
