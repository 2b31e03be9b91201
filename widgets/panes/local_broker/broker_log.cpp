#include "widgets/panes/local_broker/broker_log.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollBar>

#include "models/log_model.h"
#include "session/ports/local_broker.h"
#include "session/ports/settings.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/table_view.h"

namespace widgets {

BrokerLog::BrokerLog(const session::LocalBroker& broker, session::Settings& settings, QWidget* parent)
    : QWidget(parent)
    , m_broker(broker)
    , m_model(new models::LogModel(this))
    , m_filter(new FilterField(tr("Filter the log"), QStringLiteral("logFilter")))
    , m_table(new TableView(m_model, QStringLiteral("log"), &settings))
    , m_lost(label(Text::Hint, {})) {
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 10, 12, 10);
    auto* copy = flatButton(tr("Copy"), QStringLiteral("copyLogButton"), QStringLiteral("copy"));
    copy->setToolTip(tr("Copies the selected lines, or all that are shown"));
    m_lost->setObjectName(QStringLiteral("logLost"));
    bar->addWidget(m_filter);
    bar->addWidget(m_lost);
    bar->addStretch();
    bar->addWidget(copy);
    rows->addLayout(bar);
    m_table->setObjectName(QStringLiteral("logTable"));
    m_table->setAccessibleName(tr("Log of the broker"));
    m_table->setCompact(true);
    m_table->setEmptyReason(tr("The broker has not said anything yet."));
    m_filter->attach(m_table);
    rows->addWidget(m_table, 1);
    connect(copy, &QPushButton::clicked, this, [this] {
        if (m_table->selectedIdentities().isEmpty())
            m_table->selectAll();
        QApplication::clipboard()->setText(m_table->selectionAsText());
    });
    connect(&broker, &session::LocalBroker::logged, this, &BrokerLog::take);
    take(static_cast<int>(broker.log().size()));
}

void BrokerLog::take(int fresh) {
    QScrollBar* bar = m_table->verticalScrollBar();
    const bool following = bar->value() >= bar->maximum() - 4;
    m_model->take(m_broker.log(), fresh);
    const qint64 lost = m_broker.logLost();
    m_lost->setText(models::counted(tr("%n older line(s) are gone", nullptr, int(lost)), lost));
    m_lost->setVisible(lost > 0);
    if (following)
        m_table->scrollToBottom();
}

void BrokerLog::setZone(models::Zone zone) {
    m_model->setZone(zone);
}

} // namespace widgets
