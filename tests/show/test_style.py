import re
import warnings

import matplotlib.pyplot as plt
import pytest

import tifa
from tifa.site.notebooks import ReportError
from tifa.site.report import require_glyphs
from tifa.show.style import PHONE, WIDE, city_colours, city_hatches, city_marks, figure_folder, font_characters, font_path, use_style
from tifa.show.saving import save_figure

LACKING = "\U0001f347"  # a bunch of grapes, which no Chinese font draws
TEN = list("甲乙丙丁戊己庚辛壬癸")


def test_the_font_is_a_file_with_chinese_characters():
    assert font_path().exists()
    assert all(ord(c) in font_characters() for c in "提法濉溪县\uff0c\u3002\u201c\u201d\u3001\u2026ěǎ%")


def test_the_font_draws_every_character_of_the_seeds(corpus):
    printed = {c for text in corpus.pages.text for c in text if not c.isspace()}
    assert sorted(c for c in printed if ord(c) not in font_characters()) == []


def test_some_characters_are_lacking():
    assert ord(LACKING) not in font_characters()


def test_text_is_drawn_with_the_chinese_font():
    use_style()
    text = plt.figure().text(0.5, 0.5, "提法")
    from matplotlib.font_manager import findfont

    assert findfont(text.get_fontproperties()) == str(font_path())


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_missing_glyph_is_an_error_when_drawn(tmp_path, form):
    use_style()
    figure = plt.figure()
    figure.text(0.5, 0.5, LACKING)
    with pytest.raises(UserWarning, match="Glyph .* missing from"):
        figure.savefig(tmp_path / f"a.{form}")


def test_chinese_is_drawn_without_any_warning(tmp_path):
    use_style()
    figure = plt.figure()
    figure.text(0.5, 0.5, "“一户一档”，−1 %")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(tmp_path / "a.png")


# --- cities ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("looks", [city_colours, city_marks, city_hatches])
def test_the_order_of_the_cities_does_not_matter(looks):
    use_style(["甲", "乙", "丙"])
    one = looks(["甲", "乙", "丙"])
    use_style(["丙", "甲", "乙", "乙"])
    assert looks(["丙", "乙", "甲"]) == one


@pytest.mark.parametrize("looks", [city_colours, city_marks, city_hatches])
def test_up_to_eight_cities_look_different(looks):
    use_style(TEN[:8])
    assert len(set(looks(TEN[:8]).values())) == 8


def test_more_cities_share_a_colour_but_not_the_mark_too():
    use_style(TEN)
    assert len({(city_colours(TEN)[c], city_marks(TEN)[c]) for c in TEN}) == 10


def test_colours_are_hexadecimal():
    use_style(TEN)
    assert all(re.fullmatch(r"#[0-9A-Fa-f]{6}", colour) for colour in city_colours(TEN).values())


def test_a_city_that_comes_later_changes_no_colour():
    use_style(["甲", "乙"])
    before = city_colours(["甲", "乙"])
    city_colours(["丙"])
    assert city_colours(["甲", "乙"]) == before
    assert city_colours(["丙"])["丙"] not in before.values()


def test_an_unknown_city_takes_no_colour_from_the_known():
    use_style(["", "甲"])
    one = city_colours(["甲"])
    use_style(["甲"])
    assert city_colours(["甲"]) == one


# --- saving ------------------------------------------------------------------------------------------------------


def draw(corpus):
    use_style(corpus.articles.city)
    return lambda: tifa.show.plot_lengths(corpus.articles)


def test_the_same_figure_twice_is_the_same_bytes(tmp_path, corpus):
    for folder in ("one", "two"):
        save_figure(draw(corpus), tmp_path / folder, "lengths")
    for name in ("lengths.png", "lengths.svg", "lengths-phone.svg"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_files_carry_no_date_and_no_program(tmp_path, corpus):
    save_figure(draw(corpus), tmp_path, "lengths")
    assert "<dc:date>" not in (tmp_path / "lengths.svg").read_text(encoding="utf-8")
    assert b"Software" not in (tmp_path / "lengths.png").read_bytes()


def test_a_png_and_an_svg_are_written_into_a_new_folder(tmp_path):
    save_figure(lambda: plt.figure().add_subplot(), tmp_path / "new" / "figures", "empty")
    assert sorted(p.name for p in (tmp_path / "new" / "figures").iterdir()) == ["empty-phone.svg", "empty.png", "empty.svg"]


def test_the_wide_figure_stays_open_for_the_notebook_and_the_phones_does_not(tmp_path, corpus):
    save_figure(draw(corpus), tmp_path, "lengths")
    assert [plt.figure(n).get_size_inches()[0] for n in plt.get_fignums()] == [WIDE]


def test_the_title_goes_into_the_files(tmp_path, corpus):
    save_figure(draw(corpus), tmp_path, "lengths")
    for name in ("lengths.svg", "lengths-phone.svg"):
        assert "<title>The longest of 22 articles has" in (tmp_path / name).read_text(encoding="utf-8")


def test_files_are_as_wide_as_the_sites_text_and_as_a_phone(tmp_path, corpus):
    save_figure(draw(corpus), tmp_path, "lengths")
    for name, width in (("lengths.svg", WIDE), ("lengths-phone.svg", PHONE)):
        assert f'width="{72 * width:g}pt"' in (tmp_path / name).read_text(encoding="utf-8")


def write_everywhere(text):
    """A figure with a text as title, tick label, legend, annotation and label of a panel in it."""
    use_style()
    ax = plt.figure().add_subplot()
    ax.plot([1, 2], label=text)
    ax.set_title(text)
    ax.set_xlabel(text)
    ax.set_xticks([0, 1], [text, "甲"])
    ax.annotate(text, (0.5, 0.5))
    ax.legend()
    ax.inset_axes([0, 0, 0.5, 0.5]).set_yticks([1], [text])
    return ax


def words(figure):
    from matplotlib.text import Text

    return [t.get_text() for t in figure.findobj(Text) if t.get_text()]


@pytest.mark.parametrize("character", [LACKING, "\x1b", "\u202e", "\u200b", "\udcff", "\ue000"])
def test_a_lacking_glyph_is_drawn_as_a_box_everywhere_and_named_once(tmp_path, character):
    ax = write_everywhere(f"改{character}革")
    save_figure(lambda: ax, tmp_path, "lacking")
    save_figure(lambda: ax, tmp_path, "again")
    assert words(ax.figure).count("改□革") >= 6 and not [w for w in words(ax.figure) if character in w]
    assert [t.get_text() for t in ax.figure.texts] == [f"□: a character that the font lacks (U+{ord(character):04X})"]


@pytest.mark.parametrize("text, drawn", [("a\tb", "a b"), ("a\nb\r", "a b "), ("$x^2$", "$x^2$"), ("$", "$"), ("$$\\frac{$", "$$\\frac{$")])
def test_blanks_are_blanks_and_dollars_dollars(tmp_path, text, drawn):
    ax = write_everywhere(text)
    save_figure(lambda: ax, tmp_path, "plain")
    assert words(ax.figure).count(drawn) >= 6 and not ax.figure.texts


def test_a_lacking_glyph_in_the_projects_own_figures_fails_the_report(tmp_path):
    save_figure(lambda: write_everywhere("改革"), tmp_path, "sound")
    require_glyphs(tmp_path)
    save_figure(lambda: write_everywhere("\U0002a6d0"), tmp_path, "rare")
    with pytest.raises(ReportError, match="lacks characters of these figures: rare-phone.svg, rare.svg"):
        require_glyphs(tmp_path)


def test_figures_of_another_corpus_are_written_beside_it(root, tmp_path):
    assert figure_folder(root / "seeds") == figure_folder(root / "notebooks" / ".." / "seeds") == root / "figures"
    for corpus in ("pages", "seeds", "a b.csv"):
        assert figure_folder(tmp_path / corpus) == tmp_path / f"{corpus}_figures"
