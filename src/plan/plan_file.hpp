// The plan file: one text file of plain SQL that a person reviews, psql can run and apply executes.
//
//     -- pgplumb plan 1
//     -- signature: ed25519 MEUC…                             if it is signed: plan/signature.hpp
//     -- digest:  sha256:77ab…  of every byte below this line
//     -- from:    sha256:5f0c…  the schema that this plan starts from
//     -- to:      sha256:c1e9…  the schema that it leads to
//     -- server:  PostgreSQL 15
//     -- manages: schemas=*; owners=off; privileges=on
//     -- waits:   3s  at most, for each lock
//     -- changes: 3 create, 2 alter, 0 replace, 1 drop
//     -- destroys: column public.users.nickname               a line for each
//     -- info:    order of columns differs: table app.users   a line for each
//     -- proof:   passed, 7 statements
//
//     -- batch 1 of 2: transaction
//     BEGIN;
//     SET LOCAL lock_timeout = '3s';                          plan/batch_frame.hpp
//     -- step 1: create table public.orders                   (schema.sql:12)
//     --   locks: nothing that existed before
//     CREATE TABLE public.orders (...);
//     COMMIT;
//     -- checkpoint: sha256:90aa…
//
//     -- batch 2 of 2: transaction
//     BEGIN;
//     SET LOCAL lock_timeout = '3s';
//     -- manual "search" run=changed transaction=on sha256=… bytes=42 (schema.sql:88), verbatim
//     ...
//     -- end manual
//     COMMIT;
//     -- checkpoint: sha256:c1e9…
//
//     -- state: eJx…                                          what `from` consists of, and which steps follow which,
//     packed
//     -- end of plan
//
// Below a step's title, comment lines that begin with three blanks say what it was measured to lock, scan and rewrite,
// what it destroys or endangers, and what differs. Names are written by sql::comment_text(). A position leaves out its
// column if that is 1. The header is read by lines; below it, the statement scanner says what is a comment, since a
// function body may hold any of these lines; a manual section is as many bytes as its head says. Any edit breaks the
// digest.

#pragma once

#include <map>
#include <string>
#include <string_view>

#include "plan/plan.hpp"

namespace pgplumb::plan {

/// Equal plans give equal bytes.
[[nodiscard]] std::string write_plan_file(const Plan& plan);

/// @throws DiagnosedError (ExitCode::refused) with file, line and what to do: not a plan, a newer format, a digest that
/// does not match, truncated, or one that says less than its statements do (plan/truth.hpp). `lines`, if there is one,
/// gets the line of each step by its number.
[[nodiscard]] Plan read_plan_file(std::string_view text, const std::string& file, std::map<int, int>* lines = nullptr);

/// The digest in the file's header: "sha256:...".
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace pgplumb::plan
