import pytest

from forms.catalogue import FORM_KEYS
from forms.model import question_id
from jobs.programme.vocabulary import VOCABULARIES, Vocabulary
from tests.forms.cast import form

# These ids stand in the forms of schools: an id that changes loses the answers given to it.
IDS = {
    "barometer": {
        "energie": "08ef770b",
        "over_leerlingen": "62ca951e",
        "teamdoel": "393c3793",
        "actie_gelukt": "0a9b8f5c",
        "geleerd": "76c6f516",
        "veilig": "223176a9",
        "tijd": "2f9a5661",
        "merkbaar": "696b3eac",
        "succes": "7dc82db0",
        "belemmering": "60590063",
    },
    "lesbezoek": {
        "datum": "4b81d22a",
        "lesuur": "0a587e62",
        "groep": "19d13d48",
        "aanleiding": "3e9d46c1",
        "leerlingen_leren": "7f9d1121",
        "kijkvraag": "4e1fe0e7",
        "let_op": "6bc22f01",
        "afspraken": "2b83dffa",
        "obs_tijd": "21fb788d",
        "obs_leraar": "79323f0a",
        "obs_leerlingen": "669b373c",
        "gastheer_viel_op": "1d691b33",
        "feiten": "39aa9d09",
        "effect": "7f09ae6d",
        "gastheer_probeert": "04266ca0",
        "bezoeker_neemt_mee": "70129537",
        "naar_het_bord": "7a881528",
        "nagesprek_zelfde_dag": "0a993214",
    },
    "lesontwerp": {
        "datum": "12050a22",
        "borddoel": "45638bbc",
        "lesdoel": "21b8a219",
        "beginniveau": "4843fa8c",
        "activiteiten": "19642bb6",
        "tussencheck": "3955d76e",
        "als_het_niet_lukt": "3ef6c79e",
        "eindcheck": "47dd581c",
        "wie_wanneer": "19832569",
        "gehaald": "7e6ac8f4",
        "aanpassing": "70895695",
    },
    "bordsessie": {
        "datum": "035e64b5",
        "aanwezig": "57e1cf62",
        "duur": "263203d5",
        "groen": "24bcbcf3",
        "oranje": "28aec051",
        "rood": "7bc5cfb4",
        "successen": "35eec4ed",
        "planning": "503fc13b",
        "tip": "0a4c8d41",
        "top": "69218793",
        "volgende_leider": "04cc4832",
        "delen_succes": "583b308e",
        "delen_vraag": "3657fba1",
    },
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_question_keeps_its_id_in_both_vocabularies(key: str, vocabulary: Vocabulary) -> None:
    questions = form(key, vocabulary).question_keys()
    assert {name: question_id(key, name, version) for name, version in questions} == IDS[key]


def test_a_new_version_of_a_question_has_an_id_of_its_own() -> None:
    assert question_id("barometer", "energie", 2) != question_id("barometer", "energie", 1)
