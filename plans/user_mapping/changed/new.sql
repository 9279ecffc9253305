CREATE EXTENSION postgres_fdw;
CREATE SERVER shop FOREIGN DATA WRAPPER postgres_fdw;
CREATE USER MAPPING FOR gallery_app SERVER shop OPTIONS ("user" 'b', password_required 'false');
CREATE USER MAPPING FOR PUBLIC SERVER shop;
