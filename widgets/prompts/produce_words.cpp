#include "widgets/prompts/produce_words.h"

#include <algorithm>

#include <QCoreApplication>

#include "models/formats.h"
#include "models/run_words.h"
#include "session/payloads.h"
#include "session/records/key_partition.h"

namespace widgets::produce_words {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(produce)
};

/// Whether each record has a key of its own, which chooses.
bool byEachKey(const session::ProduceDraft& draft) {
    return !draft.partition && draft.key && session::isFilledIn(draft.keyKind) &&
           (session::isRandom(*draft.key) || (session::isTemplate(*draft.key) && draft.repeat > 1));
}

/// In the mean, filled in.
double sizeOf(session::PayloadKind kind, const std::optional<QByteArray>& pattern, int repeat) {
    if (!pattern)
        return 0;
    return session::isTyped(kind) || !session::isFilledIn(kind)
               ? double(session::filledAs(kind, *pattern, 1).bytes.size())
               : session::meanSize(*pattern, repeat);
}

} // namespace

QString lastProblem(const session::ProduceDraft& draft) {
    const auto fails = [&draft](session::PayloadKind kind, const std::optional<QByteArray>& pattern) {
        return pattern && session::isTyped(kind) && !session::isRandom(*pattern) &&
               session::filledAs(kind, *pattern, draft.repeat).problem != session::PayloadProblem::None;
    };
    const bool key = fails(draft.keyKind, draft.key);
    if (!key && !fails(draft.valueKind, draft.value))
        return {};
    const QString number = models::formatCount(qint64(draft.repeat));
    return key ? Words::tr("The key of record %1 does not fit.").arg(number)
               : Words::tr("The value of record %1 does not fit.").arg(number);
}

QString repeat(const session::ProduceDraft& draft) {
    if (draft.repeat == 1)
        return Words::tr("{{n}} in key, value and headers counts up; {{uuid}}, {{now}}, {{random 1 100}} and "
                         "{{pick a|b}} are filled in");
    double one =
        sizeOf(draft.keyKind, draft.key, draft.repeat) + sizeOf(draft.valueKind, draft.value, draft.repeat);
    for (const auto& header : draft.headers)
        one += session::meanSize(header.name.toUtf8(), draft.repeat) +
               session::meanSize(header.value.value_or(QByteArray()), draft.repeat);
    const QString size =
        QString(models::estimateSign) + QLatin1Char(' ') + models::formatBytes(qint64(one * draft.repeat));
    const QString count = models::formatCount(qint64(draft.repeat));
    if (draft.perSecond <= 0)
        return Words::tr("{{n}} counts from 1 to %1; %2 before compression").arg(count, size);
    return Words::tr("{{n}} counts from 1 to %1; %2 before compression, in %3")
        .arg(count, size, models::formatDuration(qint64(draft.repeat * 1000.0 / draft.perSecond)));
}

QString repeatProblem(int times) {
    constexpr qint64 most = 10'000'000;
    if (times < 1)
        return Words::tr("Once is the least.");
    return times > most ? Words::tr("At most %1 at once.").arg(models::formatCount(most)) : QString();
}

std::optional<int> partition(const session::ProduceDraft& draft, int partitions) {
    if (draft.partition)
        return draft.partition;
    if (byEachKey(draft))
        return std::nullopt;
    const auto first =
        draft.key ? std::optional(session::filledAs(draft.keyKind, *draft.key, 1).bytes) : std::nullopt;
    return session::partitionFor(first, std::max(1, partitions));
}

QString target(const session::ProduceDraft& draft, int partitions) {
    if (draft.topic.isEmpty())
        return {};
    if (partitions <= 0)
        return Words::tr("the broker will tell");
    if (draft.partition)
        return Words::tr("of %1").arg(partitions);
    if (byEachKey(draft))
        return Words::tr("of %1: by each key").arg(partitions);
    return partition(draft, partitions)
               ? Words::tr("of %1, as Java clients choose it").arg(partitions)
               : Words::tr("one of %1: a record without a key goes anywhere").arg(partitions);
}

namespace {

QString arrival(const session::ProducedRecords& records) {
    if (records.parts.isEmpty())
        return {};
    if (records.parts.size() > 1)
        return Words::tr("to %1 partitions").arg(models::formatCount(qint64(records.parts.size())));
    const auto& [partition, first, last] = records.parts.first();
    if (first < 0)
        return Words::tr("partition %1").arg(partition);
    if (first == last)
        return Words::tr("partition %1, offset %2").arg(partition).arg(models::formatCount(first));
    return Words::tr("partition %1, offsets %2 to %3")
        .arg(partition)
        .arg(models::formatCount(first), models::formatCount(last));
}

} // namespace

QString sent(const session::ProducedRecords& records, qint64 atMs, const models::Zone& zone) {
    return Words::tr("sent %1 at %2: %3")
        .arg(models::formatCount(records.sent), models::formatClock(atMs, zone), arrival(records));
}

QString failed(const session::ProduceDraft& draft, const session::DraftRest* left) {
    const auto unsure = left ? static_cast<qint64>(left->unsure.size()) : 0;
    if (draft.repeat == 1)
        return unsure > 0 ? Words::tr("It is not known whether it arrived.") : Words::tr("It was not sent.");
    const QString notSent = Words::tr("Not all was sent.");
    if (unsure == 0)
        return notSent;
    const bool isMoreLeft = static_cast<qint64>(left->countOf(draft)) > unsure;
    const QString notKnown = models::arrivalNotKnown(unsure);
    return isMoreLeft ? notSent + QLatin1Char(' ') + notKnown : notKnown;
}

QString elsewhere(std::optional<int> told, const session::ProducedRecords& records) {
    const auto isOther = [told](const session::ProducedPart& part) { return part.partition != *told; };
    if (!told || std::ranges::none_of(records.parts, isOther))
        return {};
    if (records.parts.size() > 1)
        return Words::tr("Not all went to partition %1: the topic got more partitions.").arg(*told);
    return Words::tr("It went to partition %1, not %2: the topic got more partitions.")
        .arg(records.parts.first().partition)
        .arg(*told);
}

} // namespace widgets::produce_words
