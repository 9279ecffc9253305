CREATE SCHEMA app;

CREATE TABLE app.users (id serial PRIMARY KEY, name text);
CREATE SEQUENCE app.all_posts;
CREATE TABLE app.posts (id bigint NOT NULL DEFAULT nextval('app.all_posts'), title text);
