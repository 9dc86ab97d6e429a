CREATE TABLE 读者 (
    读者编号 BIGINT NOT NULL,
    姓名 VARCHAR NOT NULL,
    性别 VARCHAR CHECK (性别 IN ('男', '女', '未知')),
    手机 VARCHAR,
    押金 DECIMAL(8, 2) NOT NULL,
    入会年份 INTEGER,
    是否有效 INTEGER NOT NULL,
    创建时间 TIMESTAMP,
    PRIMARY KEY (读者编号),
    UNIQUE (手机)
);

CREATE TABLE books (
    isbn VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    tags VARCHAR,
    price DOUBLE,
    cover BLOB,
    extra JSON,
    price_text VARCHAR,
    PRIMARY KEY (isbn)
);

CREATE TABLE loans (
    loan_id BIGINT NOT NULL,
    reader_id BIGINT NOT NULL,
    isbn VARCHAR NOT NULL,
    days BIGINT,
    PRIMARY KEY (loan_id),
    FOREIGN KEY (reader_id) REFERENCES 读者 (读者编号),
    FOREIGN KEY (isbn) REFERENCES books (isbn)
);

COMMENT ON TABLE 读者 IS '读者;借书证';
COMMENT ON COLUMN 读者.姓名 IS '姓名（必填；例如：张三）';
COMMENT ON COLUMN 读者.性别 IS '性别';
COMMENT ON COLUMN 读者.手机 IS '手机号，唯一';
COMMENT ON COLUMN 读者.押金 IS '押金';
COMMENT ON COLUMN 读者.是否有效 IS '是否有效: 1 有效, 0 注销';
COMMENT ON TABLE books IS '图书';
COMMENT ON COLUMN books.isbn IS 'ISBN';
COMMENT ON COLUMN books.title IS '书名';
COMMENT ON COLUMN books.tags IS '标签';
COMMENT ON COLUMN books.price IS '定价';
COMMENT ON COLUMN books.price_text IS '标价';
COMMENT ON TABLE loans IS '借阅记录';
COMMENT ON COLUMN loans.reader_id IS '读者编号';
COMMENT ON COLUMN loans.days IS 'it''s the days';
