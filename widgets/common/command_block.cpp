#include "widgets/common/command_block.h"

#include <QApplication>
#include <QClipboard>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/controls.h"
#include "widgets/theme/colours.h"

namespace widgets {

CommandBlock::CommandBlock(const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_lines(label(Text::Mono, {}))
    , m_copy(linkButton(tr("Copy"), objectName + QStringLiteral("Copy"))) {
    setObjectName(objectName);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->setObjectName(objectName + QStringLiteral("Lines"));
    m_lines->setMinimumWidth(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 10);
    column->addWidget(m_lines);
    m_copy->setParent(this);
    m_copy->setAccessibleName(tr("Copy the command"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text); });
}

void CommandBlock::setText(const QString& text) {
    take(text, {});
}

void CommandBlock::say(const QString& why) {
    take({}, why);
}

void CommandBlock::take(const QString& text, const QString& why) {
    if (m_text == text && m_why == why)
        return;
    m_text = text;
    m_why = why;
    m_copy->setVisible(why.isEmpty());
    m_lines->setWordWrap(!why.isEmpty());
    layOut();
}

void CommandBlock::keepRoom(int lines) {
    m_lines->setMinimumHeight(lines * m_lines->fontMetrics().lineSpacing());
    m_lines->setAlignment(Qt::AlignLeft | Qt::AlignTop);
}

void CommandBlock::layOut() {
    m_copy->resize(m_copy->sizeHint());
    m_copy->move(width() - m_copy->width() - 10, 6);
    m_copy->raise();
    if (!m_why.isEmpty()) {
        m_lines->setText(m_why);
        m_lines->setToolTip({});
        return;
    }
    QStringList lines = m_text.split(QLatin1Char('\n'));
    const QFontMetrics metrics = m_lines->fontMetrics();
    for (qsizetype i = 0; i < lines.size(); ++i)
        lines[i] =
            metrics.elidedText(lines[i], Qt::ElideRight, width() - 24 - (i == 0 ? m_copy->width() + 8 : 0));
    const QString shown = lines.join(QLatin1Char('\n'));
    m_lines->setText(shown);
    m_lines->setToolTip(
        shown == m_text
            ? QString()
            : QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(m_text.toHtmlEscaped()));
}

void CommandBlock::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    layOut();
}

void CommandBlock::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colours(palette()).raised);
    painter.drawRoundedRect(rect(), 4, 4);
}

} // namespace widgets
