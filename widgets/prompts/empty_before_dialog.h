#pragma once

#include <optional>

#include <QPointer>

#include "models/formats.h"
#include "models/record_cut_model.h"
#include "session/ports/cluster_data.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QLineEdit;
class QTimer;

namespace widgets {

class TableView;

/// Deletes what is older than a time: moves the log start of each partition to its first record of that time
/// or later. Shows before it acts how many go from where. Emits `emptied` when they are gone. UI thread.
class EmptyBeforeDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `known`: of the same cluster. Times are read and told in `zone`. `typedName`: what has to be typed
    /// first; empty: nothing.
    EmptyBeforeDialog(session::Topics& topics, session::ClusterData& known,
                      const session::ConnectionProfile& profile, const QStringList& names, models::Zone zone,
                      const QString& typedName, QWidget* parent);

signals:
    void emptied();

protected:
    void act() override;

private:
    void buildForm();
    void buildTable();
    void read(); ///< the time; the brokers are asked when the typing pauses
    void look(); ///< asks them
    void take(const std::vector<session::RecordCut>& cuts);
    void settle();
    [[nodiscard]] std::vector<base::RecordDeletion> deletions() const;
    [[nodiscard]] session::TopicIds meant() const;
    [[nodiscard]] QString compacted() const; ///< topics that Kafka deletes no records of

    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    const QString m_bootstrap;
    const QStringList m_names;
    const models::Zone m_zone;
    const QString m_typedName;
    models::RecordCutModel m_model;
    QLineEdit *m_time, *m_name = nullptr;
    QTimer* m_pause;
    TableView* m_table;
    ToneLabel* m_counts;
    Row* m_timeRow = nullptr;
    std::optional<qint64> m_beforeMs;
    int m_looks = 0; ///< numbers the questions, so that an answer to an older one is passed over
    bool m_asking = false;
};

} // namespace widgets
