-- Full text search, written by hand: it is executed exactly as it stands here, and again only when it changes.

-- pgplumb:manual "product search" phase=after run=changed
CREATE OR REPLACE FUNCTION shop.index_product() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.search := setweight(to_tsvector('english', NEW.name), 'A')
               || setweight(to_tsvector('english', array_to_string(NEW.tags, ' ')), 'B')
               || setweight(to_tsvector('english', NEW.description), 'C');
    RETURN NEW;
END;
$$;

DROP TRIGGER IF EXISTS products_search ON shop.products;
CREATE TRIGGER products_search BEFORE INSERT OR UPDATE OF name, tags, description ON shop.products
    FOR EACH ROW EXECUTE FUNCTION shop.index_product();

CREATE INDEX IF NOT EXISTS products_search_idx ON shop.products USING gin (search);

-- Products from before the trigger.
UPDATE shop.products SET name = name WHERE search IS NULL;
-- pgplumb:end manual
