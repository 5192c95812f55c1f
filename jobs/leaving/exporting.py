"""Everything that Ritmiek made for a school, in one folder: complete, or not there at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jobs.leaving.answers_out import form_out
from jobs.leaving.folder import OwnFolder, whole_folder
from jobs.leaving.index import Chapter, Entry, write_index
from jobs.leaving.ledger_rows import rows_of
from jobs.leaving.shared import shared_files
from jobs.leaving.sheets_out import sheet_out
from jobs.work.school import SchoolAtWork
from sync.files.removal import OurFile, as_workbook, our_files

Step = Callable[[str], None]
SHARED = "Wordt gedeeld met andere scholen: er staat ook in wat zij schreven."
IN_BIN = "Ligt in de prullenbak van Drive."
LEDGER = "Wat Ritmiek bijhoudt: bestanden, rondes en verzonden mails, zonder adressen bij de mails."


@dataclass
class Exported:
    """Where everything is, how much it is, and the forms whose answers could not be read."""

    path: Path
    forms: int = 0
    spreadsheets: int = 0
    unread: list[str] = field(default_factory=list)


def place_of(school: SchoolAtWork, folder: Path) -> Path:
    """The folder of an export: with the school's key and the day."""
    return folder / f"ritmiek-{school.key}-{school.here:%Y-%m-%d}"


def files_to_export(school: SchoolAtWork) -> list[OurFile]:
    """The school's forms and spreadsheets and those that it shares, the oldest first."""
    return [
        file
        for file in (*our_files(school.google, school.key), *shared_files(school))
        if file.kind != "folder"
    ]


def export(
    school: SchoolAtWork, files: Sequence[OurFile], source: Path, folder: Path, step: Step
) -> Exported:
    """Write the export; any failure leaves nothing behind."""
    done = Exported(place_of(school, folder))
    with whole_folder(done.path) as filling:
        names = _names(files)
        sheets = list(_sheets(school, files, names, filling, step))
        forms = list(_forms(school, files, names, filling, done, step))
        chapters = [
            Chapter("Bladen", sheets),
            Chapter("Formulieren", forms),
            Chapter("Ritmiek zelf", list(_own(school, source, filling))),
        ]
        write_index(filling, school.name, school.here.date(), chapters)
    done.spreadsheets, done.forms = len(sheets), len(forms)
    return done


def _names(files: Sequence[OurFile]) -> dict[str, str]:
    """A file name for each file id: its key without the school, numbered when there are two."""
    names: dict[str, str] = {}
    for file in files:
        name = file.key.removeprefix("pizza/") if file.key.startswith("pizza/") else ""
        name = name or file.key.split("/", 1)[-1]
        name = name.replace("/", "-")
        same = sum(1 for one in names.values() if one == name or one.startswith(f"{name}~"))
        names[file.id] = f"{name}~{same + 1}" if same else name
    return names


def _sheets(
    school: SchoolAtWork,
    files: Sequence[OurFile],
    names: dict[str, str],
    folder: OwnFolder,
    step: Step,
) -> Iterator[Entry]:
    for file in files:
        if file.kind != "spreadsheet":
            continue
        name = f"bladen/{names[file.id]}"
        folder.write(f"{name}.xlsx", as_workbook(school.google, file.id))
        folder.write_json(f"{name}.json", sheet_out(school, file))
        step(file.name)
        yield Entry((f"{name}.xlsx", f"{name}.json"), file.name, _remark(school, file))


def _forms(
    school: SchoolAtWork,
    files: Sequence[OurFile],
    names: dict[str, str],
    folder: OwnFolder,
    done: Exported,
    step: Step,
) -> Iterator[Entry]:
    for file in files:
        if file.kind != "form":
            continue
        name = f"formulieren/{names[file.id]}.json"
        found = form_out(school, file)
        folder.write_json(name, found.content)
        if not found.complete:
            done.unread.append(file.name)
        step(file.name)
        yield Entry((name,), file.name, f"{found.remark} {_remark(school, file)}".strip())


def _own(school: SchoolAtWork, source: Path, folder: OwnFolder) -> Iterator[Entry]:
    rows = rows_of(school.ledger, school.configuration)
    folder.write_json("ritmiek/boekhouding.json", rows)
    yield Entry(("ritmiek/boekhouding.json",), "Boekhouding", LEDGER)
    folder.write("ritmiek/school.yaml", source.read_bytes())
    yield Entry(("ritmiek/school.yaml",), "Bestand van de school", "Zoals het was ingesteld.")
    configuration = school.configuration.model_dump(mode="json", by_alias=True)
    folder.write_json("ritmiek/configuratie.json", configuration)
    what = "Zoals Ritmiek haar leest, met de mensen en teams van Beheer waar het blad telt."
    yield Entry(("ritmiek/configuratie.json",), "Configuratie", what)


def _remark(school: SchoolAtWork, file: OurFile) -> str:
    shared = SHARED if file.key.split("/", 1)[0] != school.key else ""
    return " ".join(part for part in (shared, IN_BIN if file.in_bin else "") if part)
