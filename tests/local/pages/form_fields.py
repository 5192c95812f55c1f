"""What a browser would send from the page of a form, and a form of three sections."""

from html.parser import HTMLParser

from tests.conftest import LocalWorkspace
from tests.local.forms_cast import Json, TheForm, asking, choice, make_form, page_break, text


class Fields(HTMLParser):
    """What a browser would send from a page, untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self._area: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = dict(attrs)
        name, kind = had.get("name"), had.get("type")
        if tag == "textarea" and name:
            self._area = name
            self.sent[name] = [""]
        if tag != "input" or not name or (kind in ("radio", "checkbox") and "checked" not in had):
            return
        self.sent.setdefault(name, []).append(had.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self.sent[self._area] = [data.removeprefix("\n")]


def sections(workspace: LocalWorkspace, *options: str | Json) -> TheForm:
    """A form of three sections; the options of the first question may branch."""
    return make_form(
        workspace,
        asking("0000000a", title="Waarheen?", choiceQuestion=choice("RADIO", *options)),
        page_break("000000f1", "Observatie"),
        text("0000000b", required=True),
        page_break("000000f2", "Nagesprek"),
        text("0000000c"),
    )
