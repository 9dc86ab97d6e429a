"""Chinese nouns that people say for each other: a group a line, said whole or at the end of a longer noun.

For understanding only: inventing columns and matching names use the entries' own nouns. Only words that mean the same of any
table stand here; two columns of one table that would share a noun keep their own (`text2sql.meaning`).
"""

from text2sql.lexicon.listing import spaced

# Of columns, said whole.
_COLUMNS = """
姓名 名字
年龄 岁数 年纪 年岁
出生日期 生日 出生年月日 出生年月
手机号 手机 手机号码 电话
联系电话 电话 电话号码 手机号
电话 电话号码 联系电话
邮箱 电子邮箱 邮件地址 email
地址 住址 详细地址 家庭住址
籍贯 老家
学历 文化程度
职业 工作
职位 岗位 职务 职衔
职称 头衔 专业职称 职称级别
工龄 工作年限 工作年数
工资 薪水 薪资 月薪
薪资 工资 薪水
月薪 工资 薪水
奖金 奖励金
补贴 津贴
绩效 绩效分
身高 个头 个子
体重 重量
班主任 班导 班主任老师
任课老师 任课教师 授课老师
教师 老师
老师 教师
学号 学生编号 学籍号 学生号
班级 班
年份 年度 年
学年 年度 年份
成绩 分数 得分 考分 考试成绩
总分 总成绩
平均分 均分
绩点 GPA
专业 所学专业
学院 院系
课程 课 科目 功课
科目 学科 课程
语文成绩 语文分数 语文 语文得分 语文考分 语文分 语文考试成绩
数学成绩 数学分数 数学 数学得分 数学考分 数学分 数学考试成绩
英语成绩 英语分数 英语 英语得分 英语考分 英语分 英语考试成绩
物理成绩 物理分数 物理 物理得分 物理考分 物理分 物理考试成绩
化学成绩 化学分数 化学 化学得分 化学考分 化学分 化学考试成绩
生物成绩 生物分数 生物 生物得分 生物考分 生物分 生物考试成绩
政治成绩 政治分数 政治 政治得分 政治考分 政治分 政治考试成绩
历史成绩 历史分数 历史 历史得分 历史考分 历史分 历史考试成绩
地理成绩 地理分数 地理 地理得分 地理考分 地理分 地理考试成绩
体育成绩 体育分数 体育
价格 价钱 售价 标价 定价
单价 价格 价钱 单件价格
售价 价格 卖价
进价 进货价 成本价
金额 钱数
订单金额 订单总额
总金额 总额
库存 库存量 存货 库存数 库存数量
库存量 库存 存货
销量 销售量 卖出数量 售出数量
销售量 销量
销售额 营业额 销售金额
营业额 销售额 营收
利润 盈利
成本 花费 成本费
费用 花费 花销 开销
支出 开支 开销
预算 预算额
余额 账户余额 结余
运费 快递费 邮费 配送费
税额 税费 税金
租金 房租
押金 保证金
积分 积分数
品牌 牌子 厂牌
尺码 尺寸
材质 材料
保质期 质保期
评分 打分 星级 评价分
评价 评论
类别 类型 种类 分类
类型 类别 种类
分类 类别 种类
种类 类别 类型
等级 级别
级别 等级
优先级 优先程度 紧急程度
来源 渠道
渠道 来源 途径
支付方式 付款方式
付款方式 支付方式
城市 所在城市 居住城市 所在地
省份 省
国家 所在国家 所属国家
地区 区域
区域 地区
街道 街道名
负责人 管事的 主管 带头的
联系人 联络人
经办人 经手人
供应商 供货商
客户 顾客 买家
商品类别 商品分类 商品种类 品类
商品类型 商品类别 品类
部门 所在部门
入职日期 入职时间 入职日 到岗日期
离职日期 离职时间
注册日期 注册时间 注册日
下单日期 下单时间 订单日期 下单日
订单日期 下单日期 下单时间
发货日期 发货时间
到货日期 到货时间
交货日期 交货时间 交付日期
付款日期 付款时间
开始日期 起始日期 开始时间
结束日期 截止日期 结束时间
到期日期 到期日 到期时间
创建时间 建立时间
更新时间 修改时间
就诊日期 看病日期 就诊时间 看诊日期 就医日期
入院日期 入院时间 住院日期
出院日期 出院时间
诊断结果 诊断 病情 病症 疾病
挂号费 挂号费用 号费 挂号收费
医保类型 医保种类 医保 医疗保险类型 参保类型
床位数 床位 床位数量 病床数
症状 病症
剂量 用量
血压 血压值
心率 心跳
体温 温度
时长 用时 持续时间
距离 路程
里程 公里数 行驶里程
速度 时速 车速
温度 气温
湿度 空气湿度
电压 电压值
功率 功率值
容量 容积
面积 建筑面积
座位数 座位 座位数量
人数 人员数量
次数 回数
票房 票房收入
票价 门票价
播放量 播放次数
点赞数 点赞 赞数
评论数 评论数量
浏览量 访问量 浏览次数
粉丝数 粉丝 粉丝数量
进球数 进球 进球数量
胜场 赢的场次 胜场数
排名 名次
得分 分数
车牌号 车牌 车牌号码
司机 驾驶员
驾驶员 司机
航班号 航班
出发地 始发地 起点
目的地 终点 到达地
出发时间 发车时间 起飞时间
到达时间 抵达时间
重量 分量
备注 说明 注释
描述 说明
编号 号码
身份证号 身份证号码 身份证
网址 网站
人口 人口数 总人口
国内生产总值 GDP
"""
# Of columns, at the end of a longer noun: 入库日期, 入库时间.
_ENDINGS = """
日期 时间
姓名 名字
名称 名字
邮箱 邮件地址
数量 数
成绩 分数
得分 分数
评分 打分
费用 花费
类型 类别
类别 类型
级别 等级
等级 级别
单价 价格
"""
# Of rows.
_ROWS = """
学生 同学 学员 考生 孩子
教师 老师
老师 教师
医生 大夫 医师
患者 病人 病患 就医者
员工 职员 雇员 同事
职工 员工
客户 顾客 买家
顾客 客户 买家
用户 使用者
商品 产品 货品 货物 东西
产品 商品 货品
订单 单子
订单明细 订单明细项
供应商 供货商 供货方
就诊记录 看诊记录 看病记录 就医记录
司机 驾驶员
驾驶员 司机
门店 店铺 店
店铺 门店 店
课程 课
图书 书 书籍
书籍 书 图书
电影 影片 片子
影片 电影
歌曲 歌
球员 运动员 队员
球队 队伍
车辆 车
汽车 车
航班 班机
仓库 库房
包裹 快递
设备 机器
房屋 房子
酒店 宾馆
餐厅 饭店 餐馆
"""


def also_said(noun: str) -> tuple[str, ...]:
    """What people say for a column's noun, commonest first.

    >>> also_said("班主任"), also_said("入库日期"), also_said("星辉指数")
    (('班导', '班主任老师'), ('入库时间',), ())
    """
    if noun in _OF_COLUMN:
        return _OF_COLUMN[noun]
    ending = next((each for each in _AT_END if noun.endswith(each) and len(noun) > len(each) + 1), "")
    return tuple(noun.removesuffix(ending) + other for other in _AT_END[ending]) if ending else ()


def rows_also_said(noun: str) -> tuple[str, ...]:
    """What people say for the noun of a table's rows.

    >>> rows_also_said("医生"), rows_also_said("星舰")
    (('大夫', '医师'), ())
    """
    return _OF_ROWS.get(noun, ())


def _by_first(lines: str) -> dict[str, tuple[str, ...]]:
    return {line.split()[0]: spaced(line)[1:] for line in lines.strip().splitlines()}


_OF_COLUMN, _AT_END, _OF_ROWS = _by_first(_COLUMNS), _by_first(_ENDINGS), _by_first(_ROWS)
