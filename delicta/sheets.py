"""A sheet to draw on: boxes with wrapped words, links, points as units; written as SVG that keeps its words and as PNG."""

import io
import logging
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from delicta.errors import DelictaError
from delicta.lines import spans

LATIN = ("DejaVu Sans", "Verdana", "Arial", "sans-serif")
CHINESE = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "STHeiti", "SimHei", "SimSun", "Noto Serif CJK SC", "Source Han Serif SC", "AR PL UMing CN", "Droid Sans Fallback", "Noto Sans CJK JP",
)
INK, PALE, LINE, PAPER = "#1f2933", "#66727f", "#b8c1cc", "#ffffff"
_LEADING, _PAD = 1.32, 5.0
_STROKE = {"svg.fonttype": "none", "svg.hashsalt": "delicta", "axes.unicode_minus": False}


@dataclass(frozen=True)
class Words:
    """A paragraph with its size in points, weight and colour."""

    text: str
    size: float = 9
    bold: bool = False
    colour: str = INK

    def lines(self, width: float) -> list[str]:
        """The text in lines that fit a width."""
        return [self.text[start:end] for start, end in spans(self.text, width / (self.size * (1.1 if self.bold else 1.0)), _ems)]

    def height(self, width: float) -> float:
        return len(self.lines(width)) * self.size * _LEADING


@dataclass(frozen=True)
class Box:
    """A place on a sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def below(self) -> float:
        return self.y + self.height

    @property
    def left(self) -> tuple[float, float]:
        return self.x, self.y + self.height / 2

    @property
    def right(self) -> tuple[float, float]:
        return self.x + self.width, self.y + self.height / 2


@dataclass
class Sheet:
    """What is drawn, in points from the upper left corner. The height follows from what is on it."""

    width: float
    marks: list[tuple] = field(default_factory=list)
    below: float = 0

    def words(self, x: float, y: float, width: float, paragraphs: Iterable[Words], centre: bool = False) -> float:
        """Write paragraphs under each other; returns where the next would begin."""
        for words in paragraphs:
            for line in words.lines(width):
                self.marks.append(("text", x + width / 2 if centre else x, y + words.size, line, words, centre))
                y += words.size * _LEADING
        self.below = max(self.below, y)
        return y

    def box(self, x: float, y: float, width: float, paragraphs: Iterable[Words], fill: str = PAPER, edge: str = LINE, height: float = 0, centre: bool = False,
            dashed: bool = False, bar: str = "") -> Box:
        """A box as high as its words need, or higher; `bar` is the colour of a bar at its left."""
        paragraphs = [words for words in paragraphs if words.text]
        place = Box(x, y, width, max(height, needed(paragraphs, width)))
        self.marks.append(("box", place, fill, edge, dashed))
        if bar:
            self.marks.append(("bar", place, bar))
        inner = sum(words.height(width - 2 * _PAD) for words in paragraphs)
        self.words(x + _PAD, y + ((place.height - inner) / 2 if centre else _PAD - 1), width - 2 * _PAD, paragraphs, centre)
        self.below = max(self.below, place.below)
        return place

    def arrow(self, x: float, y: float, width: float, height: float, paragraphs: Iterable[Words], fill: str) -> None:
        """A stage as a broad arrow to the right with words in it."""
        tip = 9
        self.marks.append(("shape", [(x, y), (x + width - tip, y), (x + width, y + height / 2), (x + width - tip, y + height), (x, y + height), (x + tip, y + height / 2)], fill))
        paragraphs = list(paragraphs)
        inner = sum(words.height(width - 2.6 * tip) for words in paragraphs)
        self.words(x + 1.3 * tip, y + (height - inner) / 2, width - 2.6 * tip, paragraphs, True)

    def link(self, start: tuple[float, float], end: tuple[float, float], colour: str = LINE, dashed: bool = False, thick: float = 1.2) -> None:
        """A curve from one place to another."""
        self.marks.append(("link", start, end, colour, dashed, thick))

    def written(self, form: str, family: tuple[str, ...]) -> bytes:
        """The sheet as `svg` or `png`, the same bytes every time."""
        import matplotlib
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
        height = self.below + 18
        with matplotlib.rc_context({**_STROKE, "font.family": list(family)}):
            figure = Figure(figsize=(self.width / 72, height / 72), facecolor=PAPER)
            FigureCanvasAgg(figure)
            axes = figure.add_axes((0, 0, 1, 1))
            axes.set(xlim=(0, self.width), ylim=(height, 0))
            axes.axis("off")
            for number, (kind, *mark) in enumerate(self.marks):
                _DRAW[kind](axes, number, *mark)
            output = io.BytesIO()
            figure.savefig(output, format=form, dpi=110, metadata={"Date": None, "Creator": None} if form == "svg" else {"Software": None})
        return _slim(output.getvalue(), family) if form == "svg" else output.getvalue()


def _slim(svg: bytes, family: tuple[str, ...]) -> bytes:
    """An SVG that names its fonts once, in the same order whichever is installed, and leaves out what hangs on the release of matplotlib."""
    fonts = ", ".join(f"'{name}'" if " " in name else name for name in sorted(family, key=(*CHINESE, *LATIN).index))
    text = svg.decode()
    text = re.sub(r"(?s)<!DOCTYPE.*?>\n|<metadata>.*?</metadata>", "", text)
    text = re.sub(r" font-family: [^;]*;| text-anchor: start;| transform=\"rotate\(-?0 [^)]*\)\"| clip-path=\"[^\"]*\"", "", text)
    text = re.sub(r"(?s)<defs>\s*<clipPath.*?</defs>", "", text)
    text = re.sub(r"[0-9]+\.[0-9]{2,}", lambda found: f"{float(found[0]):.1f}", re.sub(r" *\n *", "\n", text))
    return text.replace("</style>", f"text{{font-family: {fonts}}}</style>", 1).encode()


def needed(paragraphs: Iterable[Words], width: float) -> float:
    """How high a box of a width must be for its words."""
    return sum(words.height(width - 2 * _PAD) for words in paragraphs if words.text) + 2 * _PAD - 2


def _box(axes, order, place: Box, fill, edge, dashed) -> None:
    from matplotlib.patches import FancyBboxPatch

    axes.add_patch(FancyBboxPatch((place.x, place.y), place.width, place.height, boxstyle="round,pad=0,rounding_size=3", facecolor=fill, edgecolor=edge,
                                  linewidth=0.9, linestyle="--" if dashed else "-", zorder=order + 1000))


def _bar(axes, order, place: Box, colour) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((place.x, place.y + 1), 3, place.height - 2, facecolor=colour, edgecolor="none", zorder=order + 1000))


def _shape(axes, order, points, fill) -> None:
    from matplotlib.patches import Polygon

    axes.add_patch(Polygon(points, closed=True, facecolor=fill, edgecolor="none", zorder=order + 1000))


def _link(axes, order, start, end, colour, dashed, thick) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    middle = (start[0] + end[0]) / 2
    path = Path([start, (middle, start[1]), (middle, end[1]), end], [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])
    axes.add_patch(PathPatch(path, facecolor="none", edgecolor=colour, linewidth=thick, linestyle="--" if dashed else "-", zorder=order))


def _text(axes, order, x, y, line, words: Words, centre) -> None:
    axes.text(x, y, line.replace("$", r"\$"), fontsize=words.size, color=words.colour, fontweight="bold" if words.bold else "normal",
              ha="center" if centre else "left", va="baseline", zorder=order + 1000)


_DRAW = {"box": _box, "bar": _bar, "shape": _shape, "link": _link, "text": _text}


def _ems(text: str) -> float:
    """How wide a text is at size one: a Chinese character is a square, a letter a good half of it."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.36 if sign in " .,;:'ijlI|()[]" else 0.62 for sign in text)


def family(lang: str) -> tuple[str, ...]:
    """The fonts for a language, the one that draws it here first. Raises DelictaError where none, or no matplotlib, is installed."""
    try:
        from matplotlib import font_manager
    except ImportError:
        raise DelictaError("no-matplotlib") from None
    if lang != "zh":
        return LATIN
    installed = {font.name: font.fname for font in font_manager.fontManager.ttflist}
    chosen = next((name for name in CHINESE if name in installed and _draws_chinese(installed[name])), None)
    if not chosen:
        raise DelictaError("no-chinese-font", fonts=", ".join(CHINESE[:9]))
    return tuple(dict.fromkeys((chosen, *CHINESE, *LATIN)))


def _draws_chinese(file: str) -> bool:
    """Whether a font has a glyph for a common Chinese character."""
    from matplotlib.font_manager import get_font

    return get_font(file).get_char_index(0x4E2D) != 0
