"""Hospitals: departments, doctors, nurses, patients, visits, tests, medicines, bills."""

from text2sql.lexicon.entries import category, code, date, domain, entity, flag, measure, named
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

CONCEPTS = (
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
    date("admission_date", "入院日期 入学日期", "admission date", "admitted_on enroll_date ruyuan_riqi"),
    date("discharge_date", "出院日期", "discharge date", "discharged_on chuyuan_riqi"),
    category("ward", "病房 病区", "ward", "ward_no bingfang", "A区 B区 C区 ICU", "A, B, C, ICU"),
    category("allergy", "过敏史", "allergy, allergies", "allergies guomin", "青霉素 花粉 海鲜 无", "penicillin, pollen, seafood, none"),
    measure("bmi", "体质指数 BMI", "bmi, body mass index", "body_mass_index", Scale.HIGH, (16, 38, 0.1)),
    measure("blood_sugar", "血糖", "blood sugar, glucose", "glucose xuetang", Scale.HIGH, (3.5, 15, 0.1), "mmol/L mmol/L"),
    measure("cholesterol", "胆固醇", "cholesterol", "chol danguchun", Scale.HIGH, (2.5, 8, 0.1), "mmol/L mmol/L"),
    measure("body_temp", "体温", "body temperature", "body_temperature tiwen", Scale.HIGH, (35.5, 41, 0.1), "度 degrees"),
    named("nurse_name", "护士姓名 护士", "nurse, nurse name", "nurse hushi", "person"),
    category("test_item", "检验项目 检查项目", "test, test item", "test_type exam_item jianyan_xiangmu", "血常规 尿常规 CT 核磁共振 B超 心电图", "blood test, CT, MRI, X-ray, ultrasound"),
    category("department_kind", "科室类型", "department type", "dept_type keshi_leixing", "内科 外科 医技 急诊", "medical, surgical, imaging, emergency"),
    category("treatment_result", "治疗结果 转归", "treatment result, outcome of treatment", "treatment_outcome zhiliao_jieguo", "治愈 好转 未愈 转院", "recovered, improved, unchanged, transferred"),
    measure("stay_days", "住院天数", "days in hospital, length of stay", "los days_in_hospital zhuyuan_tianshu", Scale.LONG, (1, 60, 1), "天 days", additive=True),
    measure("waiting_min", "候诊时间 等候时间", "waiting time", "wait_time waiting_time houzhen", Scale.LONG, (1, 180, 1), "分钟 minutes"),
    measure("medicine_cost", "药费", "medicine cost, drug cost", "drug_fee medicine_fee yaofei", Scale.HIGH, (5, 3000, 0.01), "元 yuan", additive=True),
    measure("surgery_count", "手术台数 手术数", "operations, number of operations", "surgeries operation_count shoushushu", Scale.MANY, (0, 60, 1), "台 operations", additive=True),
    measure("outpatient_count", "门诊量 接诊人数", "outpatients, number of outpatients", "outpatients patients_seen menzhenliang", Scale.MANY, (0, 900, 1), "人 patients", additive=True),
    flag("is_emergency", "急诊", "emergency", "emergency emergency_flag jizhen"),
    flag("is_prescription_only", "处方药", "prescription only", "rx_only prescription_only chufangyao"),
)

ENTITIES = (
    *domain(
        "hospital",
        entity("hospital_department", "科室", "department/departments, clinic/clinics", "clinic_departments wards keshi hospital_departments", "个", "clinic_department", "floor beds department_kind phone people_count outpatient_count budget", ""),
        entity("doctor", "医生 大夫", "doctor/doctors, physician/physicians", "doctors doctor physicians yisheng", "位", "doctor_name", "gender rank_title register_fee hire_date age salary work_years surgery_count education phone rating city", "hospital_department", person=True),
        entity("patient", "患者 病人", "patient/patients", "patients patient huanzhe", "位", "patient_name", "gender age city insurance_kind birth_date blood_type allergy phone height_cm weight_kg bmi occupation address", "", person=True),
        entity("visit", "就诊记录 就诊 门诊记录", "visit/visits", "visits visit appointments jiuzhen", "次", "", "visit_date diagnosis cost symptom waiting_min medicine_cost is_emergency status body_temp blood_pressure satisfaction", "patient doctor", event=True),
        entity("prescription", "处方", "prescription/prescriptions", "prescriptions prescription chufang", "张", "drug_name", "dosage price quantity duration_days amount created_date", "visit", event=True),
        entity("nurse", "护士", "nurse/nurses", "nurses nurse hushi", "名", "nurse_name", "gender age ward shift salary work_years hire_date phone satisfaction", "hospital_department", person=True),
        entity("inpatient_stay", "住院记录 住院", "hospital stay/hospital stays, admission/admissions", "admissions hospital_stays inpatients zhuyuan", "次", "", "admission_date discharge_date stay_days ward cost medicine_cost treatment_result diagnosis is_insured", "patient doctor", event=True),
        entity("lab_test", "检验 检验记录", "lab test/lab tests", "lab_tests lab_results jianyan", "项", "", "test_item event_date blood_sugar cholesterol heart_rate blood_pressure price result", "patient", event=True),
        entity("drug", "药品 药物", "drug/drugs, medicine/medicines", "drugs medicines drug yaopin", "种", "drug_name", "price stock dosage expiry_date brand type supplier_name is_prescription_only is_imported", ""),
    ),
)
