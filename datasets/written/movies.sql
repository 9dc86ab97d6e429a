CREATE TABLE movies (
    movie_id INTEGER PRIMARY KEY,
    title VARCHAR(80) NOT NULL, -- 片名
    director VARCHAR(40), -- 导演
    lead_actor VARCHAR(40), -- 主演
    genre VARCHAR(10), -- 类型：剧情/喜剧/动作/科幻/爱情/动画/悬疑/战争
    country VARCHAR(20), -- 制片国家：中国/美国/日本/韩国/法国/英国/印度
    language VARCHAR(20), -- 语言：汉语/英语/日语/韩语/法语/印地语
    release_date DATE, -- 上映日期
    runtime_min INTEGER, -- 片长（分钟）
    budget_wan DECIMAL(12, 2), -- 制作成本（万元）
    box_office_wan DECIMAL(12, 2), -- 票房（万元）
    opening_wan DECIMAL(12, 2), -- 首日票房（万元）
    admissions INTEGER, -- 观影人次
    screens INTEGER, -- 上映影院数
    rating DECIMAL(3, 1), -- 评分（满分10）
    votes INTEGER, -- 评分人数
    awards INTEGER, -- 获奖数
    is_sequel INTEGER CHECK (is_sequel IN (0, 1)), -- 是否续集：1是 0否
    in_3d INTEGER CHECK (in_3d IN (0, 1)) -- 是否3D：1是 0否
);
