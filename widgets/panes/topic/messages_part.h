#pragma once

#include <QUuid>

#include "models/record_model.h"
#include "widgets/common/seen_on.h"
#include "widgets/panes/topic/topic_part.h"

namespace widgets {

class BrowseBar;
class CellDelegate;
class EmptyState;
class KeptChoice;
class MessageBar;
class RecordTable;
class RecordDesk;
class ScanStrip;

/// A topic's records: where to start, what to find, the table, and one record beside it.
class MessagesPart final : public TopicPart {
    Q_OBJECT
public:
    MessagesPart(PaneContext& context, session::ClusterSession* cluster, const QString& topic);
    void take(const session::TopicRow* topic) override;
    void takeZone(models::Zone zone) override;
    void setStale(bool stale) override {
        m_stale = stale;
        settle();
    }
    void refresh() override { run(); }

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// What was known when a reading began.
    struct Reading {
        QString topicId; ///< empty: not told
        SeenOn on;
    };
    /// Whose rows stand: until the last has found some, those of the one before it.
    [[nodiscard]] const Reading& shown() const {
        return m_browser && m_browser->showsEarlier() ? m_before : m_last;
    }
    /// Somebody has sent so many records to the topic from here.
    void noteSent(const session::ProducedRecords& records);
    void buildTable();
    void buildDesk();
    void connectBrowser();
    void run();
    void live();
    void goOnLive();
    void readAgain(); ///< what is shown, as it was asked for
    void start(const session::BrowseQuery& query);
    [[nodiscard]] QUuid clusterId() const;
    [[nodiscard]] const session::TopicRow* topicNow() const;
    [[nodiscard]] bool isUnderWay() const;
    [[nodiscard]] bool isTailing() const;
    /// Of the same name.
    [[nodiscard]] bool isAnother(const session::TopicRow& topic) const;
    void settle();
    void settleNews();
    void settleStrip();
    void settlePause();
    void sayNothing();
    void sayNothingChosen();
    void takeState(); ///< the connection was lost or is back
    void settleEmpty();
    void sayWhyEmpty();
    void showCurrent();

    session::RecordBrowser* m_browser;
    models::RecordModel m_model;
    BrowseBar* m_bar;
    MessageBar* m_message;
    RecordTable* m_table;
    CellDelegate* m_delegate;
    EmptyState* m_empty;
    KeptChoice* m_kept = nullptr;
    RecordDesk* m_desk;
    ScanStrip* m_strip;
    models::Zone m_zone = models::Zone::Utc;
    QString m_gone; ///< why there is no topic; empty: there is one
    Reading m_last;
    Reading m_before; ///< the last one whose rows may still stand
    bool m_stale = false;
    bool m_started = false;
    bool m_focused = false; ///< the table has once had the focus
    bool m_saysPaused = false;
};

} // namespace widgets
