#include "widgets/prompts/form_dialog.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/command_block.h"
#include "widgets/common/controls.h"
#include "widgets/common/message_bar.h"
#include "widgets/common/screen_place.h"
#include "widgets/common/words.h"
#include "widgets/prompts/asked_cluster.h"
#include "widgets/prompts/form_body.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

/// What needs more, a name of 250 letters, is shortened instead, px.
constexpr int kWidest = 1000;

/// The name of a topic may have 249 letters: it takes the room that there is, and gives way, px.
constexpr int kLeastAside = 120;

} // namespace

FormDialog::FormDialog(const QString& title, const QString& aside, const QString& act, QWidget* parent)
    : PopupDialog(parent)
    , m_content(new QVBoxLayout)
    , m_grid(new QGridLayout)
    , m_foot(new QHBoxLayout)
    , m_act(mainButton(act, QStringLiteral("actButton")))
    , m_cancel(plainButton(tr("Cancel"), QStringLiteral("cancelButton")))
    , m_bar(new MessageBar(QStringLiteral("dialogBar")))
    , m_command(new CommandBlock(QStringLiteral("commandLine")))
    , m_commandBox(new QWidget)
    , m_actText(act) {
    setWindowTitle(aside.isEmpty() ? title : QStringLiteral("%1 %2").arg(title, aside));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(20, 12, 20, 12);
    head->setSpacing(8);
    head->addWidget(label(Text::Title, title));
    auto* beside = new NameLine(Text::Muted);
    beside->setName(aside);
    beside->setMinimumWidth(kLeastAside);
    beside->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    head->addWidget(beside, 1);
    column->addLayout(head);
    column->addWidget(new Hairline);
    // Its own least height is that of its sentences in the narrowest column: the window would have to be as
    // tall.
    m_bar->setMinimumHeight(1);
    column->addWidget(m_bar);

    m_content->setContentsMargins(20, 20, 20, 16);
    m_content->setSpacing(16);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, 140);
    m_grid->setColumnStretch(1, 1);
    m_content->addLayout(m_grid);
    column->addWidget(new FormBody(m_content), 1);

    auto* command = new QVBoxLayout(m_commandBox);
    command->setContentsMargins(20, 0, 20, 20);
    command->setSpacing(6);
    command->addWidget(label(Text::Label, tr("The same on the command line")));
    command->addWidget(m_command);
    m_commandBox->hide();
    column->addWidget(m_commandBox);

    column->addWidget(new Hairline);
    m_foot->setContentsMargins(20, 12, 20, 12);
    m_foot->setSpacing(8);
    m_foot->addStretch();
    m_foot->addWidget(m_cancel);
    m_foot->addWidget(m_act);
    column->addLayout(m_foot);
    m_act->setDefault(true);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, &FormDialog::actUnlessOver);
}

FormDialog::~FormDialog() = default;

void FormDialog::actsOn(const session::ClusterSession& cluster) {
    m_onCluster = std::make_unique<AskedCluster>(cluster);
    connect(&cluster, &QObject::destroyed, this, &FormDialog::followCluster);
    connect(&cluster.data(), &session::ClusterData::snapshotChanged, this, &FormDialog::followCluster);
}

QString FormDialog::whyOver() const {
    return m_onCluster ? m_onCluster->whyNot() : QString();
}

/// Who presses the button reads it whatever was said before.
void FormDialog::actUnlessOver() {
    if (const QString why = whyOver(); why.isEmpty())
        act();
    else
        m_bar->say(models::Tone::Bad, m_saidOver = why);
}

/// It is said over no other word, such as how the act ended, and taken back where it is so no more.
void FormDialog::followCluster() {
    if (m_busy || !(m_bar->isHidden() || m_bar->says(m_saidOver)))
        return;
    m_saidOver = whyOver();
    if (m_saidOver.isEmpty())
        m_bar->hide();
    else
        m_bar->say(models::Tone::Bad, m_saidOver);
}

FormDialog::Row* FormDialog::addRow(const QString& text, QWidget* field) {
    auto row = std::make_unique<Row>();
    row->field = field;
    const int at = m_grid->rowCount();
    ToneLabel* name = label(Text::Body, text);
    name->setBuddy(field);
    name->setFixedHeight(28);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(text);
    m_grid->addWidget(name, at, 0, Qt::AlignTop);
    m_grid->addWidget(field, at, 1,
                      field->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed ? Qt::AlignLeft
                                                                                   : Qt::Alignment());
    auto* under = new QHBoxLayout;
    under->setContentsMargins(0, 0, 0, 8);
    under->setSpacing(6);
    auto* icon = new QLabel;
    icon->setFixedSize(16, 16);
    icon->hide();
    row->icon = icon;
    row->sentence = label(Text::Hint, {});
    row->sentence->setWordWrap(true);
    under->addWidget(icon, 0, Qt::AlignTop);
    under->addWidget(row->sentence, 1);
    m_grid->addLayout(under, at + 1, 1);
    m_rows.push_back(std::move(row));
    return m_rows.back().get();
}

void FormDialog::Row::keepRoom(int lines) {
    sentence->setMinimumHeight(lines * sentence->fontMetrics().lineSpacing());
    sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void FormDialog::Row::keepNoRoom() {
    sentence->hide();
}

QString FormDialog::Row::words() const {
    return sentence->text();
}

void FormDialog::Row::say(const QString& words, models::Tone tone) {
    m_tone = tone;
    sentence->setText(words);
    sentence->setTone(tone);
    const bool doubt = !words.isEmpty() && (tone == models::Tone::Warn || tone == models::Tone::Bad);
    icon->setVisible(doubt);
    if (doubt)
        static_cast<QLabel*>(icon)->setPixmap(theme::icon(QStringLiteral("warn"), tone == models::Tone::Bad
                                                                                      ? theme::IconTint::Bad
                                                                                      : theme::IconTint::Warn)
                                                  .pixmap(16, 16));
    field->setProperty("look", QByteArray(!doubt ? "" : tone == models::Tone::Bad ? "bad" : "warn"));
    field->setAccessibleDescription(words);
    field->update();
}

bool FormDialog::event(QEvent* event) {
    const bool done = PopupDialog::event(event);
    // A sentence that takes one line more needs a taller form, and one with a width of its own is not made
    // wider for a field that comes: layouts do not ask for it by themselves.
    if (event->type() == QEvent::LayoutRequest && layout()) {
        const int least = std::min(layout()->totalMinimumSize().width(), kWidest);
        const int wide = std::max(width(), least);
        const int tall = std::max(height(), layout()->totalHeightForWidth(wide));
        // The layout may have made it larger already, where it stands.
        if (QSize(wide, tall) != std::exchange(m_settled, QSize(wide, tall)) || m_settled != size())
            resizeOnScreen(*this, m_settled);
    }
    return done;
}

void FormDialog::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Escape || m_warned || !holdsUnsent()) {
        PopupDialog::keyPressEvent(event);
        return;
    }
    m_bar->say(models::Tone::Warn, tr("What is typed here has not been sent. Esc once more drops it."));
    m_warned = true;
}

void FormDialog::typedOn() {
    if (!std::exchange(m_warned, false))
        return;
    m_bar->hide();
    followCluster();
}

void FormDialog::addSeparator() {
    const int at = m_grid->rowCount();
    m_grid->addWidget(new Hairline, at, 0, 1, 2);
    m_grid->setRowMinimumHeight(at, 17);
}

void FormDialog::setCommand(const QString& commandLine) {
    m_command->setText(commandLine);
    m_commandBox->setVisible(!commandLine.isEmpty() || m_keepsCommand);
    if (m_keepsCommand)
        m_command->setMinimumHeight(std::max(m_command->minimumHeight(), m_command->sizeHint().height()));
}

void FormDialog::refuseCommand(const QString& why) {
    // As many lines as a command has, so that the form does not jump when there is one.
    setCommand(tr("# %1\n# There is no line for this.").arg(why));
}

void FormDialog::keepCommand(int lines) {
    m_keepsCommand = true;
    keepCommandLines(lines);
    m_commandBox->show();
}

void FormDialog::keepCommandLines(int lines) {
    m_command->keepRoom(lines);
}

void FormDialog::setDangerous() {
    m_act->setProperty("look", QByteArray("danger"));
    guardAct(*m_act, *m_cancel);
}

void FormDialog::setActText(const QString& words) {
    m_actText = words;
    m_act->setText(words);
}

void FormDialog::setBusy(bool busy, const QString& words) {
    m_busy = busy;
    m_act->setEnabled(!m_busy && m_canAct);
    m_act->setText(busy && !words.isEmpty() ? words : m_actText);
    if (!busy)
        return followCluster();
    m_warned = false;
    m_bar->hide();
}

void FormDialog::allowAct(bool can) {
    m_canAct = can;
    m_act->setEnabled(!m_busy && m_canAct);
}

void FormDialog::letGo(const QString& words) {
    m_act->setText(words);
    m_cancel->hide();
    m_onCluster.reset();
}

void FormDialog::fail(const base::Error& error, const QString& whatFailed) {
    setBusy(false);
    m_bar->say(error, failureTitle(error, whatFailed));
}

} // namespace widgets
