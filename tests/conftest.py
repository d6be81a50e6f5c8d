"""What several rooms of tests need. Its place puts tests/ on the import path, so that every folder finds ``factory``.

Always true here: no property fails because the machine is slow or busy; what hypothesis times by itself is off.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from dateline.annotate.parse import Parser
from dateline.model.syntax import Tree
from dateline.settings import Settings

settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The parser that users have, loaded once."""
    return Parser(Settings().model)


@pytest.fixture(scope="session")
def tree_of(parser: Parser):
    """A function from one sentence to its tree."""
    return lambda sentence: Tree(parser.parse([sentence])[0], 0, 0)
