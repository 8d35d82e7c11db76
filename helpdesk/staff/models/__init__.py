from helpdesk.staff.models.site import Site
from helpdesk.staff.models.team import Membership, Team
from helpdesk.staff.models.user import User

__all__ = ["Membership", "Site", "Team", "User"]
