#include "widgets/window/cluster_button.h"

#include <algorithm>

#include <QPainter>

#include "widgets/common/painting.h"
#include "widgets/common/words.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

namespace widgets {

ClusterButton::ClusterButton(QWidget* parent) : QAbstractButton(parent) {
    setObjectName(QStringLiteral("clusterButton"));
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
    setAttribute(Qt::WA_Hover);
    showCluster(nullptr);
}

void ClusterButton::showCluster(const session::ClusterSession* cluster) {
    const StateWords words = connectionWords(cluster);
    m_shape = words.shape;
    m_tone = words.tone;
    m_name = cluster ? cluster->profile().name : tr("No cluster");
    m_environment = cluster ? environmentName(cluster->profile().environment) : QString();
    m_environmentTone = cluster ? environmentTone(cluster->profile().environment) : models::Tone::Muted;
    setAccessibleName(tr("Cluster: %1, %2").arg(m_name, words.word));
    setToolTip(cluster ? QStringLiteral("%1 · %2 · %3").arg(m_name, words.word, cluster->profile().bootstrap)
                       : QString());
    // As wide as the rail below, where that does.
    constexpr int kWidest = 400;
    const int badge = m_environment.isEmpty()
                          ? 0
                          : QFontMetrics(theme::labelFont()).horizontalAdvance(m_environment) + 12 + 10;
    const int needed = QFontMetrics(theme::sectionFont()).horizontalAdvance(m_name) + 1 + 32 + 28 + badge;
    setFixedWidth(std::clamp(needed, sizeHint().width(), kWidest));
    update();
}

void ClusterButton::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    paintShape(painter, m_shape, QPointF(20, height() / 2.0), 10, c.tone(m_tone));
    QFont font = m_environment.isEmpty() ? theme::bodyFont() : theme::sectionFont();
    const QFont badgeFont = theme::labelFont();
    const int badge =
        m_environment.isEmpty() ? 0 : QFontMetrics(badgeFont).horizontalAdvance(m_environment) + 12;
    const int room = width() - 32 - 28 - (badge > 0 ? badge + 10 : 0);
    const QString name = QFontMetrics(font).elidedText(m_name, Qt::ElideMiddle, room);
    painter.setFont(font);
    painter.setPen(m_environment.isEmpty() ? c.muted : c.text);
    painter.drawText(QRect(32, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft, name);
    if (badge > 0) {
        const QRect at(32 + QFontMetrics(font).horizontalAdvance(name) + 10, (height() - 18) / 2, badge, 18);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.ground(m_environmentTone));
        painter.drawRoundedRect(at, 3, 3);
        painter.setFont(badgeFont);
        painter.setPen(c.tone(m_environmentTone));
        painter.drawText(at, Qt::AlignCenter, m_environment);
    }
    painter.drawPixmap(
        width() - 28, (height() - 16) / 2,
        theme::iconPixmap(QStringLiteral("down"), underMouse() ? c.text : c.muted, 16, devicePixelRatioF()));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(c.accent);
        painter.drawRoundedRect(QRectF(6.5, 6.5, width() - 13, height() - 13), 4, 4);
    }
}

} // namespace widgets
