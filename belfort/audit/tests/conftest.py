"""What the tests of the trail share."""

from belfort.lib.tests.installation import installation, migrated

__all__ = ["installation", "migrated"]
