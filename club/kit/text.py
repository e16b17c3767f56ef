"""Member-written text to safe HTML: Markdown without raw HTML or pictures, cleaned twice."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup  # noqa: TID251  # the one place that calls text safe

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "code", "pre"}
_parser = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_parser.disable(["image", "table"])


@lru_cache(maxsize=2048)
def markdown(source: str) -> Markup:
    """Render a member's text; links open without telling the other site where from.

    Pictures are dropped, because a picture on another server would tell it who reads. The cleaner
    allows only listed tags, whatever the parser lets through (two layers, stack.md 7).
    """
    html = nh3.clean(
        _parser.render(source),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noreferrer noopener",
    )
    return Markup(html)  # noqa: S704  # cleaned on the line above
