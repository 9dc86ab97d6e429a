"""A data set just built → a page to judge it by: what is asked, what never is, how long, what was refused, samples."""

from text2sql.data_report.page import html

__all__ = ["html"]
