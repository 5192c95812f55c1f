"""What would be taken over as figures, for `--json`."""

from jobs.adopting.adoption import Adoption


def figures_of(shown: Adoption) -> dict[str, object]:
    """The columns, rows and misfits of each table, and what stays; nobody's words are in it."""
    return {
        "tables": {
            table.fillable.address: {
                "columns": [
                    {
                        "tab": block.tab.title,
                        "headers": [one.text for one in headers],
                        "column": key,
                    }
                    for block in table.blocks
                    for key, headers in block.match.columns.items()
                ],
                "rows": len(table.rows),
                "already": table.already,
                "room": len(table.standing.free),
                "misfits": [
                    {"tab": one.tab, "cell": one.cell, "why": one.trouble, "kept": one.kept}
                    for one in table.read.misfits
                ],
                "without": list(table.read.without),
            }
            for table in shown.tables
        },
        "stays": [
            {"tab": one.tab, "what": one.what, "column": one.column, "name": one.name}
            for one in shown.stays
        ],
    }
