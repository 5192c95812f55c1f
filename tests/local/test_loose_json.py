import time

import pytest

from sync.local.protocol.bodies import MalformedJsonError, read_json
from tests.conftest import OwnerSession


@pytest.mark.parametrize(
    "text",
    [
        '{"a": ["x", 1], "b": null}',
        "{'a': ['x', 1], 'b': null}",
        '{a: ["x", 1], b: null}',
        '{"a": ["x", 1,], "b": null, }',
        "{a : ['x',1\n,],b:null,}",
    ],
)
def test_what_javascript_writes_is_read_as_google_reads_it(text: str) -> None:
    assert read_json(text.encode()) == {"a": ["x", 1], "b": None}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("""{'a': 'zegt "dag"'}""", 'zegt "dag"'),
        ("""{'a': 'foto\\'s'}""", "foto's"),
        ("""{'a': "b, }, c: [,]"}""", "b, }, c: [,]"),
        ("""{'a': 'twee\\nregels'}""", "twee\nregels"),
    ],
)
def test_texts_stay_as_they_are(text: str, meant: str) -> None:
    assert read_json(text.encode()) == {"a": meant}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"values": [[NaN]]}', 'Unexpected token.\n{"values": [[NaN]]}\n             ^'),
        ('{"a" 1}', "Expected : between key:value pair."),
        ('{"a": 1 "b": 2}', "Expected , or } after key:value pair."),
        ("[1 2]", "Expected , or ] after array value."),
        ('{"a": "b', "Closing quote expected in string."),
        ('{"a":', "Unexpected end of string. Expected a value."),
        ("{1: 2}", "Expected an object key or }."),
        ("[1,,]", "Unexpected token."),
        ("{} {}", "Parsing terminated before end of input."),
        ('{"a": 1e999}', "Number exceeds the range of double."),
        ("'", "Unexpected token."),
    ],
)
def test_a_mistake_is_told_in_googles_words(text: str, message: str) -> None:
    with pytest.raises(MalformedJsonError) as caught:
        read_json(text.encode())
    assert caught.value.message.startswith(f"Invalid JSON payload received. {message}")


@pytest.mark.parametrize("piece", ["'", '\\"', "a", ", ", "a ", "a:", "[", "{'a':", "NaN ", '"'])
def test_a_hostile_text_takes_no_more_time_than_its_length(piece: str) -> None:
    began = time.monotonic()
    with pytest.raises(MalformedJsonError):
        read_json(('["' + piece * 50_000).encode())
    with pytest.raises(MalformedJsonError):
        read_json((piece * 50_000 + "!").encode())
    assert time.monotonic() - began < 3


def test_cells_with_nan_are_refused_and_the_cell_is_shown(owner: OwnerSession) -> None:
    sheet = owner.post("/v4/spreadsheets", json={}).json()["spreadsheetId"]
    answer = owner.put(
        f"/v4/spreadsheets/{sheet}/values/A1?valueInputOption=RAW",
        data='{"values": [["ma1", NaN]]}',
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 400
    assert '"ma1", NaN' in answer.json()["error"]["message"]


@pytest.mark.parametrize("inner", ["1", '"]"', '"[["', '"\\\\"', '"\\"]"', "{}"])
def test_a_body_may_be_a_hundred_levels_deep_and_no_more(inner: str) -> None:
    levels = 99 if inner == "{}" else 100
    assert read_json(('["a",' * levels + inner + "]" * levels).encode())
    with pytest.raises(MalformedJsonError, match="too deep"):
        read_json(('["a",' * (levels + 1) + inner + "]" * (levels + 1)).encode())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("123456789012345678", 123456789012345678),
        ("1000000000000000001", 10**18 + 1),
        ("9223372036854775808", 2.0**63),
        ("-0", 0),
        ("1E+22", 1e22),
        ("1e-400", 0.0),
    ],
)
def test_a_number_is_whole_as_long_as_it_fits_64_bits(text: str, number: float) -> None:
    found = read_json(f'{{"a": {text}}}'.encode())
    assert found == {"a": number}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(number)
