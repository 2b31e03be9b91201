#include "widgets/window/lock_line.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/common/controls.h"
#include "widgets/prompts/unlock.h"
#include "widgets/theme/icons.h"

namespace widgets {

LockLine::LockLine(Prompts& prompts, QWidget* parent)
    : QWidget(parent)
    , m_prompts(prompts)
    , m_badge(new Badge({}, models::Tone::Bad))
    , m_button(flatButton({}, QStringLiteral("lockButton"), {})) {
    setObjectName(QStringLiteral("lockLine"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(m_badge);
    line->addWidget(m_button);
    connect(m_button, &QPushButton::clicked, this, &LockLine::turn);
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &LockLine::take);
    take();
}

void LockLine::setCluster(session::ClusterSession* cluster) {
    if (m_cluster)
        m_cluster->connection().disconnect(this);
    m_cluster = cluster;
    if (cluster) {
        connect(&cluster->connection(), &session::Connection::profileChanged, this, &LockLine::take);
        connect(&cluster->connection(), &session::Connection::lockChanged, this, &LockLine::take);
    }
    take();
}

void LockLine::turn() {
    if (!m_cluster)
        return;
    if (m_cluster->connection().isLocked())
        whenUnlocked(m_prompts, *m_cluster, window(), [] {});
    else
        m_cluster->connection().setLocked(true);
}

void LockLine::take() {
    const bool production = m_cluster && m_cluster->profile().isProduction();
    const bool locked = production && m_cluster->connection().isLocked();
    setVisible(production);
    if (!production || locked) {
        m_second.stop();
    } else if (!m_second.isActive()) {
        m_second.start();
    }
    if (!production)
        return;
    if (locked) {
        m_badge->say(tr("read-only"), models::Tone::Bad);
    } else if (const auto leftMs = m_cluster->connection().locksInMs()) {
        const qint64 left = std::max<qint64>(0, *leftMs) / 1000;
        m_badge->say(
            tr("unlocked, locks itself in %1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')),
            models::Tone::Bad);
    } else {
        m_badge->say(tr("unlocked"), models::Tone::Bad);
    }
    m_button->setIcon(
        theme::icon(locked ? QStringLiteral("unlock") : QStringLiteral("lock"), theme::IconTint::Text));
    m_button->setText(locked ? tr("Unlock…") : tr("Lock now"));
}

} // namespace widgets
