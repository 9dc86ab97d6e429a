-- One query a line that is read-only but would run, or grow, without end; it must end as TIMEOUT, MEMORY or an error.
SELECT COUNT(*) FROM range(100000000) AS a, range(100000000) AS b WHERE (a.range * b.range) % 7 = 3
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT COUNT(*) FROM r
SELECT levenshtein(repeat('a', 100000), repeat('b', 100000))
SELECT lpad('a', 2000000000, 'b')
SELECT repeat('abc', 1500000000)
SELECT string_agg(repeat('x', 1000000), '') FROM range(100000)
SELECT list(a.range) FROM range(1000000000) AS a
SELECT * FROM range(300000000) AS a ORDER BY hash(a.range)
SELECT regexp_matches(repeat('a', 30000000), '(a*)*(a*)*(a*)*b') FROM range(1000)
SELECT COUNT(DISTINCT a.range || b.range) FROM range(1000000) AS a, range(1000) AS b
