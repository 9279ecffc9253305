CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, language = german);
COMMENT ON TEXT SEARCH DICTIONARY stems IS 'German';
CREATE TEXT SEARCH DICTIONARY plain (TEMPLATE = simple, accept = true, stopwords = 'french');
CREATE TEXT SEARCH DICTIONARY kind (TEMPLATE = snowball, language = 'french');
