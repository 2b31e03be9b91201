#include "widgets/window/status_strip.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

#include "models/unread.h"
#include "widgets/theme/colours.h"
#include "widgets/theme/fonts.h"
#include "widgets/window/answer_words.h"
#include "widgets/window/job_indicator.h"

namespace widgets {
namespace {

ToneLabel* mono() {
    ToneLabel* made = label(Text::Mono, {});
    made->setTone(models::Tone::Muted);
    return made;
}

void divide(QHBoxLayout* where) {
    where->addSpacing(12);
    where->addWidget(new Hairline(Qt::Vertical, 14));
    where->addSpacing(12);
}

} // namespace

StatusStrip::StatusStrip(PaneContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_state(new StateLabel)
    , m_address(mono())
    , m_age(mono())
    , m_in(mono())
    , m_out(mono())
    , m_zone(linkButton({}, QStringLiteral("zoneButton")))
    , m_figures(new QWidget) {
    setObjectName(QStringLiteral("statusStrip"));
    setFixedHeight(26);
    m_state->setFont(theme::hintFont());
    m_state->setObjectName(QStringLiteral("connectionState"));
    m_zone->setFont(theme::hintFont());
    m_zone->setProperty("look", QByteArray("quiet"));
    m_zone->setToolTip(tr("Switch between UTC and another zone; Settings has them all"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(16, 1, 16, 0);
    line->setSpacing(0);
    line->addWidget(m_state);
    line->addSpacing(6);
    line->addWidget(m_address);
    fillFigures();
    line->addWidget(m_figures);
    divide(line);
    line->addWidget(m_zone);
    line->addStretch();
    line->addWidget(new JobIndicator(context));
    connect(m_zone, &QPushButton::clicked, &m_context, &PaneContext::toggleZone);
    connect(&context, &PaneContext::zoneChanged, this, &StatusStrip::takeState);
    auto* second = new QTimer(this);
    second->setInterval(1000);
    connect(second, &QTimer::timeout, this, [this] {
        if (m_gone || m_late || m_held || overdue(m_cluster))
            takeState();
    });
    second->start();
    setCluster(nullptr);
}

void StatusStrip::fillFigures() {
    auto* figures = new QHBoxLayout(m_figures);
    figures->setSpacing(0);
    figures->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString& before, ToneLabel* value, ToneLabel* after) {
        divide(figures);
        if (!before.isEmpty()) {
            figures->addWidget(label(Text::Hint, before));
            figures->addSpacing(5);
        }
        figures->addWidget(value);
        if (after) {
            figures->addSpacing(5);
            figures->addWidget(after);
        }
    };
    add(tr("data from"), m_age, nullptr);
    for (ToneLabel* rate : {m_in, m_out}) { // so that what stands beside keeps its place
        rate->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        rate->setMinimumWidth(rate->fontMetrics().horizontalAdvance(QStringLiteral("00 000")));
    }
    add({}, m_in, label(Text::Hint, tr("msg/s in")));
    add({}, m_out, m_outUnit = label(Text::Hint, {}));
}

void StatusStrip::setCluster(session::ClusterSession* cluster) {
    if (m_cluster) {
        m_cluster->connection().disconnect(this);
        m_cluster->data().disconnect(this);
    }
    m_cluster = cluster;
    if (cluster) {
        connect(&cluster->connection(), &session::Connection::stateChanged, this, &StatusStrip::takeState);
        connect(&cluster->connection(), &session::Connection::intervalChanged, this, &StatusStrip::takeState);
        connect(&cluster->data(), &session::ClusterData::snapshotChanged, this, &StatusStrip::takeState);
    }
    takeState();
}

/// Where the cluster was found; where that is a broker which is away, the address of one that answers.
QString StatusStrip::address() {
    const QString first = m_cluster->profile().bootstrap.section(QLatin1Char(','), 0, 0);
    QStringList answering;
    const auto snapshot = m_cluster->data().snapshot();
    for (const auto& broker : snapshot->brokers) {
        const QString address = QStringLiteral("%1:%2").arg(broker.host).arg(broker.port);
        if (address == first) // and no name that stands for several
            m_foundAtBroker.insert(m_cluster->profile().id);
        if (!broker.unreachable)
            answering << address;
    }
    const bool away = m_cluster->state() == session::ConnectionState::Connected &&
                      m_foundAtBroker.contains(m_cluster->profile().id) && !answering.contains(first);
    return away && !answering.isEmpty() ? answering.first() : first;
}

void StatusStrip::takeState() {
    const StateWords words = answerWords(m_cluster);
    m_late = overdue(m_cluster).has_value();
    m_state->say(words.shape, words.tone, words.word);
    m_address->setText(m_cluster ? address() : QString());
    m_zone->setText(tr("times in %1").arg(models::zoneName(m_context.zone())));
    m_zone->setAccessibleName(m_zone->text());
    m_lost = m_cluster && m_cluster->state() == session::ConnectionState::Lost;
    m_gone = m_lost || (m_cluster && m_cluster->state() == session::ConnectionState::Closed);
    m_held = m_cluster && m_cluster->connection().intervalMs() == 0;
    const auto snapshot = m_cluster ? m_cluster->data().snapshot() : nullptr;
    m_figures->setVisible(snapshot && snapshot->isKnown());
    if (snapshot && snapshot->isKnown()) {
        QString age = models::formatClock(snapshot->takenAtMs, m_context.zone());
        if (m_gone || m_held)
            age +=
                tr(", %1").arg(models::formatAge(QDateTime::currentMSecsSinceEpoch() - snapshot->takenAtMs));
        m_age->setText(age);
        const auto tell = [this](ToneLabel* where, const session::Reading<double>& rate) {
            const bool none = m_gone || m_late; // a rate of then is none of now
            where->setText(none ? QString(models::unknownSign) : models::partialRate(rate));
            where->setToolTip(none ? QString() : models::partialTip(rate));
        };
        tell(m_in, snapshot->figures.inPerSecond);
        tell(m_out, snapshot->figures.outPerSecond);
        m_outUnit->setText(m_cluster->profile().localBroker ? tr("msg/s out") : tr("msg/s committed"));
        m_figures->setToolTip(snapshot->partialReason);
    }
    update();
}

void StatusStrip::paintEvent(QPaintEvent*) {
    const theme::Colours& c = theme::colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), m_lost ? c.badGround : c.raised);
    painter.fillRect(0, 0, width(), 1, m_lost ? c.bad : c.line);
}

} // namespace widgets
