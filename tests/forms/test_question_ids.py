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
    "stem": {
        "groep": "3059ca87",
        "les": "2f840be8",
        "wist": "04e89d7f",
        "uitleg": "437dd886",
        "durfde": "7144e47b",
        "nadenken": "0e2d3ad1",
        "hulp": "172f97be",
        "blijven": "4b0e9d56",
        "veranderen": "7c3ec508",
    },
    "leerlingarena": {
        "datum": "38aa121f",
        "groep": "3aabfba9",
        "vraag": "010eaa5d",
        "uitspraken": "104f1d15",
        "afspraak": "4d4e48d4",
        "terugkoppeling": "060d90a4",
    },
    "meting": {
        "ritme_bordsessie": "42cb5861",
        "ritme_lesontwerp": "104320c3",
        "ritme_lesbezoek": "77643b59",
        "ritme_feedback": "0c49810c",
        "kwaliteit": "3a0da84c",
        "feedback_vragen": "753315c8",
        "feedback_krijgen": "12409c3c",
        "leerlingen_gebruiken": "5e047dbd",
        "afmaken": "04bf1305",
        "eigen_doelen": "67bc0f64",
        "leiding_ruimt": "6a9f37a4",
        "leiding_doet_mee": "3673396d",
        "werkdruk": "49c20abe",
        "fouten": "047c6ffe",
        "problemen": "0798fe83",
        "anders": "079e7c27",
        "risico": "5f6c823e",
        "hulp": "035a5fc0",
        "ondermijnen": "06e1e660",
        "talenten": "61a8eb28",
        "straks_anders": "39edf190",
        "veranderd": "1af4f59c",
    },
    "retrospective": {
        "datum": "5207afc2",
        "goed": "5a77d7f8",
        "beter": "0eeec210",
        "afspraak": "493c7dae",
        "wanneer": "07e54c71",
    },
    "ambitie": {
        "datum": "6dbfa232",
        "ambitie": "2311c894",
        "merkbaar": "0bd4597f",
        "zien_aan": "76eade19",
        "klaar_op": "4347d6ba",
    },
    "belemmering": {
        "belemmering": "6c12f7e1",
        "gevolg": "7beed257",
        "nodig": "6da594b0",
    },
    "stem_onderbouw": {
        "groep": "0a74d0f0",
        "wist": "7c5e1543",
        "uitleg": "620804eb",
        "durfde": "76c2f35e",
    },
    "schoolambitie": {
        "datum": "2d3c99cf",
        "ambitie": "1e5b3008",
        "merkbaar": "380ef0b8",
        "zien_aan": "151dd312",
        "klaar_op": "0c424e92",
    },
    "inbreng": {
        "datum": "6a280bdc",
        "succes": "70077144",
        "bewijs": "3d701f64",
        "doel": "3273a6e2",
        "stand": "344a539e",
        "leerlingen_zeiden": "33d2d0c1",
        "knelpunt": "131bb5e4",
        "vraag": "7280f4f6",
        "halen": "50b7606a",
        "brengen": "60e2b385",
        "aantal_leraren": "2028c9aa",
        "aantal_coaches": "20e3d039",
        "aantal_leiding": "5dd7475f",
    },
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("key", FORM_KEYS)
def test_every_question_keeps_its_id_in_both_vocabularies(key: str, vocabulary: Vocabulary) -> None:
    questions = form(key, vocabulary).question_keys()
    assert {name: question_id(key, name, version) for name, version in questions} == IDS[key]


def test_a_new_version_of_a_question_has_an_id_of_its_own() -> None:
    assert question_id("barometer", "energie", 2) != question_id("barometer", "energie", 1)
