#include "widgets/panes/topic/configuration_part.h"

#include <algorithm>
#include <utility>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include "models/config_units.h"
#include "models/formats.h"
#include "models/table_proxy.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/table_view.h"
#include "widgets/panes/topic/config_editor.h"
#include "widgets/prompts/review_config_dialog.h"
#include "widgets/prompts/unlock.h"

namespace widgets {
namespace {

constexpr qint64 freshMs = 5'000; ///< nobody tells that somebody else changed a setting: it is asked for

/// Whether they are what a round found out; so is what it knows nothing of.
bool agree(const std::vector<session::ConfigRow>& rows, const session::TopicRow& topic) {
    const auto holds = [&rows](const char* name, const std::optional<QString>& told) {
        const auto row = std::ranges::find(rows, QLatin1String(name), &session::ConfigRow::name);
        return !told || row == rows.end() || row->value == told;
    };
    const auto words = [](const std::optional<qint64>& number) {
        return number ? std::optional(QString::number(*number)) : std::nullopt;
    };
    return holds("cleanup.policy", topic.cleanup) && holds("retention.ms", words(topic.retentionMs)) &&
           holds("retention.bytes", words(topic.retentionBytes));
}

} // namespace

ConfigurationPart::ConfigurationPart(PaneContext& partContext, session::ClusterSession* clusterSession,
                                     const QString& topic)
    : TopicPart(partContext, clusterSession, topic)
    , m_table(new TableView(&m_model, QStringLiteral("configuration"), &partContext.settings()))
    , m_filter(new FilterField(tr("Filter settings"), QStringLiteral("settingFilter")))
    , m_onlyChanged(new QCheckBox(tr("Only changed")))
    , m_editor(new ConfigEditor)
    , m_message(new MessageBar(QStringLiteral("configurationMessage")))
    , m_counts(label(Text::Hint, {}))
    , m_changes(label(Text::Mono, {}))
    , m_changesBar(nullptr)
    , m_discard(plainButton(tr("Discard"), QStringLiteral("discardEdits")))
    , m_review(mainButton(tr("Review and apply…"), QStringLiteral("reviewEdits"))) {
    m_table->setObjectName(QStringLiteral("configTable"));
    m_table->setAccessibleName(tr("Settings"));
    m_table->sortFirstBy("name", Qt::AscendingOrder);
    m_table->setEmptyReason(tr("Waiting for the brokers to name the settings…"));
    m_onlyChanged->setObjectName(QStringLiteral("onlyChanged"));
    m_changes->setObjectName(QStringLiteral("changesText"));
    m_filter->attach(m_table);
    m_message->setClosable(true);
    layOut();
    connect(m_table, &TableView::selectionSettled, this, &ConfigurationPart::settle);
    connect(m_table, &TableView::openRequested, this, [this] { m_editor->focusField(); });
    connect(&m_model, &models::ConfigModel::editsChanged, this, &ConfigurationPart::settle);
    connect(m_editor, &ConfigEditor::edited, &m_model, &models::ConfigModel::edit);
    connect(m_editor, &ConfigEditor::undone, &m_model, &models::ConfigModel::undo);
    connect(m_editor, &ConfigEditor::unread, &m_model, &models::ConfigModel::undo);
    connect(m_onlyChanged, &QCheckBox::toggled, this, &ConfigurationPart::settleFilter);
    settle();
}

void ConfigurationPart::layOut() {
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 16, 10);
    bar->addWidget(m_filter);
    bar->addSpacing(12);
    bar->addWidget(m_onlyChanged);
    bar->addStretch();
    bar->addWidget(m_counts);
    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addLayout(bar);
    leftColumn->addWidget(m_table, 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(m_editor);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setMinimumWidth(340); // a long name and the two buttons
    auto* splitter = new QSplitter;
    splitter->setObjectName(QStringLiteral("configSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(scroll);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({860, 360});
    m_changesBar = makeChangesBar();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(splitter, 1);
    column->addWidget(m_changesBar);
}

QWidget* ConfigurationPart::makeChangesBar() {
    auto* bar = new RaisedStrip(Qt::TopEdge);
    bar->setObjectName(QStringLiteral("changesBar"));
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(16, 12, 16, 12);
    line->addWidget(m_changes, 1);
    line->addWidget(m_discard);
    line->addWidget(m_review);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_editor->dropTyped();
        m_model.undoAll();
    });
    connect(m_review, &QPushButton::clicked, this, &ConfigurationPart::review);
    return bar;
}

void ConfigurationPart::resizeEvent(QResizeEvent* event) {
    TopicPart::resizeEvent(event);
    m_counts->setVisible(width() >= 900);
}

const models::ConfigLine* ConfigurationPart::current() const {
    return m_model.line(m_table->currentIdentity().toString());
}

void ConfigurationPart::take(const session::TopicRow* topic) {
    if (const QString missing = topic ? QString() : missingWords(); !missing.isEmpty())
        m_table->setEmptyReason(missing);
    const bool changed = topic && std::exchange(m_known, topic->configChange) != topic->configChange;
    if (topic && (changed || !m_asked.isValid() || m_asked.hasExpired(freshMs)))
        refresh();
}

/// The head tells what the last round found out: it follows.
void ConfigurationPart::show(const std::vector<session::ConfigRow>& rows) {
    m_message->hide();
    m_model.show(rows);
    if (m_reviewed)
        m_reviewed->follow(rows);
    const auto* topic = cluster() ? cluster()->data().topic(topicName()) : nullptr;
    if (topic && !agree(rows, *topic))
        cluster()->data().readSettingsNow(topicName());
}

void ConfigurationPart::refresh() {
    if (!cluster())
        return;
    m_asked.start();
    cluster()
        ->topics()
        .config(topicName(), this)
        ->then(
            this, [this](const std::vector<session::ConfigRow>& rows) { show(rows); },
            [this](const base::Error& error) {
                m_asked.invalidate();
                m_message->say(error, tr("The settings could not be read."));
            });
}

void ConfigurationPart::setStale(bool stale) {
    m_stale = stale;
    m_table->setStale(stale);
    settle();
}

void ConfigurationPart::settleFilter() {
    if (m_onlyChanged->isChecked())
        m_table->proxy()->setCondition([this](int row) {
            const auto& line = m_model.row(row);
            return line.row.overridden || line.edit || m_editor->isTypedInto(line.row.name);
        });
    else
        m_table->proxy()->setCondition({});
}

void ConfigurationPart::settle() {
    m_editor->show(current(), !m_stale);
    const auto edits = m_model.edits();
    // The buttons of a bar that goes would hand the focus to whatever comes next in the window.
    const QWidget* focused = window()->focusWidget();
    if (edits.empty() && focused && m_changesBar->isAncestorOf(focused))
        m_table->setFocus();
    m_changesBar->setVisible(!edits.empty());
    const QString unread = m_editor->unreadable();
    m_review->setEnabled(!m_stale && unread.isEmpty());
    m_review->setToolTip(unread);
    QStringList words{models::counted(tr("%n setting(s)", nullptr, m_model.rowCount()), m_model.rowCount()),
                      models::counted(tr("%n changed", nullptr, m_model.overridden()), m_model.overridden())};
    if (!edits.empty())
        words += models::counted(tr("%n edit(s)", nullptr, int(edits.size())), edits.size());
    m_counts->setText(words.join(QStringLiteral(", ")));
    QStringList changes;
    for (const auto& edit : edits) {
        const auto* line = m_model.line(QString::fromStdString(edit.name));
        changes += QStringLiteral("%1  %2 → %3")
                       .arg(line->row.name, models::humanValue(line->row, line->row.value),
                            models::humanValue(line->row, line->then()));
    }
    m_changes->setText(changes.join(QStringLiteral("     ")));
    m_changes->setToolTip(changes.join(QLatin1Char('\n')));
}

void ConfigurationPart::review() {
    if (!cluster())
        return;
    whenUnlocked(context().prompts(), *cluster(), window(), [this] {
        std::vector<models::ConfigLine> edited;
        for (const auto& line : m_model.rows())
            if (line.edit)
                edited.push_back(line);
        const auto* topic = cluster() ? cluster()->data().topic(topicName()) : nullptr;
        if (edited.empty() || !topic)
            return;
        const auto* policy = m_model.line(QStringLiteral("cleanup.policy"));
        auto* dialog = new ReviewConfigDialog(cluster()->topics(), cluster()->profile(), *topic,
                                              policy ? policy->row.value : std::nullopt, edited, window());
        dialog->actsOn(*cluster());
        m_reviewed = dialog;
        connect(dialog, &ReviewConfigDialog::applied, this, [this] {
            m_model.undoAll();
            refresh();
            if (cluster())
                cluster()->data().refreshNow();
        });
        dialog->open();
    });
}

} // namespace widgets
