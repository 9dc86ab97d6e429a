CREATE TABLE coupons (
    coupon_id INTEGER PRIMARY KEY COMMENT '券编号',
    coupon_name VARCHAR(60) COMMENT '券名称',
    coupon_type VARCHAR(10) COMMENT '类型：满减/折扣/运费/兑换',
    face_value DECIMAL(8, 2) COMMENT '面额（元）',
    min_spend DECIMAL(8, 2) COMMENT '使用门槛（元），0为无门槛',
    category VARCHAR(20) COMMENT '适用品类：全场/服饰/数码/食品/美妆/家电',
    channel VARCHAR(20) COMMENT '发放渠道：APP/小程序/短信/门店',
    start_date DATE COMMENT '生效日期',
    end_date DATE COMMENT '失效日期',
    issued INTEGER COMMENT '发放张数',
    received INTEGER COMMENT '领取张数',
    used INTEGER COMMENT '核销张数',
    sales_amount DECIMAL(12, 2) COMMENT '带动销售额（元）',
    owner VARCHAR(20) COMMENT '负责人',
    status VARCHAR(10) COMMENT '状态：未开始/进行中/已结束/已停用'
);
