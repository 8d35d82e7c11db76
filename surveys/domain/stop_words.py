"""Words that say nothing by themselves, without accents, as comments in our languages have them.

Those of fewer than three letters are missing: they are not looked at. What tells something, as "never" or
"nobody", is not among them.
"""

ENGLISH = """
about after again all also although always and another any are around because been before being both but
came can come could did does doing done down each even ever every few for from gave get gets getting give
given going gone got had has have having her here hers him his how however into its itself just know let
like lot made make many may might more most much must not now off once one only other our ours out over own
please quite really said same say see seem she should since some something still such sure take than thank
thanks that the their them then there these they thing things think this those though through told too took
two under until upon very want was way went were what when where which while who whom whose why will with
without would yet you your yours
"""

CZECH = """
aby ackoliv ale ani ano asi atd bez bude budu bych byl byla byli bylo byly byt ceho cela cele cem coz dal
dale das diky dnes dva dve jak jako jeho jej jeji jejich jen jenom jeste jestli jiz jsem jsi jsme jsou jste
kam kde kdo kdy kdyz ktera ktere ktereho kteri kterou ktery kvuli mate mela meli melo mely mezi mit mne mnou
moc mohl mohla mohli moje muj muze muzu nad nam nami nas nase nasi neb nebo nebot nebyl nebyla nebyli nebylo
neco nej nejsou neni nez nic nich nim nimi ono ony opet ovsem pak pan pani pod podle pokud porad potom prave
pred predtim pres presto pri pro proc prosim proto protoze prvni sam sama sami sebe sebou sice skoro snad
spise sve svou svuj svych svym tady tak take takze tam tato tebe tech teda tedy ten tento teto tim timto
tohle toho tom tomto tomu tomuto tou tudiz tuto tvoje tvuj uplne vam vami vas vase vasi velmi ven vice vsak
vse vsech vsechno vsem vsichni vubec vzdy zatim zda zde zpet
"""

POLISH = """
aby albo ale ani bardzo beda bede bedzie bez bowiem byc byl byla byli bylo byly bym caly chce choc chociaz
ciagu coz czy czyli dla dlaczego dlatego dobrze dosc duzo dwa dwie dzieki dzis dzisiaj gdy gdyz gdzie ich
ile inne innych jak jaka jakas jakie jakis jako jakos jednak jednym jego jej jemu jesli jest jestem jestesmy
jeszcze jezeli juz kazdy kiedy kto ktora ktore ktorego ktorej ktory ktorych ktorym ktorzy lecz lub maja mam
mamy mial miala mialam mialem miedzy mieli mimo mna mnie moga mogl mogla moim moj moja moje moze mozna musi
nad nam nami nas nasz nasza nasze naszego nia niby nich nie niech niego niej nim nimi niz oba obok
oczywiscie ona one oni ono oraz pan pana pani panu pod podczas pomimo ponad poniewaz poza prawie prosze
przed przede przez przy raz razie roku rowniez sam sama samo sie skad soba sobie sposob swoj swoja swoje
taka taki takich takie takze tam tego tej ten teraz tez toba tobie totez trzeba tutaj twoj tych tylko tym
wam wami was wasz wasza wasze wiec wiecej wiele wlasnie wraz wszyscy wszystkich wszystkie wszystko wtedy
zaden zadna zas zawsze zeby zostac zostal zostala
"""

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in (("en", ENGLISH), ("cs", CZECH), ("pl", POLISH))
}
