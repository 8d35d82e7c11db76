"""Suggesting a change to a policy, and what becomes of it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.notifications.domain.news import tell_all
from helpdesk.policies.domain.draft import name_of
from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.enums import SuggestionOutcome
from helpdesk.policies.models import Policy, PolicyVersion, SuggestedChange
from helpdesk.record import writing as record
from helpdesk.staff.models import User


@transaction.atomic
def suggest(version: PolicyVersion, *, text: str, by: User, now: datetime) -> SuggestedChange:
    """Keep a suggestion, and tell whoever published the version, as long as they may still change it.

    Raises ``NotPossible`` for a draft.
    """
    author = version.published_by
    if author is None:
        raise NotPossible(_("This is a draft. Nobody has used it yet."))
    suggestion = SuggestedChange.objects.create(version=version, by=by, at=now, text=text)
    record.write(
        version.policy, "policy.change_suggested", by=by, suggestion=suggestion.pk, **name_of(version)
    )
    writes = Policy.objects.writable_by(author).filter(pk=version.policy_id).exists()
    if author != by and author.is_active and writes:
        tell_author(suggestion, author)
    return suggestion


def tell_author(suggestion: SuggestedChange, author: User) -> None:
    def say() -> str:
        text = _("%(who)s suggests a change to “%(title)s”")
        return text % {"who": suggestion.by, "title": suggestion.version.title}

    tell_all(
        [author],
        kind="change_suggested",
        say=say,
        url=reverse("policies:suggestions"),
        cause=f"policy-suggestion:{suggestion.pk}:made",
    )


@transaction.atomic
def settle(
    suggestion: SuggestedChange, *, outcome: SuggestionOutcome, answer: str, by: User, now: datetime
) -> SuggestedChange:
    """Say what becomes of a suggestion; whoever made it is told. ``NotPossible`` when somebody was faster."""
    suggestion = (
        SuggestedChange.objects.select_for_update(of=("self",))
        .select_related("by", "version__policy")
        .get(pk=suggestion.pk)
    )
    if suggestion.settled_at is not None:
        raise NotPossible(_("Somebody has settled this suggestion already."))
    suggestion.outcome, suggestion.answer = outcome, answer
    suggestion.settled_by, suggestion.settled_at = by, now
    suggestion.save(update_fields=["outcome", "answer", "settled_by", "settled_at"])
    version = suggestion.version
    record.write(
        version.policy,
        "policy.suggestion_settled",
        by=by,
        suggestion=suggestion.pk,
        outcome=outcome,
        **name_of(version),
    )
    if suggestion.by != by:
        tell_suggester(suggestion)
    return suggestion


def tell_suggester(suggestion: SuggestedChange) -> None:
    version = suggestion.version

    def say() -> str:
        news = {
            SuggestionOutcome.DONE: _("Your suggestion for “%(title)s” is done."),
            SuggestionOutcome.DECLINED: _("Your suggestion for “%(title)s” was declined."),
        }[SuggestionOutcome(suggestion.outcome)] % {"title": version.title}
        return f"{news} {suggestion.answer}".strip()

    tell_all(
        [suggestion.by],
        kind="suggestion_settled",
        say=say,
        url=version.policy.get_absolute_url(),
        cause=f"policy-suggestion:{suggestion.pk}:settled",
    )
