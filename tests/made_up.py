"""Cases made up for a test: what the texts of all of them share."""

from pathlib import Path

from delicta import names

HEAD = "@base <https://w3id.org/delicta/case/made-up/> .\n" + "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in names.PREFIXES.items())


def written(folder: Path, text: str) -> Path:
    """The file of a case in that folder, whose text needs neither base nor prefixes of its own."""
    file = folder / "made-up.trig"
    file.write_text(HEAD + text, encoding="utf-8")
    return file
