CREATE FUNCTION handle(internal) RETURNS index_am_handler LANGUAGE internal AS 'bthandler';
CREATE FUNCTION handle_tables(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler';
CREATE FUNCTION handle_too(internal) RETURNS index_am_handler LANGUAGE internal AS 'bthandler';
CREATE ACCESS METHOD mine TYPE INDEX HANDLER handle;
CREATE ACCESS METHOD other TYPE INDEX HANDLER handle;
