#pragma once

#include <QWidget>

#include "models/formats.h"
#include "session/ports/record_browser.h"

class QGridLayout;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableWidget;

namespace widgets {

class MessageBar;
class Segmented;
class ToneLabel;

/// One record beside the table: Key, Value, Headers, Details. A payload shows as JSON, text or hex; what was
/// cut is read whole on demand.
class RecordView final : public QWidget {
    Q_OBJECT
public:
    explicit RecordView(const QString& topic, QWidget* parent = nullptr);
    void show(const session::RecordRow* record);
    /// The whole record, read again, in place of the preview; passed over when another one is shown by now.
    void replace(const session::RecordRow& whole);
    void setZone(models::Zone zone);

signals:
    void stepRequested(int rows); ///< −1 up, +1 down
    void wholeRequested(int partition, qint64 offset);

private:
    enum Tab { Key, Value, Headers, Details };
    void layOut();
    void settle();
    void settlePayload();
    void settleHeaders();
    void settleDetails();
    void copy() const;
    [[nodiscard]] const std::optional<QByteArray>& payload() const;

    QString m_topic;
    std::optional<session::RecordRow> m_record;
    models::Zone m_zone = models::Zone::Utc;
    ToneLabel *m_place, *m_size;
    QTabBar* m_tabs;
    Segmented* m_format;
    MessageBar* m_note;
    QStackedWidget* m_stack;
    QPlainTextEdit* m_text;
    QTableWidget* m_headers;
    QWidget* m_detailsBox;
    QGridLayout* m_details;
    QWidget* m_formatLine;
    QPushButton *m_up, *m_down, *m_copy;
};

} // namespace widgets
