"""Phone numbers: any spelling in, E.164 kept."""

import re

import phonenumbers


def to_e164(spelling: str, *, country: str) -> str | None:
    """``+420777123456`` from any spelling, read as in ``country`` (two letters) when it names none.

    None when it is not a number one could call.
    """
    try:
        number = phonenumbers.parse(spelling, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def digits_to_find(spelling: str) -> str:
    """The digits that a stored number must contain, from a number still being typed.

    ``00`` and ``+`` introduce a country and are dropped; so is the national trunk zero.
    """
    digits = re.sub(r"\D", "", spelling)
    return re.sub(r"^0{1,2}", "", digits)
