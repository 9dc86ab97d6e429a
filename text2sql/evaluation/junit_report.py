"""A report as JUnit XML, which CI servers show: a test case for each question."""

import re
from xml.etree import ElementTree

from text2sql.display import plain
from text2sql.evaluation.meanings import MEANINGS
from text2sql.evaluation.report import Answer, Report
from text2sql.records import VerdictKind

# XML 1.0 has no way to write these; other controls are spelled out by `plain`.
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


def junit_xml(report: Report) -> str:
    """The XML. A miss is a failure of its verdict's kind; a question that is not in the score is skipped."""
    name = _text(str(report.run.get("suite", "questions")))
    skipped = sum(count for kind, count in report.counts.items() if not kind.is_scored)
    counts = {
        "tests": str(len(report.answers)),
        "failures": str(len(report.misses) - skipped),
        "errors": "0",
        "skipped": str(skipped),
    }
    root = ElementTree.Element("testsuites", {"name": "t2s", **counts})
    suite = ElementTree.SubElement(root, "testsuite", {"name": name, **counts})
    properties = ElementTree.SubElement(suite, "properties")
    for key, value in report.run.items():
        ElementTree.SubElement(properties, "property", {"name": _text(key), "value": _text(str(value))})
    for answer in report.answers:
        _add_case(suite, name, answer)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _add_case(suite: ElementTree.Element, suite_name: str, answer: Answer) -> None:
    schema = dict(answer.slices).get("schema", "")
    classname = f"{suite_name}.{_text(schema)}" if schema else suite_name
    # The id keeps questions apart that are asked twice in the same words.
    name = f"{_text(answer.question)} ({_text(answer.example_id)})"
    case = ElementTree.SubElement(suite, "testcase", {"classname": classname, "name": name})
    if answer.kind is VerdictKind.CORRECT:
        return
    if not answer.kind.is_scored:
        ElementTree.SubElement(case, "skipped", {"message": _text(f"{MEANINGS[answer.kind]}: {answer.detail}")})
        return
    message = f"{answer.kind.value}: {answer.detail}" if answer.detail else answer.kind.value
    failure = ElementTree.SubElement(case, "failure", {"type": answer.kind.value, "message": _text(message)})
    second = f"reply: {answer.raw}" if answer.predicted is None else f"predicted: {answer.predicted}"
    failure.text = _text(f"gold: {answer.gold}\n{second}", keep="\n\t")


def _text(text: str, *, keep: str = "") -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", plain(text, keep=keep))
