"""What holds for every model of ours, found by looking at all of them."""

import pytest
from django.apps import apps
from django.db import models

from roterfaden.core.models import NO_PERSONAL_DATA, PersonalData

OUR_MODELS = [m for m in apps.get_models() if m.__module__.startswith("roterfaden.")]


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_every_model_says_what_it_keeps_about_people(model: type[models.Model]) -> None:
    declared = model.__dict__.get("personal_data") or getattr(model, "personal_data", None)
    assert isinstance(declared, PersonalData), f"{model._meta.label} declares no personal_data"
    names = {field.name for field in model._meta.get_fields()}
    assert set(declared.fields) <= names, "declares fields that do not exist"
    if declared != NO_PERSONAL_DATA:
        assert declared.fields
        assert declared.legal_basis
        assert declared.retention


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_free_text_about_people_is_declared(model: type[models.Model]) -> None:
    """A text field is either declared as personal or known to hold codes and names of things."""
    impersonal = {
        "organisations.Jobcentre",
        "organisations.Team",
        "audit.ChainHead",
        "delivery.Wording",
        "organisations.LocalHoliday",
        "plans.Leaflet",
        "plans.OfferChange",
        "plans.Reason",
        "plans.SupportOffer",
        "plans.TextBlock",
        "plans.TextBlockChange",
        "plans.TextBlockTranslation",
        "talk.NotRaisedReason",
    }
    if model._meta.label in impersonal:
        return
    free = {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not field.choices
        and field.name not in KNOWN_CODES
    }
    declared: PersonalData = model.personal_data  # type: ignore[attr-defined]
    assert free <= set(declared.fields), f"undeclared: {free - set(declared.fields)}"


KNOWN_CODES = {
    "hash",
    "previous_hash",
    "sha256",
    "media_type",
    "facts",
    "target_type",
    "type",
    "target_id",
    "short_name",
    "rhythm",
    "state",
    "theme",
    "language",
}


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_a_moment_and_its_person_come_together(model: type[models.Model]) -> None:
    """Optional ``x_at`` and ``x_by`` are bound by a check constraint."""
    fields = {field.name: field for field in model._meta.get_fields()}
    constraints = {constraint.name for constraint in model._meta.constraints}
    for name, field in fields.items():
        partner = f"{name[:-3]}_by"
        if name.endswith("_at") and partner in fields and getattr(field, "null", False):
            assert f"{model._meta.model_name}_{name}_with_{partner}" in constraints


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda m: m._meta.label)
def test_names_tell_days_moments_and_people_apart(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if isinstance(field, models.DateTimeField) and model.__name__ != "User":
            assert field.name == "at" or field.name.endswith("_at"), field.name
        elif isinstance(field, models.DateField) and type(field) is models.DateField:
            assert field.name == "date_of_birth" or field.name.endswith("_on"), field.name
