"""Complaints: what went wrong with people, rooms, food, goods, bills and waiting."""

from dataclasses import dataclass
from typing import Literal

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class Complaint(Case):
    """`about_colleague`: it names someone of the team, who must not see it."""

    about: Literal["staff", "room", "cleanliness", "product", "food", "waiting", "billing", "other"]
    cause: Literal[
        "unprofessional",
        "not_right_first_time",
        "not_resolved",
        "rude",
        "overcharged",
        "waiting",
        "damaged",
        "other",
    ]
    severity: Literal["low", "medium", "high"]
    about_colleague: bool = False


AT_THE_HOTEL: tuple[Complaint, ...] = (
    Complaint(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="woman",
        subject="Nepříjemná odpověď na recepci po telefonu",
        what_happened=(
            "Volala kvůli {matter}. Osoba na recepci ji dvakrát přerušila a pak řekla: „To "
            "si přečtěte na webu.“ Hovor skončil bez rozloučení."
        ),
        wanted="Omluvu a odpověď na to, na co se ptala.",
        options=("Omluva vedoucího recepce a odpověď hned", "Písemná omluva e-mailem"),
        chosen=0,
        about="staff",
        cause="rude",
        severity="medium",
        about_colleague=True,
        words={
            "matter": "parkování pro dodávku",
            "answer": "dodávka do výšky 2,1 m se k nám do garáže vejde, místo stojí 650 Kč na den",
        },
        talk=(
            Said(
                "associate", "note", "Hovor je v ústředně, nahrávka uložena. Prosím vedoucí směny o poslech."
            ),
            Said("associate", "call", "Omluva za tón hovoru. K dotazu: {answer}."),
            Said(
                "customer", "call", "Děkuji, že se ozýváte. Stačilo by, kdyby mi to takhle někdo řekl hned."
            ),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "Omluvili jsme se za způsob, jakým s vámi recepce mluvila, a na dotaz jsme "
                "odpověděli. S kolegy hovor projdeme."
            ),
        ),
        again=(
            {
                "subject": "Recepce položila telefon uprostřed dotazu",
                "answer": "pokoj je možné uvolnit do 15:00, příplatek je 600 Kč",
                "what_happened": (
                    "Volala kvůli pozdnímu odhlášení. Uprostřed věty slyšela klapnutí a pak už jen "
                    "obsazovací tón. Zpátky jí nikdo nezavolal."
                ),
                "about_colleague": False,
                "cause": "unprofessional",
            },
            {
                "subject": "Jednání recepce v telefonu",
                "what_happened": (
                    "Ptala se na dětskou postýlku. Odpověď zněla „to já tady neřeším“ a potom čtvrt "
                    "hodiny hudby."
                ),
                "talk": (
                    Said(
                        "associate",
                        "call",
                        ("Omluva. Postýlka je zdarma a bude na pokoji před příjezdem, zapsáno do rezervace."),
                    ),
                ),
                "resolution": Resolution(
                    "as_asked",
                    "Za odbytou odpověď se omlouváme. Postýlka je zdarma a bude na pokoji připravená.",
                ),
            },
        ),
    ),
    Complaint(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Čtyřicet minut u přihlášení, pokoj nebyl připraven",
        what_happened=(
            "Přijel po 15:00, před ním šest lidí a jedna otevřená přepážka. Po čtyřiceti "
            "minutách zjistil, že pokoj {room} se teprve uklízí."
        ),
        wanted="Vysvětlení a něco za ztracený čas. Večer měl {plan}.",
        options=(
            "Káva a zákusek v kavárně, než bude pokoj",
            "Sleva na jednu noc, rozhodne vedoucí",
            "Jiný pokoj hned, o patro níž",
        ),
        chosen=1,
        about="waiting",
        cause="waiting",
        severity="medium",
        words={"room": "406", "plan": "lístky do Rudolfina"},
        talk=(
            Said(
                "associate",
                "visit",
                "Omluva u pultu, zavazadla na pokoj {room} odneseme, jakmile bude hotový.",
            ),
            Said(
                "associate",
                "note",
                (
                    "Druhá přepážka byla zavřená, kolegyně řešila klíče v garáži. Navrhuji slevu 10 "
                    "% na první noc."
                ),
            ),
            Said(
                "customer",
                "visit",
                ("Dobře, s tou slevou souhlasím. Ale příště mi aspoň napište zprávu, že pokoj není."),
            ),
        ),
        escalation=Escalation(
            "Prosím o slevu 10 % z první noci, host čekal čtyřicet minut a má pravdu.",
            "Souhlasím. Slevu zapište na účet a pošlete hostovi potvrzení.",
        ),
        resolution=Resolution("goodwill_only", "Za čekání se omlouváme. Z první noci jsme odečetli 10 %."),
    ),
    Complaint(
        language="en",
        site="vltava",
        channel="email",
        subject="Room {room} not cleaned two days in a row",
        what_happened=(
            "We are in room {room}. The “please clean” sign was on the door both days and "
            "nobody came. {detail} I mentioned it at the desk last night and was told it "
            "would be done this morning. It was not."
        ),
        wanted="The room cleaned today and fresh towels, please.",
        options=("Full clean within an hour", "Towels now and the clean while you are at dinner"),
        chosen=0,
        about="cleanliness",
        cause="not_right_first_time",
        severity="medium",
        words={"room": "312", "detail": "The bin is full and we are out of towels."},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, I am sorry. Housekeeping is on the way to {room} now and will be "
                    "finished within the hour. I will check the room myself afterwards."
                ),
            ),
            Said(
                "associate",
                "note",
                "{room} vypadl ze seznamu úklidu, v systému byl veden jako „nerušit“. Opraveno.",
            ),
            Said("customer", "reply", "Thank you, that was quick in the end."),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "The room was cleaned within the hour. It had been marked “do not disturb” by "
                "mistake and is back on the daily list."
            ),
        ),
        again=({"room": "508", "detail": "Yesterday’s coffee cups are still on the table."},),
    ),
    Complaint(
        language="en",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Parking charged twice on the bill",
        what_happened=(
            "At check-out the bill shows parking for {days} days twice, once from the garage "
            "and once from the front desk. The guest has a train to catch and has already "
            "paid by card."
        ),
        wanted="The second charge of {amount} back on the same card.",
        options=("Refund to the card today, two to five days with the bank", "Cash from the till"),
        chosen=0,
        about="billing",
        cause="overcharged",
        severity="medium",
        words={"days": "three", "amount": "CZK 1,950"},
        talk=(
            Said(
                "associate",
                "visit",
                "Apologised, showed the guest both lines on the bill and started the refund.",
            ),
            Said(
                "associate",
                "note",
                ("Garáž účtuje přes vlastní terminál, na účtu to pak je podruhé. Tento měsíc už potřetí."),
            ),
        ),
        resolution=Resolution(
            "as_asked", "{amount} was returned to your card. A corrected bill is in your mailbox."
        ),
        again=({"subject": "Garage and front desk both charged me", "days": "two", "amount": "CZK 1,300"},),
    ),
    Complaint(
        language="pl",
        site="vltava",
        channel="email",
        told_by="woman",
        subject="Śniadanie: {short}",
        what_happened=(
            "Dzień dobry, drugi dzień z rzędu {trouble}. Obsługa tylko wzruszyła ramionami i "
            "powiedziała, że „tak dziś wyszło”. Przy cenie 390 Kč za osobę spodziewałam się "
            "czegoś więcej."
        ),
        wanted="Chciałabym jutro zjeść normalne śniadanie, a za dzisiejsze nie płacić.",
        options=("Odliczenie dzisiejszego śniadania z rachunku", "Śniadanie do pokoju jutro bez dopłaty"),
        chosen=0,
        about="food",
        cause="not_right_first_time",
        severity="low",
        words={
            "short": "zimna jajecznica i nic wegetariańskiego",
            "trouble": "jajecznica była zimna, a z dań bez mięsa został tylko ser",
        },
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, bardzo przepraszamy. Dzisiejsze śniadanie odliczyliśmy z "
                    "rachunku, a szef kuchni jutro rano podejdzie do Pani stolika."
                ),
            ),
            Said(
                "associate",
                "note",
                ("Kuchyně ví. Ráno na devátou připravit stůl u okna a zeptat se, co by si paní dala."),
            ),
        ),
        resolution=Resolution(
            "as_asked",
            ("Śniadanie odliczono z rachunku, a kuchnia uzupełnia bufet do końca godzin śniadaniowych."),
        ),
        again=(
            {
                "short": "pusty bufet już o dziewiątej",
                "trouble": (
                    "o dziewiątej bufet był prawie pusty, a na pieczywo trzeba było czekać dwadzieścia minut"
                ),
            },
        ),
    ),
    Complaint(
        language="cs",
        site="vltava",
        channel="letter",
        told_by="woman",
        subject="Z prádelny se vrátil {thing} poškozený",
        what_happened=(
            "Předala jsem hotelové prádelně {thing}. Vrátil se {damage}. Na recepci mi "
            "řekli, že prádelna je cizí firma a že s tím nic neudělají."
        ),
        wanted="Náhradu podle přiloženého účtu, {amount}.",
        options=("Náhrada po posouzení prádelnou do 14 dnů", "Oprava v krejčovství na náklady hotelu"),
        chosen=0,
        about="other",
        cause="damaged",
        severity="high",
        words={"thing": "vlněný kabát", "damage": "sražený nejmíň o dvě čísla", "amount": "6 490 Kč"},
        talk=(
            Said(
                "associate",
                "note",
                (
                    "Fotografie a kopie účtu jsou přílohou. Prádelna byla upozorněna, na lístku "
                    "chybí naše poznámka o materiálu."
                ),
            ),
            Said(
                "associate",
                "call",
                (
                    "Dopis jsme dostali, omlouváme se i za tu odpověď z recepce. Za předané věci "
                    "odpovídáme my, ne prádelna. Do týdne se ozveme s částkou."
                ),
            ),
        ),
        escalation=Escalation(
            "Škoda {amount} je nad můj limit. Prádelna chybu nepopírá.",
            ("Proplatit celé, s prádelnou to vyrovnám sám. Peníze převodem a k tomu omluvný dopis."),
        ),
        resolution=Resolution(
            "as_asked", "Škodu {amount} jsme uhradili převodem a posíláme písemnou omluvu."
        ),
        again=(
            {
                "subject": "Zničený svetr po vyprání v hotelu",
                "thing": "kašmírový svetr",
                "damage": "se zažehlenou skvrnou na rukávu",
                "amount": "3 290 Kč",
                "talk": (
                    Said(
                        "associate",
                        "call",
                        (
                            "Dopis jsme dostali, omluva. Domluveno, že zkusíme odbornou čistírnu; když "
                            "skvrna nepustí, svetr zaplatíme."
                        ),
                    ),
                    Said("associate", "note", "Čistírna skvrnu dostala ven, svetr se vrací doporučeně."),
                ),
                "chosen": None,
                "escalation": None,
                "resolution": Resolution(
                    "alternative",
                    ("Skvrnu odstranila odborná čistírna na naše náklady a svetr jsme vám poslali zpět."),
                ),
            },
        ),
    ),
    Complaint(
        language="en",
        site="vltava",
        channel="web",
        subject="Third night of noise above {room}",
        what_happened=(
            "There is {noise} above room {room} every night. I reported it on the first "
            "night and again on the second. Each time somebody promised to “look into it”. I "
            "have not slept properly since I arrived."
        ),
        wanted="A quiet room tonight and an honest answer about what is going on up there.",
        options=("A room on the courtyard side tonight", "An early check-out without a fee"),
        chosen=0,
        about="room",
        cause="not_resolved",
        severity="high",
        words={
            "room": "217",
            "noise": "a pump or a fan",
            "source": (
                "Jde o ventilátor z prádelny, časovač je nastavený na noc. Technik slíbil přehodit na den."
            ),
        },
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, you were promised an answer twice and got none. I am sorry. A "
                    "courtyard room is kept for you tonight; the technician is looking at the source "
                    "this afternoon."
                ),
            ),
            Said("associate", "note", "{source}"),
            Said("customer", "reply", "Fine. But I would like somebody to tell me why it took three nights."),
        ),
        escalation=Escalation(
            "Třetí noc beze spánku, dvakrát hlášeno a nic. Host chce poslední dvě noci zdarma."
        ),
        again=(
            {
                "subject": "Banging pipes over my head, reported twice",
                "room": "523",
                "noise": "banging in the pipes",
                "source": (
                    "Stoupačka je zavzdušněná, tluče při každém spláchnutí ve vyšším patře. "
                    "Instalatér přijde ve čtyři."
                ),
                "escalation": Escalation(
                    "Host si stěžuje potřetí. Prosím o souhlas se slevou za dvě noci.",
                    "Souhlasím s polovinou za obě noci. Pokoj do opravy neprodávat.",
                ),
                "resolution": Resolution(
                    "alternative",
                    (
                        "You moved to the courtyard side and half of two nights was taken off the bill. "
                        "The pipe is being repaired."
                    ),
                ),
            },
        ),
    ),
    Complaint(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Wi-Fi na pokoji {room} nejde, slib nikdo nedodržel",
        what_happened=(
            "Paní pracuje na dálku, na pokoji {room} se síť každých pár minut odpojí. Ráno "
            "dostala slib, že přijde technik do hodiny. Nepřišel nikdo."
        ),
        wanted="Fungující připojení ještě dnes odpoledne, má {work}.",
        options=("Pracovní místo v salonku s kabelem", "Přenosný modem z recepce"),
        chosen=0,
        about="room",
        cause="not_resolved",
        severity="low",
        words={"room": "610", "work": "schůzku se zákazníkem"},
        talk=(
            Said(
                "associate",
                "visit",
                ("Omluva, salonek odemčen a vyzkoušen, káva na účet domu. Technik se ozve přímo hostovi."),
            ),
            Said(
                "associate",
                "note",
                (
                    "Vysílač na šestém patře je vadný, náhradní dorazí zítra. Konkrétní hodinu "
                    "raději neslibovat."
                ),
            ),
        ),
        resolution=Resolution(
            "alternative", "Do výměny vysílače máte k dispozici salonek s pevným připojením."
        ),
    ),
    Complaint(
        language="pl",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="Zamówiona taksówka nie przyjechała",
        what_happened=(
            "Poprzedniego wieczoru zamówił w recepcji taksówkę na szóstą rano. Nie "
            "przyjechała, recepcja nie miała żadnej notatki. Spóźnił się na {journey}."
        ),
        wanted="Zwrotu za nowy bilet, {amount}, i wyjaśnienia, kto tego nie zapisał.",
        options=("Zwrot kosztu biletu po przesłaniu potwierdzenia", "Rabat na następny pobyt"),
        chosen=0,
        about="staff",
        cause="unprofessional",
        severity="high",
        about_colleague=True,
        words={"journey": "pociąg do Warszawy", "amount": "1 140 Kč"},
        talk=(
            Said(
                "associate",
                "call",
                "Przeprosiny i prośba o skan biletu. Oddzwonimy jeszcze dziś z odpowiedzią.",
            ),
            Said(
                "customer",
                "reply",
                ("Przesyłam bilet i paragon. Proszę o konkretną odpowiedź, nie o „dołożymy starań”."),
            ),
            Said(
                "associate", "note", "V knize transferů nic není, na papírku u telefonu ano. Host má pravdu."
            ),
        ),
        escalation=Escalation(
            "Host kvůli naší chybě zmeškal vlak. Částka je nad můj limit.",
            ("Vracíme celé. Odedneška se objednávky píšou rovnou do knihy transferů, ne na papírky."),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "Zwróciliśmy {amount} przelewem. Przepraszamy: zamówienie przyjęto, ale nikt go "
                "nie przekazał dalej."
            ),
        ),
    ),
    Complaint(
        language="cs",
        site="vltava",
        channel="web",
        subject="Vlas v {dish} a žádná omluva",
        what_happened=(
            "Při večeři v hotelové restauraci byl v {dish} vlas. Obsluha talíř odnesla, "
            "jídlo nahradila, ale nikdo neřekl ani slovo a na účtu bylo všechno v plné ceně."
        ),
        wanted="Hlavně vědět, že se to v kuchyni řeší.",
        about="food",
        cause="unprofessional",
        severity="low",
        words={"dish": "polévce"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, omlouváme se za jídlo i za mlčení u stolu. V kuchyni jsme to "
                    "dnes probrali a večeři vám z účtu odečteme."
                ),
            ),
        ),
        again=(
            {
                "subject": "Střep v salátu, obsluha bez zájmu",
                "dish": "salátu",
                "what_happened": (
                    "Při večeři v hotelové restauraci byl v salátu kousek skla. Obsluha talíř "
                    "odnesla se slovy „to se stává“ a nikdo další za námi nepřišel."
                ),
                "severity": "high",
                "talk": (
                    Said(
                        "associate",
                        "note",
                        ("Sklo je vážná věc. Salátový bar zavřen, zbytek vyhozen, hledá se, odkud střep je."),
                    ),
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dobrý den, {to}, omlouváme se a děkujeme, že jste to nenechali být. Je někdo z "
                            "vás zraněný? Salátový bar jsme zavřeli, dokud nezjistíme, odkud střep pochází."
                        ),
                    ),
                ),
                "escalation": Escalation("Sklo v jídle. Prosím převzít, může z toho být pojistná událost."),
            },
        ),
    ),
)

IN_THE_SHOP: tuple[Complaint, ...] = (
    Complaint(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Niegrzeczna obsługa przy {place}",
        what_happened=(
            "Zapytała o {question}. Usłyszała: „Przecież jest napisane”, po czym osoba z "
            "obsługi odwróciła się i rozmawiała dalej przez telefon. Świadkiem była inna "
            "klientka."
        ),
        wanted="Żeby ktoś z tą osobą porozmawiał. Pieniędzy nie chce.",
        options=("Rozmowa z kierownikiem teraz", "Pisemna odpowiedź w ciągu tygodnia"),
        chosen=1,
        about="staff",
        cause="rude",
        severity="medium",
        about_colleague=True,
        words={
            "place": "kasie numer 3",
            "question": "cenę obrusu, na którym nie było metki",
            "Answer": "Cena obrusu sprawdzona od razu.",
        },
        talk=(
            Said("associate", "visit", "Przeproszono klientkę, zapisano przebieg i godzinę. {Answer}"),
            Said(
                "associate", "note", "Sprawę przekazuję kierownikowi, bez dostępu dla osoby, której dotyczy."
            ),
        ),
        resolution=Resolution(
            "as_asked",
            (
                "Przeprosiliśmy. Kierownik rozmawiał z osobą z obsługi, a telefony prywatne przy "
                "kasach są już schowane."
            ),
        ),
        again=(
            {
                "place": "stoisku z obuwiem",
                "question": "mniejszy rozmiar kozaków z wystawy",
                "Answer": "Mniejszy rozmiar znalazł się w magazynie, klientka go kupiła.",
                "resolution": Resolution(
                    "as_asked",
                    ("Przeprosiliśmy i znaleźliśmy właściwy rozmiar. Kierownik rozmawiał z obsługą stoiska."),
                ),
            },
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="email",
        told_by="man",
        subject="Reklamacja {goods} odrzucona jednym zdaniem",
        what_happened=(
            "Po {after} {fault}. Złożyłem reklamację i po dwóch tygodniach dostałem "
            "odpowiedź: „uszkodzenie mechaniczne, odmowa”. Żadnego uzasadnienia, żadnej "
            "opinii rzeczoznawcy."
        ),
        wanted="Rzetelnego rozpatrzenia i naprawy albo zwrotu pieniędzy.",
        options=("Ponowne sprawdzenie przez rzeczoznawcę, do 14 dni", "Naprawa na koszt sklepu"),
        chosen=0,
        about="product",
        cause="not_resolved",
        severity="medium",
        words={
            "goods": "butów",
            "after": "sześciu tygodniach",
            "fault": "od lewego buta odkleiła się podeszwa",
        },
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, ma Pan rację, taka odpowiedź to za mało. Sprawę otwieramy na "
                    "nowo i wysyłamy towar do rzeczoznawcy na nasz koszt."
                ),
            ),
            Said("customer", "reply", "Dziękuję. Czekam na opinię na piśmie."),
            Said(
                "associate",
                "note",
                "W pierwszej reklamacji nie ma zdjęć ani opinii. Kto ją zamknął, nie wiadomo.",
            ),
        ),
        escalation=Escalation(
            ("Odmowa bez uzasadnienia nie utrzyma się, gdyby klient poszedł do rzecznika konsumentów."),
            ("Zgadzam się, uznajemy reklamację. Zwrot ceny, jeśli naprawa potrwa dłużej niż dwa tygodnie."),
        ),
        resolution=Resolution(
            "as_asked",
            ("Reklamację uznaliśmy po opinii rzeczoznawcy. Towar zostanie naprawiony na nasz koszt."),
        ),
        again=(
            {"goods": "plecaka", "after": "trzech miesiącach", "fault": "urwała się szelka razem ze szwem"},
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="woman",
        subject="{minutes} minut w kolejce do punktu obsługi",
        what_happened=(
            "Czekała {minutes} minut z małym dzieckiem, czynne było jedno stanowisko z trzech. {detail}"
        ),
        wanted="Żeby w godzinach szczytu było więcej osób.",
        about="waiting",
        cause="waiting",
        severity="low",
        words={"minutes": "35", "detail": "W tym czasie dwie osoby z obsługi układały towar obok."},
        talk=(
            Said(
                "associate",
                "call",
                (
                    "Przeproszono. Wyjaśniono, że dwie osoby zachorowały, a po południu wzywamy "
                    "kogoś z działu."
                ),
            ),
        ),
        resolution=Resolution(
            "explained",
            (
                "Wyjaśniliśmy, skąd wzięła się kolejka. Przy więcej niż sześciu osobach "
                "otwieramy drugie stanowisko."
            ),
        ),
        again=(
            {
                "minutes": "50",
                "detail": "Numerki skończyły się w połowie i nikt nie wiedział, czyja teraz kolej.",
            },
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="web",
        subject="{food} po terminie w dziale spożywczym",
        what_happened=(
            "W domu okazało się, że {food_was} {age} po terminie. Na półce stały jeszcze inne z tą samą datą."
        ),
        wanted="Zwrotu pieniędzy i przejrzenia półki.",
        options=("Zwrot i bon 20 zł", "Wymiana na świeży produkt"),
        chosen=0,
        about="food",
        cause="not_right_first_time",
        severity="medium",
        words={"food": "Jogurt", "food_was": "jogurt był", "age": "pięć dni", "price": "4,79 zł"},
        talk=(
            Said(
                "associate",
                "note",
                "Półka przejrzana, zdjęto jedenaście sztuk. Kierownik działu powiadomiony.",
            ),
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, przepraszamy. Zwrot {price} i bon na 20 zł czekają w punkcie "
                    "obsługi, wystarczy podać nazwisko."
                ),
            ),
        ),
        resolution=Resolution(
            "as_asked",
            ("Zwróciliśmy {price}, dodaliśmy bon na 20 zł, a półkę przejrzeliśmy jeszcze tego samego dnia."),
        ),
        again=(
            {
                "food": "Wędlina",
                "food_was": "paczkowana szynka była",
                "age": "tydzień",
                "price": "12,99 zł",
                "severity": "high",
            },
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="letter",
        told_by="man",
        subject="Winda od miesiąca nieczynna",
        what_happened=(
            "Szanowni Państwo, chodzę o lasce i kupuję u Was od trzydziestu lat. Od miesiąca "
            "winda nie działa, a dział męski jest na drugim piętrze. Kartka „przepraszamy” "
            "nie wystarczy."
        ),
        wanted="Odpowiedzi, kiedy winda ruszy, i jakiegoś wyjścia do tego czasu.",
        options=("Towar przyniesiemy na parter po telefonie", "Wjazd windą towarową z pracownikiem"),
        chosen=0,
        about="other",
        cause="not_resolved",
        severity="medium",
        talk=(
            Said(
                "associate",
                "note",
                ("Część do windy ma dotrzeć w przyszłym tygodniu. Zadzwonić, klient nie używa e-maila."),
            ),
            Said(
                "associate",
                "call",
                (
                    "Wyjaśniono, na co czekamy. Ustalono, że przyniesiemy koszule i spodnie do "
                    "wyboru na parter."
                ),
            ),
        ),
        resolution=Resolution(
            "alternative",
            ("Do czasu naprawy windy przynosimy wybrany towar na parter. O uruchomieniu windy zadzwonimy."),
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Na paragonie {extra}, o które nikt nie prosił",
        what_happened=(
            "Na paragonie znalazł pozycję „{extra}” za {amount}. Przy kasie nikt o to nie "
            "pytał i niczego takiego nie dostał."
        ),
        wanted="Oddania {amount} i przeprosin.",
        about="billing",
        cause="overcharged",
        severity="low",
        words={"extra": "dwie torby papierowe", "amount": "3,00 zł"},
        talk=(
            Said("associate", "visit", "Paragon sprawdzony, pozycja skorygowana, pieniądze oddane z kasy."),
        ),
        resolution=Resolution("as_asked", "Oddaliśmy {amount} gotówką i przeprosiliśmy."),
        again=(
            {
                "subject": "Doliczone pakowanie na prezent",
                "extra": "pakowanie na prezent",
                "amount": "9,90 zł",
            },
        ),
    ),
    Complaint(
        language="en",
        site="wisla",
        channel="email",
        subject="Laughed at for my Polish",
        what_happened=(
            "I tried to ask for {thing} in Polish. The person at the counter repeated my "
            "words to a colleague and they both laughed. I switched to English and was told "
            "“here we speak Polish”. I have lived in Kraków for two years and never met this."
        ),
        wanted="I want the manager to know. An apology would be nice.",
        options=("A call from the manager", "A written apology"),
        chosen=1,
        about="staff",
        cause="unprofessional",
        severity="high",
        about_colleague=True,
        words={"thing": "a children’s thermometer"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, thank you for telling us. This should not have happened. The manager "
                    "has your letter and will write to you personally."
                ),
            ),
            Said("associate", "note", "Kierownik rozmawia z obiema osobami jutro przed otwarciem."),
        ),
        escalation=Escalation(
            ("List opisuje wyśmiewanie przy ladzie. Tu potrzebna odpowiedź kierownika, nie moja."),
            "Odpisuję dziś osobiście. Rozmowa z zespołem jutro rano.",
        ),
        again=(
            {
                "subject": "Told to “learn Polish first”",
                "thing": "a refund form",
                "what_happened": (
                    "I asked for a refund form in English. The answer was “learn Polish first”, loud "
                    "enough for the whole queue. Another customer helped me in the end."
                ),
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dear {to}, I am sorry. The form exists in English and lies at the counter; you "
                            "should have been given one. The manager is looking into what was said."
                        ),
                    ),
                    Said(
                        "customer",
                        "reply",
                        "Thank you. The form arrived with your letter, that is all I needed.",
                    ),
                ),
                "escalation": None,
                "resolution": Resolution(
                    "as_asked",
                    ("We apologised, sent the form in English and spoke with the people at the counter."),
                ),
            },
        ),
    ),
    Complaint(
        language="pl",
        site="wisla",
        channel="email",
        told_by="woman",
        subject="Dostawa do domu: {thing} w kawałkach",
        what_happened=(
            "Zamówiłam dostawę do domu. Karton był cały, ale {thing} w środku {damage}. "
            "Kurier nie chciał poczekać na sprawdzenie."
        ),
        wanted="Nowego egzemplarza, najlepiej jeszcze w tym tygodniu.",
        options=("Nowy egzemplarz w 3 dni robocze", "Zwrot pieniędzy na kartę"),
        chosen=0,
        about="product",
        cause="damaged",
        severity="medium",
        words={"thing": "klosz lampy", "damage": "pękł na pół"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, przepraszamy. Nowy egzemplarz wysyłamy jutro, uszkodzony "
                    "kurier zabierze przy okazji. Proszę tylko o zdjęcie."
                ),
            ),
            Said("customer", "reply", "Zdjęcie w załączniku. Dziękuję za szybką odpowiedź."),
        ),
        again=(
            {
                "thing": "serwis do kawy",
                "damage": "miał trzy stłuczone filiżanki",
                "wanted": "Trzech filiżanek albo częściowego zwrotu.",
                "options": ("Trzy filiżanki w 3 dni robocze", "Zwrot 90 zł na kartę"),
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dzień dobry, {to}, przepraszamy. Trzy filiżanki z tej samej serii są w "
                            "magazynie, wysyłamy je jutro i tym razem w dwóch kartonach."
                        ),
                    ),
                ),
                "resolution": Resolution(
                    "as_asked", "Dosłaliśmy trzy filiżanki. Reszta serwisu zostaje u Pani."
                ),
            },
        ),
    ),
)

ON_THE_LINE: tuple[Complaint, ...] = (
    Complaint(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="Kurýr nedorazil už potřetí",
        what_happened=(
            "Čeká na {goods}. Třikrát si vzal volno, třikrát přišla zpráva „adresát "
            "nezastižen“, přitom byl celý den doma."
        ),
        wanted="Zásilku zítra, nebo peníze zpátky.",
        options=(
            "Doručení zítra s telefonickým oznámením",
            "Vyzvednutí na výdejně ještě dnes",
            "Zrušení a vrácení peněz",
        ),
        chosen=0,
        about="waiting",
        cause="not_resolved",
        severity="high",
        words={"goods": "pračku"},
        talk=(
            Said(
                "associate",
                "call",
                "Dopravce potvrdil zítřejší dopolední jízdu, řidič zavolá půl hodiny předem.",
            ),
            Said(
                "associate", "note", "V adrese chybělo číslo vchodu. Doplněno, předáno dopravci i e-mailem."
            ),
            Said("customer", "call", "Zítra jsem doma do dvou. Jestli nepřijedou, chci peníze zpátky."),
        ),
        escalation=Escalation(
            "Třetí marný závoz. Zákazník chce záruku, že to bylo naposledy.",
            "Zítřejší jízdu hlídám osobně. Když nevyjde, vracíme peníze týž den.",
        ),
        resolution=Resolution(
            "as_asked", ("Zásilka byla doručena následující den dopoledne. Za čekání jsme vrátili poštovné.")
        ),
        again=({"subject": "Skříň slíbená třikrát, doručená ani jednou", "goods": "šatní skříň"},),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Na lince mi položili telefon",
        what_happened=(
            "Volala kvůli {matter}. Po otázce, proč to trvá, řekl hlas na lince: „Já za to "
            "nemůžu,“ a hovor přerušil."
        ),
        wanted="Aby jí někdo konečně odpověděl.",
        about="staff",
        cause="rude",
        severity="medium",
        about_colleague=True,
        words={"matter": "faktuře na firmu", "answer": "opravenou fakturu posíláme e-mailem ještě dnes"},
        talk=(
            Said("associate", "call", "Omluva za přerušený hovor. K věci: {answer}."),
            Said("associate", "note", "Nahrávka potvrzuje, že hovor ukončila naše strana. Předáno vedoucí."),
        ),
        resolution=Resolution("as_asked", "Za přerušený hovor se omlouváme. K vaší věci: {answer}."),
        again=(
            {
                "subject": "Operátor zavěsil uprostřed hovoru",
                "matter": "chybějícímu šroubu u postele",
                "answer": "šrouby posíláme dnes obyčejnou poštou",
            },
        ),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="email",
        subject="Rozbitá {piece} v soupravě, podruhé",
        what_happened=(
            "Dobrý den, přišla nám souprava nádobí a v ní rozbitá {piece}. Náhradní souprava "
            "přišla včera: znovu rozbitá, tentokrát i s krabicí. Fotografie přikládáme."
        ),
        wanted="Jednu celou {piece_acc}, ne třetí soupravu.",
        options=("Jeden kus v bublinkové fólii, zdarma", "Sleva 20 % a soupravu si necháte"),
        chosen=0,
        about="product",
        cause="damaged",
        severity="medium",
        words={"piece": "mísa", "piece_acc": "mísu"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, omlouváme se, dvakrát je opravdu moc. Jeden kus posíláme "
                    "zvlášť a dobře zabalený, krabici od výrobce jsme kvůli tomu reklamovali."
                ),
            ),
            Said("customer", "reply", "Děkujeme, tentokrát dorazilo všechno v pořádku."),
        ),
        resolution=Resolution(
            "as_asked", "Poslali jsme jeden celý kus a obě rozbité soupravy vám zůstávají."
        ),
        again=({"piece": "konvice", "piece_acc": "konvici"},),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="web",
        told_by="man",
        subject="Doprava měla být zdarma, účtována byla",
        what_happened=(
            "Na webu stálo „doprava zdarma nad 1 500 Kč“. Nakoupil jsem za {total} a přesto "
            "je na faktuře {shipping} za dopravu."
        ),
        wanted="Vrátit {shipping} na účet.",
        about="billing",
        cause="overcharged",
        severity="low",
        words={"total": "1 748 Kč", "shipping": "129 Kč"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, máte pravdu, sleva na dopravu se nezapočítala kvůli chybě v "
                    "košíku. {shipping} vracíme na kartu, ze které jste platil."
                ),
            ),
        ),
        resolution=Resolution("as_asked", "Poštovné {shipping} jsme vrátili na kartu."),
        again=(
            {
                "subject": "Poštovné navíc, ačkoli jsem přes limit",
                "total": "1 515 Kč",
                "shipping": "149 Kč",
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dobrý den, {to}, na objednávku se vztahoval i slevový kód za 100 Kč, po jeho "
                            "odečtení vychází 1 415 Kč. To je pod hranicí 1 500 Kč, proto se doprava "
                            "počítala."
                        ),
                    ),
                    Said("customer", "reply", "Aha. To mohlo být napsané u košíku."),
                ),
                "resolution": Resolution(
                    "refused",
                    (
                        "Po odečtení slevového kódu byla objednávka pod hranicí pro dopravu zdarma, "
                        "poštovné proto vrátit nemůžeme."
                    ),
                ),
            },
        ),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Padesát minut v pořadí a pak nic",
        what_happened=(
            "Čekala padesát minut na lince, hlásilo jí to „jste třetí v pořadí“. Pak se "
            "hovor přerušil a musela začít znovu."
        ),
        wanted="Aby bylo možné nechat číslo a někdo se ozval.",
        options=("Zpětné volání ve zvolenou hodinu", "Vyřízení e-mailem"),
        chosen=0,
        about="waiting",
        cause="waiting",
        severity="medium",
        talk=(
            Said(
                "associate",
                "call",
                (
                    "Omluva. Vysvětleno, že dopoledne vypadla ústředna. Zpětné volání funguje po "
                    "stisku devítky."
                ),
            ),
            Said("associate", "note", "Výpadek ústředny je zapsaný, postižených bylo asi čtyřicet lidí."),
        ),
        resolution=Resolution(
            "explained",
            ("Hovory přerušil výpadek ústředny. Napříště stačí stisknout devítku a zavoláme zpátky."),
        ),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="email",
        subject="Slíbili zavolat a nikdo se neozval",
        what_happened=(
            "Před {ago} mi na lince slíbili, že se do druhého dne ozvou kvůli {matter}. "
            "Neozval se nikdo. Na e-mail přišla jen automatická odpověď."
        ),
        wanted="Odpověď, ne další slib.",
        about="staff",
        cause="not_resolved",
        severity="medium",
        words={
            "ago": "týdnem",
            "matter": "opravě mixéru",
            "answer": "mixér je opravený a zítra odchází kurýrem",
        },
        talk=(
            Said(
                "associate",
                "reply",
                "Dobrý den, {to}, omlouváme se, slib jsme nedodrželi. Odpověď zní: {answer}.",
            ),
            Said("customer", "reply", "Díky. Příště mi to prosím napište dřív, než se budu ptát."),
        ),
        resolution=Resolution("as_asked", "Omluvili jsme se za nedodržený slib a dali odpověď: {answer}."),
        again=(
            {
                "subject": "Už deset dní čekám na slíbený hovor",
                "ago": "deseti dny",
                "matter": "chybějícím dvířkům ke skříňce",
                "answer": "dvířka jsou na skladě a posíláme je dnes",
            },
        ),
    ),
    Complaint(
        language="en",
        site="morava",
        channel="phone",
        subject="Manual for the {thing} only in Czech",
        what_happened=(
            "The {thing} came with instructions in Czech only. The web page promised "
            "English. The customer does not want to guess about {worry}."
        ),
        wanted="An English manual, on paper or as a file.",
        options=("A PDF by e-mail today", "A printed copy by post"),
        chosen=0,
        about="product",
        cause="not_right_first_time",
        severity="low",
        words={"thing": "pressure cooker", "worry": "the safety valve"},
        talk=(
            Said(
                "associate",
                "note",
                "Anglický návod má dovozce, vyžádáno. Na webu je opravdu uvedena angličtina.",
            ),
            Said("associate", "call", "Promised the PDF by this evening and apologised for the wrong page."),
        ),
        resolution=Resolution(
            "as_asked", "The English manual is in your mailbox. The web page has been corrected."
        ),
        again=({"thing": "heat pump dryer", "worry": "the first start"},),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="letter",
        told_by="woman",
        subject="Po telefonu mi objednali {thing}, nechtěla jsem to",
        what_happened=(
            "Vážení, jsem starší člověk a volala jsem jen kvůli ceně. Člověk na lince mluvil "
            "rychle a za tři dny mi přišlo {thing} na dobírku za {amount}. Nic jsem "
            "neobjednala."
        ),
        wanted="Zásilku poslat zpátky na vaše náklady a písemnou omluvu.",
        options=("Svoz kurýrem zdarma a vrácení dobírky složenkou",),
        chosen=0,
        about="staff",
        cause="unprofessional",
        severity="high",
        about_colleague=True,
        words={"thing": "povlečení", "amount": "1 899 Kč"},
        talk=(
            Said(
                "associate", "note", "V nahrávce souhlas s objednávkou nezazněl. Kurýr objednán na pozítří."
            ),
            Said(
                "associate",
                "call",
                "Omluva, domluven svoz. Peníze přijdou poštovní poukázkou, účet paní nemá.",
            ),
        ),
        escalation=Escalation(
            ("Objednávka bez souhlasu. Prosím o poslech nahrávky a rozhodnutí o dalším postupu."),
            ("Nahrávka mluví jasně. Vracíme vše, posílám omluvný dopis a v týmu to řeším zítra."),
        ),
        resolution=Resolution(
            "as_asked", ("Zásilku jsme vyzvedli, {amount} vrátili poštovní poukázkou a omluvili se dopisem.")
        ),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="Vysavač je hlučnější, než slibovali",
        what_happened=(
            "Vysavač podle linky „tichý jako myš“ má doma hodně přes 80 decibelů. Zákazník "
            "prodávajícímu vyčítá, že si to vymyslel."
        ),
        wanted="Původně slevu, pak už jen přiznat, že to tak není.",
        about="product",
        cause="unprofessional",
        severity="low",
        talk=(
            Said(
                "associate",
                "call",
                ("Vysvětleno, že štítek uvádí 78 decibelů v režimu eko. V plném výkonu má zákazník pravdu."),
            ),
            Said("customer", "call", "Tak já ho budu pouštět v eku. Nechte to být, vracet ho nechci."),
        ),
        resolution=Resolution(
            "withdrawn", "Zákazník si vysavač nechává a stížnost vzal zpět. Popis na lince jsme upravili."
        ),
    ),
    Complaint(
        language="cs",
        site="morava",
        channel="web",
        subject="Reklamní zprávy i po odhlášení",
        what_happened=(
            "Odhlášení z reklamních {what} proběhlo už dvakrát, potvrzení o tom mám. Od té "
            "doby přišlo dalších {count}."
        ),
        wanted="Přestat. A písemně potvrdit, že je to konečné.",
        about="other",
        cause="not_resolved",
        severity="low",
        words={"what": "SMS", "count": "šest"},
        talk=(
            Said(
                "associate",
                "note",
                (
                    "Číslo i adresa jsou vedeny dvakrát, odhlásil se jen jeden záznam. Předáno "
                    "správci seznamu."
                ),
            ),
        ),
        again=({"subject": "Newsletter, který nejde odhlásit", "what": "e-mailů", "count": "devět"},),
    ),
)

COMPLAINTS: tuple[Complaint, ...] = AT_THE_HOTEL + IN_THE_SHOP + ON_THE_LINE
