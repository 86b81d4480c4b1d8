"""The periodic work on the trail and on what is kept too long."""

from belfort.audit.jobs.sealing import seal

__all__ = ["seal"]
