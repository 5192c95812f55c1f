"""`teamdrives.*`: shared drives by the name that they had before, for clients that still use it."""

from dataclasses import replace

from sync.local.call import HANDLERS, Call, Json, carries
from sync.local.drive.errors import InvalidValueError


@carries("drive.teamdrives.list")
def list_team_drives(call: Call) -> Json:
    """The shared drives that the caller is a member of."""
    found = _newer(call, "drive.drives.list")
    token = {key: found[key] for key in ("nextPageToken",) if key in found}
    drives = [_renamed(each) for each in found["drives"]]
    return {"kind": "drive#teamDriveList", "teamDrives": drives, **token}


@carries("drive.teamdrives.create")
def create(call: Call) -> Json:
    """A new shared drive."""
    return _renamed(_newer(call, "drive.drives.create"))


@carries("drive.teamdrives.get")
def get(call: Call) -> Json:
    """One shared drive."""
    return _renamed(_newer(call, "drive.drives.get"))


@carries("drive.teamdrives.update")
def update(call: Call) -> Json:
    """Another name, colour or other restrictions."""
    return _renamed(_newer(call, "drive.drives.update"))


@carries("drive.teamdrives.delete")
def delete(call: Call) -> Json:
    """Remove a shared drive that holds nothing any more."""
    return _newer(call, "drive.drives.delete")


def _newer(call: Call, method: str) -> Json:
    params = {**call.params, "driveId": call.params.get("teamDriveId")}
    body = {key: value for key, value in call.body.items() if key != "kind"}
    restrictions = dict(body.get("restrictions") or {})
    if "teamMembersOnly" in restrictions:
        restrictions["driveMembersOnly"] = restrictions.pop("teamMembersOnly")
        body["restrictions"] = restrictions
    found = HANDLERS[method](replace(call, method=method, params=params, body=body))
    if not isinstance(found, dict):
        raise InvalidValueError("alt")
    return found


def _renamed(drive: Json) -> Json:
    """A shared drive as it was described; that it can be hidden is newer."""
    restrictions = dict(drive.get("restrictions", {}))
    members = restrictions.pop("driveMembersOnly", None)
    if members is not None:
        restrictions["teamMembersOnly"] = members
    found = {key: value for key, value in drive.items() if key not in {"hidden", "restrictions"}}
    if restrictions:
        found["restrictions"] = restrictions
    if "capabilities" in found:
        rename = {"canDeleteDrive": "canDeleteTeamDrive", "canRenameDrive": "canRenameTeamDrive"}
        found["capabilities"] = {
            rename.get(name, name): may for name, may in found["capabilities"].items()
        }
    return {**found, "kind": "drive#teamDrive"}
