"""What people read when a school or a person leaves, rendered from a template."""

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def render(template: str, **told: object) -> str:
    """A page; in HTML what is told is escaped, in Markdown nothing becomes HTML."""
    templates = Environment(
        loader=PackageLoader("jobs.leaving"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.jinja"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["quoted"] = _quoted
    return templates.get_template(f"{template}.jinja").render(told)


def _quoted(text: str) -> str:
    """A text of several lines as one line, between quotation marks."""
    return f"“{' / '.join(text.splitlines())}”"
