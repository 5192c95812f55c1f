"""The tables of a ledger: files, deliveries, texts that are kept, and when jobs were done."""

from sqlalchemy import Column, MetaData, String, Table

METADATA = MetaData()
FILES = Table(
    "files",
    METADATA,
    Column("key", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("address", String, nullable=False),
    Column("applied", String, nullable=False),
    Column("collected", String, nullable=False),
)
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("key", String, primary_key=True),
    Column("status", String, nullable=False),
    Column("claimed", String, nullable=False),
    Column("sent", String),
    Column("reason", String),
)
KEPT = Table(
    "kept",
    METADATA,
    Column("name", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("text", String, nullable=False),
)
RUNS = Table(
    "runs",
    METADATA,
    Column("job", String, primary_key=True),
    Column("subject", String, primary_key=True),
    Column("finished", String, nullable=False),
)
