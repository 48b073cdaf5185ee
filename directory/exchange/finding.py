"""Row by row: the service that a file speaks of, by name or recognized; a new draft; or a question for a person."""

from __future__ import annotations

from sqlalchemy.orm import Session

from directory.exchange.documents import Incoming, fault
from directory.exchange.naming import Names
from directory.exchange.recognizing import Recognizer, Verdict, made_key
from directory.exchange.reporting import ImportReport
from directory.facts import plain
from directory.field_checks import fits
from directory.registry_files import EntrySource
from directory.review import Proposed


class Finder:
    """Row by row: which service it means, or which new one it is. What is passed over goes into the report."""

    def __init__(self, session: Session, source: EntrySource, report: ImportReport) -> None:
        self._names = Names(session)
        self._session = session
        self._recognizer: Recognizer | None = None  # costs a reading of the registry, and most files have keys
        self._source = source
        self._report = report
        self.proposals: list[Proposed] = []
        self.doubtful: list[Incoming] = []  # those that the proposals speak of

    def find(self, service: Incoming) -> tuple[str, Incoming] | None:
        """The key, and the row; None where it is no statement about a service that can be named."""
        key = self._recognized(service) if service.anonymous else self._named(service)
        if key is None:
            return None
        first = self._names.first_to_mean(key, service.where)
        if first == service.where:
            return key, service
        sentence = f"means the same service as {first}"
        if service.anonymous:
            self._report.notes.append(f"{service.where}: {sentence}: passed over")
        else:
            self._report.problems.append(fault(service.where, sentence))
        return None

    def _named(self, service: Incoming) -> str | None:
        key, sentence = self._names.find(service)
        if sentence:
            self._report.problems.append(fault(service.where, sentence))
        return key

    def _recognized(self, service: Incoming) -> str | None:
        if not all(fits(name, content) for name, content in service.facts.items()):
            return self._names.make("unreadable")  # the check will tell what is wrong with it
        if self._recognizer is None:
            self._recognizer = Recognizer(self._session, self._names)
        verdict = self._recognizer.recognize(service)
        if verdict.key and not verdict.sure:
            self._ask(service, verdict)
            return None
        return verdict.key or self._draft(service, self._recognizer)

    def _draft(self, service: Incoming, recognizer: Recognizer) -> str:
        key = self._names.make(made_key(service.facts))
        recognizer.add(key, service.facts)
        service.facts |= {"status": "draft", "draft_reason": f"imported from {self._url(service)}: confirm first"}
        return key

    def _ask(self, service: Incoming, verdict: Verdict) -> None:
        note = f"May be the same service as {verdict.key} ({verdict.reason})"
        self._report.notes.append(f"{service.where}: {note[0].lower()}{note[1:]}: put into the review queue")
        source = service.source or self._source
        self.doubtful.append(service)
        facts = {name: plain(name, content) for name, content in service.facts.items()}
        self.proposals.append(Proposed("new_service", None, facts, "import", note, source.url, source.date))

    def _url(self, service: Incoming) -> str:
        return (service.source or self._source).url
