"""What a call costs at Google, in the units that its limits count: the tables of November 2026."""

from sync.local.protocol.discovery import Method

SHEETS_READS = {"get", "batchGet", "getByDataFilter", "batchGetByDataFilter", "search"}
DRIVE_COSTS = {"get": 5, "list": 100, "download": 200, "export": 200}
DRIVE_DOWNLOAD, DRIVE_EDIT, DRIVE_OTHER = 200, 50, 5
GMAIL_COSTS = {
    "drafts.create": 10,
    "drafts.delete": 10,
    "drafts.send": 100,
    "drafts.update": 15,
    "users.getProfile": 1,
    "users.stop": 50,
    "users.watch": 100,
    "history.list": 2,
    "labels.get": 1,
    "labels.list": 1,
    "sendAs.get": 1,
    "sendAs.list": 1,
    "messages.get": 20,
    "messages.send": 100,
    "messages.insert": 25,
    "messages.import": 25,
    "messages.delete": 10,
    "messages.batchDelete": 50,
    "messages.batchModify": 50,
    "threads.get": 40,
    "threads.list": 10,
    "threads.modify": 10,
    "threads.delete": 20,
    "threads.trash": 10,
    "threads.untrash": 10,
}
GMAIL_OTHER = 5


def reads_sheets(method: Method) -> bool:
    """Whether a call to Sheets counts as reading; some readings travel as a POST."""
    return method.id.rpartition(".")[2] in SHEETS_READS


def drive_units(method: Method, *, downloads: bool) -> int:
    """What a call to Drive costs; a file's content costs more than what is known of it."""
    reads = method.verb == "GET"
    if downloads and method.media_download:
        return DRIVE_DOWNLOAD
    name = method.id.rpartition(".")[2]
    return DRIVE_COSTS.get(name, DRIVE_OTHER if reads else DRIVE_EDIT)


def gmail_units(method: Method) -> int:
    """What a call to Gmail costs."""
    return GMAIL_COSTS.get(".".join(method.id.split(".")[-2:]), GMAIL_OTHER)
