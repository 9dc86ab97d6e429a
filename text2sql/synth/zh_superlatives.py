"""What the first and the last of a kind are called: 考得最好, 最便宜, 年纪最小. Data only; (most, least), between bars."""

# Behind the mark's noun.
SCORES = (
    "最高|考得最好|最好|考分最高|拿分最高|得分最高|考得最高|最强|最厉害|最牛|最拔尖|学得最好|最棒|最优秀|最出色|最突出|最顶尖|分最高|考得最棒",
    "最低|考得最差|最差|考分最低|拿分最低|得分最低|考得最低|最弱|最糟|最拉胯|最不行|学得最差|考得最烂|考得最糟|最差劲|分最低|最拖后腿",
)
# The same of a single one.
FIRST = (
    "排第一|排第一|第一名|夺冠|拿第一|得第一|考第一|排名第一|排在第一|独占鳌头|居首|排首位|考了第一|考了最高分|拿了最高分",
    "垫底|倒数第一|排最后|最后一名|排倒数第一|考了倒数第一|排名最后|吊车尾|考了最低分|拿了最低分|排末位",
)
# Without a noun, where nothing else is of that sort.
UNNAMED: dict[str, tuple[str, str]] = {
    "age": (
        "年龄最大|年纪最大|岁数最大|最年长|年纪最长|最老|年岁最大|年龄最高",
        "年龄最小|年纪最小|岁数最小|最年轻|最小|年纪最轻|年龄最低|年岁最小",
    ),
    "price": (
        "最贵|最贵|卖得最贵|价格最高|价钱最高|卖价最高|要价最高|标价最高|定价最高|价位最高|卖得最高",
        "最便宜|最便宜|卖得最便宜|价格最低|价钱最低|卖价最低|要价最低|标价最低|定价最低|价位最低|最实惠|卖得最低",
    ),
    "spent": (
        "花费最高|花得最多|花钱最多|花销最大|开销最大|费用最高|花费最多|用钱最多|最费钱|最烧钱",
        "花费最低|花得最少|花钱最少|花销最小|开销最小|费用最低|花费最少|用钱最少|最省钱",
    ),
    "stock": (
        "库存最多|存货最多|剩得最多|库存最大|囤得最多|库存量最大|存量最多|剩下最多",
        "库存最少|存货最少|剩得最少|库存最小|库存量最小|存量最少|剩下最少|库存最紧张",
    ),
    "height": ("最高|个子最高|个头最高|身高最高|长得最高", "最矮|个子最矮|个头最矮|身高最低|长得最矮|个子最小"),
    "weight": ("最重|体重最重|体重最大", "最轻|体重最轻|体重最小"),
    "long": ("用时最长|持续最久|时间最长|耗时最长|历时最长", "用时最短|时间最短|耗时最短|历时最短"),
}
# Behind the noun.
NAMED: dict[str, tuple[str, str]] = {
    "fee": ("最贵|最高|收得最贵|收得最高|收得最多", "最便宜|最低|收得最便宜|收得最低|收得最少"),
    "pay": ("最高|拿得最多|最多|挣得最多|领得最多|开得最高", "最低|拿得最少|最少|挣得最少|领得最少|开得最低"),
    "rating": ("最高|最好|打得最高|得分最高", "最低|最差|打得最低|得分最低|最不好"),
}
# One row against another that is named: (more, less).
BEATS: dict[str, tuple[str, str]] = {
    "score": (
        "{m}考得比{name}好|{m}考得比{name}高|{m}比{name}考得好|{m}比{name}强|{m}压过{name}|{m}胜过{name}|{m}强过{name}|{m}好于{name}|"
        "{m}赢了{name}|{m}考赢{name}|{m}比{name}好|{m}分数比{name}高|比{name}{m}考得高|{m}比{name}分高|{m}比{name}考得高",
        "{m}考得比{name}差|{m}考得比{name}低|{m}比{name}考得差|{m}比{name}弱|{m}不如{name}|{m}赶不上{name}|{m}比不上{name}|{m}没有{name}高|"
        "{m}没{name}考得好|{m}输给{name}|{m}考得不如{name}|{m}比{name}差|{m}没有{name}考得高|{m}没{name}高|{m}比{name}考得低",
    ),
    "age": (
        "比{name}大|比{name}年长|比{name}岁数大|年纪比{name}大|岁数比{name}大|比{name}年纪大|比{name}年龄大",
        "比{name}小|比{name}年轻|比{name}岁数小|年纪比{name}小|岁数比{name}小|比{name}年纪小|没{name}年纪大|没有{name}大",
    ),
    "price": (
        "比{name}贵|比{name}还贵|卖得比{name}贵|贵过{name}|价钱比{name}高|卖得比{name}高",
        "比{name}便宜|比{name}还便宜|卖得比{name}便宜|没有{name}贵|没{name}贵|价钱比{name}低|卖得比{name}低",
    ),
    "fee": (
        "{m}比{name}贵|{m}比{name}收得多|{m}收得比{name}高|{m}贵过{name}",
        "{m}比{name}便宜|{m}比{name}收得少|{m}收得比{name}低|{m}没有{name}贵",
    ),
    "stock": (
        "库存比{name}多|剩得比{name}多|比{name}存货多",
        "库存比{name}少|剩得比{name}少|比{name}存货少|库存没有{name}多",
    ),
    "rating": (
        "{m}比{name}好|{m}打得比{name}高|{m}胜过{name}",
        "{m}比{name}差|{m}不如{name}|{m}没有{name}高|{m}赶不上{name}",
    ),
    "pay": (
        "{m}比{name}拿得多|{m}拿得比{name}多|挣得比{name}多",
        "{m}比{name}拿得少|{m}拿得比{name}少|{m}没有{name}高|挣得没{name}多",
    ),
    "height": (
        "比{name}高|个子比{name}高|长得比{name}高|个头比{name}高",
        "比{name}矮|个子比{name}矮|长得比{name}矮|没有{name}高",
    ),
    "weight": ("比{name}重|体重比{name}大", "比{name}轻|体重比{name}小|没有{name}重"),
}
