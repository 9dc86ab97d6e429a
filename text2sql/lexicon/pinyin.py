"""Pinyin of the characters that names of tables and columns use, without tones; 率 and 女 are lv and nv.

One reading a character, the one that column names need; words read otherwise are listed. Other characters are skipped.
"""

from functools import lru_cache

from text2sql.lexicon.listing import spaced

_TABLE = spaced("""
a阿啊 ai爱埃矮艾碍 an安按案岸暗 ang昂 ao奥傲澳 ba八把吧拔霸巴坝罢 bai白百摆败拜 ban班般板版办半搬伴斑 bang帮棒榜绑 bao包保报宝抱饱爆薄豹堡
bei北被备背杯贝倍辈悲 ben本奔苯 beng泵崩 bi比必币笔毕闭避壁鼻碧臂 bian变边便编遍辩鞭 biao表标彪 bie别 bin宾滨彬 bing并病兵冰饼丙
bo波博播拨伯玻泊勃 bu不部步布补捕 ca擦 cai才材财菜采彩裁 can参餐残蚕 cang藏仓舱苍 cao草操曹槽 ce策测册侧厕 cen岑 ceng层 cha查差茶插察叉
chai柴拆 chan产铲蝉缠 chang长常场厂唱尝昌畅 chao超朝潮炒 che车撤彻 chen陈晨沉尘臣衬 cheng成城程称承乘诚撑盛橙 chi吃持池迟赤尺齿翅
chong充冲虫崇宠 chou抽仇愁丑酬筹 chu出处初除储楚触厨础 chuan传船穿川 chuang床创窗疮 chui吹锤 chun春纯醇 ci次此词瓷磁辞刺 cong从聪丛 cu粗促醋
cui催脆 cun存村寸 cuo错措 da大打达答 dai代带待袋贷戴怠 dan单但担弹蛋淡丹氮 dang当党档挡 dao到道导岛刀倒盗稻 de的得德 deng等灯登邓 di地第低底敌帝递抵滴迪
dian点电店典殿垫 diao调掉钓雕 die跌叠 ding定订顶丁鼎 diu丢 dong东动冬懂洞栋董 dou都斗豆抖 du度读独毒堵赌渡 duan段短断端锻 dui对队堆 dun吨顿蹲盾 duo多夺朵
e额恶饿俄鹅 en恩 er二儿而耳尔 fa发法罚乏阀 fan反饭范犯翻番返烦繁凡帆 fang方放房防访仿芳 fei费非飞肥废肺菲 fen分份粉奋坟愤 feng风封峰丰锋疯凤缝 fo佛 fou否
fu服付负复副福府妇富附父夫幅浮腐扶伏符辅赴覆 ga嘎 gai改该概盖 gan干感敢赶甘杆竿肝 gang刚钢港岗纲缸 gao高告稿搞 ge个各格歌革哥隔割阁鸽戈 gei给 gen根跟 geng更耕
gong工公共功供攻宫弓贡恭 gou够构狗购沟钩 gu古故股骨固鼓顾谷雇估姑孤 gua挂瓜刮 guai怪拐 guan管关观官馆惯冠罐 guang光广 gui规贵归鬼轨柜桂 gun滚 guo国过果锅 ha哈
hai海害孩 han汉含寒汗喊焊韩旱 hang航杭 hao好号毫耗豪浩 he和合河何核盒荷贺 hei黑 hen很恨 heng横衡恒 hong红洪宏轰 hou后候厚猴 hu户护湖呼互虎胡糊壶
hua化花话划华画滑 huai坏怀淮 huan换环患欢缓幻还 huang黄皇荒慌 hui会回灰汇挥辉惠毁绘 hun婚混魂 huo活火货获或伙霍 ji机计记及级集季急己技继基积极纪济际击寄激籍吉几疾迹绩鸡既肌剂挤辑
jia家加价架假甲驾嘉夹佳 jian间见件建检简减健坚监渐剑尖舰箭兼键肩剪碱 jiang将江讲奖降浆酱疆 jiao交教叫角较脚焦郊胶浇缴礁 jie节接结界解街阶借届姐介洁截杰
jin金进近今紧仅尽禁津锦斤劲 jing经京精静境竞景警径敬镜净井惊晶 jiong炯 jiu就九酒久旧究救 ju局据举具剧句聚居距巨矩菊 juan卷捐娟 jue决觉绝爵 jun军均君俊菌 ka卡咖 kai开凯
kan看刊砍 kang康抗 kao考靠烤 ke可科克客课刻颗渴 ken肯 keng坑 kong空控孔恐 kou口扣 ku库苦哭酷 kua跨夸 kuai快块筷 kuan款宽 kuang况矿狂框 kui亏 kun困昆 kuo扩括阔
la拉辣蜡 lai来莱赖 lan兰蓝栏览篮烂 lang浪朗郎 lao老劳牢 le乐了勒 lei类雷累泪 leng冷 li里力利理立李历例离礼丽厉励黎粒璃 lian连联练脸链恋廉 liang量两粮亮良凉梁辆
liao料疗了聊 lie列烈裂猎 lin林临邻淋磷 ling领令零灵龄玲铃岭 liu流六留刘柳硫 long龙隆笼 lou楼漏 lu路录陆鲁露炉鹿芦 lv率绿旅律履铝氯 luan乱卵 lun轮论伦 luo落罗洛络骆螺
ma马妈码麻吗 mai买卖麦埋 man满慢漫 mang忙盲 mao毛贸帽猫冒茂 me么 mei没美每妹煤梅媒霉 men门们 meng梦蒙猛盟 mi米密迷秘蜜 mian面免棉眠 miao苗秒妙庙描 mie灭 min民敏
ming名明命鸣铭 mo模末莫摩磨墨默 mou某谋 mu木目母牧幕墓姆亩 na那拿纳娜 nai奶耐 nan南男难 nao脑 ne呢 nei内 nen嫩 neng能 ni你泥尼逆拟昵 nian年念 niang娘 niao鸟 nie镍
nin您 ning宁凝 niu牛扭钮 nong农浓 nu努怒 nv女 nuan暖 nuo诺 o哦 ou欧偶 pa怕爬帕 pai排派牌拍 pan盘判盼潘 pang旁胖庞 pao跑炮泡抛 pei配培陪赔佩 pen喷盆 peng朋棚碰鹏
pi批皮匹疲啤 pian片篇偏骗 piao票漂 pin品频贫拼 ping平评瓶凭屏苹 po破坡迫婆 pu普铺扑谱葡 qi起期其气七齐器企奇骑启旗汽妻弃棋漆 qia恰洽 qian前千钱签迁浅铅潜欠牵
qiang强枪墙抢 qiao桥巧敲 qie切且 qin亲勤琴侵秦 qing情清请青轻庆倾晴 qiong穷 qiu求球秋 qu区取去曲趣渠驱 quan全权券圈泉劝 que确缺却雀 qun群裙 ran然燃染 rang让 rao绕
re热 ren人任认仁忍 reng仍 ri日 rong容荣融溶 rou肉柔 ru入如乳 ruan软 rui瑞锐 run润 ruo弱若 sa萨洒 sai赛塞 san三散伞 sang桑 sao扫 se色 sen森 sha沙杀砂纱 shai晒
shan山闪善扇陕 shang上商伤赏 shao少烧绍 she设社射涉舍摄蛇 shen身深神审申伸沈参 sheng生声省升胜圣剩绳牲 shi是时事市实十使世师石室示式食始试史士识势适释视失施湿诗狮蚀
shou收手受首守售寿授瘦 shu数书术树输属署述熟束蔬鼠 shua刷 shuai衰 shuan栓 shuang双霜 shui水税睡 shun顺 shuo说 si四思司死私丝似 song送松宋 sou搜 su速素苏诉宿塑肃
suan算酸 sui随岁虽碎穗 sun损孙笋 suo所索缩锁 ta他她它塔踏 tai台太态泰胎 tan谈探碳弹坛滩炭摊 tang堂糖汤唐塘 tao套逃陶桃讨 te特 teng腾藤 ti体题提替梯 tian天田填甜
tiao条跳挑 tie铁贴 ting停听庭厅艇 tong同通统痛铜童桶 tou头投透偷 tu图土突途徒涂兔 tuan团 tui推退腿 tun吞 tuo托脱拖拓 wa瓦挖 wai外 wan完万晚玩湾 wang王网往望旺
wei位为未委围维卫味危威微伟尾胃喂违纬 wen文问温稳闻纹 weng翁 wo我握沃 wu物无五务武屋误午舞污雾乌 xi系西息喜习析希吸细席戏洗悉稀溪锡 xia下夏狭虾
xian现线先显限县险鲜献闲陷仙 xiang向想相象乡项香响箱享详像 xiao小校消效笑销晓削 xie写些协鞋谢斜蟹械 xin新心信欣薪辛锌 xing行性形星型姓兴幸醒 xiong雄兄熊 xiu修休秀
xu需许续序虚徐绪叙 xuan选宣旋 xue学雪血 xun训寻迅巡询 ya压亚牙鸭雅 yan研验严演言眼烟延岩盐沿颜厌 yang样养阳羊洋杨氧仰 yao要药摇邀腰 ye业也夜叶页野液 yi一以意已医易艺议义亿衣移依疑益异译宜
yin音因引印银饮阴隐 ying应影营英映迎硬赢 yong用永勇泳拥 you有由又油友右游优邮尤幼鱿 yu于与语育预余鱼雨域遇玉宇御誉狱羽浴 yuan员院原元远园源圆愿援缘苑 yue月约越阅跃岳
yun运云允孕 za杂 zai在再载灾 zan赞暂 zang脏 zao造早遭 ze则责择 zeng增曾赠 zha炸扎渣 zhai债宅窄 zhan站展战占盏 zhang张章长掌账障丈 zhao找照招召 zhe者这着折 zhen真镇阵针诊震
zheng正政证整争征症 zhi制治之指质至支直只知志值职止植纸致智脂址芝 zhong中重种众终钟 zhou周州洲轴舟 zhu主住注助著筑柱祝珠猪煮驻竹 zhua抓 zhuan专转赚砖 zhuang装状壮庄撞桩
zhui追 zhun准 zhuo桌捉 zi子自字资紫仔姿 zong总综宗 zou走奏 zu组族足租祖 zuan钻 zui最罪嘴 zun尊 zuo作做坐左座
guan灌贯 dao蹈 du镀 diao吊 zha闸 po珀 lian莲 pu瀑 qi砌 jun峻 ting亭 fu赋 cang沧 chan掺 bo驳 tan坍 lao捞 yi蚁 liu馏 beng绷 xian衔 zhi掷 biao镖 mao锚 jiang桨 shan珊 hu瑚 lan缆 yun酝 niang酿
lu卤 ni霓 nie捏 jing鲸 lei擂 ding锭 kuai会计 qiao撬 jue掘 zuan攥 gu辜 po坡 ta蹋 zhen珍 wei卫 huan幻 ju据 tu凸 chui垂 ke壳 ben笨 nuo挪 chan颤 bian扁 ou呕 zui醉 ruan阮 su粟 hong烘 bei焙 lu碌 zhou粥 luo箩
yi乙伊 wang亡 wu伍 fa伐 jia伽 yong佣 zi兹 shou兽 shan删 sha刹 ni匿 wo卧 xie卸 xiang厢 fei啡 zao噪 ji圾 la垃 rang壤 yin姻 su宿 dang宕 zhen帧 fu弗 ci慈 chao抄 ya押 quan拳 si斯 bao曝 qi栖 zhi汁 zhuo浊 liu浏 yu渔瑜逾
gai溉 lian炼 yang烊 peng烹 chu畜 yi疫 gao糕 zhi织置 bo舶 pang螃 guo裹 lin赁 xia辖 ren饪 si饲 shi驶 qing鲭 jun菌 miao苗 mi泌 niao尿 bi鼻 zhi执 kuang旷 shi氏 zhang涨 fang肪 dan胆 mao貌 hou喉 xiao宵 wo卧 chen衬 lou楼
""")
_SYLLABLES: dict[str, str] = {}
for _entry in _TABLE:
    _latin = _entry.rstrip("".join(c for c in _entry if c >= "\u4e00"))
    for _char in _entry[len(_latin) :]:
        _SYLLABLES.setdefault(_char, _latin)
_WORDS = {
    "银行": "yin hang",
    "支行": "zhi hang",
    "分行": "fen hang",
    "行业": "hang ye",
    "乐器": "yue qi",
    "会计": "kuai ji",
    "航行": "hang xing",
    "重复": "chong fu",
    "校对": "jiao dui",
    "行数": "hang shu",
    "目的": "mu di",
    "音乐": "yin yue",
    "薪水": "xin shui",
    "增长": "zeng zhang",
    "会员": "hui yuan",
}  # fmt: skip


@lru_cache(maxsize=16384)
def to_pinyin(text: str, initials: bool = False) -> str:
    """The text in pinyin, two syllables a word at the start of longer ones; Latin letters stay.

    >>> to_pinyin("工资"), to_pinyin("入职日期"), to_pinyin("入职日期", initials=True)
    ('gongzi', 'ruzhi_riqi', 'rzrq')
    """
    syllables = _syllables(text)
    if initials:
        return "".join(each[0] for each in syllables)
    if len(syllables) <= 3:
        return "".join(syllables)
    cut = 2 if len(syllables) <= 4 else len(syllables) - 2
    return f"{''.join(syllables[:cut])}_{''.join(syllables[cut:])}"


def is_pinyin(name: str, nouns: tuple[str, ...]) -> bool:
    """Whether a column name is one of the Chinese nouns in pinyin, whole, cut short or in initials.

    >>> is_pinyin("xinzi", ("工资", "薪资")), is_pinyin("tousu", ("投诉量",)), is_pinyin("sal", ("工资",))
    (True, True, False)
    """
    bare = name.replace("_", "").lower()
    for noun in nouns:
        whole = "".join(_syllables(noun))
        if whole.isascii() and (bare == whole.replace("_", "") or bare == to_pinyin(noun, initials=True)):
            return not noun.isascii()
        if (
            len(bare) >= 4
            and whole.startswith(bare)
            and len(_syllables(noun)) > 1
            and not any(c.isascii() for c in noun)
        ):
            return True
    return False


@lru_cache(maxsize=16384)
def _syllables(text: str) -> tuple[str, ...]:
    for word, latin in _WORDS.items():
        if word in text:
            before, after = text.split(word, 1)
            return (*_syllables(before), *latin.split(), *_syllables(after))
    parts: list[str] = []
    latin = ""
    for char in text:
        if char in _SYLLABLES:
            parts += [latin] if latin else []
            parts.append(_SYLLABLES[char])
            latin = ""
        elif char.isascii() and char.isalnum():
            latin += char.lower()
    return tuple([*parts, latin] if latin else parts)
