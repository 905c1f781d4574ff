"""Who may do what at which address. A new address fails the tests until it stands here."""

from dataclasses import dataclass
from enum import Enum

from roterfaden.organisations.permissions import Role

ALL = frozenset(Role)
SEES_CASES = frozenset({Role.COUNSELLOR, Role.TEAM_LEAD})
MAKES_PLANS = frozenset({Role.COUNSELLOR})
LEADS = frozenset({Role.TEAM_LEAD})
ADMINISTERS = frozenset({Role.ADMINISTRATOR})
KEEPS_TEXTS = frozenset({Role.SPECIALIST})
RESEARCHES = frozenset({Role.RESEARCHER})
KEEPS_DAYS = KEEPS_TEXTS | ADMINISTERS
READS_BLOCKS = MAKES_PLANS | KEEPS_TEXTS
READS_OFFERS = SEES_CASES | KEEPS_TEXTS
READS_WORDINGS = SEES_CASES | KEEPS_TEXTS


class About(Enum):
    """What stands in the address."""

    NOTHING = "nothing"
    CASE = "case"
    DRAFT = "draft"
    DRAFT_ENTRY = "draft entry"
    AGREED = "agreed version"
    AGREED_ENTRY = "agreed entry"
    DOCUMENT = "document"
    MEETING = "meeting"
    MEETING_ALONE = "meeting without its case"
    NOTE = "note"
    FINDING = "finding of the potential analysis"
    RUN = "import run"
    HAND_OVER = "prepared hand-over"
    HANDED_OVER = "hand-over"
    RECEIVED = "received cases"
    TEAM = "team"
    PERSON = "member of staff"
    STAFF_FILE = "file of staff"
    SHARED_VIEW = "shared view"
    OWN_WISH = "own wish"
    BLOCK = "proposed text block"
    OFFER = "support offer"
    LEAFLET = "leaflet"
    REASON = "reason"
    HOLIDAY = "local holiday"
    NOT_RAISED_REASON = "reason not to raise"
    DUE_PROOF = "due proof"
    PROOF = "received proof"
    LETTER = "letter"
    WORDING = "wording of letters"
    PROCEDURE = "procedure"
    PROPOSAL = "proposal of a job"
    MOVED_DEADLINE = "moved deadline"
    STUDY = "study"
    STUDY_MEMBER = "member of a study"
    STUDY_DOCUMENT = "document of a study"
    STUDY_BOOK = "codebook of a study"
    STUDY_SITE = "site of a study"
    STUDY_TALK = "observed talk of a study"
    STUDY_CONSENT = "consent to an observed talk"
    COMPARED_STUDY = "study with a comparison"


@dataclass(frozen=True)
class Address:
    """One address: who may, with which method, about what."""

    name: str
    allowed: frozenset[Role]
    about: About = About.NOTHING
    method: str = "get"


PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "socialaccount_login_error",
    "socialaccount_login_cancelled",
    "openid_connect_login",
    "openid_connect_callback",
    "components:accessibility",
    "components:privacy",
    "components:help",
    "components:keys",
    "components:gallery",
    "law:by_date",
    "law:rule",
    "law:rules",
    "own_account:session",
    "session:code",
    "session:plan",
    "session:state",
    "session:about",
    "session:start",
    "session:wish",
    "session:end",
    "session:say_answer",
    "session:say_wish",
    "session:say_topic",
    "session:say_language",
    "session:leave",
    "session:address",
}
"""Open without sign-in; a sign-out asked for by nobody leads back to the sign-in.

``session:…`` are the recipients' pages: behind the code page all open only for the device that is
bound to a shared view, and answer 404 to everybody else (tests/integration/sharing/test_access.py).

``/healthz`` is none of these: a middleware answers it before all else.
"""

KEPT_BY_CACHES = {"law:by_date", "law:rule", "law:rules"}
"""Of these, pages without anything of anybody: kept for a while unless somebody is signed in."""

OWN_ACCOUNT = {
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "mfa_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "own_account:theme",
    "own_account:language",
    "own_account:extend_session",
}
"""For everybody who is signed in, about the own account only."""

ADDRESSES = (
    Address("own_account:settings", ALL),
    Address("cases:home", ALL),
    Address("cases:list", SEES_CASES),
    Address("cases:export", SEES_CASES),
    Address("cases:workbook", SEES_CASES),
    Address("cases:search", SEES_CASES),
    Address("hand_over:list", LEADS),
    Address("hand_over:choose", LEADS, method="post"),
    Address("hand_over:caseload", LEADS, method="post"),
    Address("hand_over:one", LEADS, About.HAND_OVER),
    Address("hand_over:carry_out", LEADS, About.HAND_OVER, "post"),
    Address("hand_over:discard", LEADS, About.HAND_OVER, "post"),
    Address("hand_over:undo", LEADS, About.HAND_OVER, "post"),
    Address("hand_over:csv", LEADS, About.HANDED_OVER),
    Address("hand_over:pdf", LEADS, About.HANDED_OVER),
    Address("hand_over:received", SEES_CASES, About.RECEIVED),
    Address("cases:case", SEES_CASES, About.CASE),
    Address("cases:history", SEES_CASES, About.CASE),
    Address("cases:file", SEES_CASES, About.CASE),
    Address("cases:responsibility", SEES_CASES, About.CASE),
    Address("cases:assign", LEADS, About.CASE, "post"),
    Address("cases:stand_in", LEADS, About.CASE, "post"),
    Address("cases:protect", LEADS, About.CASE, "post"),
    Address("cases:lift_protection", LEADS, About.CASE, "post"),
    Address("cases:name_staff", SEES_CASES, About.CASE, "post"),
    Address("cases:document", SEES_CASES, About.DOCUMENT),
    Address("cases:document_file", SEES_CASES, About.DOCUMENT),
    Address("comparison:staff", SEES_CASES, About.CASE),
    Address("comparison:staff_pdf", SEES_CASES, About.CASE),
    Address("comparison:shown", SEES_CASES, About.CASE),
    Address("comparison:shown_pdf", SEES_CASES, About.CASE),
    Address("letters:outbox", SEES_CASES),
    Address("letters:invite", MAKES_PLANS, About.MEETING, "post"),
    Address("letters:letter", SEES_CASES, About.LETTER),
    Address("letters:pdf", SEES_CASES, About.LETTER),
    Address("letters:aid", SEES_CASES, About.LETTER),
    Address("letters:edit", MAKES_PLANS, About.LETTER),
    Address("letters:edit", MAKES_PLANS, About.LETTER, "post"),
    Address("letters:finish", MAKES_PLANS, About.LETTER, "post"),
    Address("letters:check", SEES_CASES, About.LETTER, "post"),
    Address("letters:send_back", SEES_CASES, About.LETTER, "post"),
    Address("letters:post", MAKES_PLANS, About.LETTER, "post"),
    Address("letters:receipt", MAKES_PLANS, About.LETTER, "post"),
    Address("letters:withdraw", MAKES_PLANS, About.LETTER, "post"),
    Address("letters:restore", MAKES_PLANS, About.LETTER, "post"),
    Address("house_rules:rules", KEEPS_TEXTS),
    Address("wordings:list", READS_WORDINGS),
    Address("wordings:kind", READS_WORDINGS),
    Address("wordings:write", KEEPS_TEXTS),
    Address("wordings:write", KEEPS_TEXTS, method="post"),
    Address("wordings:approve", KEEPS_TEXTS, method="post"),
    Address("wordings:four_eyes", KEEPS_TEXTS, method="post"),
    Address("wordings:withdraw", KEEPS_TEXTS, About.WORDING, "post"),
    Address("meetings:list", SEES_CASES, About.CASE),
    Address("meetings:describe", MAKES_PLANS, About.MEETING),
    Address("meetings:describe", MAKES_PLANS, About.MEETING, "post"),
    Address("meetings:settle_cause", MAKES_PLANS, About.MEETING, "post"),
    Address("meetings:prepare", SEES_CASES, About.MEETING_ALONE),
    Address("meetings:prepared", MAKES_PLANS, About.MEETING_ALONE, "post"),
    Address("meetings:prepare_case", SEES_CASES, About.CASE),
    Address("meetings:notes", MAKES_PLANS, About.CASE),
    Address("meetings:note_write", MAKES_PLANS, About.NOTE, "post"),
    Address("meetings:potential_find", MAKES_PLANS, About.CASE, "post"),
    Address("meetings:potential_remove", MAKES_PLANS, About.FINDING, "post"),
    Address("meetings:calendar", MAKES_PLANS),
    Address("meetings:calendar", MAKES_PLANS, method="post"),
    Address("meetings:calendar_take", MAKES_PLANS, method="post"),
    Address("meetings:calendar_file", MAKES_PLANS),
    Address("meetings:record", MAKES_PLANS, About.MEETING, "post"),
    Address("meetings:move", MAKES_PLANS, About.MEETING, "post"),
    Address("meetings:cancel", MAKES_PLANS, About.MEETING, "post"),
    Address("meetings:take_back", MAKES_PLANS, About.MEETING, "post"),
    Address("plans:start", MAKES_PLANS, About.CASE, "post"),
    Address("plans:version", SEES_CASES, About.DRAFT),
    Address("plans:version", SEES_CASES, About.AGREED),
    Address("plans:lines", MAKES_PLANS, About.DRAFT),
    Address("plans:entry_add", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:entry", MAKES_PLANS, About.DRAFT_ENTRY, "post"),
    Address("plans:entry_remove", MAKES_PLANS, About.DRAFT_ENTRY, "post"),
    Address("plans:entry_restore", MAKES_PLANS, About.DRAFT_ENTRY, "post"),
    Address("plans:entry_propose", MAKES_PLANS, About.DRAFT_ENTRY),
    Address("plans:entry_propose", MAKES_PLANS, About.DRAFT_ENTRY, "post"),
    Address("plans:blocks", MAKES_PLANS, About.DRAFT),
    Address("plans:block_favourite", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:take", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:hint_pass", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:arrange", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:preview", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:answer", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:agreed", MAKES_PLANS, About.AGREED),
    Address("plans:agreed", MAKES_PLANS, About.AGREED, "post"),
    Address("plans:offer", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:reopen", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:confirm", MAKES_PLANS, About.AGREED, "post"),
    Address("plans:withdraw", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:draft_bring_back", MAKES_PLANS, About.DRAFT, "post"),
    Address("plans:end", MAKES_PLANS, About.AGREED, "post"),
    Address("plans:outcome", MAKES_PLANS, About.AGREED_ENTRY, "post"),
    Address("plans:outcome_undo", MAKES_PLANS, About.AGREED_ENTRY, "post"),
    Address("plans:review", MAKES_PLANS, About.AGREED),
    Address("plans:set_aside", MAKES_PLANS, About.AGREED, "post"),
    Address("plans:next_goal", MAKES_PLANS, About.AGREED_ENTRY, "post"),
    Address("sharing:panel", MAKES_PLANS, About.DRAFT),
    Address("sharing:start", MAKES_PLANS, About.DRAFT, "post"),
    Address("sharing:confirm", MAKES_PLANS, About.SHARED_VIEW, "post"),
    Address("sharing:end", MAKES_PLANS, About.SHARED_VIEW, "post"),
    Address("sharing:decide", MAKES_PLANS, About.OWN_WISH, "post"),
    Address("sharing:translate", MAKES_PLANS, About.DRAFT_ENTRY, "post"),
    Address("session:screen", MAKES_PLANS, About.DRAFT),
    Address("session:screen_state", MAKES_PLANS, About.DRAFT),
    Address("plans:sheet", SEES_CASES, About.AGREED),
    Address("plans:sheet_pdf", SEES_CASES, About.AGREED),
    Address("plans:large_print_pdf", SEES_CASES, About.AGREED),
    Address("blocks:list", READS_BLOCKS),
    Address("blocks:write", KEEPS_TEXTS),
    Address("blocks:write", KEEPS_TEXTS, method="post"),
    Address("blocks:propose", MAKES_PLANS),
    Address("blocks:propose", MAKES_PLANS, method="post"),
    Address("blocks:export", KEEPS_TEXTS),
    Address("blocks:import", KEEPS_TEXTS),
    Address("blocks:import", KEEPS_TEXTS, method="post"),
    Address("blocks:rejects", KEEPS_TEXTS, method="post"),
    Address("blocks:block", READS_BLOCKS, About.BLOCK),
    Address("blocks:edit", READS_BLOCKS, About.BLOCK),
    Address("blocks:edit", READS_BLOCKS, About.BLOCK, "post"),
    Address("blocks:favourite", MAKES_PLANS, About.BLOCK, "post"),
    Address("blocks:give_back", KEEPS_TEXTS, About.BLOCK, "post"),
    Address("blocks:withdraw", READS_BLOCKS, About.BLOCK, "post"),
    Address("blocks:act", KEEPS_TEXTS, About.BLOCK, "post"),
    Address("blocks:translate", KEEPS_TEXTS, About.BLOCK, "post"),
    Address("administration:organisation", ADMINISTERS),
    Address("administration:jobcentre", ADMINISTERS),
    Address("administration:rights", ADMINISTERS),
    Address("administration:teams", ADMINISTERS),
    Address("administration:team", ADMINISTERS, About.TEAM),
    Address("administration:team_close", ADMINISTERS, About.TEAM, "post"),
    Address("administration:team_reopen", ADMINISTERS, About.TEAM, "post"),
    Address("administration:staff", ADMINISTERS),
    Address("administration:person_new", ADMINISTERS),
    Address("administration:staff_export", ADMINISTERS),
    Address("administration:staff_template", ADMINISTERS),
    Address("administration:staff_upload", ADMINISTERS),
    Address("administration:staff_file", ADMINISTERS, About.STAFF_FILE),
    Address("administration:staff_file_start", ADMINISTERS, About.STAFF_FILE, "post"),
    Address("administration:staff_file_discard", ADMINISTERS, About.STAFF_FILE, "post"),
    Address("administration:staff_file_rejects", ADMINISTERS, About.STAFF_FILE),
    Address("administration:staff_file_slips", ADMINISTERS, About.STAFF_FILE, "post"),
    Address("administration:person", ADMINISTERS, About.PERSON),
    Address("administration:person_end", ADMINISTERS, About.PERSON, "post"),
    Address("administration:person_go_on", ADMINISTERS, About.PERSON, "post"),
    Address("administration:person_slip", ADMINISTERS, About.PERSON, "post"),
    Address("administration:person_second_factor", ADMINISTERS, About.PERSON, "post"),
    Address("administration:person_close", ADMINISTERS, About.PERSON, "post"),
    Address("administration:person_reopen", ADMINISTERS, About.PERSON, "post"),
    Address("administration:import", ADMINISTERS),
    Address("administration:run", ADMINISTERS, About.RUN),
    Address("administration:start", ADMINISTERS, About.RUN, "post"),
    Address("administration:discard", ADMINISTERS, About.RUN, "post"),
    Address("administration:rejects", ADMINISTERS, About.RUN),
    Address("offers:list", READS_OFFERS),
    Address("offers:add", KEEPS_TEXTS, method="post"),
    Address("offers:export", READS_OFFERS),
    Address("offers:plans", SEES_CASES),
    Address("offers:plans_csv", SEES_CASES),
    Address("offers:offer", READS_OFFERS, About.OFFER),
    Address("offers:offer", KEEPS_TEXTS, About.OFFER, "post"),
    Address("offers:undo", KEEPS_TEXTS, About.OFFER, "post"),
    Address("leaflet:leaflet", READS_OFFERS),
    Address("leaflet:pdf", READS_OFFERS),
    Address("leaflet:write", KEEPS_TEXTS, method="post"),
    Address("leaflet:preview", KEEPS_TEXTS, method="post"),
    Address("leaflet:version", READS_OFFERS, About.LEAFLET),
    Address("leaflet:withdraw", KEEPS_TEXTS, About.LEAFLET, "post"),
    Address("reasons:list", KEEPS_TEXTS),
    Address("reasons:add", KEEPS_TEXTS, method="post"),
    Address("reasons:adopt", KEEPS_TEXTS, method="post"),
    Address("reasons:reason", KEEPS_TEXTS, About.REASON),
    Address("reasons:switch", KEEPS_TEXTS, About.REASON, "post"),
    Address("reasons:move", KEEPS_TEXTS, About.REASON, "post"),
    Address("reasons:reason", KEEPS_TEXTS, About.NOT_RAISED_REASON),
    Address("talk:not_raised", MAKES_PLANS, About.CASE),
    Address("talk:not_raised", MAKES_PLANS, About.CASE, "post"),
    Address("talk:use", MAKES_PLANS, About.MEETING),
    Address("talk:use", MAKES_PLANS, About.MEETING, "post"),
    Address("talk:take_back", MAKES_PLANS, About.MEETING, "post"),
    Address("talk:task", MAKES_PLANS, About.MEETING, "post"),
    Address("talk:no_plan", MAKES_PLANS, About.CASE),
    Address("talk:no_plan", MAKES_PLANS, About.CASE, "post"),
    Address("talk:no_plan_take_back", MAKES_PLANS, About.CASE, "post"),
    Address("proofs:came_in", MAKES_PLANS),
    Address("proofs:ledger", SEES_CASES, About.CASE),
    Address("proofs:record", MAKES_PLANS, About.DUE_PROOF, "post"),
    Address("proofs:take_back", MAKES_PLANS, About.DUE_PROOF, "post"),
    Address("proofs:receipt", SEES_CASES, About.PROOF),
    Address("deadlines:list", SEES_CASES),
    Address("deadlines:month", SEES_CASES),
    Address("deadlines:calendar_file", SEES_CASES),
    Address("deadlines:seen", SEES_CASES, About.MOVED_DEADLINE, "post"),
    Address("practice:practice", MAKES_PLANS),
    Address("practice:create", MAKES_PLANS, method="post"),
    Address("practice:set_day", MAKES_PLANS, method="post"),
    Address("practice:begin", MAKES_PLANS, method="post"),
    Address("procedures:procedure", SEES_CASES, About.PROCEDURE),
    Address("procedures:act", MAKES_PLANS, About.PROCEDURE, "post"),
    Address("procedures:of_case", SEES_CASES, About.CASE),
    Address("procedures:begin", MAKES_PLANS, About.CASE, "post"),
    Address("procedures:conciliation", MAKES_PLANS, About.CASE, "post"),
    Address("procedures:proposals", SEES_CASES, About.CASE),
    Address("procedures:outcome", MAKES_PLANS, About.PROPOSAL, "post"),
    Address("procedures:take_back", MAKES_PLANS, About.PROPOSAL, "post"),
    Address("procedures:write", MAKES_PLANS, About.PROPOSAL, "post"),
    Address("holidays:list", KEEPS_DAYS),
    Address("holidays:read_in", KEEPS_DAYS, method="post"),
    Address("holidays:bring_back", KEEPS_DAYS, method="post"),
    Address("holidays:remove", KEEPS_DAYS, About.HOLIDAY, "post"),
    Address("research:list", RESEARCHES),
    Address("research:new", RESEARCHES),
    Address("research:new", RESEARCHES, method="post"),
    Address("research:study", RESEARCHES, About.STUDY),
    Address("research:record", RESEARCHES, About.STUDY),
    Address("research:record", RESEARCHES, About.STUDY, "post"),
    Address("research:add_member", RESEARCHES, About.STUDY, "post"),
    Address("research:remove_member", RESEARCHES, About.STUDY_MEMBER, "post"),
    Address("research:delete_keys", RESEARCHES, About.STUDY, "post"),
    Address("research:trail", RESEARCHES, About.STUDY),
    Address("research:field", RESEARCHES, About.STUDY),
    Address("research:sites", RESEARCHES, About.STUDY),
    Address("research:sites", RESEARCHES, About.STUDY, "post"),
    Address("research:field_add", RESEARCHES, About.STUDY, "post"),
    Address("research:reply", RESEARCHES, About.STUDY_SITE, "post"),
    Address("research:recording", RESEARCHES, About.STUDY_TALK, "post"),
    Address("research:consent_withdraw", RESEARCHES, About.STUDY_CONSENT, "post"),
    Address("research:method", RESEARCHES, About.STUDY),
    Address("research:method", RESEARCHES, About.STUDY, "post"),
    Address("research:book", RESEARCHES, About.STUDY),
    Address("research:book_adopt", RESEARCHES, About.STUDY, "post"),
    Address("research:book_take_over", RESEARCHES, About.STUDY, "post"),
    Address("research:book_write", RESEARCHES, About.STUDY),
    Address("research:book_write", RESEARCHES, About.STUDY, "post"),
    Address("research:book_publish", RESEARCHES, About.STUDY_BOOK, "post"),
    Address("research:documents", RESEARCHES, About.STUDY),
    Address("research:document", RESEARCHES, About.STUDY_DOCUMENT),
    Address("research:settle_flag", RESEARCHES, About.STUDY_DOCUMENT, "post"),
    Address("research:upload", RESEARCHES, About.STUDY),
    Address("research:upload", RESEARCHES, About.STUDY, "post"),
    Address("research:sample_present", RESEARCHES),
    Address("research:sample", RESEARCHES, About.STUDY),
    Address("research:office_frame", RESEARCHES, About.STUDY, "post"),
    Address("research:file_frame", RESEARCHES, About.STUDY, "post"),
    Address("research:draw", RESEARCHES, About.STUDY, "post"),
    Address("research:note", RESEARCHES, About.STUDY, "post"),
    Address("research:take_back", RESEARCHES, About.STUDY, "post"),
    Address("research:look_up", RESEARCHES, About.STUDY, "post"),
    Address("research:bring", RESEARCHES, About.STUDY, "post"),
    Address("research:sample_csv", RESEARCHES, About.STUDY),
    Address("research:coding_present", RESEARCHES),
    Address("research:queue", RESEARCHES, About.STUDY),
    Address("research:assign", RESEARCHES, About.STUDY, "post"),
    Address("research:desk", RESEARCHES, About.STUDY_DOCUMENT),
    Address("research:code", RESEARCHES, About.STUDY_DOCUMENT, "post"),
    Address("research:comparison_present", RESEARCHES),
    Address("research:comparison", RESEARCHES, About.STUDY),
    Address("research:open_comparison", RESEARCHES, About.STUDY, "post"),
    Address("research:decide", RESEARCHES, About.STUDY, "post"),
    Address("research:decide_passages", RESEARCHES, About.STUDY, "post"),
    Address("research:tables_present", RESEARCHES),
    Address("research:tables", RESEARCHES, About.STUDY),
    Address("research:table_file", RESEARCHES, About.STUDY),
    Address("research:report", RESEARCHES, About.STUDY),
    Address("research:picture", RESEARCHES, About.COMPARED_STUDY),
    Address("research:quotes", RESEARCHES, About.COMPARED_STUDY),
    Address("research:quotes_file", RESEARCHES, About.COMPARED_STUDY),
    Address("research:refi", RESEARCHES, About.COMPARED_STUDY),
    Address("research:book_file", RESEARCHES, About.STUDY),
    Address("research:whole", RESEARCHES, About.COMPARED_STUDY),
    Address("research:trail_file", RESEARCHES, About.COMPARED_STUDY),
    Address("plans:leaflet_pdf", SEES_CASES, About.AGREED),
    Address("plans:large_print_leaflet_pdf", SEES_CASES, About.AGREED),
)
