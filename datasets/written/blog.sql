CREATE TABLE authors (
    author_id INTEGER PRIMARY KEY,
    pen_name VARCHAR(50) NOT NULL,
    email VARCHAR(80),
    country VARCHAR(40),
    birth_year INTEGER,
    joined_on DATE,
    is_editor INTEGER
);

CREATE TABLE posts (
    post_id INTEGER PRIMARY KEY,
    author_id INTEGER NOT NULL,
    title VARCHAR(120),
    category VARCHAR(20) CHECK (category IN ('travel', 'food', 'tech', 'books', 'life')),
    status VARCHAR(12) CHECK (status IN ('draft', 'published', 'hidden')),
    published_on DATE,
    word_count INTEGER,
    views INTEGER,
    likes INTEGER,
    FOREIGN KEY (author_id) REFERENCES authors (author_id)
);

CREATE TABLE comments (
    comment_id INTEGER PRIMARY KEY,
    post_id INTEGER NOT NULL,
    commenter VARCHAR(50),
    body TEXT,
    rating INTEGER,
    commented_on DATE,
    is_spam INTEGER,
    FOREIGN KEY (post_id) REFERENCES posts (post_id)
);
