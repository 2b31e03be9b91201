#pragma once

#include <functional>
#include <memory>

#include <QWidget>

#include "models/formats.h"
#include "session/ports/record_browser.h"
#include "session/records/payload_reader.h"
#include "session/records/row_filter.h"

class QPushButton;
class QStackedWidget;
class QTabBar;
class QTimer;

namespace widgets {

class DetailsPage;
class HeadersPage;
class PayloadPage;
class ToneLabel;
class ValueTreeView;

/// One record beside the table or in a window of its own: Key, Value, Headers, Details. What was cut is read
/// whole on demand.
class RecordView final : public QWidget {
    Q_OBJECT
public:
    RecordView(const QString& topic, session::PayloadReader& reader, QWidget* parent = nullptr);
    void show(const session::RecordRow* record);
    /// The whole record, read again, in place of the preview; passed over when another one is shown by now.
    void replace(const session::RecordRow& whole);
    /// It could not be read again: what waits for that is not done any more.
    void giveUp(int partition, qint64 offset);
    /// What became of its transaction, where a reading tells it of this record.
    void takeMark(const session::RecordRow& read);
    void setZone(models::Zone zone);
    [[nodiscard]] const std::optional<session::RecordRow>& record() const { return m_record; }
    [[nodiscard]] QString place() const; ///< "orders 7 at 15 350 412"
    /// What it was found by: marked in key, value and headers. Null: nothing.
    void setMatches(std::shared_ptr<const session::RowFilter> matches);
    [[nodiscard]] const std::shared_ptr<const session::RowFilter>& matches() const { return m_matches; }
    void stepMatch(bool backwards);
    void find();
    void copy(session::PayloadSide side); ///< all of it, as it is read
    void copyHex(session::PayloadSide side);
    /// What stands, or stood, before a record; passed over when another one is shown by now.
    void tellBefore(const session::RecordRow& record, session::RecordBefore before);
    /// Asks where to: the value's bytes as they are, or the key's while that is shown.
    void save();
    /// A window of its own has no record above or below, and no further window.
    void setAlone();
    [[nodiscard]] ValueTreeView* tree() const;
    [[nodiscard]] session::PayloadSide side() const;
    [[nodiscard]] bool readsJson() const; ///< what is shown stands as JSON in the bytes

signals:
    void stepRequested(int rows); ///< −1 up, +1 down
    void wholeRequested(const session::RecordRow& record);
    void windowRequested();
    void beforeRequested(const session::RecordRow& record);
    void kindRequested(session::PayloadSide side, const QString& kind);
    void saveRequested(const session::RecordRow& record, session::PayloadSide side);
    void failed(const base::Error& error, const QString& what);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum Tab { Key, Value, Headers, Details };
    void layOut();
    void settle();
    void settlePlace();
    /// Calls `act` with the record, which is read again first where its bytes were cut.
    void withWhole(session::PayloadSide side, std::function<void(const session::RecordRow&)> act);

    session::PayloadReader& m_reader;
    QString m_topic;
    std::optional<session::RecordRow> m_record;
    std::optional<session::RecordBefore> m_before;
    bool m_askedBefore = false; ///< of this record, whether or not an answer comes
    std::function<void(const session::RecordRow&)> m_whenWhole; ///< waits for the record to be read again
    models::Zone m_zone = models::Zone::Utc;
    std::shared_ptr<const session::RowFilter> m_matches;
    ToneLabel* m_place;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    PayloadPage* m_payload;
    HeadersPage* m_headers;
    DetailsPage* m_details;
    QTimer* m_askBefore;
    QPushButton *m_up, *m_down, *m_window, *m_save;
};

} // namespace widgets
