#pragma once

#include <algorithm>

#include <QComboBox>
#include <QLabel>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include "support/window_bench.h"

namespace support {

/// The value's record on partition 0; records of a lower offset are younger.
inline session::RecordRow record(qint64 offset, std::optional<QByteArray> value) {
    session::RecordRow row;
    row.offset = offset;
    row.timestampMs = WindowBench::now - offset;
    row.valueSize = value ? value->size() : -1;
    row.value = std::move(value);
    return row;
}

/// The Messages of the sample's topic "orders", for tests to derive from.
class MessagesPage {
protected:
    /// `records`: what every reading finds; none: forty orders.
    void open(std::vector<session::RecordRow> records = {}) {
        m_bench->fake().records().found = std::move(records);
        m_bench->open("topic", "orders", "messages");
    }
    session::RecordBrowser* browser() { return m_bench->window->findChild<session::RecordBrowser*>(); }
    FakeRecordBrowser& fake() { return fakeOf(*browser()); }
    QTableView* table() { return m_bench->see<QTableView>("recordTable"); }
    void select(int row) {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                          table()->visualRect(table()->model()->index(row, 1)).center());
    }
    /// Of the record. 0: key, 1: value, 2: headers, 3: details.
    void openTab(int index) {
        auto* tabs = m_bench->see<QTabBar>("recordTabs");
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
    }
    void choose(const char* box, int index) {
        auto* combo = m_bench->see<QComboBox>(box);
        combo->setCurrentIndex(index);
        emit combo->activated(index);
    }
    static bool says(const QWidget* where, const char* words) {
        const auto labels = where->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [words](const QLabel* one) {
            return one->isVisible() && one->text().contains(QLatin1String(words));
        });
    }
    bool stripSays(const char* words) { return says(m_bench->see("scanStrip"), words); }
    bool isSeen(const char* name) {
        const auto* widget = m_bench->window->findChild<QWidget*>(QString::fromLatin1(name));
        return widget && widget->isVisible();
    }

    std::unique_ptr<WindowBench> m_bench;
};

} // namespace support
