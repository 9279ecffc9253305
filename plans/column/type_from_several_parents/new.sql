CREATE TABLE a (id bigint, x text);
CREATE TABLE b (id bigint);
CREATE TABLE c (y text) INHERITS (a, b);
CREATE TABLE d () INHERITS (c);
-- Each is the same column by two ways.
CREATE TABLE top (n bigint);
CREATE TABLE left_side () INHERITS (top);
CREATE TABLE right_side () INHERITS (top);
CREATE TABLE bottom () INHERITS (left_side, right_side);
