"""When something is due, in words."""

from datetime import datetime

from acttutor.base.language.texts import Texts


def day_text(texts: Texts, due: datetime, now: datetime) -> str:
    """Return on which day something is due, as the calendar of this machine counts days."""
    days = (due.astimezone().date() - now.astimezone().date()).days
    if due <= now:
        return texts("lessons.due.now")
    return texts(f"lessons.due.{('today', 'tomorrow')[days]}" if days < 2 else "lessons.due.days",
                 days=days)  # fmt: skip
