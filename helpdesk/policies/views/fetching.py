"""How every view gets what it shows or changes: through what the person may see or write, else 404."""

from django.shortcuts import get_object_or_404

from helpdesk.policies.models import CannedReply, Policy, PolicyVersion
from helpdesk.staff.requests import StaffRequest


def policy_or_404(request: StaffRequest, pk: int) -> Policy:
    return get_object_or_404(Policy.objects.visible_to(request.user), pk=pk)


def writable_or_404(request: StaffRequest, pk: int) -> Policy:
    return get_object_or_404(Policy.objects.writable_by(request.user), pk=pk)


def version_or_404(request: StaffRequest, pk: int) -> PolicyVersion:
    versions = PolicyVersion.objects.visible_to(request.user).with_vote_of(request.user)
    return get_object_or_404(versions.select_related("policy", "published_by"), pk=pk)


def published_or_404(request: StaffRequest, pk: int) -> PolicyVersion:
    """A version people use: something to vote on."""
    published = PolicyVersion.objects.published().visible_to(request.user)
    return get_object_or_404(published.select_related("policy", "published_by"), pk=pk)


def writable_version_or_404(request: StaffRequest, pk: int) -> PolicyVersion:
    written = Policy.objects.writable_by(request.user)
    versions = PolicyVersion.objects.filter(policy__in=written.values("pk")).select_related("policy")
    return get_object_or_404(versions, pk=pk)


def draft_or_404(request: StaffRequest, pk: int) -> PolicyVersion:
    written = Policy.objects.writable_by(request.user)
    drafts = PolicyVersion.objects.drafts().filter(policy__in=written.values("pk"))
    return get_object_or_404(drafts.select_related("policy"), pk=pk)


def reply_or_404(request: StaffRequest, pk: int) -> CannedReply:
    """A canned reply the person may change."""
    return get_object_or_404(CannedReply.objects.writable_by(request.user).select_related("team"), pk=pk)
