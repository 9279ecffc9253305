// Profiles: what a platform has put into a database is there, is used, and is nobody's difference.

#include "config/profile.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "pgplumb/plan.hpp"
#include "pgplumb/render.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

/// As the platform hands a database over: its own schemas, and grants for whatever is made in public.
constexpr const char* platform = R"(
DO $$ BEGIN CREATE ROLE profile_api; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE
  RETURN pg_catalog.current_setting('request.uid', true)::uuid;
CREATE FUNCTION auth.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER stamp BEFORE UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION auth.stamp();
CREATE SCHEMA storage;
CREATE TABLE storage.objects (id uuid PRIMARY KEY, bucket text, owner uuid);
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE PUBLICATION supabase_realtime;
CREATE EXTENSION pgcrypto;
GRANT USAGE ON SCHEMA public TO profile_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO profile_api;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO profile_api;
)";

constexpr const char* application = R"(
CREATE TABLE public.profiles (
  id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
  name text
);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON public.profiles USING (id = auth.uid());
CREATE TABLE public.secrets (id bigint PRIMARY KEY);
REVOKE ALL ON public.secrets FROM profile_api;
CREATE FUNCTION public.new_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO public.profiles (id) VALUES (new.id); RETURN new; END $$;
CREATE TRIGGER new_user AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.new_user();
CREATE POLICY mine ON storage.objects USING (owner = auth.uid());
COMMENT ON POLICY mine ON storage.objects IS 'of the project';
ALTER PUBLICATION supabase_realtime ADD TABLE public.profiles;
)";

Settings settings_of(const test::Project& project) {
  Settings settings = parse_settings("profile = \"supabase\"\n", project.path("pgplumb.toml"));
  settings.schema = {project.path("schema.sql")};
  settings.scratch = "local";
  return settings;
}

PlanResult planned(const test::Database& database, const Settings& settings) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = settings;
  request.allow_destroy = {"*"};
  return make_plan(request);
}

void carry_out(const test::Database& database, const PlanResult& plan) {
  ApplyRequest request;
  request.connection = database.url();
  request.text = plan.text;
  request.file = "plan.sql";
  (void)apply_plan(request);
}

std::string value(test::Database& database, const std::string& sql) {
  return database.execute(sql).rows.at(0).at(0).value_or("");
}

}  // namespace

TEST_CASE("a project is made in an empty database of the platform, and planned again there is nothing to do") {
  test::Database database;
  database.execute(platform);
  const test::Project project;
  project.write("schema.sql", application);
  const Settings settings = settings_of(project);
  carry_out(database, planned(database, settings));
  CHECK(planned(database, settings).plan.empty());
  CHECK(value(database, "SELECT has_table_privilege('profile_api', 'public.profiles', 'SELECT')") == "t");
  CHECK(value(database, "SELECT has_table_privilege('profile_api', 'public.secrets', 'SELECT')") == "f");
  CHECK(value(database,
              "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass AND NOT tgisinternal") == "2");
  CHECK(value(database, "SELECT count(*) FROM pg_policy WHERE polrelid = 'storage.objects'::regclass") == "1");
  CHECK(value(database, "SELECT count(*) FROM pg_publication_tables WHERE pubname = 'supabase_realtime'") == "1");
  CHECK(planned(database, settings).hidden.at("the platform's, profile supabase") > 10);

  SUBCASE("what it made on the platform's tables goes when the files no longer say it, what is the platform's stays") {
    project.write("schema.sql", "-- nothing\n");
    carry_out(database, planned(database, settings));
    CHECK(value(database, "SELECT string_agg(tgname, ',') FROM pg_trigger WHERE tgrelid = 'auth.users'::regclass") ==
          "stamp");
    CHECK(value(database, "SELECT count(*) FROM pg_policy") == "0");
    CHECK(value(database, "SELECT count(*) FROM pg_publication") == "1");
  }
  SUBCASE("a platform that changes is no drift") {
    database.execute(
        "ALTER TABLE auth.users ADD COLUMN phone text; CREATE TABLE auth.keys (id int); DROP PUBLICATION "
        "IF EXISTS supabase_other; CREATE PUBLICATION supabase_other; CREATE TRIGGER again BEFORE DELETE ON auth.users "
        "FOR EACH ROW EXECUTE FUNCTION auth.stamp()");
    DriftRequest request;
    request.connection = database.url();
    request.settings = settings;
    CHECK(find_drift(request).differences.empty());
    database.execute("CREATE TRIGGER by_hand AFTER DELETE ON auth.users FOR EACH ROW EXECUTE FUNCTION new_user()");
    const auto found = find_drift(request).differences;
    REQUIRE(found.size() == 1);
    CHECK(found.front().object == "trigger auth.users.by_hand");
  }
  SUBCASE("exported, rendered and loaded again it is the same, with what was taken back and without the platform's") {
    ExportRequest exported;
    exported.connection = database.url();
    exported.settings = settings;
    RenderRequest rendered;
    rendered.settings = settings;
    rendered.snapshot = project.write("snapshot.json", export_snapshot(exported).text);
    const std::string text = render_schema(rendered).text;
    CHECK(text.find("CREATE SCHEMA auth") == std::string::npos);
    CHECK(text.find("DEFAULT PRIVILEGES") == std::string::npos);
    CHECK(text.find("REVOKE ALL ON TABLE public.secrets FROM profile_api") != std::string::npos);
    project.write("schema.sql", text);
    CHECK(planned(database, settings).plan.empty());
    DriftRequest drift;
    drift.connection = database.url();
    drift.settings = settings;
    drift.snapshot = project.path("snapshot.json");
    CHECK(find_drift(drift).differences.empty());
  }
}

TEST_CASE("an extension of the platform may be declared as if it were not there, but not twice") {
  test::Database database;
  database.execute(platform);
  const test::Project project;
  project.write("schema.sql", "CREATE EXTENSION pgcrypto;\nCREATE TABLE t (a uuid DEFAULT gen_random_uuid());\n");
  const PlanResult result = planned(database, settings_of(project));
  CHECK(result.warnings.empty());
  CHECK(result.text.find("EXTENSION") == std::string::npos);
  project.write("schema.sql", "CREATE EXTENSION hstore;\nCREATE EXTENSION hstore;\n");
  CHECK_THROWS_AS((void)planned(database, settings_of(project)), DiagnosedError);
}

TEST_CASE("what is declared, not managed and not there is warned of, each by its name and line") {
  test::Database database;
  database.execute(platform);
  const test::Project project;
  project.write("schema.sql", R"(CREATE EXTENSION "uuid-ossp";
CREATE TABLE t (a int);
CREATE SCHEMA IF NOT EXISTS cron;
CREATE TABLE IF NOT EXISTS cron.job (id int);
CREATE TABLE IF NOT EXISTS auth.users (id uuid);
CREATE TABLE IF NOT EXISTS auth.keys (id int UNIQUE);
)");
  const PlanResult result = planned(database, settings_of(project));
  std::string said;
  for (const Diagnostic& warning : result.warnings)
    said += std::to_string(warning.position.line) + " " + warning.object + "\n";
  CHECK(said == "1 extension uuid-ossp\n3 schema cron\n6 table auth.keys\n");
  CHECK(result.text.find("auth.keys") == std::string::npos);
  database.execute(
      "CREATE EXTENSION \"uuid-ossp\"; CREATE SCHEMA cron; CREATE TABLE cron.job (id int); "
      "CREATE TABLE auth.keys (id int UNIQUE)");
  CHECK(planned(database, settings_of(project)).warnings.empty());
}

TEST_CASE("every profile is found by its name, and none by another") {
  for (const config::Profile* profile : config::profiles()) CHECK(config::find_profile(profile->name) == profile);
  CHECK(config::find_profile("none") == nullptr);
}

TEST_CASE("texts of a snapshot are settled where they need the platform's objects") {
  // The deparser gives back IN (...) as another text, and another one again once that was executed.
  const std::string listed = std::string(application) +
                             "ALTER TABLE public.profiles ADD n int CHECK (n IN (1, 2, 3)), ADD CONSTRAINT known CHECK "
                             "(auth.uid() IS NOT NULL);";
  test::Database first;
  first.execute(platform);
  first.execute(listed);
  const test::Project project;
  Settings settings = settings_of(project);
  ExportRequest exported;
  exported.connection = first.url();
  exported.settings = settings;
  const std::string snapshot = project.write("snapshot.json", export_snapshot(exported).text);
  RenderRequest rendered;
  rendered.snapshot = snapshot;
  rendered.settings = settings;
  rendered.file = "schema.sql";
  const std::string schema = render_schema(rendered).text;

  test::Database second;
  second.execute(platform);
  second.execute(schema);
  second.execute("RESET ALL");
  PlanRequest request;
  request.connection = second.url();
  request.settings = settings;
  request.to_snapshot = snapshot;
  CHECK(make_plan(request).plan.empty());
  DriftRequest drift;
  drift.connection = second.url();
  drift.settings = settings;
  drift.snapshot = snapshot;
  CHECK(find_drift(drift).differences.empty());

  // There and back, with a proof of both.
  second.execute("ALTER TABLE public.profiles DROP COLUMN name");
  request.with_reverse = true;
  const PlanResult there = make_plan(request);
  CHECK(there.changes.size() == 1);
  CHECK(there.reverse.find("-- proof:   passed") != std::string::npos);
  request.with_reverse = false;
  request.reverse = true;
  request.allow_destroy = {"*"};
  CHECK(make_plan(request).changes.size() == 1);
}

TEST_CASE("a snapshot is rendered into a file whose manual sections need the platform's objects") {
  const std::string section =
      "-- pgplumb:manual \"own\" phase=after\n"
      "CREATE VIEW public.emails AS SELECT p.id, u.email FROM public.profiles p JOIN auth.users u USING (id)\n"
      "  WHERE p.id = auth.uid();\n"
      "-- pgplumb:end manual\n";
  test::Database database;
  database.execute(platform);
  database.execute(application);
  database.execute(section);
  const test::Project project;
  const Settings settings = settings_of(project);
  ExportRequest exported;
  exported.connection = database.url();
  exported.settings = settings;
  RenderRequest request;
  request.snapshot = project.write("snapshot.json", export_snapshot(exported).text);
  request.settings = settings;
  request.file = project.write("schema.sql", std::string(application) + section);
  request.existing = project.read("schema.sql");
  try {
    (void)render_schema(request);
    FAIL("rendered without what the sections need");
  } catch (const DiagnosedError& error) {
    CHECK(std::string(error.what()).find("with --env or --url") != std::string::npos);
    CHECK_FALSE(error.diagnostics().empty());
  }
  // Any database of the platform will do.
  test::Database other;
  other.execute(platform);
  request.context = other.url();
  const std::string text = render_schema(request).text;
  CHECK(text.find("CREATE TABLE public.profiles") != std::string::npos);
  CHECK(text.find(section) != std::string::npos);
  // The section's view is said once.
  CHECK(text.find("public.emails") == text.rfind("public.emails"));
  project.write("schema.sql", text);
  carry_out(other, planned(other, settings));
  CHECK(planned(other, settings).plan.empty());
  CHECK(value(other, "SELECT to_regclass('public.emails') IS NOT NULL") == "t");
}
