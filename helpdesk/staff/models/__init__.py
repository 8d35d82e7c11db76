from helpdesk.staff.models.absence import Absence
from helpdesk.staff.models.site import Site
from helpdesk.staff.models.team import Membership, Team
from helpdesk.staff.models.user import User

__all__ = ["Absence", "Membership", "Site", "Team", "User"]
