#include <string>
#include <utility>

// Wrong on purpose, and not built: clang-tidy must say so, or the lint looks at nothing.
std::string twice(std::string text) {
    const std::string taken = std::move(text);
    return taken + text;
}
