from sync.local.coverage import PAGE, page
from sync.local.protocol.discovery import documented_methods


def test_the_coverage_page_tells_what_the_code_carries() -> None:
    told = PAGE.read_text(encoding="utf-8")
    assert told == page(), "Run: python -m sync.local.coverage"


def test_the_coverage_page_names_every_method_of_the_newest_versions() -> None:
    told = page()
    newest = [method.id for method in documented_methods() if ".v2." not in method.id]
    assert [method for method in newest if f"| `{method}` |" not in told] == []
