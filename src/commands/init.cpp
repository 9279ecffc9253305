#include "pgplumb/init.hpp"

#include <filesystem>

#include "pgplumb/export.hpp"
#include "pgplumb/render.hpp"

namespace pgplumb {

namespace {

namespace fs = std::filesystem;

std::string toml_text(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string configuration(const InitRequest& request) {
  std::string text =
      "# What pgplumb knows of this project; pgplumb help configuration explains every key.\n"
      "schema = \"schema/schema.sql\"\n";
  if (!request.profile.empty()) text += "profile = " + toml_text(request.profile) + "\n";
  if (!request.schemas.empty()) {
    std::string list;
    for (const std::string& schema : request.schemas) list += (list.empty() ? "" : ", ") + toml_text(schema);
    text += "schemas = [" + list + "]\n";
  }
  return text +
         "\n# Further databases with the same schema, for --env NAME. Each says which variable holds its URL:\n"
         "# [env.staging]\n"
         "# env = \"STAGING_DATABASE_URL\"\n";
}

constexpr const char* example_of_env =
    "# Copy this to .env, which git must not have, and fill it in. What is set in the environment already stays.\n"
    "DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE\n"
    "# STAGING_DATABASE_URL=postgresql://USER:PASSWORD@HOST:5432/DATABASE\n";

std::vector<ProjectFile> files_without_schema(const InitRequest& request) {
  std::vector<ProjectFile> files = {{"plans/.gitkeep", ""}, {".env.example", example_of_env}};
  if (!request.workflow_path.empty()) files.push_back({request.workflow_path, request.workflow});
  files.push_back({"pgplumb.toml", configuration(request)});
  return files;
}

void refuse_existing(const InitRequest& request, const std::vector<ProjectFile>& files) {
  std::string existing;
  int count = 0;
  const auto look = [&](const std::string& path) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(fs::path(request.folder) / path, ignored))) return;
    existing += (existing.empty() ? "" : ", ") + path;
    ++count;
  };
  for (const char* path : {"schema/schema.sql", "schema/snapshot.json"}) look(path);
  for (const ProjectFile& file : files) look(file.path);
  if (count > 0)
    throw Error(existing + (count == 1 ? " is" : " are") + " there already; nothing was written",
                "move " + std::string(count == 1 ? "it" : "them") +
                    " out of the way, or begin the project in another folder with --directory");
}

}  // namespace

InitResult init_project(const InitRequest& request) {
  std::vector<ProjectFile> files = files_without_schema(request);
  refuse_existing(request, files);
  InitResult result;
  // The settings are those that the project will have.
  const Settings settings = parse_settings(files.back().text, "pgplumb.toml");
  ExportRequest snapshot;
  snapshot.connection = request.connection;
  snapshot.settings = settings;
  snapshot.progress = request.progress;
  snapshot.stop = request.stop;
  ExportResult exported = export_snapshot(snapshot);
  RenderRequest schema;
  schema.connection = request.connection;
  schema.settings = settings;
  schema.progress = request.progress;
  schema.stop = request.stop;
  RenderResult rendered = render_schema(schema);
  result.objects = exported.objects;
  result.warnings = std::move(exported.warnings);
  result.warnings.insert(result.warnings.end(), rendered.warnings.begin(), rendered.warnings.end());
  result.files = {{"schema/schema.sql", std::move(rendered.text)}, {"schema/snapshot.json", std::move(exported.text)}};
  for (ProjectFile& file : files) result.files.push_back(std::move(file));
  return result;
}

}  // namespace pgplumb
