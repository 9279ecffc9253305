-- And what it is to become. Some names try to get out of wherever a report writes them.
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('open', 'paid', 'sent');
CREATE TABLE app.users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  age integer,
  email text UNIQUE
);
CREATE INDEX users_name ON app.users (name);
CREATE TABLE app.orders (
  id integer PRIMARY KEY,
  user_id bigint REFERENCES app.users,
  total numeric(12, 2) DEFAULT 0,
  state app.state NOT NULL DEFAULT 'open'
);
CREATE VIEW app.adults AS SELECT id, name, age FROM app.users WHERE age >= 21;
CREATE FUNCTION app.total_of(user_id integer) RETURNS numeric LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(total), 0)
  FROM app.orders AS o
  WHERE o.user_id = total_of.user_id
    AND o.state <> 'open' /* see
```
<b>the rules</b> */
$$;
CREATE TABLE app."a|b\|`c` ""</td></code><script>document.title='out'</script>
</details> ``` 🐘 %% ; #quot; %%{init}%%" (
  "x<img src=http://example.invalid/x onerror=alert(1)>" integer DEFAULT 1,
  "]]> --> &amp; {{raw}}" text
);
COMMENT ON TABLE app.users IS 'Everybody who has an account: see <https://example.invalid/>';
