CREATE TABLE app_users (
    user_id INTEGER PRIMARY KEY, -- 用户编号
    nickname VARCHAR(50), -- 昵称
    gender VARCHAR(4), -- 性别：男/女/保密
    age INTEGER, -- 年龄
    city VARCHAR(30), -- 所在城市
    register_date DATE, -- 注册日期
    channel VARCHAR(20), -- 注册渠道：应用商店/朋友推荐/短视频/线下地推
    device VARCHAR(20), -- 设备类型：安卓/苹果/鸿蒙
    vip_level INTEGER, -- 会员等级，0为非会员
    login_days INTEGER, -- 累计登录天数
    orders INTEGER, -- 订单数
    spend DECIMAL(12, 2), -- 累计消费金额（元）
    points INTEGER, -- 积分余额
    balance DECIMAL(10, 2), -- 钱包余额（元）
    posts INTEGER, -- 发帖数
    followers INTEGER, -- 粉丝数
    following INTEGER, -- 关注数
    complaints INTEGER, -- 投诉次数
    last_login DATE, -- 最近登录日期
    invited_by VARCHAR(50), -- 邀请人昵称
    account_status VARCHAR(10) -- 账号状态：正常/冻结/注销
);
