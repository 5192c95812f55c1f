"""The rooms of the house, and which of them may know of which."""

from grimp import ImportGraph, build_graph

ROOMS = ("forms", "sheets_templates", "sync", "jobs")


def house() -> ImportGraph:
    return build_graph("forms", "sheets_templates", "sync", "jobs")


def test_the_local_workspace_imports_nothing_else_of_ours() -> None:
    graph = house()
    inside = {"sync.local", *graph.find_descendants("sync.local")}
    known = {far for near in inside for far in graph.find_modules_directly_imported_by(near)}
    assert {module for module in known - inside if module.split(".")[0] in ROOMS} <= {"sync"}


def test_the_ground_floor_knows_nothing_of_google() -> None:
    graph = build_graph("forms", "sheets_templates", include_external_packages=True)
    everything = {
        far for near in graph.modules for far in graph.find_modules_directly_imported_by(near)
    }
    outside = {module.split(".")[0] for module in everything}
    assert not outside & {"google", "googleapiclient", "gspread", "requests", "httplib2"}
