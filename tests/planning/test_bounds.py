"""Bounds: far beyond the usual only when somebody says so, and making is never bounded."""

from jobs.planning.bounding import beyond
from jobs.planning.model import PlannedSchool
from jobs.school.bounds import Bounds
from sync.changes import Change, Detail, one


def planned(*changes: Change) -> PlannedSchool:
    return PlannedSchool("es", "De Es", "nl", "school.yaml", changes)


def sharing(key: str, *people: str) -> Change:
    details = tuple(Detail(person, (), one("writer")) for person in people)
    return Change("share", key, f"share folder {key}", subject="access", details=details)


def test_a_first_set_up_is_never_beyond_the_bounds() -> None:
    made = [Change("create", f"es/{number}", "create folder") for number in range(500)]
    shared = sharing("es/1", *(f"lid{number}@es.example" for number in range(100)))
    nothing = Bounds(changes=0, people=0, closures=0)
    assert list(beyond(planned(*made, shared), nothing)) == []


def test_many_changes_to_what_exists_are_beyond() -> None:
    changes = [Change("update", f"es/{number}", "update form") for number in range(151)]
    assert list(beyond(planned(*changes[1:]), Bounds())) == []
    (excess,) = beyond(planned(*changes), Bounds())
    assert "151 changes to what exists, and bounds.changes is 150" in str(excess)
    assert "--force" in str(excess)


def test_a_person_counts_once_however_many_folders_change() -> None:
    both = [sharing("es/a", "anna@es.example"), sharing("es/b", "anna@es.example")]
    assert list(beyond(planned(*both), Bounds(people=1))) == []
    (excess,) = beyond(planned(*both, sharing("es/c", "bas@es.example")), Bounds(people=1))
    assert (excess.count, excess.bound) == (2, "people")
    assert "example" not in str(excess)


def test_a_form_that_closes_is_always_said_first() -> None:
    (excess,) = beyond(planned(Change("close", "es/form", "close form")), Bounds())
    assert "1 form that closes, and bounds.closures is 0" in str(excess)
