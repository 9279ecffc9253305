CREATE SEQUENCE low;
CREATE SEQUENCE other;
CREATE TABLE t (id bigint PRIMARY KEY DEFAULT nextval('low'), other bigint DEFAULT nextval('low'));
CREATE SEQUENCE t_id_seq;
CREATE TABLE u (id bigint NOT NULL DEFAULT nextval('low'));
CREATE TABLE v (id bigint NOT NULL DEFAULT nextval('low'));
CREATE TABLE w (id bigint DEFAULT -nextval('low'));
CREATE TABLE x (id bigint DEFAULT nextval('low'));
