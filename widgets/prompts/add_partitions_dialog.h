#pragma once

#include <QPointer>

#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

class QSpinBox;

namespace widgets {

/// Gives a topic more partitions and says what that does to its keys. UI thread.
class AddPartitionsDialog final : public FormDialog {
    Q_OBJECT
public:
    AddPartitionsDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                        const session::TopicRow& topic, QWidget* parent);

protected:
    void act() override;

private:
    void check();
    [[nodiscard]] base::PartitionIncrease increase() const;

    QPointer<session::Topics> m_topics;
    QString m_bootstrap;
    QString m_topic;
    session::TopicIds m_meant;
    int m_now;
    QSpinBox* m_total;
    Row* m_row;
};

} // namespace widgets
