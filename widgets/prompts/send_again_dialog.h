#pragma once

#include <QPointer>

#include "session/cluster_session.h"
#include "session/ports/runs.h"
#include "widgets/prompts/form_dialog.h"

class QComboBox;

namespace session {
class Workspace;
}

namespace widgets {

class HeaderRows;
class PayloadField;
class RunProgress;
class SendingFields;

/// Records that were read.
struct SendScope {
    QString topic, topicId; ///< that they are from; the id is empty where it is not known
    std::vector<session::RecordRow> rows;
};

/// Sends records once more: one, edited first or not, or many as they are; to the same topic or another, of
/// this cluster or another that is open. Then it shows the run it became. UI thread.
class SendAgainDialog final : public FormDialog {
    Q_OBJECT
public:
    SendAgainDialog(session::Workspace& workspace, session::ClusterSession* from, SendScope scope,
                    QWidget* parent);
    [[nodiscard]] session::SendAgainDraft draft() const;

protected:
    void act() override;
    [[nodiscard]] bool holdsUnsent() const override;

private:
    void chooseCluster();
    void fillTopics(); ///< as the cluster has them now; the choice stays
    void fillHeaders();
    void settle();
    [[nodiscard]] session::ClusterSession* target() const; ///< null: it has been closed
    [[nodiscard]] session::RecordRow edited() const;

    session::Workspace& m_workspace;
    const QString m_fromBootstrap, m_fromTopic, m_fromTopicId;
    const QUuid m_fromCluster;
    const std::vector<session::RecordRow> m_rows;
    QComboBox *m_cluster, *m_topic;
    Row *m_clusterRow, *m_topicRow;
    SendingFields* m_sending;
    PayloadField *m_key = nullptr, *m_value = nullptr; ///< of a single record that can be edited
    HeaderRows* m_headers = nullptr;                   ///< likewise, where they can be typed
    ToneLabel* m_headerNote = nullptr;                 ///< where they cannot
    ToneLabel* m_preview;
    RunProgress* m_progress;
    QMetaObject::Connection m_fresh; ///< of the cluster chosen
};

} // namespace widgets
