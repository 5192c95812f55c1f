"""Google's services as google-api-python-client makes them, with each collection made once."""

import json
from functools import cache, lru_cache
from typing import Any

from googleapiclient.discovery import build_from_document

from sync.wire.methods import document


def build_service(api: str, http: Any, address: str | None = None) -> Any:
    """The service of an API, sending through `http`; at `address` instead of Google when given."""
    return _keeping(build_from_document(_described(api, address), http=http))


@lru_cache(maxsize=8)
def _described(api: str, address: str | None) -> str:
    """The discovery document as a text: the client writes in what it is given.

    Of the schemas only the names stay: the client checks nothing by them, and writes long
    documentation of them that nobody reads.
    """
    described = {key: told for key, told in document(api).items() if key != "mtlsRootUrl"}
    described["schemas"] = {name: {"id": name, "type": "object"} for name in described["schemas"]}
    if address:
        described["rootUrl"] = address + "/"
        described["baseUrl"] = described["rootUrl"] + described["servicePath"]
    return json.dumps(described)


def _keeping(resource: Any) -> Any:
    # The client makes a collection anew, with all its methods and their documentation, each time
    # that it is named: `drive.files()` cost more than the call that followed.
    for name, member in list(vars(resource).items()):
        if getattr(member, "__is_resource__", False):
            setattr(resource, name, _once(member))
    return resource


def _once(make: Any) -> Any:
    @cache
    def collection() -> Any:
        return _keeping(make())

    return collection
