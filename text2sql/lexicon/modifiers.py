"""Words that stand before a head noun to make a column of one's own: 备用电压, first_check_score.

(English in snake_case, Chinese). Used to invent column names and to understand them.
"""

MODIFIERS: tuple[tuple[str, str], ...] = (
    ("avg", "平均"), ("max", "最高"), ("min", "最低"), ("total", "总"), ("net", "净"), ("gross", "毛"),
    ("planned", "计划"), ("actual", "实际"), ("estimated", "预计"), ("target", "目标"), ("initial", "初始"), ("final", "最终"),
    ("first", "首次"), ("second", "二次"), ("third", "三次"), ("last", "上次"), ("next", "下次"), ("previous", "前期"), ("current", "当前"),
    ("primary", "主"), ("secondary", "次级"), ("backup", "备用"), ("spare", "备件"), ("main", "主要"), ("minor", "次要"),
    ("daily", "日"), ("weekly", "周"), ("monthly", "月"), ("quarterly", "季度"), ("annual", "年度"), ("yearly", "全年"),
    ("q1", "一季度"), ("q2", "二季度"), ("q3", "三季度"), ("q4", "四季度"), ("h1", "上半年"), ("h2", "下半年"),
    ("morning", "上午"), ("evening", "晚间"), ("night", "夜间"), ("noon", "午间"), ("weekend", "周末"), ("holiday", "节假日"),
    ("peak", "峰值"), ("base", "基础"), ("standard", "标准"), ("extra", "额外"), ("fixed", "固定"), ("floating", "浮动"),
    ("internal", "内部"), ("external", "外部"), ("domestic", "国内"), ("overseas", "海外"), ("local", "本地"), ("remote", "远程"),
    ("online", "线上"), ("offline", "线下"), ("manual", "手动"), ("auto", "自动"), ("front", "前端"), ("rear", "后端"),
    ("left", "左侧"), ("right", "右侧"), ("upper", "上部"), ("lower", "下部"), ("inner", "内层"), ("outer", "外层"),
    ("inlet", "进口端"), ("outlet", "出口端"), ("input", "输入"), ("output", "输出"), ("inbound", "入站"), ("outbound", "出站"),
    ("test", "测试"), ("check", "抽检"), ("recheck", "复检"), ("first_check", "首检"), ("repair", "维修"), ("cleaning", "清洁"),
    ("material", "物料"), ("labor", "人工"), ("transport", "运输"), ("storage", "仓储"), ("packing", "包装"), ("service", "服务"),
    ("training", "培训"), ("travel", "差旅"), ("marketing", "营销"), ("office", "办公"), ("insurance", "保险"), ("equipment", "设备"),
    ("north", "北区"), ("south", "南区"), ("east", "东区"), ("west", "西区"), ("zone_a", "A区"), ("zone_b", "B区"),
    ("line1", "一号线"), ("line2", "二号线"), ("team_a", "甲组"), ("team_b", "乙组"), ("phase1", "一期"), ("phase2", "二期"),
    ("summer", "夏季"), ("winter", "冬季"), ("dry", "干"), ("wet", "湿"), ("hot", "热态"), ("cold", "冷态"),
    ("adult", "成人"), ("child", "儿童"), ("new", "新增"), ("old", "旧"), ("valid", "有效"), ("invalid", "无效"),
    ("shared", "共享"), ("private", "专用"), ("public", "公共"), ("reserved", "预留"), ("remaining", "剩余"), ("used", "已用"),
    ("delivery", "配送"), ("return", "退回"), ("loading", "装载"), ("unloading", "卸货"), ("waiting", "等待"), ("idle", "空闲"),
)  # fmt: skip

# Parallel measures of one table: the stems, to which a shared head (得分, score) may be added.
SERIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("welding", "焊接"), ("painting", "喷漆"), ("assembly", "装配"), ("cutting", "切割"), ("polishing", "打磨"), ("packing", "包装")),
    (("attack", "进攻"), ("defense", "防守"), ("passing", "传球"), ("shooting", "射门"), ("stamina", "体能"), ("teamwork", "配合")),
    (("taste", "口味"), ("hygiene", "卫生"), ("service", "服务"), ("decor", "环境"), ("speed", "上菜速度"), ("portion", "份量")),
    (("plot", "剧情"), ("acting", "表演"), ("visuals", "画面"), ("soundtrack", "配乐"), ("pacing", "节奏")),
    (("theory", "理论"), ("practice", "实操"), ("safety", "安全"), ("interview", "面试"), ("written", "笔试"), ("attitude", "态度")),
    (("rice", "水稻"), ("wheat", "小麦"), ("corn", "玉米"), ("soybean", "大豆"), ("potato", "土豆"), ("cotton", "棉花")),
    (("coal", "煤炭"), ("gas", "天然气"), ("solar", "光伏"), ("wind", "风电"), ("hydro", "水电"), ("nuclear", "核电")),
    (("copper", "铜"), ("iron", "铁"), ("zinc", "锌"), ("gold", "金"), ("silver", "银"), ("nickel", "镍")),
    (("reading", "阅读"), ("listening", "听力"), ("writing", "写作"), ("speaking", "口语"), ("grammar", "语法"), ("vocabulary", "词汇")),
    (("bread", "面包"), ("cake", "蛋糕"), ("coffee", "咖啡"), ("tea", "茶饮"), ("juice", "果汁"), ("salad", "沙拉")),
    (("swimming", "游泳"), ("running", "跑步"), ("cycling", "骑行"), ("yoga", "瑜伽"), ("boxing", "拳击"), ("rowing", "划船")),
    (("kitchen", "厨房"), ("bathroom", "卫生间"), ("bedroom", "卧室"), ("living_room", "客厅"), ("balcony", "阳台")),
    (("design", "设计"), ("coding", "编码"), ("testing", "测试"), ("deploy", "部署"), ("docs", "文档"), ("support", "支持")),
    (("engine", "发动机"), ("brake", "刹车"), ("tyre", "轮胎"), ("light", "灯光"), ("battery", "电池"), ("steering", "转向")),
    (("rent", "房租"), ("water", "水费"), ("electricity", "电费"), ("network", "网费"), ("cleaning", "保洁费"), ("parking", "停车费")),
    (("cod", "化学需氧量"), ("nitrogen", "氮"), ("phosphorus", "磷"), ("oxygen", "溶解氧"), ("chlorine", "余氯"), ("turbidity", "浊度")),
    (("mackerel", "鲭鱼"), ("tuna", "金枪鱼"), ("shrimp", "虾"), ("crab", "螃蟹"), ("squid", "鱿鱼"), ("salmon", "三文鱼")),
    (("piano", "钢琴"), ("violin", "小提琴"), ("guitar", "吉他"), ("drums", "架子鼓"), ("vocal", "声乐"), ("dance", "舞蹈")),
)  # fmt: skip

SERIES_HEADS: tuple[tuple[str, str], ...] = (
    ("score", "得分"), ("rating", "评分"), ("hours", "小时数"), ("cost", "费用"), ("amount", "金额"),
    ("output", "产量"), ("count", "次数"), ("sales", "销售额"), ("level", "水平分"), ("budget", "预算"), ("weight", "重量"),
)  # fmt: skip

# Nouns that make coined heads where no concept serves: 星辉指数, zorvan_index.
COINED_HEADS: tuple[tuple[str, str], ...] = (
    ("index", "指数"), ("value", "值"), ("factor", "系数"), ("rate", "率"), ("count", "数"), ("level", "水平"),
    ("score", "分"), ("amount", "额"), ("volume", "量"), ("load", "负荷"), ("depth", "深度"), ("gap", "差值"),
    ("density", "密度"), ("ratio", "比"), ("hours", "时长"), ("cost", "成本"), ("quota", "配额"), ("margin", "余量"),
)  # fmt: skip

CHINESE_OF: dict[str, str] = {
    **dict(COINED_HEADS),
    **dict(SERIES_HEADS),
    **{en: zh for group in SERIES for en, zh in group},
    **dict(MODIFIERS),
}
