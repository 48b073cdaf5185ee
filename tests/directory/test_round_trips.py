"""The real registry, written and read back in each format that can hold it: every fact is equal."""

from __future__ import annotations

import pytest

from directory.exchange.formats import FORMATS
from directory.facts import record_facts, stated
from finder.service import Service


@pytest.mark.parametrize("name", [name for name, found in FORMATS.items() if found.read and found.whole])
def test_the_whole_registry_survives(service: Service, name: str) -> None:
    read = FORMATS[name].read
    assert read is not None
    parsed = read(FORMATS[name].write(service.records))
    assert parsed.problems == []
    back = {found.key: stated(found.facts) for found in parsed.services}
    assert back.keys() == {record.key for record in service.records}
    for record in service.records:
        assert back[record.key] == record_facts(record)
    assert [found.id for found in parsed.services] == [record.id for record in service.records]
