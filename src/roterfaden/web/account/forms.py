"""Sign-in and the own account, in the product's words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.organisations.models import User
from roterfaden.web.account.record import record


def _plain(field: forms.Field, label: object, help_text: object = "") -> None:
    """Our label, no placeholder: a placeholder vanishes while one types."""
    field.label = label  # type: ignore[assignment]
    field.help_text = help_text  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["login"], _("Benutzername"))
        _plain(self.fields["password"], _("Passwort"))

    def clean(self) -> dict[str, Any]:
        """Right name and password, and no one-time password that was left lying."""
        cleaned: dict[str, Any] = super().clean()
        if self.user is not None and self.user.password_has_expired(clock.now()):
            record(
                Change.SIGN_IN_FAILED, self.user, by_nobody=True, facts={"way": "password-expired"}
            )
            raise forms.ValidationError(
                _("Dieses Einmal-Passwort ist abgelaufen. Bitten Sie die Verwaltung um ein neues.")
            )
        return cleaned


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["password"], _("Passwort"))


PASSWORD_HINT = _("Mindestens 12 Zeichen. Gut sind drei oder vier Wörter hintereinander.")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["oldpassword"], _("Jetziges Passwort"))
        _plain(self.fields["password1"], _("Neues Passwort"), PASSWORD_HINT)
        _plain(self.fields["password2"], _("Neues Passwort noch einmal"))

    def clean_password1(self) -> str:
        """Another one than the present: a one-time password has been seen by somebody else."""
        password: str = self.cleaned_data["password1"]
        if password == self.cleaned_data.get("oldpassword"):
            raise forms.ValidationError(_("Wählen Sie ein anderes Passwort als das jetzige."))
        return password


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code aus der App"), _("Oder einer Ihrer Ersatzcodes."))


class ConfirmByCodeForm(ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code aus der App"))


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code proves that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self.fields["code"], _("Code aus der App"), _("Sechs Ziffern."))


LANGUAGES = [("de", "Deutsch"), ("en", "English")]
"""Each language by its own name, so that its readers find it."""


class PreferencesForm(forms.Form):
    """How the pages look and speak."""

    language = forms.ChoiceField(label=_("Sprache"), choices=LANGUAGES, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label=_("Darstellung"), choices=User.Theme.choices, widget=forms.RadioSelect
    )
    single_keys = forms.BooleanField(
        label=_("Tasten mit einem einzelnen Buchstaben oder Zeichen nutzen"),
        help_text=_("Zum Beispiel / für die Suche. Schalten Sie sie aus, wenn Sie diktieren."),
        required=False,
    )


class OneChoiceForm(forms.Form):
    """One preference, chosen in the menu of the head."""

    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    theme = forms.ChoiceField(choices=User.Theme.choices, required=False)
