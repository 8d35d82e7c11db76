"""What a new-ticket form asks for, read from whatever the address or the form says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from helpdesk.policies.domain.in_force import in_force_for, today_at
from helpdesk.policies.models import PolicyVersion
from helpdesk.staff.models import Team, User
from tickets.domain.kinds_at_site import Offer, offered_at
from tickets.forms.case import CaseForms
from tickets.kinds import KINDS, Kind


@dataclass(frozen=True)
class Asked:
    """The kind, the team that gets the ticket, and what its site offers."""

    user: User
    kind: Kind
    team: Team
    teams: tuple[Team, ...]
    offer: Offer
    # The kind that was asked for and is switched off here: ``kind`` stands in for it.
    not_offered: Kind | None = None

    @classmethod
    def read(cls, query: QueryDict, *, user: User) -> Asked:
        """Whatever is missing or impossible falls back to the first that fits. 404 without any team.

        A kind brings the team its site gives it to, unless the person has chosen another one.
        """
        teams = {team.pk: team for team in Team.objects.visible_to(user).select_related("site")}
        own = next((teams[pk] for pk in user.team_ids if pk in teams), next(iter(teams.values()), None))
        if own is None:
            raise Http404
        named = query.get("team", "")
        chosen = teams.get(int(named)) if named.isascii() and named.isdigit() and len(named) < 12 else None
        offer = offered_at((chosen or own).site)
        before, wanted = query.get("kind", ""), query.get("choose_kind") or query.get("kind") or ""
        kind = next((one for one in offer.kinds if one.key == wanted), offer.kinds[0])
        usual = offer.teams.get(before, own.pk) if "choose_kind" in query else None
        if chosen is None or chosen.pk == usual:
            chosen = teams.get(offer.teams.get(kind.key, own.pk), own)
        not_offered = KINDS.get(wanted) if wanted != kind.key else None
        return cls(user, kind, chosen, tuple(teams.values()), offer, not_offered)

    @cached_property
    def policies(self) -> list[PolicyVersion]:
        """What is in force today for such a case, in one query."""
        today = today_at(self.team.site, now=timezone.now())
        return in_force_for(
            kind=self.kind.key,
            site=self.team.site,
            on=today,
            language=self.user.language,
            reader=self.user,
        )

    def read_forms(
        self,
        posted: QueryDict,
        files: MultiValueDict[str, UploadedFile[bytes]],
        *,
        policies: Sequence[PolicyVersion] | None = None,
    ) -> CaseForms:
        """``policies`` to choose from are those in force, unless said otherwise."""
        around = self._around(self.policies if policies is None else policies)
        return CaseForms.read(posted, files, **around)

    def fill(self, typed: QueryDict) -> CaseForms:
        return CaseForms.fill(typed, **self._around(self.policies))

    def _around(self, policies: Sequence[PolicyVersion]) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "team": self.team,
            "teams": self.teams,
            "user": self.user,
            "policies": policies,
        }
