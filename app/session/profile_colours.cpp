#include "session/profile_colours.h"

#include <algorithm>

namespace session {

int freeColour(const std::vector<ConnectionProfile>& profiles) {
    for (int colour = 0; colour < profileColours; ++colour)
        if (std::ranges::find(profiles, colour, &ConnectionProfile::colour) == profiles.end())
            return colour;
    return static_cast<int>(profiles.size() % profileColours);
}

} // namespace session
