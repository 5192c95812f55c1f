"""What a school has together with other schools: the folder and sheet of its pizza group."""

from jobs.school.model import Configuration
from jobs.work.school import SchoolAtWork
from sync.errors import NotThereError
from sync.files.drive import FoundFile, WrongKindError, find_files, get_file
from sync.files.removal import OurFile


def shared_files(school: SchoolAtWork) -> list[OurFile]:
    """The shared files that exist; one search, and one call more for a sheet named by its id."""
    keys = shared_keys(school.configuration)
    if not keys:
        return []
    found = find_files(school.google, school.key, keys)
    group = school.configuration.pizza_group
    here = found.get(keys[1])
    if group and group.spreadsheet and (here is None or here.id != group.spreadsheet):
        try:
            found[keys[1]] = get_file(school.google, group.spreadsheet, keys[1])
        except (NotThereError, WrongKindError):
            found.pop(keys[1], None)
    return [_our_file(found[key]) for key in keys if key in found]


def shared_keys(configuration: Configuration) -> tuple[str, ...]:
    """The keys of what the schools of a pizza group share."""
    group = configuration.pizza_group
    return (f"pizza/{group.key}", f"pizza/{group.key}/pizzasessie") if group else ()


def _our_file(file: FoundFile) -> OurFile:
    return OurFile(
        file.key,
        file.kind,
        file.id,
        file.name,
        file.parent,
        file.address,
        in_bin=False,
        erased=False,
        stamps=file.stamps,
    )
