#include "models/record_words.h"

#include <QCoreApplication>

#include "models/formats.h"

using session::RecordBefore;
using session::RecordMark;

namespace models {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(records)
};

} // namespace

bool isMarker(RecordMark mark) {
    return mark == RecordMark::CommitMarker || mark == RecordMark::AbortMarker ||
           mark == RecordMark::OtherControl;
}

QString markWords(RecordMark mark) {
    switch (mark) {
    case RecordMark::None:
        return {};
    case RecordMark::Committed:
        return Words::tr("committed");
    case RecordMark::Aborted:
        return Words::tr("aborted");
    case RecordMark::Open:
        return Words::tr("pending");
    case RecordMark::Undecided:
        return Words::tr("not known");
    case RecordMark::CommitMarker:
        return Words::tr("commit marker");
    case RecordMark::AbortMarker:
        return Words::tr("abort marker");
    case RecordMark::OtherControl:
        return Words::tr("control record");
    }
    return {};
}

QString markTip(RecordMark mark) {
    switch (mark) {
    case RecordMark::None:
        return Words::tr("Of no transaction");
    case RecordMark::Committed:
        return Words::tr("Its transaction was committed");
    case RecordMark::Aborted:
        return Words::tr("Its transaction was aborted: consumers that read committed never see it");
    case RecordMark::Open:
        return Words::tr(
            "Its transaction was neither committed nor aborted when this was read: consumers that read "
            "committed wait here");
    case RecordMark::Undecided:
        return Words::tr("Whether its transaction was committed was not looked for as far as the end");
    case RecordMark::CommitMarker:
        return Words::tr("Written by Kafka where a transaction was committed");
    case RecordMark::AbortMarker:
        return Words::tr("Written by Kafka where a transaction was aborted");
    case RecordMark::OtherControl:
        return Words::tr("Written by Kafka for itself");
    }
    return {};
}

Shape markShape(RecordMark mark) {
    switch (mark) {
    case RecordMark::None:
        return Shape::None;
    case RecordMark::Committed:
        return Shape::Disc;
    case RecordMark::Aborted:
        return Shape::Cross;
    case RecordMark::Open:
        return Shape::Triangle;
    case RecordMark::Undecided:
        return Shape::Ring;
    case RecordMark::CommitMarker:
    case RecordMark::AbortMarker:
        return Shape::Diamond;
    case RecordMark::OtherControl:
        return Shape::Square;
    }
    return Shape::None;
}

Tone markTone(RecordMark mark) {
    switch (mark) {
    case RecordMark::Aborted:
        return Tone::Bad;
    case RecordMark::Open:
        return Tone::Warn;
    case RecordMark::Committed:
        return Tone::Good;
    case RecordMark::None:
    case RecordMark::Undecided:
    case RecordMark::CommitMarker:
    case RecordMark::AbortMarker:
    case RecordMark::OtherControl:
        break;
    }
    return Tone::Muted;
}

QString markerWords(const session::RecordRow& row) {
    const QString producer = formatCount(row.batch.producerId);
    switch (row.mark) {
    case RecordMark::CommitMarker:
        return Words::tr("producer %1 committed here").arg(producer);
    case RecordMark::AbortMarker:
        return Words::tr("producer %1 aborted here").arg(producer);
    case RecordMark::OtherControl:
    case RecordMark::None:
    case RecordMark::Committed:
    case RecordMark::Aborted:
    case RecordMark::Open:
    case RecordMark::Undecided:
        break;
    }
    return Words::tr("for Kafka's own use");
}

QString beforeWords(RecordBefore before) {
    switch (before) {
    case RecordBefore::Record:
        return {};
    case RecordBefore::LogStart:
        return Words::tr("nothing: it is the first offset");
    case RecordBefore::Deleted:
        return Words::tr("deleted: the log begins here now");
    case RecordBefore::CommitMarker:
        return Words::tr("the marker of a committed transaction");
    case RecordBefore::AbortMarker:
        return Words::tr("the marker of an aborted transaction");
    case RecordBefore::OtherControl:
        return Words::tr("a record of Kafka's own");
    case RecordBefore::Compacted:
        return Words::tr("removed by compaction");
    }
    return {};
}

} // namespace models
