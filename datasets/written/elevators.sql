CREATE TABLE buildings (
  building_id INTEGER PRIMARY KEY, -- 楼宇编号
  building_name VARCHAR(30) NOT NULL, -- 楼宇名称
  area VARCHAR(20), -- 片区
  floors INTEGER, -- 楼层数
  built_year INTEGER, -- 建成年份
  usage_type VARCHAR(10), -- 用途：住宅/办公/医院/商场
  manager VARCHAR(20) -- 物业负责人
);

CREATE TABLE elevators (
  elevator_id INTEGER PRIMARY KEY, -- 电梯编号
  building_id INTEGER NOT NULL, -- 所在楼宇
  brand VARCHAR(10) CHECK (brand IN ('三菱', '日立', '奥的斯', '通力', '迅达')), -- 品牌
  kind VARCHAR(10) CHECK (kind IN ('客梯', '货梯', '扶梯', '医用梯')), -- 梯种
  load_kg INTEGER, -- 额定载重（kg）
  speed DECIMAL(4, 2), -- 额定速度（米/秒）
  installed_on DATE, -- 安装日期
  maintainer VARCHAR(30), -- 维保单位
  state VARCHAR(10) CHECK (state IN ('正常', '停梯', '维修中')), -- 运行状态
  FOREIGN KEY (building_id) REFERENCES buildings (building_id)
);

CREATE TABLE inspections (
  inspection_id INTEGER PRIMARY KEY, -- 检验单号
  elevator_id INTEGER NOT NULL, -- 电梯编号
  inspect_date DATE, -- 检验日期
  inspector VARCHAR(20), -- 检验员
  result VARCHAR(10) CHECK (result IN ('合格', '不合格', '复检合格')), -- 检验结论
  faults INTEGER, -- 发现问题数
  fee DECIMAL(8, 2), -- 检验费（元）
  next_date DATE, -- 下次检验日期
  FOREIGN KEY (elevator_id) REFERENCES elevators (elevator_id)
);
