"""JSON that is not quite JSON: what Google's parser lets pass, and its words for what it does not.

It takes single quotes, bare names and one comma too many, which JavaScript clients send. An error
shows twenty characters on either side of the place.
"""

import json
import re

SHOWN = 20
# Each alternative takes all it can and gives nothing back: hostile text costs its length, no more.
LOOSE = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*+"?)"""
    r"""|(?P<quoted>'(?:[^'\\]|\\.)*+'?)"""
    r"""|(?P<word>[A-Za-z_$][\w$]*+)(?P<colon>\s*+:)?"""
    r"""|(?P<comma>,)(?=\s*+[}\]])""",
    re.DOTALL,
)
CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*+"?|(?P<constant>-?Infinity|NaN)', re.DOTALL)
BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|(?P<bracket>[][{}])', re.DOTALL)
SAID = {
    "Expecting property name enclosed in double quotes": "Expected an object key or }.",
    "Illegal trailing comma before end of object": "Expected an object key or }.",
    "Expecting ':' delimiter": "Expected : between key:value pair.",
    "Unterminated string starting at": "Closing quote expected in string.",
    "Extra data": "Parsing terminated before end of input.",
}


def tightened(text: str) -> str:
    """The same as JSON, as far as only Google's parser takes it."""
    return LOOSE.sub(_tight, text)


def _tight(found: re.Match[str]) -> str:
    quoted = found["quoted"] or ""
    if len(quoted) > 1 and quoted.endswith("'"):
        inner = quoted[1:-1]
        return '"' + re.sub(r"\\'|\"", lambda hit: {"\\'": "'"}.get(hit[0], '\\"'), inner) + '"'
    if found["colon"]:
        return f'"{found["word"]}"{found["colon"]}'
    return "" if found["comma"] else found[0]


def explained(fault: json.JSONDecodeError) -> str:
    """What is wrong, in Google's words, with the place pointed at."""
    text, at = fault.doc, fault.pos
    begin = max(at - SHOWN, 0)
    pointer = " " * (at - begin) + "^"
    return f"{_said(fault)}\n{text[begin : at + SHOWN]}\n{pointer}"


def constant(text: str) -> json.JSONDecodeError:
    """The fault of a text that holds NaN or Infinity, at the first of them."""
    places = (found.start() for found in CONSTANT.finditer(text) if found["constant"])
    return json.JSONDecodeError("Expecting value", text, next(places, 0))


def _said(fault: json.JSONDecodeError) -> str:
    if fault.msg == "Expecting ',' delimiter":
        inside = _innermost(fault.doc[: fault.pos])
        said = f"Expected , or {']' if inside == '[' else '}'} after " + (
            "array value." if inside == "[" else "key:value pair."
        )
    else:
        said = SAID.get(fault.msg, "Unexpected token.")
    if fault.pos < len(fault.doc) or fault.msg.startswith("Unterminated"):
        return said
    return f"Unexpected end of string. {said.replace('Unexpected token.', 'Expected a value.')}"


def _innermost(text: str) -> str:
    """The bracket that is still open at the end of a text."""
    open_ones = [""]
    for found in BRACKETS.finditer(text):
        if found["bracket"] in {"[", "{"}:
            open_ones.append(found["bracket"])
        elif found["bracket"] and len(open_ones) > 1:
            open_ones.pop()
    return open_ones[-1]
