#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "session/records/row_filter.h"

namespace browse {
struct Decision;
}

namespace session {

/// What a tail has caught, the newest first, and what of it the filter of now lets be shown. What came
/// through that filter was looked at whole; of all else only what a row keeps can be. UI thread.
class CaughtRows {
public:
    using Row = std::shared_ptr<RecordRow>;

    void clear(); ///< its filter too
    /// `lookedWith`: the number of the filter that let it through, see browse::FilterBox. Null: not shown.
    Row add(RecordRow row, int lookedWith);
    /// Lets the oldest go, which it gives; null: there are not more than `most`.
    Row dropBeyond(std::size_t most);
    /// `number`: as `add` is told it of what comes through this one.
    void setFilter(const RecordWish& wish, int number);
    /// What passes, the newest first.
    [[nodiscard]] std::deque<Row> shown();
    /// Whether the mark of any changed.
    bool decide(const std::vector<browse::Decision>& decisions);
    /// How many were asked of what is kept of them, where the rest could say otherwise.
    [[nodiscard]] qint64 inPart() const { return static_cast<qint64>(m_inPart.size()); }

private:
    [[nodiscard]] bool passes(const RecordRow& row);

    std::deque<Row> m_rows;
    std::optional<RowFilter> m_filter; ///< none: all are shown
    int m_number = 0;                  ///< of the filter
    std::set<const RecordRow*> m_inPart;
};

} // namespace session
