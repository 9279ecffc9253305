-- Roles that the cases name. They belong to the server, not to a database.
CREATE ROLE alice;
CREATE ROLE bob;
CREATE ROLE carol;
CREATE ROLE gallery_app;
CREATE ROLE gallery_reader;
CREATE ROLE gallery_superuser SUPERUSER;
CREATE ROLE "gallery ""writer""";
