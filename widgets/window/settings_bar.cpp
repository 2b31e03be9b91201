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
    takeProblem();
}

void SettingsBar::takeProblem() {
    const QString problem = m_settings.problem();
    if (problem.isEmpty())
        m_bar->hide();
    else
        m_bar->say(models::Tone::Warn, tr("Clusters, runs and the look of the window are not remembered."),
                   tr("%1 cannot be written: %2. The next change is one more try, with all that is not "
                      "written yet.")
                       .arg(m_settings.file(), problem));
}

} // namespace widgets
