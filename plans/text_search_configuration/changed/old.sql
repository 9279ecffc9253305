CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, language = english);
CREATE TEXT SEARCH CONFIGURATION docs (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION docs ADD MAPPING FOR asciiword, word WITH simple;
ALTER TEXT SEARCH CONFIGURATION docs ADD MAPPING FOR email WITH simple;
CREATE TABLE pages (body text, words tsvector GENERATED ALWAYS AS (to_tsvector('docs', body)) STORED);
CREATE INDEX pages_words ON pages USING gin (to_tsvector('docs', body));
