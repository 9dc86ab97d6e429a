CREATE TABLE books (
    book_id INTEGER PRIMARY KEY,
    title VARCHAR(100),
    author VARCHAR(50),
    genre VARCHAR(20) CHECK (genre IN ('novel', 'history', 'children', 'science', 'cooking', 'travel')),
    publisher VARCHAR(50),
    published_on DATE,
    pages INTEGER,
    list_price DECIMAL(8,2),
    binding VARCHAR(20) CHECK (binding IN ('hardback', 'paperback', 'ebook')),
    language VARCHAR(20),
    stock INTEGER
);
CREATE TABLE monthly_sales (
    sale_id INTEGER PRIMARY KEY,
    book_id INTEGER,
    year INTEGER,
    month INTEGER,
    copies_sold INTEGER,
    copies_returned INTEGER,
    revenue DECIMAL(12,2),
    channel VARCHAR(20) CHECK (channel IN ('shop', 'online', 'wholesale')),
    FOREIGN KEY (book_id) REFERENCES books(book_id)
);
