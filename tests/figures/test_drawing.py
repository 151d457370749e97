from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
import yaml
from PIL import Image, ImageChops

from planner.figures import Style, draw_svg
from planner.figures.animation import draw_moving
from planner.figures.drawing import shows_ghost
from planner.figures.raster import png, png_of
from planner.figures.stage import stage_figure

BIRD_DOG = """
posture: hands-and-knees
frames:
  - {}
  - {left shoulder flexion: 170, right hip extension: 4, right knee flexion: 4}
"""
RISING = "posture: chair-sitting\nframes: [{}, {posture: standing}]"
MANY = (BIRD_DOG, RISING, "posture: supine\nview: above", "posture: cross-legged", "posture: side-lying",
        "posture: standing\nview: back\nprops: [chair in front, wall behind, worktop at left]")  # fmt: skip


@pytest.fixture
def draw(figure):
    return lambda text, **options: draw_svg(figure(text), title=options.pop("title", "A drawing"), **options)


@pytest.mark.parametrize("text", MANY)
@pytest.mark.parametrize("style", list(Style))
def test_every_drawing_is_well_formed_and_named_for_those_who_hear_it(draw, text, style):
    svg = draw(text, title="Cat & <camel>", description="On hands & knees", style=style)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    ns = "{http://www.w3.org/2000/svg}"
    title, said = root.find(f"{ns}title"), root.find(f"{ns}desc")
    assert title is not None
    assert title.text == "Cat & <camel>"
    assert said is not None
    assert said.text == "On hands & knees"
    assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"


@pytest.mark.parametrize("text", MANY)
def test_the_print_drawing_has_attributes_only_and_fetches_nothing(draw, text):
    svg = draw(text)
    assert not re.search(r"<style|class=|style=|<marker|<image|<script|url\(|var\(|currentColor", svg)
    assert all(ref.startswith("#") for ref in re.findall(r'href="([^"]*)"', svg))
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("text", MANY)
def test_a_print_drawing_fits_in_twelve_kilobytes(draw, text):
    assert len(draw(text).encode()) <= 12_000


def test_the_same_figure_gives_the_same_bytes(draw):
    assert draw(BIRD_DOG) == draw(BIRD_DOG)


def test_many_drawings_can_stand_in_one_page_without_sharing_an_id(draw):
    page = "".join(draw(text, title=f"Exercise {i}", description="x") for i, text in enumerate((*MANY, BIRD_DOG)))
    ids = re.findall(r'id="([^"]*)"', page)
    assert len(ids) > 50
    assert len(ids) == len(set(ids))
    assert {ref[1:] for ref in re.findall(r'href="([^"]*)"', page)} <= set(ids)
    assert "~" not in page


def test_limbs_alone_moving_gives_a_ghost_and_a_moving_trunk_two_pictures(figure):
    assert shows_ghost(figure(BIRD_DOG), stage_figure(figure(BIRD_DOG)))
    assert not shows_ghost(figure(RISING), stage_figure(figure(RISING)))
    beside = BIRD_DOG + "show: beside\n"
    assert not shows_ghost(figure(beside), stage_figure(figure(beside)))


def test_one_frame_alone_has_no_arrows(draw):
    from planner.figures.style import LIGHT

    assert LIGHT.arrow in draw(BIRD_DOG)
    assert LIGHT.arrow not in draw(BIRD_DOG, frame=1)
    assert draw(BIRD_DOG, frame=0) != draw(BIRD_DOG, frame=1)


def test_arrows_can_be_left_out(draw):
    from planner.figures.style import LIGHT

    assert LIGHT.arrow not in draw(BIRD_DOG + "arrows: none\n")


def arrow_heads(svg):
    """Tip and middle of the base of every arrow's head, in drawing order."""
    heads = re.findall(r'd="M(-?\d+) (-?\d+)L(-?\d+) (-?\d+) (-?\d+) (-?\d+)z"', svg)
    return [((int(a), int(b)), ((int(c) + int(e)) / 2, (int(d) + int(f)) / 2)) for a, b, c, d, e, f in heads]


@pytest.mark.parametrize("view", ["front", "back"])
@pytest.mark.parametrize("way", ["left", "right"])
def test_the_turning_arrow_goes_the_way_the_person_turns(draw, view, way):
    ((tip, base),) = arrow_heads(draw(f"posture: chair-sitting\nview: {view}\narrows: [turn {way}]"))
    to_the_right_of_the_page = (way == "left") == (view == "front")
    assert (tip[0] > base[0]) == to_the_right_of_the_page


def test_pressing_down_points_down_and_lifting_points_up(draw):
    for word, sign in (("head down", 1), ("head up", -1)):
        ((tip, base),) = arrow_heads(draw(f"posture: hook-lying\narrows: [{word}]"))
        assert (tip[1] - base[1]) * sign > 0, word


def test_tilting_back_lifts_the_front_of_the_pelvis_towards_the_head(draw):
    ((tip, base),) = arrow_heads(draw("posture: standing\narrows: [tilt back]"))
    assert tip[1] < base[1]
    ((tip, base),) = arrow_heads(draw("posture: standing\narrows: [tilt forward]"))
    assert tip[1] > base[1]


def test_a_squeeze_comes_from_both_sides(draw):
    one, other = arrow_heads(draw("posture: supine\nview: above\narrows: [squeeze]"))
    assert (one[0][1] - one[1][1]) * (other[0][1] - other[1][1]) < 0


def test_the_minutes_of_a_walk_are_drawn_as_lines_not_letters(draw):
    texts = [draw(f"posture: standing\nminutes: {n}", title="Walk") for n in (5, 10, 30)]
    assert len(set(texts)) == 3
    assert all("<text" not in svg and "<circle" in svg for svg in texts)
    assert draw("posture: standing", title="Walk") not in texts


def test_the_clock_on_the_floor_has_twelve_hours(draw):
    plain = "posture: standing\nview: three-quarter-high\narrows: [right foot]"
    assert draw(plain.replace("]", ", clock]")).count("<ellipse") == draw(plain).count("<ellipse") + 13


def test_the_four_to_three_card_holds_the_whole_body(draw):
    for text in MANY:
        svg = draw(text)
        left, top, width, height = map(float, re.search(r'viewBox="([^"]*)"', svg).group(1).split())
        assert width / height == pytest.approx(4 / 3, abs=0.01)
        for x, y in re.findall(r'd="M(-?\d+) (-?\d+)q', svg):
            assert left <= float(x) <= left + width
            assert top <= float(y) <= top + height


def test_the_mirrored_drawing_is_the_same_drawing_turned_round(draw):
    assert "matrix(-1 0 0 1" in draw(BIRD_DOG + "mirror: true\n")


def test_grey_has_no_colour_at_all(draw):
    for colour in re.findall(r"\"#([0-9a-f]{6})\"", draw(BIRD_DOG, style=Style.GREY)):
        assert colour[:2] == colour[2:4] == colour[4:]


def test_the_screen_file_follows_the_readers_light_or_dark(draw):
    assert "prefers-color-scheme:dark" in draw(BIRD_DOG, style=Style.SCREEN)


def test_the_moving_file_stands_still_for_people_who_ask_for_it(figure):
    svg = draw_moving(figure(BIRD_DOG), title="Bird dog")
    ElementTree.fromstring(svg)
    assert "prefers-reduced-motion:reduce" in svg
    assert svg.count("@keyframes") == 15
    assert len(svg) < 160_000


def test_the_png_is_a_picture_with_ink_on_it(draw):
    data = png_of(draw(BIRD_DOG), 320)
    assert data.startswith(b"\x89PNG")
    assert len(data) > 2_000


def test_a_png_for_a_letter_is_small_and_looks_like_the_drawing(draw):
    svg = draw(BIRD_DOG)
    full, small = png(svg, 480, "#ffffff"), png_of(svg)
    assert len(small) < len(full) / 2
    pictures = (Image.open(BytesIO(data)).convert("RGB") for data in (full, small))
    difference = ImageChops.difference(*pictures).convert("L").histogram()
    assert sum(difference[32:]) < 50
    assert sum(level * count for level, count in enumerate(difference)) / sum(difference) < 0.5


def test_a_photograph_keeps_all_its_colours():
    rows, columns = range(60), range(80)
    dots = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1" fill="#{x * 3:02x}{y * 4:02x}60"/>' for x in columns for y in rows
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 60">{dots}</svg>'
    assert png_of(svg, 480) == png(svg, 480, "#ffffff")


def test_the_preview_prints_faults_and_writes_a_sheet(tmp_path, capsys):
    from planner.figures.preview import main

    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(yaml.safe_dump({"figure": yaml.safe_load(BIRD_DOG)}), encoding="utf-8")
    bad.write_text("posture: standng\n", encoding="utf-8")
    assert main([str(good), str(bad), "--out", str(tmp_path / "sheet.png")]) == 0
    said = capsys.readouterr().out
    assert "did you mean 'standing'" in said
    assert "1 drawn, 1 faults" in said
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")


def test_the_body_map_fills_only_what_was_asked_for():
    from planner.figures import body_map_svg
    from planner.figures.body_map import REGIONS
    from planner.figures.style import LIGHT

    for region in REGIONS:
        svg = body_map_svg([region], title=region)
        ElementTree.fromstring(svg)
        assert svg.count(f'fill="{LIGHT.top}"') == len({view for views, _ in REGIONS[region] for view in views}), region
    assert LIGHT.top not in body_map_svg(["no such region"], title="x")


def test_every_region_word_of_the_library_is_on_the_body_map():
    from pathlib import Path

    from planner.figures.body_map import REGIONS

    words = yaml.safe_load((Path(__file__).parents[2] / "exercises" / "vocabulary.yaml").read_text(encoding="utf-8"))[
        "regions"
    ]
    assert set(words) <= {*REGIONS, "whole-body"}


def test_every_shipped_drawing_is_small_enough_to_print(postures):
    from pathlib import Path

    from planner.figures import Figure, parse_figure

    checked = 0
    for path in sorted((Path(__file__).parents[2] / "exercises").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "\nfigure:\n" not in text:
            continue
        figure = parse_figure(yaml.safe_load(text[text.index("\nfigure:\n") :])["figure"], postures)
        assert isinstance(figure, Figure), path
        room = 18_000 if len(figure.frames) == 3 else 12_000
        assert len(draw_svg(figure, title="x" * 60, description="y" * 240).encode()) <= room, path.stem
        checked += 1
    assert checked >= 250


def test_a_moving_drawing_keeps_the_tempo_of_its_exercise(figure):
    def round_seconds(hold):
        css = draw_moving(figure(BIRD_DOG), title="Bird dog", hold_seconds=hold)
        return float(re.search(r"animation:m[0-9a-f]+ ([0-9.]+)s", css)[1])

    assert round_seconds(0) == pytest.approx(4, abs=0.01)
    assert round_seconds(5) == pytest.approx(9, abs=0.1)
