#pragma once

#include "session/workspace.h"
#include "widgets/pane.h"

class QGridLayout;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace models {
class ConnectionModel;
class LogModel;
} // namespace models

namespace widgets {

class CommandBlock;
class Figure;
class StateLabel;
class TableView;
class ToneLabel;

/// The broker inside this program: its state and figures, who is connected, lines ready to paste, its log;
/// start, stop, wipe. Owned by the window.
class LocalBrokerPane final : public Pane {
    Q_OBJECT
public:
    LocalBrokerPane(const PaneKey& key, PaneContext& context, session::ClusterSession* cluster);
    [[nodiscard]] QString title() const override;
    FilterField* filterField() const override;
    void showPart(const QString& part) override; ///< "overview" or "log"

protected:
    void takeSnapshot() override;
    void takeZone() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* head();
    [[nodiscard]] QWidget* figures();
    [[nodiscard]] QWidget* overview();
    [[nodiscard]] QWidget* side();
    [[nodiscard]] QWidget* log();
    void takeState();
    void takeSample();
    void takeLog(int fresh);
    void takeSnippets();
    void stop();
    void wipe();
    void openFolder();
    [[nodiscard]] QString folder() const; ///< of the kept data; empty in memory

    StateLabel* m_state;
    ToneLabel* m_address;
    QPushButton *m_start, *m_stop, *m_wipe, *m_adder, *m_openFolder, *m_copyAddress;
    Figure *m_port, *m_uptime, *m_memory, *m_connections, *m_requests, *m_in, *m_out, *m_data;
    QTabBar *m_tabs, *m_clients;
    QStackedWidget* m_pages;
    QWidget* m_side;
    models::ConnectionModel* m_connectionModel;
    models::LogModel* m_logModel;
    TableView *m_connectionTable, *m_logTable;
    FilterField* m_logFilter;
    CommandBlock *m_snippet, *m_anyClient;
    ToneLabel *m_folder, *m_survives, *m_firstUse, *m_free, *m_connectionCount;
    session::BrokerCounters m_last;
    qint64 m_lastAtMs = 0;
};

} // namespace widgets
