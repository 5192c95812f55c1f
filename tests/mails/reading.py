"""Reading a letter as somebody would: the words of its HTML, and how well they stand out."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Page(HTMLParser):
    """The tags and words of a page."""

    lang: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    colours: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._standing: list[tuple[str, str]] = [("#000000", "#FFFFFF")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.tags.append(tag)
        self.lang = given.get("lang", self.lang) if tag == "html" else self.lang
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag not in ("meta", "br", "link"):
            self._standing.append(_colours(given.get("style", ""), self._standing[-1]))

    def handle_endtag(self, tag: str) -> None:
        self._standing.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and "style" not in self.tags[-1:]:
            self.words.append(data.strip())
            self.colours.append((*self._standing[-1], data.strip()))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read_page(html: str) -> Page:
    page = Page()
    page.feed(html)
    return page


def _colours(style: str, inherited: tuple[str, str]) -> tuple[str, str]:
    ink = re.search(r"(?<!-)\bcolor:\s*(#\w{6})", style)
    paper = re.search(r"background-color:\s*(#\w{6})", style)
    return (ink[1] if ink else inherited[0], paper[1] if paper else inherited[1])


def contrast(ink: str, paper: str) -> float:
    """The contrast of two colours as WCAG 2 defines it."""
    dark, light = sorted((_luminance(ink), _luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faint(page: Page) -> list[str]:
    """The words that do not stand out enough."""
    return [words for ink, paper, words in page.colours if contrast(ink, paper) < 4.5]
