// Removing a directory without trusting anything below it, and without memory: it runs in a forked child too, where
// only async-signal-safe functions may be called.

#pragma once

namespace pgplumb::sources {

/// Removes `path` and all below it. Follows no symbolic link. Async-signal-safe. Answers whether `path` is gone.
bool remove_tree(const char* path) noexcept;

}  // namespace pgplumb::sources
