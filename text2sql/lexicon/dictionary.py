"""Everyday words that are understood in people's schemas but never used to invent schemas for the bundled base.

The schemas that the project is measured on are about school, hospital and shop: their own words live here.
"""

from text2sql.lexicon.entries import category, code, contact, date, domain, entity, measure, named
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

_MARKS = (35, 100, 0.5)


def _subject(key: str, zh: str, en: str, names: str) -> tuple[str, str, str, str]:
    return key, f"{zh}成绩 {zh} {zh}分数", f"{en} score, {en}, {en} grade", names


CONCEPTS = (
    *(
        measure(*_subject(key, zh, en, names), Scale.HIGH, _MARKS, "分 points")
        for key, zh, en, names in (
            ("chinese", "语文", "Chinese", "yuwen chinese_score"),
            ("math", "数学", "maths", "maths mathematics shuxue math_score"),
            ("english", "英语", "English", "yingyu english_score"),
            ("physics", "物理", "physics", "wuli physics_score"),
            ("chemistry", "化学", "chemistry", "huaxue chem chemistry_score"),
            ("biology", "生物", "biology", "shengwu bio biology_score"),
            ("politics", "政治", "politics", "zhengzhi political politics_score"),
            ("history", "历史", "history", "lishi history_score"),
            ("geography", "地理", "geography", "dili geo geography_score"),
            ("science", "科学", "science", "kexue science_score"),
            ("music_score", "音乐", "music", "yinyue"),
            ("sports_score", "体育", "PE", "pe tiyu pe_score"),
            ("art_score", "美术", "art", "meishu"),
            ("computer_score", "信息技术", "computing", "it_score xinxi_jishu computing"),
        )
    ),
    measure("gpa", "绩点 平均绩点", "gpa, grade point average", "grade_point jidian", Scale.HIGH, (1, 4, 0.1)),
    measure("credit", "学分", "credits, credit", "credits xuefen", Scale.MANY, (1, 6, 0.5), "分 credits", additive=True),
    measure("total_score", "总分", "total score", "sum_score zongfen", Scale.HIGH, (200, 750, 0.5), "分 points"),
    code("student_no", "学号", "student number, student id", "student_id stu_id sno stu_no xuehao xh sid", "code:20######"),
    category("class", "班级 班", "class", "class_name class_no clazz banji bj", "1班 2班 3班 4班 5班 6班", "Class 1, Class 2, Class 3, Class 4"),
    category("school_grade", "年级", "grade, year group", "grade_level nianji", "七年级 八年级 九年级 高一 高二 高三", "Grade 7, Grade 8, Grade 9, Grade 10"),
    category("major", "专业", "major, subject", "zhuanye major_name", "计算机 金融 土木工程 法学 会计 英语", "computer science, finance, law, history, design"),
    category("subject", "科目 学科", "subject", "subject_name kemu", "语文 数学 英语 物理 化学 历史", "maths, English, physics, history, art"),
    named("school_name", "学校 学校名称", "school", "school xuexiao", "coined", "中学 小学 实验学校 外国语学校", "School, Academy, College"),
    named("teacher_name", "班主任 老师 教师姓名 任课教师", "teacher, class teacher", "teacher teacher_name head_teacher laoshi banzhuren jiaoshi", "person"),
    named("student_name", "学生姓名 学生", "student, student name", "student stu_name xuesheng", "person"),
    named("patient_name", "患者姓名 患者 病人", "patient, patient name", "patient huanzhe", "person"),
    named("doctor_name", "医生姓名 医生 主治医生", "doctor, doctor name", "doctor physician yisheng", "person"),
    named("clinic_department", "科室名称 科室", "department, clinic", "clinic ward_name keshi", "clinic_department"),
    category("diagnosis", "诊断结果 诊断 病情", "diagnosis", "diag disease illness zhenduan", "感冒 高血压 糖尿病 骨折 胃炎 肺炎 偏头痛 过敏性鼻炎 支气管炎", "flu, hypertension, diabetes, fracture, gastritis, pneumonia, migraine"),
    category("insurance_kind", "医保类型 医保", "health insurance, insurance", "insurance insurance_type yibao", "职工医保 居民医保 新农合 商业保险 自费", "public, private, company, none"),
    category("symptom", "症状", "symptom", "symptoms zhengzhuang", "发热 咳嗽 头痛 腹痛 乏力", "fever, cough, headache, fatigue"),
    named("drug_name", "药品名称 药品", "drug, medicine", "drug medicine drug_name yaopin", "coined", "片 胶囊 颗粒 口服液", "Tablets, Capsules, Syrup"),
    measure("dosage", "剂量 用量", "dosage, dose", "dose jiliang", Scale.LARGE, (5, 500, 5), "毫克 mg"),
    measure("beds", "床位数 床位", "beds, number of beds", "bed_count num_beds chuangwei", Scale.MANY, (10, 120, 1), "张 beds", additive=True),
    measure("register_fee", "挂号费", "registration fee, consultation fee", "reg_fee consult_fee guahaofei", Scale.COSTLY, (10, 200, 5), "元 yuan", additive=True),
    measure("blood_pressure", "血压", "blood pressure", "bp xueya", Scale.HIGH, (90, 180, 1), "mmHg mmHg"),
    measure("heart_rate", "心率", "heart rate, pulse", "pulse xinlv", Scale.HIGH, (50, 130, 1), "次/分 bpm"),
    date("visit_date", "就诊日期 访问日期", "visit date", "visited_on jiuzhen_riqi"),
    date("order_date", "下单日期 订单日期", "order date", "ordered_on order_time xiadan_riqi"),
    date("ship_date", "发货日期", "shipping date", "shipped_on fahuo_riqi"),
    code("order_no", "订单号 订单编号", "order number", "order_sn dingdanhao", "code:SO########"),
    named("customer_name", "客户姓名 客户 顾客", "customer, customer name", "customer client_name kehu", "person"),
    named("product_name", "商品名称 产品名称 商品 产品", "product, product name", "product goods_name item_name prod_name shangpin chanpin", "product"),
    category("product_category", "商品类别 商品分类", "product category", "category prod_cat goods_type", "家电 服装 食品 图书 数码 美妆 家居", "electronics, clothing, food, books, toys, beauty, home"),
    measure("sales", "销量 销售量", "sales, units sold", "sales_volume sold units_sold xiaoliang", Scale.MANY, (0, 5000, 1), "件 units", additive=True),
    measure("sales_amount", "销售额", "sales amount, turnover", "sale_amt gmv xiaoshoue", Scale.HIGH, (100, 500000, 1), "元 yuan", additive=True),
    # People and their papers
    named("first_name", "名", "first name, given name", "given_name fname firstname", "given_name"),
    named("last_name", "姓 姓氏", "last name, surname, family name", "surname family_name lname lastname", "surname"),
    named("username", "用户名 登录名", "user name", "user_name login login_name account_name yonghuming", "nickname"),
    category("occupation", "职业", "occupation, profession", "profession job_type zhiye", "教师 医生 司机 农民 律师 会计 程序员", "teacher, doctor, driver, farmer, lawyer, accountant, programmer"),
    category("religion", "宗教 信仰", "religion", "faith zongjiao", "佛教 道教 基督教 伊斯兰教 无", "Buddhist, Christian, Muslim, Hindu, none"),
    category("political_status", "政治面貌", "political status", "political_affiliation zhengzhi_mianmao", "党员 团员 群众", "member, none"),
    category("party", "党派 政党", "party, political party", "political_party dangpai", "", "", pool="brand"),
    measure("votes", "票数 得票数", "votes, number of votes", "vote_count num_votes piaoshu", Scale.MANY, (10, 90000, 1), "票 votes", additive=True),
    measure("dependents", "子女数 子女数量", "children, number of children", "num_children kids zinvshu", Scale.MANY, (0, 4, 1), "个 children", additive=True),
    category("user_role", "角色", "role", "role role_name juese", "管理员 编辑 访客 审核员", "admin, editor, viewer, auditor"),
    category("relation", "关系", "relationship, relation", "relationship guanxi", "父亲 母亲 配偶 朋友", "father, mother, spouse, friend"),
    code("student_card", "校园卡号", "campus card number", "campus_card", "code:C#######"),
    code("bank_card", "银行卡号 卡号", "card number", "card_number bank_card_no kahao", "code:62##############"),
    code("wechat", "微信号 微信", "WeChat id", "wechat_id wx weixin", "code:wx_######"),
    code("qq_number", "QQ号 QQ", "QQ number", "qq", "code:#########"),
    contact("fax", "传真", "fax", "fax_no chuanzhen", "phone"),
    # School
    category("semester", "学期", "semester, term", "term xueqi", "第一学期 第二学期", "spring, autumn"),
    category("classroom", "教室", "classroom, room", "room_name jiaoshi_no", "101 102 203 305 408", "A1, A2, B1, C3"),
    category("faculty", "学院 院系 系", "faculty, college, school", "college_name xueyuan", "理学院 工学院 文学院 商学院 医学院", "science, engineering, arts, business"),
    measure("absences", "缺勤次数 旷课次数", "absences", "absence_count absent_times queqin", Scale.MANY, (0, 15, 1), "次 absences", additive=True),
    measure("scholarship", "奖学金", "scholarship", "scholarship_amount jiangxuejin", Scale.HIGH, (0, 8000, 100), "元 yuan", additive=True),
    measure("school_tuition", "学费", "tuition fee, tuition", "tuition_fee xuefei", Scale.COSTLY, (1000, 30000, 100), "元 yuan", additive=True),
    # Health
    date("admission_date", "入院日期 入学日期", "admission date", "admitted_on enroll_date ruyuan_riqi"),
    date("discharge_date", "出院日期", "discharge date", "discharged_on chuyuan_riqi"),
    category("ward", "病房 病区", "ward", "ward_no bingfang", "A区 B区 C区 ICU", "A, B, C, ICU"),
    category("allergy", "过敏史", "allergy, allergies", "allergies guomin", "青霉素 花粉 海鲜 无", "penicillin, pollen, seafood, none"),
    measure("bmi", "体质指数 BMI", "bmi, body mass index", "body_mass_index", Scale.HIGH, (16, 38, 0.1)),
    measure("blood_sugar", "血糖", "blood sugar, glucose", "glucose xuetang", Scale.HIGH, (3.5, 15, 0.1), "mmol/L mmol/L"),
    measure("cholesterol", "胆固醇", "cholesterol", "chol danguchun", Scale.HIGH, (2.5, 8, 0.1), "mmol/L mmol/L"),
    measure("body_temp", "体温", "body temperature", "body_temperature tiwen", Scale.HIGH, (35.5, 41, 0.1), "度 degrees"),
    # Shop and marketing
    measure("total_spent", "消费总额 累计消费", "total spent, spending", "total_spend amount_spent xiaofei_zonge", Scale.HIGH, (0, 90000, 0.01), "元 yuan", additive=True),
    measure("order_count", "订单数 订单量", "orders, number of orders", "orders_num num_orders dingdanshu", Scale.MANY, (0, 90, 1), "笔 orders", additive=True),
    measure("refund", "退款金额 退款", "refund, refund amount", "refund_amount tuikuan", Scale.HIGH, (0, 3000, 0.01), "元 yuan", additive=True),
    measure("shipping_fee", "运费 配送费", "shipping fee, delivery fee", "delivery_fee ship_fee peisongfei", Scale.COSTLY, (0, 60, 0.5), "元 yuan", additive=True),
    measure("purchase_price", "进价 进货价", "purchase price, buying price", "buy_price cost_price jinjia", Scale.COSTLY, (2, 1500, 0.01), "元 yuan"),
    measure("gross_margin", "毛利率", "gross margin", "margin_rate maolilv", Scale.HIGH, (5, 70, 0.1), "% %"),
    measure("login_count", "登录次数", "logins, number of logins", "logins login_times denglu_cishu", Scale.MANY, (0, 900, 1), "次 logins", additive=True),
    date("last_login", "最后登录时间 最近登录", "last login", "last_login_at last_login_time zuihou_denglu", "TIMESTAMP"),
    category("coupon", "优惠券", "coupon, voucher", "coupon_name youhuiquan", "满减券 折扣券 新人券", "welcome, seasonal, loyalty"),
    category("tag", "标签", "tag, label", "label_text tags biaoqian", "热门 新品 推荐 清仓", "new, hot, sale, recommended"),
    category("browser", "浏览器", "browser", "browser_name liulanqi", "Chrome Safari Firefox Edge", "Chrome, Safari, Firefox, Edge"),
    category("device_type", "设备类型", "device, device type", "device device_kind", "手机 电脑 平板", "phone, desktop, tablet"),
    category("platform_name", "平台", "platform", "platform pingtai", "安卓 苹果 网页", "Android, iOS, web"),
    # The world
    category("location", "地点 位置 所在地", "location, place", "loc place_name didian", "", "", pool="city"),
    category("birthplace", "出生地", "birthplace, place of birth", "birth_place place_of_birth chushengdi", "", "", pool="city"),
    category("continent", "大洲 洲", "continent", "continent_name dazhou", "亚洲 欧洲 非洲 北美洲 南美洲 大洋洲", "Asia, Europe, Africa, North America, South America, Oceania"),
    category("capital_city", "首都 省会", "capital, capital city", "capital shoudu", "", "", pool="city"),
    category("headquarters", "总部 总部所在地", "headquarters", "hq head_office zongbu", "", "", pool="city"),
    category("county", "县 区县", "county", "county_name quxian", "", "", pool="district"),
    measure("gdp", "国内生产总值 GDP", "gdp", "gdp_value gross_domestic_product", Scale.HIGH, (10, 20000, 1), "亿元 100m yuan", additive=True),
    measure("life_expectancy", "预期寿命", "life expectancy", "lifeexpectancy yuqi_shouming", Scale.HIGH, (55, 86, 0.1), "岁 years"),
    category("industry", "行业 所属行业", "industry, sector", "sector trade_type hangye", "互联网 制造 金融 教育 医疗 零售", "tech, manufacturing, finance, education, health, retail"),
    named("founder", "创始人", "founder", "founder_name chuangshiren", "person"),
    named("ceo", "首席执行官 总裁 董事长", "ceo, chief executive", "ceo_name president chairman zongcai", "person"),
    named("captain", "队长 船长", "captain", "captain_name duizhang", "person"),
    named("winner", "冠军 获胜者", "winner, champion", "winner_name champion guanjun", "person"),
    category("award", "奖项", "award, prize", "award_name jiangxiang", "一等奖 二等奖 三等奖 优秀奖", "gold, silver, bronze, honourable mention"),
    category("theme", "主题", "theme, topic", "topic zhuti", "", "", pool="brand"),
    # Shares and machines
    code("stock_code", "股票代码 证券代码", "stock code, ticker", "ticker symbol gupiao_daima", "code:60####"),
    measure("market_cap", "市值", "market capitalisation, market cap", "market_capitalization shizhi", Scale.LARGE, (1, 9000, 1), "亿元 100m yuan", additive=True),
    measure("open_price", "开盘价", "opening price, open", "opening_price kaipanjia", Scale.HIGH, (2, 300, 0.01), "元 yuan"),
    measure("close_price", "收盘价", "closing price, close", "closing_price shoupanjia", Scale.HIGH, (2, 300, 0.01), "元 yuan"),
    measure("high_price", "最高价", "highest price, high", "highest_price zuigaojia", Scale.HIGH, (2, 320, 0.01), "元 yuan"),
    measure("low_price", "最低价", "lowest price, low", "lowest_price zuidijia", Scale.HIGH, (2, 290, 0.01), "元 yuan"),
    measure("trade_volume", "成交量", "trading volume, volume traded", "trading_volume turnover_volume chengjiaoliang", Scale.MANY, (100, 900000, 100), "股 shares", additive=True),
    measure("trade_value", "成交额", "trading value, turnover", "turnover_value chengjiaoe", Scale.MANY, (10, 90000, 10), "万元 10k yuan", additive=True),
    measure("change_pct", "涨跌幅", "change, percentage change", "pct_change chg zhangdiefu", Scale.HIGH, (-10, 10, 0.01), "% %"),
    measure("horsepower", "马力", "horsepower", "hp mali", Scale.HIGH, (60, 600, 1), "匹 hp"),
    measure("engine_litres", "排量", "engine size, displacement", "displacement engine_size pailiang", Scale.LARGE, (1, 6, 0.1), "升 litres"),
    measure("cylinders", "气缸数", "cylinders, number of cylinders", "cylinder_count qigangshu", Scale.MANY, (3, 12, 1), "个 cylinders"),
    measure("battery_mah", "电池容量", "battery capacity", "battery_capacity dianchi_rongliang", Scale.LARGE, (1500, 9000, 100), "毫安时 mAh"),
    measure("screen_inches", "屏幕尺寸", "screen size", "screen_size pingmu_chicun", Scale.LARGE, (4, 32, 0.1), "英寸 inches"),
    measure("protein", "蛋白质", "protein", "protein_g danbaizhi", Scale.HIGH, (0, 40, 0.1), "克 g"),
    measure("fat", "脂肪", "fat", "fat_g zhifang", Scale.HIGH, (0, 50, 0.1), "克 g"),
    measure("sugar", "糖分 含糖量", "sugar", "sugar_g tangfen", Scale.HIGH, (0, 60, 0.1), "克 g"),
    named("supplier_name", "供应商 供应商名称", "supplier", "supplier vendor gongyingshang", "company"),
)

ENTITIES = (
    *domain(
        "school",
        entity("student", "学生 同学", "student/students, pupil/pupils", "students student stu pupils xuesheng student_scores scores", "名", "student_name", "student_no class year gender age teacher_name gpa", "", person=True),
        entity("teacher", "教师 老师", "teacher/teachers", "teachers teacher laoshi jiaoshi", "位", "teacher_name", "gender age rank_title subject", "", person=True),
        entity("school_class", "班级", "class/classes", "classes class clazz banji", "个", "class", "teacher_name school_grade", ""),
        entity("school", "学校", "school/schools", "schools school xuexiao", "所", "school_name", "city founded_year", ""),
        entity("school_course", "课程", "course/courses", "courses course kecheng curriculum", "门", "course_title", "credit", "teacher"),
        entity("exam_score_record", "成绩 成绩记录", "score/scores, exam result/exam results", "scores grades exam_results sc score chengji", "条", "", "score", "student school_course", event=True),
    ),
    *domain(
        "hospital",
        entity("hospital_department", "科室", "department/departments, clinic/clinics", "clinic_departments wards keshi hospital_departments", "个", "clinic_department", "floor beds", ""),
        entity("doctor", "医生 大夫", "doctor/doctors, physician/physicians", "doctors doctor physicians yisheng", "位", "doctor_name", "gender rank_title register_fee hire_date", "hospital_department", person=True),
        entity("patient", "患者 病人", "patient/patients", "patients patient huanzhe", "位", "patient_name", "gender age city insurance_kind", "", person=True),
        entity("visit", "就诊记录 就诊 门诊记录", "visit/visits", "visits visit appointments jiuzhen", "次", "", "visit_date diagnosis cost", "patient doctor", event=True),
        entity("prescription", "处方", "prescription/prescriptions", "prescriptions prescription chufang", "张", "drug_name", "dosage", "visit", event=True),
    ),
    *domain(
        "shop",
        entity("customer", "客户 顾客", "customer/customers, client/clients", "customers customer clients buyers kehu users", "位", "customer_name", "email city country register_date", "", person=True),
        entity("product", "商品 产品", "product/products, item/items", "products product goods items shangpin", "件", "product_name", "product_category brand price stock rating", ""),
        entity("order", "订单", "order/orders", "orders order dingdan sales_orders", "笔", "", "order_date status source", "customer", event=True),
        entity("order_item", "订单明细", "order item/order items, order line/order lines", "order_items order_lines order_details dingdan_mingxi", "条", "", "quantity price", "order product", event=True),
        entity("supplier", "供应商", "supplier/suppliers, vendor/vendors", "suppliers vendors gongyingshang", "家", "supplier_name", "city phone", ""),
    ),
)
