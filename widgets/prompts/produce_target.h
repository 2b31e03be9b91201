#pragma once

#include <optional>

#include <QObject>
#include <QPointer>

#include "session/drafts.h"
#include "session/ports/cluster_data.h"

class QComboBox;
class QHBoxLayout;

namespace widgets {

class Badge;
class ToneLabel;

/// The partition that records are sent to, chosen or told from the key, of as many as the cluster tells now:
/// partitions that are added while one types count. The room for its words does not change with them. Lives
/// with its form. UI thread.
class ProduceTarget final : public QObject {
    Q_OBJECT
public:
    ProduceTarget(session::ClusterData& known, QObject* parent);
    void addTo(QHBoxLayout& line);
    /// What is chosen stays where the topic has it, and comes back with a topic that has it: a name is no
    /// topic's while it is half typed.
    void setTopic(const QString& topic);
    /// None: by key.
    [[nodiscard]] std::optional<int> chosen() const;
    void choose(std::optional<int> partition);
    /// `problem`: said in place of the target; empty: there is none.
    void tell(const session::ProduceDraft& draft, const QString& problem);
    /// What tell() said; none: nobody can know before one sends.
    [[nodiscard]] std::optional<int> told() const { return m_told; }

signals:
    void changed(); ///< the choice, or how many there are

private:
    void follow();
    void showWanted();
    [[nodiscard]] int partitions() const; ///< 0: not known

    QPointer<session::ClusterData> m_known;
    QString m_topic;
    QComboBox* m_choice;
    Badge* m_badge;
    ToneLabel* m_note;
    std::optional<int> m_wanted; ///< as it was chosen, also while the topic has it not
    std::optional<int> m_told;
};

} // namespace widgets
