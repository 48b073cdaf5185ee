"""Mail through the operator's own server. The only module that speaks SMTP.

Nothing is sent without encryption unless the operator says ``SMTP_SECURITY=none``, for a server on the same machine.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from directory.contacts import clean_email
from finder.settings import Settings
from geo.errors import LotseError, NotConfigured

SECURITY = ("starttls", "tls", "none")
PATIENCE_S = 30.0


class MailFailed(LotseError):
    """The server took no mail at all; nothing more was tried."""

    code = "mail_failed"


class Refused(LotseError):
    """The server did not take this one mail."""

    code = "mail_refused"


Send = Callable[[EmailMessage], None]


def message(settings: Settings, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
    """A plain mail. Answers go to the operator; programs that answer by themselves are asked not to."""
    mail = EmailMessage()
    mail["From"], mail["To"] = settings.smtp_from, to
    mail["Subject"] = " ".join(subject.split())
    mail["Date"], mail["Message-ID"] = format_datetime(at), make_msgid(domain=settings.smtp_from.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    if settings.operator.mail:
        mail["Reply-To"] = settings.operator.mail
    mail.set_content(text)
    return mail


@contextmanager
def post_office(settings: Settings) -> Iterator[Send]:
    """A function that sends one mail, or raises Refused. Raises NotConfigured or MailFailed where no server answers."""
    check(settings)
    try:
        server = _connected(settings)
    except (OSError, smtplib.SMTPException) as error:
        raise MailFailed(f"The mail server {settings.smtp_host} cannot be used: {_said(error)}.") from error
    try:
        yield lambda mail: _send(server, mail)
    finally:
        _say_goodbye(server)


def check(settings: Settings) -> None:
    """Raises NotConfigured, naming what is missing or wrong."""
    if not settings.smtp_host:
        raise NotConfigured("No mail server is set.", field="SMTP_HOST")
    if clean_email(settings.smtp_from) is None:
        raise NotConfigured("The sender's address is missing or is none.", field="SMTP_FROM")
    if settings.smtp_security not in SECURITY:
        raise NotConfigured(f"Known are {', '.join(SECURITY)}.", field="SMTP_SECURITY")


def _connected(settings: Settings) -> smtplib.SMTP:
    where = (settings.smtp_host, settings.smtp_port)
    secured = ssl.create_default_context()
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=PATIENCE_S, context=secured)
    else:
        server = smtplib.SMTP(*where, timeout=PATIENCE_S)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=secured)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except BaseException:
        server.close()
        raise
    return server


def _send(server: smtplib.SMTP, mail: EmailMessage) -> None:
    try:
        server.send_message(mail)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        if isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
            raise Refused(_said(error)) from error
        raise MailFailed(f"The mail server hung up: {_said(error)}.") from error


def _say_goodbye(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _said(error: Exception) -> str:
    """In short, and without what was sent."""
    if isinstance(error, smtplib.SMTPResponseException):
        answer = error.smtp_error
        words = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
        return f"{error.smtp_code} {words[:100]}"
    return type(error).__name__ if isinstance(error, smtplib.SMTPRecipientsRefused) else str(error)[:100]
