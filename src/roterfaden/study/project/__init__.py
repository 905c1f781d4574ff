"""A project in a folder: read it, write its report, recompute every number of it."""

from roterfaden.study.project.folder import Document, Project, read
from roterfaden.study.project.reporting import write as write_report
from roterfaden.study.project.results import Results, compute
from roterfaden.study.project.settings import Permission, Settings
from roterfaden.study.project.settings import write as write_settings
from roterfaden.study.project.verifying import Difference, Verified, verify

__all__ = [
    "Difference",
    "Document",
    "Permission",
    "Project",
    "Results",
    "Settings",
    "Verified",
    "compute",
    "read",
    "verify",
    "write_report",
    "write_settings",
]
