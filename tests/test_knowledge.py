"""Every pattern finds its examples and refuses its counter-examples."""

import re

import pytest

from tifa import grid_forms as of_tables
from tifa import leads
from tifa.articles import forms as of_pages
from tifa.knowledge import EXAMPLES
from tifa.policy import forms as of_policy
from tifa.reading import forms as of_files
from tifa.words import forms as of_words

NAMED = {pattern: name for module in (leads, of_files, of_pages, of_tables, of_words, of_policy) for name, pattern in vars(module).items() if isinstance(pattern, re.Pattern)}
FOUND = [pytest.param(pattern, text, id=f"{name}: {text}")
         for pattern, name in NAMED.items() for text in EXAMPLES.get(pattern, ([], []))[0]]
REFUSED = [pytest.param(pattern, text, id=f"{name}: {text}")
           for pattern, name in NAMED.items() for text in EXAMPLES.get(pattern, ([], []))[1]]


@pytest.mark.parametrize("pattern, text", FOUND)
def test_a_pattern_finds_its_examples(pattern, text):
    assert pattern.search(text)


@pytest.mark.parametrize("pattern, text", REFUSED)
def test_a_pattern_refuses_its_counter_examples(pattern, text):
    assert not pattern.search(text)


@pytest.mark.parametrize("pattern", NAMED, ids=NAMED.values())
def test_every_pattern_is_written_out_and_has_both(pattern):
    matches, refuses = EXAMPLES[pattern]
    assert matches and refuses and pattern.flags & re.VERBOSE
