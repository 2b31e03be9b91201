#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "client/cluster.h"
#include "session/clusters/round.h"

/// How what a round could not read is told.
namespace session {

inline const std::string& wordsOf(const base::Error& error) {
    return error.cause.empty() ? error.name : error.cause;
}

/// Keeps the first reason of a round, which the others mostly follow from.
inline void note(Round& round, std::string_view what, const base::Error& error) {
    if (round.partialReason.empty())
        round.partialReason = fmt::format("{}: {}", what, wordsOf(error));
}

inline const Reason& leaderless() {
    static const Reason why(QStringLiteral("No broker leads this partition now."));
    return why;
}

/// Errors as reasons; one that comes many times in a row is one text.
class Reasons {
public:
    const Reason& of(const base::Error& error) {
        if (!m_last || wordsOf(error) != m_words) {
            m_words = wordsOf(error);
            m_last = Reason(QString::fromStdString(m_words));
        }
        return m_last;
    }

private:
    std::string m_words;
    Reason m_last;
};

} // namespace session
