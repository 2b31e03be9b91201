#pragma once

#include <vector>

#include <QString>

#include "session/drafts.h"

/// The same act as a line to paste into a POSIX shell, for people who would rather script it. Pure.
namespace models {

/// Quoted only where the shell would read more than the text itself.
QString shellQuoted(const QString& text);

/// `replication` or `partitions` −1 are left out: the cluster's default.
QString createTopicCommand(const QString& bootstrap, const session::TopicDraft& draft);
QString addPartitionsCommand(const QString& bootstrap, const QString& topic, int total);
QString deleteTopicsCommand(const QString& bootstrap, const QStringList& topics);
/// What delete-records moves: everything of this partition before `before` goes; −1: everything.
struct RecordsCut {
    QString topic;
    int partition;
    qint64 before;
};
/// Empty when there are so many cuts that nobody would paste the line.
QString deleteRecordsCommand(const QString& bootstrap, const std::vector<RecordsCut>& cuts);
QString editConfigCommand(const QString& bootstrap, const QString& topic,
                          const std::vector<session::ConfigEdit>& edits);
/// kcat reading the records, as many as are to be sent, from its standard input. Empty where kcat cannot send
/// them: an empty key or value, a timestamp of one's own, a counter in a header, or bytes that are not text.
QString produceCommand(const QString& bootstrap, const session::ProduceDraft& draft);

} // namespace models
