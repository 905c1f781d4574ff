"""What can happen: the types of audit events. Codes only, no words about people."""

from enum import StrEnum


class Change(StrEnum):
    """A change that somebody made."""

    JOBCENTRE_CREATED = "jobcentre-created"
    TEAM_CREATED = "team-created"
    STAFF_CREATED = "staff-created"
    STAND_IN_ARRANGED = "stand-in-arranged"
    STAND_IN_ENDED = "stand-in-ended"
    CASE_CREATED = "case-created"
    CASE_UPDATED = "case-updated"
    CASE_ASSIGNED = "case-assigned"
    CASE_PROTECTED = "case-protected"
    PROTECTION_LIFTED = "protection-lifted"
    PROTECTED_ACCESS_GIVEN = "protected-access-given"
    PLAN_STARTED = "plan-started"
    DRAFT_STARTED = "draft-started"
    DRAFT_CHANGED = "draft-changed"
    VERSION_OFFERED = "version-offered"
    VERSION_REOPENED = "version-reopened"
    VERSION_AGREED = "version-agreed"
    VERSION_SUPERSEDED = "version-superseded"
    VERSION_WITHDRAWN = "version-withdrawn"
    PLAN_ENDED = "plan-ended"
    ANSWER_RECORDED = "answer-recorded"
    OUTCOME_RECORDED = "outcome-recorded"
    VERSION_CONFIRMED = "version-confirmed"
    MEETING_ARRANGED = "meeting-arranged"
    MEETING_MOVED = "meeting-moved"
    MEETING_RECORDED = "meeting-recorded"
    MEETING_CANCELLED = "meeting-cancelled"
    MEETING_TAKEN_BACK = "meeting-taken-back"
    DOCUMENT_FILED = "document-filed"
    CASES_IMPORTED = "cases-imported"
    EXPORT_MADE = "export-made"
    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    SIGNED_OUT = "signed-out"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105  a type, no password
    ONE_TIME_PASSWORD_SET = "one-time-password-set"  # noqa: S105  likewise
    SECOND_FACTOR_SET_UP = "second-factor-set-up"
    SECOND_FACTOR_REMOVED = "second-factor-removed"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    SINGLE_SIGN_ON_CONNECTED = "single-sign-on-connected"


class Reading(StrEnum):
    """Something that somebody opened."""

    CASE_OPENED = "case-opened"
    PLAN_OPENED = "plan-opened"
    DOCUMENT_OPENED = "document-opened"
    EXPORT_OPENED = "export-opened"
    REJECTS_OPENED = "rejects-opened"
