#pragma once

#include <QObject>
#include <QUuid>

#include "models/formats.h"
#include "models/record_model.h"
#include "session/records/field_columns.h"
#include "session/records/payload_reader.h"
#include "widgets/panes/topic/record_memory.h"

class QShortcut;
class QStackedWidget;
class QTableView;

namespace widgets {

class PaneContext;
class RecordCompare;
class RecordView;

/// What is done with the records of one topic's Messages: shown beside the table, compared, opened in windows
/// of their own, copied, saved; which of their fields are columns and what their bytes are read as, which is
/// remembered for the topic. Owned by the page, which outlives it; UI thread.
class RecordDesk final : public QObject {
    Q_OBJECT
public:
    struct Place {
        PaneContext& context;
        QUuid cluster; ///< whose topic it is
        QString topic;
        session::RecordBrowser* browser; ///< may be null
        models::RecordModel& model;
        QTableView& table;
    };
    RecordDesk(const Place& place, QWidget* page);

    [[nodiscard]] QWidget* widget() const; ///< for the page's splitter
    void show(const session::RecordRow* record);
    [[nodiscard]] const session::PayloadReader& reader() const { return m_reader; }
    /// For FindPanel::followKeys.
    [[nodiscard]] std::optional<QByteArray> foundKey() const;
    void setZone(models::Zone zone);
    /// What the records were looked for with: where it stands in them is marked.
    void setWish(const session::RecordWish& wish);
    void copy(session::PayloadSide side); ///< of the current record, whole
    /// The chosen rows as tab-separated text, whole.
    void copyRows();

signals:
    void stepRequested(int rows); ///< −1 up, +1 down
    void failed(const base::Error& error, const QString& what);
    void told(const QString& what);               ///< something was done
    void nothingChosen();                         ///< an act needs a record
    void wished(const session::RecordWish& wish); ///< such records are to be read

private:
    void bindKeys(QWidget* page);
    void connectView(RecordView* view);
    template <class View>
    void followMarks(View* view);
    void followBrowser();
    void sample();
    void chooseKind(session::PayloadSide side, const QString& kind);
    void toggleField(const session::FieldColumn& field);
    void takeFields();
    void compare();
    void compareWhole(const session::RecordRow& record); ///< what the table cut is read for it
    void endCompare();
    void openWindow();
    void save(const session::RecordRow& record, session::PayloadSide side);
    void offerColumnMenu(const QPoint& at);
    void showCompared();
    [[nodiscard]] QList<int> chosenRows() const;

    Place m_place;
    QWidget* m_page;
    RecordMemory m_memory;
    session::PayloadReader m_reader;
    session::FieldColumns m_fields;
    models::Zone m_zone = models::Zone::Utc;
    session::RecordWish m_wish;
    QStackedWidget* m_stack;
    RecordView* m_view;
    RecordCompare* m_compare;
    QShortcut* m_endCompare = nullptr;
    bool m_sampledAll = false; ///< of this reading as many as it takes
};

} // namespace widgets
