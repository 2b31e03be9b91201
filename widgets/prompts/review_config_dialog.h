#pragma once

#include <QPointer>

#include "models/config_model.h"
#include "session/ports/topics.h"
#include "session/profile.h"
#include "widgets/prompts/form_dialog.h"

namespace widgets {

/// Shows each waiting edit before and after; applies them all at once or not at all. Emits `applied`. UI
/// thread.
class ReviewConfigDialog final : public FormDialog {
    Q_OBJECT
public:
    ReviewConfigDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                       const QString& topic, const std::vector<models::ConfigLine>& edited, QWidget* parent);

signals:
    void applied();

protected:
    void act() override;

private:
    QPointer<session::Topics> m_topics;
    QString m_bootstrap;
    base::TopicConfigEdit m_edit;
};

} // namespace widgets
