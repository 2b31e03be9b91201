#include "widgets/prompts/export_rows.h"

#include <algorithm>
#include <iterator>

namespace widgets {

qint64 bytesOf(const std::vector<session::RecordRow>& rows, bool keys, bool values) {
    qint64 sum = 0;
    for (const auto& row : rows)
        sum +=
            (keys ? std::max<qint64>(0, row.keySize) : 0) + (values ? std::max<qint64>(0, row.valueSize) : 0);
    return sum;
}

std::vector<session::RecordRow> inTimesOf(const session::BrowseQuery& query,
                                          const std::vector<session::RecordRow>& rows) {
    std::vector<session::RecordRow> out;
    std::ranges::copy_if(rows, std::back_inserter(out), [&query](const session::RecordRow& row) {
        return row.timestampMs >= query.fromMs.value_or(row.timestampMs) &&
               row.timestampMs <= query.untilMs.value_or(row.timestampMs);
    });
    return out;
}

bool holdsBytes(const std::vector<session::RecordRow>& rows) {
    constexpr std::size_t looked = 100;
    const auto isBytes = [](const std::optional<QByteArray>& side, qint64 size) {
        return side && side->size() == size && !QUtf8StringView(*side).isValidUtf8();
    };
    return std::any_of(rows.begin(), rows.begin() + std::ptrdiff_t(std::min(rows.size(), looked)),
                       [&](const session::RecordRow& row) {
                           return isBytes(row.key, row.keySize) || isBytes(row.value, row.valueSize) ||
                                  std::ranges::any_of(row.headers, [&](const auto& header) {
                                      return header.value && isBytes(header.value, header.value->size());
                                  });
                       });
}

} // namespace widgets
