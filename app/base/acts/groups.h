#pragma once

#include <string>
#include <vector>

namespace base {

/// DeleteGroups: the committed offsets go with them. Only groups without members can be deleted.
struct GroupDeletion {
    std::vector<std::string> groups;
    bool operator==(const GroupDeletion&) const = default;
};

} // namespace base
