"""Service requests: something is set up, repaired or looked after, and a technician comes."""

from dataclasses import dataclass

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class ServiceRequest(Case):
    """`visit_in_days` counts from the day the case was opened; `between` is the window, empty without one."""

    device: str
    serial: str = ""
    contract: str = ""
    visit_in_days: int = 0
    between: tuple[str, str] | None = None
    technician: str = ""


OF_THE_MAIL_ORDER: tuple[ServiceRequest, ...] = (
    ServiceRequest(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="{device}: {trouble}",
        what_happened="{device}, dva roky stará, {trouble}. Ve sklepě stojí voda, přívod je zavřený.",
        wanted="Technika co nejdřív, dopoledne je doma.",
        options=("Zítra mezi 8 a 12", "Pozítří odpoledne"),
        chosen=0,
        device="Pračka Vlna 7",
        serial="VL7-240117-093",
        contract="S-10442",
        visit_in_days=1,
        between=("08:00", "12:00"),
        technician="pan Novotný",
        words={"trouble": "teče zespodu"},
        talk=(
            Said(
                "associate", "call", "Technik přijede zítra mezi osmou a dvanáctou, půl hodiny předem zavolá."
            ),
            Said("associate", "note", "Vezme s sebou hadici a těsnění dvířek."),
        ),
        resolution=Resolution("as_asked", "Vyměnili jsme přívodní hadici, oprava je v záruce."),
        again=(
            {
                "device": "Myčka Potok 60",
                "serial": "PK60-250306-411",
                "contract": "S-11873",
                "trouble": "nedopouští vodu",
                "what_happened": "{device}, rok stará, {trouble}. Na displeji svítí chyba 4.",
                "talk": (
                    Said(
                        "associate", "call", "Chyba 4 bývá zavřený přívod. Po telefonu otevřen, myčka jede."
                    ),
                ),
                "visit_in_days": 0,
                "between": None,
                "technician": "",
                "options": ("Zkusit to po telefonu", "Technik zítra"),
                "resolution": Resolution("alternative", "Myčka jede, stačilo otevřít přívod vody."),
            },
            {
                "device": "Sušička Vánek 8",
                "serial": "VN8-260111-027",
                "contract": "S-12960",
                "trouble": "hlásí přehřátí",
                "what_happened": "{device}, nová, {trouble} po deseti minutách. Filtr je čistý.",
                "visit_in_days": 2,
                "talk": (Said("associate", "call", "Technik přijede pozítří mezi osmou a dvanáctou."),),
                "options": ("Pozítří mezi 8 a 12",),
                "resolution": None,
            },
        ),
    ),
    ServiceRequest(
        language="cs",
        site="morava",
        channel="email",
        told_by="man",
        subject="Zapojit {what} v novém bytě",
        what_happened="Stěhuji se a potřebuji zapojit {what}. Přípojka je nová, revize je hotová.",
        wanted="Termín kolem stěhování, {when}.",
        options=("Den po stěhování dopoledne",),
        chosen=0,
        device="Varná deska",
        contract="S-12055",
        visit_in_days=2,
        between=("09:00", "11:00"),
        technician="pan Šebesta",
        words={"when": "v sobotu", "what": "varnou desku"},
        talk=(
            Said("associate", "reply", "Dobrý den, {to}, technik přijede podle domluvy mezi 9 a 11."),
            Said("customer", "reply", "Platí, budu tam celé dopoledne."),
        ),
        resolution=Resolution("as_asked", "Zapojeno a vyzkoušeno, protokol jsme vám poslali."),
        again=(
            {
                "device": "Trouba a digestoř",
                "what": "troubu a digestoř",
                "contract": "S-12981",
                "when": "příští týden",
                "options": (),
                "chosen": None,
                "visit_in_days": 0,
                "between": None,
                "technician": "",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    ServiceRequest(
        language="cs",
        site="morava",
        channel="phone",
        told_by="any",
        subject="Technik nikoho nezastihl: {device}",
        what_happened="Technik přijel ve sjednanou dobu, u dveří nikdo neotevřel. Zvonek prý nefunguje.",
        wanted="Nový termín a zavolat z auta.",
        device="Lednička Sever 340",
        serial="SV340-230908-155",
        contract="S-09815",
        visit_in_days=1,
        between=("13:00", "17:00"),
        technician="paní Křenková",
        talk=(Said("associate", "call", "Nový termín zítra odpoledne, technik zavolá z auta."),),
        escalation=Escalation(
            "Druhá cesta má stát 450 Kč. Zvonek je ale vadný v celém domě.", "Odpustit, příště volat předem."
        ),
        resolution=Resolution("as_asked", "Těsnění dvířek je vyměněné, druhou cestu neúčtujeme."),
    ),
)

ELSEWHERE: tuple[ServiceRequest, ...] = (
    ServiceRequest(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="{device} do naprawy",
        what_happened="Przyniosła {what}, {trouble}. Gwarancja jest ważna do końca roku.",
        wanted="Naprawy przed {deadline}.",
        options=("Naprawa u nas do trzech dni", "Maszyna zastępcza na czas naprawy"),
        chosen=1,
        device="Maszyna do szycia",
        serial="SZ-88120",
        words={
            "what": "maszynę do szycia",
            "trouble": "gubi ścieg",
            "deadline": "próbą generalną w teatrze",
        },
        talk=(
            Said("associate", "visit", "Przyjęto do naprawy, wydano maszynę zastępczą."),
            Said("associate", "note", "Serwis potwierdził: chwytacz do wymiany, część jest na miejscu."),
        ),
        resolution=Resolution("as_asked", "Chwytacz wymieniony w gwarancji, ścieg jest równy."),
        again=(
            {
                "device": "Ekspres do kawy",
                "what": "ekspres do kawy",
                "serial": "EK-20417",
                "trouble": "nie spienia mleka",
                "deadline": "świętami",
                "options": ("Przegląd i czyszczenie od ręki",),
                "chosen": 0,
                "talk": (Said("associate", "visit", "Dysza zatkana kamieniem, wyczyszczona na miejscu."),),
                "resolution": Resolution("as_asked", "Dysza wyczyszczona, ekspres działa. Nic nie liczymy."),
            },
            {
                "device": "Robot sprzątający",
                "what": "robota sprzątającego",
                "serial": "RS-31905",
                "trouble": "jeździ w kółko",
                "deadline": "powrotem z urlopu",
                "options": ("Wysyłka do serwisu, do dziesięciu dni",),
                "chosen": 0,
                "talk": (Said("associate", "visit", "Przyjęto, jutro jedzie do serwisu producenta."),),
                "resolution": None,
            },
        ),
    ),
    ServiceRequest(
        language="en",
        site="vltava",
        channel="phone",
        subject="The safe in {room} does not open",
        what_happened="Calls from {room}: the safe no longer takes the code. The passports are inside.",
        wanted="The safe open before noon.",
        device="Safe in {room}",
        visit_in_days=0,
        between=("10:00", "11:00"),
        technician="Údržba, Milan",
        words={"room": "room 409"},
        talk=(
            Said("associate", "call", "Somebody from maintenance comes between ten and eleven."),
            Said("associate", "note", "Baterie byla vybitá, trezor otevřen za přítomnosti hosta."),
        ),
        resolution=Resolution("as_asked", "The battery was flat; the safe opens again with your code."),
        again=(
            {
                "room": "room 611",
                "subject": "The projector in {room} shows nothing",
                "what_happened": "A meeting begins at two in {room} and the projector stays dark.",
                "wanted": "A picture on the wall by two.",
                "device": "Projector in {room}",
                "between": ("12:00", "13:00"),
                "talk": (
                    Said("associate", "call", "A technician comes with a spare one before one o’clock."),
                ),
                "resolution": Resolution("alternative", "The projector was replaced before your meeting."),
            },
            {
                "room": "room 227",
                "subject": "The heating in {room} cannot be turned down",
                "what_happened": "Calls from {room}: the radiator is boiling and its knob turns without end.",
                "wanted": "A cooler room by tonight.",
                "device": "Radiator in {room}",
                "between": ("16:00", "18:00"),
                "talk": (Said("associate", "call", "Maintenance comes between four and six today."),),
                "resolution": None,
            },
        ),
    ),
)

SERVICE_REQUESTS: tuple[ServiceRequest, ...] = OF_THE_MAIL_ORDER + ELSEWHERE
