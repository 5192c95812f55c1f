"""Every bad configuration is a file named after its fault, with the sentence that it earns."""

from pathlib import Path

import pytest

from jobs.school.config import read_configuration

FAULTS = Path(__file__).parent / "faults"
EXPECTED = Path(__file__).parent / "faults.txt"  # a line: fault, place and sentence


def expected() -> dict[str, list[str]]:
    """The sentences by fault; a file may earn more than one."""
    sentences: dict[str, list[str]] = {}
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        fault, _, sentence = line.partition(" ")
        sentences.setdefault(fault, []).append(sentence)
    return sentences


@pytest.mark.parametrize("fault", sorted(path.stem for path in FAULTS.iterdir()))
def test_each_fault_is_told_with_its_place_and_what_to_do(fault: str) -> None:
    file = FAULTS / f"{fault}.yaml"
    reading = read_configuration(file)
    assert reading.configuration is None
    told = [str(problem).removeprefix(f"{file}:").strip() for problem in reading.problems]
    assert told == expected()[fault]


def test_every_expected_fault_has_a_file() -> None:
    assert set(expected()) == {path.stem for path in FAULTS.iterdir()}


def test_no_sentence_repeats_an_address_or_a_name() -> None:
    told = "\n".join(
        str(problem) for path in FAULTS.iterdir() for problem in read_configuration(path).problems
    )
    assert not [word for word in ("bas.kok", "aya.smit", "fem.rus", "Kok", "Smit") if word in told]
