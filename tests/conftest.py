"""What several rooms of tests need. Its place puts tests/ on the import path, so that every folder finds ``factory``.

Always true here: no property fails because the machine is slow or busy; what hypothesis times by itself is off.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

from dateline import api
from dateline.annotate.parse import Parser
from dateline.model.syntax import Tree
from dateline.settings import Settings

settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


loaded = cache(Parser)
"""A parser, loaded once. Hundreds of records are made in the process of the tests, and half a second of loading was most of many of them;
what a parser read before changes nothing of what it reads (``annotate/parse``), and processes that tests start load their own."""


@pytest.fixture(scope="session", autouse=True)
def _loaded_once() -> Iterator[None]:
    """What makes records in this process has the same parser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "Parser", loaded)
        yield


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser that users have."""
    return loaded(Settings().model, Settings().batch)


@pytest.fixture(scope="session")
def tree_of(parser: Parser):
    """A function from one sentence to its tree."""
    return lambda sentence: Tree(parser.parse([sentence])[0], 0, 0)
