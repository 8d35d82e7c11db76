"""One of everything of this app, for the tests that walk over all addresses."""

from datetime import date

from django.utils import timezone

from helpdesk.policies.domain.canned_reply import save_reply
from helpdesk.policies.domain.draft import start_draft
from helpdesk.policies.domain.policy import add_policy
from helpdesk.policies.domain.publication import publish
from helpdesk.policies.domain.suggestion import suggest
from helpdesk.policies.models import CannedReply, Policy, PolicyVersion
from helpdesk.staff.models import Team, User


def policies_at(team: Team, *, supervisor: User, associate: User) -> dict[str, int | str]:
    """A policy of the team's site with a version in force, a draft and a suggestion; a reply of the team."""
    now = timezone.now()
    version = PolicyVersion(
        language="en", title="Room change", body="A free move.", valid_from=date(2026, 1, 1)
    )
    policy = Policy(name="Room change", kinds=["room_change"])
    add_policy(policy, sites=[team.site], draft=version, by=supervisor)
    publish(version, by=supervisor, now=now)
    draft = start_draft(policy, language="en", by=supervisor, now=now)
    made = suggest(PolicyVersion.objects.get(pk=version.pk), text="And at night?", by=associate, now=now)
    reply = CannedReply(name="Thanks", shortcut="thanks", team=team)
    save_reply(reply, texts={"en": "Thank you, {customer}."}, by=associate)
    return {
        "policy": policy.pk,
        "version": version.pk,
        "version_draft": draft.pk,
        "suggestion": made.pk,
        "reply": reply.pk,
    }
