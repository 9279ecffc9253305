#include "postgres/conninfo.hpp"

#include <doctest/doctest.h>

#include "postgres/connection.hpp"

using namespace pgplumb;
using namespace pgplumb::postgres;

TEST_CASE("a redacted connection string has no password and all the rest") {
  CHECK(redacted("postgresql://alice:s3cret@db.example.org:5433/app?sslmode=require") ==
        "postgresql://alice@db.example.org:5433/app?sslmode=require");
  CHECK(redacted("postgres://alice:p?w@db/app") == "postgres://alice@db/app");
  CHECK(redacted("postgres://db/app") == "postgres://db/app");
  CHECK(redacted("postgres:///app?host=/run/pg&password=s3cret&user=a") == "postgres:///app?host=/run/pg&user=a");
  CHECK(redacted("postgres:///app?passw%6Frd=s3cret") == "postgres:///app");
  CHECK(redacted("host=db password='s3 cret' dbname=app") == "dbname='app' host='db'");
  CHECK(redacted("app") == "app");
  CHECK(redacted("") == "");
}

TEST_CASE("a connection string that cannot be read shows nothing when redacted") {
  for (const std::string broken : {"postgres://alice:s3@cret@db/app", "postgres://alice:s3/cret@db/app",
                                   "host=db password=s3 cret", "host=db password='s3cret"}) {
    CAPTURE(broken);
    CHECK(redacted(broken).find("cret") == std::string::npos);
    CHECK(redacted(broken).find("s3") == std::string::npos);
  }
}

TEST_CASE("the database of a connection string is replaced in the form that it has") {
  CHECK(with_database("postgresql://a:b@h:5/app?x=y", "other") == "postgresql://a:b@h:5/other?x=y");
  CHECK(with_database("postgresql://h", "o/t her") == "postgresql://h/o%2Ft%20her");
  CHECK(with_database("postgresql://?host=/run&dbname=app", "other") == "postgresql:///other?host=/run");
  CHECK(with_database("host=h dbname=app password='x y'", "it's") == "password='x y' host='h' dbname='it\\'s'");
  CHECK(with_database("app", "other") == "dbname='other'");
  CHECK(with_database("", "other") == "dbname='other'");
}

TEST_CASE("a connection that fails names the place and never the password") {
  for (const std::string conninfo :
       {"postgresql://alice:s3cretpw@127.0.0.1:1/app", "postgresql://alice:s3cretpw@nohost.invalid/app",
        "host=127.0.0.1 port=1 dbname=app user=alice password=s3cretpw"}) {
    CAPTURE(conninfo);
    try {
      const Connection connection(conninfo);
      FAIL("connected");
    } catch (const Error& error) {
      const std::string message = error.what();
      CHECK(message.find("cret") == std::string::npos);
      CHECK(message.find("database app") != std::string::npos);
      CHECK(message.find("alice") != std::string::npos);
      CHECK_FALSE(error.hint().empty());
    }
  }
}

TEST_CASE("a connection string that can be read in two ways is refused without showing any of it") {
  for (const std::string conninfo : {"postgres://alice:s3@cret@db/app", "postgres://alice:s3/cret@db/app",
                                     "host=db password=s3 cret", "postgres://alice:%zzs3cret@db/app"}) {
    CAPTURE(conninfo);
    try {
      const Connection connection(conninfo);
      FAIL("connected");
    } catch (const Error& error) {
      const std::string message = error.what() + error.hint();
      CHECK(message.find("cret") == std::string::npos);
      CHECK(message.find("s3") == std::string::npos);
      CHECK_FALSE(error.hint().empty());
    }
  }
}

TEST_CASE("what is more than a name, and no form that libpq knows, is told from what it knows") {
  for (const char* known : {"app", "my db", "a.b-c", "", "postgresql://u:p@h/d", "postgres://h:5/d?x=y://z",
                            "host=h password=a://b@c", "host = h dbname=a@b"}) {
    CAPTURE(known);
    CHECK_FALSE(is_foreign(known));
    CHECK_FALSE(unreadable(known == std::string("postgres://h:5/d?x=y://z") ? "postgres://h:5/d" : known));
    CHECK_FALSE(misplaced(known == std::string("postgres://h:5/d?x=y://z") ? "postgres://h:5/d" : known));
  }
  CHECK(unreadable("jdbc:postgresql://h/d?user=u")->hint.find("change how it begins: postgresql://") == 0);
  CHECK(unreadable("Postgres+asyncpg://h/d")->hint.find("change how it begins: postgresql://") == 0);
  CHECK(unreadable("mysql://h/d")->hint.find("write postgresql://user:password@host:port/database") == 0);
  CHECK(redacted("mysql://u:s3cret@h/d") == "(a connection string that cannot be read)");
}

TEST_CASE("what looks like the credentials of a URL is masked in a text that tells of something else") {
  CHECK(without_credentials("cannot read mysql://u:p@w/x@h/d: no\nfile a@b") ==
        "cannot read mysql://***@h/d: no\nfile a@b");
  CHECK(without_credentials("cannot read \"u:s3cret@h/d\"") == "cannot read \"u:***@h/d\"");
  CHECK(without_credentials("at x?user=u&password=s3cret&a=b, a@b") == "at x?user=u&password=***&a=b, a@b");
  for (const char* harmless : {"schema.sql:3:1: see https://x.org/y, and @z", "postgresql://ROLE@HOST/DATABASE",
                               "write postgresql://user:password@host:port/database (\"@\" as %40)"})
    CHECK(without_credentials(harmless) == harmless);
  CHECK(without_credentials("nothing: here") == "nothing: here");
}
