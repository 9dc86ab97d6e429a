"""Concepts that many domains share: people, money, time, states, places, plain counts and sizes."""

from text2sql.lexicon.entries import category, clock, code, contact, date, flag, free_text, measure, named, year
from text2sql.lexicon.types import Concept, Role, Scale

# One entry a line, to be read as a table.
# fmt: off

ROW_ID = Concept(
    key="id", role=Role.ID, zh=("编号", "ID"), en=("id", "number"), names=("id", "no", "bianhao"), type="INTEGER"
)

_PEOPLE = (
    named("person_name", "姓名 名字", "name, full name", "name full_name xingming xm", "person"),
    named("nickname", "昵称 网名", "nickname", "nick_name nick nicheng", "nickname"),
    category("gender", "性别", "gender, sex", "sex xingbie xb", "男 女", "male, female"),
    measure("age", "年龄 岁数", "age", "nianling nl", Scale.OLD, (18, 65, 1), "岁 years"),
    date("birth_date", "出生日期 生日", "date of birth, birthday", "birthday dob birthdate chusheng_riqi csrq", years=(1962, 2004)),
    year("birth_year", "出生年份 出生年", "year of birth, birth year", "born_year chusheng_nian", 1955, 2006),
    category(
        "nationality", "国籍", "nationality", "nation_name guoji",
        "中国 美国 日本 法国 巴西 德国 韩国 英国 西班牙 意大利 阿根廷 加拿大",
        "China, USA, Japan, France, Brazil, Germany, Korea, UK, Spain, Italy, Argentina, Canada",
    ),
    category("ethnicity", "民族", "ethnicity", "ethnic_group minzu", "汉族 回族 满族 壮族 苗族 藏族 彝族", "Han, Hui, Manchu, Zhuang, Miao"),
    category("hometown", "籍贯 老家", "home town, place of origin", "native_place jiguan", "", "", pool="city"),
    category("education", "学历 文化程度", "education, degree", "degree edu edu_level xueli", "高中 大专 本科 硕士 博士", "high school, college, bachelor, master, doctor"),
    category("marital_status", "婚姻状况", "marital status", "marriage hunyin", "未婚 已婚 离异", "single, married, divorced"),
    category("blood_type", "血型", "blood type", "blood xuexing", "A型 B型 O型 AB型", "A, B, O, AB"),
    measure("height_cm", "身高 个子", "height", "height shengao sg body_height", Scale.TALL, (150, 205, 1), "厘米 cm"),
    measure("weight_kg", "体重", "weight, body weight", "weight tizhong body_weight", Scale.HEAVY, (42, 110, 0.5), "公斤 kg"),
    category("hobby", "爱好 兴趣", "hobby", "interest aihao", "摄影 游泳 钓鱼 书法 徒步 棋牌 园艺", "photography, swimming, chess, hiking, gardening, cooking"),
    measure("work_years", "工龄 工作年限 从业年限", "years of service, seniority, experience", "years_of_service seniority experience exp_years gongling", Scale.LONG, (0, 35, 1), "年 years"),
    category("job_title", "职位 岗位 职务", "job title, position, post", "position post job title zhiwei gangwei", "经理 主管 专员 助理 总监 工程师 顾问", "manager, supervisor, specialist, assistant, director, engineer, consultant"),
    category("rank_title", "职称", "professional title, title", "title prof_title zhicheng", "初级 中级 副高 正高", "junior, intermediate, associate, senior"),
    measure("salary", "工资 薪水 薪资 月薪", "salary, pay, monthly pay", "monthly_salary sal pay wage gongzi xinzi", Scale.HIGH, (3000, 45000, 100), "元 yuan", additive=True),
    measure("bonus", "奖金", "bonus", "bonus_amt jiangjin", Scale.HIGH, (0, 30000, 100), "元 yuan", additive=True),
    measure("allowance", "补贴 津贴", "allowance, subsidy", "subsidy butie", Scale.HIGH, (0, 3000, 50), "元 yuan", additive=True),
    measure("satisfaction", "满意度", "satisfaction, satisfaction score", "satisfaction_score csat manyidu", Scale.HIGH, (1, 10, 0.1), "分 points"),
    named("manager_name", "负责人 主管 经理", "manager, person in charge", "manager leader principal owner person_in_charge fuzeren", "person"),
    named("contact_person", "联系人", "contact person, contact", "contact contact_name lianxiren", "person"),
    named("operator", "经办人 操作员", "operator, handler", "handler op_user jingbanren", "person"),
)

_CONTACTS = (
    contact("phone", "电话 手机号 联系电话 手机 手机号码", "phone, phone number, telephone", "tel mobile phone_no telephone contact_phone dianhua shouji", "phone"),
    contact("email", "邮箱 电子邮箱", "email, email address", "mail e_mail email_address youxiang", "email"),
    contact("address", "地址 住址", "address", "addr street_address dizhi", "address"),
    contact("website", "网址 官网", "website, url", "url homepage wangzhi", "url"),
    code("id_card", "身份证号 身份证", "id card number", "id_no idcard shenfenzheng sfz", "code:##################"),
    code("postcode", "邮编 邮政编码", "postcode, zip code", "zip zip_code postal_code youbian", "code:######"),
)

_PLACES = (
    category("city", "城市 所在城市", "city", "city_name chengshi", "", "", pool="city"),
    category("district", "区域 所在区 辖区", "district", "district_name area_name quyu", "", "", pool="district"),
    category("province", "省份 省", "province, state", "state prov shengfen", "", "", pool="province"),
    category("country", "国家", "country", "country_name nation guojia", "中国 美国 日本 德国 法国 英国 意大利 泰国 巴西 澳大利亚", "China, USA, Japan, Germany, France, UK, Italy, Thailand, Brazil, Australia"),
    category("region", "大区 地区", "region, area", "area zone diqu daqu", "华东 华南 华北 西南 西北 东北 华中", "North, South, East, West, Central"),
    category("street", "街道", "street", "street_name road jiedao", "", "", pool="street"),
    measure("latitude", "纬度", "latitude", "lat weidu", Scale.HIGH, (18, 53, 0.01), "度 degrees"),
    measure("longitude", "经度", "longitude", "lng lon jingdu", Scale.HIGH, (74, 134, 0.01), "度 degrees"),
    measure("altitude", "海拔", "altitude, elevation", "elevation haiba", Scale.HIGH, (0, 4500, 1), "米 m"),
    measure("floor", "楼层 所在楼层 层", "floor", "floor_no storey louceng", Scale.HIGH, (1, 32, 1), "层 floors"),
)

_TIMES = (
    date("created_date", "创建日期 建立日期", "creation date, date created", "create_date created_on chuangjian_riqi"),
    date("created_at", "创建时间", "creation time, time of creation", "create_time gmt_create chuangjian_shijian", "TIMESTAMP"),
    date("updated_at", "更新时间 修改时间", "update time, last update", "update_time gmt_modified modified_at gengxin_shijian", "TIMESTAMP"),
    date("start_date", "开始日期 起始日期", "start date", "begin_date date_from kaishi_riqi"),
    date("end_date", "结束日期 截止日期", "end date", "finish_date date_to jieshu_riqi"),
    date("hire_date", "入职日期 入职时间", "hire date, date of joining", "entry_date join_date onboard_date ruzhi_riqi", years=(2014, 2023)),
    date("register_date", "注册日期 登记日期", "registration date", "registration_date reg_date signup_date zhuce_riqi"),
    date("expiry_date", "到期日期 到期日 有效期", "expiry date, expiration date", "expire_date valid_until due_to daoqi_riqi", years=(2023, 2026)),
    date("due_date", "截止日 应还日期", "due date, deadline", "deadline jiezhiri"),
    date("payment_date", "付款日期 缴费日期", "payment date", "pay_date paid_on fukuan_riqi"),
    date("purchase_date", "购买日期 购入日期", "purchase date", "buy_date bought_on goumai_riqi"),
    date("delivery_date", "交付日期 交货日期", "delivery date", "deliver_date jiaohuo_riqi"),
    date("inspection_date", "检查日期 检验日期", "inspection date", "check_date jiancha_riqi"),
    date("event_date", "日期", "date, day", "date day record_date biz_date dt riqi"),
    date("event_time", "时间 发生时间", "time", "occur_time ts happened_at shijian", "TIMESTAMP"),
    year("year", "年份 年度 年", "year", "yr fiscal_year nianfen nian"),
    year("founded_year", "成立年份 建立年份", "founding year, year founded", "founded established est_year chengli_nianfen", 1920, 2020),
    year("built_year", "建成年份 建造年份", "year of construction", "build_year year_built construction_year jiancheng_nian", 1960, 2023),
    measure("month", "月份 月", "month", "mon month_no yuefen", Scale.LARGE, (1, 12, 1), "月 "),
    category("quarter", "季度", "quarter", "qtr jidu", "第一季度 第二季度 第三季度 第四季度", "Q1, Q2, Q3, Q4"),
    category("weekday", "星期", "weekday, day of the week", "day_of_week week_day xingqi", "周一 周二 周三 周四 周五 周六 周日", "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
    category("season", "季节", "season", "jijie", "春季 夏季 秋季 冬季", "spring, summer, autumn, winter"),
    category("shift", "班次 轮班", "shift", "shift_name banci", "早班 中班 晚班", "morning, afternoon, night"),
    clock("open_time", "开门时间 营业开始时间", "opening time", "opening_time opens_at kaimen"),
    clock("close_time", "关门时间 打烊时间", "closing time", "closing_time closes_at guanmen"),
    measure("duration_min", "时长 用时", "duration, time taken", "duration minutes time_spent shichang", Scale.LONG, (5, 240, 1), "分钟 minutes", additive=True),
    measure("duration_hours", "小时数 工时", "hours, number of hours", "hours work_hours gongshi hrs", Scale.LONG, (1, 80, 0.5), "小时 hours", additive=True),
    measure("duration_days", "天数", "days, number of days", "days day_count tianshu", Scale.LONG, (1, 60, 1), "天 days", additive=True),
)

_MONEY = (
    measure("price", "价格 单价 售价", "price, unit price", "unit_price sale_price jiage danjia", Scale.COSTLY, (5, 2000, 0.01), "元 yuan"),
    measure("cost", "成本 费用", "cost", "cost_amt chengben", Scale.HIGH, (50, 20000, 0.01), "元 yuan", additive=True),
    measure("amount", "金额", "amount", "amt total_amount sum_amount jine je", Scale.MANY, (20, 50000, 0.01), "元 yuan", additive=True),
    measure("fee", "费用 费", "fee, charge", "charge fees fei feiyong", Scale.HIGH, (10, 5000, 0.01), "元 yuan", additive=True),
    measure("deposit", "押金 定金", "deposit", "deposit_amt yajin", Scale.HIGH, (100, 10000, 50), "元 yuan", additive=True),
    measure("budget", "预算", "budget", "budget_amt yusuan", Scale.HIGH, (10000, 5000000, 1000), "元 yuan", additive=True),
    measure("revenue", "收入 营收", "revenue, income", "income turnover yingshou shouru", Scale.HIGH, (5000, 2000000, 100), "元 yuan", additive=True),
    measure("profit", "利润", "profit", "net_profit lirun", Scale.HIGH, (-50000, 500000, 100), "元 yuan", additive=True),
    measure("expense", "支出 开支", "expense, spending", "spending expenditure zhichu", Scale.HIGH, (1000, 800000, 100), "元 yuan", additive=True),
    measure("tax", "税额 税费", "tax", "tax_amount shuie", Scale.HIGH, (0, 20000, 0.01), "元 yuan", additive=True),
    measure("discount", "折扣 优惠金额", "discount", "disc discount_amt zhekou", Scale.HIGH, (0, 500, 0.5), "元 yuan", additive=True),
    measure("rent", "租金 房租", "rent, rental fee", "monthly_rent rental zujin", Scale.COSTLY, (800, 30000, 50), "元 yuan", additive=True),
    measure("fine", "罚款 罚金", "fine, penalty", "penalty fine_amount fakuan", Scale.HIGH, (0, 2000, 10), "元 yuan", additive=True),
    measure("capital", "注册资本", "registered capital, capital", "reg_capital registered_capital zhuce_ziben", Scale.LARGE, (10, 50000, 10), "万元 10k yuan", additive=True),
    measure("points", "积分", "points", "score_points bonus_points jifen", Scale.MANY, (0, 20000, 10), "分 points", additive=True),
    measure("exchange_rate", "汇率", "exchange rate", "fx_rate huilv", Scale.HIGH, (0.1, 12, 0.01)),
    category("currency", "币种", "currency", "currency_code bizhong", "人民币 美元 欧元 日元 港币", "CNY, USD, EUR, JPY, HKD"),
    category("payment_method", "支付方式 付款方式", "payment method", "pay_method pay_type payment_type zhifu_fangshi", "现金 微信 支付宝 银行卡 转账", "cash, card, transfer, wallet, cheque"),
)

_STATES = (
    category("status", "状态", "status, state", "state stat zhuangtai zt", "正常 暂停 完成 取消 待审核", "active, paused, done, cancelled, pending"),
    category("type", "类型 类别 种类", "type, kind", "kind type_name category_type leixing lx", "标准 高级 特殊 普通 定制", "standard, premium, special, basic, custom"),
    category("category", "分类 类目", "category", "cat category_name class_name fenlei", "甲类 乙类 丙类 丁类", "A, B, C, D"),
    category("level", "等级 级别", "level, tier", "lvl tier level_name dengji jibie", "一级 二级 三级 四级 五级", "bronze, silver, gold, platinum"),
    category("grade", "评级", "grade, rating grade", "grade_name pingji", "优 良 中 差", "A, B, C, D"),
    category("priority", "优先级", "priority", "prio youxianji", "高 中 低 紧急", "high, medium, low, urgent"),
    category("source", "来源 渠道", "source, channel", "channel src source_channel laiyuan qudao", "官网 门店 电话 推荐 小程序", "web, store, phone, referral, app"),
    category("color", "颜色", "colour, color", "colour yanse", "红色 蓝色 白色 黑色 银色 绿色", "red, blue, white, black, silver, green"),
    category("material", "材质 材料", "material", "caizhi", "不锈钢 塑料 木质 铝合金 玻璃 陶瓷", "steel, plastic, wood, aluminium, glass, ceramic"),
    category("size_label", "尺码 规格", "size", "size spec guige", "小号 中号 大号 特大号", "S, M, L, XL"),
    category("brand", "品牌", "brand, make", "brand_name make pinpai", "", "", pool="brand"),
    category("language", "语言 语种", "language", "lang yuyan", "中文 英语 日语 法语 西班牙语", "Chinese, English, Japanese, French, Spanish"),
    category("weather", "天气", "weather", "weather_type tianqi", "晴 多云 阴 小雨 大雨 雪", "sunny, cloudy, overcast, rain, storm, snow"),
    category("result", "结果", "result, outcome", "outcome result_desc jieguo", "通过 未通过 复核 作废", "pass, fail, review, void"),
    category("reason", "原因", "reason, cause", "cause reason_desc yuanyin", "设备故障 人为失误 天气原因 计划内 其他", "equipment failure, human error, weather, planned, other"),
    category("unit_label", "计量单位 单位", "unit, unit of measure", "unit uom danwei", "件 箱 公斤 吨 米", "piece, box, kg, ton, metre"),
    category("responsible_dept", "责任部门", "responsible department", "resp_dept owner_dept zeren_bumen", "", "", pool="department"),
    flag("is_active", "启用 有效", "active, enabled", "active enabled is_valid valid youxiao"),
    flag("is_paid", "已付款 已缴费", "paid", "paid pay_flag yifukuan"),
    flag("is_vip", "会员 VIP", "VIP, member", "vip is_member vip_flag"),
    flag("is_finished", "完成 已完成", "finished, completed", "finished completed done_flag wancheng"),
    flag("is_insured", "投保 已投保", "insured", "insured insured_flag"),
    flag("is_overdue", "逾期", "overdue", "overdue overdue_flag yuqi"),
    flag("is_deleted", "删除 已删除", "deleted", "deleted del_flag"),
    flag("is_imported", "进口", "imported", "imported import_flag jinkou"),
    flag("is_verified", "认证 已认证", "verified", "verified verified_flag renzheng"),
)

_SIZES = (
    measure("quantity", "数量", "quantity", "qty num number count_num amount_num shuliang sl", Scale.MANY, (1, 500, 1), "件 pieces", additive=True),
    measure("count", "次数", "count, number of times", "times cnt frequency cishu", Scale.MANY, (0, 120, 1), "次 times", additive=True),
    measure("people_count", "人数", "number of people, headcount", "headcount people num_people persons renshu", Scale.MANY, (1, 300, 1), "人 people", additive=True),
    measure("stock", "库存 库存量", "stock, stock level, inventory", "inventory stock_qty kucun", Scale.MANY, (0, 3000, 1), "件 pieces", additive=True),
    measure("capacity", "容量", "capacity", "cap rongliang", Scale.LARGE, (10, 5000, 5), " ", additive=True),
    measure("seats", "座位数", "number of seats, seats", "seat_count num_seats zuowei", Scale.MANY, (20, 1500, 1), "个 seats", additive=True),
    measure("area_sqm", "面积", "area, floor area", "area area_m2 square mianji", Scale.LARGE, (20, 2000, 0.5), "平方米 square metres", additive=True),
    measure("length_m", "长度", "length", "length len changdu", Scale.LONG, (1, 500, 0.1), "米 m"),
    measure("width_m", "宽度", "width", "width kuandu", Scale.LARGE, (1, 60, 0.1), "米 m"),
    measure("height_m", "高度", "height", "height gaodu", Scale.HIGH, (1, 300, 0.1), "米 m"),
    measure("depth_m", "深度", "depth", "depth shendu", Scale.LARGE, (1, 900, 0.1), "米 m"),
    measure("gross_weight", "重量 毛重", "weight, gross weight", "weight wt weight_t zhongliang", Scale.HEAVY, (1, 900, 0.1), "公斤 kg", additive=True),
    measure("volume", "体积", "volume", "vol volume_m3 tiji", Scale.LARGE, (0.1, 80, 0.1), "立方米 cubic metres", additive=True),
    measure("distance_km", "距离", "distance", "distance dist km juli", Scale.FAR, (1, 2000, 1), "公里 km", additive=True),
    measure("speed", "速度", "speed", "velocity speed_kmh sudu", Scale.FAST, (10, 320, 1), "公里每小时 km/h"),
    measure("temperature", "温度 气温", "temperature", "temp wendu", Scale.HIGH, (-15, 42, 0.1), "度 degrees"),
    measure("humidity", "湿度", "humidity", "humid shidu", Scale.HIGH, (15, 98, 1), "% %"),
    measure("pressure", "压力 压强", "pressure", "press yali", Scale.HIGH, (80, 1200, 1), "千帕 kPa"),
    measure("voltage", "电压", "voltage", "volt dianya", Scale.HIGH, (110, 480, 0.1), "伏 V"),
    measure("current_a", "电流", "current", "current amp dianliu", Scale.HIGH, (1, 200, 0.1), "安 A"),
    measure("power_kw", "功率", "power", "power power_w gonglv", Scale.LARGE, (1, 900, 0.5), "千瓦 kW", additive=True),
    measure("flow_rate", "流量", "flow rate, flow", "flow liuliang", Scale.LARGE, (1, 800, 0.1), "立方米每小时 m3/h"),
    measure("noise", "噪声 噪音", "noise level, noise", "noise_db zaosheng", Scale.HIGH, (30, 110, 0.1), "分贝 dB"),
    measure("thickness", "厚度", "thickness", "thick houdu", Scale.LARGE, (0.5, 60, 0.1), "毫米 mm"),
    measure("diameter", "直径", "diameter", "dia zhijing", Scale.LARGE, (1, 600, 0.5), "毫米 mm"),
    measure("score", "得分 评分 分数", "score", "score_value pts defen fenshu", Scale.HIGH, (30, 100, 0.5), "分 points"),
    measure("rating", "评分 星级评分", "rating", "rate stars avg_rating pingfen", Scale.HIGH, (1, 5, 0.1), "分 stars"),
    measure("rank_no", "排名 名次", "ranking, place", "ranking rank_num position_no paiming", Scale.HIGH, (1, 60, 1), "名 "),
    measure("ratio", "占比 比例", "share, ratio", "rate percent percentage pct bili", Scale.HIGH, (0, 100, 0.1), "% %"),
    measure("pass_rate", "合格率", "pass rate", "qualified_rate yield_rate hegelv", Scale.HIGH, (70, 100, 0.1), "% %"),
    measure("growth_rate", "增长率", "growth rate", "growth zengzhanglv", Scale.HIGH, (-20, 60, 0.1), "% %"),
    measure("efficiency", "效率", "efficiency", "eff xiaolv", Scale.HIGH, (30, 100, 0.1), "% %"),
    measure("loss", "损耗 损耗量", "loss", "loss_qty wastage sunhao", Scale.HIGH, (0, 300, 0.1), "公斤 kg", additive=True),
    measure("response_ms", "响应时间 延迟", "response time, latency", "latency latency_ms rt yanchi", Scale.LONG, (5, 3000, 1), "毫秒 ms"),
    measure("views", "浏览量 访问量 点击量", "views, visits", "view_count visits clicks pv liulanliang", Scale.MANY, (0, 100000, 1), "次 times", additive=True),
    measure("likes", "点赞数", "likes, number of likes", "like_count dianzan", Scale.MANY, (0, 50000, 1), "个 likes", additive=True),
    measure("comment_count", "评论数", "number of comments, comments", "comments reviews_count pinglunshu", Scale.MANY, (0, 3000, 1), "条 comments", additive=True),
    measure("complaints", "投诉数 投诉量", "complaints, number of complaints", "complaint_count tousu", Scale.MANY, (0, 40, 1), "起 complaints", additive=True),
    measure("error_count", "错误数", "errors, number of errors", "errors err_cnt cuowushu", Scale.MANY, (0, 200, 1), "个 errors", additive=True),
    measure("total", "总数 总量", "total", "total_num zongshu", Scale.MANY, (1, 5000, 1), " ", additive=True),
)

# Plain heads that names of one's own end in: 星辉指数, zorvan_index.
_HEADS = (
    measure("index", "指数", "index", "idx index_value zhishu", Scale.HIGH, (1, 200, 0.1)),
    measure("value", "值 数值", "value", "val reading shuzhi", Scale.HIGH, (1, 500, 0.1)),
    measure("factor", "系数", "factor, coefficient", "coef coefficient xishu", Scale.HIGH, (0.1, 5, 0.01)),
    measure("load", "负荷 负载", "load", "load_value fuhe", Scale.HIGH, (5, 500, 0.5)),
    measure("gap", "差值 差额", "gap, difference", "diff difference chazhi", Scale.LARGE, (0, 90, 0.1)),
    measure("density", "密度", "density", "dens midu", Scale.HIGH, (0.1, 20, 0.01)),
    measure("quota", "配额 额度", "quota, limit", "limit_value peie edu", Scale.HIGH, (100, 9000, 10), additive=True),
    measure("margin", "余量", "margin", "reserve_margin yuliang", Scale.HIGH, (1, 300, 0.5)),
    measure("output", "产量 产出", "output, production", "production out_qty yield_qty chanliang", Scale.HIGH, (10, 9000, 1), "件 units", additive=True),
    measure("balance", "余额", "balance", "bal balance_amt yue", Scale.MANY, (0, 200000, 0.01), "元 yuan", additive=True),
)

_CODES = (
    code("code", "编码 代码", "code", "code_value bianma daima"),
    code("serial_no", "序列号", "serial number", "sn serial xuliehao"),
    code("batch_no", "批次号 批号", "batch number, batch", "batch lot_no pihao", "code:B######-##"),
    code("contract_no", "合同号 合同编号", "contract number", "contract_id_no hetonghao", "code:HT-####-###"),
    code("invoice_no", "发票号", "invoice number", "invoice fapiaohao", "code:INV########"),
    code("plate_no", "车牌号 车牌", "plate number, licence plate", "plate license_plate chepai", "plate"),
    code("model_no", "型号", "model, model number", "model xinghao"),
    code("doc_no", "单号 单据号", "document number", "bill_no danhao"),
    code("tag_code", "标签码 条码", "barcode", "barcode bar_code tiaoma", "code:69###########"),
    code("version", "版本 版本号", "version", "ver version_no banben", "version"),
)

_TEXTS = (
    named("company_name", "公司名称 公司 企业名称", "company, company name", "company firm corp gongsi", "company"),
    free_text("remark", "备注", "remark, note", "remarks note notes memo beizhu"),
    free_text("description", "描述 说明", "description", "desc_text descr details miaoshu"),
    free_text("comment_text", "评论内容", "comment, review text", "comment content_text pinglun"),
    named("title", "标题 名称", "title", "title_name subject biaoti", "title"),
    named("plain_name", "名称 名字", "name", "name label mingcheng mc", "coined", "一号 项目 系列 中心", "One, Series, Point, Plus"),
)

CONCEPTS: tuple[Concept, ...] = (
    ROW_ID, *_PEOPLE, *_CONTACTS, *_PLACES, *_TIMES, *_MONEY, *_STATES, *_SIZES, *_HEADS, *_CODES, *_TEXTS,
)
