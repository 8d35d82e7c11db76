"""Price corrections: the till, the bill or the invoice asked for more than was promised."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from demo.case import Case, Escalation, Resolution, Said


@dataclass(frozen=True, kw_only=True)
class PriceCorrection(Case):
    """Both prices are for one piece. `source` says where the lower one was promised."""

    receipt: str
    item: str
    agreed_price: str
    charged_price: str
    quantity: int = 1
    source: Literal["shelf_label", "advert", "agreement", "loyalty_price", "website"]

    def amounts(self) -> dict[str, Decimal]:
        agreed, charged = Decimal(self.agreed_price), Decimal(self.charged_price)
        return {
            "agreed_price": agreed,
            "charged_price": charged,
            "difference": (charged - agreed) * self.quantity,
        }


AT_THE_TILL: tuple[PriceCorrection, ...] = (
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Na półce {agreed_price}, przy kasie {charged_price}",
        what_happened=(
            "Na etykiecie była cena {agreed_price}, na paragonie jest {charged_price}. "
            "Klientka zrobiła zdjęcie półki."
        ),
        wanted="Zwrotu różnicy, {difference}.",
        options=("Różnica gotówką od razu", "Zwrot całego zakupu"),
        chosen=0,
        receipt="W-104231",
        item="Garnek emaliowany 3 l",
        agreed_price="89.90",
        charged_price="119.90",
        source="shelf_label",
        words={"reason": "Etykieta z poprzedniej promocji została na półce. Zdjęta, dział powiadomiony"},
        talk=(
            Said("associate", "visit", "Półka sprawdzona, klientka ma rację. Wypłacono {difference}."),
            Said("associate", "note", "{reason}."),
        ),
        resolution=Resolution(
            "as_asked", "Oddaliśmy różnicę {difference} gotówką, a etykietę na półce poprawiliśmy."
        ),
        again=(
            {
                "receipt": "W-104990",
                "item": "Ręcznik kąpielowy",
                "agreed_price": "39.90",
                "charged_price": "54.90",
                "quantity": 4,
                "reason": "Cena w systemie zmieniła się rano, etykieta dopiero po południu",
                "chosen": 0,
                "what_happened": (
                    "Wzięła cztery sztuki po {agreed_price}, kasa policzyła po {charged_price}. "
                    "Wróciła z paragonem jeszcze przed wyjściem ze sklepu."
                ),
            },
            {
                "subject": "Inna cena przy kasie: {item}",
                "receipt": "W-107122",
                "item": "Deska do krojenia",
                "agreed_price": "49.00",
                "charged_price": "64.90",
                "reason": "Etykieta sąsiedniego towaru wisiała o haczyk za daleko, przewieszona",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        (
                            "Etykieta należała do mniejszej deski, ale klient nie mógł tego wiedzieć. "
                            "Wypłacono {difference}."
                        ),
                    ),
                    Said("associate", "note", "{reason}."),
                ),
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Promocja „{promo}” nie naliczyła się",
        what_happened=(
            "W gazetce była promocja „{promo}”. Kasa policzyła każdą sztukę po "
            "{charged_price}. Gazetkę ma przy sobie."
        ),
        wanted="Ceny z gazetki, czyli {difference} z powrotem.",
        receipt="W-105871",
        item="Skarpety bawełniane",
        agreed_price="13.30",
        charged_price="19.95",
        quantity=3,
        source="advert",
        words={"promo": "3 w cenie 2"},
        talk=(
            Said(
                "associate",
                "visit",
                "Promocja ważna, kod nie był podpięty pod ten kolor. Różnica oddana na kartę.",
            ),
        ),
        resolution=Resolution(
            "as_asked", "Zwróciliśmy {difference} na kartę. Kod promocji działa już na wszystkie kolory."
        ),
        again=(
            {
                "receipt": "W-106018",
                "item": "Koszula biznesowa",
                "agreed_price": "111.75",
                "charged_price": "149.00",
                "quantity": 2,
                "promo": "druga sztuka za połowę",
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="email",
        told_by="woman",
        subject="Cena dla stałych klientów nie zadziałała: {item}",
        what_happened=(
            "Dzień dobry, pokazałam kartę w aplikacji, kasjerka ją zeskanowała, a mimo to "
            "zapłaciłam {charged_price} zamiast {agreed_price}. Zauważyłam dopiero w domu."
        ),
        wanted="Zwrotu {difference} na kartę.",
        options=("Zwrot na kartę po przesłaniu paragonu", "Punkty o wartości różnicy i dodatkowe 20 zł"),
        chosen=0,
        receipt="W-108640",
        item="Krem do rąk, zestaw",
        agreed_price="59.90",
        charged_price="79.90",
        source="loyalty_price",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, przepraszamy. Wystarczy numer paragonu, resztę znajdziemy. "
                    "Zwrot {difference} trafi na kartę w dwa dni."
                ),
            ),
            Said("customer", "reply", "Numer to {receipt}. Dziękuję."),
        ),
        resolution=Resolution("as_asked", "Zwróciliśmy {difference} na kartę, którą płacono."),
        again=(
            {
                "receipt": "W-109207",
                "item": "Perfumy 50 ml",
                "agreed_price": "249.00",
                "charged_price": "319.00",
                "chosen": 1,
                "talk": (
                    Said(
                        "associate",
                        "reply",
                        (
                            "Dzień dobry, {to}, przepraszamy. Karta została zeskanowana po zamknięciu "
                            "paragonu. Woli Pani zwrot na kartę czy punkty i dodatkowe 20 zł?"
                        ),
                    ),
                    Said("customer", "reply", "Poproszę punkty, i tak niedługo będę robić zakupy."),
                ),
                "resolution": Resolution(
                    "alternative", "Dopisaliśmy punkty o wartości {difference} i dodatkowe 20 zł."
                ),
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Towar z wystawy miał być tańszy: {item}",
        what_happened=(
            "Umówił się z działem, że skoro jest {flaw}, zapłaci {agreed_price}. Przy kasie "
            "policzono pełną cenę, osoby z działu już nie było."
        ),
        wanted="Oddania {difference}, tak jak się umówił.",
        options=("Zwrot po potwierdzeniu z działem", "Zwrot towaru"),
        chosen=0,
        receipt="W-102275",
        item="Komoda dębowa",
        agreed_price="1190.00",
        charged_price="1490.00",
        source="agreement",
        words={"flaw": "rysa na boku"},
        talk=(
            Said("associate", "note", "Na karcie towaru jest dopisek ołówkiem z ceną i parafą. Zgadza się."),
            Said("associate", "call", "Potwierdzono ustalenie, zwrot na kartę zlecony."),
        ),
        escalation=Escalation(
            "Różnica 300 zł, umowa tylko ustna i dopisek ołówkiem.",
            "Parafa jest nasza. Oddajemy, a takie rabaty od dziś wpisujemy do systemu.",
        ),
        resolution=Resolution("as_asked", "Ustalenie potwierdziliśmy i zwróciliśmy {difference}."),
        again=(
            {
                "receipt": "W-103048",
                "item": "Fotel uszak",
                "agreed_price": "799.00",
                "charged_price": "949.00",
                "flaw": "odbarwiony podłokietnik",
                "escalation": None,
                "resolution": None,
                "talk": (
                    Said(
                        "associate",
                        "note",
                        (
                            "Na karcie towaru nie ma żadnego dopisku. Osoba z działu wraca jutro, wtedy "
                            "zapytać."
                        ),
                    ),
                ),
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="phone",
        told_by="woman",
        subject="Na stronie taniej niż w sklepie: {item}",
        what_happened=(
            "Kupiła w sklepie za {charged_price}, wieczorem zobaczyła na naszej stronie "
            "{agreed_price}. Pyta, czemu sklep nie ma tej samej ceny."
        ),
        wanted="Różnicy {difference}.",
        options=("Bon na różnicę", "Zwrot i zakup przez stronę"),
        chosen=0,
        receipt="W-106389",
        item="Odkurzacz pionowy",
        agreed_price="749.00",
        charged_price="849.00",
        source="website",
        talk=(
            Said(
                "associate",
                "call",
                ("Wyjaśniono, że ceny internetowe obowiązują przy zakupie przez stronę. Zaproponowano bon."),
            ),
            Said("customer", "call", "No dobrze, niech będzie bon."),
        ),
        resolution=Resolution(
            "alternative", "Cena internetowa dotyczy zakupów na stronie. Wydaliśmy bon na {difference}."
        ),
        again=(
            {
                "receipt": "W-107950",
                "item": "Żelazko parowe",
                "agreed_price": "219.00",
                "charged_price": "259.00",
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="man",
        subject="Spór o cenę: {item}",
        what_happened=(
            "Pokazuje zdjęcie etykiety {agreed_price}. Na zdjęciu widać, że to etykieta "
            "{other}, tylko krzywo powieszona. Kasa policzyła {charged_price}."
        ),
        wanted="Ceny z etykiety albo rozmowy z kierownikiem.",
        options=("Zwrot towaru, pieniądze na kartę", "Rabat 10% za mylącą etykietę"),
        chosen=1,
        receipt="W-101477",
        item="Walizka kabinowa",
        agreed_price="249.00",
        charged_price="399.00",
        source="shelf_label",
        words={"other": "mniejszego modelu"},
        talk=(Said("associate", "visit", "Obejrzano półkę razem z klientem, etykieta rzeczywiście myląca."),),
        escalation=Escalation(
            "Klient ma częściowo rację, etykieta wisiała krzywo. Proponuję 10%.",
            "Zgoda na 10%. Etykiety w tym rzędzie do poprawy przed otwarciem.",
        ),
        resolution=Resolution(
            "goodwill_only",
            ("Cena {agreed_price} dotyczyła innego modelu. Za mylącą etykietę daliśmy 10% rabatu."),
        ),
    ),
    PriceCorrection(
        language="en",
        site="wisla",
        channel="in_person",
        subject="{item}: label said {agreed_price}",
        what_happened=(
            "The label on the shelf said {agreed_price}, the receipt says {charged_price}. "
            "The photo was taken {when}."
        ),
        wanted="The difference of {difference} back.",
        receipt="W-109881",
        item="Amber necklace",
        agreed_price="189.00",
        charged_price="229.00",
        source="shelf_label",
        words={"when": "before paying"},
        talk=(
            Said("associate", "visit", "Checked the shelf together. The label is from last month’s offer."),
        ),
        resolution=Resolution("as_asked", "{difference} paid back in cash, label removed."),
        again=(
            {
                "receipt": "W-110403",
                "item": "Hand-painted mug",
                "agreed_price": "39.00",
                "charged_price": "49.00",
                "quantity": 4,
                "when": "just now, it is still hanging there",
                "talk": (
                    Said(
                        "associate",
                        "visit",
                        "Four mugs, PLN 10 each. Paid back and the old label taken down.",
                    ),
                ),
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="web",
        subject="Kod rabatowy odrzucony, zapłacone {charged_price}",
        what_happened=(
            "Wiadomość od sklepu obiecywała {agreed_price} z kodem {code}. Koszyk przyjął "
            "kod, ale w potwierdzeniu jest {charged_price}."
        ),
        wanted="Obiecanej ceny.",
        receipt="W-111630",
        item="Szlafrok frotte",
        agreed_price="135.20",
        charged_price="169.00",
        source="advert",
        words={"code": "JESIEN20"},
        talk=(
            Said(
                "associate",
                "note",
                "Kod wygasł o północy, wiadomość wyszła dzień później. Po naszej stronie.",
            ),
        ),
        again=(
            {
                "receipt": "W-112344",
                "item": "Kołdra puchowa",
                "agreed_price": "479.20",
                "charged_price": "599.00",
                "code": "CIEPLO20",
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="in_person",
        told_by="woman",
        subject="Policzone cztery sztuki zamiast trzech: {item}",
        what_happened=("Kupiła trzy sztuki, na paragonie są cztery. Kasa zeskanowała jedną sztukę dwa razy."),
        wanted="Zwrotu {difference} za tę czwartą.",
        receipt="W-108268",
        item="Świeca zapachowa",
        agreed_price="0.00",
        charged_price="24.90",
        source="agreement",
        talk=(Said("associate", "visit", "Zawartość torby przeliczona, zwrot {difference}."),),
        resolution=Resolution("as_asked", "Oddaliśmy {difference} za sztukę policzoną dwa razy."),
    ),
    PriceCorrection(
        language="pl",
        site="wisla",
        channel="email",
        told_by="man",
        subject="Metka {sale}, zapłaciłem pełną cenę: {item}",
        what_happened=(
            "Na metce była czerwona naklejka „{sale}”, czyli {agreed_price}. Zapłaciłem "
            "{charged_price}, bo przy kasie był tłok i nie patrzyłem. Naklejka nadal jest na "
            "metce, przesyłam zdjęcie."
        ),
        wanted="Zwrotu {difference} na kartę.",
        receipt="W-110155",
        item="Marynarka lniana",
        agreed_price="249.50",
        charged_price="499.00",
        source="shelf_label",
        words={"sale": "−50%"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dzień dobry, {to}, dziękujemy za zdjęcie. Sprawdzamy, czy ten model był w "
                    "wyprzedaży, i odpowiemy do jutra do południa."
                ),
            ),
            Said(
                "associate",
                "note",
                (
                    "W systemie ceny nie obniżono, a naklejki są na całym stojaku. Zapytać "
                    "kierownika działu męskiego."
                ),
            ),
        ),
        again=(
            {
                "receipt": "W-110731",
                "item": "Półbuty zamszowe",
                "agreed_price": "279.30",
                "charged_price": "399.00",
                "sale": "−30%",
            },
        ),
    ),
)

ON_THE_INVOICE: tuple[PriceCorrection, ...] = (
    PriceCorrection(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Po telefonu {agreed_price}, na faktuře {charged_price}",
        what_happened=(
            "Operátor potvrdil cenu {agreed_price}. Na faktuře je {charged_price}. Zákaznice "
            "si cenu psala a ví i den a hodinu."
        ),
        wanted="Opravit fakturu a vrátit {difference}.",
        options=("Dobropis a peníze na účet", "Rozdíl jako sleva na příští nákup"),
        chosen=0,
        receipt="M-2046612",
        item="Kuchyňský robot",
        agreed_price="4990.00",
        charged_price="5690.00",
        source="agreement",
        talk=(
            Said("associate", "call", "Požádáno o den na ověření nahrávky, zpětné volání slíbeno do zítřka."),
            Said("associate", "note", "Nahrávka: cena {agreed_price} zazněla dvakrát."),
            Said("associate", "call", "Potvrzeno, dobropis vystaven, {difference} na účet."),
        ),
        resolution=Resolution("as_asked", "Vystavili jsme dobropis a vrátili {difference} na váš účet."),
        again=(
            {
                "subject": "Slíbená cena {agreed_price} neplatila: {item}",
                "receipt": "M-2046990",
                "item": "Sušička prádla",
                "agreed_price": "11990.00",
                "charged_price": "12990.00",
            },
            {
                "subject": "{item} dražší, než řekli do telefonu",
                "receipt": "M-2047733",
                "item": "Sada ručníků",
                "agreed_price": "799.00",
                "charged_price": "949.00",
                "quantity": 2,
                "chosen": None,
                "talk": (
                    Said(
                        "associate",
                        "note",
                        "V nahrávce je cena {agreed_price} za sadu čtyř kusů, objednaná je šestikusová.",
                    ),
                    Said(
                        "associate", "call", "Vysvětlen rozdíl mezi sadami, zákaznice si nahrávku vyslechla."
                    ),
                ),
                "resolution": Resolution(
                    "explained",
                    (
                        "Cena {agreed_price} platí pro sadu čtyř kusů, objednali jste šestikusovou. "
                        "Kdyby vám nevyhovovala, můžete ji do 14 dnů vrátit."
                    ),
                ),
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="email",
        subject="Na webu {agreed_price}, účtováno {charged_price}",
        what_happened=(
            "Dobrý den, v okamžiku objednávky stálo na webu {agreed_price} (snímek obrazovky "
            "přikládám). V potvrzení je {charged_price}. {Extra}"
        ),
        wanted="Cenu z webu.",
        options=("Vrátit rozdíl na kartu", "Zrušit objednávku bez poplatku"),
        chosen=0,
        receipt="M-2050781",
        item="Stolní lampa",
        agreed_price="1290.00",
        charged_price="1590.00",
        source="website",
        words={"Extra": "Prodejna v Brně přitom prodává za cenu z webu."},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, snímek jsme dostali a je průkazný. Rozdíl {difference} vracíme "
                    "na kartu dnes."
                ),
            ),
            Said(
                "associate",
                "note",
                "Web se aktualizuje o půlnoci, objednávkový systém až ráno. Nahlášeno správcům.",
            ),
        ),
        resolution=Resolution("as_asked", "Platí cena z webu. Rozdíl {difference} jsme vrátili na kartu."),
        again=(
            {
                "receipt": "M-2051255",
                "item": "Křeslo s podnožkou",
                "agreed_price": "6490.00",
                "charged_price": "7190.00",
                "Extra": "Když jsem se ptal na chatu, nikdo neodpověděl.",
                "told_by": "man",
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="web",
        told_by="man",
        subject="Sleva z letáku neuplatněna: {item}",
        what_happened=(
            "Leták s platností do konce měsíce uvádí {agreed_price}. Objednal jsem podle "
            "letáku a na faktuře je {charged_price}."
        ),
        wanted="Opravit podle letáku.",
        receipt="M-2049145",
        item="Gril na dřevěné uhlí",
        agreed_price="2490.00",
        charged_price="2990.00",
        source="advert",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, máte pravdu, leták platí. Opravenou fakturu najdete v příloze "
                    "a {difference} posíláme zpět."
                ),
            ),
        ),
        resolution=Resolution("as_asked", "Uplatnili jsme cenu z letáku a vrátili {difference}."),
        again=(
            {
                "receipt": "M-2052903",
                "item": "Pánev s mramorovým povrchem",
                "agreed_price": "599.00",
                "charged_price": "849.00",
                "quantity": 2,
                "resolution": None,
                "talk": (),
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="phone",
        told_by="man",
        subject="{item}: leták už neplatil",
        what_happened=(
            "Chce cenu {agreed_price} z letáku, ten ale skončil před {ago}. Faktura zní na "
            "{charged_price}. Zákazník trvá na tom, že leták přišel pozdě."
        ),
        wanted="Rozdíl {difference}.",
        options=("Vysvětlení a sleva 5 % na příští nákup", "Vrácení zboží do 14 dnů"),
        chosen=0,
        receipt="M-2045337",
        item="Zahradní hadice 30 m",
        agreed_price="990.00",
        charged_price="1190.00",
        source="advert",
        words={"ago": "třemi dny"},
        talk=(
            Said(
                "associate", "call", "Vysvětleno, kde je na letáku platnost. Nabídnuta sleva 5 % na příště."
            ),
            Said("customer", "call", "Tak jo. Ale dejte to datum větším písmem."),
        ),
        resolution=Resolution(
            "explained", "Leták platil do data uvedeného na první straně. Na příští nákup máte slevu 5 %."
        ),
        again=(
            {
                "receipt": "M-2048061",
                "item": "Matrace 160 × 200 cm",
                "agreed_price": "7990.00",
                "charged_price": "8990.00",
                "ago": "týdnem",
                "chosen": None,
                "talk": (
                    Said(
                        "associate",
                        "call",
                        (
                            "Vysvětlena platnost letáku, nabídnuto vrácení do 14 dnů. Zákazník slevu na "
                            "příště nechce."
                        ),
                    ),
                    Said("customer", "call", "Stejně si myslím, že jste ho poslali schválně pozdě."),
                ),
                "resolution": Resolution(
                    "refused",
                    (
                        "Leták platil do data uvedeného na první straně, cenu po jeho skončení přiznat "
                        "nemůžeme."
                    ),
                ),
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="email",
        told_by="woman",
        subject="Věrnostní cena se nezapočítala: {item}",
        what_happened=(
            "Jsem členkou klubu {years}. V košíku bylo {agreed_price}, z karty odešlo "
            "{charged_price}. Podruhé za {period}."
        ),
        wanted="Vrátit {difference} a opravit to natrvalo.",
        receipt="M-2053640",
        item="Elektrický gril",
        agreed_price="2190.00",
        charged_price="2490.00",
        source="loyalty_price",
        words={"years": "šest let", "period": "měsíc"},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, rozdíl {difference} už jde zpátky. Členství máme vedené na "
                    "starou adresu, proto se cena neuplatnila; spojujeme to."
                ),
            ),
            Said("customer", "reply", "Děkuji. Dám vědět, jestli to příště vyjde."),
        ),
        again=(
            {
                "receipt": "M-2054012",
                "item": "Lněné ubrousky, 6 ks",
                "agreed_price": "449.00",
                "charged_price": "549.00",
                "quantity": 2,
                "years": "od začátku",
                "period": "půl roku",
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="letter",
        told_by="woman",
        subject="Montáž měla být v ceně",
        what_happened=(
            "Vážení, při objednávce mi bylo řečeno, že montáž je v ceně. Montér si vzal "
            "{charged_price} na ruku a dal mi jen ruční účtenku."
        ),
        wanted="Vrátit {charged_price}.",
        options=("Poukázka na celou částku",),
        chosen=0,
        receipt="ruční účtenka 0187",
        item="Montáž šatní skříně",
        agreed_price="0.00",
        charged_price="750.00",
        source="agreement",
        talk=(
            Said(
                "associate",
                "note",
                (
                    "V objednávce je montáž opravdu v ceně. Montážní firma má vysvětlit, proč si "
                    "řekla o peníze."
                ),
            ),
            Said("associate", "call", "Omluva, peníze přijdou poštovní poukázkou do týdne."),
        ),
        escalation=Escalation(
            "Montér vybral peníze, které neměl. Jde mi o to, jestli to není častější.",
            "Vrátit hned. S montážní firmou mluvím zítra, prosím dohledat podobné případy.",
        ),
        resolution=Resolution(
            "as_asked", "Posíláme {difference} poštovní poukázkou a omlouváme se za postup montéra."
        ),
    ),
    PriceCorrection(
        language="en",
        site="morava",
        channel="web",
        subject="Charged {charged_price}, page said {agreed_price}",
        what_happened=(
            "The English page shows {agreed_price}, the Czech page {charged_price}. I "
            "ordered on the English one and was charged the Czech price. Screenshot attached."
        ),
        wanted="The price I ordered at.",
        receipt="M-2051490",
        item="Desk chair",
        agreed_price="3490.00",
        charged_price="3990.00",
        source="website",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, you ordered at {agreed_price}, so that is the price. {difference} is "
                    "going back to your card today."
                ),
            ),
            Said("associate", "note", "Anglická verze má starý ceník, celá kategorie. Nahlášeno."),
        ),
        resolution=Resolution(
            "as_asked", "{difference} was returned to your card; the English prices are being corrected."
        ),
        again=(
            {
                "receipt": "M-2051733",
                "item": "Set of storage boxes",
                "agreed_price": "790.00",
                "charged_price": "990.00",
                "quantity": 3,
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="phone",
        told_by="woman",
        subject="Rozdíl v ceně {difference}, neví proč",
        what_happened=(
            "Nerozumí, proč platila {charged_price} a sousedka {agreed_price} za totéž. Sousedka měla {why}."
        ),
        wanted="Vysvětlit, a když to jde, dorovnat.",
        receipt="M-2047508",
        item="Ložní souprava",
        agreed_price="1490.00",
        charged_price="1790.00",
        source="loyalty_price",
        words={"why": "klubovou cenu"},
        talk=(
            Said(
                "associate", "call", "Vysvětlena klubová cena. Zákaznice se přihlásila, od příště ji má také."
            ),
        ),
        resolution=Resolution(
            "explained", "Nižší cena platí pro členy klubu. Členství je zdarma a od dneška ho máte."
        ),
    ),
    PriceCorrection(
        language="cs",
        site="morava",
        channel="email",
        subject="Na faktuře navíc: {item}",
        what_happened=(
            "Dobrý den, na faktuře je „{item}“ za {charged_price}. Nic takového v objednávce nebylo, {proof}."
        ),
        wanted="Odečíst {difference} a poslat opravenou fakturu.",
        receipt="M-2054377",
        item="Prodloužená záruka",
        agreed_price="0.00",
        charged_price="690.00",
        source="agreement",
        words={"proof": "potvrzení přikládám"},
        talk=(
            Said(
                "associate",
                "note",
                ("Políčko bylo na webu předem zaškrtnuté, to být nesmí. Předáno správcům, fakturu opravit."),
            ),
        ),
        again=(
            {
                "receipt": "M-2054518",
                "item": "Pojištění zásilky",
                "charged_price": "59.00",
                "proof": "v košíku jsem všechny doplňky odmítl",
                "told_by": "man",
                "talk": (),
            },
        ),
    ),
)

ON_THE_HOTEL_BILL: tuple[PriceCorrection, ...] = (
    PriceCorrection(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="man",
        subject="Noc účtována za {charged_price}, potvrzeno {agreed_price}",
        what_happened=(
            "Na potvrzení rezervace stojí {agreed_price} za noc, na účtu {charged_price}. "
            "Pobyt {stay}. Potvrzení ukázal na telefonu."
        ),
        wanted="Cenu podle potvrzení.",
        options=("Oprava účtu před platbou", "Rozdíl na kartu po odjezdu"),
        chosen=0,
        receipt="účet 10482",
        item="Ubytování, dvoulůžkový pokoj",
        agreed_price="2890.00",
        charged_price="3200.00",
        quantity=3,
        source="agreement",
        words={"stay": "na tři noci"},
        talk=(
            Said(
                "associate",
                "visit",
                "Potvrzení porovnáno s rezervací, host má pravdu. Účet opraven o {difference}.",
            ),
            Said(
                "associate", "note", "Rezervace přišla přes portál, ceník se přepsal při změně počtu hostů."
            ),
        ),
        resolution=Resolution(
            "as_asked", "Účet jsme opravili podle potvrzení, rozdíl {difference} jsme odečetli."
        ),
        again=(
            {
                "receipt": "účet 10519",
                "item": "Ubytování, jednolůžkový pokoj",
                "agreed_price": "2290.00",
                "charged_price": "2600.00",
                "quantity": 2,
                "stay": "na dvě noci",
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="vltava",
        channel="email",
        told_by="woman",
        subject="Minibar na účtu: {item}",
        what_happened=(
            "Na účtu z minibaru je {item} po {charged_price}, minibar jsme neotevřeli. "
            "Poslali mi to až po odjezdu."
        ),
        wanted="Vrátit {difference} na kartu.",
        options=("Vrácení na kartu", "Poukaz na snídani při příštím pobytu"),
        chosen=0,
        receipt="účet 10377",
        item="2× víno 0,2 l",
        agreed_price="0.00",
        charged_price="180.00",
        quantity=2,
        source="agreement",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dobrý den, {to}, částku {difference} vracíme. Minibar se před vaším příjezdem "
                    "nedoplňoval a láhve chyběly už tehdy."
                ),
            ),
            Said("customer", "reply", "Děkuji za rychlé vyřízení."),
        ),
        resolution=Resolution("as_asked", "Položku z minibaru jsme zrušili a {difference} vrátili na kartu."),
        again=(
            {"receipt": "účet 10405", "item": "3× minerální voda", "charged_price": "60.00", "quantity": 3},
        ),
    ),
    PriceCorrection(
        language="en",
        site="vltava",
        channel="email",
        subject="Breakfast charged although it was in the rate",
        what_happened=(
            "My confirmation says breakfast is included. The bill has {quantity} breakfasts "
            "at {charged_price}. {Detail}"
        ),
        wanted="{difference} back on the card.",
        receipt="účet 10331",
        item="Breakfast",
        agreed_price="0.00",
        charged_price="390.00",
        quantity=4,
        source="agreement",
        words={"Detail": "The confirmation is attached."},
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, you are right. {difference} went back to your card this morning. I "
                    "am sorry for the trouble after such a short stay."
                ),
            ),
            Said(
                "associate",
                "note",
                "Balíček se snídaní se nepřenesl při změně pokoje. Druhý případ tento týden.",
            ),
        ),
        resolution=Resolution("as_asked", "{difference} for breakfast was returned to your card."),
        again=(
            {
                "receipt": "účet 10348",
                "subject": "Six breakfasts on the bill, all of them included",
                "quantity": 6,
                "Detail": "Three nights, two of us, every single morning is listed.",
            },
        ),
    ),
    PriceCorrection(
        language="en",
        site="vltava",
        channel="in_person",
        subject="Airport transfer: {agreed_price} agreed, {charged_price} charged",
        what_happened=(
            "The concierge wrote {agreed_price} on a card for the transfer. The bill says "
            "{charged_price}. The guest has the card."
        ),
        wanted="The price on the card.",
        options=("Correct the bill now", "Refund to the card later"),
        chosen=0,
        receipt="účet 10560",
        item="Airport transfer",
        agreed_price="890.00",
        charged_price="1190.00",
        source="agreement",
        talk=(
            Said(
                "associate",
                "note",
                ("{agreed_price} platí pro auto do tří osob, přijel mikrobus. Chyba je naše, ne hosta."),
            ),
        ),
        resolution=Resolution("as_asked", "The bill was corrected to {agreed_price} before you paid."),
        again=(
            {
                "subject": "Boat tour billed at {charged_price}",
                "receipt": "účet 10588",
                "item": "Evening boat tour",
                "agreed_price": "690.00",
                "charged_price": "850.00",
                "quantity": 2,
                "what_happened": (
                    "The concierge sold the boat tour for {agreed_price} each. The bill says "
                    "{charged_price}. The guests still have the leaflet with the price."
                ),
                "wanted": "The price on the leaflet.",
                "talk": (Said("associate", "note", "V letáku je loňská cena, prodali jsme ji ale sami."),),
                "escalation": Escalation(
                    "Leták je starý, cenu jsme ale slíbili. Rozdíl je za dva hosty, prosím o souhlas."
                ),
                "resolution": None,
            },
        ),
    ),
    PriceCorrection(
        language="pl",
        site="vltava",
        channel="in_person",
        subject="Parking: {charged_price} zamiast {agreed_price}",
        what_happened=(
            "Na stronie hotelu parking kosztuje {agreed_price} za dobę, na rachunku jest "
            "{charged_price}. Pobyt {stay}."
        ),
        wanted="Ceny ze strony internetowej.",
        options=("Korekta rachunku", "Zwrot na kartę"),
        chosen=0,
        receipt="účet 10493",
        item="Parking podziemny",
        agreed_price="550.00",
        charged_price="650.00",
        quantity=2,
        source="website",
        words={"stay": "trwał dwie doby"},
        talk=(
            Said(
                "associate",
                "visit",
                (
                    "Strona sprawdzona razem z gościem, polska wersja ma starą cenę. Rachunek "
                    "poprawiony o {difference}."
                ),
            ),
            Said("associate", "note", "Polská stránka má loňský ceník parkování, předáno do marketingu."),
        ),
        resolution=Resolution("as_asked", "Rachunek poprawiono o {difference}, zgodnie z ceną na stronie."),
        again=(
            {
                "receipt": "účet 10502",
                "subject": "Opłata za parking inna niż na stronie hotelu",
                "quantity": 5,
                "stay": "trwał pięć dób",
            },
        ),
    ),
    PriceCorrection(
        language="cs",
        site="vltava",
        channel="phone",
        told_by="man",
        subject="Dětská postýlka měla být zdarma",
        what_happened=(
            "Při rezervaci slíbeno zdarma, na účtu {quantity}× {charged_price}. Zaplaceno "
            "kartou, host je už doma."
        ),
        wanted="Vrátit {difference}.",
        receipt="účet 10291",
        item="Dětská postýlka",
        agreed_price="0.00",
        charged_price="300.00",
        quantity=3,
        source="agreement",
        talk=(Said("associate", "call", "Slib je v poznámce rezervace. Vráceno na kartu, omluva."),),
        resolution=Resolution("as_asked", "Vrátili jsme {difference} na kartu, postýlka je opravdu zdarma."),
    ),
    PriceCorrection(
        language="cs",
        site="vltava",
        channel="in_person",
        told_by="woman",
        subject="Masáž z letáku na pokoji za {agreed_price}",
        what_happened=(
            "Leták na pokoji nabízí masáž za {agreed_price}, účtováno bylo {charged_price}. "
            "Leták má na zadní straně drobně „v pracovní dny do 15:00“. Paní byla v {hour}."
        ),
        wanted="Cenu z letáku.",
        options=("Vysvětlení podmínky", "Polovina rozdílu jako omluva za drobné písmo"),
        chosen=1,
        receipt="účet 10447",
        item="Masáž zad 50 minut",
        agreed_price="990.00",
        charged_price="1390.00",
        source="advert",
        words={"hour": "17:30"},
        talk=(Said("associate", "visit", "Podmínka ukázána, uznáno, že je snadné ji přehlédnout."),),
        escalation=Escalation(
            "Podmínka je v letáku, ale písmem velikosti mravence. Navrhuji polovinu rozdílu.",
            "Souhlas, 200 Kč. Leták necháme přetisknout.",
        ),
        resolution=Resolution(
            "goodwill_only", "Cena z letáku platila do 15:00. Za drobné písmo jsme odečetli 200 Kč."
        ),
    ),
    PriceCorrection(
        language="cs",
        site="vltava",
        channel="web",
        told_by="man",
        subject="Poplatek za zrušení {charged_price}, sjednáno bez poplatku",
        what_happened=(
            "Rezervaci jsem zrušil {before} před příjezdem. Podle potvrzení to mělo být bez "
            "poplatku, strhli jste {charged_price}."
        ),
        wanted="Vrátit celou částku.",
        receipt="účet 10263",
        item="Storno poplatek",
        agreed_price="0.00",
        charged_price="2600.00",
        source="agreement",
        words={"before": "čtyři dny"},
        talk=(
            Said(
                "associate",
                "note",
                ("Zrušení přišlo e-mailem v noci, zapsáno až ráno. Podle času doručení je v termínu."),
            ),
        ),
    ),
    PriceCorrection(
        language="en",
        site="vltava",
        channel="web",
        subject="Returning guest rate missing on the bill",
        what_happened=(
            "This was my fourth stay. Your letter promised returning guests {agreed_price} a "
            "night; I paid {charged_price} for two nights. I noticed on the train home."
        ),
        wanted="{difference} back, or taken off the next stay.",
        options=("Refund to the card", "The difference off the next stay, with a late check-out"),
        receipt="účet 10611",
        item="Superior double room",
        agreed_price="3690.00",
        charged_price="4100.00",
        quantity=2,
        source="loyalty_price",
        talk=(
            Said(
                "associate",
                "reply",
                (
                    "Dear {to}, thank you for coming back a fourth time. The rate was not applied "
                    "because the booking came through a portal. Which of the two would you prefer?"
                ),
            ),
        ),
    ),
)

PRICE_CORRECTIONS: tuple[PriceCorrection, ...] = AT_THE_TILL + ON_THE_INVOICE + ON_THE_HOTEL_BILL
