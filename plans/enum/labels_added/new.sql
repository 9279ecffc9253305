CREATE TYPE status AS ENUM ('draft', 'open', 'held', 'closed', 'gone');
CREATE TABLE tickets (id integer, state status DEFAULT 'draft' CHECK (state <> 'gone'));
