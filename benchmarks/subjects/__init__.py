"""What is measured. One file a system; an extra package is imported when its system is asked for, never before."""

from benchmarks.subjects.contract import Missing, Opened, Subject
from benchmarks.subjects.table import PEERS, subject

__all__ = ["PEERS", "Missing", "Opened", "Subject", "subject"]
