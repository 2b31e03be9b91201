#pragma once

#include <array>
#include <optional>

#include <QPointer>
#include <QWidget>

#include "models/formats.h"
#include "session/ports/record_browser.h"
#include "session/records/payload_reader.h"

class QCheckBox;
class QPushButton;
class QSortFilterProxyModel;
class QTabBar;
class QTreeView;

namespace models {
class CompareModel;
}

namespace widgets {

class NameColumn;
class ToneLabel;

/// Two records side by side, A and B: one tree of keys, values, headers or details with what differs marked.
/// Decodes off the UI thread.
class RecordCompare final : public QWidget {
    Q_OBJECT
public:
    RecordCompare(const QString& topic, session::PayloadReader& reader, QWidget* parent = nullptr);
    void setFirst(const session::RecordRow& record);  ///< forgets the second
    void setSecond(const session::RecordRow& record); ///< compares, unless it is the first
    /// One of them was read again, whole.
    void replace(const session::RecordRow& whole);
    /// What became of the transaction of one of them.
    void takeMark(const session::RecordRow& read);
    void setZone(models::Zone zone);
    [[nodiscard]] const std::array<std::optional<session::RecordRow>, 2>& records() const {
        return m_records;
    }

signals:
    void closed();
    void swapped();

private:
    enum Tab { Key, Value, Headers, Details, TabCount };
    using Trees = std::array<std::optional<session::ValueTree>, 2>; ///< none: not read yet
    void layOut();
    void read();
    void readSide(int record, session::PayloadSide side);
    void settle();
    void tellCounts();
    [[nodiscard]] bool isPartial() const;
    /// Whether bytes that are known differ; of headers their order as well. Of Details nothing is told.
    [[nodiscard]] bool bytesDiffer(Tab tab) const;
    void markTabs();
    [[nodiscard]] QString apart() const; ///< "same key, 24 offsets and 6.4 s apart"

    session::PayloadReader& m_reader;
    const QString m_topic;
    std::array<std::optional<session::RecordRow>, 2> m_records;
    std::array<Trees, TabCount> m_trees;
    std::array<QPointer<session::JobBase>, 4> m_jobs;
    models::Zone m_zone = models::Zone::Utc;
    models::CompareModel* m_model;
    QSortFilterProxyModel* m_shown;
    ToneLabel *m_apart, *m_counts;
    QTabBar* m_tabs;
    QCheckBox* m_onlyDifferences;
    QPushButton *m_swap, *m_close;
    QTreeView* m_tree;
    NameColumn* m_names = nullptr;
};

} // namespace widgets
