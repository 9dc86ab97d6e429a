"""Schools and universities: pupils and their marks, teachers, classes, courses, exams, clubs, dormitories."""

from text2sql.lexicon.entries import category, code, date, domain, entity, flag, measure, named
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

_MARKS = (35, 100, 0.5)


def _subject(key: str, zh: str, en: str, names: str) -> tuple[str, str, str, str]:
    return key, f"{zh}成绩 {zh} {zh}分数", f"{en} score, {en}, {en} grade", names


_SUBJECTS = (
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

CONCEPTS = (
    *(measure(*_subject(*each), Scale.HIGH, _MARKS, "分 points") for each in _SUBJECTS),
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
    code("student_card", "校园卡号", "campus card number", "campus_card", "code:C#######"),
    category("semester", "学期", "semester, term", "term xueqi", "第一学期 第二学期", "spring, autumn"),
    category("classroom", "教室", "classroom, room", "room_name jiaoshi_no", "101 102 203 305 408", "A1, A2, B1, C3"),
    category("faculty", "学院 院系 系", "faculty, college, school", "college_name xueyuan", "理学院 工学院 文学院 商学院 医学院", "science, engineering, arts, business"),
    measure("absences", "缺勤次数 旷课次数", "absences", "absence_count absent_times queqin", Scale.MANY, (0, 15, 1), "次 absences", additive=True),
    measure("scholarship", "奖学金", "scholarship", "scholarship_amount jiangxuejin", Scale.HIGH, (0, 8000, 100), "元 yuan", additive=True),
    measure("school_tuition", "学费", "tuition fee, tuition", "tuition_fee xuefei", Scale.COSTLY, (1000, 30000, 100), "元 yuan", additive=True),
    named("club_name", "社团名称 社团", "club, student club", "club student_club shetuan", "coined", "社 协会 俱乐部 乐团", "Club, Society, Band, Union"),
    category("exam_name", "考试名称 考试", "exam, exam name", "exam exam_type test_name kaoshi", "期中考试 期末考试 月考 模拟考", "midterm, final, quiz, mock exam"),
    category("dorm_building", "宿舍楼", "dormitory, residence hall", "dorm dormitory sushelou", "1号楼 2号楼 3号楼 南楼 北楼", "Hall A, Hall B, North Hall, South Hall"),
    measure("study_hours", "学习时长 自习时长", "study hours, hours studied", "hours_studied study_time xuexi_shichang", Scale.LONG, (0, 60, 0.5), "小时 hours", additive=True),
    measure("homework_count", "作业次数 作业数", "assignments, number of assignments", "homework assignments zuoye", Scale.MANY, (0, 40, 1), "次 assignments", additive=True),
    measure("teaching_years", "教龄", "teaching experience, years of teaching", "years_teaching teach_years jiaoling", Scale.LONG, (0, 40, 1), "年 years"),
    measure("student_count", "学生人数 学生数", "students, number of students", "num_students students_num xueshengshu", Scale.MANY, (10, 3000, 1), "人 students", additive=True),
    measure("books_borrowed", "借书数 借阅量", "books borrowed", "borrowed_books jieshushu", Scale.MANY, (0, 80, 1), "本 books", additive=True),
    flag("is_boarding", "住校 寄宿", "boarding", "boarding boarder zhuxiao"),
    date("enrolment_date", "报到日期 入学时间", "enrolment date, date of enrolment", "enrolled_on enrollment_date baodao_riqi", years=(2017, 2023)),
    date("exam_date", "考试日期", "exam date", "test_date kaoshi_riqi"),
)

# The marks of one table are spelled alike: math, english, physics or shuxue_score …
_MARKS_OF_A_ROW = tuple((key.removesuffix("_score"), zh) for key, zh, _, _ in _SUBJECTS)

ENTITIES = (
    *domain(
        "school",
        entity("student", "学生 同学", "student/students, pupil/pupils", "students student stu pupils xuesheng student_scores scores", "名", "student_name", "student_no class year gender age teacher_name gpa school_grade major faculty city absences scholarship credit total_score is_boarding enrolment_date phone hobby rank_no", "", person=True, series=_MARKS_OF_A_ROW),
        entity("teacher", "教师 老师", "teacher/teachers", "teachers teacher laoshi jiaoshi", "位", "teacher_name", "gender age rank_title subject salary teaching_years education hire_date phone email faculty rating", "", person=True),
        entity("school_class", "班级", "class/classes", "classes class clazz banji", "个", "class", "teacher_name school_grade student_count classroom year", ""),
        entity("school", "学校", "school/schools", "schools school xuexiao", "所", "school_name", "city founded_year province district address phone student_count school_tuition level type area_sqm rating", ""),
        entity("school_course", "课程", "course/courses", "courses course kecheng curriculum", "门", "course_title", "credit semester classroom duration_hours student_count faculty level weekday capacity", "teacher"),
        entity("exam_score_record", "成绩 成绩记录", "score/scores, exam result/exam results", "scores grades exam_results sc score chengji", "条", "", "score exam_name semester rank_no exam_date grade subject year", "student school_course", event=True, series=_MARKS_OF_A_ROW),
        entity("club", "社团", "club/clubs, society/societies", "clubs student_clubs shetuan societies", "个", "club_name", "founded_year people_count budget category teacher_name is_active", ""),
        entity("club_member", "社员 社团成员", "club member/club members", "club_members memberships sheyuan", "名", "student_name", "gender school_grade class register_date study_hours points", "club", person=True),
        entity("dorm_room", "宿舍", "dorm room/dorm rooms", "dorm_rooms dormitories sushe", "间", "", "dorm_building floor beds people_count fee score", ""),
    ),
)
