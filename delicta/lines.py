"""Line breaking: a paragraph in lines that fit, by the rules of Latin and of Chinese text."""

import re
import unicodedata
from collections.abc import Callable, Iterator

_PIECE = re.compile(r"[^\W\u2e80-\uffef]+[^\s\u2e80-\uffef]*(?:(?<=\w) \d[^\s\u2e80-\uffef]*)?\s*|\S\s*|\s+")


def pieces(text: str) -> list[str]:
    """What must stay together in a line, with the space behind it: a word with the number behind it, as in a citation; a Chinese character with the signs about it."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        opened = found and unicodedata.category(found[-1][-1]) in ("Ps", "Pi")
        if found and (opened or unicodedata.category(piece[0]) in ("Pe", "Pf", "Po") and not found[-1].endswith(" ")):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def spans(text: str, width: float, measure: Callable[[str], float]) -> Iterator[tuple[int, int]]:
    """Where each line of a text begins and ends, as broken between pieces and before a piece that a measure finds too wide; spaces at a break are left out."""
    start = at = 0
    used = 0.0
    for piece in pieces(text):
        if used and used + measure(piece.rstrip()) > width:
            yield start, start + len(text[start:at].rstrip())
            start, used = at + len(piece) - len(piece.lstrip()), 0.0
            piece, at = piece.lstrip(), start
        used += measure(piece)
        at += len(piece)
    yield start, start + len(text[start:at].rstrip())
