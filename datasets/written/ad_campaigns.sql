CREATE TABLE ad_campaigns (
    campaign_id INTEGER PRIMARY KEY COMMENT '计划编号',
    campaign_name VARCHAR(80) COMMENT '计划名称',
    advertiser VARCHAR(60) COMMENT '广告主',
    platform VARCHAR(20) COMMENT '投放平台：抖音/微信/百度/小红书/B站',
    industry VARCHAR(20) COMMENT '行业：美妆/教育/汽车/食品/游戏',
    ad_type VARCHAR(20) COMMENT '广告形式：信息流/搜索/开屏/达人合作',
    optimizer VARCHAR(30) COMMENT '优化师',
    start_date DATE COMMENT '开始日期',
    end_date DATE COMMENT '结束日期',
    budget DECIMAL(12, 2) COMMENT '预算（元）',
    cost DECIMAL(12, 2) COMMENT '实际花费（元）',
    impressions INTEGER COMMENT '曝光量',
    clicks INTEGER COMMENT '点击量',
    conversions INTEGER COMMENT '转化数',
    revenue DECIMAL(12, 2) COMMENT '带来的成交额（元）',
    state VARCHAR(10) COMMENT '状态：投放中/已暂停/已结束'
);
