"""What was read in lately."""

from roterfaden.recipients.models import ImportRun
from roterfaden.web.components.access import StaffRequest

LATEST_RUNS = 5


def latest_runs(request: StaffRequest) -> list[ImportRun]:
    """The last files of cases, without their rows."""
    runs = ImportRun.objects.filter(jobcentre_id=request.staff.jobcentre_id)
    latest = runs.select_related("uploaded_by").defer("content", "rejects")[:LATEST_RUNS]
    return list(latest)
