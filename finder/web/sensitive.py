"""Whether an answer may be kept: never in a link, a history or a cache where it speaks of violence, crisis, status,
age, pregnancy or addiction. The vocabulary says which kinds and topics are sensitive."""

from __future__ import annotations

from directory.records import ServiceRecord
from directory.situations import situations
from directory.vocabulary import kinds, topics
from finder.search.next_query import NextQuery
from finder.search.results import Results


def is_sensitive(results: Results) -> bool:
    """By what was typed, by what was understood, or by what was chosen."""
    query, understood = results.query, results.understood
    codes = {*query.kinds, *query.topics, *query.wants, *understood.kinds, *understood.topics}
    private = (understood.age, understood.status, query.age, query.status)
    return (
        understood.sensitive
        or bool(understood.crisis)
        or any(value is not None for value in private)
        or any(code in kinds() and kinds()[code].sensitive for code in codes)
        or any(code in topics() and topics()[code].sensitive for code in codes)
    )


def is_sensitive_service(record: ServiceRecord) -> bool:
    """Whether its name on a shared phone tells others of violence, pregnancy or addiction."""
    return any(kinds()[code].sensitive for code in record.kinds)


def is_sensitive_next(query: NextQuery) -> bool:
    """By the situation, the kind or the topic that somebody asked the next steps for, or by what was said."""
    return (
        query.age is not None
        or query.status is not None
        or bool(query.situation and situations()[query.situation].sensitive)
        or any(kinds()[code].sensitive for code in query.kinds)
        or any(topics()[code].sensitive for code in query.topics)
    )
