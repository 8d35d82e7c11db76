"""A file as rows, whatever is in it, from any row on. Nothing here asks the database."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.imports.lines import LONGEST_LINE, Lines
from customers.domain.imports.looking import Manner, look, manner_of
from customers.domain.imports.rows import MOST_LINES, Row, Rows
from customers.enums import Delimiter, Encoding
from customers.tests.import_files import csv_of

QUICK = settings(max_examples=150, deadline=None)


def rows_of(
    content: bytes, *, delimiter: Delimiter = Delimiter.COMMA, encoding: Encoding = Encoding.UTF_8
) -> list[Row]:
    return list(Rows(BytesIO(content), encoding=encoding, delimiter=delimiter))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", [Encoding.UTF_8, Encoding.UTF_16_LE, Encoding.UTF_16_BE])
def test_rows_with_any_line_end(end: str, encoding: Encoding) -> None:
    text = end.join(['Eva,"Dlouhá\n12"', "", "Jan,", "Iva"])
    rows = rows_of(text.encode(encoding.value), encoding=encoding)
    assert [(row.line, row.cells) for row in rows] == [
        (1, ["Eva", "Dlouhá\n12"]),
        (3, []),
        (4, ["Jan", ""]),
        (5, ["Iva"]),
    ]
    assert [row.is_blank for row in rows] == [False, True, False, False]


def test_signs_that_look_like_a_line_end_by_half_are_none() -> None:
    """U+0A0D and U+0D0A are written with the bytes of carriage return and line feed."""
    text = "ਊ\u0a0d\u0d0aa,b\nEva,c\n"
    for encoding in (Encoding.UTF_16_LE, Encoding.UTF_16_BE):
        rows = rows_of(text.encode(encoding.value), encoding=encoding)
        assert [row.cells for row in rows] == [["ਊ\u0a0d\u0d0aa", "b"], ["Eva", "c"]]


def test_a_quotation_mark_that_is_never_closed_spoils_one_row() -> None:
    lines = [b"Name,Phone", b'"Eva,777', *(b"Jan%d,1" % n for n in range(200))]
    rows = rows_of(b"\n".join(lines))
    assert [row.fault.code if row.fault else "" for row in rows] == ["", "quotes", *[""] * 200]
    assert rows[1].cells == ['"Eva,777']
    assert [row.line for row in rows] == list(range(1, 203))


def test_a_quotation_mark_in_the_middle_spoils_one_row() -> None:
    rows = rows_of(b'a,"Eva "the cook" Mala"\nb,c\n')
    assert [(row.cells, bool(row.fault)) for row in rows] == [
        (['a,"Eva "the cook" Mala"'], True),
        (["b", "c"], False),
    ]


def test_a_last_row_left_open_gives_its_lines_back() -> None:
    rows = rows_of(b'x,y\n"Eva,1\nJan,2')
    assert [(row.line, row.cells, bool(row.fault)) for row in rows] == [
        (1, ["x", "y"], False),
        (2, ['"Eva,1'], True),
        (3, ["Jan", "2"], False),
    ]


def test_a_cell_of_many_lines_is_read_up_to_a_limit() -> None:
    def cell(lines: int) -> bytes:
        return b'"' + b"x\n" * (lines - 1) + b'x",end\n'

    assert [row.fault for row in rows_of(cell(MOST_LINES))] == [None]
    assert rows_of(cell(MOST_LINES + 1))[0].fault is not None


@pytest.mark.parametrize("encoding", [Encoding.UTF_8, Encoding.UTF_16_LE])
@pytest.mark.parametrize("length", [LONGEST_LINE // 2, LONGEST_LINE, LONGEST_LINE * 3 + 1])
def test_a_line_without_end_is_read_over(encoding: Encoding, length: int) -> None:
    content = ("Eva,1\n" + "x" * length + "\r\nJan,2\n").encode(encoding.value)
    rows = rows_of(content, encoding=encoding)
    assert (rows[0].cells, rows[2].cells, len(rows)) == (["Eva", "1"], ["Jan", "2"], 3)
    is_too_long = length * (2 if encoding == Encoding.UTF_16_LE else 1) + 2 > LONGEST_LINE
    assert (rows[1].fault is not None and rows[1].fault.code == "line_too_long") is is_too_long


def test_bytes_the_encoding_does_not_know_and_nul_are_faults() -> None:
    rows = rows_of(b"Ev\xe1,1\nJan\0,2\nIva,3\n")
    assert [row.fault.code if row.fault else "" for row in rows] == ["unreadable", "nul", ""]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=12)
tables = st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=12)


@QUICK
@given(
    table=tables, delimiter=st.sampled_from(list(Delimiter)), encoding=st.sampled_from(["utf-8", "utf-16-le"])
)
def test_what_was_written_is_read_whoever_reads_from_wherever(
    table: list[list[str]], delimiter: Delimiter, encoding: str
) -> None:
    """Reading may stop after any row and go on there in another process."""
    content = csv_of(*table, delimiter=delimiter.sign, encoding=encoding)
    if content[:3] == b"\xef\xbb\xbf" or content[:2] == b"\xff\xfe":
        return  # begins with a byte order mark
    found, position, line = [], 0, 0
    while True:
        rows = Rows(
            BytesIO(content), encoding=Encoding(encoding), delimiter=delimiter, position=position, line=line
        )
        row = next(rows, None)
        if row is None:
            break
        assert row.fault is None
        assert rows.position > position
        position, line = rows.position, rows.line
        found.append(row.cells)
    # Space after a delimiter says nothing.
    expected = [[cell.lstrip(" ") if not quoted(cell, delimiter) else cell for cell in row] for row in table]
    assert position == len(content)
    assert found == expected


def quoted(cell: str, delimiter: Delimiter) -> bool:
    return any(sign in cell for sign in f'"\r\n{delimiter.sign}')


@QUICK
@given(
    content=st.binary(max_size=400),
    delimiter=st.sampled_from(list(Delimiter)),
    encoding=st.sampled_from(list(Encoding)),
)
def test_any_bytes_can_be_read(content: bytes, delimiter: Delimiter, encoding: Encoding) -> None:
    """Every byte is passed once, in whichever encoding it is read."""
    rows = Rows(BytesIO(content), encoding=encoding, delimiter=delimiter)
    ends = [0] + [rows.position for _ in rows]
    assert ends == sorted(ends)
    assert rows.position == len(content) or not list(
        Lines(BytesIO(content), encoding=encoding, start=rows.position)
    )
    look(BytesIO(content), Manner(encoding, delimiter, has_header=True))
    manner_of(BytesIO(content))
