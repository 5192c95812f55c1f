"""A new user answers a few questions; wrong answers are asked again, and the file is right."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.school.config import load_configuration, read_configuration
from jobs.school.init import key_of
from jobs.school.values import TAKEN
from jobs.work.school import LOCAL_SHARED_DRIVE
from tests.conftest import LocalWorkspace
from tests.jobs.command import Command, Said

FIVE = {
    "--name": "De Es",
    "--type": "po",
    "--region": "midden",
    "--domain": "es.example",
    "--teams": "Onderbouw, Bovenbouw",
}

Answer = Callable[..., Said]


@pytest.fixture
def answered(ritmiek: Command, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Runs `init` for somebody who types these answers."""

    def answer(*lines: str, options: tuple[str, ...] = ()) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return ritmiek("init", *options)

    return answer


def options(**more: str) -> tuple[str, ...]:
    given_ = FIVE | {f"--{name.replace('_', '-')}": text for name, text in more.items()}
    return tuple(word for pair in given_.items() for word in pair)


def test_who_only_presses_enter_where_that_can_be_gets_a_file_that_is_good(
    answered: Answer, ritmiek: Command
) -> None:
    said = answered("De Es", "", "midden", "es.example", "Onderbouw", "", "", "", "")
    assert said.code == 0
    assert ritmiek("check").out == "school.yaml: good\n"
    assert load_configuration(Path("school.yaml")).school.type == "po"


def test_a_wrong_answer_is_asked_again_with_a_sentence(answered: Answer) -> None:
    said = answered(
        *("De Es", "basisschool", "PO", "oost", "Noord"),
        *("info@es.example", "@ES.example", " , ", "Onderbouw"),
        *("coen@elders.example", "coen@es.example", "Bomen", "thuis", "local", "fax", "outbox"),
    )
    assert said.code == 0
    whole = said.out + said.err
    assert "choose one of po, vo, mbo, hbo" in whole
    assert "write what follows the @" in whole
    assert "ends in @es.example" in whole
    configuration = load_configuration(Path("school.yaml"))
    assert configuration.school.region == "noord"
    assert configuration.people.schoolcoaches[0].name == "Coen"
    assert configuration.pizza_group is not None
    assert configuration.pizza_group.key == "bomen"


def test_who_stops_halfway_leaves_nothing_behind(answered: Answer, tmp_path: Path) -> None:
    assert answered("De Es", "po").code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_is_said_before_anything_is_asked(
    answered: Answer, tmp_path: Path
) -> None:
    (tmp_path / "school.yaml").write_text("van ons\n", encoding="utf-8")
    said = answered()
    assert (said.code, said.out) == (2, "")
    assert "exists already" in said.sentence


def test_with_the_five_given_nothing_is_asked(answered: Answer) -> None:
    said = answered(options=options())
    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("type", "kleuter"),
        ("region", "oost"),
        ("domain", "es"),
        ("teams", ","),
        ("name", " "),
        ("coach", "coen@elders.example"),
        ("on", "maan"),
        ("drive", "geen id"),
        ("mail", "fax"),
    ],
)
def test_a_given_answer_that_does_not_fit_is_refused_in_one_line(
    ritmiek: Command, tmp_path: Path, option: str, text: str
) -> None:
    said = ritmiek("init", *options(**{option: text}))
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["po", "vo", "mbo", "hbo"])
def test_every_type_of_school_gets_a_file_that_is_good(ritmiek: Command, kind: str) -> None:
    assert ritmiek("init", *options(type=kind, teams="Eén team")).code == 0
    assert ritmiek("check").code == 0


def test_at_google_the_drive_may_be_given_by_its_address(ritmiek: Command) -> None:
    address = f"https://drive.google.com/drive/folders/{LOCAL_SHARED_DRIVE}?usp=sharing"
    ritmiek("init", *options(on="google", drive=address, mail="smtp", server="smtp.es.example"))
    configuration = load_configuration(Path("school.yaml"))
    assert configuration.workspace.shared_drive == LOCAL_SHARED_DRIVE
    assert configuration.mail.smtp is not None
    assert ritmiek("check").code == 0


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_no_team_is_taken_for_a_file_of_the_school(name: str) -> None:
    assert key_of(name, fallback="team") not in TAKEN


def test_a_team_named_after_a_folder_of_the_school_has_its_own(
    ritmiek: Command, workspace: LocalWorkspace, tmp_path: Path
) -> None:
    ritmiek("init", *options(name="Pizza", teams="Schoolleiding, Beheer"))
    here_at(workspace, tmp_path / "school.yaml")
    planned = ritmiek("plan", "--json")
    assert planned.code == 3
    assert json.loads(planned.out)


# Whatever people answer


def here_at(workspace: LocalWorkspace, file: Path) -> None:
    """Let a new school live in this Workspace."""
    place = f'local\n  address: "{workspace.base_url}"'
    text = file.read_text(encoding="utf-8").replace("kind: local", f"kind: {place}")
    key = f'credentials: "{workspace.credentials}"'
    text = text.replace("credentials: .ritmiek/workspace/credentials.json", key)
    file.write_text(text, encoding="utf-8")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "'t Höfke",
        "Sint-Jozef (oud)",
        "日本",
        "Ärzte & Co",
        "#1",
        "a: b",
        "null",
        "Beheer",
        "{{ x }}",
    ]
)
ANSWERS = st.fixed_dictionaries(
    {
        "--name": TEXTS,
        "--type": st.sampled_from(["po", "vo", "mbo", "hbo", "PO "]),
        "--region": st.sampled_from(["noord", "midden", "zuid"]),
        "--domain": st.sampled_from(["es.example", "@Es.Example", "es"]) | TEXTS,
        "--teams": st.lists(TEXTS, min_size=1, max_size=3).map(",".join),
    },
    optional={
        "--coach": st.sampled_from(["coen@es.example", "Coen de C. <c.c@es.example>"]) | TEXTS,
        "--pizza-group": TEXTS,
        "--mail": st.sampled_from(["outbox", "gmail"]),
    },
)
CALM = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


def refused(said: Said, file: Path) -> bool:
    """Whether it was refused with a sentence, and nothing was made."""
    if said.code == 0:
        return False
    assert said.code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err
    assert not file.exists()
    return True


@settings(max_examples=60, suppress_health_check=CALM)
@given(answers=ANSWERS)
def test_whatever_is_answered_is_refused_or_passes_check(
    ritmiek: Command, tmp_path_factory: pytest.TempPathFactory, answers: dict[str, str]
) -> None:
    file = tmp_path_factory.mktemp("new") / "school.yaml"
    words = [f"{option}={text}" for option, text in answers.items()]
    if not refused(ritmiek("init", file, *words), file):
        assert read_configuration(file).problems == ()


@settings(max_examples=6, suppress_health_check=CALM)
@given(name=TEXTS, teams=st.lists(TEXTS, min_size=1, max_size=2).map(",".join))
def test_whatever_a_school_is_called_it_can_be_planned(
    ritmiek: Command,
    tmp_path_factory: pytest.TempPathFactory,
    workspace: LocalWorkspace,
    name: str,
    teams: str,
) -> None:
    file = tmp_path_factory.mktemp("new") / "school.yaml"
    five = FIVE | {"--name": name, "--teams": teams}
    words = [f"{option}={text}" for option, text in five.items()]
    if not refused(ritmiek("init", file, *words), file):
        here_at(workspace, file)
        assert ritmiek("plan", file).code == 3
