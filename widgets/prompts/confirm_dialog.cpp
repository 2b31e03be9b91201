#include "widgets/prompts/confirm_dialog.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

#include "widgets/common/command_block.h"
#include "widgets/common/controls.h"
#include "widgets/common/icon_label.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

constexpr int kWords = 540;    ///< px, the widest line of text
constexpr int kTyped = 180;    ///< px, for a name that is typed
constexpr int kBeatMs = 500;   ///< between two looks at what will happen
constexpr int kLeastAsk = 180; ///< px, for the words before it

/// Each word no wider than a line: a label wraps between words only.
QString fittingWords(const QString& text, const QFontMetrics& metrics) {
    QStringList lines = text.split(QLatin1Char('\n'));
    for (QString& line : lines) {
        QStringList fitting = line.split(QLatin1Char(' '));
        for (QString& word : fitting)
            word = metrics.elidedText(word, Qt::ElideMiddle, kWords);
        line = fitting.join(QLatin1Char(' '));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ConfirmDialog::ConfirmDialog(const Prompts::Question& question, QWidget* parent)
    : PopupDialog(parent)
    , m_question(question)
    , m_text(label(Text::Body, {}))
    , m_act(question.destructive ? dangerButton(question.button, QStringLiteral("actButton"))
                                 : mainButton(question.button, QStringLiteral("actButton"))) {
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(question.title);
    setMaximumWidth(kWords + 100);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* content = new QHBoxLayout;
    content->setContentsMargins(20, 20, 20, 20);
    content->setSpacing(12);
    content->addWidget(new IconLabel(question.destructive ? QStringLiteral("warn") : QStringLiteral("info"),
                                     question.destructive ? models::Tone::Bad : models::Tone::Accent, 20),
                       0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(8);
    // Names have up to 249 characters, without a place where a line could break.
    ToneLabel* title = label(Text::Title, {});
    title->setObjectName(QStringLiteral("questionTitle"));
    title->showShortened(question.title, kWords);
    words->addWidget(title);
    m_text->setObjectName(QStringLiteral("questionText"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(380);
    words->addWidget(m_text);
    if (!question.command.isEmpty()) {
        auto* command = new CommandBlock(QStringLiteral("questionCommand"));
        command->setText(question.command);
        command->setMinimumWidth(kWords);
        words->addWidget(command);
    }
    content->addLayout(words, 1);
    rows->addLayout(content);
    rows->addWidget(new Hairline);
    layOutFoot(rows);
    look(); // what holds already is not offered until the first beat
    if (!question.textNow && !question.whyNot)
        return;
    auto* beat = new QTimer(this);
    beat->setInterval(kBeatMs);
    connect(beat, &QTimer::timeout, this, &ConfirmDialog::look);
    beat->start();
}

void ConfirmDialog::layOutFoot(QVBoxLayout* rows) {
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(20, 12, 20, 12);
    foot->setSpacing(8);
    if (!m_question.typedName.isEmpty()) {
        auto* ask = new NameLine(Text::Body);
        ask->setName(tr("Type %1 to confirm").arg(m_question.typedName));
        ask->setMinimumWidth(std::min(ask->sizeHint().width(), kLeastAsk));
        ask->setMaximumWidth(kWords / 2);
        foot->addWidget(ask);
        m_name = new QLineEdit;
        m_name->setMinimumWidth(kTyped);
        m_name->setObjectName(QStringLiteral("typedName"));
        m_name->setAccessibleName(tr("The name, typed to confirm"));
        m_name->setFont(theme::monoFont());
        foot->addWidget(m_name, 1);
        connect(m_name, &QLineEdit::textChanged, this, &ConfirmDialog::settleAct);
    }
    if (!m_name)
        foot->addStretch();
    auto* cancel = plainButton(tr("Cancel"), QStringLiteral("cancelButton"));
    foot->addWidget(cancel);
    foot->addWidget(m_act);
    rows->addLayout(foot);
    if (!m_question.destructive)
        m_act->setDefault(true);
    else
        guardAct(*m_act, *cancel);
    if (m_name)
        m_name->setFocus();
    else if (m_question.destructive)
        cancel->setFocus();
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, [this] {
        look(); // the last beat may be a while ago
        if (m_act->isEnabled())
            accept();
    });
}

void ConfirmDialog::look() {
    QString now = m_question.textNow ? m_question.textNow() : m_question.text;
    m_whyNot = m_question.whyNot ? m_question.whyNot() : QString();
    if (!m_whyNot.isEmpty())
        now += QLatin1Char('\n') + m_whyNot;
    settleAct();
    now = fittingWords(now, m_text->fontMetrics());
    if (m_text->text() == now)
        return;
    m_text->setText(now);
    if (!isVisible())
        return;           // it fits itself as it is shown
    layout()->activate(); // else its parts still know how high the text before was
    fit();
}

void ConfirmDialog::settleAct() {
    m_act->setEnabled(m_whyNot.isEmpty() && (!m_name || m_name->text() == m_question.typedName));
    m_act->setToolTip(m_whyNot);
}

/// The size that a dialog gets by itself is for the width that it would like, not for the one that it has. It
/// grows with its words, and stays as wide as it was made: nothing in it moves sideways.
void ConfirmDialog::fit() {
    const int wide = std::max(isVisible() ? width() : 0, std::min(sizeHint().width(), maximumWidth()));
    const int high = layout()->totalHeightForWidth(wide);
    setMinimumHeight(high);
    resize(wide, high);
}

void ConfirmDialog::showEvent(QShowEvent* event) {
    fit();
    PopupDialog::showEvent(event);
}

} // namespace widgets
