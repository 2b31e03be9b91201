#pragma once

#include <optional>

#include <QPointer>

#include "session/ports/cluster_data.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;

namespace widgets {

class Segmented;

/// Moves the log start of one partition forward: everything before an offset goes. Says how many records die.
/// UI thread.
class DeleteRecordsDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `known`: of the same cluster, for where the log starts and ends by now.
    DeleteRecordsDialog(session::Topics& topics, session::ClusterData& known,
                        const session::ConnectionProfile& profile, const session::TopicRow& topic,
                        const session::PartitionRow& partition, QWidget* parent);

protected:
    void act() override;

private:
    void follow(); ///< records come, and retention takes some
    void check();
    [[nodiscard]] std::optional<qint64> before() const;
    [[nodiscard]] base::RecordDeletion deletion(qint64 before) const;

    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    QString m_bootstrap;
    QString m_topic;
    session::TopicIds m_meant;
    session::PartitionRow m_partition;
    const qint64 m_all; ///< up to which there were records when it was opened
    Segmented* m_choice;
    QLineEdit* m_offset;
    Row* m_row;
};

} // namespace widgets
