"""Tables to be taken away: numbers are numbers, and text never runs."""

from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from helpdesk.sheets import Number, Sheet, as_csv, as_xlsx

SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = Sheet(
    "Figures",
    ["Team", "Answered", "Share"],
    [
        ["Front desk", Number(4), Number(66.7, digits=1)],
        ["=1+1", None, Number(0.5, digits=2)],
        ["", None, None],
    ],
)


def parts(content: bytes) -> tuple[ElementTree.Element, list[ElementTree.Element]]:
    with ZipFile(BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return sheet, list(sheet.iter(f"{SPACE}c"))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Team,Answered,Share", "Front desk,4,66.7", "'=1+1,,0.50", ",,"]),
        ("cs", ["Team;Answered;Share", "Front desk;4;66,7", "'=1+1;;0,50", ";;"]),
    ],
)
def test_as_csv(language: str, expected: list[str]) -> None:
    assert "".join(as_csv(SHEET, language=language)) == "\ufeff" + "".join(f"{line}\r\n" for line in expected)


def test_numbers_are_numbers() -> None:
    _, cells = parts(as_xlsx(SHEET))
    numbers = {one.get("r"): one.findtext(f"{SPACE}v") for one in cells if one.get("t") is None}
    assert numbers == {"B2": "4", "C2": "66.7", "C3": "0.5"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "{=1}", "http://desk.example/", "12"])
def test_text_is_text(text: str) -> None:
    sheet, cells = parts(as_xlsx(Sheet("Figures", ["Team"], [[text]])))
    (cell,) = [one for one in cells if one.get("r") == "A2"]
    assert (cell.get("t"), "".join(cell.itertext())) == ("inlineStr", text)
    assert not list(sheet.iter(f"{SPACE}f")) and not list(sheet.iter(f"{SPACE}hyperlink"))


def test_the_heads_stay_where_they_are() -> None:
    sheet, cells = parts(as_xlsx(SHEET))
    (pane,) = sheet.iter(f"{SPACE}pane")
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("1", "1", "frozen")
    assert ["".join(one.itertext()) for one in cells[:3]] == ["Team", "Answered", "Share"]
