#pragma once

#include <QPointer>

#include "session/ports/cluster_data.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QSpinBox;

namespace widgets {

/// Gives a topic more partitions and says what that does to its keys. UI thread.
class AddPartitionsDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `known`: of the same cluster, for how many partitions the topic has by now.
    AddPartitionsDialog(session::Topics& topics, session::ClusterData& known,
                        const session::ConnectionProfile& profile, const session::TopicRow& topic,
                        QWidget* parent);

protected:
    void act() override;

private:
    void follow(); ///< somebody else may add some meanwhile
    void check();
    [[nodiscard]] base::PartitionIncrease increase() const;

    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    QString m_bootstrap;
    QString m_topic;
    session::TopicIds m_meant;
    int m_now;
    QSpinBox* m_total;
    Row* m_row;
};

} // namespace widgets
