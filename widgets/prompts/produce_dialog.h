#pragma once

#include <QPointer>

#include "models/formats.h"
#include "session/ports/cluster_data.h"
#include "session/ports/connection.h"
#include "session/ports/records.h"
#include "session/ports/topics.h"
#include "session/produce_drafts.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace widgets {

class HeaderRows;
class NameLine;
class OwnTime;
class PayloadField;
class ProduceTarget;
class Segmented;
class TopicChoice;

/// Sends one record, or the same with a counter many times. Shows the partition that the key leads to before
/// one sends, and where the record landed afterwards. Ctrl+Enter sends. Stays open if wished; a long sending
/// can be let go on without it. UI thread.
class ProduceDialog final : public FormDialog {
    Q_OBJECT
public:
    /// `topics`, `known`, `connection`: of the same cluster. `topic` empty: to be chosen. Times are typed and
    /// told in `zone`.
    ProduceDialog(session::Records& records, session::Topics& topics, session::ClusterData& known,
                  const session::Connection& connection, const QString& topic, models::Zone zone,
                  session::Settings& settings, QWidget* parent);
    [[nodiscard]] session::ProduceDraft draft() const;

signals:
    void produced(const QString& topic, const session::ProducedRecords& records);
    /// A sending that lasts, from its start, or one that goes on without the dialog: whoever hears this owns
    /// the job from here on, and tells what came of it.
    void handedOver(session::Job<session::ProducedRecords>* job, const session::ProduceDraft& draft);

protected:
    void act() override;
    void keyPressEvent(QKeyEvent* event) override;
    void reject() override;                       ///< stops what is being sent first
    void closeEvent(QCloseEvent* event) override; ///< a sending that goes on becomes a run
    [[nodiscard]] bool holdsUnsent() const override;

private:
    void buildTop(const QString& topic);
    void pickTopic();
    void buildMiddle();
    void buildRight(QVBoxLayout* right);
    void buildFoot(session::Settings& settings);
    [[nodiscard]] session::SavedDraft saved() const;
    void take(const session::SavedDraft& saved, bool isKept);
    void settleTopic();
    void settle();
    void settleTime();
    void settleTarget(const session::ProduceDraft& now);
    void settleRepeat(const session::ProduceDraft& now);
    void settleCommand(const session::ProduceDraft& now, const QString& wrong); ///< none where it is wrong
    bool tellArrival(const session::ProducedRecords& records);
    void handOver();
    [[nodiscard]] QString typed() const; ///< key, value and headers; empty: nothing
    [[nodiscard]] QString problem(const session::ProduceDraft& now) const; ///< empty: it can be sent
    [[nodiscard]] std::optional<qint64> timestamp() const;

    QPointer<session::Records> m_records;
    QPointer<session::Topics> m_topics;
    QPointer<session::ClusterData> m_data;
    QPointer<const session::Connection> m_connection;
    const session::ConnectionProfile m_profile;
    const models::Zone m_zone;
    TopicChoice* m_topic;
    ProduceTarget* m_target;
    PayloadField *m_key, *m_value;
    HeaderRows* m_headers;
    Segmented* m_when;
    QLineEdit* m_time;
    ToneLabel* m_timeNote;
    OwnTime* m_ownTime;
    QComboBox *m_codec, *m_acks;
    QSpinBox *m_repeat, *m_rate;
    ToneLabel* m_repeatNote;
    NameLine* m_last;
    QCheckBox* m_keepOpen;
    QPushButton* m_background;
    session::ProduceDraft m_asked;  ///< of the job
    std::optional<int> m_toldAsked; ///< the partition that was told for the job
    bool m_isRun = false;           ///< the job
    QString m_typedAsked, m_sent;   ///< what was typed for the job, and for the last one that arrived
    QPointer<session::Job<session::ProducedRecords>> m_job;
};

} // namespace widgets
