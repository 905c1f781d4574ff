"""Addresses of the text blocks."""

from django.urls import path

from roterfaden.web.specialist.blocks.views import (
    deciding,
    exchanging,
    listing,
    translating,
    writing,
)

app_name = "blocks"

_ALL = "texte/bausteine/"
_ONE = f"{_ALL}<uuid:block_id>/"

urlpatterns = [
    path(_ALL, listing.block_list, name="list"),
    path(f"{_ALL}neu/", writing.write, name="write"),
    path(f"{_ALL}vorschlagen/", writing.propose, name="propose"),
    path(f"{_ALL}tabelle.csv", exchanging.export, name="export"),
    path(f"{_ALL}einlesen/", exchanging.import_file, name="import"),
    path(f"{_ALL}einlesen/abgelehnt.csv", exchanging.rejects, name="rejects"),
    path(_ONE, listing.block, name="block"),
    path(f"{_ONE}bearbeiten/", writing.edit, name="edit"),
    path(f"{_ONE}favorit/", deciding.favourite, name="favourite"),
    path(f"{_ONE}zurueckgeben/", deciding.give_back, name="give_back"),
    path(f"{_ONE}zurueckziehen/", deciding.withdraw, name="withdraw"),
    path(f"{_ONE}<slug:act>/tun/", deciding.act, name="act"),
    path(f"{_ONE}sprachen/<slug:language>/", translating.translate, name="translate"),
]
