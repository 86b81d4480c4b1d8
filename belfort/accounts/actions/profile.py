"""What a person changes of themselves."""

from __future__ import annotations

from django.db import transaction

from belfort.accounts.actions.signing import actor_for
from belfort.accounts.models import User
from belfort.audit.actions import record


@transaction.atomic
def change_profile(user: User, *, name: str, language: str) -> User:
    """Change a person's own name and language."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    record(
        "accounts.profile_changed",
        user,
        by=actor_for(user),
        changes={"name": name, "language": language},
    )
    return user


def change_language(user: User, language: str) -> User:
    """Change the language of a person's screens."""
    if user.language == language:
        return user
    return change_profile(user, name=user.name, language=language)
