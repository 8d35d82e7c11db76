"""The new-ticket page as a whole: what every kind asks, the kind's own fields, and the resolution."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from helpdesk.files.fields import FilesField, FilesInput
from helpdesk.files.models import File
from helpdesk.form_fields import field_of
from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import Team, User
from tickets.domain.attachment import attached_so_far
from tickets.enums import Priority
from tickets.forms.details import DETAILS, within
from tickets.forms.resolution import ResolutionForm
from tickets.forms.ticket import TicketForm
from tickets.kinds import KINDS, Kind
from tickets.kinds.base import DetailsForm
from tickets.models import Ticket

RESOLUTION = "resolution"


class CaseForms:
    """Checked together, so that every mistake is shown at once."""

    def __init__(
        self, kind: Kind, *, case: TicketForm, details: DetailsForm, resolution: ResolutionForm
    ) -> None:
        self.kind, self.case, self.details, self.resolution = kind, case, details, resolution

    @classmethod
    def read(
        cls,
        posted: QueryDict,
        files: MultiValueDict[str, UploadedFile[bytes]],
        *,
        kind: Kind,
        team: Team,
        teams: Collection[Team],
        user: User,
        policies: Sequence[PolicyVersion],
    ) -> CaseForms:
        """What was posted. The resolution is only asked when the case was answered on the spot."""
        resolving = "resolve" in posted
        return cls(
            kind,
            case=TicketForm(posted, files, user=user, team=team, teams=teams, policies=policies),
            details=kind.form(posted, prefix=DETAILS, site=team.site),
            resolution=ResolutionForm(
                posted if resolving else None,
                initial=None if resolving else within(posted, RESOLUTION),
                prefix=RESOLUTION,
                kind=kind,
                policies=policies,
            ),
        )

    @classmethod
    def fill(
        cls,
        typed: QueryDict,
        *,
        kind: Kind,
        team: Team,
        teams: Collection[Team],
        user: User,
        policies: Sequence[PolicyVersion],
    ) -> CaseForms:
        """What was typed so far and no complaints: nobody is done yet."""
        initial: dict[str, Any] = {**typed.dict(), "priority": priority_for(kind, typed), "team": team.pk}
        initial["files"] = typed.getlist("files")
        if "form_key" in typed:
            initial |= {name: name in typed for name in ("take", "resolve", "walk_in")}
        return cls(
            kind,
            case=TicketForm(user=user, team=team, teams=teams, policies=policies, initial=initial),
            details=kind.form(prefix=DETAILS, site=team.site, initial=within(typed, DETAILS)),
            resolution=ResolutionForm(
                initial=within(typed, RESOLUTION), prefix=RESOLUTION, kind=kind, policies=policies
            ),
        )

    @property
    def form_key(self) -> UUID | None:
        """The key of the page, also when nothing was checked."""
        try:
            return UUID(str(self.case["form_key"].value()))
        except ValueError:
            return None

    def files(self, *, of: Ticket | None = None) -> list[File]:
        """What was attached, whatever else is missing; for a case that exists, as far as it takes more.

        Files that came with the form are taken in. Raises ``ValidationError``.
        """
        field = self._files_field
        if of is not None:
            field.count_before, field.size_before = attached_so_far(of)
        return field.clean(FilesInput().value_from_datadict(self.case.data, self.case.files, "files"))

    @property
    def files_here(self) -> list[str]:
        """The keys of the files that are taken in by now."""
        return [str(file.pk) for file in self._files_field.here or ()]

    @property
    def _files_field(self) -> FilesField:
        return field_of(self.case, "files", FilesField)

    def what_was_said(self) -> str:
        """What happened and what the customer wants, in one text. Raises ``ValidationError`` when empty."""
        parts = (str(self.case[name].value() or "").strip() for name in ("what_happened", "wanted"))
        said = "\n\n".join(part for part in parts if part)
        if not said:
            raise ValidationError(_("Write what happened first: that is what will be added."))
        return said

    @property
    def resolving(self) -> bool:
        return self.resolution.is_bound

    def is_valid(self) -> bool:
        asked = [self.case, self.details, *([self.resolution] if self.resolving else [])]
        right = [form.is_valid() for form in asked]
        return self._excused() and all(right)

    def _excused(self) -> bool:
        """Outside a rule of the house somebody has to say why an exception should be made."""
        if not self.outside_rule() or self.case.data.get("exception_reason", "").strip():
            return True
        self.case.add_error(
            "exception_reason",
            ValidationError(_("This is outside the rules. Say why an exception should be made.")),
        )
        return False

    def outside_rule(self) -> str:
        """The rule of the house that the details break, as a sentence; empty while they break none."""
        return self.details.outside_rule() if self.details.is_bound else ""

    @property
    def has_errors(self) -> bool:
        return bool(self.case.errors or self.details.errors or (self.resolving and self.resolution.errors))


def priority_for(kind: Kind, typed: Mapping[str, str]) -> str | Priority:
    """What the person chose; the usual one of the kind where they left it at that of the kind before."""
    chosen, before = typed.get("priority"), KINDS.get(typed.get("kind", ""))
    left_alone = before is not None and before != kind and chosen == str(before.priority)
    return kind.priority if not chosen or left_alone else chosen
