"""Once a day the first request looks whether codes of slips have lapsed, so that none is kept because nobody asks."""

from __future__ import annotations

import logging
import threading
from datetime import date

from flask import current_app
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from directory.database import session, writing
from directory.loop import any_lapsed, lapse
from finder.web.carriers.blueprint import carriers
from finder.web.site import site

_KEY = "lotse-lapsed"
log = logging.getLogger("lotse.web")


@carriers.before_app_request
def look_daily() -> None:
    """A look costs next to nothing; the writing, if there is any, happens beside the request."""
    service = site().service
    today = service.now().date()
    if current_app.extensions.get(_KEY) == today:
        return
    current_app.extensions[_KEY] = today
    with session(service.engine) as db:
        due = any_lapsed(db, today)
    if due:
        threading.Thread(target=_lapse, args=(service.engine, today), name="lapse", daemon=True).start()


def _lapse(engine: Engine, today: date) -> None:
    try:
        with writing(engine) as db:
            lapse(db, today)
    except SQLAlchemyError as error:  # tomorrow, then, or with the next slip
        log.warning("lapsed codes could not be cleared (%s)", type(error).__name__)
