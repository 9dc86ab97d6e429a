"""Words and pictures: publishing, newspapers, advertising, social media, language tests, patents."""

from text2sql.lexicon.entries import category, code, date, domain, entity, flag, measure, named, year
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

CONCEPTS = (
    named("pen_name", "笔名", "pen name", "pseudonym bi_ming biming", "nickname"),
    measure("print_run", "印数 印刷数量", "print run, copies printed", "copies_printed printed yinshu", Scale.MANY, (500, 90000, 100), "册 copies", additive=True),
    measure("copies_sold", "销售册数 售出册数", "copies sold", "sold_copies book_sales xiaoshou_ceshu", Scale.MANY, (0, 80000, 1), "册 copies", additive=True),
    measure("royalty_rate", "版税率 版税", "royalty rate, royalty", "royalty royalty_pct banshui", Scale.HIGH, (4, 15, 0.1), "% %"),
    measure("word_count", "字数", "word count, number of words", "words num_words zishu", Scale.MANY, (500, 600000, 100), "字 words", additive=True),
    measure("edition", "版次", "edition", "edition_no banci_no", Scale.HIGH, (1, 9, 1), "版 "),
    category("binding", "装帧", "binding", "cover_type zhuangzhen", "平装 精装 线装", "paperback, hardcover, spiral"),
    named("editor", "编辑 责任编辑", "editor", "editor_name bianji", "person"),
    date("publish_date", "出版日期 发表日期", "publication date, date published", "published_on pub_date chuban_riqi"),
    year("publish_year", "出版年份 出版年", "year of publication, publication year", "pub_year published_year chuban_nian", 1990, 2023),
    named("headline", "新闻标题", "headline", "news_title headline_text xinwen_biaoti", "title"),
    named("reporter", "记者", "reporter, journalist", "journalist reporter_name jizhe", "person"),
    category("news_section", "栏目 版面", "section, news section", "section column_name lanmu", "时政 财经 体育 娱乐 科技 本地", "politics, business, sports, culture, tech, local"),
    measure("shares_count", "转发数 转发量", "shares, number of shares", "share_count reposts forwards zhuanfa", Scale.MANY, (0, 20000, 1), "次 shares", additive=True),
    measure("favorites", "收藏数", "favourites, number of saves", "saves favorite_count bookmarks shoucang", Scale.MANY, (0, 9000, 1), "次 saves", additive=True),
    measure("watch_minutes", "观看时长", "watch time, minutes watched", "watch_time view_minutes guankan_shichang", Scale.LONG, (1, 90000, 1), "分钟 minutes", additive=True),
    named("channel_name", "频道名称 频道", "channel, channel name", "channel_title channel pindao", "coined", "频道 说 日记 课堂", "TV, Channel, Daily, Lab"),
    named("blogger", "博主 up主", "blogger, creator", "creator uploader blogger_name bozhu", "nickname"),
    category("ad_channel", "投放渠道 广告渠道", "advertising channel, channel", "media_channel ad_media toufang_qudao", "搜索 信息流 电视 户外 短视频", "search, social, TV, outdoor, video"),
    measure("impressions", "曝光量 展示次数", "impressions", "impression_count exposure baoguang", Scale.MANY, (100, 900000, 100), "次 impressions", additive=True),
    measure("click_rate", "点击率", "click-through rate, click rate", "ctr click_through_rate dianjilv", Scale.HIGH, (0.1, 15, 0.01), "% %"),
    measure("conversion_rate", "转化率", "conversion rate", "cvr conversion zhuanhualv", Scale.HIGH, (0.1, 20, 0.01), "% %"),
    measure("conversions", "转化数 转化量", "conversions, number of conversions", "conversion_count zhuanhuashu", Scale.MANY, (0, 5000, 1), "次 conversions", additive=True),
    measure("cost_per_click", "单次点击成本 点击单价", "cost per click", "cpc click_cost dianji_danjia", Scale.COSTLY, (0.1, 20, 0.01), "元 yuan"),
    named("campaign_title", "广告名称 推广活动", "campaign, campaign name", "campaign_name ad_name guanggao", "coined", "春季推广 品牌周 新品上市 大促", "Launch, Promo, Week, Push"),
    named("advertiser", "广告主", "advertiser", "advertiser_name ad_client guanggaozhu", "company"),
    code("patent_no", "专利号", "patent number", "patent_code zhuanlihao", "code:CN#########"),
    named("patent_title", "专利名称 专利", "patent, patent title", "patent_name patent zhuanli", "coined", "装置 方法 系统 材料 传感器", "Device, Method, System, Sensor"),
    named("inventor", "发明人", "inventor", "inventor_name famingren", "person"),
    category("patent_type", "专利类型", "patent type", "patent_kind zhuanli_leixing", "发明专利 实用新型 外观设计", "invention, utility, design"),
    measure("claims_count", "权利要求数", "claims, number of claims", "claim_num quanli_yaoqiu", Scale.MANY, (1, 40, 1), "项 claims", additive=True),
    flag("is_granted", "授权 已授权", "granted", "granted grant_flag shouquan"),
    named("language_test", "测评名称 语言测评", "language test, test", "test_title yuyan_ceping", "coined", "等级考试 口语测试 能力测试", "Proficiency Test, Certificate, Oral Test"),
    measure("listening", "听力分数 听力", "listening score, listening", "listening_score tingli", Scale.HIGH, (0, 100, 0.5), "分 points"),
    measure("speaking", "口语分数 口语", "speaking score, speaking", "speaking_score kouyu", Scale.HIGH, (0, 100, 0.5), "分 points"),
    measure("reading_score", "阅读分数 阅读", "reading score, reading", "reading_mark yuedu", Scale.HIGH, (0, 100, 0.5), "分 points"),
    measure("writing_score", "写作分数 写作", "writing score, writing", "writing_mark writing xiezuo", Scale.HIGH, (0, 100, 0.5), "分 points"),
)

ENTITIES = (
    *domain(
        "publishing",
        entity("writer", "作家 作者", "writer/writers, author/authors", "writers authors zuojia", "位", "person_name", "pen_name gender nationality birth_year royalty_rate hometown fans", person=True),
        entity("title", "出版物 图书", "title/titles, publication/publications", "titles publications book_titles chubanwu", "种", "book_title", "isbn book_genre price pages word_count print_run copies_sold edition binding publish_date editor publisher language", "writer"),
        entity("book_review", "书评", "book review/book reviews, review/reviews", "book_reviews reviews shuping", "篇", "", "rating comment_text event_date likes source", "title", event=True),
    ),
    *domain(
        "news",
        entity("news_article", "新闻 新闻稿", "article/articles, news article/news articles", "articles news_articles news xinwen", "篇", "headline", "reporter news_section publish_date views comment_count shares_count word_count source", "newspaper"),
        entity("newspaper", "报社 媒体", "newspaper/newspapers, outlet/outlets", "newspapers outlets media_outlets baoshe", "家", "company_name", "city founded_year people_count website subscribers language"),
    ),
    *domain(
        "social_media",
        entity("creator", "博主 创作者", "creator/creators, blogger/bloggers", "creators bloggers bozhu", "位", "blogger", "gender age city fans likes category register_date is_verified level revenue", person=True),
        entity("video", "视频 短视频", "video/videos, clip/clips", "videos video clips shipin", "个", "title", "duration_min views likes comment_count shares_count favorites watch_minutes created_at category is_free", "creator"),
        entity("live_stream", "直播 直播场次", "live stream/live streams", "live_streams lives zhibo", "场", "", "event_time duration_hours views revenue fans likes type", "creator", event=True),
    ),
    *domain(
        "advertising",
        entity("advertiser", "广告主", "advertiser/advertisers", "advertisers advertiser guanggaozhu", "家", "advertiser", "city contact_person phone budget balance level founded_year"),
        entity("campaign", "广告活动 推广计划", "campaign/campaigns, ad campaign/ad campaigns", "ad_campaigns campaigns ads tuiguang", "个", "campaign_title", "ad_channel start_date end_date budget expense impressions click_rate conversion_rate conversions cost_per_click status", "advertiser"),
    ),
    *domain(
        "patents",
        entity("patent", "专利", "patent/patents", "patents patent zhuanli", "件", "patent_title", "patent_no inventor patent_type claims_count event_date is_granted expiry_date fee status citations", "patent_holder"),
        entity("patent_holder", "专利权人 申请人", "patent holder/patent holders, applicant/applicants", "patent_holders applicants shenqingren", "家", "company_name", "country city founded_year people_count type"),
    ),
    *domain(
        "language_test",
        entity("candidate", "应试者 测评对象", "candidate/candidates, test taker/test takers", "candidates test_takers yingshizhe", "名", "person_name", "gender age nationality city email job_title language", person=True),
        entity("test_result", "测评结果 测试结果", "test result/test results", "test_results assessments ceshi_jieguo", "条", "", "event_date listening speaking reading_score writing_score level fee result", "candidate", event=True),
    ),
)
