#include "widgets/prompts/edit_setting_dialog.h"

#include <algorithm>
#include <utility>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/command_lines.h"
#include "models/config_model.h"
#include "models/formats.h"
#include "session/convert.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/segmented.h"
#include "widgets/common/setting_field.h"
#include "widgets/common/table_view.h"
#include "widgets/prompts/config_harm.h"
#include "widgets/prompts/setting_panel.h"

using models::SettingChange;
using models::Tone;
using State = models::SettingChange::State;

namespace widgets {
namespace {

enum To { Value, Default };
constexpr int kTableHeight = 168; // px, six lines with the titles
using Values = std::vector<session::TopicSetting>;

/// None: they differ, or one of them is not known.
std::optional<QString> commonOf(const Values& values) {
    const auto same = [&](const session::TopicSetting& each) {
        return each.row && each.row->value == values.front().row->value;
    };
    return !values.empty() && values.front().row && std::ranges::all_of(values, same)
               ? values.front().row->value
               : std::nullopt;
}

std::optional<QString> valueIn(const session::TopicSetting& setting) {
    return setting.row ? setting.row->value : std::nullopt;
}

QString topicCount(qsizetype count) {
    return models::counted(EditSettingDialog::tr("%n topic(s)", nullptr, int(count)), count);
}

QString changeWords(qsizetype count) {
    return models::counted(EditSettingDialog::tr("Change %n topic(s)", nullptr, int(count)), count);
}

} // namespace

EditSettingDialog::EditSettingDialog(session::Topics& topics, const session::ConnectionProfile& profile,
                                     const QStringList& names, const session::TopicIds& meant,
                                     QWidget* parent)
    : FormDialog(
          tr("Edit a setting"),
          tr("of %1 on %2").arg(names.size() == 1 ? names.first() : topicCount(names.size()), profile.name),
          changeWords(names.size()), parent)
    , m_topics(&topics)
    , m_profile(profile)
    , m_names(names)
    , m_meant(meant)
    , m_choose(
          plainButton(tr("Choose a setting…"), QStringLiteral("chooseSetting"), QStringLiteral("search")))
    , m_panel(new SettingPanel(this))
    , m_to(new Segmented({tr("A value"), tr("Back to the default")}, QStringLiteral("settingTo"),
                         tr("New value")))
    , m_valueBox(new QWidget)
    , m_valueLine(new QHBoxLayout(m_valueBox))
    , m_table(new TableView(&m_model, QStringLiteral("settingChanges"), nullptr))
    , m_counts(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("editSettingDialog"));
    buildForm();
    buildTable();
    setMinimumWidth(760);
    settle();
    m_choose->setFocus();
    m_topics->defaults(this)->then(
        this, [this](const std::vector<session::ConfigRow>& rows) { m_panel->setSettings(rows); },
        [this](const base::Error& error) {
            bar()->say(error, tr("The settings that there are could not be read."));
        });
}

void EditSettingDialog::buildForm() {
    m_settingRow = addRow(tr("Setting"), m_choose);
    m_settingRow->keepRoom(2);
    m_valueLine->setContentsMargins(0, 0, 0, 0);
    m_valueLine->setSpacing(12);
    m_valueLine->addWidget(m_to);
    m_valueLine->addStretch();
    m_valueBox->setFocusProxy(m_to);
    m_valueRow = addRow(tr("New value"), m_valueBox);
    m_valueRow->keepRoom(1);
    m_choose->installEventFilter(this);
    connect(m_choose, &QPushButton::clicked, this, [this] { m_panel->openBelow(m_choose); });
    connect(m_panel, &SettingPanel::chosen, this, &EditSettingDialog::choose);
    connect(m_to, &Segmented::currentChanged, this, &EditSettingDialog::preview);
}

void EditSettingDialog::buildTable() {
    m_table->setAccessibleName(tr("Topics before and after"));
    m_table->setMinimumHeight(kTableHeight);
    m_table->setEmptyReason(tr("Each topic stands here before and after once a setting is chosen."));
    m_counts->setObjectName(QStringLiteral("settingCounts"));
    content()->addWidget(m_table, 1);
    content()->addWidget(m_counts);
}

void EditSettingDialog::choose(const QString& setting) {
    const auto* known = m_panel->find(setting);
    if (!known)
        return;
    m_setting = setting;
    m_choose->setText(setting);
    m_settingRow->say(models::plainWords(known->documentation));
    m_set = m_differs = false;
    offer({}); // until it is known what the topics have
    m_to->setCurrent(Value);
    m_field->takeKeys();
    bar()->hide();
    read();
}

void EditSettingDialog::offer(const std::optional<QString>& value) {
    const auto* known = m_panel->find(m_setting);
    if (!known)
        return;
    const bool hadFocus = m_field && m_field->isAncestorOf(focusWidget());
    delete m_field;
    m_field = new SettingField(*known, value);
    m_valueLine->insertWidget(1, m_field);
    m_field->show(); // what is hidden cannot take the keys
    m_valueBox->setFocusProxy(m_field);
    connect(m_field, &SettingField::changed, this, [this] {
        m_set = true;
        preview();
    });
    if (hadFocus)
        m_field->takeKeys();
}

bool EditSettingDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_choose || event->type() != QEvent::KeyPress)
        return FormDialog::eventFilter(watched, event);
    const QString letters = static_cast<QKeyEvent*>(event)->text();
    if (letters.isEmpty() || !letters.front().isPrint() || letters.front().isSpace())
        return FormDialog::eventFilter(watched, event);
    m_panel->openBelow(m_choose);
    m_panel->search(letters);
    return true;
}

void EditSettingDialog::read() {
    m_model.update({});
    m_table->setEmptyReason(tr("Reading the setting of each topic…"));
    settle();
    m_topics->setting(m_setting, m_names, this)
        ->then(
            this,
            [this, asked = m_setting](const std::vector<session::TopicSetting>& values) {
                if (asked == m_setting)
                    takeValues(values);
            },
            [this, asked = m_setting](const base::Error& error) {
                if (asked != m_setting)
                    return;
                bar()->say(error, tr("The setting could not be read."));
                m_table->setEmptyReason(tr("The setting could not be read."));
            });
}

void EditSettingDialog::takeValues(const Values& values) {
    std::vector<SettingChange> changes;
    for (const auto& value : values)
        changes.push_back({value, {}, State::Waiting, {}});
    m_model.update(std::move(changes));
    const auto common = commonOf(values);
    m_differs = !common;
    if (!m_set && common)
        offer(common);
    preview();
}

std::optional<base::ConfigEdit> EditSettingDialog::edit() const {
    if (m_setting.isEmpty())
        return std::nullopt;
    if (m_to->current() == Default)
        return base::ConfigEdit{m_setting.toStdString()};
    const auto value = m_field && m_set ? m_field->value() : std::nullopt;
    return value ? std::optional(base::ConfigEdit{m_setting.toStdString(), value->toStdString()})
                 : std::nullopt;
}

/// Writes into each line what it would be; what became of an older attempt is forgotten with it.
void EditSettingDialog::preview() {
    const auto wanted = edit();
    auto changes = m_model.rows();
    for (auto& change : changes) {
        if (change.state == State::Done && change.now.row) { // what was done is what is now
            auto row = *change.now.row;
            row.overridden = change.then.has_value();
            row.value = change.then ? change.then : row.defaultValue;
            change.now.row = row;
        }
        change.then = wanted           ? session::text(wanted->value)
                      : change.now.row ? change.now.row->value
                                       : std::nullopt;
        change.state = State::Waiting;
        change.why.clear();
    }
    m_model.update(std::move(changes));
    settle();
}

std::vector<std::string> EditSettingDialog::waiting() const {
    std::vector<std::string> out;
    for (const auto& change : m_model.rows())
        if (change.isLeft())
            out.push_back(change.now.topic.toStdString());
    return out;
}

QString EditSettingDialog::harm() const {
    const auto wanted = edit();
    for (const auto& change : m_model.rows())
        if (wanted && change.isLeft())
            if (const QString words = configHarm({*change.now.row, wanted}, {}, !m_profile.localBroker);
                !words.isEmpty())
                return words;
    return {};
}

void EditSettingDialog::settle() {
    const bool chosen = !m_setting.isEmpty();
    const auto wanted = edit();
    const auto topics = wanted ? waiting() : std::vector<std::string>();
    m_to->setEnabled(chosen);
    if (m_field)
        m_field->setVisible(m_to->current() == Value);
    if (!chosen)
        m_settingRow->say(tr("Found by a part of its name or of its description."));
    const bool toValue = m_field && m_to->current() == Value;
    const QString wrong = toValue && m_set ? m_field->problem() : QString();
    if (toValue && !m_set)
        m_valueRow->say(m_differs ? tr("The topics have different values: choose one for all.") : QString());
    else
        m_valueRow->say(wrong.isEmpty() ? harm() : wrong, wrong.isEmpty() ? Tone::Warn : Tone::Bad);
    const auto& rows = m_model.rows();
    const auto same = std::ranges::count_if(rows, &SettingChange::changesNothing);
    const auto unread = std::ranges::count_if(rows, [](const auto& each) { return !each.now.row; });
    QStringList words;
    if (wanted && !rows.empty())
        words << tr("%1 to change").arg(topicCount(qsizetype(topics.size())));
    if (wanted && same > 0)
        words << tr("%1 as they should be").arg(models::formatCount(qint64(same)));
    if (unread > 0)
        words << tr("%1 could not be read").arg(models::formatCount(qint64(unread)));
    m_counts->setText(words.join(QStringLiteral("  ·  ")));
    actButton()->setEnabled(!topics.empty() && !m_asking);
    if (actButton()->isEnabled())
        setActText(changeWords(qsizetype(topics.size())));
    setCommand(topics.empty() ? QString()
                              : models::editConfigCommand(m_profile.bootstrap, {topics, {*wanted}}));
}

void EditSettingDialog::act() {
    const bool again = std::ranges::any_of(
        m_model.rows(), [](const SettingChange& change) { return change.state == State::Refused; });
    // Who refuses was told the first time: the rest is done now.
    if (again)
        return ask(false, waiting());
    if (!m_topics)
        return;
    hold(true);
    setBusy(true, tr("Checking…"));
    m_topics->setting(m_setting, m_names, this)
        ->then(
            this, [this](const Values& values) { askIfStill(values); },
            [this](const base::Error& error) {
                hold(false);
                fail(error, tr("Nothing was changed."));
                settle();
            });
}

/// What is to be changed was looked at as it was: where it is not that any more, it is looked at anew.
void EditSettingDialog::askIfStill(const Values& values) {
    const auto& rows = m_model.rows();
    const bool same = std::ranges::equal(rows, values, [](const SettingChange& change, const auto& value) {
        return change.now.topic == value.topic && valueIn(change.now) == valueIn(value);
    });
    if (same)
        return ask(true, waiting());
    hold(false);
    setBusy(false);
    takeValues(values);
    bar()->say(Tone::Warn, tr("Topics were changed meanwhile; nothing is changed yet."),
               tr("The table shows what they have now."));
}

void EditSettingDialog::hold(bool asking) {
    if (m_asking == asking)
        return;
    m_asking = asking;
    const auto* keys = focusWidget();
    if (asking && (keys == m_choose || m_valueBox->isAncestorOf(keys))) {
        m_hadKeys = focusWidget();
        m_table->setFocus(); // else they would go to Cancel
    }
    m_choose->setEnabled(!asking);
    m_valueBox->setEnabled(!asking);
    if (asking)
        return;
    QWidget* had = std::exchange(m_hadKeys, nullptr);
    if (had && keys == m_table) // else somebody has gone elsewhere with them
        had->setFocus();
}

void EditSettingDialog::ask(bool validateOnly, const std::vector<std::string>& topics) {
    const auto wanted = edit();
    if (!m_topics || !wanted || topics.empty()) {
        hold(false);
        setBusy(false);
        return settle();
    }
    hold(true);
    setBusy(true, validateOnly ? tr("Checking…") : tr("Changing…"));
    m_topics->editConfig({topics, {*wanted}}, m_meant, validateOnly, this)
        ->then(
            this,
            [this, validateOnly](const std::vector<session::TopicOutcome>& outcomes) {
                take(validateOnly, outcomes);
            },
            [this, topics](const base::Error& error) {
                hold(false);
                fail(error, tr("Nothing was changed."));
                if (error.unanswered)
                    leaveOpen(topics, error);
                settle();
            });
}

void EditSettingDialog::take(bool validateOnly, const std::vector<session::TopicOutcome>& outcomes) {
    qsizetype refused = 0;
    auto changes = m_model.rows();
    for (const auto& outcome : outcomes) {
        const auto change = std::ranges::find(changes, outcome.topic,
                                              [](const SettingChange& each) { return each.now.topic; });
        if (change == changes.end())
            continue;
        refused += outcome.error ? 1 : 0;
        if (outcome.error)
            change->why = QString::fromStdString(outcome.error->cause);
        if (!outcome.error)
            change->state = validateOnly ? State::Waiting : State::Done;
        else
            change->state = outcome.error->unanswered && !validateOnly ? State::Open : State::Refused;
    }
    m_model.update(std::move(changes));
    if (validateOnly && refused == 0)
        return ask(false, waiting());
    hold(false);
    setBusy(false);
    const auto all = qsizetype(outcomes.size());
    const bool open = std::ranges::count(m_model.rows(), State::Open, &SettingChange::state) > 0;
    if (!validateOnly && refused < all)
        emit applied();
    settle();
    if (validateOnly)
        return bar()->say(Tone::Bad,
                          tr("%1 of %2 refuse it; nothing was changed yet.")
                              .arg(models::formatCount(qint64(refused)), topicCount(all)),
                          refused < all ? tr("The button changes the others.") : tr("The table says why."));
    if (sayWhoIsLeft() && (refused < all || open))
        readAfter();
}

/// Of none of them it is known how it ended, until it is seen what they have.
void EditSettingDialog::leaveOpen(const std::vector<std::string>& topics, const base::Error& why) {
    auto changes = m_model.rows();
    for (auto& change : changes)
        if (std::ranges::find(topics, change.now.topic.toStdString()) != topics.end()) {
            change.state = State::Open;
            change.why = QString::fromStdString(why.cause);
        }
    m_model.update(std::move(changes));
    readAfter();
}

/// What was changed has another value now than the one that was looked at; how each ended stays.
void EditSettingDialog::readAfter() {
    if (!m_topics)
        return;
    m_topics->setting(m_setting, m_names, this)
        ->then(
            this,
            [this, asked = m_setting](const Values& values) {
                if (asked == m_setting)
                    settleOpen(values);
            },
            [](const base::Error&) {}); // the outcome beside it tells what it is
}

/// One of which nobody told how it ended has what was wanted, or stays open and may be tried again.
void EditSettingDialog::settleOpen(const Values& values) {
    auto changes = m_model.rows();
    bool changed = false;
    for (auto& change : changes) {
        const auto value = std::ranges::find(values, change.now.topic, &session::TopicSetting::topic);
        changed = (value != values.end() && change.learn(*value)) || changed;
    }
    m_model.update(std::move(changes));
    settle();
    if (changed)
        emit applied();
    if (changed && !m_asking)
        sayWhoIsLeft();
}

/// Those that refused it when they were asked beforehand are among them.
bool EditSettingDialog::sayWhoIsLeft() {
    const auto& rows = m_model.rows();
    const auto refused = std::ranges::count(rows, State::Refused, &SettingChange::state);
    const auto open = std::ranges::count(rows, State::Open, &SettingChange::state);
    const auto left = std::ranges::count_if(rows, &SettingChange::isUndone);
    QStringList aside;
    if (refused + open > 0)
        aside << tr("The table says why.");
    if (std::ranges::any_of(rows, &SettingChange::isLeft))
        aside << tr("The button tries it again.");
    const auto all = std::ssize(rows);
    if (left == 0)
        accept();
    else
        bar()->say(left < all || open > 0 ? Tone::Warn : Tone::Bad,
                   (open > 0 ? tr("%1 of %2 were not changed, or it is not known whether they were.")
                             : tr("%1 of %2 were not changed."))
                       .arg(models::formatCount(qint64(left)), topicCount(all)),
                   aside.join(QLatin1Char(' ')));
    return left > 0;
}

} // namespace widgets
