"""What the heading of a column means, in English, Czech and Polish."""

import re
from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.utils import translation

from customers.enums import ImportField
from helpdesk.folding import fold_reference

# As ``fold_reference`` leaves them. The labels of the fields themselves are known besides, in every language.
WORDS: dict[ImportField, str] = {
    ImportField.NUMBER: "courtesydesk courtesydeskid",
    ImportField.REFERENCE: (
        "reference ourreference ownreference id customerid customernumber customerno customercode clientid "
        "externalid accountnumber code "
        "cislozakaznika zakaznickecislo idzakaznika kodzakaznika cisloklienta kod "
        "numerklienta nrklienta idklienta kodklienta identyfikator"
    ),
    ImportField.NAME: (
        "name fullname customer customername client clientname guest guestname contact contactname "
        "contactperson jmeno jmenoaprijmeni jmenoprijmeni prijmeniajmeno prijmenijmeno celejmeno zakaznik "
        "jmenozakaznika klient host hostname kontaktniosoba "
        "imieinazwisko imienazwisko nazwiskoiimie nazwiskoimie klient nazwaklienta gosc osobakontaktowa"
    ),
    ImportField.FIRST_NAME: "firstname givenname forename first krestni krestnijmeno imie",
    ImportField.LAST_NAME: "lastname surname familyname last prijmeni nazwisko",
    ImportField.EMAIL: (
        "email emails mail emailaddress emailaddresses emaily emailovaadresa emailoveadresy mailovaadresa "
        "elektronickaposta eposta adresemail adresaemail adresyemail mejl pocztaelektroniczna"
    ),
    ImportField.PHONE: (
        "phone phones phonenumber phonenumbers telephone telephonenumber tel mobile mobilephone mobilenumber "
        "cell cellphone gsm telefon telefony telefonnicislo cislotelefonu mobil mobilnitelefon "
        "telefonkomorkowy komorka numertelefonu nrtelefonu telkom"
    ),
    ImportField.LANGUAGE: "language lang languagecode locale jazyk kodjazyka jezyk kodjezyka",
    ImportField.CHANNEL: (
        "preferredchannel channel prefers preferredcontact contactby contactmethod "
        "preferovanykanal kanal preferuje preferovanykontakt zpusobkontaktu "
        "preferowanykanal preferowanykontakt sposobkontaktu woli"
    ),
    ImportField.COMPANY: (
        "company companyname organisation organization firm business employer "
        "firma nazevfirmy spolecnost organizace zamestnavatel nazwafirmy przedsiebiorstwo organizacja"
    ),
    ImportField.LOYALTY: (
        "loyaltynumber loyalty loyaltycard loyaltycardnumber cardnumber cardno membernumber membershipnumber "
        "membership clubcard vernostnicislo vernostnikarta cislokarty cislovernostnikarty klubovakarta "
        "cisloclena numerkarty nrkarty kartalojalnosciowa numerkartylojalnosciowej numerlojalnosciowy "
        "kartastalegoklienta numerczlonkowski"
    ),
    ImportField.VIP: "vip isvip vipcustomer vipguest vipzakaznik vipklient vipgosc",
}
# A file has as many of these as it likes; of the others the first counts.
REPEATABLE = (ImportField.EMAIL, ImportField.PHONE)
# Alone it is the whole name; beside a last name it is the first.
FIRST_OR_WHOLE = ("name", "jmeno")


@cache
def meanings() -> dict[str, ImportField]:
    known = {word: field for field, words in WORDS.items() for word in words.split()}
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            known |= {fold_reference(str(field.label)): field for field in ImportField}
    return known


def meaning_of(heading: str) -> ImportField | None:
    """What a column of this heading means; ``E-mail 2`` is an e-mail."""
    folded = fold_reference(heading)
    return meanings().get(folded) or meanings().get(re.sub(r"\d+$", "", folded))


def fields_of(headings: Sequence[str]) -> list[str]:
    """The field of each column, "" where the heading says nothing that is not taken already."""
    fields: list[str] = []
    for heading in headings:
        field = meaning_of(heading)
        is_free = field is not None and (field in REPEATABLE or field not in fields)
        fields.append(field if field is not None and is_free else "")
    if ImportField.LAST_NAME in fields and ImportField.FIRST_NAME not in fields:
        for column, heading in enumerate(headings):
            if fields[column] == ImportField.NAME and fold_reference(heading) in FIRST_OR_WHOLE:
                fields[column] = ImportField.FIRST_NAME
    return fields
