#pragma once

#include <deque>

#include "models/live_table_model.h"
#include "session/local/broker_facts.h"

namespace models {

/// The local broker's last lines, oldest first. New ones are appended and the oldest fall out, without a
/// reset. UI thread.
class LogModel final : public LiveTable {
    Q_OBJECT
public:
    static constexpr int limit = 10'000; ///< as many as the session keeps

    using LiveTable::LiveTable;
    /// `lines` is the session's whole list, `fresh` how many of them are new at its end.
    void take(const std::vector<session::BrokerLogLine>& lines, int fresh);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    ColumnInfo columnInfo(int column) const override;

private:
    struct Line {
        qint64 number;
        session::BrokerLogLine line;
    };
    std::deque<Line> m_lines;
    qint64 m_next = 0;
};

} // namespace models
