-- 会议室
CREATE TABLE room (
    room_id INTEGER PRIMARY KEY, -- 会议室编号
    room_name VARCHAR(30) NOT NULL, -- 会议室名称
    building VARCHAR(10), -- 楼栋：A座/B座/C座
    floor INTEGER, -- 楼层
    capacity INTEGER, -- 容纳人数
    area_sqm DECIMAL(6, 1), -- 面积（平方米）
    has_projector VARCHAR(2) CHECK (has_projector IN ('有', '无')), -- 投影仪
    hourly_fee DECIMAL(8, 2), -- 每小时费用（元）
    room_status VARCHAR(10) -- 状态：可用/维修中/停用
);

-- 预订记录
CREATE TABLE booking (
    booking_id INTEGER PRIMARY KEY, -- 预订号
    room_id INTEGER NOT NULL, -- 会议室编号
    booked_by VARCHAR(20), -- 预订人
    dept VARCHAR(20), -- 所属部门
    topic VARCHAR(60), -- 会议主题
    meet_date DATE, -- 会议日期
    start_hour INTEGER, -- 开始钟点（24小时制）
    hours DECIMAL(4, 1), -- 时长（小时）
    attendees INTEGER, -- 参会人数
    booking_status VARCHAR(10), -- 状态：已预订/已取消/已完成
    FOREIGN KEY (room_id) REFERENCES room (room_id)
);
