"""The page: one HTML file that needs no network, in English and Chinese. Questions and SQL are hostile text, as in a report's."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from text2sql.build import Built
from text2sql.data_report.facts import LEVELS, facts
from text2sql.display import plain
from text2sql.evaluation import html_report
from text2sql.pairs.check import FindingKind

_FOLDER = Path(__file__).parent
_STYLE = Path(html_report.__file__).parent / "page" / "report.css"
_FINDINGS_ZH = {
    FindingKind.UNREADABLE: "无法读取",
    FindingKind.FAILS: "标准 SQL 执行失败",
    FindingKind.UNMEASURABLE: "无法用于测量",
    FindingKind.DUPLICATE: "重复",
    FindingKind.CONTRADICTION: "矛盾",
    FindingKind.CORRECTED: "已被更正",
    FindingKind.EMPTY: "结果为空",
    FindingKind.TIED: "并列处截断",
    FindingKind.NOT_IN_ROWS: "取值不在数据中",
    FindingKind.NOT_IN_QUESTION: "取值不在问题中",
}
# What `synth.generate` and `build` refuse; a reason that is not here stands in English.
_REASONS_ZH = {
    "the answer is empty": "结果为空",
    "the answer is zero": "结果为零",
    "the first few are tied with the next": "前几名与后面并列",
    "drawn before": "已抽取过",
    "the condition leaves nothing out": "条件没有过滤任何行",
    "the limit leaves nothing out": "LIMIT 没有截去任何行",
    "of a single row every number is the most": "只有一行，任何数都是最大",
    "the question already stands for another query": "同一问题已对应另一查询",
    "your pairs ask the same": "与你的问答相同",
    **{f"pairs: {kind}": f"你的问答：{chinese}" for kind, chinese in _FINDINGS_ZH.items()},
}
_LEVELS_ZH = ("简单", "中等", "困难", "极难", "未分级")
_FAMILIES_ZH = {"your pairs": "你的问答", "around your pairs": "由你的问答扩充"}


def html(built: Built) -> str:
    """The page about a data set."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: value if isinstance(value, Markup) else plain(str(value), keep="\n\t"),
    )
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    style = _STYLE.read_text(encoding="utf-8") + (_FOLDER / "page.css").read_text(encoding="utf-8")
    return environment.get_template("page.html").render(
        built=built,
        facts=facts(built),
        levels=LEVELS,
        levels_zh=dict(zip(LEVELS, _LEVELS_ZH, strict=True)),
        findings_zh=_FINDINGS_ZH,
        families_zh=_FAMILIES_ZH,
        reasons_zh=_REASONS_ZH,
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'",
        style=Markup(style),
        script=Markup(script),
    )
