#include "widgets/panes/topic/details_page.h"

#include <QGridLayout>

#include "models/record_words.h"
#include "widgets/common/controls.h"

namespace widgets {
namespace {

/// Where what stands before a record is told: the facts begin with topic, partition and offset.
constexpr int kAfterOffset = 3;

QString number(qint64 value) {
    return value < 0 ? QString(models::unknownSign) : models::formatCount(value);
}

QString sizeWords(qint64 size) {
    return size < 0 ? DetailsPage::tr("null") : models::formatExactBytes(size);
}

/// "zstd, 4.2 : 1 of 62 771 bytes": two that differ are not to read the same.
QString compressionWords(const session::RecordRow::Batch& batch) {
    if (batch.unpackedBytes <= 0 || batch.wireBytes <= 0 || batch.codec == QLatin1String("none"))
        return batch.codec;
    return DetailsPage::tr("%1, %2 : 1 of %3")
        .arg(batch.codec, QString::number(double(batch.unpackedBytes) / double(batch.wireBytes), 'f', 1),
             models::formatExactBytes(batch.unpackedBytes));
}

} // namespace

DetailsPage::DetailsPage(QWidget* parent)
    : QScrollArea(parent), m_box(new QWidget), m_grid(new QGridLayout(m_box)) {
    m_grid->setContentsMargins(16, 12, 16, 12);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setWidget(m_box);
}

std::vector<DetailsPage::Fact> DetailsPage::factsOf(const QString& topic, const session::RecordRow& r,
                                                    models::Zone zone) {
    std::vector<Fact> facts;
    facts.push_back({tr("Topic"), topic, tr("Record")});
    facts.push_back({tr("Partition"), QString::number(r.partition)});
    facts.push_back({tr("Offset"), models::formatCount(r.offset)});
    facts.push_back(
        {tr("Timestamp (%1)").arg(models::zoneName(zone)), models::formatTime(r.timestampMs, zone)});
    facts.push_back({tr("Timestamp type"),
                     r.logAppendTime ? QStringLiteral("LogAppendTime") : QStringLiteral("CreateTime")});
    facts.push_back({tr("Key size"), sizeWords(r.keySize)});
    facts.push_back({tr("Value size"), sizeWords(r.valueSize)});
    facts.push_back({tr("Headers size"), models::formatExactBytes(r.headerSize)});
    facts.push_back({tr("Base offset"), number(r.batch.baseOffset), tr("Batch")});
    facts.push_back({tr("Records"), number(r.batch.records)});
    facts.push_back({tr("Compression"), compressionWords(r.batch)});
    facts.push_back({tr("On the wire"), models::formatExactBytes(r.batch.wireBytes)});
    facts.push_back({tr("CRC-32C"), QStringLiteral("0x%1  %2")
                                        .arg(r.batch.crc, 8, 16, QLatin1Char('0'))
                                        .arg(r.batch.crcMatches ? tr("matches") : tr("does not match"))});
    facts.push_back({tr("Leader epoch"), number(r.batch.leaderEpoch)});
    facts.push_back({tr("Producer id"), number(r.batch.producerId), tr("Producer")});
    facts.push_back({tr("Epoch"), number(r.batch.producerEpoch)});
    facts.push_back({tr("Sequence"), number(r.batch.sequence)});
    facts.push_back({tr("Transactional"), r.batch.transactional ? tr("yes") : tr("no")});
    if (r.mark != session::RecordMark::None)
        facts.push_back({tr("Transaction"), models::markWords(r.mark)});
    return facts;
}

void DetailsPage::show(const QString& topic, const session::RecordRow* record, models::Zone zone,
                       const std::optional<session::RecordBefore>& before) {
    while (auto* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row)
        m_grid->setRowStretch(row, 0); // the room below the last of before
    if (!record)
        return;
    int row = 0;
    auto facts = factsOf(topic, *record, zone);
    if (const QString words = before ? models::beforeWords(*before) : QString(); !words.isEmpty())
        facts.insert(facts.begin() + kAfterOffset, {tr("Before it"), words});
    for (const auto& fact : facts) {
        if (!fact.section.isEmpty())
            m_grid->addWidget(label(Text::Label, fact.section), row++, 0, 1, 2);
        m_grid->addWidget(label(Text::Muted, fact.name), row, 0, Qt::AlignTop);
        auto* shown = label(Text::Mono, fact.value);
        shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        shown->setWordWrap(true); // a long name takes lines, not width
        m_grid->addWidget(shown, row++, 1);
    }
    m_grid->setRowStretch(row, 1);
}

} // namespace widgets
