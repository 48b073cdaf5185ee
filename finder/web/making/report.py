"""The second way to say that something is wrong, beside the form: an e-mail that the visitor's own program writes."""

from __future__ import annotations

from urllib.parse import quote

from directory.records import ServiceRecord
from finder.web.pages.base import Step
from finder.web.wording.voice import Voice


def mail_step(record: ServiceRecord, report_mail: str, voice: Voice) -> Step | None:
    """None as long as no operator has named an address."""
    if not report_mail:
        return None
    subject = quote(f"Lotse: {record.name}")
    body = quote(f"{record.id}\n\n" + voice("Was stimmt nicht?") + "\n")
    return Step(report_mail, f"mailto:{report_mail}?subject={subject}&body={body}", icon="mail")
