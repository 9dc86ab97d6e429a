CREATE TABLE people (
    person_id INTEGER PRIMARY KEY, -- 人员编号
    name VARCHAR(20) NOT NULL, -- 姓名
    team VARCHAR(20), -- 小组：前端组/后端组/测试组/设计组
    level VARCHAR(10) CHECK (level IN ('初级', '中级', '高级')), -- 级别
    joined_on DATE -- 入组日期
);

CREATE TABLE projects (
    project_id INTEGER PRIMARY KEY, -- 项目编号
    project_name VARCHAR(60) NOT NULL, -- 项目名称
    client VARCHAR(40), -- 客户
    owner_id INTEGER, -- 负责人
    budget DECIMAL(12, 2), -- 预算（元）
    spent DECIMAL(12, 2), -- 已花费（元）
    start_date DATE, -- 开工日期
    deadline DATE, -- 截止日期
    state VARCHAR(10), -- 状态：未启动/进行中/已验收/已暂停
    FOREIGN KEY (owner_id) REFERENCES people (person_id)
);

CREATE TABLE tasks (
    task_id INTEGER PRIMARY KEY, -- 任务编号
    project_id INTEGER NOT NULL, -- 所属项目
    assignee_id INTEGER, -- 执行人
    task_name VARCHAR(60), -- 任务名
    priority VARCHAR(4) CHECK (priority IN ('高', '中', '低')), -- 优先级
    est_hours INTEGER, -- 预估工时
    actual_hours INTEGER, -- 实际工时
    progress INTEGER, -- 完成度（0-100）
    due_date DATE, -- 到期日
    FOREIGN KEY (project_id) REFERENCES projects (project_id),
    FOREIGN KEY (assignee_id) REFERENCES people (person_id)
);
