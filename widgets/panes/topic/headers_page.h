#pragma once

#include <memory>

#include <QWidget>

#include "session/records.h"
#include "session/records/row_filter.h"

class QPushButton;
class QTableView;

namespace models {
class HeaderModel;
}

namespace widgets {

class MessageBar;

/// A record's headers as a list that can be copied, one or all.
class HeadersPage final : public QWidget {
    Q_OBJECT
public:
    explicit HeadersPage(QWidget* parent = nullptr);
    void show(const session::RecordRow* record);
    void setMatches(std::shared_ptr<const session::RowFilter> matches);

signals:
    void wholeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void copySelected() const;
    void copyAll() const;

    models::HeaderModel* m_model;
    MessageBar* m_note;
    QTableView* m_table;
    QPushButton* m_copyAll;
};

} // namespace widgets
