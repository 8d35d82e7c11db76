"""Room changes: guests of the hotel who cannot stay where they are, or would rather not."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class RoomChange(Case):
    """`to_room` is empty while no room has been found. `nights` are those left after the move."""

    booking: str
    from_room: str
    reason: Literal[
        "no_hot_water",
        "noise",
        "cleanliness",
        "broken",
        "wrong_type",
        "accessibility",
        "view",
        "smoking",
        "other",
    ]
    wanted_type: str
    to_room: str = ""
    nights: int
    price_per_night_from: str
    price_per_night_to: str
    fault_of_house: bool

    def amounts(self) -> dict[str, Decimal]:
        before, after = (Decimal(self.price_per_night_from), Decimal(self.price_per_night_to))
        return {
            "price_per_night_from": before,
            "price_per_night_to": after,
            "difference_per_night": after - before,
            "difference": (after - before) * self.nights,
        }


IN_CZECH: tuple[RoomChange, ...] = (
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Na {from_room} od rána neteče teplá voda",
        what_happened=(
            "Na {from_room} neteče teplá voda. Dvakrát hlášeno na recepci, nikdo nepřišel. {Plan}"
        ),
        wanted="Pokoj s teplou vodou ještě dnes.",
        options=(
            "Přestěhovat na {to_room} hned",
            "Sprcha na volném pokoji a oprava do 14:00",
            "Odjezd bez poplatku",
        ),
        chosen=0,
        booking="VL-48213",
        from_room="214",
        reason="no_hot_water",
        wanted_type="Dvoulůžkový superior",
        to_room="305",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="4100.00",
        fault_of_house=True,
        words={"Plan": "V jednu má jednání přes ulici."},
        talk=(
            Said("associate", "visit", "Omluva, {to_room} bude hotový do jedenácti, zavazadla přeneseme."),
            Said("associate", "note", "Úklid má {to_room} jako první. Cena zůstává, vada je naše."),
            Said("customer", "visit", "Děkuji, pokoj je krásný."),
        ),
        resolution=Resolution(
            "as_asked", "Přestěhovali jsme vás na {to_room} bez doplatku a zavazadla jsme přenesli."
        ),
        again=(
            {
                "booking": "VL-48377",
                "from_room": "118",
                "nights": 1,
                "Plan": "Večer jde do divadla a chtěla si předtím umýt hlavu.",
                "to_room": "",
                "price_per_night_to": "3200.00",
                "chosen": 1,
                "options": ("Přestěhovat na 311 hned", "Sprcha na volném pokoji a oprava do 14:00"),
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        (
                            "Stěhovat se na jednu noc nechce. Klíč od 116 kvůli sprše, ručníky a fén "
                            "připraveny."
                        ),
                    ),
                    Said("associate", "note", "Topenář vyměnil ventil, ve 13:40 teplá voda teče."),
                ),
                "resolution": Resolution(
                    "alternative",
                    ("Sprchu jste měla na vedlejším pokoji a od 13:40 teče teplá voda i na {from_room}."),
                ),
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="{Noise} pod okny, pokoj {from_room}",
        what_happened=("Volá z pokoje {from_room}, je půl jedenácté večer. {Noise} pod okny, spát se nedá."),
        wanted="Pokoj do dvora, klidně menší.",
        options=("Pokoj {to_room} do dvora, hned", "Špunty do uší a stěhování ráno"),
        chosen=0,
        booking="VL-48290",
        from_room="206",
        reason="noise",
        wanted_type="Dvoulůžkový standard, dvůr",
        to_room="227",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="2890.00",
        fault_of_house=False,
        words={"Noise": "Hlučná zahrádka"},
        talk=(
            Said("associate", "call", "Klíč od {to_room} doneseme nahoru, s kufry pomůže noční vrátný."),
            Said(
                "associate",
                "note",
                "Rozdíl {difference_per_night} na noc ve prospěch hosta, opravit na účtu.",
            ),
        ),
        resolution=Resolution(
            "as_asked",
            ("Bydlíte na {to_room} do dvora. Nižší cenu jsme upravili od první noci po stěhování."),
        ),
        again=(
            {
                "booking": "VL-48731",
                "from_room": "204",
                "to_room": "225",
                "nights": 2,
                "Noise": "Noční oprava kolejí",
                "what_happened": (
                    "Volá z {from_room} po jedenácté večer. {Noise} pod okny, má to trvat do čtyř. "
                    "Ráno vstává v pět."
                ),
                "talk": (
                    Said(
                        "associate",
                        "call",
                        "Omluva, o opravě jsme nevěděli. {to_room} je volný, klíč neseme.",
                    ),
                ),
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Objednány oddělené postele, na {from_room} je manželská",
        what_happened=(
            "Cestuje s {whom}. Objednala dvě oddělené postele, na {from_room} je jedna "
            "manželská. V rezervaci je to napsané."
        ),
        wanted="Dvě postele, na patře nezáleží.",
        options=("Pokoj {to_room} s oddělenými postelemi", "Přistýlka na dnešní noc"),
        chosen=0,
        booking="VL-48455",
        from_room="330",
        reason="wrong_type",
        wanted_type="Dvoulůžkový, oddělené postele",
        to_room="418",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"whom": "kolegyní"},
        talk=(
            Said(
                "associate", "visit", "Omluva, klíč od {to_room} vydán hned, v rezervaci poznámka opravdu je."
            ),
        ),
        resolution=Resolution(
            "as_asked", "Dostaly jste pokoj {to_room} se dvěma postelemi, za stejnou cenu."
        ),
        again=(
            {"booking": "VL-48502", "from_room": "326", "to_room": "422", "nights": 4, "whom": "maminkou"},
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Bezbariérový pokoj není bezbariérový ({from_room})",
        what_happened=(
            "Host na vozíku. Na {from_room} je {barrier}. Při rezervaci dvakrát ověřováno, "
            "že je pokoj bezbariérový."
        ),
        wanted="Pokoj, kde se dostane do koupelny.",
        options=("Pokoj {to_room}, ověřený metrem", "Jiný hotel na naše náklady"),
        chosen=0,
        booking="VL-48611",
        from_room="109",
        reason="accessibility",
        wanted_type="Bezbariérový",
        to_room="104",
        nights=5,
        price_per_night_from="3200.00",
        price_per_night_to="3600.00",
        fault_of_house=True,
        words={"barrier": "u koupelny práh osm centimetrů"},
        talk=(
            Said(
                "associate",
                "visit",
                "Omluva, společná prohlídka {to_room}: dveře 92 cm, sprcha bez prahu, madla.",
            ),
            Said(
                "associate",
                "note",
                (
                    "Pokoj {from_room} nemá být v systému jako bezbariérový. Opravit hned, ať se to "
                    "nestane znovu."
                ),
            ),
        ),
        escalation=Escalation(
            "Ověřováno dvakrát a stejně špatně. Chci nabídnout {to_room} a dnešní noc zdarma.",
            "Ano, první noc zdarma a omluvím se osobně. Popis pokojů projdeme celý.",
        ),
        resolution=Resolution("as_asked", "Bydlíte na {to_room} bez doplatku, první noc je na účet hotelu."),
        again=(
            {
                "booking": "VL-48945",
                "from_room": "107",
                "to_room": "105",
                "nights": 2,
                "barrier": "vana místo sprchy a do koupelny schod",
                "subject": "Vana místo sprchy, host je na vozíku ({from_room})",
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="woman",
        subject="Klimatizace na {from_room} {fault}",
        what_happened=(
            "Klimatizace {fault}, ani technikovi se to nepodařilo spravit. Na pokoji je {temp} °C."
        ),
        wanted="Chladnější pokoj, nebo aspoň větrák.",
        options=("Pokoj {to_room} za stejnou cenu", "Větrák dnes a oprava zítra"),
        chosen=0,
        booking="VL-48520",
        from_room="512",
        reason="broken",
        wanted_type="Dvoulůžkový standard",
        to_room="316",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"fault": "jen foukne a vypne se", "temp": "28"},
        talk=(
            Said("associate", "call", "Nabídnut {to_room} o dvě patra níž, stěhování do půl hodiny."),
            Said("associate", "note", "{from_room} stáhnout z prodeje do opravy kompresoru."),
        ),
        resolution=Resolution(
            "as_asked", ("Jste na {to_room}, kde klimatizace běží. Pokoj {from_room} jsme stáhli z prodeje.")
        ),
        again=(
            {
                "booking": "VL-48833",
                "from_room": "517",
                "to_room": "319",
                "nights": 2,
                "fault": "kape na postel",
                "temp": "27",
                "what_happened": (
                    "Klimatizace kape přímo na postel, matrace je mokrá. S vypnutou je na pokoji {temp} °C."
                ),
                "talk": (
                    Said("associate", "call", "Omluva, {to_room} připraven, nosič přijde pro kufry."),
                    Said("associate", "note", "Matraci z {from_room} vyměnit, odtok kondenzátu ucpaný."),
                ),
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="email",
        told_by="man",
        subject="Prosba o pokoj s výhledem {view}",
        what_happened=(
            "Dobrý den, slavíme {event}. Máme pokoj {from_room} do dvora a rádi bychom "
            "výhled {view}. Rádi si připlatíme."
        ),
        wanted="Pokoj s výhledem {view} na zbytek pobytu.",
        options=("Pokoj {to_room} za doplatek {difference}", "Zůstat a dostat láhev vína na pokoj"),
        chosen=0,
        booking="VL-48666",
        from_room="240",
        reason="view",
        wanted_type="Dvoulůžkový superior, řeka",
        to_room="505",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="4600.00",
        fault_of_house=False,
        words={"view": "na řeku", "event": "výročí svatby"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, blahopřejeme. Pokoj {to_room} s výhledem {view} je volný, "
                    "doplatek je {difference} za zbytek pobytu. Máme ho držet?"
                ),
            ),
            Said("customer", "reply", "Ano, prosím. Přestěhujeme se odpoledne."),
        ),
        resolution=Resolution(
            "as_asked", "Od odpoledne bydlíte na {to_room} s výhledem {view}, doplatek {difference}."
        ),
        again=(
            {
                "booking": "VL-48688",
                "from_room": "238",
                "to_room": "602",
                "nights": 1,
                "view": "na Hrad",
                "event": "šedesátiny",
                "price_per_night_to": "5200.00",
                "wanted_type": "Dvoulůžkový superior, Hrad",
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Na {from_room} je cítit kouř",
        what_happened=(
            "Nekuřácký pokoj {from_room} je cítit kouřem, hlavně {place}. Paní je těhotná a nemůže tam být."
        ),
        wanted="Nekuřácký pokoj, opravdu nekuřácký.",
        options=("Pokoj {to_room} hned", "Vyčištění ozonem, čtyři hodiny"),
        chosen=0,
        booking="VL-48760",
        from_room="421",
        reason="smoking",
        wanted_type="Dvoulůžkový standard, nekuřácký",
        to_room="402",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"place": "závěsy"},
        talk=(
            Said("associate", "visit", "Omluva, {to_room} předem vyvětrán a zkontrolován."),
            Said(
                "associate",
                "note",
                "Na {from_room} kouřil předchozí host, pokuta uplatněna. Závěsy do čistírny.",
            ),
        ),
        resolution=Resolution("as_asked", "Přestěhovali jsme vás na {to_room}, bez doplatku."),
        again=(
            {
                "booking": "VL-48811",
                "from_room": "437",
                "to_room": "409",
                "nights": 3,
                "place": "koupelna a postel",
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Host chce z {from_room} do apartmá, ale je plno",
        what_happened=(
            "Přijel s rodinou o člověka víc, než bylo v rezervaci. Na {from_room} se nevejdou, chce apartmá."
        ),
        wanted="Rodinný apartmán na celý pobyt.",
        options=(
            "Dva propojené pokoje od zítřka",
            "Přistýlka na {from_room} dnes",
            "Sesterský hotel přes most",
        ),
        chosen=0,
        booking="VL-48422",
        from_room="315",
        reason="wrong_type",
        wanted_type="Rodinný apartmán",
        nights=4,
        price_per_night_from="3200.00",
        price_per_night_to="6900.00",
        fault_of_house=False,
        talk=(
            Said(
                "associate",
                "visit",
                (
                    "Vysvětleno, že apartmány jsou obsazené. Přistýlka na dnešek zdarma, propojené "
                    "pokoje drženy do osmi večer."
                ),
            ),
            Said("associate", "note", "Zítra po odhlášení hlídat 501 a 503, ať je nikdo neprodá."),
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="woman",
        subject="Nepořádek při příjezdu, {from_room}",
        what_happened=("Na {from_room} našla {what}. Pobyt začala úklidem a nikdo z patra nebyl k nalezení."),
        wanted="Čistý pokoj, hned.",
        options=("Pokoj {to_room}, zkontrolovaný vedoucí úklidu", "Úklid za třicet minut a káva dole"),
        chosen=0,
        booking="VL-48577",
        from_room="222",
        reason="cleanliness",
        wanted_type="Dvoulůžkový standard",
        to_room="224",
        nights=1,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"what": "cizí ručníky v koupelně a drobky v posteli"},
        talk=(
            Said("associate", "call", "Omluva, {to_room} je hotový a klíč na recepci."),
            Said("associate", "note", "Pokoj {from_room} prodán dřív, než byl odhlášen jako čistý."),
        ),
        resolution=Resolution("as_asked", "Dostala jste čistý pokoj {to_room} a káva byla na účet domu."),
        again=(
            {
                "booking": "VL-48593",
                "from_room": "251",
                "to_room": "255",
                "nights": 2,
                "what": "neuklizenou sprchu a na stole skleničky po někom jiném",
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Trezor na {from_room} nejde otevřít, host odjíždí",
        what_happened=(
            "Trezor zůstal zamčený i s {inside}. Host odjíždí za dvě hodiny, náhradní klíč nepomohl."
        ),
        wanted="Otevřít trezor a do té doby být jinde, pokoj už je prodaný dalším.",
        options=("Pokoj {to_room} na dvě hodiny zdarma", "Věci poslat za hostem kurýrem"),
        chosen=0,
        booking="VL-48244",
        from_room="444",
        reason="broken",
        wanted_type="Jakýkoli na dvě hodiny",
        to_room="446",
        nights=1,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"inside": "pasem"},
        talk=(
            Said("associate", "note", "Technik vrtá, další hosté počkají v kavárně na účet domu."),
            Said("associate", "visit", "Trezor otevřen, věci předány proti podpisu."),
        ),
        resolution=Resolution(
            "alternative", "Trezor otevřel technik za čtyřicet minut, čekali jste na {to_room} bez poplatku."
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="phone",
        subject="Chce výš, než je {from_room}",
        what_happened=(
            "Host z pokoje {from_room} chce vyšší patro kvůli {why}. Pokoj je v pořádku, jde o pohodlí."
        ),
        wanted="Páté nebo šesté patro za stejnou cenu.",
        options=("Zítra {to_room}, dnes je plno", "Zůstat a dostat slevu na parkování"),
        chosen=0,
        booking="VL-48900",
        from_room="103",
        reason="other",
        wanted_type="Dvoulůžkový standard, vyšší patro",
        to_room="533",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=False,
        words={"why": "vchodovým dveřím pod oknem"},
        talk=(
            Said(
                "associate",
                "call",
                "{to_room} slíben od zítřka po úklidu, zavazadla přeneseme do jedné odpoledne.",
            ),
        ),
        again=(
            {
                "booking": "VL-48918",
                "from_room": "111",
                "to_room": "536",
                "why": "kuchyni, která začíná už v šest",
                "talk": (),
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Nechce se stěhovat, chce slevu za {from_room}",
        what_happened=(
            "Výtah do šestého patra stál od rána a na chodbě před {from_room} nesvítilo. "
            "Stěhovat se nechce, {why}."
        ),
        wanted="Slevu za nepohodlí.",
        options=("Sleva 15 % z dnešní noci", "Pokoj ve druhém patře, věci přeneseme"),
        chosen=0,
        booking="VL-48701",
        from_room="611",
        reason="broken",
        wanted_type="Zůstává na svém pokoji",
        nights=1,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"why": "zítra ráno odjíždí a má rozbaleno"},
        talk=(Said("associate", "visit", "Omluva, světlo na chodbě opraveno při ní."),),
        escalation=Escalation(
            "Prosím o 15 % z dnešní noci, výtah stál od rána a host je v šestém patře.", "Ano, 15 %."
        ),
        resolution=Resolution(
            "goodwill_only", "Zůstala jste na {from_room}, z dnešní noci jsme odečetli 15 %."
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="web",
        told_by="man",
        subject="Rezervovaný pokoj je menší než na fotce ({from_room})",
        what_happened=(
            "Na webu je u tohoto typu {photo}. Na {from_room} nic takového není, je to nejmenší varianta."
        ),
        wanted="Pokoj jako na fotce, nebo cenu jako za menší.",
        options=("Pokoj {to_room} odpovídající fotce", "Sleva {discount} z celého pobytu"),
        chosen=0,
        booking="VL-48640",
        from_room="219",
        reason="wrong_type",
        wanted_type="Dvoulůžkový superior",
        to_room="427",
        nights=3,
        price_per_night_from="4100.00",
        price_per_night_to="4100.00",
        fault_of_house=True,
        words={"photo": "okno přes celou stěnu a pracovní stůl", "discount": "20 %"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, fotka patří k jiné variantě téhož typu, to je naše chyba. "
                    "Pokoj {to_room} je jako na fotce a čeká na vás."
                ),
            ),
        ),
        resolution=Resolution("as_asked", "Přestěhovali jsme vás na {to_room}, fotky na webu jsou opravené."),
        again=(
            {
                "booking": "VL-48655",
                "from_room": "221",
                "to_room": "431",
                "nights": 2,
                "photo": "balkon a volně stojící vana",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    RoomChange(
        language="cs",
        site="vltava",
        channel="email",
        subject="Zápach {where}, pokoj {from_room}",
        what_happened=(
            "Dobrý den, na pokoji {from_room} je od včerejška cítit odpad, nejvíc {where}. "
            "Úklid použil osvěžovač, pomohlo to na hodinu. Píšeme, protože jsme celý den na "
            "konferenci."
        ),
        wanted="Večer se vrátit do pokoje, kde se dá dýchat.",
        options=(
            "Pokoj {to_room}, věci přeneseme během dne",
            "Vyčištění odpadu do večera a kontrola před návratem",
        ),
        booking="VL-48966",
        from_room="336",
        reason="broken",
        wanted_type="Dvoulůžkový standard",
        to_room="340",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"where": "v koupelně"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, osvěžovač opravdu není řešení, omlouváme se. Můžeme vám během "
                    "dne přenést věci na {to_room}, nebo do večera vyčistit odpad. Čemu dáte "
                    "přednost?"
                ),
            ),
            Said("associate", "note", "{to_room} držet do osmnácti hodin. Instalatér objednán tak jako tak."),
        ),
        again=(
            {
                "booking": "VL-48978",
                "from_room": "137",
                "to_room": "141",
                "where": "u okna do světlíku",
                "nights": 1,
                "talk": (),
            },
        ),
    ),
)

IN_ENGLISH: tuple[RoomChange, ...] = (
    RoomChange(
        language="en",
        site="vltava",
        channel="in_person",
        subject="No hot water in {from_room}",
        what_happened="No hot water in {from_room} since this morning. Reported twice. {Detail}",
        wanted="A room with hot water today.",
        options=("Move to {to_room} now", "Shower next door and repair by 14:00", "Cancel without a fee"),
        chosen=0,
        booking="VL-49015",
        from_room="216",
        reason="no_hot_water",
        wanted_type="Superior double",
        to_room="307",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="4100.00",
        fault_of_house=True,
        words={"Detail": "There is a meeting at 13:00."},
        talk=(
            Said("associate", "visit", "Apologised and carried the luggage to {to_room}. Same price."),
            Said(
                "associate",
                "note",
                (
                    "Stoupačka na druhém patře, instalatér tu bude po poledni. Další pokoje pod "
                    "{from_room} obvolat."
                ),
            ),
        ),
        resolution=Resolution(
            "as_asked",
            ("You moved to {to_room} at the same price. The pipe on that floor has been repaired."),
        ),
        again=(
            {
                "booking": "VL-49088",
                "from_room": "210",
                "to_room": "309",
                "nights": 3,
                "Detail": "Travelling with a baby, so warm water is not optional.",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        "Moved to {to_room} before noon, a cot and a kettle were put in first.",
                    ),
                ),
            },
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="email",
        subject="{from_room} is right {what}, please move us",
        what_happened=(
            "We were given {from_room}. It is right {what} and it goes on until midnight. We "
            "asked for a quiet room when booking."
        ),
        wanted="A quiet room for the rest of the stay.",
        options=("{to_room} on the courtyard", "Stay tonight, move tomorrow at no charge"),
        chosen=0,
        booking="VL-49102",
        from_room="208",
        reason="noise",
        wanted_type="Standard double, courtyard",
        to_room="229",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"what": "above the bar"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, you asked for quiet and got the opposite. {to_room} faces the "
                    "courtyard, the key is waiting at the desk. The concierge will carry your bags "
                    "whenever you are ready."
                ),
            ),
            Said(
                "associate", "note", "Poznámka „tichý pokoj“ v rezervaci je, při přidělování ji nikdo nečetl."
            ),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "You are in {to_room} on the courtyard side. The “quiet room” note now shows "
                "when rooms are assigned."
            ),
        ),
        again=(
            {
                "booking": "VL-49140",
                "from_room": "519",
                "to_room": "330",
                "nights": 2,
                "what": "below the rooftop terrace",
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dear {to}, the terrace should be quiet by ten and was not. {to_room} is free "
                            "and far from it. Shall we move your things while you are out?"
                        ),
                    ),
                    Said("customer", "reply", "Yes please, everything is packed."),
                ),
                "resolution": Resolution(
                    "as_asked",
                    (
                        "Your things were moved to {to_room} while you were out. The terrace now closes "
                        "at ten."
                    ),
                ),
            },
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="in_person",
        subject="Booked a twin, got one bed ({from_room})",
        what_happened=(
            "Two colleagues travelling together. The booking says twin, {from_room} has one "
            "double bed. {Plan}"
        ),
        wanted="Two beds.",
        options=("{to_room} with two beds", "A second room at half price tonight"),
        chosen=0,
        booking="VL-49177",
        from_room="322",
        reason="wrong_type",
        wanted_type="Twin",
        to_room="414",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"Plan": "They have a long day behind them."},
        talk=(Said("associate", "visit", "Swapped to {to_room} within ten minutes."),),
        resolution=Resolution("as_asked", "You were moved to {to_room} with two beds."),
        again=(
            {
                "booking": "VL-49193",
                "from_room": "324",
                "to_room": "416",
                "nights": 5,
                "Plan": "Their conference starts early tomorrow.",
            },
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="web",
        subject="Room with a river view, willing to pay",
        what_happened=(
            "I would love a view of the {view} for the {occasion}. The booking is for "
            "{from_room}, which faces the yard. Happy to pay the difference."
        ),
        wanted="A room with a view of the {view} for the rest of the stay.",
        options=("{to_room} for {difference} more", "The view only for the last night"),
        chosen=0,
        booking="VL-49211",
        from_room="242",
        reason="view",
        wanted_type="Superior double, river",
        to_room="507",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="4600.00",
        fault_of_house=False,
        words={"view": "river", "occasion": "anniversary"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, {to_room} with a view of the {view} is free until you leave. The "
                    "difference is {difference} in all. Shall we keep it for you?"
                ),
            ),
            Said("customer", "reply", "Yes please, from this afternoon."),
        ),
        resolution=Resolution(
            "as_asked", "You have {to_room} with the view, {difference} was added to the bill as agreed."
        ),
        again=(
            {
                "subject": "Castle view for a proposal",
                "booking": "VL-49230",
                "from_room": "236",
                "to_room": "604",
                "nights": 1,
                "view": "castle",
                "occasion": "proposal I am planning tomorrow",
                "price_per_night_to": "5200.00",
                "wanted_type": "Superior double, castle",
            },
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Fridge in {from_room} dead, insulin inside",
        what_happened=(
            "The small fridge in {from_room} stopped at night. He keeps insulin in it. The "
            "staff put it into the bar fridge, he wants his own."
        ),
        wanted="A working fridge in the room, now.",
        options=("Move to 230 with a checked fridge", "A new fridge in {from_room} within the hour"),
        chosen=1,
        booking="VL-49266",
        from_room="228",
        reason="broken",
        wanted_type="Standard double with a fridge",
        nights=4,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        talk=(
            Said(
                "associate",
                "visit",
                ("A new fridge was brought up within half an hour and checked with a thermometer, 4 °C."),
            ),
            Said("associate", "note", "Lednička do pokojů jako první pomoc, vedení o tom má rozhodnout."),
        ),
        resolution=Resolution(
            "alternative",
            ("You stayed in {from_room}; the fridge was replaced within half an hour and holds 4 °C."),
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="phone",
        subject="Requested a step-free room, {from_room} has stairs",
        what_happened=(
            "The guest walks with {aid}. {from_room} is on a mezzanine with three steps. "
            "Step-free was asked for by e-mail and confirmed."
        ),
        wanted="A step-free room close to the lift.",
        options=("{to_room}, step-free, next to the lift", "Another house nearby, at our cost"),
        chosen=0,
        booking="VL-49288",
        from_room="131",
        reason="accessibility",
        wanted_type="Accessible",
        to_room="106",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="3600.00",
        fault_of_house=True,
        words={"aid": "crutches after an operation"},
        talk=(
            Said(
                "associate",
                "call",
                ("{to_room} promised in twenty minutes, apologised for the confirmation that was not true."),
            ),
            Said(
                "associate", "note", "V potvrzení je věta o bezbariérovosti z šablony. Vedoucí rezervací ví."
            ),
        ),
        escalation=Escalation(
            ("Bezbariérový pokoj jsme písemně potvrdili a nedodali. Chci dát {to_room} bez doplatku."),
            "Samozřejmě bez doplatku. Šablonu potvrzení dnes opravíme.",
        ),
        resolution=Resolution(
            "as_asked",
            ("You are in {to_room}, step-free and next to the lift, at the price of the first room."),
        ),
        again=(
            {"booking": "VL-49301", "from_room": "133", "to_room": "108", "nights": 1, "aid": "a rollator"},
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="in_person",
        subject="Smoke smell in {from_room}, {who} has asthma",
        what_happened=(
            "{from_room} smells of smoke, most of all the pillows. {Who} has asthma. Non-smoking was booked."
        ),
        wanted="A smoke-free room at once.",
        options=("{to_room}, checked by us before", "Cleaning with ozone, four hours outside"),
        chosen=0,
        booking="VL-49320",
        from_room="425",
        reason="smoking",
        wanted_type="Standard double, non-smoking",
        to_room="404",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"who": "a child", "Who": "The guest’s daughter"},
        talk=(
            Said("associate", "visit", "Walked through {to_room} with the guest first; moved straight away."),
        ),
        resolution=Resolution(
            "as_asked", "You are in {to_room}. {from_room} is closed until it has been cleaned."
        ),
        again=(
            {
                "booking": "VL-49344",
                "from_room": "429",
                "to_room": "406",
                "nights": 4,
                "who": "guest",
                "Who": "The guest",
            },
        ),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="Wants to leave {from_room}, no free room tonight",
        what_happened=(
            "Unhappy with {from_room}: {gripe}. The house is full tonight and no other room can be offered."
        ),
        wanted="Any other room, tonight.",
        options=("A move tomorrow at 11:00 and breakfast free", "Another hotel tonight at our cost"),
        booking="VL-49366",
        from_room="127",
        reason="other",
        wanted_type="Standard double",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=False,
        words={"gripe": "too small for two suitcases"},
        talk=(
            Said(
                "associate",
                "call",
                "Explained that every room is taken; the guest will think about it and call back.",
            ),
            Said("associate", "note", "Plno do zítřka. Kdyby někdo nepřijel, {from_room} je první na řadě."),
        ),
        again=({"booking": "VL-49377", "from_room": "125", "gripe": "the window looks at a wall"},),
    ),
    RoomChange(
        language="en",
        site="vltava",
        channel="email",
        subject="Found a cheaper room online, wants ours changed",
        what_happened=(
            "Booked a superior for {price_per_night_from} a night and now sees a standard "
            "for {price_per_night_to} for the same dates. Would like to swap."
        ),
        wanted="A standard room and the difference back.",
        options=("Swap with the difference refunded", "Keep the superior with breakfast added"),
        chosen=1,
        booking="VL-49402",
        from_room="503",
        reason="other",
        wanted_type="Standard double",
        nights=2,
        price_per_night_from="4100.00",
        price_per_night_to="3200.00",
        fault_of_house=False,
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, both are possible: the swap, with {difference} back, or you keep "
                    "your room and we add breakfast for both of you. Which would you like?"
                ),
            ),
            Said("customer", "reply", "Breakfast it is, thank you."),
        ),
        resolution=Resolution(
            "alternative", "You keep your superior room and breakfast is included for both of you."
        ),
    ),
)

IN_POLISH: tuple[RoomChange, ...] = (
    RoomChange(
        language="pl",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="Brak ciepłej wody w pokoju {from_room}",
        what_happened="W pokoju {from_room} od rana nie ma ciepłej wody. Zgłaszał dwa razy. {Plan}",
        wanted="Pokoju z ciepłą wodą jeszcze dzisiaj.",
        options=("Przeprowadzka do {to_room} teraz", "Prysznic w innym pokoju i naprawa do 14:00"),
        chosen=0,
        booking="VL-49510",
        from_room="212",
        reason="no_hot_water",
        wanted_type="Dvoulůžkový superior",
        to_room="303",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="4100.00",
        fault_of_house=True,
        words={"Plan": "O trzynastej ma spotkanie."},
        talk=(
            Said(
                "associate",
                "reply",
                ("{to}, pokój {to_room} będzie gotowy o 11:15. Bagaż przeniesiemy. Przepraszamy za kłopot."),
            ),
            Said("customer", "call", "Dziękuję. Czy bagaż można zostawić w recepcji na czas spotkania?"),
            Said(
                "associate",
                "note",
                "Úklid má {to_room} do čtvrt na dvanáct. Kdyby chtěl pozdní odhlášení, dát.",
            ),
        ),
        resolution=Resolution(
            "as_asked", "Przeprowadziliśmy Pana do pokoju {to_room} bez dopłaty, bagaż przenieśliśmy."
        ),
        again=(
            {
                "booking": "VL-49533",
                "from_room": "220",
                "to_room": "313",
                "nights": 1,
                "Plan": "Wieczorem ma służbową kolację.",
            },
        ),
    ),
    RoomChange(
        language="pl",
        site="vltava",
        channel="email",
        told_by="woman",
        subject="Hałas w {from_room}, proszę o cichszy pokój",
        what_happened=(
            "Dzień dobry, w pokoju {from_room} słychać {source} prawie do drugiej w nocy. "
            "Podróżuję z {whom} i oboje jesteśmy niewyspani."
        ),
        wanted="Cichego pokoju, może być mniejszy.",
        options=("Pokój {to_room} od strony podwórza", "Przeprowadzka jutro i śniadanie gratis"),
        chosen=0,
        booking="VL-49555",
        from_room="202",
        reason="noise",
        wanted_type="Dvoulůžkový standard, dvůr",
        to_room="231",
        nights=3,
        price_per_night_from="3200.00",
        price_per_night_to="2890.00",
        fault_of_house=False,
        words={"source": "tramwaje", "whom": "synem"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, pokój {to_room} od podwórza jest wolny, o "
                    "{difference_per_night} tańszy za noc. Klucz czeka w recepcji."
                ),
            ),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "Mieszka Pani w pokoju {to_room} od strony podwórza, cena jest niższa o "
                "{difference_per_night} za noc."
            ),
        ),
        again=(
            {
                "booking": "VL-49571",
                "from_room": "205",
                "to_room": "233",
                "nights": 2,
                "source": "klub naprzeciwko",
                "whom": "mężem",
            },
        ),
    ),
    RoomChange(
        language="pl",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="{what} w łazience pokoju {from_room}",
        what_happened="W łazience pokoju {from_room} {detail}. Zdjęcie pokazała na telefonie.",
        wanted="Czystego pokoju od razu.",
        options=("Pokój {to_room}, sprawdzony przed wejściem", "Sprzątanie w pół godziny i kawa"),
        chosen=0,
        booking="VL-49590",
        from_room="246",
        reason="cleanliness",
        wanted_type="Dvoulůžkový standard",
        to_room="248",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={
            "what": "Włosy i mokre ręczniki",
            "detail": "były cudze włosy i mokre ręczniki poprzednich gości",
        },
        talk=(
            Said("associate", "visit", "Przeproszono, pokój {to_room} obejrzany razem przed przeprowadzką."),
            Said("associate", "note", "Patro dva bylo dnes uklízeno ve dvou lidech místo čtyř."),
        ),
        resolution=Resolution("as_asked", "Przenieśliśmy Panią do {to_room}, kawa była na nasz koszt."),
        again=(
            {
                "booking": "VL-49604",
                "from_room": "253",
                "to_room": "257",
                "nights": 4,
                "talk": (
                    Said("associate", "visit", "Przeproszono, {to_room} pokazany i przyjęty."),
                    Said("associate", "note", "{from_room} stáhnout z prodeje, plíseň je i za obkladem."),
                ),
                "what": "Pleśń",
                "detail": "jest pleśń w rogu nad prysznicem i czuć wilgoć",
            },
        ),
    ),
    RoomChange(
        language="pl",
        site="vltava",
        channel="web",
        told_by="man",
        subject="Rezerwacja dla czterech, pokój {from_room} jest dla dwóch",
        what_happened=(
            "Zarezerwowałem pokój rodzinny dla {family}. Dostaliśmy {from_room} z jednym łóżkiem i dostawką."
        ),
        wanted="Apartamentu rodzinnego, tak jak w potwierdzeniu.",
        options=("Apartament {to_room} od dziś", "Dwa pokoje obok siebie za tę samą cenę"),
        chosen=0,
        booking="VL-49622",
        from_room="318",
        reason="wrong_type",
        wanted_type="Rodinný apartmán",
        to_room="601",
        nights=3,
        price_per_night_from="5400.00",
        price_per_night_to="6900.00",
        fault_of_house=True,
        words={"family": "dwojga dorosłych i dwójki dzieci"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, przepraszamy, w potwierdzeniu rzeczywiście jest pokój "
                    "rodzinny. Apartament {to_room} zwolni się dziś o czternastej, bez dopłaty."
                ),
            ),
            Said(
                "associate", "note", "Rezervace přes portál, typ pokoje se nepřenesl. Cena zůstává původní."
            ),
        ),
        escalation=Escalation(
            "Rozdíl {difference} za pobyt je nad můj limit, chyba je v přenosu z portálu.",
            "Souhlasím, bez doplatku.",
        ),
        resolution=Resolution("as_asked", "Od dziś mieszkają Państwo w apartamencie {to_room}, bez dopłaty."),
    ),
    RoomChange(
        language="pl",
        site="vltava",
        channel="in_person",
        subject="Klucz do {from_room} przestaje działać",
        what_happened=(
            "Karta do {from_room} {fault}. Wymieniano ją {times} i wciąż to samo. Goście "
            "mają dość schodzenia do recepcji."
        ),
        wanted="Pokoju z działającym zamkiem.",
        options=("Pokój {to_room} obok", "Wymiana baterii w zamku do godziny"),
        chosen=1,
        booking="VL-49650",
        from_room="341",
        reason="broken",
        wanted_type="Dvoulůžkový standard",
        to_room="343",
        nights=2,
        price_per_night_from="3200.00",
        price_per_night_to="3200.00",
        fault_of_house=True,
        words={"fault": "otwiera drzwi raz na trzy próby", "times": "trzy razy"},
        talk=(
            Said(
                "associate",
                "note",
                "Baterie v zámku {from_room} má technik vyměnit do hodiny, jinak stěhovat vedle.",
            ),
        ),
        again=(
            {
                "booking": "VL-49662",
                "from_room": "347",
                "to_room": "345",
                "nights": 1,
                "fault": "świeci na czerwono i nie otwiera",
                "times": "dwa razy",
            },
        ),
    ),
)

ROOM_CHANGES: tuple[RoomChange, ...] = IN_CZECH + IN_ENGLISH + IN_POLISH
