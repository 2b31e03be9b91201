#include "widgets/prompts/review_config_dialog.h"

#include <algorithm>
#include <utility>

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "models/config_units.h"
#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/prompts/config_harm.h"

namespace widgets {
namespace {

const QString kPolicy = QStringLiteral("cleanup.policy");

} // namespace

ReviewConfigDialog::ReviewConfigDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                                       const session::TopicRow& topic, const std::optional<QString>& policy,
                                       const std::vector<models::ConfigLine>& edited, QWidget* parent)
    : FormDialog(tr("Review changes"), tr("of %1 on %2").arg(topic.name, profile.name),
                 models::counted(tr("Apply %n change(s)", nullptr, int(edited.size())), edited.size()),
                 parent)
    , m_topics(&topics)
    , m_bootstrap(profile.bootstrap)
    , m_compacts(!profile.localBroker)
    , m_policy(policy)
    , m_lines(edited)
    , m_edit{{topic.name.toStdString()}, {}}
    , m_meant{{topic.name, topic.id}} {
    setObjectName(QStringLiteral("reviewConfigDialog"));
    for (const auto& line : m_lines)
        m_edit.edits.push_back(*line.edit);
    content()->addStretch();
    showLines();
    setCommand(models::editConfigCommand(m_bootstrap, m_edit));
    setMinimumWidth(600);
}

void ReviewConfigDialog::showLines() {
    delete std::exchange(m_shown, new QWidget);
    auto* grid = new QGridLayout(m_shown);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(Text::Label, tr("Setting")), 0, 0);
    grid->addWidget(label(Text::Label, tr("Now")), 0, 1);
    grid->addWidget(label(Text::Label, tr("Then")), 0, 2);
    grid->setColumnStretch(2, 1);
    int row = 1;
    for (const auto& line : m_lines) {
        auto* then = label(Text::Mono, models::humanValue(line.row, line.then()) +
                                           (line.edit->value ? QString() : tr(" (default)")));
        then->setTone(models::Tone::Accent);
        grid->addWidget(label(Text::Mono, line.row.name), row, 0);
        grid->addWidget(label(Text::Mono, models::humanValue(line.row, line.row.value)), row, 1);
        grid->addWidget(then, row, 2);
        if (const QString harm = configHarm(line, policyThen(), m_compacts); !harm.isEmpty()) {
            auto* warning = label(Text::Hint, harm);
            warning->setTone(models::Tone::Warn);
            grid->addWidget(warning, ++row, 1, 1, 2);
        }
        ++row;
    }
    content()->insertWidget(0, m_shown);
}

std::optional<QString> ReviewConfigDialog::policyThen() const {
    const auto edited = std::ranges::find(m_lines, kPolicy, [](const auto& line) { return line.row.name; });
    return edited != m_lines.end() ? edited->then() : m_policy;
}

bool ReviewConfigDialog::takeNow(const std::vector<session::ConfigRow>& rows) {
    bool changed = false;
    // What the edits do depends on it, whether it is edited or not.
    if (const auto policy = std::ranges::find(rows, kPolicy, &session::ConfigRow::name); policy != rows.end())
        changed = std::exchange(m_policy, policy->value) != policy->value;
    for (auto& line : m_lines) {
        const auto now = std::ranges::find(rows, line.row.name, &session::ConfigRow::name);
        if (now == rows.end() || (now->value == line.row.value && now->overridden == line.row.overridden))
            continue;
        line.row = *now;
        changed = true;
    }
    if (changed)
        showLines();
    return changed;
}

void ReviewConfigDialog::follow(const std::vector<session::ConfigRow>& rows) {
    if (!m_asking && takeNow(rows))
        sayChanged();
}

void ReviewConfigDialog::sayChanged() {
    bar()->say(models::Tone::Warn, tr("The topic was changed meanwhile; nothing is changed yet."),
               tr("Now is what it has at present."));
}

void ReviewConfigDialog::wrong(const base::Error& error) {
    m_asking = false;
    fail(error, tr("Nothing was changed."));
}

/// What is shown as Now may be old: whoever confirms has to see what it is that they change.
void ReviewConfigDialog::act() {
    if (!m_topics)
        return;
    m_asking = true;
    setBusy(true, tr("Applying…"));
    m_topics->config(QString::fromStdString(m_edit.topics.front()), this)
        ->then(
            this,
            [this](const std::vector<session::ConfigRow>& rows) {
                if (takeNow(rows)) {
                    m_asking = false;
                    setBusy(false);
                    return sayChanged();
                }
                ask(true, [this] {
                    ask(false, [this] {
                        emit applied();
                        accept();
                    });
                });
            },
            [this](const base::Error& error) { wrong(error); });
}

void ReviewConfigDialog::ask(bool validateOnly, std::function<void()> done) {
    if (!m_topics)
        return;
    m_topics->editConfig(m_edit, m_meant, validateOnly, this)
        ->then(
            this,
            [this, done = std::move(done)](const std::vector<session::TopicOutcome>& outcomes) {
                if (const auto& error = outcomes.front().error)
                    wrong(*error);
                else
                    done();
            },
            [this](const base::Error& error) { wrong(error); });
}

} // namespace widgets
