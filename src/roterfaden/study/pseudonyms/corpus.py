"""An invented corpus in which every personal datum is known, to measure what is found.

Nothing here is taken from the name list or the matching: names are drawn from own lists of which
about half stand in no list, forms (inflected, misspelt, initials …) are made by chance. Real texts
hold more surprises than invented ones, so figures from it are upper bounds.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from roterfaden.study.pseudonyms.records import Fact
from roterfaden.study.pseudonyms.spans import Kind

FIRST = """Samira Jonas Oksana Mehmet Ayşe Gerlinde Björn Małgorzata Thanh Adaeze Sören Ismet
Ruslana Paweł Roza Kevin Xenia Bilal Hedwig Yannick Zoé Tarik Ljiljana Emeka Svea Dragan Nilufar Ole
Jörg Chantal Wassim Ottilie Raisa Efe""".split()
LAST = """Haddad Müller Yılmaz Koch Sommer Lang Bondarenko Öztürk Wójcik Schäfer Nguyen Okonkwo
Grübler Al-Hamid Zielińska Petersdorff Krumbiegel Lütkehaus Oyelaran Tschernow Feldhege Wurmb
Bräunlich Kowalczyk Rezaei Vandersteen Mbeki Quellmalz Schütterle Jankowiak Ehrenpreis Klein
Weber Stahlhut Hüttmann-Brand von-der-Heide Dombrowsky Achterberg Yousefi Nyström""".split()
TOWNS = "Ahrenfeld Neustadt-Süd Grünhagen Lüttringen Bad-Wiesau Kleinmorsum Osterbrück".split()
STREETS = (
    *(
        "Lindenstraße",
        "Am Wehr",
        "Mühlenweg",
        "Große Gasse",
        "Goetheplatz",
        "Bürgermeister-Smidt-Straße",
    ),
    *("Hafenstraße", "Kirchallee", "Nordring", "Unter den Eichen"),
)
MONTHS = """Januar Februar März April Mai Juni Juli August September Oktober November
Dezember""".split()

SENTENCES = """
<NAME> bewirbt sich bis zum <DATE> auf drei Stellen als Köchin.
Ziel von <NAME> ist eine Arbeit im Lager.
<GENITIVE> Kinder brauchen einen Platz in der Kindertagesstätte.
Die Unterlagen von Frau <LAST> liegen seit <DATE> vor.
Herr <LAST> meldet sich bei Veränderungen sofort.
<MISSPELT> hat den Termin am <DATE> wahrgenommen.
Frau <MISSPELT> reicht das Attest nach.
<INITIAL> stellt den Antrag auf Wohngeld.
Der <ADJECTIVE> Antrag wurde bewilligt.
<LOWER> ruft im jobcenter an.
<CAPITALS> wünscht Unterlagen in einfacher Sprache.
Kundennummer <CUSTOMER>, wohnhaft <STREET>, <TOWN>.
Anschrift: <STREET>.
Die Post geht an die <STREETVARIANT>.
Die Suche beschränkt sich auf <TOWNALONE> und Umgebung.
Telefonisch erreichbar unter <PHONE>.
Rückruf bitte unter <OTHERPHONE>.
E-Mail an <EMAIL> senden.
Bankverbindung: <IBAN>.
Bedarfsgemeinschaft <HOUSEHOLD>.
<STAFF> unterstützt mit einem Vermittlungsvorschlag.
Das Gespräch führte <STAFF> (Durchwahl <EXTENSION>).
Die Begleitperson <OTHER> spricht für <NAME>.
Frau <OTHERLAST> von der Migrationsberatung hilft bei den Formularen.
Herr Dr. <OTHERLAST> stellt das Gutachten aus.
Ihr Bruder <OTHERFIRST> betreut so lange die Kinder.
""".strip().splitlines()
HARMLESS = """
Ich bewerbe mich fünf Mal im Monat auf Stellen als Koch oder Weberin.
Im Sommer beginnt der Integrationskurs, Niveau B1, 600 Stunden.
Das Jobcenter übernimmt Bewerbungskosten bis 260 Euro im Jahr nach § 44 SGB III.
Die Arbeitszeit liegt zwischen 20 und 30 Stunden, Montag bis Freitag von 8.30 bis 14.00 Uhr.
Ein Aktivierungs- und Vermittlungsgutschein über 1.500,00 Euro wird ausgestellt.
Die Feststellung der Leistungsfähigkeit erfolgt durch den Ärztlichen Dienst.
Eine lange Pause und ein klein wenig Geduld sind nötig.
Der Schäfer im Nachbardorf sucht eine Aushilfe; Müller und Schneider werden ausgebildet.
Führerschein Klasse B und Gabelstaplerschein werden bis Ende Juli erworben.
Frau und Kinder ziehen im Herbst nach; Herr im Haus ist der Vermieter.
Bildungsgutschein für 12 Monate, Maßnahmenummer 1234/56/2025, Umfang 1.200 Stunden.
Eigenbemühungen werden jeweils zum 1. des Monats nachgewiesen.
Die Schuldnerberatung der Caritas und die Diakonie bieten offene Sprechstunden an.
Quereinstieg in der Pflege, Probearbeit bei einem Betrieb im Gewerbegebiet Nord.
Anerkennung des Abschlusses aus der Ukraine, Übersetzung der Zeugnisse, Sprachniveau A2.
""".strip().splitlines()


@dataclass(frozen=True)
class Gold:
    """A personal datum in an invented text; ``known`` says whether the record holds it."""

    start: int
    end: int
    kind: Kind
    form: str
    known: bool


@dataclass(frozen=True)
class Invented:
    """An invented document with its record and with all that must be found in it."""

    text: str
    facts: tuple[Fact, ...]
    gold: tuple[Gold, ...]


def corpus(documents: int, *, seed: int) -> list[Invented]:
    """Invent documents; the same seed gives the same documents."""
    chance = random.Random(f"pseudonyms/1/{seed}")  # noqa: S311  no secret hangs on it
    return [_document(chance) for _ in range(documents)]


@dataclass(frozen=True)
class _Cast:
    first: str
    last: str
    staff: str
    street: str
    number: int
    postcode: str
    town: str
    customer: str
    household: str
    phone: str
    email: str
    iban: str
    extension: str

    def facts(self) -> tuple[Fact, ...]:
        address = f"{self.street} {self.number}"
        return (
            Fact(Kind.NAME, self.first, "person"),
            Fact(Kind.NAME, self.last, "person"),
            Fact(Kind.NAME, self.staff, "staff"),
            Fact(Kind.ADDRESS, address, "person"),
            Fact(Kind.PLACE, self.town, "person"),
            Fact(Kind.CUSTOMER, self.customer, "person"),
            Fact(Kind.PHONE, self.phone, "person"),
            Fact(Kind.EMAIL, self.email, "person"),
        )


def _cast(chance: random.Random) -> _Cast:
    digits = "".join(str(chance.randrange(10)) for _ in range(40))
    first, last = chance.choice(FIRST), chance.choice(LAST)
    staff = chance.choice([one for one in LAST if one != last])
    return _Cast(
        first,
        last,
        staff,
        chance.choice(STREETS),
        chance.randrange(1, 200),
        f"0{digits[:4]}",
        chance.choice(TOWNS),
        f"{digits[4:7]}{chance.choice('ABCDEFGH')}{digits[7:13]}",
        f"{digits[13:18]}//{digits[18:25]}",
        f"01{chance.randrange(50, 80)} {digits[25:32]}",
        f"{chance.choice('abcdefgh')}{digits[32:35]}@example.org",
        f"DE{digits[:2]} " + " ".join(digits[place : place + 4] for place in range(2, 18, 4)),
        f"{digits[35:38]}",
    )


def _document(chance: random.Random) -> Invented:
    cast = _cast(chance)
    chosen = chance.sample(SENTENCES, 9) + chance.sample(HARMLESS, 5)
    chance.shuffle(chosen)
    text, gold = "", list[Gold]()
    for sentence in chosen:
        for part in re.split(r"(<[A-Z]+>)", sentence):
            filled = part
            if part.startswith("<"):
                filled, kind, known = _FILLINGS[part[1:-1]](cast, chance)
                form = part[1:-1].casefold()
                gold.append(Gold(len(text), len(text) + len(filled), kind, form, known))
            text += filled
        text += chance.choice((" ", "\n"))
    return Invented(text, cast.facts(), tuple(gold))


def misspelt(name: str, chance: random.Random) -> str:
    """Change one letter of a name, two of a long one: left out, doubled, another, swapped."""
    letters = list(name)
    for _ in range(2 if len(name) > 9 and chance.random() < 0.3 else 1):
        place = chance.randrange(1, len(letters) - 1)
        match chance.randrange(4):
            case 0:
                del letters[place]
            case 1:
                letters.insert(place, letters[place].casefold())
            case 2:
                letters[place] = chance.choice("aeioumnrslt")
            case _:
                letters[place : place + 2] = reversed(letters[place : place + 2])
    return "".join(letters)


def _name(cast: _Cast, chance: random.Random) -> str:
    forms = (
        f"{cast.first} {cast.last}",
        f"{cast.last}, {cast.first}",
        cast.first,
        _plain(cast.last),
    )
    return chance.choice(forms)


def _plain(name: str) -> str:
    for letter, other in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ı", "i")):
        name = name.replace(letter, other)
    return name


def _genitive(name: str) -> str:
    return name + ("'" if name[-1] in "sxzß" else "s")


def _day(chance: random.Random) -> str:
    day, month = chance.randrange(1, 29), chance.randrange(1, 13)
    year = chance.randrange(2024, 2027)
    word = MONTHS[month - 1]
    forms = (
        *(f"{day:02}.{month:02}.{year}", f"{day}.{month}.{year % 100}", f"{day}.{month}."),
        *(
            f"{day}. {word}",
            f"{day}. {word} {year}",
            f"{year}-{month:02}-{day:02}",
        ),
    )
    return chance.choice(forms)


def _customer(cast: _Cast, chance: random.Random) -> str:
    number = cast.customer
    return chance.choice((number, f"{number[:3]} {number[3]} {number[4:]}", number.casefold()))


def _variant(street: str) -> str:
    short = re.sub("straße$", "str.", re.sub("-Straße$", "-Str.", street))
    return short if short != street else _plain(street)


def _phone(chance: random.Random) -> str:
    area, number = chance.choice(("040", "0421", "089", "+49 30")), chance.randrange(10**5, 10**8)
    return f"{area}{chance.choice((' ', '/', '-', ' / '))}{number}"


_Filling = Callable[[_Cast, random.Random], tuple[str, Kind, bool]]
_FILLINGS: dict[str, _Filling] = {
    "NAME": lambda c, r: (_name(c, r), Kind.NAME, True),
    "LAST": lambda c, _: (c.last, Kind.NAME, True),
    "GENITIVE": lambda c, r: (_genitive(r.choice((c.first, c.last))), Kind.NAME, True),
    "MISSPELT": lambda c, r: (misspelt(c.last, r), Kind.NAME, True),
    "INITIAL": lambda c, _: (f"{c.first[0]}. {c.last}", Kind.NAME, True),
    "ADJECTIVE": lambda c, _: (f"{c.last}'sche", Kind.NAME, True),
    "LOWER": lambda c, _: (f"{c.first} {c.last}".casefold(), Kind.NAME, True),
    "CAPITALS": lambda c, _: (c.last.upper(), Kind.NAME, True),
    "STAFF": lambda c, r: (r.choice((c.staff, _genitive(c.staff))), Kind.NAME, True),
    "OTHER": lambda _, r: (f"{r.choice(FIRST)} {r.choice(LAST)}", Kind.NAME, False),
    "OTHERLAST": lambda _, r: (r.choice(LAST), Kind.NAME, False),
    "OTHERFIRST": lambda _, r: (r.choice(FIRST), Kind.NAME, False),
    "DATE": lambda _, r: (_day(r), Kind.DATE, False),
    "CUSTOMER": lambda c, r: (_customer(c, r), Kind.CUSTOMER, True),
    "STREET": lambda c, _: (f"{c.street} {c.number}", Kind.ADDRESS, True),
    "STREETVARIANT": lambda c, _: (f"{_variant(c.street)} {c.number}", Kind.ADDRESS, True),
    "TOWN": lambda c, _: (f"{c.postcode} {c.town}", Kind.PLACE, True),
    "TOWNALONE": lambda c, _: (c.town, Kind.PLACE, True),
    "PHONE": lambda c, r: (c.phone.replace(" ", r.choice((" ", "/", "-", ""))), Kind.PHONE, True),
    "OTHERPHONE": lambda _, r: (_phone(r), Kind.PHONE, False),
    "EMAIL": lambda c, _: (c.email, Kind.EMAIL, True),
    "IBAN": lambda c, _: (c.iban, Kind.ACCOUNT, False),
    "HOUSEHOLD": lambda c, _: (c.household, Kind.HOUSEHOLD, False),
    "EXTENSION": lambda c, _: (c.extension, Kind.PHONE, False),
}
