"""The only readers and writers: cases, draft plans, identity files, run and case folders."""

from optimizer.io.reading import read_case, read_identity, read_plan
from optimizer.io.runs import altered_files, case_files, read_manifest, write_folder, write_run

__all__ = [
    "altered_files",
    "case_files",
    "read_case",
    "read_identity",
    "read_manifest",
    "read_plan",
    "write_folder",
    "write_run",
]
