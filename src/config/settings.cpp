#include "pgplumb/settings.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <sstream>

#include "base/duration.hpp"
#include "base/error.hpp"
#include "config/nearest.hpp"
#include "config/policy.hpp"
#include "config/profile.hpp"
#include "postgres/conninfo.hpp"

namespace pgplumb {

namespace {

Position position_of(const toml::node& node, const std::string& file) {
  return {file, static_cast<int>(node.source().begin.line), static_cast<int>(node.source().begin.column)};
}

/// True if a connection string, of whichever form, carries a password.
bool holds_password(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) {
    if (postgres::is_foreign(url) && url.find(':') < url.find('@') && url.find('@') != std::string_view::npos)
      return true;
    std::string squeezed;
    for (const char c : url)
      if (c != ' ') squeezed += c;
    return squeezed.find("password=") != std::string::npos;
  }
  const std::string_view rest = url.substr(scheme + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  const std::size_t at = authority.rfind('@');
  const bool in_user = at != std::string_view::npos && authority.substr(0, at).find(':') != std::string_view::npos;
  return in_user || url.find("password=") != std::string_view::npos;
}

/// Reads one table of the file: each key is handled once, and what no one asked for is unknown.
class Reader {
 public:
  Reader(const std::string& file, std::vector<Diagnostic>& problems)
      : file_(file), folder_(std::filesystem::path(file).parent_path()), problems_(problems) {}

  using Handler = std::function<void(const toml::node&)>;
  using Handlers = std::vector<std::pair<std::string_view, Handler>>;

  void table(const toml::table& table, const std::string& prefix, const Handlers& handlers) {
    for (const auto& [key, node] : table) {
      const auto handler = std::find_if(handlers.begin(), handlers.end(),
                                        [&, name = key.str()](const auto& entry) { return entry.first == name; });
      if (handler != handlers.end()) {
        handler->second(node);
        continue;
      }
      std::vector<std::string_view> known;
      for (const auto& [name, ignored] : handlers) known.push_back(name);
      const std::string suggestion = config::nearest(key.str(), known);
      std::string all;
      for (const std::string_view name : known) all += (all.empty() ? "" : ", ") + std::string(name);
      const auto& begin = key.source().begin;
      problem("unknown-key", {file_, static_cast<int>(begin.line), static_cast<int>(begin.column)},
              "unknown key \"" + prefix + std::string(key.str()) + "\"",
              suggestion.empty() ? "known keys are " + all : "did you mean \"" + prefix + suggestion + "\"?");
    }
  }

  Handler text(const std::string& name, std::function<void(const std::string&, const toml::node&)> use) {
    return [this, name, use = std::move(use)](const toml::node& node) {
      if (const auto value = node.value<std::string>(); value && node.is_string()) {
        use(*value, node);
      } else {
        wrong_type(node, name, "a string");
      }
    };
  }

  Handler text_into(const std::string& name, std::string& target) {
    return text(name, [&target](const std::string& value, const toml::node&) { target = value; });
  }

  Handler texts_into(const std::string& name, std::vector<std::string>& target, bool paths = false) {
    return [this, name, &target, paths](const toml::node& node) {
      const auto add = [&](const std::string& value) { target.push_back(paths ? path(value) : value); };
      if (node.is_string()) return add(*node.value<std::string>());
      const toml::array* array = node.as_array();
      if (array == nullptr) return wrong_type(node, name, "a string or a list of strings");
      for (const toml::node& item : *array) {
        if (item.is_string()) {
          add(*item.value<std::string>());
        } else {
          wrong_type(item, name, "a list of strings");
        }
      }
    };
  }

  Handler flag_into(const std::string& name, bool& target) {
    return [this, name, &target](const toml::node& node) {
      if (!node.is_boolean()) return wrong_type(node, name, "true or false");
      target = *node.value<bool>();
    };
  }

  template <typename Enum>
  Handler choice_into(const std::string& name, Enum& target) {
    return text(name, [this, name, &target](const std::string& value, const toml::node& node) {
      if (value == "auto") {
        target = Enum::automatic;
      } else if (value == "on") {
        target = Enum::on;
      } else if (value == "off") {
        target = Enum::off;
      } else {
        problem("bad-value", position_of(node, file_), name + " is \"" + value + "\"",
                "it is \"auto\", \"on\" or \"off\"");
      }
    });
  }

  Handler table_of(const std::string& name, std::function<void(const toml::table&)> use) {
    return [this, name, use = std::move(use)](const toml::node& node) {
      if (const toml::table* inner = node.as_table(); inner != nullptr) {
        use(*inner);
      } else {
        wrong_type(node, name, "a table");
      }
    };
  }

  void problem(const std::string& code, Position position, std::string message, std::string hint) {
    problems_.push_back({Severity::error, code, std::move(position), {}, std::move(message), std::move(hint)});
  }

  void refuse_password(const std::string& name, const std::string& url, const toml::node& node) {
    if (!holds_password(url)) {
      if (const auto reason = postgres::unreadable(url))
        problem("bad-value", position_of(node, file_), name + ": " + reason->message, reason->hint);
    } else {
      problem("password-in-file", position_of(node, file_), name + " holds a password",
              "passwords do not belong in files that are committed: name the environment variable that holds the URL "
              "with env = \"...\"");
    }
  }

  [[nodiscard]] std::string path(const std::string& written) const {
    const std::filesystem::path relative(written);
    return relative.is_absolute() || folder_.empty() ? written : (folder_ / relative).lexically_normal().string();
  }

  [[nodiscard]] const std::string& file() const { return file_; }

  void wrong_type(const toml::node& node, const std::string& name, const std::string& wanted) {
    problem("bad-value", position_of(node, file_), name + " must be " + wanted, {});
  }

 private:
  std::string file_;
  std::filesystem::path folder_;
  std::vector<Diagnostic>& problems_;
};

void read_apply(Reader& reader, const toml::table& table, Settings& settings) {
  reader.table(table, "apply.",
               {{"attempts",
                 [&](const toml::node& node) {
                   const auto value = node.is_integer() ? node.value<std::int64_t>() : std::nullopt;
                   if (!value || *value < 1 || *value > 1000) {
                     reader.problem("bad-value", position_of(node, reader.file()),
                                    "apply.attempts must be a whole number from 1 to 1000", {});
                   } else {
                     settings.attempts = static_cast<int>(*value);
                   }
                 }},
                {"journal", reader.choice_into("apply.journal", settings.journal)},
                {"journal_owners", reader.texts_into("apply.journal_owners", settings.journal_owners)}});
}

Reader::Handler duration(Reader& reader, const std::string& name, std::function<void(const std::string&)> use) {
  return reader.text(name, [&reader, name, use = std::move(use)](const std::string& value, const toml::node& node) {
    if (!duration_of(value))
      reader.problem("bad-value", position_of(node, reader.file()), name + " is \"" + value + "\"",
                     "write a number and a unit: \"500ms\", \"3s\", \"1min\"; \"0\" waits for ever");
    use(value);
  });
}

/// The environments that come after themselves. Each is passed once.
std::set<std::string> that_wait_for_themselves(const Settings& settings) {
  const auto before = [&](const std::string& name) {
    const auto found = settings.environments.find(name);
    return found == settings.environments.end() ? std::string() : found->second.after;
  };
  std::set<std::string> passed;
  std::set<std::string> found;
  for (const auto& [name, ignored] : settings.environments) {
    std::set<std::string> way;
    std::string at = name;
    for (; !at.empty() && passed.insert(at).second; at = before(at)) way.insert(at);
    if (!way.contains(at)) continue;
    for (; found.insert(at).second; at = before(at)) continue;
  }
  return found;
}

/// `after` names another environment, and no two wait for each other.
void check_order(Reader& reader, const toml::table& table, const Settings& settings) {
  const std::set<std::string> waiting = that_wait_for_themselves(settings);
  for (const auto& [name, environment] : settings.environments) {
    if (environment.after.empty()) continue;
    const Position position = position_of(*table.at(name).as_table()->get("after"), reader.file());
    if (!settings.environments.contains(environment.after)) {
      reader.problem("bad-value", position,
                     "env." + name + ".after names \"" + environment.after + "\", which is no environment of this file",
                     "add [env." + environment.after + "], or name another one");
      continue;
    }
    if (waiting.contains(name))
      reader.problem("bad-value", position, "env." + name + ".after leads back to \"" + name + "\"",
                     "one environment comes first and has no \"after\"");
  }
}

/// The table [policy], wherever it stands.
Reader::Handler policy_into(Reader& reader, const std::string& name, const std::string& environment, Policy& policy) {
  return reader.table_of(name, [&reader, name, environment, &policy](const toml::table& inner) {
    policy = config::read_policy(inner, reader.file(), name + ".", environment, [&](const Diagnostic& problem) {
      reader.problem(problem.code, problem.position, problem.message, problem.hint);
    });
  });
}

/// `scratch = "local"`, or the table [scratch].
Reader::Handler scratch_into(Reader& reader, Settings& settings) {
  const auto where = [&](const std::string& name) {
    return reader.text(name, [&, name](const std::string& value, const toml::node& node) {
      reader.refuse_password(name, value, node);
      settings.scratch = value;
    });
  };
  return [&, where](const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return where("scratch")(node);
    reader.table(*table, "scratch.",
                 {{"where", where("scratch.where")},
                  {"timeout", duration(reader, "scratch.timeout",
                                       [&](const std::string& value) {
                                         if (const auto time = duration_of(value))
                                           settings.scratch_timeout = time->count();
                                       })},
                  {"require_cage", reader.flag_into("scratch.require_cage", settings.require_cage)},
                  {"allow_superuser", reader.flag_into("scratch.allow_superuser", settings.allow_superuser)}});
  };
}

void read_environments(Reader& reader, const toml::table& table, Settings& settings) {
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    const std::string prefix = "env." + name + ".";
    reader.table_of("env." + name, [&](const toml::table& inner) {
      Environment environment;
      reader.table(
          inner, prefix,
          {{"env", reader.text(prefix + "env",
                               [&](const std::string& variable, const toml::node& at) {
                                 reader.refuse_password(prefix + "env", variable, at);
                                 environment.variable = variable;
                               })},
           {"url", reader.text(prefix + "url",
                               [&](const std::string& url, const toml::node& at) {
                                 reader.refuse_password(prefix + "url", url, at);
                                 environment.url = url;
                               })},
           {"scratch", reader.text(prefix + "scratch",
                                   [&](const std::string& value, const toml::node& at) {
                                     reader.refuse_password(prefix + "scratch", value, at);
                                     environment.scratch = value;
                                   })},
           {"lock_timeout", duration(reader, prefix + "lock_timeout",
                                     [&](const std::string& value) { environment.lock_timeout = value; })},
           {"protected", reader.flag_into(prefix + "protected", environment.is_protected)},
           {"after", reader.text_into(prefix + "after", environment.after)},
           {"verify",
            reader.text(prefix + "verify",
                        [&](const std::string& value, const toml::node&) { environment.verify = reader.path(value); })},
           {"backup", reader.text(prefix + "backup",
                                  [&](const std::string& value, const toml::node&) {
                                    environment.backup.directory = reader.path(value);
                                  })},
           {"backup_schema_only", reader.flag_into(prefix + "backup_schema_only", environment.backup.schema_only)},
           {"policy", policy_into(reader, prefix + "policy", name, environment.policy)}});
      if (environment.variable.empty() == environment.url.empty())
        reader.problem("bad-value", position_of(inner, reader.file()), "env." + name + " needs either env or url",
                       "env = \"THE_VARIABLE_THAT_HOLDS_THE_URL\"");
      settings.environments[name] = std::move(environment);
    })(node);
  }
  check_order(reader, table, settings);
}

void refuse_profile(Reader& reader, const std::string& name, const toml::node& node) {
  std::vector<std::string_view> known;
  std::string all;
  for (const config::Profile* profile : config::profiles()) {
    known.push_back(profile->name);
    all += (all.empty() ? "" : ", ") + std::string(profile->name);
  }
  const std::string near = config::nearest(name, known);
  reader.problem("bad-value", position_of(node, reader.file()), "there is no profile \"" + name + "\"",
                 near.empty() ? "known profiles are " + all : "did you mean \"" + near + "\"?");
}

/// The profile's rules come before those of the project.
void add_profile(Settings& settings) {
  const config::Profile* profile = config::find_profile(settings.profile);
  if (profile == nullptr) return;
  const auto before = [](std::vector<std::string>& list, const std::vector<std::string>& more) {
    list.insert(list.begin(), more.begin(), more.end());
  };
  before(settings.exclude_schemas, profile->exclude_schemas);
  before(settings.ignore, profile->ignore);
  before(settings.guests, profile->guests);
  before(settings.outward_guests, profile->outward_guests);
}

/// `online = true`, or "expand".
Reader::Handler online_into(Reader& reader, Settings& settings) {
  return [&](const toml::node& node) {
    if (node.is_boolean()) return reader.flag_into("online", settings.online)(node);
    if (node.value<std::string>() != "expand") return reader.wrong_type(node, "online", "true, false or \"expand\"");
    settings.online = settings.expand = true;
  };
}

void read_all(Reader& reader, const toml::table& table, Settings& settings) {
  reader.table(
      table, "",
      {{"schema", reader.texts_into("schema", settings.schema, true)},
       {"snapshot", reader.text("snapshot", [&](const std::string& value,
                                                const toml::node&) { settings.snapshot = reader.path(value); })},
       {"schemas", reader.texts_into("schemas", settings.schemas)},
       {"exclude_schemas", reader.texts_into("exclude_schemas", settings.exclude_schemas)},
       {"ignore", reader.texts_into("ignore", settings.ignore)},
       {"owners", reader.choice_into("owners", settings.owners)},
       {"privileges", reader.choice_into("privileges", settings.privileges)},
       {"scratch", scratch_into(reader, settings)},
       {"online", online_into(reader, settings)},
       {"lock_timeout",
        duration(reader, "lock_timeout", [&](const std::string& value) { settings.lock_timeout = value; })},
       {"check_rows_limit",
        duration(reader, "check_rows_limit", [&](const std::string& value) { settings.check_rows_limit = value; })},
       {"profile", reader.text("profile",
                               [&](const std::string& value, const toml::node& node) {
                                 settings.profile = value;
                                 if (config::find_profile(value) == nullptr) refuse_profile(reader, value, node);
                               })},
       {"reverse", reader.flag_into("reverse", settings.with_reverse)},
       {"hooks", reader.table_of("hooks",
                                 [&](const toml::table& inner) {
                                   reader.table(
                                       inner, "hooks.",
                                       {{"before_apply", reader.text_into("hooks.before_apply", settings.before_apply)},
                                        {"after_apply", reader.text_into("hooks.after_apply", settings.after_apply)}});
                                 })},
       {"policy", policy_into(reader, "policy", "", settings.policy)},
       {"apply", reader.table_of("apply", [&](const toml::table& inner) { read_apply(reader, inner, settings); })},
       {"models", reader.table_of("models",
                                  [&](const toml::table& inner) {
                                    for (const auto& [key, node] : inner)
                                      reader.text_into("models." + std::string(key.str()),
                                                       settings.models[std::string(key.str())])(node);
                                  })},
       {"env", reader.table_of("env", [&](const toml::table& inner) { read_environments(reader, inner, settings); })}});
}

}  // namespace

Settings parse_settings(std::string_view text, const std::string& file) {
  std::vector<Diagnostic> problems;
  Settings settings;
  settings.file = file;
  settings.journal = JournalSetting::on;
  try {
    const toml::table table = toml::parse(text, file);
    Reader reader(file, problems);
    read_all(reader, table, settings);
    add_profile(settings);
  } catch (const toml::parse_error& error) {
    const auto& begin = error.source().begin;
    problems.push_back({Severity::error,
                        "toml",
                        {file, static_cast<int>(begin.line), static_cast<int>(begin.column)},
                        {},
                        std::string(error.description()),
                        {}});
  }
  if (!problems.empty()) {
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.position < b.position; });
    throw DiagnosedError(file + " cannot be used", std::move(problems));
  }
  return settings;
}

Settings load_settings(const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / "pgplumb.toml";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return {};
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) throw Error("cannot read " + path.string(), "make it readable, or remove it");
  return parse_settings(text.str(), path.string());
}

}  // namespace pgplumb
