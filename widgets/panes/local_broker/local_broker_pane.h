#pragma once

#include "session/workspace.h"
#include "widgets/pane.h"

class QGridLayout;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabBar;

namespace models {
class ConnectionModel;
}

namespace widgets {

class BrokerCharts;
class BrokerLog;
class CommandBlock;
class Figure;
class StateLabel;
class TableView;
class NameLine;
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
    void takeState();
    void sayState(session::LocalBrokerState state);
    void settleUse(); ///< what depends on whether another program uses the folder
    void takeSample();
    void takeTraffic();
    void takeSnippets();
    void openFolder();
    void saySettingsKept();
    void takeHistory();
    [[nodiscard]] QString whyStill() const;

    StateLabel* m_state;
    ToneLabel* m_address;
    QPushButton *m_start, *m_stop, *m_wipe, *m_adder, *m_openFolder, *m_copyAddress, *m_restart, *m_settings;
    Figure *m_port, *m_uptime, *m_memory, *m_connections, *m_requests, *m_in, *m_out, *m_data;
    QTabBar *m_tabs, *m_clients;
    QStackedWidget* m_pages;
    QScrollArea* m_side;
    BrokerCharts* m_charts;
    models::ConnectionModel* m_connectionModel;
    BrokerLog* m_log;
    TableView* m_connectionTable;
    CommandBlock *m_snippet, *m_anyClient;
    NameLine* m_folder;
    ToneLabel *m_survives, *m_firstUse, *m_free, *m_connectionCount;
    std::optional<qint64> m_lastUptimeMs; ///< when the connections were taken
};

} // namespace widgets
