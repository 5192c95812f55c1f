"""The command line."""

from tests.jobs.command import ritmiek

__all__ = ["ritmiek"]
