"""How values and units are said in Chinese."""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal

from text2sql.lexicon import Role
from text2sql.meaning import ColumnMeaning
from text2sql.synth import zh_words as words
from text2sql.synth.parts import Value, number
from text2sql.synth.speaker import Parts
from text2sql.synth.zh_numerals import numeral, shortened, without_last_unit


class Values(Parts):
    """Says the values of a draft and the units behind them."""

    def value(self, column: ColumnMeaning, value: Value) -> str:
        """A value as people say it."""
        if isinstance(value, datetime.date):
            return self._day(value)
        if isinstance(value, str) and column.role is Role.CATEGORY:
            return self._spelled(value)
        return number(value) if isinstance(value, (int, float, Decimal)) else str(value)

    def amount(self, value: Value, *, alone: bool = True) -> str:
        """A number as people write it: 60, 六十, 1.5万; `alone` if no unit follows."""
        text = number(value)
        if self.rng.random() > 0.15 or not text.isdigit():
            return text
        forms = shortened(int(text))
        brief = without_last_unit(int(text)) if alone else ""
        return self.rng.choice([*forms, brief or text]) if forms else text

    def _year(self, value: Value) -> str:
        """2023, sometimes 23."""
        text = number(value)
        return text[2:] if len(text) == 4 and "2010" <= text <= "2030" and self.rng.random() < 0.06 else text

    def _month(self, values: Sequence[Value]) -> str:
        """2023年9月, 2023-09."""
        year, month = int(str(values[0])), int(str(values[1]))
        plain = f"{self._year(year)}年{month}月"
        return self.one(
            f"{plain}|{plain}|{plain}|{plain}份|{plain}份|{self._year(year)}年的{month}月|{self._year(year)}年{numeral(month)}月|{self._year(year)}年{numeral(month)}月份|{year}-{month:02d}|{year}/{month}|{year}.{month:02d}|{year}年{month:02d}月"
        )

    def _day(self, value: datetime.date) -> str:
        y, m, d = value.year, value.month, value.day
        plain = f"{y}年{m}月{d}"
        short = f"{self._year(y)}年{m}月{d}日"
        forms = f"{plain}日|{plain}日|{plain}日|{plain}号|{plain}号|{plain}日这天|{plain}号那天|{y}-{m:02d}-{d:02d}|{y}-{m:02d}-{d:02d}|{y}/{m}/{d}|{y}.{m}.{d}|{short}|{y}/{m:02d}/{d:02d}"
        return self.one(forms)

    def _spelled(self, value: str) -> str:
        """A short numbered name as people also say it: 3班 → 三班, 二级 → 2级."""
        if re.fullmatch(r"[1-9][\u4e00-\u9fff]{1,2}", value) and self.rng.random() < 0.2:
            return words.ORDINALS[int(value[0])] + value[1:]
        if re.fullmatch(r"[二三四五六七八九][班级组层楼号]", value) and self.rng.random() < 0.2:
            return str("零一二三四五六七八九".index(value[0])) + value[1:]
        return value

    def _sorted(self, column: ColumnMeaning, value: str) -> str:
        """The value with what it is one of, where the column's noun says so: 数码类, 北京市."""
        if self.rng.random() > 0.25:
            return value
        noun = column.zh[0]
        if noun.endswith("城市") and not value.isascii() and len(value) == 2:
            return f"{value}市"
        if noun == "性别" and value in ("男", "女"):
            return f"{value}性"
        ending = next((sort for head, sort in words.SORTS if noun.endswith(head)), "")
        return value + ending if ending and not value.endswith((ending, "型", "级")) else value

    def unit(self, column: ColumnMeaning) -> str:
        """What stands behind a number of the column."""
        return column.unit_zh or ("分" if column.is_score else "")

    def _spoken_unit(self, column: ColumnMeaning) -> str:
        """The unit behind a number that is spoken of: 元 is 块 or 块钱 too, and a mark needs none."""
        unit = self.unit(column)
        if unit == "元":
            return self.one("元|元|块|块钱")
        return self.one("分|分|") if unit == "分" else unit
