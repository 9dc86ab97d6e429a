CREATE TABLE books (
    book_id INTEGER PRIMARY KEY, -- 图书编号
    title VARCHAR(80) NOT NULL, -- 书名
    author VARCHAR(40), -- 作者
    publisher VARCHAR(40), -- 出版社
    genre VARCHAR(10) CHECK (genre IN ('小说', '童书', '历史', '科普', '教辅', '漫画')), -- 类别
    list_price DECIMAL(7, 2), -- 定价
    pages INTEGER, -- 页数
    published_on DATE, -- 出版日期
    stock INTEGER, -- 库存册数
    shelf VARCHAR(10) -- 书架号
);

CREATE TABLE sales (
    sale_id INTEGER PRIMARY KEY, -- 销售单号
    book_id INTEGER, -- 图书编号
    sold_on DATE, -- 销售日期
    copies INTEGER, -- 册数
    amount DECIMAL(9, 2), -- 实收金额
    channel VARCHAR(10) CHECK (channel IN ('门店', '网店', '团购')), -- 渠道
    buyer VARCHAR(40), -- 买家
    clerk VARCHAR(20), -- 店员
    FOREIGN KEY (book_id) REFERENCES books (book_id)
);
