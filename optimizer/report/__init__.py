"""The papers of a run: tables, reasons, one HTML file per language, one workbook."""

from optimizer.report.files import run_files

__all__ = ["run_files"]
