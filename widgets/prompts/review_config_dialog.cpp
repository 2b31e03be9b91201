#include "widgets/prompts/review_config_dialog.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "models/config_units.h"
#include "models/formats.h"
#include "widgets/common/controls.h"

namespace widgets {
namespace {

/// What an edit does to records that are there already; empty where it does nothing to them.
QString harmOf(const models::ConfigLine& line, bool compacts) {
    const QString after = line.edit->value.value_or(line.row.defaultValue.value_or(QString()));
    const bool before = line.row.value.has_value();
    const qint64 then = before ? line.row.value->toLongLong() : 0;
    const qint64 now = after.toLongLong();
    const bool shorter = now >= 0 && (then < 0 || now < then);
    if ((line.row.name == QLatin1String("retention.ms") ||
         line.row.name == QLatin1String("retention.bytes")) &&
        shorter)
        return ReviewConfigDialog::tr("Records beyond the new limit are deleted soon after.");
    if (line.row.name == QLatin1String("cleanup.policy") && after.contains(QLatin1String("compact")))
        return compacts ? ReviewConfigDialog::tr("Compaction keeps only the newest record of each key.")
                        : ReviewConfigDialog::tr(
                              "The local broker does not compact yet: older records of a key stay.");
    if (line.row.name == QLatin1String("max.message.bytes") && now < then)
        return ReviewConfigDialog::tr("Producers of larger batches are refused from then on.");
    return {};
}

} // namespace

ReviewConfigDialog::ReviewConfigDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                                       const QString& topic, const std::vector<models::ConfigLine>& edited,
                                       QWidget* parent)
    : FormDialog(tr("Review changes"), tr("of %1").arg(topic),
                 models::counted(tr("Apply %n change(s)", nullptr, int(edited.size())), edited.size()),
                 parent)
    , m_topics(&topics)
    , m_bootstrap(profile.bootstrap)
    , m_topic(topic) {
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
        m_edits.push_back(*line.edit);
        const auto after = line.edit->value ? line.edit->value : line.row.defaultValue;
        auto* then = label(Text::Mono, models::humanValue(line.row, after) +
                                           (line.edit->value ? QString() : tr(" (default)")));
        then->setTone(models::Tone::Accent);
        grid->addWidget(label(Text::Mono, line.row.name), row, 0);
        grid->addWidget(label(Text::Mono, models::humanValue(line.row, line.row.value)), row, 1);
        grid->addWidget(then, row, 2);
        if (const QString harm = harmOf(line, !profile.localBroker); !harm.isEmpty()) {
            auto* warning = label(Text::Hint, harm);
            warning->setTone(models::Tone::Warn);
            grid->addWidget(warning, ++row, 1, 1, 2);
        }
        ++row;
    }
    content()->addLayout(grid);
    content()->addStretch();
    setCommand(models::editConfigCommand(m_bootstrap, topic, m_edits));
    setMinimumWidth(600);
}

void ReviewConfigDialog::act() {
    if (!m_topics)
        return;
    setBusy(true, tr("Applying…"));
    const auto wrong = [this](const base::Error& error) { fail(error, tr("Nothing was changed.")); };
    m_topics->editConfig(m_topic, m_edits, true, this)
        ->then(
            this,
            [this, wrong](const session::Nothing&) {
                m_topics->editConfig(m_topic, m_edits, false, this)
                    ->then(
                        this,
                        [this](const session::Nothing&) {
                            emit applied();
                            accept();
                        },
                        wrong);
            },
            wrong);
}

} // namespace widgets
