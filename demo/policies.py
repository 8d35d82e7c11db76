"""What the three houses have promised: nine policies in three languages, as their supervisors wrote them.

`bodies` and `titles` are by language. `sites` without an entry: every site; `kinds` likewise.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from demo.places import Language, SiteKey

Texts = Mapping[Language, tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Article:
    """One policy. `texts` are title and body; `before` is what held until the house changed its mind.

    `written_by` is the left side of an e-mail address.
    """

    name: str
    texts: Texts
    written_by: str
    sites: tuple[SiteKey, ...] = ()
    kinds: tuple[str, ...] = ()
    before: Texts = field(default_factory=dict)


RETURN_WINDOW = Article(
    name="Return window, shop",
    sites=("wisla",),
    kinds=("return",),
    written_by="marek",
    texts={
        "en": (
            "Returns in the shop: 30 days",
            """Anything but what is listed below comes back within **30 days of the purchase**, without \
a reason.

- With a receipt, an order number or the card it was paid with.
- Unworn and complete. A missing box is no reason to refuse.
- The money goes back **the way it was paid**: card to card, cash in cash. A voucher only if the \
customer asks for one.

## What does not come back

- Underwear, swimwear and earrings once the seal is broken
- Food, cut flowers, and anything made to measure
- Final sale, when the label said so

## Faulty goods

A fault is never a return. Log a **complaint**: the customer has two years, with or without the box.

> Day 31 to 45, unworn, with a receipt: offer a voucher for the full price. Beyond that ask Marek.""",
        ),
        "pl": (
            "Zwroty w sklepie: 30 dni",
            """Klient może oddać prawie wszystko w ciągu **30 dni od zakupu**, bez podawania przyczyny.

- Wystarczy paragon, numer zamówienia albo karta, którą płacił.
- Rzecz jest nienoszona i kompletna. Brak pudełka nie jest powodem odmowy.
- Pieniądze wracają **tą samą drogą**: z karty na kartę, gotówka w gotówce. Bon tylko wtedy, gdy klient \
sam o niego poprosi.

## Czego nie przyjmujemy

- bielizny, strojów kąpielowych i kolczyków po zerwaniu plomby,
- żywności, kwiatów ciętych i rzeczy szytych na miarę,
- towaru z ostatecznej wyprzedaży, jeśli było to napisane na metce.

## Towar wadliwy

Wada to nie zwrot, tylko **reklamacja**: klient ma na nią dwa lata, z pudełkiem czy bez.

> Od 31. do 45. dnia, rzecz nienoszona, z paragonem: proponujemy bon na pełną kwotę. Później decyduje \
Marek.""",
        ),
        "cs": (
            "Vrácení v prodejně: 30 dní",
            """Téměř všechno jde vrátit do **30 dnů od nákupu**, a to bez udání důvodu.

- Stačí účtenka, číslo objednávky nebo karta, kterou zákazník platil.
- Zboží je nenošené a kompletní. Chybějící krabice není důvod k odmítnutí.
- Peníze se vracejí **stejnou cestou**, jakou přišly: z karty na kartu, hotovost v hotovosti. Poukaz \
jen tehdy, když si o něj zákazník řekne sám.

## Co zpátky nebereme

- spodní prádlo, plavky a náušnice s porušenou plombou,
- potraviny, řezané květiny a věci na míru,
- konečný výprodej, pokud to stálo na visačce.

## Vadné zboží

Vada není vrácení, ale **reklamace**: zákazník na ni má dva roky, s krabicí i bez ní.

> Od 31. do 45. dne, nenošené a s účtenkou: nabídněte poukaz na celou částku. Potom rozhoduje Marek.""",
        ),
    },
    before={
        "en": (
            "Returns in the shop: 14 days",
            """Goods come back within **14 days of the purchase**, with a receipt and in the original box.

- The money goes back the way it was paid.
- Underwear, food and final sale do not come back.

A fault is never a return. Log a **complaint**.""",
        ),
        "pl": (
            "Zwroty w sklepie: 14 dni",
            """Towar można oddać w ciągu **14 dni od zakupu**, z paragonem i w oryginalnym opakowaniu.

- Pieniądze wracają tą samą drogą.
- Bielizny, żywności i towaru z ostatecznej wyprzedaży nie przyjmujemy.

Wada to nie zwrot, tylko **reklamacja**.""",
        ),
        "cs": (
            "Vrácení v prodejně: 14 dní",
            """Zboží lze vrátit do **14 dnů od nákupu**, s účtenkou a v původním obalu.

- Peníze se vracejí stejnou cestou, jakou přišly.
- Spodní prádlo, potraviny a konečný výprodej zpátky nebereme.

Vada není vrácení, ale **reklamace**.""",
        ),
    },
)

MAIL_ORDER = Article(
    name="Return window, mail order",
    sites=("morava",),
    kinds=("return",),
    written_by="hana.vesela",
    texts={
        "en": (
            "Sent back to the mail order: 14 days",
            """Whoever buys without seeing the goods may change their mind **within 14 days of \
receiving them**.

1. A letter, an e-mail or a phone call is enough. Log it with the day it came.
2. The parcel has to leave within another 14 days. The customer pays for it, unless we sent the wrong thing.
3. We send back the price **and the cheapest postage they could have chosen**, at the latest 14 days \
after they told us. We may wait until the parcel, or its receipt, is here.

If the goods show more than trying on, less may be sent back. Take photographs first, and ask Hana.""",
        ),
        "cs": (
            "Vrácení zboží ze zásilky: 14 dní",
            """Kdo kupuje bez možnosti si zboží prohlédnout, může si to **do 14 dnů od převzetí** rozmyslet.

1. Stačí dopis, e-mail nebo telefonát. Zapište ho i se dnem, kdy přišel.
2. Zásilku má zákazník odeslat do dalších 14 dnů. Poštovné platí on, ledaže jsme poslali něco jiného.
3. Vracíme cenu **a nejlevnější poštovné, které si mohl vybrat**, nejpozději 14 dnů poté, co nám to \
oznámil. Smíme počkat, až dorazí zboží nebo podací lístek.

Pokud je na zboží vidět víc než vyzkoušení, lze vrátit méně. Nejdřív ho vyfoťte a zeptejte se Hany.""",
        ),
        "pl": (
            "Zwrot zakupów z wysyłki: 14 dni",
            """Kto kupuje, nie widząc towaru, może się rozmyślić **w ciągu 14 dni od odbioru**.

1. Wystarczy list, e-mail albo telefon. Zapisz zgłoszenie razem z dniem, w którym przyszło.
2. Na odesłanie paczki klient ma kolejne 14 dni. Płaci za nią sam, chyba że wysłaliśmy nie to, co trzeba.
3. Oddajemy cenę **i koszt najtańszej przesyłki, jaką mógł wybrać**, najpóźniej 14 dni po zgłoszeniu. \
Możemy poczekać na paczkę albo dowód jej nadania.

Jeśli po towarze widać coś więcej niż przymierzenie, zwrot może być niższy. Najpierw zrób zdjęcia i \
zapytaj Hanę.""",
        ),
    },
)

PRICES = Article(
    name="Price match and wrong prices",
    sites=("wisla", "morava"),
    kinds=("price_correction",),
    written_by="petra",
    texts={
        "en": (
            "The lower price counts",
            """## Our own price

If the shelf, the leaflet and the till disagree, **the lowest of them counts**. Give back the \
difference at once, without a form. Then tell the floor which label is wrong.

An obvious slip, such as a fridge for the price of a kettle, does not bind us. Say so kindly and offer \
the real price.

## Somebody else’s price

| | |
|---|---|
| Same thing | same make, model, size and colour, in stock there today |
| Where | shops with a counter, and online shops that deliver here |
| How long | up to 14 days after the purchase, with the receipt |
| Not | auctions, outlets, second-hand, club prices |

Look it up yourself while the customer is there. Nobody has to bring a printout.""",
        ),
        "cs": (
            "Platí nižší cena",
            """## Naše vlastní cena

Když se liší regál, leták a pokladna, **platí ta nejnižší**. Rozdíl vraťte hned, bez formuláře. Pak \
dejte vědět na prodejnu, která cenovka je špatně.

Zjevný překlep, třeba lednička za cenu konvice, nás nezavazuje. Řekněte to vlídně a nabídněte skutečnou \
cenu.

## Cena odjinud

| | |
|---|---|
| Totéž zboží | stejná značka, model, velikost i barva, dnes tam skladem |
| Kde | kamenné prodejny a e-shopy, které sem doručují |
| Jak dlouho | do 14 dnů po nákupu, s účtenkou |
| Ne | aukce, outlety, bazary, klubové ceny |

Cenu si ověřte sami, dokud je zákazník u vás. Nikdo nemusí nosit výtisk.""",
        ),
        "pl": (
            "Liczy się niższa cena",
            """## Nasza własna cena

Gdy półka, gazetka i kasa pokazują co innego, **liczy się najniższa z cen**. Różnicę oddajemy od ręki, \
bez formularza. Potem daj znać na salę, która etykieta jest błędna.

Oczywista pomyłka, na przykład lodówka w cenie czajnika, nas nie wiąże. Powiedz to uprzejmie i \
zaproponuj prawdziwą cenę.

## Cena u kogoś innego

| | |
|---|---|
| To samo | ta sama marka, model, rozmiar i kolor, dziś tam dostępny |
| Gdzie | sklepy stacjonarne i internetowe, które tu dostarczają |
| Jak długo | do 14 dni po zakupie, z paragonem |
| Nie dotyczy | aukcji, outletów, rzeczy używanych, cen klubowych |

Sprawdź cenę samodzielnie, póki klient jest na miejscu. Nikt nie musi przynosić wydruku.""",
        ),
    },
)

ROOM_CHANGE = Article(
    name="Room change",
    sites=("vltava",),
    kinds=("room_change",),
    written_by="ivan",
    texts={
        "en": (
            "Moving a guest to another room",
            """**Our fault** (heating, water, noise from the building, dirt): the guest moves at once, \
to the same category or a better one. *The difference is ours.* Somebody carries the luggage.

**The guest’s wish:** with pleasure, when there is a room. They pay the difference for the nights that \
remain.

1. Ask what is wrong, and since when.
2. Show the new room before they pack.
3. Tell housekeeping and the bar: the old number stays on bills for hours.
4. Ring after an hour. Is it better there?

After 22:00 nobody is moved against their will. Offer breakfast or a late check-out, and the move in \
the morning.

No room left? Ivan decides about another hotel. Its price, and the taxi, are ours when the fault was.""",
        ),
        "cs": (
            "Přestěhování hosta do jiného pokoje",
            """**Chyba na naší straně** (topení, voda, hluk z budovy, špína): host se stěhuje hned, do \
stejné kategorie nebo lepší. *Rozdíl platíme my.* Zavazadla někdo odnese.

**Přání hosta:** rádi, když je volno. Za zbývající noci doplatí rozdíl.

1. Zeptejte se, co se děje a odkdy.
2. Ukažte nový pokoj dřív, než host začne balit.
3. Dejte vědět pokojským a do baru: staré číslo zůstává na účtech ještě hodiny.
4. Za hodinu zavolejte. Je to lepší?

Po 22. hodině se nikdo nestěhuje proti své vůli. Nabídněte snídani nebo pozdní odjezd a stěhování ráno.

Není kam? O jiném hotelu rozhoduje Ivan. Jeho cenu i taxi platíme, pokud byla chyba naše.""",
        ),
        "pl": (
            "Przeniesienie gościa do innego pokoju",
            """**Nasza wina** (ogrzewanie, woda, hałas z budynku, brud): gość przenosi się od razu, do \
tej samej kategorii albo lepszej. *Różnicę pokrywamy my.* Ktoś zanosi bagaże.

**Życzenie gościa:** chętnie, jeśli mamy wolny pokój. Za pozostałe noce gość dopłaca różnicę.

1. Zapytaj, co się dzieje i od kiedy.
2. Pokaż nowy pokój, zanim gość zacznie się pakować.
3. Uprzedź służbę pięter i bar: stary numer jeszcze przez kilka godzin pojawia się na rachunkach.
4. Zadzwoń po godzinie. Czy jest lepiej?

Po 22.00 nikogo nie przenosimy wbrew jego woli. Zaproponuj śniadanie albo późny wyjazd i przeprowadzkę rano.

Nie ma wolnych pokoi? O innym hotelu decyduje Ivan. Jego cenę i taksówkę pokrywamy, jeśli wina była \
nasza.""",
        ),
    },
)

DEPOSITS = Article(
    name="Refund of deposits",
    sites=("vltava",),
    kinds=("reservation", "bill_question", "room_change"),
    written_by="ivan",
    texts={
        "en": (
            "When a deposit goes back",
            """| Cancelled | We give back |
|---|--:|
| up to 7 days before | 100 % |
| 6 to 2 days before | 50 % |
| later, or no-show | 0 % |

- **Illness or a death in the family:** the whole deposit, at any time. A sentence from the guest is \
enough; ask for no papers.
- A cancelled train or flight: move the booking, free, within a year.
- Booked as *non-refundable*: see the two lines above, otherwise nothing.

Money goes back to the card it came from, within five working days. Say that to the guest: the bank \
takes most of them.

The deposit for keys and the minibar is released at check-out, or by noon of the next day.""",
        ),
        "cs": (
            "Kdy se vrací záloha",
            """| Zrušeno | Vracíme |
|---|--:|
| nejpozději 7 dní předem | 100 % |
| 6 až 2 dny předem | 50 % |
| později nebo bez příjezdu | 0 % |

- **Nemoc nebo úmrtí v rodině:** celá záloha, a to kdykoli. Stačí slovo hosta, žádné papíry nechtějte.
- Zrušený vlak nebo let: rezervaci zdarma přesuneme, do jednoho roku.
- Rezervace *bez možnosti storna*: platí předchozí dva body, jinak nic.

Peníze se vracejí na kartu, ze které přišly, do pěti pracovních dnů. Řekněte to hostovi: většinu té \
doby je má banka.

Kauci za klíče a minibar uvolňujeme při odjezdu, nejpozději do poledne následujícího dne.""",
        ),
        "pl": (
            "Kiedy oddajemy zaliczkę",
            """| Odwołanie | Oddajemy |
|---|--:|
| co najmniej 7 dni wcześniej | 100 % |
| od 6 do 2 dni wcześniej | 50 % |
| później albo bez przyjazdu | 0 % |

- **Choroba lub śmierć w rodzinie:** cała zaliczka, zawsze. Wystarczy słowo gościa, nie prosimy o dokumenty.
- Odwołany pociąg lub lot: przenosimy rezerwację bezpłatnie, w ciągu roku.
- Rezerwacja *bezzwrotna*: obowiązują dwa punkty powyżej, poza tym nic.

Pieniądze wracają na kartę, z której przyszły, w ciągu pięciu dni roboczych. Powiedz to gościowi: \
większość tego czasu zajmuje bankowi.

Kaucję za klucze i minibar zwalniamy przy wyjeździe, najpóźniej do południa następnego dnia.""",
        ),
    },
)

COMPLAINTS = Article(
    name="Handling complaints",
    kinds=("complaint",),
    written_by="petra",
    texts={
        "en": (
            "How we take a complaint",
            """1. **Listen to the end.** Write down their words, not yours.
2. Say you are sorry that it happened. That admits nothing and costs nothing.
3. Ask what they would like. It is often less than we would offer.
4. Explain the options, also the one you cannot give, and why.
5. Do it now, or say **who will do what by when**, and log the promise.

## By when

- First word: the same day
- Answer: within 14 days in Poland, 30 days in Czechia. That is the law; ours is two days.

## Never

- “You must have misunderstood”, “it is the system”, “that is not my department”
- A promise on behalf of somebody who does not know of it
- A complaint about yourself: hand it to your supervisor, who sees what you do not""",
        ),
        "cs": (
            "Jak přijímáme stížnost",
            """1. **Vyslechněte ji do konce.** Zapište slova zákazníka, ne svoje.
2. Řekněte, že vás to mrzí. Nic tím nepřiznáváte a nic to nestojí.
3. Zeptejte se, co by si přál. Často je to míň, než bychom nabídli.
4. Vysvětlete možnosti, i tu, kterou dát nemůžete, a proč.
5. Udělejte to hned, nebo řekněte, **kdo co udělá a dokdy**, a slib zapište.

## Dokdy

- První slovo: týž den
- Odpověď: v Česku do 30 dnů, v Polsku do 14. To je zákon; u nás platí dva dny.

## Nikdy

- „To jste asi špatně pochopil“, „to je systémem“, „to není moje oddělení“
- slib za někoho, kdo o něm neví
- stížnost na vás samotné: předejte ji vedoucímu, který vidí to, co vy ne""",
        ),
        "pl": (
            "Jak przyjmujemy skargę",
            """1. **Wysłuchaj do końca.** Zapisz słowa klienta, nie swoje.
2. Powiedz, że jest ci przykro. Do niczego się tym nie przyznajesz i nic to nie kosztuje.
3. Zapytaj, czego klient oczekuje. Często to mniej, niż sami byśmy zaproponowali.
4. Wyjaśnij możliwości, także tę, której nie możesz dać, i dlaczego.
5. Zrób to od razu albo powiedz, **kto, co i do kiedy zrobi**, i zapisz obietnicę.

## Do kiedy

- Pierwsze słowo: tego samego dnia
- Odpowiedź: w Polsce w ciągu 14 dni, w Czechach 30. Tak mówi prawo; u nas są to dwa dni.

## Nigdy

- „Pewnie źle pan zrozumiał”, „to wina systemu”, „to nie mój dział”
- obietnicy w imieniu kogoś, kto o niej nie wie
- skargi na siebie: oddaj ją przełożonemu, który widzi to, czego ty nie widzisz""",
        ),
    },
)

CONDUCT = Article(
    name="Abuse and threats",
    written_by="petra",
    texts={
        "en": (
            "Nobody has to take abuse",
            """Being angry is allowed, on either side of the counter. Shouting names, touching and \
threatening are not.

1. **Say it once, calmly:** “I want to help you. I cannot while you shout at me.”
2. If it goes on, end it: “I am going to get my supervisor.” Put the phone down after saying so.
3. Step back. A door or a desk between you is no rudeness.
4. **Danger: call security, or 112.** First you, then the goods. Let the thief go.

Log it the same day, with the words that were said. What you write may be read in court, so write what \
you heard and saw.

A supervisor may set a conduct notice on the customer. It has an end date, and the customer is told.""",
        ),
        "cs": (
            "Nikdo si nemusí nechat nadávat",
            """Zlobit se smí každý, na obou stranách pultu. Nadávat, sahat na druhé a vyhrožovat ne.

1. **Řekněte to jednou a v klidu:** „Chci vám pomoct. Když na mě křičíte, nejde to.“
2. Když to pokračuje, ukončete to: „Dojdu pro vedoucího.“ Telefon pak můžete položit.
3. Ustupte. Dveře nebo stůl mezi vámi nejsou nezdvořilost.
4. **Nebezpečí: volejte ostrahu nebo 112.** Nejdřív vy, potom zboží. Zloděje nechte jít.

Zapište to týž den, i se slovy, která padla. Váš zápis možná bude číst soud, pište proto, co jste \
slyšeli a viděli.

Vedoucí může u zákazníka zapsat upozornění na chování. Má konec platnosti a zákazník se o něm dozví.""",
        ),
        "pl": (
            "Nikt nie musi znosić obelg",
            """Złościć się wolno każdemu, po obu stronach lady. Wyzywać, szarpać i grozić nie wolno nikomu.

1. **Powiedz to raz, spokojnie:** „Chcę pomóc. Nie mogę, kiedy pan na mnie krzyczy.”
2. Jeśli to nie ustaje, zakończ: „Idę po przełożonego.” Potem możesz odłożyć słuchawkę.
3. Cofnij się. Drzwi albo biurko między wami to nie nieuprzejmość.
4. **Zagrożenie: wezwij ochronę albo dzwoń pod 112.** Najpierw ty, potem towar. Złodziejowi pozwól odejść.

Zapisz zajście tego samego dnia, razem ze słowami, które padły. Twoją notatkę może czytać sąd, więc \
pisz, co było słychać i widać.

Przełożony może wpisać klientowi uwagę o zachowaniu. Ma ona datę końcową, a klient się o niej dowiaduje.""",
        ),
    },
)

LOST_PROPERTY = Article(
    name="Lost property",
    kinds=("enquiry",),
    written_by="petra",
    texts={
        "en": (
            "Lost and found",
            """**Found:** label it with the day, the place and your name, and put it into the safe or \
the shelf behind the desk. Money and papers are counted by two.

**Asked for:** let them describe it *before* you show it. Colour, make, what is inside.

- Posted on request, at the owner’s cost. Medicine and glasses at ours.
- Passports and cards: tell the police or the embassy the next day.
- Kept for **three months**. Food until the evening, underwear not at all.

We never ring a guest at home about what was left in a room. They ask, we answer.""",
        ),
        "cs": (
            "Ztráty a nálezy",
            """**Nález:** připište den, místo a své jméno a uložte ho do trezoru nebo do police za \
pultem. Peníze a doklady počítají dva.

**Když se někdo ptá:** nechte ho věc popsat *dřív*, než ji ukážete. Barvu, značku, co je uvnitř.

- Na přání pošleme, na náklady majitele. Léky a brýle na naše.
- Pasy a karty: druhý den dejte vědět policii nebo ambasádě.
- Uchováváme **tři měsíce**. Jídlo do večera, spodní prádlo vůbec.

Hostovi nikdy nevoláme domů kvůli tomu, co zůstalo na pokoji. Ptá se on, my odpovídáme.""",
        ),
        "pl": (
            "Rzeczy znalezione",
            """**Znalezione:** opisz dniem, miejscem i swoim nazwiskiem i włóż do sejfu albo na półkę \
za ladą. Pieniądze i dokumenty liczą dwie osoby.

**Ktoś pyta:** niech opisze rzecz, *zanim* ją pokażesz. Kolor, markę, co jest w środku.

- Na życzenie wysyłamy na koszt właściciela. Leki i okulary na nasz.
- Paszporty i karty: następnego dnia zawiadom policję albo ambasadę.
- Przechowujemy **trzy miesiące**. Jedzenie do wieczora, bielizny wcale.

Nigdy nie dzwonimy do gościa do domu w sprawie tego, co zostało w pokoju. On pyta, my odpowiadamy.""",
        ),
    },
)

VOUCHERS = Article(
    name="Vouchers",
    sites=("wisla", "morava"),
    kinds=("return", "price_correction", "complaint"),
    written_by="petra",
    texts={
        "en": (
            "Vouchers: two years, never instead of money",
            """- Valid for **two years**, in the shop and by mail order, for everything but other vouchers.
- What is left after a purchase stays on it. Up to 20 zł or 100 Kč may be paid out.
- Lost: we look up the number by the receipt, and block the old one.
- Expired: prolong it once, by six months. No need to ask.

A voucher is an offer, **never the only one**. Where money is owed, money is given back, unless the \
customer prefers the voucher. Say both, then wait.""",
        ),
        "pl": (
            "Bony: dwa lata, nigdy zamiast pieniędzy",
            """- Ważne **dwa lata**, w sklepie i w wysyłce, na wszystko oprócz innych bonów.
- Reszta po zakupie zostaje na bonie. Do 20 zł albo 100 Kč można wypłacić.
- Zgubiony: szukamy numeru po paragonie, a stary blokujemy.
- Przeterminowany: przedłuż raz, o pół roku. Nie musisz pytać.

Bon to propozycja, **nigdy jedyna**. Gdzie należą się pieniądze, oddajemy pieniądze, chyba że klient \
woli bon. Powiedz o obu możliwościach i poczekaj.""",
        ),
        "cs": (
            "Poukazy: dva roky a nikdy místo peněz",
            """- Platí **dva roky**, v prodejně i v zásilkovém prodeji, na všechno kromě jiných poukazů.
- Zbytek po nákupu na poukazu zůstává. Do 20 zł nebo 100 Kč ho lze vyplatit.
- Ztracený: číslo dohledáme podle účtenky a starý zablokujeme.
- Propadlý: jednou ho prodlužte o půl roku. Ptát se nemusíte.

Poukaz je nabídka, **nikdy jediná**. Kde dlužíme peníze, vracíme peníze, ledaže zákazník chce radši \
poukaz. Řekněte obojí a počkejte.""",
        ),
    },
)

ARTICLES: tuple[Article, ...] = (
    RETURN_WINDOW,
    MAIL_ORDER,
    PRICES,
    ROOM_CHANGE,
    DEPOSITS,
    COMPLAINTS,
    CONDUCT,
    LOST_PROPERTY,
    VOUCHERS,
)
