"""Plain German words that are easy to say, to hear and to compare letter by letter."""

WORDS = tuple(
    """
    Apfel Ball Bank Baum Berg Bild Birne Blatt Blume Boot Brief Brot Buch Bus Butter Dach Dorf Eimer
    Ente Erde Fahrrad Farbe Feder Fenster Feuer Fisch Flasche Fluss Foto Gabel Garten Garn Glas Gras
    Hafen Hammer Hand Haus Hemd Herbst Himmel Holz Honig Hose Hund Hut Igel Insel Jacke Kamm Kanne
    Karte Katze Kerze Kino Kissen Klavier Koffer Korb Kran Kreis Kuchen Lampe Laterne Leiter Licht
    Linde Mantel Markt Maus Melone Messer Milch Mond Morgen Nadel Nest Netz Nuss Obst Ofen Paket
    Palme Papier Park Pferd Pinsel Platz Puppe Rad Rasen Regen Reis Ring Rose Rucksack Saft Salat
    Salz Sand Schaf Schal Schiff Schirm Schnee Schrank Schuh See Seife Seil Sofa Sommer Sonne
    Spiegel
    Stein Stern Stuhl Suppe Tafel Tanne Tasche Tasse Teller Tisch Tomate Topf Tor Treppe Turm Uhr
    Vogel Wagen Wald Wasser Weg Wiese Wind Winter Wolke Wolle Zaun Zebra Zelt Zucker Zug
    """.split()
)
