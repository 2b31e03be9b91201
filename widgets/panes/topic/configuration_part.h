#pragma once

#include <QElapsedTimer>
#include <QPointer>

#include "models/config_model.h"
#include "widgets/panes/topic/topic_part.h"

class QCheckBox;
class QPushButton;

namespace widgets {

class ConfigEditor;
class MessageBar;
class ReviewConfigDialog;
class TableView;
class ToneLabel;

/// A topic's settings. Edits collect in a bar below until they are reviewed; nothing is sent before.
class ConfigurationPart final : public TopicPart {
    Q_OBJECT
public:
    ConfigurationPart(PaneContext& context, session::ClusterSession* cluster, const QString& topic);
    void take(const session::TopicRow* topic) override;
    void setStale(bool stale) override;
    void refresh() override;
    [[nodiscard]] FilterField* filterField() const override { return m_filter; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    [[nodiscard]] QWidget* makeChangesBar();
    void settle();
    void settleFilter();
    void review();
    [[nodiscard]] const models::ConfigLine* current() const;
    void show(const std::vector<session::ConfigRow>& rows);

    models::ConfigModel m_model;
    TableView* m_table;
    FilterField* m_filter;
    QCheckBox* m_onlyChanged;
    ConfigEditor* m_editor;
    MessageBar* m_message;
    ToneLabel *m_counts, *m_changes;
    QWidget* m_changesBar;
    QPushButton *m_discard, *m_review;
    QElapsedTimer m_asked; ///< runs since the settings were asked for last
    std::shared_ptr<const session::TopicConfigChange> m_known; ///< the last that a round told of
    QPointer<ReviewConfigDialog> m_reviewed;                   ///< while it is open
    bool m_stale = false;
};

} // namespace widgets
