#pragma once

#include <functional>

#include <QObject>
#include <QPointer>

#include "models/copy_as.h"
#include "models/record_model.h"
#include "session/ports/record_browser.h"
#include "session/snapshots.h"
#include "widgets/pane.h"

class QAction;
class QTableView;

namespace widgets {

/// Takes the records of one page out and back: copied as other programs want them, exported, imported, sent
/// again. Its actions belong to the page, so that the row menu has them and their keys are heard. UI thread.
class RecordOut final : public QObject {
    Q_OBJECT
public:
    /// Whether that is another topic than the one that was read.
    using IsAnother = std::function<bool(const session::TopicRow& topic)>;
    RecordOut(PaneContext& context, session::ClusterSession* cluster, const QString& topic,
              session::RecordBrowser* browser, IsAnother isAnother, const models::RecordModel* model,
              QTableView* table, QWidget* page);

    void exportAll();  ///< the dialog, with the whole range chosen
    void importFile(); ///< into this topic

signals:
    void refused(const QString& why); ///< an act, or to do it to all that is chosen
    void failed(const base::Error& error, const QString& what);

private:
    void addActions();
    void settle();
    void sendAgain();
    void copyAs(models::CopyAs form);
    [[nodiscard]] std::vector<session::RecordRow> selected() const; ///< in the order shown
    /// Those of them that somebody has sent; says what is missing.
    [[nodiscard]] std::vector<session::RecordRow> sendable();

    PaneContext& m_context;
    QPointer<session::ClusterSession> m_cluster;
    const QString m_topic;
    session::RecordBrowser* m_browser;
    const IsAnother m_isAnother;
    const models::RecordModel* m_model; ///< whose rows may stand in another order than they were read
    QTableView* m_table;
    QWidget* m_page;
    QAction* m_copyAs = nullptr;
};

} // namespace widgets
