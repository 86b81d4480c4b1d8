"""What the tests of the whole house share."""

from belfort.lib.tests.installation import installation, migrated

__all__ = ["installation", "migrated"]
