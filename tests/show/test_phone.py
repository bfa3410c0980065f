"""Figures on a wide page and on a phone: large enough to read, within their frame, no text upon another."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.text import Text
from test_drawing import FIGURES, Made

import tifa
from tifa.show.style import PHONE, WIDE, use_style

DRAWN = {**FIGURES, "wordclouds": lambda made: tifa.show.plot_wordclouds(made.typical)[0]}
AT = 690 / 96, 360 / 96  # inches that the site's text and a phone give a figure, at 96 pixels an inch
POINTS_OVER = {"map"}  # two articles can lie in one place


@pytest.fixture(scope="module")
def made(corpus):
    return Made(corpus)


@pytest.fixture(params=[WIDE, PHONE], ids=["wide", "phone"])
def width(request, corpus):
    use_style(corpus.articles.city, tifa.compare.read_glossary("seeds"))
    with plt.rc_context({"figure.figsize": (request.param, request.param / 2)}):
        yield request.param


def texts(figure):
    """The texts that are seen, each with its box."""
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    seen = [text for text in figure.findobj(Text) if text.get_text().strip() and text.get_visible()]
    offered = {id(t) for ax in figure.axes for part in (ax, *ax.child_axes) for axis in (part.xaxis, part.yaxis)
               for tick in axis.get_major_ticks() + axis.get_minor_ticks() for t in (tick.label1, tick.label2)}
    shown = {id(t) for ax in figure.axes for part in (ax, *ax.child_axes) for axis in (part.xaxis, part.yaxis)
             for tick in axis._update_ticks() for t in (tick.label1, tick.label2)}
    off = {id(t) for ax in figure.axes for part in (ax, *ax.child_axes) if not part.axison
           for t in (*part.get_xticklabels(), *part.get_yticklabels(), part.xaxis.label, part.yaxis.label)}
    return [(text, text.get_window_extent(renderer)) for text in seen
            if id(text) not in off and (id(text) not in offered or id(text) in shown)]


@pytest.mark.parametrize("name", DRAWN)
def test_text_is_9_points_at_the_size_at_which_it_is_shown(made, width, name):
    figure = DRAWN[name](made).figure
    assert figure.get_size_inches()[0] == width
    scale = min(1, AT[width == PHONE] / width)
    assert min(text.get_fontsize() * scale for text, _ in texts(figure)) >= 8.98


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_is_cut_and_none_lies_upon_another(made, width, name):
    figure = DRAWN[name](made).figure
    right, top = figure.bbox.width + 1, figure.bbox.height + 1
    boxes = [(text.get_text(), box) for text, box in texts(figure)]
    assert [text for text, box in boxes if box.x0 < -1 or box.y0 < -1 or box.x1 > right or box.y1 > top] == []
    upon = [(one, other) for i, (one, a) in enumerate(boxes) for other, b in boxes[:i]
            if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 3]
    assert upon == [] or name in POINTS_OVER


@pytest.mark.parametrize("name", DRAWN)
def test_the_title_is_a_sentence_about_the_table(made, width, name):
    assert len(DRAWN[name](made).figure.get_suptitle()) > 15


def test_panels_stand_below_one_another_on_a_phone(made, width):
    panels = tifa.show.plot_wordclouds(made.typical)
    assert len({round(ax.get_position().x0, 1) for ax in panels}) == (1 if width == PHONE else 2)


@pytest.mark.parametrize("feature, told", [
    ("word[-1]=还", "word before: 还"), ("tool[0]=verb:authority", "word: a verb of authority"), ("tool[0]=-", "word: no instrument's cue"),
    ("ending[0]=同", "word: ends in 同"), ("tag[-1]&tag[0]=v n", "word before: is a verb; word: is a noun"), ("place&tag[0]=5 n", "place in the clause: 5; word: is a noun"),
    ("length=1", "characters: 1"), ("spoken=True", "behind a verb of saying: yes"), ("number words=2", "with a number: words: 2"), ("whatever=7", "whatever: 7")])
def test_a_feature_is_told_in_words(feature, told):
    assert tifa.show.tell_feature(feature) == told


def test_a_class_of_words_is_told_by_two_of_its_words():
    assert tifa.show.tell_feature("fine[0]=27").startswith("word: like ") and tifa.show.tell_feature("fine[0]=no") == "word: class no"
