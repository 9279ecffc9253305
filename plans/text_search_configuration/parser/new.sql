CREATE FUNCTION a_start(internal, integer) RETURNS internal LANGUAGE internal AS 'prsd_start';
CREATE FUNCTION a_token(internal, internal, internal) RETURNS internal LANGUAGE internal AS 'prsd_nexttoken';
CREATE FUNCTION an_end(internal) RETURNS void LANGUAGE internal AS 'prsd_end';
CREATE FUNCTION some_types(internal) RETURNS internal LANGUAGE internal AS 'prsd_lextype';
CREATE TEXT SEARCH PARSER mine (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);
CREATE TEXT SEARCH TEMPLATE plain (INIT = dsnowball_init, LEXIZE = dsnowball_lexize);
CREATE TEXT SEARCH TEMPLATE bare (INIT = dsimple_init, LEXIZE = dsimple_lexize);
CREATE TEXT SEARCH CONFIGURATION docs (PARSER = mine);
CREATE TEXT SEARCH PARSER own (START = a_start, GETTOKEN = a_token, END = an_end, LEXTYPES = some_types);
