#include "widgets/prompts/review_config_dialog.h"

#include <functional>

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "models/config_units.h"
#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/prompts/config_harm.h"

namespace widgets {

ReviewConfigDialog::ReviewConfigDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                                       const QString& topic, const std::vector<models::ConfigLine>& edited,
                                       QWidget* parent)
    : FormDialog(tr("Review changes"), tr("of %1 on %2").arg(topic, profile.name),
                 models::counted(tr("Apply %n change(s)", nullptr, int(edited.size())), edited.size()),
                 parent)
    , m_topics(&topics)
    , m_bootstrap(profile.bootstrap)
    , m_edit{{topic.toStdString()}, {}} {
    setObjectName(QStringLiteral("reviewConfigDialog"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(Text::Label, tr("Setting")), 0, 0);
    grid->addWidget(label(Text::Label, tr("Now")), 0, 1);
    grid->addWidget(label(Text::Label, tr("Then")), 0, 2);
    grid->setColumnStretch(2, 1);
    int row = 1;
    for (const auto& line : edited) {
        m_edit.edits.push_back(*line.edit);
        auto* then = label(Text::Mono, models::humanValue(line.row, line.then()) +
                                           (line.edit->value ? QString() : tr(" (default)")));
        then->setTone(models::Tone::Accent);
        grid->addWidget(label(Text::Mono, line.row.name), row, 0);
        grid->addWidget(label(Text::Mono, models::humanValue(line.row, line.row.value)), row, 1);
        grid->addWidget(then, row, 2);
        if (const QString harm = configHarm(line, !profile.localBroker); !harm.isEmpty()) {
            auto* warning = label(Text::Hint, harm);
            warning->setTone(models::Tone::Warn);
            grid->addWidget(warning, ++row, 1, 1, 2);
        }
        ++row;
    }
    content()->addLayout(grid);
    content()->addStretch();
    setCommand(models::editConfigCommand(m_bootstrap, m_edit));
    setMinimumWidth(600);
}

void ReviewConfigDialog::act() {
    if (!m_topics)
        return;
    setBusy(true, tr("Applying…"));
    const auto wrong = [this](const base::Error& error) { fail(error, tr("Nothing was changed.")); };
    const auto ask = [this, wrong](bool validateOnly, const std::function<void()>& done) {
        m_topics->editConfig(m_edit, validateOnly, this)
            ->then(
                this,
                [done, wrong](const std::vector<session::TopicOutcome>& outcomes) {
                    if (const auto& error = outcomes.front().error)
                        wrong(*error);
                    else
                        done();
                },
                wrong);
    };
    ask(true, [this, ask] {
        ask(false, [this] {
            emit applied();
            accept();
        });
    });
}

} // namespace widgets
