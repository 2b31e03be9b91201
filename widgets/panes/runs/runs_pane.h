#pragma once

#include <functional>
#include <optional>

#include "models/run_model.h"
#include "session/ports/runs.h"
#include "widgets/pane.h"
#include "widgets/prompts/prompts.h"

class QCheckBox;
class QComboBox;
class QPushButton;

namespace widgets {

class RunView;
class TableView;
class ToneLabel;

/// Everything that lasts, of all clusters: how far it is and what became of it, with its log below.
class RunsPane final : public Pane {
    Q_OBJECT
public:
    RunsPane(const PaneKey& key, PaneContext& context);
    [[nodiscard]] QString title() const override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }
    void refresh() override {}

protected:
    void takeSnapshot() override;
    void takeZone() override;

private:
    void buildBar();
    void buildTable();
    void settle();
    void settleFilter();
    void openMade();
    void repeat(); ///< the current one
    void repeat(const QString& id);
    [[nodiscard]] std::optional<Prompts::Question> questionOf(const session::RunRow& run) const;
    void goOn(const QString& id, session::Skip skip);
    /// Why the run may not change its cluster again; empty: it may, once unlocked.
    [[nodiscard]] QString clusterProblem(const session::RunRow& run) const;
    void whenUnlocked(const session::RunRow& run, std::function<void()> act);
    [[nodiscard]] session::RunPtr current() const;

    session::Runs& m_runs;
    models::RunModel m_model;
    TableView* m_table;
    FilterField* m_filter;
    QComboBox* m_kind;
    QCheckBox* m_onlyRunning;
    QPushButton *m_stop, *m_again, *m_open, *m_remove;
    RunView* m_view;
    ToneLabel* m_counts;
};

} // namespace widgets
