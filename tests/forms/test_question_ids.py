from collections.abc import Callable
from itertools import count
from random import Random

import pytest

from forms.catalogue import FORM_KEYS
from forms.ids import RETIRED, is_own, item_id, question_id
from forms.model import Form, Section, TextQuestion
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary
from tests.forms.cast import form

# These ids stand in the forms of schools: an id that changes loses the answers given to it.
IDS = {
    "barometer": {
        "energie": "447786f2",
        "over_leerlingen": "31656466",
        "teamdoel": "5c9e3fb2",
        "actie_gelukt": "054ddc86",
        "geleerd": "3b635dc6",
        "veilig": "51188a9c",
        "tijd": "57cd2297",
        "merkbaar": "74b5a83a",
        "succes": "3ee40370",
        "belemmering": "302c96e8",
    },
    "lesbezoek": {
        "datum": "65c0f0a1",
        "lesuur": "052c141c",
        "groep": "4ce8a972",
        "aanleiding": "1f4e89d3",
        "leerlingen_leren": "3fcea604",
        "kijkvraag": "670fd2c8",
        "let_op": "75e122a3",
        "afspraken": "55c1d226",
        "obs_tijd": "50fdb2ac",
        "obs_leraar": "3c9917e9",
        "obs_leerlingen": "734da912",
        "gastheer_viel_op": "0eb4a18b",
        "feiten": "5cd56612",
        "effect": "3f84c5e3",
        "gastheer_probeert": "42131105",
        "bezoeker_neemt_mee": "78095649",
        "naar_het_bord": "3d443242",
        "nagesprek_zelfde_dag": "054c8aa4",
    },
    "lesontwerp": {
        "datum": "0902abfa",
        "borddoel": "62b1eab7",
        "lesdoel": "50dc65e8",
        "beginniveau": "2421e351",
        "activiteiten": "0cb21ee0",
        "tussencheck": "5caac7d0",
        "als_het_niet_lukt": "1f7b63b2",
        "eindcheck": "63ee9b7b",
        "wie_wanneer": "4cc18982",
        "gehaald": "3f357c5a",
        "aanpassing": "7844946f",
    },
    "bordsessie": {
        "datum": "41af3247",
        "aanwezig": "6bf0c9c7",
        "duur": "13190b6b",
        "groen": "525e5c52",
        "oranje": "545762b2",
        "rood": "7de2c921",
        "successen": "5af7697c",
        "planning": "281fc4a4",
        "tip": "05265e27",
        "top": "7490d18d",
        "volgende_leider": "02662864",
        "delen_succes": "6c1da82c",
        "delen_vraag": "1b2bcaf9",
    },
    "stem": {
        "groep": "182cfb61",
        "les": "17c21ba5",
        "wist": "4274518f",
        "uitleg": "61bee156",
        "durfde": "78a273ae",
        "nadenken": "0716ad3a",
        "hulp": "4b97d85a",
        "blijven": "25875a72",
        "veranderen": "7e1f7127",
    },
    "leerlingarena": {
        "datum": "5c5510f8",
        "groep": "1d55fed4",
        "vraag": "00875309",
        "uitspraken": "4827ac4f",
        "afspraak": "66a739f0",
        "terugkoppeling": "4306fccb",
    },
    "meting": {
        "ritme_bordsessie": "21658fad",
        "ritme_lesontwerp": "0821b412",
        "ritme_lesbezoek": "7bb20143",
        "ritme_feedback": "0624e711",
        "kwaliteit": "1d06c386",
        "feedback_vragen": "3a998d96",
        "feedback_krijgen": "492060de",
        "leerlingen_gebruiken": "2f0234a2",
        "afmaken": "425f8919",
        "eigen_doelen": "33de06da",
        "leiding_ruimt": "354fbb63",
        "leiding_doet_mee": "1b398989",
        "werkdruk": "24e100a5",
        "fouten": "423e0601",
        "problemen": "03cc69b6",
        "anders": "03cf21a3",
        "risico": "2fb67a1b",
        "hulp": "41ad15be",
        "ondermijnen": "0370c478",
        "talenten": "30d446b3",
        "straks_anders": "5cf6fb52",
        "veranderd": "0d7a768f",
    },
    "retrospective": {
        "datum": "2903d4a7",
        "goed": "2d3bf111",
        "beter": "4777753d",
        "afspraak": "249e10e5",
        "wanneer": "03f2b4f4",
    },
    "ambitie": {
        "datum": "36dfdd35",
        "ambitie": "5188d90d",
        "merkbaar": "45ea281a",
        "zien_aan": "3b755b23",
        "klaar_op": "61a3ed26",
    },
    "belemmering": {
        "belemmering": "36096f83",
        "gevolg": "3df7438f",
        "nodig": "76d2e925",
    },
    "stem_onderbouw": {
        "groep": "453a7daa",
        "wist": "7e2f1dec",
        "uitleg": "31043834",
        "durfde": "3b615f91",
    },
    "schoolambitie": {
        "datum": "569e7d86",
        "ambitie": "4f2dbe13",
        "merkbaar": "5c0777d5",
        "zien_aan": "0a8ec249",
        "klaar_op": "46213c8d",
    },
    "inbreng": {
        "datum": "751424d1",
        "succes": "780396c9",
        "bewijs": "5eb812c8",
        "doel": "5939fb24",
        "stand": "1a252678",
        "leerlingen_zeiden": "19e9404c",
        "knelpunt": "498dc7ae",
        "vraag": "39407f7e",
        "halen": "685b913d",
        "brengen": "70716660",
        "aantal_leraren": "5014756c",
        "aantal_coaches": "1071e45c",
        "aantal_leiding": "2eebaee4",
    },
    "aanmelding": {
        "school": "4f595448",
        "type": "0c3e1351",
        "regio": "0ac6ce87",
        "domein": "428eae05",
        "teams": "606a0854",
        "naam": "5587a3b9",
        "rol": "614fb83d",
        "email": "14edc5dd",
        "hoopt": "4abcefeb",
        "begin": "52107896",
        "wens": "7101dcb1",
    },
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_question_keeps_its_id_in_both_vocabularies(key: str, vocabulary: Vocabulary) -> None:
    questions = form(key, vocabulary).question_keys()
    assert {name: question_id(key, name, version) for name, version in questions} == IDS[key]


def test_a_new_version_of_a_question_has_an_id_of_its_own() -> None:
    assert question_id("barometer", "energie", 2) != question_id("barometer", "energie", 1)


@pytest.mark.parametrize("key", FORM_KEYS)
def test_ours_are_known_by_themselves_and_only_in_their_own_form(key: str) -> None:
    ids = [make(key, f"{name}_{version}", version) for make, name, version in every_kind(key)]
    assert all(is_own(key, identifier) for identifier in ids)
    assert not all(is_own("een_ander", identifier) for identifier in ids)


def every_kind(key: str) -> list[tuple[Callable[[str, str, int], str], str, int]]:
    keys = [name for name, _ in form(key).question_keys()]
    return [(make, name, at) for make in (question_id, item_id) for name in keys for at in (1, 2)]


def test_an_id_of_googles_own_hardly_ever_passes_for_ours() -> None:
    drawn = Random(1)
    passed = sum(is_own("barometer", f"{drawn.getrandbits(31):08x}") for _ in range(100_000))
    assert 0 < passed < 20
    assert not is_own("barometer", "geen getal")


@pytest.mark.parametrize("make", [question_id, item_id])
def test_two_keys_with_one_id_are_refused(make: Callable[[str, str], str]) -> None:
    seen: dict[str, str] = {}
    for number in count():
        other = seen.setdefault(make("f", f"k{number}"), f"k{number}")
        if other != f"k{number}":
            break
    with pytest.raises(ValueError, match=f"'{other}' and 'k{number}' have one id; rename one"):
        asking(other, f"k{number}")


def test_the_key_of_the_section_for_retired_questions_is_set_ups_own() -> None:
    with pytest.raises(ValueError, match="set-up keeps the key 'vervallen'; take another"):
        asking(RETIRED)


def asking(*keys: str) -> Form:
    items = tuple(TextQuestion(kind="text", key=key) for key in keys)
    sections = (Section(key="een", items=items),)
    return Form(key="f", title="F", document_title="F", anonymous=True, sections=sections)
