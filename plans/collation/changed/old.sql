CREATE COLLATION german (provider = icu, locale = 'de');
CREATE COLLATION numeric_order (provider = icu, locale = 'en-u-kn-true');
CREATE COLLATION plain (provider = libc, locale = 'C');
CREATE COLLATION mixed (provider = libc, lc_collate = 'C', lc_ctype = 'C.UTF-8');
CREATE TABLE words (word text COLLATE german, number text COLLATE numeric_order);
CREATE INDEX words_word ON words (word);
