"""What an organiser should have: a form for schools, and a list that only its people share."""

from collections.abc import Sequence
from pathlib import Path

from forms.catalogue import load_form
from jobs.programme.vocabulary import load_words
from jobs.signup.organiser import Organiser
from jobs.words.catalogue import say
from sheets_templates.catalogue import load_spreadsheet
from sync.desired import (
    Desired,
    DesiredFolder,
    DesiredForm,
    DesiredSpreadsheet,
    Share,
    Unit,
)

LOCALE = "nl_NL"
TIME_ZONE = "Europe/Amsterdam"


def form_key(organiser: Organiser) -> str:
    """The key of the form on which schools sign up."""
    return f"{_place(organiser)}/aanmelding"


def list_key(organiser: Organiser) -> str:
    """The key of the spreadsheet with the list of schools."""
    return f"{_place(organiser)}/aanmeldingen"


def desired_signup(organiser: Organiser) -> Desired:
    """The folders, the form and the spreadsheet of an organiser.

    The form lies in a folder that is shared with nobody: whoever can edit a form can change what
    it asks, and so what schools are told that happens with their answers.
    """
    place, name = _place(organiser), organiser.organiser.name
    language = organiser.organiser.language
    top, forms, shared = f"{place}/top", f"{place}/formulieren", f"{place}/lijst"
    people = dict.fromkeys(person.email.casefold() for person in organiser.people)
    unit = Unit(
        key=place,
        name=name,
        folders=(
            DesiredFolder(top, f"Ritmiek – {name}"),
            DesiredFolder(forms, say("cells.forms", language), top),
            DesiredFolder(
                shared,
                say("signup.folder", language),
                top,
                tuple(Share(email, "writer") for email in people),
            ),
        ),
        forms=(_form(organiser, forms),),
        spreadsheets=(_spreadsheet(organiser, shared),),
    )
    return Desired(organiser.organiser.key, (unit,))


def _form(organiser: Organiser, folder: str) -> DesiredForm:
    """Anybody may answer: a school that signs up has no account of the organiser's."""
    folders, language = _definitions(organiser), organiser.organiser.language
    form = load_form(
        "aanmelding",
        words=load_words("teachers", folders, language),
        context={"organiser_name": organiser.organiser.name},
        folders=folders,
        language=language,
    )
    return DesiredForm(form_key(organiser), form, folder)


def _spreadsheet(organiser: Organiser, folder: str) -> DesiredSpreadsheet:
    folders, language = _definitions(organiser), organiser.organiser.language
    spreadsheet = load_spreadsheet(
        "aanmeldingen",
        words=load_words("teachers", folders, language),
        context={"organiser_name": organiser.organiser.name},
        folders=folders,
        language=language,
    )
    return DesiredSpreadsheet(
        key=list_key(organiser),
        spreadsheet=spreadsheet,
        content={},
        folder=folder,
        locale=LOCALE,
        time_zone=TIME_ZONE,
    )


def _place(organiser: Organiser) -> str:
    return f"{organiser.organiser.key}/aanmelding"


def _definitions(organiser: Organiser) -> Sequence[Path]:
    return (organiser.definitions,) if organiser.definitions else ()
