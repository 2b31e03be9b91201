#pragma once

#include <functional>

#include <QPointer>

#include "session/ports/cluster_data.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;
class QPushButton;
class QSpinBox;

namespace widgets {

class Segmented;
class UnitPicker;

/// Creates one topic: checks while one types, asks the brokers without creating, asks them again before the
/// act. Emits `created` and closes when it exists; stays open, with everything typed, when it fails. UI
/// thread.
class CreateTopicDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `known`: of the same cluster, for the names and brokers there are.
    CreateTopicDialog(session::Topics& topics, session::ClusterData& known,
                      const session::ConnectionProfile& profile, QWidget* parent);
    [[nodiscard]] base::NewTopic topic() const; ///< as typed so far

signals:
    void created(const QString& topic);

protected:
    void act() override;

private:
    void buildForm();
    void buildRetention();
    void buildFoot();
    void check();
    void checkName();
    void checkPartitions();
    void checkReplicas();
    void checkOnly();
    void ask(bool validateOnly, std::function<void()> done);

    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    QString m_bootstrap;
    QLineEdit* m_name;
    QSpinBox *m_partitions, *m_replication, *m_minInSync;
    Segmented* m_cleanup;
    UnitPicker *m_retention, *m_retentionBytes, *m_maxMessage;
    Row *m_nameRow = nullptr, *m_partitionsRow = nullptr, *m_replicationRow = nullptr,
        *m_minInSyncRow = nullptr, *m_retentionRow = nullptr, *m_bytesRow = nullptr, *m_messageRow = nullptr;
    QPushButton* m_check;
    ToneLabel* m_verdict;
    bool m_touchedName = false;
    bool m_asking = false;
};

} // namespace widgets
