"""Shops: customers, products, orders and their lines, suppliers, stores, payments, reviews, returns."""

from text2sql.lexicon.entries import category, code, date, domain, entity, flag, measure, named
from text2sql.lexicon.types import Scale

# One entry a line, to be read as a table.
# fmt: off

CONCEPTS = (
    date("order_date", "下单日期 订单日期", "order date", "ordered_on order_time xiadan_riqi"),
    date("ship_date", "发货日期", "shipping date", "shipped_on fahuo_riqi"),
    code("order_no", "订单号 订单编号", "order number", "order_sn dingdanhao", "code:SO########"),
    named("customer_name", "客户姓名 客户 顾客", "customer, customer name", "customer client_name kehu", "person"),
    named("product_name", "商品名称 产品名称 商品 产品", "product, product name", "product goods_name item_name prod_name shangpin chanpin", "product"),
    category("product_category", "商品类别 商品分类", "product category", "category prod_cat goods_type", "家电 服装 食品 图书 数码 美妆 家居", "electronics, clothing, food, books, toys, beauty, home"),
    measure("sales", "销量 销售量", "sales, units sold", "sales_volume sold units_sold xiaoliang", Scale.MANY, (0, 5000, 1), "件 units", additive=True),
    measure("sales_amount", "销售额", "sales amount, turnover", "sale_amt gmv xiaoshoue", Scale.HIGH, (100, 500000, 1), "元 yuan", additive=True),
    measure("total_spent", "消费总额 累计消费", "total spent, spending", "total_spend amount_spent xiaofei_zonge", Scale.HIGH, (0, 90000, 0.01), "元 yuan", additive=True),
    measure("order_count", "订单数 订单量", "orders, number of orders", "orders_num num_orders dingdanshu", Scale.MANY, (0, 90, 1), "笔 orders", additive=True),
    measure("refund", "退款金额 退款", "refund, refund amount", "refund_amount tuikuan", Scale.HIGH, (0, 3000, 0.01), "元 yuan", additive=True),
    measure("shipping_fee", "运费 配送费", "shipping fee, delivery fee", "delivery_fee ship_fee peisongfei", Scale.COSTLY, (0, 60, 0.5), "元 yuan", additive=True),
    measure("purchase_price", "进价 进货价", "purchase price, buying price", "buy_price cost_price jinjia", Scale.COSTLY, (2, 1500, 0.01), "元 yuan"),
    measure("gross_margin", "毛利率", "gross margin", "margin_rate maolilv", Scale.HIGH, (5, 70, 0.1), "% %"),
    measure("login_count", "登录次数", "logins, number of logins", "logins login_times denglu_cishu", Scale.MANY, (0, 900, 1), "次 logins", additive=True),
    date("last_login", "最后登录时间 最近登录", "last login", "last_login_at last_login_time zuihou_denglu", "TIMESTAMP"),
    category("coupon", "优惠券", "coupon, voucher", "coupon_name youhuiquan", "满减券 折扣券 新人券", "welcome, seasonal, loyalty"),
    category("tag", "标签", "tag, label", "label_text tags biaoqian", "热门 新品 推荐 清仓", "new, hot, sale, recommended"),
    category("browser", "浏览器", "browser", "browser_name liulanqi", "Chrome Safari Firefox Edge", "Chrome, Safari, Firefox, Edge"),
    category("device_type", "设备类型", "device, device type", "device device_kind", "手机 电脑 平板", "phone, desktop, tablet"),
    category("platform_name", "平台", "platform", "platform pingtai", "安卓 苹果 网页", "Android, iOS, web"),
    named("supplier_name", "供应商 供应商名称", "supplier", "supplier vendor gongyingshang", "company"),
    named("store_name", "门店名称 门店", "store, store name", "store shop_name shop mendian", "coined", "店 超市 专卖店 旗舰店", "Store, Market, Outlet, Shop"),
    named("sales_person", "销售员 导购", "salesperson, sales representative", "salesperson sales_rep seller xiaoshouyuan", "person"),
    category("return_reason", "退货原因", "return reason, reason for return", "refund_reason tuihuo_yuanyin", "质量问题 尺寸不合 不喜欢 发错货", "damaged, wrong size, changed mind, late"),
    category("customer_level", "客户等级 会员等级", "customer level, membership level", "member_level vip_level kehu_dengji", "普通 银卡 金卡 钻石", "regular, silver, gold, diamond"),
    measure("list_price", "原价 标价", "list price, original price", "original_price msrp yuanjia", Scale.COSTLY, (5, 3000, 0.01), "元 yuan"),
    measure("footfall", "客流量", "footfall, shoppers", "shoppers traffic_count keliuliang", Scale.MANY, (0, 5000, 1), "人 people", additive=True),
    measure("repurchase_rate", "复购率", "repeat purchase rate", "repurchase repeat_rate fugoulv", Scale.HIGH, (1, 80, 0.1), "% %"),
    flag("is_refunded", "退款 已退款", "refunded", "refunded refund_flag"),
    flag("is_on_sale", "在售 上架", "on sale", "on_sale listed shangjia"),
)

ENTITIES = (
    *domain(
        "shop",
        entity("customer", "客户 顾客", "customer/customers, client/clients", "customers customer clients buyers kehu users", "位", "customer_name", "email city country register_date gender age phone customer_level total_spent order_count points is_vip birth_date source occupation", "", person=True),
        entity("product", "商品 产品", "product/products, item/items", "products product goods items shangpin", "件", "product_name", "product_category brand price stock rating list_price purchase_price sales gross_margin color gross_weight views is_on_sale release_date tag", "supplier"),
        entity("order", "订单", "order/orders", "orders order dingdan sales_orders", "笔", "", "order_date status source order_no amount payment_method shipping_fee discount ship_date is_paid coupon city device_type", "customer", event=True),
        entity("order_item", "订单明细", "order item/order items, order line/order lines", "order_items order_lines order_details dingdan_mingxi", "条", "", "quantity price discount amount refund", "order product", event=True),
        entity("supplier", "供应商", "supplier/suppliers, vendor/vendors", "suppliers vendors gongyingshang", "家", "supplier_name", "city phone country contact_person rating founded_year address level", ""),
        entity("store", "门店 店铺", "store/stores, shop/shops", "stores shops mendian dianpu", "家", "store_name", "city district address area_sqm rent manager_name open_time close_time people_count footfall sales_amount founded_year", ""),
        entity("sale_record", "销售记录 销售", "sale/sales", "sales sale_records xiaoshou sales_records", "笔", "", "event_date quantity sales_amount profit discount sales_person region quarter payment_method", "store product", event=True),
        entity("product_return", "退货记录 退货", "return/returns", "returns product_returns tuihuo", "笔", "", "event_date refund return_reason is_refunded quantity status", "order product", event=True),
        entity("product_review", "商品评价", "product review/product reviews", "product_reviews customer_reviews shangpin_pingjia", "条", "", "rating likes comment_text created_date is_verified", "customer product", event=True),
    ),
)
