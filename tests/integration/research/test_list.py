"""The list of studies."""

import pytest
from django.urls import reverse

from tests.factories.browsers import client_of
from tests.factories.studies import Study


@pytest.mark.django_db
def test_the_list_counts_everybody_who_takes_part(study: Study) -> None:
    (shown,) = client_of(study.second).get(reverse("research:list")).context["studies"]
    assert (shown.plans, shown.people) == (3, 2)
