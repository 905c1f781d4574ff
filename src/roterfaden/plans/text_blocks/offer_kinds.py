"""The kinds of support that an office may promise, so that central wordings find its offers."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class OfferKind:
    """A kind of support and its German name."""

    code: str
    name: str | Promise


OFFER_KINDS = (
    OfferKind("application_costs", _("Bewerbungskosten")),
    OfferKind("travel_costs", _("Fahrtkosten")),
    OfferKind("placement_budget", _("Vermittlungsbudget")),
    OfferKind("start_up_benefit", _("Einstiegsgeld")),
    OfferKind("training_voucher", _("Bildungsgutschein")),
    OfferKind("activation_voucher", _("Aktivierungs- und Vermittlungsgutschein")),
    OfferKind("work_opportunity", _("Arbeitsgelegenheit")),
    OfferKind("job_subsidy", _("Eingliederungszuschuss")),
    OfferKind("participation_subsidy", _("Geförderte Stelle (Teilhabe am Arbeitsmarkt)")),
    OfferKind("coaching", _("Coaching")),
    OfferKind("german_course", _("Integrationskurs")),
    OfferKind("vocational_german", _("Berufssprachkurs")),
    OfferKind("recognition", _("Anerkennung ausländischer Abschlüsse")),
    OfferKind("childcare_costs", _("Kosten der Kinderbetreuung")),
    OfferKind("driving_licence", _("Führerschein")),
    OfferKind("medical_service", _("Ärztlicher Dienst")),
    OfferKind("social_services", _("Kommunale Eingliederungsleistungen")),
    OfferKind("self_employment", _("Förderung der Selbstständigkeit")),
    OfferKind("apprenticeship_support", _("Unterstützung in der Ausbildung")),
    OfferKind("work_equipment", _("Arbeitskleidung und Werkzeug")),
)
