#include "widgets/window/settings_bar.h"

#include <QVBoxLayout>

#include "widgets/common/message_bar.h"

namespace widgets {

SettingsBar::SettingsBar(session::Settings& settings, QWidget* parent)
    : QWidget(parent), m_settings(settings), m_bar(new MessageBar(QStringLiteral("settingsBar"))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_bar->setClosable(true);
    connect(&settings, &session::Settings::problemChanged, this, &SettingsBar::takeProblem);
    connect(m_bar, &MessageBar::closed, this,
            [this] { m_isDamageRead = m_isDamageRead || m_settings.problem().isEmpty(); });
    takeProblem();
}

void SettingsBar::sayDamage(const QString& copy) {
    m_bar->say(models::Tone::Warn,
               tr("Clusters, runs and choices may be missing: %1 is damaged.").arg(m_settings.file()),
               copy.isEmpty()
                   ? tr("No copy of it could be made. The next change replaces it.")
                   : tr("What could be read is used. A copy of it as it was is kept as %1.").arg(copy));
}

void SettingsBar::takeProblem() {
    const QString problem = m_settings.problem();
    const auto damaged = m_settings.damagedCopy();
    if (problem.isEmpty() && damaged && !m_isDamageRead)
        sayDamage(*damaged);
    else if (problem.isEmpty())
        m_bar->hide();
    else
        m_bar->say(models::Tone::Warn, tr("Clusters, runs and the look of the window are not remembered."),
                   tr("%1 cannot be written: %2. The next change is one more try, with all that is not "
                      "written yet.")
                       .arg(m_settings.file(), problem));
}

} // namespace widgets
