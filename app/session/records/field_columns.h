#pragma once

#include <memory>

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QStringList>

#include "session/ports/record_browser.h"
#include "session/records/payload_reader.h"

namespace session {

/// A field of keys or values that stands as a column of its own.
struct FieldColumn {
    PayloadSide side = PayloadSide::Value;
    QString path; ///< "$.order.total"
    bool operator==(const FieldColumn&) const = default;
};

/// Finds the chosen fields in all rows of a browser, on a worker; follows the rows as they come and go. Lives
/// on the UI thread. A text is at most longestText characters.
class FieldColumns final : public QObject {
    Q_OBJECT
public:
    static constexpr int longestText = 300;
    static constexpr int most = 12; ///< columns

    FieldColumns(RecordBrowser* browser, const PayloadReader* reader, QObject* parent = nullptr);

    void set(const std::vector<FieldColumn>& columns);
    [[nodiscard]] const std::vector<FieldColumn>& columns() const { return m_columns; }
    struct Cell {
        QString text;
        bool cut = false; ///< the text is not all of it
        ValueTree::Kind kind = ValueTree::Kind::Null;
        bool found = false; ///< or else why not:
        /// Cut: only the first part of the payload was looked through, and it is not there. GivenUp: it may
        /// be something that was not read, since it is too large or nested too deep.
        enum class Absence { NotYet, None, Cut, GivenUp } absence = Absence::NotYet;
    };
    [[nodiscard]] const Cell& cell(const RecordRow& record, int column) const;
    /// Whether most of what was found are numbers.
    [[nodiscard]] bool isNumeric(int column) const;
    [[nodiscard]] bool isBusy() const { return m_job != nullptr; }

signals:
    void columnsChanged();
    void found(); ///< cells of further rows are there

private:
    using Key = std::pair<int, qint64>; ///< partition, offset
    using Cells = QHash<Key, std::vector<Cell>>;
    struct Asked;
    void lookUp(); ///< the rows that are not known yet
    void startAnew();
    [[nodiscard]] std::shared_ptr<Asked> ask(bool all) const;
    void take(Cells found, bool all);
    [[nodiscard]] const Cell* knownCell(const std::vector<Cell>& cells, int column) const;
    void forgetGone();

    QPointer<RecordBrowser> m_browser;
    const PayloadReader* m_reader;
    std::vector<FieldColumn> m_columns;
    std::vector<FieldColumn> m_known; ///< what m_cells has, in its order
    Cells m_cells;
    bool m_stale = false; ///< m_cells stays on screen until it is replaced
    JobBase* m_job = nullptr;
};

} // namespace session
