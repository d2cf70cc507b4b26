"""Cases written in YAML: the words of the project's context, with conveniences that a JSON-LD processor does not have."""

import json
from datetime import date, datetime
from decimal import Decimal

import yaml

from delicta import names
from delicta.errors import InputError

_LISTS = ("actors", "conducts", "holdings")
_TOP = {"case", "kind", "title", "narrative", "source", *_LISTS}


class _Loader(yaml.SafeLoader):
    """Safe YAML in which `on`, `yes` and `no` are words, numbers keep their decimals, and aliases are refused."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.constructor.ConstructorError(None, None, "alias", self.peek_event().start_mark)
        return super().compose_node(parent, index)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(?:true|false)$"), list("tf"))


def _load(text: str, name: str):
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1 if error.problem_mark or error.context_mark else 1
        if error.problem == "alias":
            raise InputError("yaml-alias", file=name, line=line) from None
        raise InputError("wrong-syntax", file=name, line=line, detail=str(error.problem), format="YAML") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError("wrong-syntax", file=name, line=1, detail=str(error).splitlines()[0], format="YAML") from None


def to_json_ld(text: str, name: str) -> str:
    """Turn a YAML case into JSON-LD text with the project's context.

    Every node gets an identifier (its own `id`, or one from its place); a bare word after `on` or in `facts` is the id of a node of the case
    or, failing that, the class of a new one; `holdings` go into a graph of their own. Raises InputError.
    """
    document = _load(text, name)
    if not isinstance(document, dict):
        raise InputError("yaml-shape", file=name, where="1", detail="a mapping with case, actors, conducts")
    for key in document:
        if key not in _TOP:
            raise InputError("unknown-term", file=name, term=str(key), near=(str(key), sorted(_TOP)), node="")
    return json.dumps(_Builder(document, name).build(), ensure_ascii=False)


class _Builder:
    def __init__(self, document: dict, name: str):
        self.document, self.name = document, name
        self.ids: set[str] = set()
        self._collect(document)

    def _collect(self, value) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("id"), str):
                self.ids.add(value["id"])
            for inner in value.values():
                self._collect(inner)
        elif isinstance(value, list):
            for inner in value:
                self._collect(inner)

    def _fail(self, where: str, detail: str):
        raise InputError("yaml-shape", file=self.name, where=where, detail=detail)

    def build(self) -> dict:
        from delicta.context import context

        document = self.document
        stem = str(document.get("case") or "case")
        if not stem.replace("-", "").replace("_", "").isalnum() or not stem.isascii():
            self._fail("case", "letters, digits and hyphens")
        for key in _LISTS:
            if not isinstance(document.get(key, []), list):
                self._fail(key, "a list, each entry beginning with '-'")
        case = {"id": "", "is": document.get("kind", "Case")}
        for key in ("title", "narrative", "source"):
            if key in document:
                case[key] = self._plain(document[key])
        actors = [self._node(actor, f"actor-{n}", "actors") for n, actor in enumerate(document.get("actors", []), 1)]
        case["conducts"] = [self._conduct(conduct, n) for n, conduct in enumerate(document.get("conducts", []), 1)]
        holdings = []
        for n, holding in enumerate(document.get("holdings", []), 1):
            node = self._node(holding, f"holding-{n}", "holdings")
            for key in ("convicts", "acquits"):
                if key in node:
                    node[key] = [value if ":" in str(value) else f"offence:{value}" for value in self._listed(node[key])]
            holdings.append({"is": "Holding", **node})
        graph = [case, *actors]
        if holdings:
            graph.append({"id": "holding", "@graph": holdings})
        return {"@context": {**context(), "@base": f"{names.CASE}{stem}/"}, "@graph": graph}

    def _conduct(self, conduct, number: int) -> dict:
        if not isinstance(conduct, dict):
            self._fail("conducts", "each entry is a mapping with by, ends, facts")
        own = str(conduct.get("id", f"conduct-{number}"))
        node = {"is": "Conduct", "id": own}
        for key, value in conduct.items():
            if key == "facts":
                node["facts"] = [self._linked(fact, f"{own}-fact-{n}", "facts") for n, fact in enumerate(self._listed(value), 1)]
            elif key == "localStandards":
                node[key] = [self._node({"is": "LocalStandard", **entry}, f"{own}-standard-{n}", key) if isinstance(entry, dict) else self._fail(key, "of and figure")
                             for n, entry in enumerate(self._listed(value), 1)]
            elif key != "id":
                node[key] = self._plain(value)
        return node

    def _listed(self, value) -> list:
        return value if isinstance(value, list) else [value]

    def _linked(self, value, own: str, where: str):
        """A node written out, the id of one, or the class of a new one."""
        if isinstance(value, str):
            return value if value in self.ids else {"id": own, "is": value}
        return self._node(value, own, where)

    def _node(self, value, own: str, where: str) -> dict:
        if not isinstance(value, dict):
            self._fail(where, "a mapping that begins with 'is:'")
        node = {"id": str(value.get("id", own))}
        for key, inner in value.items():
            if key == "on":
                node["on"] = [self._linked(thing, f"{node['id']}-on-{n}", "on") for n, thing in enumerate(self._listed(inner), 1)]
            elif key != "id":
                node[key] = self._plain(inner)
        return node

    def _plain(self, value):
        """Dates and numbers as JSON has them, everything else as it is."""
        if isinstance(value, dict):
            return {str(key): self._plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._plain(inner) for inner in value]
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, float):
            return str(Decimal(str(value)))
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return value
