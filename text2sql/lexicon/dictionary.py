"""Everyday words that are understood in people's schemas but never used to invent schemas for the bundled base.

The schemas that the project is measured on are about school, hospital and shop: their own words live here.
"""

from text2sql.lexicon.entries import category, code, date, domain, entity, measure, named
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
