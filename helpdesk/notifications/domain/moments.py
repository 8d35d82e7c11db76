"""When news may leave. Knows no database and no clock."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from helpdesk.notifications.enums import DigestRhythm


def after_quiet(moment: datetime, *, start: time | None, end: time | None, zone: tzinfo) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into. From 22:00 until 6:00 is one night."""
    if start is None or end is None:
        return moment
    local = moment.astimezone(zone)
    at = local.time()
    is_quiet = start <= at < end if start < end else at >= start or at < end
    if not is_quiet:
        return moment
    day = local.date() if at < end else local.date() + timedelta(days=1)
    # Not before the moment, in the night in which an hour comes twice.
    return max(moment, datetime.combine(day, end, tzinfo=zone).astimezone(UTC))


def next_digest(moment: datetime, *, rhythm: DigestRhythm, hour: int, zone: tzinfo) -> datetime:
    """The next full hour, or the next time it is ``hour`` o'clock; always after the moment."""
    local = moment.astimezone(zone)
    if rhythm == DigestRhythm.HOURLY:
        return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC) + timedelta(hours=1)
    coming = datetime.combine(local.date(), time(hour), tzinfo=zone).astimezone(UTC)
    if coming > moment:
        return coming
    return datetime.combine(local.date() + timedelta(days=1), time(hour), tzinfo=zone).astimezone(UTC)
