#pragma once

#include "session/runs.h"
#include "widgets/prompts/form_dialog.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace session {
class ClusterSession;
}

namespace widgets {

class OwnTime;

/// Why nothing may be sent there now: it is locked, or closed (null). Empty: it may.
[[nodiscard]] QString lockedWords(const session::ClusterSession* cluster);

/// How records are sent: to which partition, with which time, how fast and packed how. Adds its rows to a
/// form; lives with it. UI thread.
class SendingFields final : public QObject {
    Q_OBJECT
public:
    /// `asWas`: where the partitions and times are kept from, e.g. "As in the file".
    SendingFields(FormDialog& form, const QString& asWas);
    [[nodiscard]] session::SendingDraft draft() const;
    /// Partitions that the records name and the topic does not have; −1 and 0: not known.
    void tellPartitions(int highest, int partitions);
    /// Of the records' own times; none: not known, or they have none.
    void tellOldest(std::optional<qint64> ms);
    /// The topic they are sent to: whether it keeps the times is asked there. Null: none.
    void lookAt(session::ClusterSession* cluster, const QString& topic);
    void close(); ///< what was asked runs: it is shown, and changed no more

signals:
    void changed();

private:
    void settleTime();

    FormDialog::Row *m_where, *m_when;
    QComboBox *m_partition, *m_time, *m_codec;
    QSpinBox* m_rate;
    OwnTime* m_ownTime;
    std::optional<qint64> m_oldestMs;
};

} // namespace widgets
