#include "widgets/common/message_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "widgets/common/controls.h"
#include "widgets/common/words.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

constexpr int doneStayMs = 10'000; ///< a path can be read and marked meanwhile

} // namespace

MessageBar::MessageBar(const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_what(label(Text::Body, {}))
    , m_aside(label(Text::Hint, {}))
    , m_other(plainButton({}, objectName + QStringLiteral("Other")))
    , m_act(plainButton({}, objectName + QStringLiteral("Act")))
    , m_close(iconButton(tr("Close this message"), objectName + QStringLiteral("Close"),
                         QStringLiteral("close"))) {
    setObjectName(objectName);
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 8, 16, 8);
    line->setSpacing(8);
    QFont strong = m_what->font();
    strong.setWeight(QFont::Medium);
    m_what->setFont(strong);
    m_what->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_aside->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_what->setWordWrap(true);
    m_aside->setWordWrap(true);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_what);
    words->addWidget(m_aside);
    line->addLayout(words, 1);
    line->addWidget(m_other, 0, Qt::AlignVCenter);
    line->addWidget(m_act, 0, Qt::AlignVCenter);
    line->addWidget(m_close, 0, Qt::AlignVCenter);
    m_icon->setFixedSize(16, 20);
    m_other->hide();
    m_act->hide();
    m_close->hide();
    hide();
    m_goes.setSingleShot(true);
    m_goes.setInterval(doneStayMs);
    connect(&m_goes, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QPushButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    connect(m_act, &QPushButton::clicked, this, [this] {
        if (m_action)
            m_action();
    });
    connect(m_other, &QPushButton::clicked, this, [this] {
        if (m_otherAction)
            m_otherAction();
    });
}

void MessageBar::say(models::Tone tone, const QString& what, const QString& aside) {
    m_goes.stop();
    const bool same = !isHidden() && m_tone == tone && m_what->text() == what && m_aside->text() == aside;
    if (same)
        return;
    m_tone = tone;
    tintIcon();
    m_what->setText(what);
    m_aside->setText(aside);
    m_aside->setVisible(!aside.isEmpty());
    // Beside the first of two lines, or in the middle of a single one, which the close button makes higher.
    layout()->setAlignment(m_icon, aside.isEmpty() ? Qt::AlignVCenter : Qt::AlignTop);
    setAccessibleName(what);
    show();
    update();
}

void MessageBar::sayDone(const QString& what) {
    offer({}, {});
    offerOther({}, {});
    say(models::Tone::Good, what);
    m_goes.start();
}

void MessageBar::tintIcon() {
    const bool bad = m_tone == models::Tone::Bad;
    const bool good = m_tone == models::Tone::Good;
    m_icon->setPixmap(theme::icon(bad                            ? QStringLiteral("error")
                                  : good                         ? QStringLiteral("okc")
                                  : m_tone == models::Tone::Warn ? QStringLiteral("warn")
                                                                 : QStringLiteral("info"),
                                  bad                            ? theme::IconTint::Bad
                                  : good                         ? theme::IconTint::Good
                                  : m_tone == models::Tone::Warn ? theme::IconTint::Warn
                                                                 : theme::IconTint::Accent)
                          .pixmap(16, 16));
}

void MessageBar::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tintIcon();
}

void MessageBar::say(const base::Error& error, const QString& whatFailed) {
    say(models::Tone::Bad, whatFailed, errorWords(error));
}

void MessageBar::offer(const QString& button, std::function<void()> act) {
    m_act->setText(button);
    m_act->setVisible(!button.isEmpty());
    m_action = std::move(act);
}

void MessageBar::offerOther(const QString& button, std::function<void()> act) {
    m_other->setText(button);
    m_other->setVisible(!button.isEmpty());
    m_otherAction = std::move(act);
}

void MessageBar::setClosable(bool closable) {
    m_close->setVisible(closable);
}

void MessageBar::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.ground(m_tone));
    painter.fillRect(0, height() - 1, width(), 1, c.line);
}

} // namespace widgets
