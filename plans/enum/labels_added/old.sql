CREATE TYPE status AS ENUM ('open', 'closed');
CREATE TABLE tickets (id integer, state status DEFAULT 'open');
