"""What every answer of ours carries, whoever asked and whatever came of it."""

from django.http.response import HttpResponseBase

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "object-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
    "manifest-src": "'self'",
}
"""The whole content security policy where no identity provider and no events port are named."""


def policy_of(response: HttpResponseBase) -> dict[str, str]:
    """The policy as directives with their sources."""
    parts = response["Content-Security-Policy"].split(";")
    pairs = (part.strip().partition(" ") for part in parts if part.strip())
    return {name: sources for name, _, sources in pairs}


def assert_safe(response: HttpResponseBase, *, cache: str = "private, no-store") -> None:
    """The policy to the letter, nothing stored, nothing indexed, closed cookies."""
    assert policy_of(response) == POLICY
    assert response["Cache-Control"] == cache
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert "camera=()" in response["Permissions-Policy"]
    for cookie in response.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] == "Lax", cookie.key
        assert cookie["path"] == "/", cookie.key
