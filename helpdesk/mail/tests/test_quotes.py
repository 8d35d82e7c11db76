import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.mail.quotes import split

QUOTED = "> Dobrý den,\n> pokoj je připraven.\n>\n> Hotel Vltava\n"


@pytest.mark.parametrize(
    "introduction",
    [
        "On Sun, 3 May 2026 at 10:12, Hotel Vltava <recepce@hotel-vltava.example> wrote:\n",
        "On Sun, 3 May 2026 at 10:12, Hotel Vltava\n<recepce@hotel-vltava.example> wrote:\n",
        "Dne 3. 5. 2026 v 10:12 Hotel Vltava napsal(a):\n",
        "Dne ne 3. 5. 2026 10:12 Hotel Vltava <recepce@hotel-vltava.example> napsala:\n",
        "po 4. 5. 2026 v 10:12 odesílatel Hotel Vltava <recepce@hotel-vltava.example> napsal:\n",
        "W dniu 3.05.2026 o 10:12, Hotel Vltava pisze:\n",
        "niedz., 3 maj 2026 o 10:12 Hotel Vltava <recepce@hotel-vltava.example> napisał(a):\n",
        "",
    ],
)
def test_what_is_quoted_below_is_told_apart(introduction: str) -> None:
    assert split(f"Děkuji.\n\n{introduction}{QUOTED}") == ("Děkuji.\n\n", f"{introduction}{QUOTED}")


@pytest.mark.parametrize(
    "block",
    [
        "-----Original Message-----\nFrom: Hotel\nPokoj je připraven.\n",
        "-----Původní zpráva-----\nOd: Hotel\nPokoj je připraven.\n",
        "________________________________\nFrom: Hotel\nSent: Sunday\nTo: Jana\nSubject: Pokoj\n\nHotovo.\n",
        "Od: Hotel <a@b.example>\nOdesláno: neděle 3. května\nKomu: Jana\nPředmět: Pokoj\n\nHotovo.\n",
        "Od: Hotel <a@b.example>\nWysłano: niedziela\nDo: Jan\nTemat: Pokój\n\nGotowe.\n",
    ],
)
def test_the_older_letter_of_outlook_is_told_apart(block: str) -> None:
    assert split(f"Thank you.\n\n{block}") == ("Thank you.\n\n", block)


def test_words_between_the_quoted_lines_stay() -> None:
    text = "On Sunday Jana wrote:\n> Is it ready?\nYes.\n> And the key?\nAt the desk.\n"
    assert split(text) == (text, "")


@pytest.mark.parametrize(
    "text", ["", "He wrote: come at ten.", "On Monday we wrote:\nNothing.", QUOTED, "Od: nikoho\nnic"]
)
def test_what_is_no_quotation_stays(text: str) -> None:
    assert split(text) == (text, "")


@given(st.text(alphabet="> \nOdn:wrote-_FromToSubject\r\x0b\u2028áł", max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    own, quoted = split(text)
    assert own + quoted == text
    assert own.strip() or not quoted
