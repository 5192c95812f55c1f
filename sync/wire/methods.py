"""Google's documented methods: what a call is called, and whether repeating it does no harm."""

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

APIS = {"sheets": "v4", "drive": "v3", "forms": "v1", "gmail": "v1"}
BATCH = "drive.batch"
BATCHED = ("drive", "forms")
"""The APIs that are sent batches, each at an address of its own."""

_REPEATABLE = {
    "forms.forms.setPublishSettings",
    "drive.files.update",
    "drive.permissions.update",
    # Adding a share that exists changes nothing: Google keeps one permission per account.
    "drive.permissions.create",
    # Taking away what is gone already is refused, and that is how it should be.
    "drive.permissions.delete",
}


@dataclass(frozen=True)
class Method:
    """One documented method: `name` as Google writes it, such as `drive.files.list`."""

    name: str
    verb: str

    @property
    def api(self) -> str:
        """The API that it belongs to."""
        return self.name.split(".", 1)[0]

    @property
    def is_batch(self) -> bool:
        """Whether it carries several calls."""
        return self.name.endswith(".batch")

    @property
    def reads(self) -> bool:
        """Whether it only reads."""
        return self.verb == "GET"

    @property
    def repeatable(self) -> bool:
        """Whether sending it twice does what sending it once does."""
        return self.reads or self.name in _REPEATABLE


@cache
def document(api: str) -> dict[str, Any]:
    """The discovery document that google-api-python-client ships for an API."""
    folder = files("googleapiclient.discovery_cache") / "documents"
    found: dict[str, Any] = json.loads((folder / f"{api}.{APIS[api]}.json").read_text("utf-8"))
    return found


def method_of(verb: str, url: str) -> Method:
    """The documented method behind a call; an unknown path gives the path as its name."""
    path = urlsplit(url).path
    if path in _batch_paths():
        return Method(_batch_paths()[path], verb.upper())
    for known, pattern, name in _routes():
        if known == verb.upper() and pattern.fullmatch(path):
            return Method(name, known)
    return Method(path.strip("/").split("/", 1)[0] or "unknown", verb.upper())


@cache
def _batch_paths() -> dict[str, str]:
    return {f"/{document(api)['batchPath']}": f"{api}.batch" for api in BATCHED}


@cache
def _routes() -> list[tuple[str, re.Pattern[str], str]]:
    routes = []
    for api in APIS:
        description = document(api)
        for method in _methods(description):
            path = "/" + description["servicePath"] + method.get("flatPath", method["path"])
            pattern = re.sub(r"\\\{[^/]*?\\\}", "[^/]+?", re.escape(path))
            routes.append((method["httpMethod"], re.compile(pattern), method["id"]))
    # `values:batchGet` must be tried before `values/{range}`: fixed text before open places.
    routes.sort(key=lambda route: route[1].pattern.count("[^/]+?"))
    return routes


def _methods(description: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(description.get("methods", {}).values())
    for resource in description.get("resources", {}).values():
        found += _methods(resource)
    return found
