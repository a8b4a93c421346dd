"""Dates and times in China's time zone, whatever the machine is set to."""

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def now() -> datetime:
    """The time now, in China's time zone, to the second."""
    return datetime.now(CHINA).replace(microsecond=0)


def in_china(when: datetime) -> datetime:
    """Another zone's time as China's; one without a zone is taken to be the machine's own."""
    return when.astimezone(CHINA).replace(microsecond=0)


def day(when: datetime) -> date:
    """The date in China at this moment, which must have a time zone."""
    return when.astimezone(CHINA).date()


def today() -> date:
    """The date in China now."""
    return day(datetime.now(UTC))


def format_time(when: datetime) -> str:
    """“1月15日9时30分”."""
    local = when.astimezone(CHINA)
    return f"{local.month}月{local.day}日{local.hour}时{local.minute:02}分"


def format_day(when: date) -> str:
    """A date as “3月1日”, without its year."""
    return f"{when.month}月{when.day}日"
