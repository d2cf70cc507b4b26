"""Layout for a terminal: paragraphs that break no word and no number, tables of them, and blocks of keys and values where a table has no room."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from delicta import lines

_GAP = 2
_LEAST, _HIGHEST = 10, 6


class Paragraph:
    """A text broken as its language breaks lines; what is wider than a whole line is cut, between the parts of a name if it has any."""

    def __init__(self, text: Text | str):
        self.text = Text(text) if isinstance(text, str) else text

    def broken(self, width: int) -> Iterator[Text]:
        """Its lines, none wider than a width."""
        for line in self.text.split("\n", allow_blank=True):
            for start, end in lines.spans(line.plain, width, cell_len):
                while cell_len(line.plain[start:end]) > width:
                    cut = _cut(line.plain[start:end], width)
                    yield _plain(line[start:start + cut])
                    start += cut
                yield _plain(line[start:end])

    def __rich_console__(self, console, options):
        yield from self.broken(options.max_width)

    def __rich_measure__(self, console, options) -> Measurement:
        return Measurement(min(longest(self.text.plain), options.max_width), min(widest(self.text.plain), options.max_width))


def _plain(line: Text) -> Text:
    line.no_wrap, line.overflow = True, "ignore"
    return line


def _cut(text: str, width: int) -> int:
    """How much of a piece too wide for a line goes into it: up to a sign between two parts of a name, else as many characters as fit."""
    fits = next((at for at in range(1, len(text)) if cell_len(text[:at + 1]) > width), len(text))
    return max((at + 1 for at in range(fits) if text[at] in " /-_."), default=fits)


def longest(text: str) -> int:
    """The width of the widest piece of a text."""
    return max((cell_len(piece.rstrip()) for piece in lines.pieces(text)), default=0)


def widest(text: str) -> int:
    """The width of the widest line of a text as it was written."""
    return max((cell_len(line) for line in text.split("\n")), default=0)


class Grid(Table):
    """A table in whose cells and heads no word is broken."""

    def add_column(self, header="", *args, **options) -> None:
        """A column; its head is a text."""
        super().add_column(Paragraph(header) if header else header, *args, **options)

    def add_row(self, *cells, **options) -> None:
        """A row of texts."""
        super().add_row(*(Paragraph(cell) if isinstance(cell, str | Text) else cell for cell in cells), **options)


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """How wide the columns of a table are; None where it has no room: no word or number is broken, no column narrower than it can be read."""
    natural = [max(map(widest, column)) for column in zip(heads, *rows, strict=True)]
    pieces = [max(map(longest, column)) for column in zip(heads, *rows, strict=True)]
    cells = [max(map(widest, column)) for column in zip(*rows, strict=True)]
    least = [max(piece, -(-widest(head) // 2), min(wish, max(_LEAST, wish // _HIGHEST))) for head, piece, wish in zip(heads, pieces, cells, strict=True)]
    spare = room - _GAP * (len(heads) - 1)
    if sum(natural) <= spare:
        return natural
    wanted = sum(natural) - sum(least)
    if sum(least) > spare:
        return None
    return [few + (spare - sum(least)) * (wish - few) // wanted for few, wish in zip(least, natural, strict=True)]


def show_table(heads: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[int], console: Console) -> None:
    """Print rows as a table; the cells in which a row begins like the one before are left blank."""
    table = Grid(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="dim")
    for head, width in zip(heads, wide, strict=True):
        table.add_column(head, width=width)
    previous: Sequence[str] = ()
    for row in rows:
        same = 0
        while same < len(row) - 1 and list(previous[same:same + 1]) == [row[same]]:
            same += 1
        table.add_row(*("" if at < same else cell for at, cell in enumerate(row)))
        previous = row
    console.print(table)


def show_blocks(heads: Sequence[str], rows: Iterable[Sequence[str]], console: Console) -> None:
    """Print rows as blocks of keys and values; of rows that agree in the first cells, these stand once above what follows in each."""
    key = max(map(cell_len, heads)) + len("– ")
    for number, (_, run) in enumerate(groupby(rows, key=lambda row: row[0])):
        if number:
            console.print()
        run = list(run)
        common = next((at for at in range(len(heads)) if len({row[at] for row in run}) > 1), len(heads))
        block = Grid.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
        block.add_column(style="dim", width=min(key, console.width // 3))
        block.add_column()
        for at in range(common):
            if run[0][at]:
                block.add_row(heads[at], run[0][at])
        for row in run if common < len(heads) else []:
            filled = [at for at in range(common, len(heads)) if row[at]]
            for at in filled:
                block.add_row(("– " if at == filled[0] else "  ") + heads[at], row[at])
        console.print(block)
