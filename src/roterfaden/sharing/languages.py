"""The languages of the shared view, each by its own name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Language:
    """A language: ``tag`` is what HTML calls it, ``staff_name`` what the counsellor reads."""

    code: str
    name: str
    staff_name: str | Promise
    is_rtl: bool = False

    @property
    def tag(self) -> str:
        """The language tag for browsers, Babel and voices: easy German is German."""
        return self.code.partition("-")[0]

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.is_rtl else "ltr"

    @property
    def is_german(self) -> bool:
        """Whether German free text is understood as it stands."""
        return self.tag == "de"


LANGUAGES = {
    language.code: language
    for language in (
        Language("de", "Deutsch", _("Deutsch")),
        Language("de-leicht", "Einfaches Deutsch", _("einfaches Deutsch")),
        Language("en", "English", _("Englisch")),
        Language("uk", "Українська", _("Ukrainisch")),
        Language("ru", "Русский", _("Russisch")),
        Language("ar", "العربية", _("Arabisch"), is_rtl=True),
        Language("tr", "Türkçe", _("Türkisch")),
        Language("fa", "فارسی", _("Farsi"), is_rtl=True),
    )
}
CODES = tuple(LANGUAGES)
GERMAN = "de"


def known(code: str) -> str:
    """The code if there are words for it, else German."""
    return code if code in LANGUAGES else GERMAN


def best_of(accepted: str) -> str:
    """The first language of a browser's ``Accept-Language`` that there are words for."""
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if tag in LANGUAGES:
            return tag
    return GERMAN
