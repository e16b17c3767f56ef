"""What members write is shown as they meant it and can do nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.kit.text import markdown


def test_a_member_can_stress_a_word_and_make_a_list() -> None:
    assert "<strong>kettle</strong>" in markdown("the **kettle**")
    assert "<li>tea</li>" in markdown("- tea\n- milk")


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[tea](javascript:alert(1))",
        "[tea](  java\nscript:alert(1))",
        "![pixel](https://spy.example/x.gif)",
        '<img src=x onerror="alert(1)">',
        "<svg onload=alert(1)>",
        "[a](data:text/html,<script>alert(1)</script>)",
    ],
)
def test_text_cannot_run_or_fetch_anything(source: str) -> None:
    html = str(markdown(source)).lower()
    for bad in ("<script", "<img", "<svg", 'href="javascript', 'href="data'):
        assert bad not in html


def test_a_link_does_not_tell_where_the_reader_came_from() -> None:
    assert 'rel="noreferrer noopener"' in markdown("[map](https://map.example/)")


@given(st.text(max_size=300))
def test_no_text_breaks_the_page(source: str) -> None:
    html = str(markdown(source))
    assert "<script" not in html.lower()
    assert "<style" not in html.lower()
