#include "widgets/prompts/sending_fields.h"

#include <utility>

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include "models/formats.h"
#include "session/cluster_session.h"
#include "widgets/common/controls.h"
#include "widgets/common/words.h"
#include "widgets/prompts/count_field.h"
#include "widgets/prompts/own_time.h"

namespace widgets {

QString lockedWords(const session::ClusterSession* cluster) {
    if (!cluster)
        return SendingFields::tr("Its cluster is not open any more.");
    if (cluster->state() == session::ConnectionState::Closed)
        return notRunningWords();
    return cluster->connection().isLocked()
               ? SendingFields::tr("It is a production cluster and locked: unlock it first.")
               : QString();
}

SendingFields::SendingFields(FormDialog& form, const QString& asWas)
    : QObject(&form)
    , m_partition(new QComboBox)
    , m_time(new QComboBox)
    , m_codec(new QComboBox)
    , m_rate(countField(QStringLiteral("sendRate"), 112))
    , m_ownTime(new OwnTime(this)) {
    m_partition->setObjectName(QStringLiteral("sendPartition"));
    m_partition->addItems({asWas, tr("By key, murmur2")});
    m_time->setObjectName(QStringLiteral("sendTime"));
    m_time->addItems({asWas, tr("The time of sending")});
    m_codec->setObjectName(QStringLiteral("sendCodec"));
    m_codec->addItems({QStringLiteral("none"), QStringLiteral("gzip"), QStringLiteral("snappy"),
                       QStringLiteral("lz4"), QStringLiteral("zstd")});
    m_rate->setSpecialValueText(tr("full speed"));
    m_rate->setSuffix(tr(" /s"));
    for (QComboBox* box : {m_partition, m_time, m_codec})
        box->setFixedWidth(200);
    m_where = form.addRow(tr("Partition"), m_partition);
    m_when = form.addRow(tr("Timestamp"), m_time);
    form.addRow(tr("Compression"), m_codec)->keepNoRoom();
    form.addRow(tr("Rate"), m_rate)->say(tr("Records a second; 0 is as fast as it goes."));
    for (QComboBox* box : {m_partition, m_time, m_codec})
        connect(box, &QComboBox::currentIndexChanged, this, &SendingFields::changed);
    connect(m_time, &QComboBox::currentIndexChanged, this, &SendingFields::settleTime);
    connect(m_ownTime, &OwnTime::changed, this, &SendingFields::settleTime);
    connect(m_rate, &QSpinBox::valueChanged, this, &SendingFields::changed);
}

session::SendingDraft SendingFields::draft() const {
    session::SendingDraft out;
    out.keepPartition = m_partition->currentIndex() == 0;
    out.keepTime = m_time->currentIndex() == 0;
    out.codec = m_codec->currentText();
    out.perSecond = m_rate->value();
    return out;
}

void SendingFields::tellPartitions(int highest, int partitions) {
    const bool wrong = draft().keepPartition && partitions > 0 && highest >= partitions;
    m_where->say(wrong
                     ? tr("Partition %1 is named, and the topic has %2: choose by key.")
                           .arg(models::formatCount(qint64(highest)), models::formatCount(qint64(partitions)))
                     : QString(),
                 wrong ? models::Tone::Bad : models::Tone::Muted);
}

void SendingFields::tellOldest(std::optional<qint64> ms) {
    if (std::exchange(m_oldestMs, ms) != ms)
        settleTime();
}

void SendingFields::lookAt(session::ClusterSession* cluster, const QString& topic) {
    m_ownTime->lookAt(cluster ? &cluster->topics() : nullptr, topic);
}

void SendingFields::settleTime() {
    m_when->say(draft().keepTime ? m_ownTime->warning(m_oldestMs) : QString(), models::Tone::Warn);
}

void SendingFields::close() {
    for (QWidget* field : std::initializer_list<QWidget*>{m_partition, m_time, m_codec, m_rate})
        field->setEnabled(false);
}

} // namespace widgets
