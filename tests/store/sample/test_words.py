"""Every sentence of the sample shop is there in every language."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from store.records.shop import LANGUAGES
from store.records.text import clean_line
from store.sample import DEMO
from store.sample.reminders import OCCASIONS
from store.sample.stories import COURSES, PLAIN, STORIES
from store.sample.words import words_in
from tests.store.sample.told import MOMENTS, told_at

SCRIPTS = {"ko": "[가-힣]", "el": "[α-ωά-ώ]", "bg": "[а-я]", "tr": "[a-zçğıöşü]", "en": "[a-z]"}
FILLED_IN = {"bike", "price", "number", "count", "carrier"}
every_language = pytest.mark.parametrize("language", LANGUAGES)


def all_sentences(language):
    words = words_in(language)
    tables = [words.common, words.plain, words.reminders, *words.stories.values()]
    return [text for table in tables for variants in table.values() for text in variants]


@every_language
def test_every_step_of_every_story_is_worded(language):
    words = words_in(language)
    for story in STORIES:
        assert words.said(story.key, "subject"), story.key
        for step in story.shape.steps:
            assert words.said(story.key, step.role), (story.key, step.role)
        if any(step.pledge for step in story.shape.steps):
            assert words.said(story.key, "promise"), story.key
    assert set(words.plain) == set(PLAIN)
    assert set(OCCASIONS) <= set(words.reminders)


@every_language
def test_no_sentence_is_left_over_from_a_story_that_is_gone(language):
    words = words_in(language)
    assert set(words.stories) == {story.key for story in STORIES}
    for story in STORIES:
        roles = {step.role for step in story.shape.steps}
        known = {"subject", "promise", "outcome", "condition", *roles, *(f"{role}_words" for role in roles)}
        assert set(words.stories[story.key]) <= known, story.key


@every_language
def test_every_language_says_as_much_as_english(language):
    words, english = words_in(language), words_in("en")
    assert set(words.reminders) == set(english.reminders)
    assert set(words.common) == set(english.common)
    assert set(words.people) == set(english.people)
    for key, table in english.stories.items():
        assert set(words.stories[key]) == set(table), key


@every_language
def test_sentences_are_in_the_script_of_their_language(language):
    for text in all_sentences(language):
        plain = re.sub(r"\{\w+\}", "", text).lower()
        assert re.search(SCRIPTS[language], plain), text
        assert text == clean_line(text)


@every_language
def test_only_what_the_generator_fills_in_stands_in_braces(language):
    for text in all_sentences(language):
        assert {name for _, name, _, _ in Formatter().parse(text) if name} <= FILLED_IN, text


@every_language
def test_a_story_names_the_customers_bike_only_where_it_is_about_one(language):
    words = words_in(language)
    for story in STORIES:
        if not story.owned:
            roles = {role for role in words.stories[story.key]} | {step.role for step in story.shape.steps}
            texts = [text for role in roles for text in words.said(story.key, role)]
            assert not any("{bike}" in text for text in texts), story.key


def test_no_placeholder_reaches_the_book():
    told = told_at(MOMENTS["Tuesday morning"], DEMO)
    texts = [one.text for one in told.interactions.values()]
    texts += [one.what for one in told.promises.values()] + [one.condition for one in told.promises.values()]
    texts += [one.subject + one.outcome for one in told.conversations.values()]
    texts += [one.what for one in told.follow_ups.values()] + [one.line for one in told.drafts.values()]
    assert all("{" not in text for text in texts)
    assert all(one.text for one in told.interactions.values())


def test_customers_are_written_about_in_their_own_language():
    told = told_at(MOMENTS["Tuesday morning"], DEMO)
    for entry in told.interactions.values():
        language = told.customers[entry.customer].language
        assert re.search(SCRIPTS[language], entry.text.lower()), entry


def test_there_are_many_stories_and_every_course_is_taken():
    assert len(STORIES) >= 25
    assert {story.course for story in STORIES} == set(COURSES)


@pytest.mark.parametrize("month", range(1, 13))
def test_winter_service_is_asked_for_in_winter(month):
    seasonal = {story.key for story in STORIES if story.months and story.in_season(month)}
    assert ("winter_service" in seasonal) == (month in (10, 11, 12, 1, 2))
    assert ("rental" in seasonal) == (4 <= month <= 9)
