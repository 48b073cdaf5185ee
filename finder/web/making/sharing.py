"""How a service is handed on: its address, as a picture to scan, as text, as a card for the address book."""

from __future__ import annotations

from directory.records import ServiceRecord
from finder.web.making.message import message
from finder.web.pages.service import ShareView
from finder.web.wording.voice import Voice

QR, CARD, MESSAGE, SLIP = "qr.svg", "contact.vcf", "message.txt", "slip"


def page_path(record: ServiceRecord, voice: Voice) -> str:
    return f"/{voice.language}/service/{record.id}"


def share_view(record: ServiceRecord, origin: str, voice: Voice) -> ShareView:
    """``origin`` is the public address of the site, without a slash at the end."""
    path = page_path(record, voice)
    return ShareView(
        url=origin + path,
        qr=f"{path}/{QR}",
        card=f"{path}/{CARD}",
        message=f"{path}/{MESSAGE}",
        slip=f"{path}/{SLIP}",
        text=message(record, origin + path, voice),
    )
