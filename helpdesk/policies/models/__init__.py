from helpdesk.policies.models.canned_reply import CannedReply, CannedReplyText
from helpdesk.policies.models.policy import Policy, PolicySite
from helpdesk.policies.models.suggestion import SuggestedChange
from helpdesk.policies.models.version import PolicyVersion
from helpdesk.policies.models.vote import Vote

__all__ = [
    "CannedReply",
    "CannedReplyText",
    "Policy",
    "PolicySite",
    "PolicyVersion",
    "SuggestedChange",
    "Vote",
]
