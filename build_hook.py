"""What the wheel carries beside the code: ontology, shapes, queries and cases, and the law already closed."""

import shutil
import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Closes the law and adds the data folders to a standard wheel; an editable one finds them in the checkout."""

    def initialize(self, version: str, build_data: dict) -> None:
        """Called by hatchling before a wheel is built; `version` is "standard" or "editable"."""
        if version != "standard":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from delicta import law, places

        folder = root / "build" / "closed"
        shutil.rmtree(folder, ignore_errors=True)
        law.write_closed(law.close_law(), folder, law.digest(law.sources()))
        for name in ("ontology", "shapes", "queries", "cases"):
            build_data["force_include"][str(root / name)] = f"delicta/data/{name}"
        build_data["force_include"][str(folder)] = "delicta/data/closed"
        assert root == places.ROOT
