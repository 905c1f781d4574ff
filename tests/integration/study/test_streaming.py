"""Masks streamed from PostgreSQL give the figures of masks in memory."""

import pytest
from django.db import connection

from roterfaden.study import masks, population

pytestmark = pytest.mark.django_db


def test_a_stream_gives_the_figures_of_plain_masks() -> None:
    plans, _ = population.invent(3000, 5).of_plans()
    names = list(plans)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE streamed (goals smallint, client_steps int, jobcentre_steps bigint)"
        )
        with cursor.copy("COPY streamed FROM STDIN") as copy:
            for row in zip(*(plans[name].tolist() for name in names), strict=True):
                copy.write_row(row)
        cursor.execute("INSERT INTO streamed VALUES (NULL, 1, 1)")
    found = population.from_postgres(connection.connection, "SELECT * FROM streamed", names)
    assert found["goals"] == masks.histogram(plans["goals"])
    assert sum(found["client_steps"].values()) == len(plans["goals"]) + 1


def test_an_empty_table_gives_empty_histograms() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE streamed (goals smallint)")
    found = population.from_postgres(connection.connection, "SELECT * FROM streamed", ["goals"])
    assert found == {"goals": {}}
