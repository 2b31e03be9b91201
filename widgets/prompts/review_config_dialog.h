#pragma once

#include <functional>

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
    /// `policy`: the topic's cleanup.policy as it is; none: not known.
    ReviewConfigDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                       const session::TopicRow& topic, const std::optional<QString>& policy,
                       const std::vector<models::ConfigLine>& edited, QWidget* parent);

    /// The settings as they are now; passed over while it is asked to apply.
    void follow(const std::vector<session::ConfigRow>& rows);

signals:
    void applied();

protected:
    void act() override;

private:
    void showLines();
    [[nodiscard]] std::optional<QString> policyThen() const;
    void ask(bool validateOnly, std::function<void()> done);
    /// Whether a setting is not what is shown of it; then it is shown.
    bool takeNow(const std::vector<session::ConfigRow>& rows);
    void sayChanged();
    void wrong(const base::Error& error);

    QPointer<session::Topics> m_topics;
    QString m_bootstrap;
    bool m_compacts; ///< the brokers do
    std::optional<QString> m_policy;
    std::vector<models::ConfigLine> m_lines;
    base::TopicConfigEdit m_edit;
    const session::TopicIds m_meant;
    QWidget* m_shown = nullptr;
    bool m_asking = false;
};

} // namespace widgets
