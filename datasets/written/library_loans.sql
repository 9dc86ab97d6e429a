CREATE TABLE books (
    book_id INTEGER PRIMARY KEY,
    title VARCHAR(100) NOT NULL,
    author VARCHAR(60),
    genre VARCHAR(20) CHECK (genre IN ('fiction', 'history', 'science', 'children', 'travel')),
    published_year INTEGER,
    pages INTEGER,
    price DECIMAL(8, 2),
    copies INTEGER,
    shelf VARCHAR(10)
);
CREATE TABLE readers (
    reader_id INTEGER PRIMARY KEY,
    full_name VARCHAR(60) NOT NULL,
    birth_year INTEGER,
    city VARCHAR(40),
    membership VARCHAR(10) CHECK (membership IN ('basic', 'student', 'premium')),
    joined_on DATE,
    email VARCHAR(80),
    unpaid_fines DECIMAL(8, 2)
);
CREATE TABLE loans (
    loan_id INTEGER PRIMARY KEY,
    book_id INTEGER NOT NULL,
    reader_id INTEGER NOT NULL,
    loaned_on DATE NOT NULL,
    due_on DATE,
    returned_on DATE,
    renewals INTEGER,
    fine DECIMAL(6, 2),
    FOREIGN KEY (book_id) REFERENCES books(book_id),
    FOREIGN KEY (reader_id) REFERENCES readers(reader_id)
);
