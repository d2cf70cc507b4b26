"""What a reader's word means: an id or a name in either language, and what is nearest where it means nothing."""

import re
from collections.abc import Iterable, Mapping

from delicta import names

_CUTOFF = 0.6
_CUTOFF_CLOSE = 0.85
_CUTOFF_PART = 0.7
_CUTOFF_CHINESE = 0.5


def letters(word: str) -> str:
    """A word without case, spaces and marks, so that `data collection` and `DataCollection` are the same."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def members(nodes: dict, *classes: str, of: str = "") -> dict[str, str]:
    """What a lexicon has under some classes: ids and names in both languages, each with the key in the lexicon that it means.

    With `of`, of the `classes` or the `individuals` only.
    """
    above: dict[str, set[str]] = {}

    def wider(word: str) -> set[str]:
        if word not in above:
            above[word] = {word}
            above[word] |= {wide for parent in nodes.get(word, {}).get("broader", ()) for wide in wider(parent)}
        return above[word]

    def is_member(key: str, entry: dict) -> bool:
        kinds = [] if of == "classes" else [entry.get("kind", ""), *entry.get("types", ()), *(["quantity"] if "unit" in entry else ())]
        return any(wide in classes for kind in (*kinds, *([] if of == "individuals" else [key])) for wide in wider(kind))

    return named(nodes, (key for key, entry in nodes.items() if is_member(key, entry)))


def named(nodes: dict, keys: Iterable[str]) -> dict[str, str]:
    """Ids and names in both languages of some entries of a lexicon, each with the key that it means; ids come first."""
    keys = list(keys)
    found = {names.local(names.BASE + key): key for key in keys}
    for key in keys:
        for text in nodes[key].get("label", {}).values():
            found.setdefault(text, key)
    return found


def meant(word: str, known: Mapping[str, str]) -> str | None:
    """What a word means among known ones, without digits whatever its case, spaces and marks; None if nothing."""
    if word in known or any(letter.isdigit() for letter in word):
        return known.get(word)
    return {letters(name): key for name, key in known.items()}.get(letters(word))


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The known words that are nearest to one: those but a letter or two away, else those that have it within, else those spelt alike, wholly or in a part."""
    from difflib import get_close_matches

    wanted = word.casefold()
    plain: dict[str, str] = {}
    for name in known:
        plain.setdefault(name.casefold(), name)
    near = get_close_matches(wanted, plain, most, _CUTOFF_CLOSE)
    if not near and len(wanted) > (2 if wanted.isascii() else 0):
        near = sorted((name for name in plain if wanted in name), key=len)
    near = near or get_close_matches(wanted, plain, most, _CUTOFF)
    if not near and most > 1:
        parts: dict[str, str] = {}
        for key, name in plain.items():
            for part in re.findall(r"[A-Z]?[a-z]+", name) if name.isascii() else (name[at:at + len(word)] for at in range(len(name))):
                parts.setdefault(part.casefold(), key)
        near = [parts[part] for part in get_close_matches(wanted, parts, most, _CUTOFF_PART if wanted.isascii() else _CUTOFF_CHINESE)]
    return [plain[name] for name in near[:most]]
