"""Where the ontology, shapes, queries and cases lie: inside the installed package, or beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_DATA = PACKAGE / "data"
ROOT = _DATA if _DATA.is_dir() else PACKAGE.parent

ONTOLOGY = ROOT / "ontology"
SHAPES = ROOT / "shapes"
QUERIES = ROOT / "queries"
CASES = ROOT / "cases"
CLOSED = ROOT / "closed" if ROOT == _DATA else ROOT / "build" / "closed"


def turtle_files(folder: Path) -> list[Path]:
    """All Turtle files below a folder, in a stable order."""
    return sorted(folder.rglob("*.ttl"))
