// Pages are files in pages/, and are filled in here: the layout is HTML that a person can edit, not C++.
//
//     {{name}}              the value, escaped for HTML
//     {{{name}}}            the value as it is: only for what was made by us, such as a drawing
//     {{#name}}...{{/name}} once for each item of a list; or once, if the value is there (true, not empty, not 0)
//     {{^name}}...{{/name}} once if it is not
//     {{>name}}             another file of pages/
//
// A name is looked for in the innermost section first, then outwards; {{.}} is the item itself. What stands in a value
// is never read as a template.

#pragma once

#include <boost/json/fwd.hpp>
#include <map>
#include <string>
#include <string_view>

namespace pgplumb::report {

/// @throws InternalError for a name that no section knows, or a section that is not closed
[[nodiscard]] std::string fill(std::string_view page, const boost::json::value& values,
                               const std::map<std::string, std::string_view>& pages);

}  // namespace pgplumb::report
