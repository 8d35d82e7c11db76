"""Returns: mostly at the shop's returns desk, some sent back to the mail order of the call centre."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class Return(Case):
    """`price_paid` is for one piece; `bought_days_ago` counts back from the day the case was opened."""

    receipt: str
    item: str
    quantity: int = 1
    price_paid: str
    bought_days_ago: int
    reason: Literal["does_not_fit", "faulty", "not_as_described", "changed_mind", "wrong_item", "gift"]
    condition: Literal["unopened", "unworn", "used", "damaged"]
    refund_method: Literal["card", "cash", "transfer", "voucher", "exchange"]
    # What has a rule of its own, by the name it has there.
    group: str = ""

    def amounts(self) -> dict[str, Decimal]:
        price = Decimal(self.price_paid)
        return {"price_paid": price, "refund": price * self.quantity}


CLOTHES_AND_SHOES: tuple[Return, ...] = (
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Zwrot: {item}, za {fit}",
        what_happened=(
            "Kupiła dla {whom}, po przymiarce w domu: za {fit}. Ma paragon i metki, rzecz nienoszona."
        ),
        wanted="Zwrotu {refund} na kartę. Bonu nie chce.",
        options=("Zwrot na kartę, którą płaciła", "Wymiana na inny rozmiar, jest na półce"),
        chosen=0,
        receipt="W-104417",
        item="Kozaki skórzane",
        price_paid="449.00",
        bought_days_ago=18,
        reason="does_not_fit",
        condition="unworn",
        refund_method="card",
        words={"fit": "małe", "whom": "córki"},
        talk=(
            Said(
                "associate", "visit", "Sprawdzono stan i metki, wszystko w porządku. Zwrot {refund} na kartę."
            ),
        ),
        resolution=Resolution(
            "as_asked",
            ("Zwróciliśmy {refund} na kartę. Pieniądze będą na koncie w ciągu dwóch dni roboczych."),
        ),
        again=(
            {
                "receipt": "W-106230",
                "item": "Płaszcz wełniany",
                "price_paid": "699.00",
                "bought_days_ago": 9,
                "fit": "duży",
                "whom": "mamy",
                "chosen": 1,
                "refund_method": "exchange",
                "talk": (
                    Said(
                        "associate", "visit", "Mniejszy rozmiar był na zapleczu, klientka wzięła go od razu."
                    ),
                ),
                "resolution": Resolution(
                    "alternative", "Zamiast zwrotu wymieniliśmy płaszcz na mniejszy rozmiar."
                ),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Zwrot bez paragonu: {item}",
        what_happened=(
            "Paragon się zgubił. Płacił kartą, w aplikacji banku pokazał transakcję na "
            "{price_paid} sprzed {days} dni. Metki są na miejscu."
        ),
        wanted="Pieniędzy na kartę.",
        options=("Zwrot po odnalezieniu paragonu w systemie", "Bon na tę samą kwotę od razu"),
        chosen=0,
        receipt="W-101962",
        item="Sweter z wełny merino",
        price_paid="259.90",
        bought_days_ago=12,
        reason="changed_mind",
        condition="unworn",
        refund_method="card",
        words={"days": "dwunastu"},
        talk=(
            Said(
                "associate",
                "note",
                (
                    "Potwierdzenie z banku wystarcza jako dowód zakupu. Paragon znaleziony po kwocie "
                    "i czterech ostatnich cyfrach karty."
                ),
            ),
            Said("associate", "visit", "Wydrukowano duplikat, zwrot przyjęty."),
        ),
        resolution=Resolution(
            "as_asked", "Zakup potwierdziliśmy po transakcji kartą i zwróciliśmy {refund}."
        ),
        again=(
            {
                "receipt": "W-107741",
                "item": "Spodnie sztruksowe",
                "price_paid": "179.90",
                "bought_days_ago": 21,
                "days": "dwudziestu jeden",
                "chosen": 1,
                "refund_method": "voucher",
                "talk": (
                    Said(
                        "associate",
                        "note",
                        "W systemie są trzy zakupy na tę samą kwotę, nie wiadomo, który jest jego.",
                    ),
                    Said("customer", "visit", "Dobrze, wezmę bon, i tak tu kupuję."),
                ),
                "resolution": Resolution(
                    "alternative", "Zakupu nie dało się jednoznacznie odnaleźć, wydaliśmy bon na {refund}."
                ),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Zwrot po terminie: {item}",
        what_happened=(
            "Minęły {days}, termin to 30. Klientka {why}, dlatego nie mogła przyjść "
            "wcześniej. Rzecz nienoszona, z metką, paragon jest."
        ),
        wanted="Zwrotu {refund}, chociażby na bon.",
        options=("Bon na całą kwotę, za zgodą kierownika", "Wymiana na inny towar"),
        chosen=0,
        receipt="W-098204",
        item="Sukienka wizytowa",
        price_paid="329.00",
        bought_days_ago=34,
        reason="does_not_fit",
        condition="unworn",
        refund_method="voucher",
        words={"days": "34 dni", "why": "leżała w szpitalu"},
        talk=(
            Said("associate", "note", "Wypis ze szpitala widziany, kopii nie robiono. Sukienka jak nowa."),
        ),
        escalation=Escalation(
            "Termin przekroczony o cztery dni, powód wiarygodny, towar do sprzedaży.",
            "Zgoda na wyjątek, bon na całą kwotę.",
        ),
        resolution=Resolution(
            "alternative",
            ("Termin minął, ale w drodze wyjątku wydaliśmy bon na {refund}, ważny dwanaście miesięcy."),
        ),
        again=(
            {
                "receipt": "W-097655",
                "item": "Botki zamszowe",
                "price_paid": "379.00",
                "bought_days_ago": 37,
                "days": "37 dni",
                "why": "opiekowała się chorą mamą",
                "talk": (),
                "resolution": None,
                "escalation": Escalation(
                    "Siedem dni po terminie, botki nienoszone. Klientka czeka przy ladzie."
                ),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="{item}: ślady noszenia, chce zwrotu",
        what_happened="Twierdzi, że tylko przymierzył w domu. {trace}. Paragon jest, minęły {days} dni.",
        wanted="Zwrotu {refund} gotówką.",
        options=("Odmowa zwrotu, możliwa reklamacja wady", "Czyszczenie w zakładzie po naszej cenie"),
        chosen=None,
        receipt="W-103380",
        item="Półbuty garniturowe",
        price_paid="399.00",
        bought_days_ago=16,
        reason="changed_mind",
        condition="used",
        refund_method="cash",
        words={"trace": "Podeszwy są porysowane, na pięcie jest zagniecenie", "days": "16"},
        talk=(
            Said(
                "associate",
                "visit",
                "Wyjaśniono różnicę między zwrotem a reklamacją i pokazano punkt regulaminu.",
            ),
            Said("customer", "visit", "Rozumiem, ale uważam, że to przesada. Zostawiam to tak."),
        ),
        resolution=Resolution(
            "refused",
            (
                "Zwrotu nie przyjęliśmy, bo towar był noszony (regulamin zwrotów, punkt 4). "
                "Reklamacja wady jest nadal możliwa."
            ),
        ),
        again=(
            {
                "receipt": "W-105574",
                "item": "Garnitur dwurzędowy",
                "price_paid": "899.00",
                "bought_days_ago": 8,
                "trace": "W kieszeni było zaproszenie na wesele, a kołnierz pachnie wodą kolońską",
                "days": "8",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        "Pokazano klientowi zaproszenie z kieszeni i punkt regulaminu. Rozmowa spokojna.",
                    ),
                    Said("customer", "visit", "No dobrze, przynajmniej spróbowałem."),
                ),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="web",
        told_by="woman",
        subject="Przyszła zła {what}: {item}",
        what_happened="Zamówiłam przez stronę {ordered}, a w paczce była {got}. Metki nie odrywałam.",
        wanted="Wymiany na właściwą, bez płacenia za przesyłkę.",
        options=("Kurier odbierze i od razu przywiezie właściwą", "Wymiana w sklepie w Krakowie"),
        chosen=0,
        receipt="W-110027",
        item="Bluzka lniana",
        price_paid="139.90",
        bought_days_ago=6,
        reason="wrong_item",
        condition="unworn",
        refund_method="exchange",
        words={"what": "rzecz", "ordered": "białą w rozmiarze 40", "got": "kremowa w rozmiarze 36"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, przepraszamy za pomyłkę. Kurier przyjedzie jutro, odbierze "
                    "paczkę i zostawi właściwą. Nic Pani nie płaci."
                ),
            ),
            Said("customer", "reply", "Świetnie, jutro jestem w domu do czternastej."),
            Said("associate", "note", "W magazynie dwie półki mają zamienione etykiety. Zgłoszono."),
        ),
        resolution=Resolution("as_asked", "Kurier doręczył właściwą rzecz i odebrał tę pomyłkową."),
        again=(
            {
                "receipt": "W-110344",
                "item": "Spódnica plisowana",
                "price_paid": "199.90",
                "bought_days_ago": 4,
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dzień dobry, {to}, bardzo przepraszamy. Długa jest ostatnia w tym rozmiarze, "
                            "odłożyliśmy ją dla Pani i wysyłamy dziś."
                        ),
                    ),
                    Said("customer", "reply", "Dotarła, pasuje. Krótką oddałam kurierowi."),
                ),
                "what": "długość",
                "ordered": "długą do kostek",
                "got": "krótka, do kolan",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        subject="Nietrafiony prezent: {item}",
        what_happened=(
            "Prezent urodzinowy, {problem}. Jest paragon prezentowy bez ceny, opakowanie "
            "otwarte, rzecz nieużywana."
        ),
        wanted="Bonu, żeby wybrać coś innego.",
        options=("Bon na kwotę z paragonu", "Wymiana od ręki"),
        chosen=0,
        receipt="W-109118",
        item="Szalik kaszmirowy",
        price_paid="219.00",
        bought_days_ago=11,
        reason="gift",
        condition="unworn",
        refund_method="voucher",
        words={"problem": "kolor zupełnie nie pasuje"},
        talk=(
            Said(
                "associate",
                "visit",
                "Bon wydany. Cena nie została podana, zgodnie z zasadą paragonu prezentowego.",
            ),
        ),
        resolution=Resolution("as_asked", "Wydaliśmy bon na wartość prezentu, ważny dwanaście miesięcy."),
        again=(
            {
                "receipt": "W-109520",
                "item": "Torebka skórzana",
                "price_paid": "349.00",
                "bought_days_ago": 14,
                "problem": "obdarowana osoba ma już taką samą",
            },
        ),
    ),
    Return(
        language="en",
        site="wisla",
        channel="in_person",
        subject="{item}: too {fit}, bought on a visit",
        what_happened=(
            "Bought {days} days ago with a foreign card. The size is too {fit}; labels and "
            "receipt are there. Flying home tomorrow."
        ),
        wanted="The money back on the same card.",
        options=("Refund to the card, in złoty", "The right size from the shelf"),
        chosen=0,
        receipt="W-107006",
        item="Linen jacket",
        price_paid="429.00",
        bought_days_ago=3,
        reason="does_not_fit",
        condition="unworn",
        refund_method="card",
        words={"fit": "tight", "days": "three"},
        talk=(
            Said(
                "associate",
                "visit",
                (
                    "Refund of {refund} to the card. Explained that the bank sets the exchange rate "
                    "on the way back."
                ),
            ),
        ),
        resolution=Resolution(
            "as_asked", "{refund} was returned to your card. It may take up to five days to show."
        ),
        again=(
            {
                "receipt": "W-107393",
                "item": "Hiking boots",
                "price_paid": "559.00",
                "bought_days_ago": 6,
                "fit": "narrow",
                "days": "six",
                "chosen": 1,
                "refund_method": "exchange",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        "A wider pair was found in the stockroom and tried on at the desk.",
                    ),
                ),
                "resolution": Resolution("alternative", "Exchanged for a wider pair of the same boots."),
            },
        ),
    ),
    Return(
        language="en",
        site="wisla",
        channel="email",
        subject="{item}: {problem}",
        what_happened=(
            "I bought this {days} days ago. {story} I have kept the receipt, a photo is attached."
        ),
        wanted="A refund, please. A repair would take too long.",
        options=("Refund as a recognised fault", "Repair within 14 days"),
        chosen=0,
        receipt="W-102588",
        item="Winter parka",
        price_paid="599.00",
        bought_days_ago=41,
        reason="faulty",
        condition="damaged",
        refund_method="transfer",
        words={
            "problem": "the zip broke after six weeks",
            "days": "41",
            "story": "The main zip lost two teeth this week and the coat cannot be closed.",
        },
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, a broken zip is a fault and not a matter of the 30 days. Please "
                    "bring the coat in or let our courier pick it up, and send us your account "
                    "number."
                ),
            ),
            Said("customer", "reply", "I will bring it this week. Thank you for not arguing."),
            Said("associate", "note", "To reklamacja, nie zwrot. Czekamy na towar i numer konta."),
        ),
        again=(
            {
                "receipt": "W-102914",
                "item": "Leather gloves",
                "price_paid": "149.00",
                "bought_days_ago": 45,
                "problem": "the seam opened",
                "days": "45",
                "story": "The seam between two fingers opened the second time I wore them.",
                "talk": (),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="woman",
        subject="Pytanie o zwrot: {item}, paragon u siostry",
        what_happened=(
            "Nie mieszka w Krakowie, rzecz kupiła siostra. Pyta, czy może odesłać pocztą i "
            "na jakie konto przyjdą pieniądze."
        ),
        wanted="Zwrotu {refund} przelewem na swoje konto.",
        options=("Przesyłka na koszt klientki, przelew w 5 dni", "Zwrot w sklepie przez siostrę"),
        chosen=0,
        receipt="W-106671",
        item="Piżama bawełniana",
        quantity=2,
        price_paid="99.90",
        bought_days_ago=10,
        reason="does_not_fit",
        condition="unworn",
        refund_method="transfer",
        talk=(
            Said("associate", "call", "Podano adres i co włożyć do paczki: paragon, numer konta, nazwisko."),
            Said("associate", "note", "Czekamy na paczkę. Po kontroli przelew {refund}."),
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Zerwana plomba higieniczna: {item}",
        what_happened=(
            "Plomba higieniczna jest zerwana, klientka mówi, że tak było już przy zakupie. "
            "Paragon sprzed {days} dni."
        ),
        wanted="Zwrotu {refund}.",
        options=("Odmowa ze względów higienicznych", "Bon na połowę kwoty, za zgodą kierownika"),
        chosen=1,
        receipt="W-108093",
        item="Kostium kąpielowy",
        group="Bielizna i stroje kąpielowe",
        price_paid="169.00",
        bought_days_ago=7,
        reason="does_not_fit",
        condition="used",
        refund_method="voucher",
        words={"days": "siedmiu"},
        talk=(
            Said(
                "associate",
                "note",
                (
                    "Nie da się ustalić, kiedy zerwano plombę. Na stojaku wisiały jeszcze dwa takie "
                    "bez plomby."
                ),
            ),
        ),
        escalation=Escalation(
            ("Regulamin mówi nie, ale na stojaku wisiały sztuki bez plomby. Proponuję bon na połowę."),
            "W porządku, bon 84,50 zł. Te dwie sztuki proszę zdjąć ze sprzedaży.",
        ),
        resolution=Resolution("goodwill_only", "Zwrotu nie mogliśmy przyjąć, wydaliśmy bon na 84,50 zł."),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="letter",
        told_by="man",
        subject="Zwrot przesłany pocztą: {item}",
        what_happened=(
            "W paczce był list: „Zwracam, bo krój jest inny niż w katalogu. Proszę o "
            "przelew, konto na odwrocie.” Rzecz czysta, z metką."
        ),
        wanted="Przelewu {refund}.",
        receipt="W-105129",
        item="Koszula flanelowa",
        price_paid="129.90",
        bought_days_ago=19,
        reason="not_as_described",
        condition="unworn",
        refund_method="transfer",
        talk=(
            Said(
                "associate", "note", "Numer konta nieczytelny w dwóch miejscach. Zadzwonić przed przelewem."
            ),
            Said("associate", "call", "Numer konta potwierdzony przez telefon, przelew zlecony."),
        ),
        resolution=Resolution("as_asked", "Przelaliśmy {refund} na podane konto."),
        again=(
            {
                "receipt": "W-105736",
                "item": "Kapelusz filcowy",
                "price_paid": "159.00",
                "bought_days_ago": 13,
                "talk": (
                    Said(
                        "associate",
                        "note",
                        "Kapelusz na stronie rzeczywiście wygląda na szary. Przelew bez uwag.",
                    ),
                ),
                "what_happened": (
                    "W paczce był list: „Na zdjęciu kapelusz był szary, przyszedł brązowy. Odsyłam, "
                    "konto podaję na odwrocie.” Rzecz czysta, z metką."
                ),
            },
        ),
    ),
)

FOR_THE_HOME: tuple[Return, ...] = (
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="{item}: {fault}",
        what_happened="Używany {use}. {Detail} Paragon i karton są.",
        wanted="Nowego egzemplarza albo pieniędzy, byle dzisiaj.",
        options=("Wymiana na nowy od ręki", "Zwrot pieniędzy na kartę"),
        chosen=0,
        receipt="W-100846",
        item="Czajnik elektryczny",
        price_paid="159.00",
        bought_days_ago=8,
        reason="faulty",
        condition="used",
        refund_method="exchange",
        words={
            "fault": "cieknie po tygodniu",
            "use": "tydzień",
            "Detail": "Woda zbiera się pod podstawką, przy ladzie też ciekło.",
        },
        talk=(
            Said(
                "associate",
                "visit",
                (
                    "Sprawdzono przy kliencie, wada potwierdzona. Wydano nowy, numer seryjny wpisany "
                    "na paragonie."
                ),
            ),
        ),
        resolution=Resolution("as_asked", "Wymieniliśmy towar na nowy od ręki."),
        again=(
            {
                "receipt": "W-101355",
                "item": "Toster",
                "price_paid": "119.00",
                "bought_days_ago": 15,
                "fault": "nie wyrzuca grzanek",
                "use": "dwa tygodnie",
                "Detail": "Dźwignia nie odskakuje, pieczywo się przypala.",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        (
                            "Próba z kromką przy ladzie: nie wyskakuje. Wydano nowy, sprawdzony przed "
                            "zapakowaniem."
                        ),
                    ),
                ),
            },
            {
                "receipt": "W-101790",
                "item": "Mikser ręczny",
                "price_paid": "209.00",
                "bought_days_ago": 22,
                "fault": "dymi na najwyższych obrotach",
                "use": "trzy tygodnie",
                "Detail": "Po minucie czuć spaleniznę, próbę powtórzono na zapleczu.",
                "chosen": 1,
                "refund_method": "card",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        (
                            "Drugi egzemplarz z półki dymi tak samo. Zwrot {refund} na kartę, serię zdjęto z "
                            "półki."
                        ),
                    ),
                ),
                "resolution": Resolution(
                    "as_asked", "Zwróciliśmy {refund} na kartę, a całą serię wycofaliśmy z półki."
                ),
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="email",
        told_by="woman",
        subject="{item}: na stronie {promised}",
        what_happened=(
            "Zgodnie z opisem na stronie miało być {promised}, a jest {real}. Rozpakowałam "
            "tylko po to, żeby to sprawdzić."
        ),
        wanted="Zwrotu {refund} i kosztu odesłania.",
        options=("Zwrot z etykietą kurierską na nasz koszt", "Rabat 25% i rzecz zostaje"),
        chosen=0,
        receipt="W-111208",
        item="Komplet pościeli 160 × 200 cm",
        price_paid="189.00",
        bought_days_ago=5,
        reason="not_as_described",
        condition="unworn",
        refund_method="transfer",
        words={"promised": "sto procent bawełny", "real": "mieszanka z poliestrem"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, ma Pani rację, opis był błędny. Etykieta dla kuriera jest w "
                    "załączniku, pieniądze zwrócimy w dniu odbioru paczki."
                ),
            ),
            Said("associate", "note", "Opis na stronie poprawiony, sprawdzić pozostałe z tej serii."),
            Said("customer", "reply", "Paczka nadana dziś rano."),
        ),
        resolution=Resolution(
            "as_asked",
            ("Zwróciliśmy {refund}, odesłanie było na nasz koszt, a opis na stronie jest poprawiony."),
        ),
        again=(
            {
                "receipt": "W-111571",
                "item": "Zasłony zaciemniające",
                "price_paid": "249.00",
                "quantity": 2,
                "bought_days_ago": 9,
                "promised": "pełne zaciemnienie",
                "real": "zwykła tkanina, przez którą widać latarnię",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Zwrot {count}: {item}",
        what_happened="Kupiła za dużo na {event}, opakowania nieotwarte, paragon jest.",
        wanted="Zwrotu {refund} gotówką, tak jak płaciła.",
        receipt="W-104902",
        item="Kieliszki do wina, 6 szt.",
        quantity=3,
        price_paid="79.90",
        bought_days_ago=4,
        reason="changed_mind",
        condition="unopened",
        refund_method="cash",
        words={"count": "trzech kompletów", "event": "komunię"},
        talk=(Said("associate", "visit", "Opakowania sprawdzone, gotówka {refund} wypłacona z kasy."),),
        resolution=Resolution("as_asked", "Zwróciliśmy {refund} gotówką."),
        again=(
            {
                "receipt": "W-105018",
                "item": "Obrus plamoodporny",
                "quantity": 2,
                "price_paid": "129.00",
                "bought_days_ago": 6,
                "count": "dwóch obrusów",
                "event": "rodzinny zjazd",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="{item}: pudełko otwarte, chce pieniędzy",
        what_happened="Otworzyła w domu, {why}. Brakuje {missing}.",
        wanted="Pełnego zwrotu {refund}.",
        options=("Zwrot pomniejszony o brakującą część", "Zwrot całości po doniesieniu brakującej części"),
        chosen=1,
        receipt="W-108450",
        item="Puzzle 2000 elementów",
        price_paid="89.90",
        bought_days_ago=13,
        reason="changed_mind",
        condition="used",
        refund_method="card",
        words={"why": "wnuczka ma już takie same", "missing": "plakatu z obrazkiem"},
        talk=(Said("associate", "visit", "Ustalono, że klientka poszuka w domu i przyjdzie jeszcze raz."),),
        again=(
            {
                "receipt": "W-108777",
                "item": "Robot kuchenny",
                "price_paid": "649.00",
                "bought_days_ago": 17,
                "why": "stwierdziła, że zajmuje za dużo miejsca",
                "missing": "końcówki do ciasta",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="man",
        subject="{item}: chce odwołać zwrot",
        what_happened="Wczoraj zostawił w punkcie zwrotów. Dziś dzwoni, że żona jednak chce zatrzymać.",
        wanted="Żeby odłożyć towar i nie robić zwrotu.",
        receipt="W-109964",
        item="Lampa stojąca",
        price_paid="299.00",
        bought_days_ago=20,
        reason="changed_mind",
        condition="unworn",
        refund_method="card",
        talk=(
            Said("associate", "call", "Towar jeszcze na zapleczu, odłożony z nazwiskiem do końca tygodnia."),
        ),
        resolution=Resolution("withdrawn", "Zwrot został wycofany, towar czeka w punkcie obsługi."),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        subject="{item}: wycofana partia",
        what_happened="W wiadomościach było o wycofaniu tej partii. {detail} Paragonu już nie ma.",
        wanted="Pieniędzy i informacji, czy to groźne.",
        options=("Zwrot gotówką bez paragonu, zgodnie z komunikatem producenta",),
        chosen=0,
        receipt="brak (wycofana partia)",
        item="Ładowarka USB",
        price_paid="69.90",
        bought_days_ago=52,
        reason="faulty",
        condition="used",
        refund_method="cash",
        words={"detail": "Numer seryjny się zgadza, obudowa lekko stopiona."},
        talk=(
            Said(
                "associate", "visit", "Wydano komunikat producenta, towar zabezpieczony w metalowej skrzynce."
            ),
        ),
        resolution=Resolution(
            "as_asked", "Zwróciliśmy {refund} gotówką i przekazaliśmy komunikat producenta."
        ),
        again=(
            {
                "item": "Krzesełko dziecięce",
                "price_paid": "229.00",
                "bought_days_ago": 64,
                "detail": "To ten sam model co w komunikacie, pas jest naderwany.",
                "receipt": "brak (wycofany model)",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        (
                            "Numer modelu porównany z komunikatem, krzesełko oznaczone i odstawione na "
                            "zaplecze."
                        ),
                    ),
                ),
            },
        ),
    ),
    Return(
        language="en",
        site="wisla",
        channel="phone",
        subject="{item}: wrong {what} in the box",
        what_happened=(
            "The box says {label}, inside was {inside}. The flat is being furnished this "
            "week, so there is a bit of a hurry."
        ),
        wanted="The right one, delivered.",
        options=("Exchange by courier in two days", "Pick-up at the shop today"),
        chosen=1,
        receipt="W-110812",
        item="Curtain rail 200 cm",
        price_paid="119.00",
        bought_days_ago=2,
        reason="wrong_item",
        condition="unworn",
        refund_method="exchange",
        words={"what": "size", "label": "200 cm", "inside": "a rail of 140 cm"},
        talk=(
            Said("associate", "call", "Put one aside at the courtesy counter until closing time."),
            Said("customer", "visit", "Came with the old one, took the right one."),
        ),
        resolution=Resolution("as_asked", "Exchanged at the counter for the right one."),
        again=(
            {
                "receipt": "W-110990",
                "item": "Ceiling lamp, brass",
                "price_paid": "339.00",
                "bought_days_ago": 3,
                "what": "colour",
                "label": "brass",
                "inside": "a chrome lamp",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="web",
        subject="Zwrot kupionego online: {item}",
        what_happened="Formularz zwrotu wypełniony na stronie: „{words_of}”. {state}.",
        wanted="Zwrotu {refund} na konto.",
        receipt="W-111844",
        item="Zestaw garnków, 5 szt.",
        price_paid="479.00",
        bought_days_ago=10,
        reason="changed_mind",
        condition="unopened",
        refund_method="transfer",
        words={"words_of": "Dostaliśmy podobny od rodziny, szkoda trzymać dwa", "state": "Towar nieotwarty"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, zwrot przyjęty. Etykieta dla kuriera jest w załączniku, "
                    "pieniądze przelejemy po sprawdzeniu paczki."
                ),
            ),
        ),
        again=(
            {
                "receipt": "W-112071",
                "item": "Dywan 120 × 170 cm",
                "price_paid": "359.00",
                "bought_days_ago": 12,
                "words_of": "W naszym świetle jest zielony, a miał być szary",
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dzień dobry, {to}, kolor na zdjęciu faktycznie wprowadza w błąd. Kurier "
                            "odbierze dywan, proszę tylko podać dogodny dzień."
                        ),
                    ),
                ),
                "state": "Rozwinięty raz, bez śladów używania",
                "condition": "unworn",
                "reason": "not_as_described",
            },
        ),
    ),
    Return(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="{item}: przeskakuje na drugiej stronie",
        what_happened=(
            "Płyta przeskakuje w tym samym miejscu na dwóch gramofonach. Drugi egzemplarz z "
            "tej samej dostawy, ten sam kłopot."
        ),
        wanted="Pieniędzy, trzeciej próby nie chce.",
        options=("Zwrot na kartę", "Bon o dziesięć procent wyższy"),
        chosen=0,
        receipt="W-103817",
        item="Płyta winylowa",
        price_paid="129.00",
        bought_days_ago=2,
        reason="faulty",
        condition="used",
        refund_method="card",
        talk=(
            Said("associate", "visit", "Odsłuchano na stoisku, słychać przeskok. Zwrot {refund} na kartę."),
            Said("associate", "note", "Cała dostawa do sprawdzenia, dostawca powiadomiony."),
        ),
        resolution=Resolution("as_asked", "Zwróciliśmy {refund} na kartę. Resztę dostawy zdjęliśmy z półki."),
    ),
)

BY_MAIL_ORDER: tuple[Return, ...] = (
    Return(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Vrácení do 14 dnů: {item}",
        what_happened=(
            "Objednala po telefonu, zboží přišlo před {days} dny. {why} Krabice je otevřená, nic nechybí."
        ),
        wanted="Peníze na účet a poradit, jak to poslat.",
        options=("Odeslat na adresu skladu, peníze po kontrole", "Svoz kurýrem za 99 Kč"),
        chosen=1,
        receipt="M-2048817",
        item="Parní mop",
        price_paid="2190.00",
        bought_days_ago=9,
        reason="changed_mind",
        condition="unworn",
        refund_method="transfer",
        words={"days": "devíti", "why": "Doma zjistila, že ho na plovoucí podlahu použít nesmí."},
        talk=(
            Said("associate", "call", "Svoz domluven na pozítří mezi osmou a dvanáctou. Číslo účtu zapsáno."),
            Said("associate", "note", "Po příjmu na sklad poslat {refund} převodem, minus 99 Kč za svoz."),
        ),
        again=(
            {
                "receipt": "M-2049530",
                "item": "Žehlicí prkno",
                "price_paid": "1290.00",
                "bought_days_ago": 6,
                "days": "šesti",
                "why": "Je vyšší, než si myslela, a nevejde se za dveře.",
            },
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="email",
        subject="{item}: {fault}, chceme peníze zpět",
        what_happened=(
            "Dobrý den, zboží jsme rozbalili a zjistili, že {detail}. Reklamovat a čekat "
            "měsíc se nám nechce, je to nové."
        ),
        wanted="Odstoupit od smlouvy a dostat {refund} na účet.",
        options=("Vrácení peněz po vyzvednutí kurýrem zdarma", "Výměna za nový kus do dvou dnů"),
        chosen=0,
        receipt="M-2051104",
        item="Kávovar na kapsle",
        price_paid="3490.00",
        bought_days_ago=4,
        reason="faulty",
        condition="damaged",
        refund_method="transfer",
        words={"fault": "teče už z krabice", "detail": "nádržka na vodu má prasklé dno"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, omlouváme se. Kurýr se ozve zítra, zboží prosím nechte v "
                    "původní krabici. Peníze posíláme hned po převzetí."
                ),
            ),
            Said("customer", "reply", "Kurýr byl, balík má. Děkujeme."),
        ),
        resolution=Resolution("as_asked", "Od smlouvy jste odstoupili, {refund} jsme poslali na váš účet."),
        again=(
            {
                "receipt": "M-2051872",
                "item": "Fritéza horkovzdušná",
                "price_paid": "2790.00",
                "bought_days_ago": 5,
                "fault": "nezapne se",
                "detail": "displej bliká a přístroj se po vteřině vypne",
            },
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="web",
        told_by="man",
        subject="Přišlo jiné zboží, než jsem objednal: {item}",
        what_happened="Objednal jsem {ordered}, v balíku {got}. Na faktuře je to správně.",
        wanted="Správné zboží, nevyplňovat u toho tři formuláře.",
        options=("Kurýr přiveze správné a špatné odveze",),
        chosen=0,
        receipt="M-2052266",
        item="Povlečení 140 × 220 cm, modré",
        price_paid="899.00",
        bought_days_ago=3,
        reason="wrong_item",
        condition="unopened",
        refund_method="exchange",
        words={"ordered": "modré povlečení", "got": "byl růžový ručník"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, žádné formuláře nejsou potřeba. Kurýr přijede pozítří se "
                    "správným zbožím a špatné si odveze."
                ),
            ),
            Said("associate", "note", "Záměna štítků na lince dvě, sklad ví."),
        ),
        resolution=Resolution("as_asked", "Kurýr přivezl správné zboží a chybné odvezl."),
        again=(
            {
                "receipt": "M-2052691",
                "item": "Sada nožů, 5 ks",
                "price_paid": "1690.00",
                "bought_days_ago": 2,
                "ordered": "sadu nožů",
                "got": "bylo struhadlo na sýr",
            },
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="Vrácení po lhůtě: {item}",
        what_happened="Lhůta 14 dnů skončila před {late}. {why} Zboží je nerozbalené.",
        wanted="Vrátit a dostat {refund}.",
        options=("Poukaz na celou částku", "Odmítnutí podle podmínek"),
        chosen=None,
        receipt="M-2044389",
        item="Ruční vysavač",
        price_paid="2490.00",
        bought_days_ago=20,
        reason="gift",
        condition="unopened",
        refund_method="voucher",
        words={"late": "šesti dny", "why": "Byl to dárek a předal se až teď."},
        talk=(
            Said("associate", "call", "Vysvětlena lhůta, žádost předána vedoucí, odpověď slíbena do zítřka."),
        ),
        escalation=Escalation("Šest dní po lhůtě, nerozbalený dárek. Navrhuji poukaz."),
        again=(
            {
                "receipt": "M-2042950",
                "item": "Kuchyňská váha",
                "price_paid": "690.00",
                "bought_days_ago": 31,
                "late": "sedmnácti dny",
                "why": "Balík ležel u sousedů a nikdo o něm nevěděl.",
                "escalation": Escalation(
                    ("Balík u sousedů není naše chyba, zákazník ale nakupuje roky. Poukaz, nebo odmítnout?"),
                    "Odmítnout vrácení, dát poukaz 200 Kč za věrnost.",
                ),
                "resolution": Resolution(
                    "goodwill_only",
                    (
                        "Vrácení po lhůtě nemůžeme přijmout. Jako poděkování za věrnost posíláme poukaz "
                        "na 200 Kč."
                    ),
                ),
            },
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="letter",
        told_by="woman",
        subject="Vrácené zboží bez dopisu: {item}",
        what_happened=(
            "Balík přišel na sklad jen s lístkem: „Nechci, je to moc těžké.“ Podle štítku "
            "patří zákaznici z Vysočiny."
        ),
        wanted="Zjevně vrátit peníze, potvrdit telefonem.",
        receipt="M-2050046",
        item="Litinový hrnec 5 l",
        price_paid="1590.00",
        bought_days_ago=11,
        reason="changed_mind",
        condition="unworn",
        refund_method="transfer",
        talk=(
            Said("associate", "call", "Zákaznice potvrdila, že chce peníze poštovní poukázkou, účet nemá."),
            Said("associate", "note", "Poukázku zadat na adresu z obálky, ne z objednávky."),
        ),
        resolution=Resolution("as_asked", "Peníze {refund} posíláme poštovní poukázkou na vaši adresu."),
    ),
    Return(
        language="en",
        site="morava",
        channel="email",
        subject="{item}: does not match the photo",
        what_happened="The photo shows {shown}. What arrived is {real}. It is still in its wrapping.",
        wanted="To send it back at your cost.",
        options=("Free courier, refund after the check", "Keep it for 20% less"),
        chosen=0,
        receipt="M-2053018",
        item="Wool blanket",
        price_paid="1490.00",
        bought_days_ago=7,
        reason="not_as_described",
        condition="unopened",
        refund_method="transfer",
        words={"shown": "a grey wool blanket", "real": "a beige one that feels like plastic"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, the courier will pick it up free of charge and {refund} will follow. "
                    "Would you send us a photo? We would like to correct the page."
                ),
            ),
            Said("customer", "reply", "Photo attached. Any morning is fine for the courier."),
        ),
        resolution=Resolution(
            "as_asked",
            ("The parcel was collected free of charge and {refund} is on its way to your account."),
        ),
        again=(
            {
                "receipt": "M-2053377",
                "item": "Floor lamp",
                "price_paid": "2290.00",
                "bought_days_ago": 8,
                "shown": "a lamp of 160 cm",
                "real": "one of 120 cm",
                "talk": (),
                "resolution": None,
            },
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="{item}: chybí {part}, chce to vrátit",
        what_happened="V krabici nebylo {part_gen}. Bez toho se to nedá složit a dílna doma není.",
        wanted="Buď díl do tří dnů, nebo vrátit všechno.",
        options=("Díl zítra kurýrem a sleva 150 Kč", "Vrácení celé objednávky"),
        chosen=0,
        receipt="M-2047125",
        item="Regál na boty",
        price_paid="990.00",
        bought_days_ago=5,
        reason="faulty",
        condition="unworn",
        refund_method="exchange",
        words={"part": "spojovací materiál", "part_gen": "spojovacího materiálu ani půl sáčku"},
        talk=(
            Said("associate", "call", "Díl odchází dnes, sleva 150 Kč vrácena na kartu."),
            Said("customer", "call", "Přišlo to, stojí to. Vracet nic nebudu."),
        ),
        resolution=Resolution(
            "alternative", "Poslali jsme chybějící díl a vrátili 150 Kč. Zboží vám zůstává."
        ),
    ),
    Return(
        language="cs",
        site="morava",
        channel="email",
        told_by="man",
        subject="{item}: rozbalená, jde ještě vrátit?",
        what_happened=(
            "Dobrý den, matraci jsem rozbalil a dvě noci na ní spal. Je na mě moc tvrdá. Na "
            "webu píšete, že rozbalenou nevezmete, kamarád tvrdí, že musíte."
        ),
        wanted="Jasnou odpověď, ano nebo ne, a kolik bych dostal zpátky.",
        options=("Vrácení se srážkou za použití", "Výměna za měkčí s doplatkem 600 Kč"),
        chosen=1,
        receipt="M-2054409",
        item="Matrace 90 × 200 cm",
        price_paid="5490.00",
        bought_days_ago=8,
        reason="changed_mind",
        condition="used",
        refund_method="exchange",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, kamarád má pravdu: matraci vrátit můžete i rozbalenou, jen "
                    "podle jejího stavu odečteme snížení hodnoty. Větu na webu opravujeme."
                ),
            ),
            Said("customer", "reply", "Děkuji za upřímnost. Vyměnil bych ji tedy za tu měkčí."),
            Said(
                "associate",
                "note",
                "Výměna objednána, doplatek 600 Kč na dobírku. Větu na webu předat právníkovi.",
            ),
        ),
        resolution=Resolution("alternative", "Matraci jsme vyměnili za měkčí s doplatkem 600 Kč."),
    ),
)

RETURNS: tuple[Return, ...] = CLOTHES_AND_SHOES + FOR_THE_HOME + BY_MAIL_ORDER
