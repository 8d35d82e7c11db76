"""The six people a newcomer may sign in as."""

from demo.people import STAFF, StaffMember
from demo.places import SITES

PASSWORD = "courtesy-desk"  # noqa: S105  # printed at the first start, and good for invented data only

_SITE_NAMES = {site.key: site.name for site in SITES}


def demo_accounts() -> tuple[StaffMember, ...]:
    return tuple(member for member in STAFF if member.demo_account)


def account_table() -> str:
    """Name, e-mail, role and sites of each, in columns, and the one password."""
    rows = [("Name", "E-mail", "Role", "Site"), *(_row(member) for member in demo_accounts())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([*lines, "", f"Password for all of them: {PASSWORD}"])


def _row(member: StaffMember) -> tuple[str, str, str, str]:
    everywhere = len(member.sites) == len(SITES)
    sites = "all sites" if everywhere else ", ".join(_SITE_NAMES[key] for key in member.sites)
    return f"{member.first_name} {member.last_name}", member.email, member.role, sites
