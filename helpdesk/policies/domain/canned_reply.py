"""Adding, changing and deleting canned replies."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from helpdesk.policies.domain.errors import NotPossible
from helpdesk.policies.models import CannedReply, CannedReplyText
from helpdesk.record import writing as record
from helpdesk.staff.models import User


@transaction.atomic
def save_reply(reply: CannedReply, *, texts: Mapping[str, str], by: User) -> CannedReply:
    """Save a new or changed reply with its text in each language; an empty text is none.

    The texts have been checked (``variables.faults``). Raises ``NotPossible`` when the shortcut was taken, or
    the reply deleted, meanwhile.
    """
    is_new = reply.pk is None
    if not is_new and not CannedReply.objects.select_for_update().filter(pk=reply.pk).exists():
        raise NotPossible(_("Somebody has deleted this reply."))
    before = {} if is_new else texts_of(reply)
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError as error:
        raise NotPossible(_("There is a reply with this shortcut already.")) from error
    after = {language: text for language, text in texts.items() if text.strip()}
    reply.texts.exclude(language__in=after).delete()
    for language, body in after.items():
        CannedReplyText.objects.update_or_create(reply=reply, language=language, defaults={"body": body})
    changed = sorted(code for code in before.keys() | after.keys() if before.get(code) != after.get(code))
    verb = "canned.added" if is_new else "canned.changed"
    record.write(reply, verb, by=by, languages=changed, **describe(reply))
    return reply


def texts_of(reply: CannedReply) -> dict[str, str]:
    return dict(reply.texts.values_list("language", "body"))


def describe(reply: CannedReply) -> dict[str, Any]:
    return {
        "name": reply.name,
        "shortcut": reply.shortcut,
        "team": reply.team.name if reply.team else "",
    }


@transaction.atomic
def delete_reply(reply: CannedReply, *, by: User) -> None:
    """Delete a reply; what was sent with its words stays. Deleting one that is gone does nothing."""
    gone = CannedReply.objects.select_for_update(of=("self",)).filter(pk=reply.pk).first()
    if gone is None:
        return
    record.write(gone, "canned.deleted", by=by, **describe(gone), texts=texts_of(gone))
    gone.delete()
