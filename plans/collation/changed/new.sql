CREATE COLLATION german (provider = icu, locale = 'de', deterministic = false);
CREATE COLLATION numeric_order (provider = icu, locale = 'de-u-kn-true');
CREATE COLLATION plain (provider = icu, locale = 'de-AT');
CREATE COLLATION mixed (provider = libc, lc_collate = 'C.UTF-8', lc_ctype = 'C');
CREATE TABLE words (word text COLLATE german, number text COLLATE numeric_order);
CREATE INDEX words_word ON words (word);
