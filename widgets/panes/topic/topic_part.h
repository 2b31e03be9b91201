#pragma once

#include "session/cluster_session.h"
#include "widgets/acts/topic_acts.h"
#include "widgets/pane.h"

namespace widgets {

/// One tab inside a topic's page. Made when first shown; told of every snapshot while it is on screen.
class TopicPart : public QWidget {
    Q_OBJECT
public:
    TopicPart(PaneContext& context, session::ClusterSession* cluster, QString topic)
        : m_context(context), m_cluster(cluster), m_topic(std::move(topic)) {}

    /// Null: the topic is not there (any more); what was shown stays.
    virtual void take(const session::TopicRow* topic) = 0;
    virtual void takeZone(models::Zone) {}
    virtual void setStale(bool) {}
    virtual void refresh() {}
    [[nodiscard]] virtual FilterField* filterField() const { return nullptr; }

protected:
    [[nodiscard]] PaneContext& context() const { return m_context; }
    [[nodiscard]] session::ClusterSession* cluster() const { return m_cluster; }
    [[nodiscard]] const QString& topicName() const { return m_topic; }
    /// The local broker is not running: what was known stays, and nothing is read. Another may listen there
    /// by now.
    [[nodiscard]] bool isClosed() const {
        return m_cluster && m_cluster->state() == session::ConnectionState::Closed;
    }
    /// Whether somebody may produce to it.
    [[nodiscard]] bool canSend() const {
        return m_cluster && !m_cluster->connection().isLocked() &&
               topic_acts::whyInternal({m_context, *m_cluster, window(), {m_topic}}).isEmpty();
    }
    /// What a table says that never had a row because the topic is not there; empty before the first answer.
    [[nodiscard]] QString missingWords() const {
        return m_cluster && m_cluster->data().snapshot()->takenAtMs > 0
                   ? tr("There is no topic %1 on this cluster.").arg(m_topic)
                   : QString();
    }

private:
    PaneContext& m_context;
    QPointer<session::ClusterSession> m_cluster;
    QString m_topic;
};

} // namespace widgets
