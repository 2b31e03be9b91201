#pragma once

#include <vector>

#include <QString>

#include "base/acts/groups.h"
#include "base/acts/topics.h"
#include "session/drafts.h"
#include "session/runs.h"

/// The same act as a line to paste into a POSIX shell, for people who would rather script it. Pure.
namespace models {

/// Quoted only where the shell would read more than the text itself.
QString shellQuoted(const QString& text);

/// What a client has to be allowed to send a record of so many bytes; 0: what it allows unasked is enough.
qint64 largestRequest(qint64 recordBytes);

QString createTopicCommand(const QString& bootstrap, const base::NewTopic& topic);
QString addPartitionsCommand(const QString& bootstrap, const base::PartitionIncrease& increase);
QString deleteTopicsCommand(const QString& bootstrap, const QStringList& topics);
/// Empty when there are so many cuts that nobody would paste the line.
QString deleteRecordsCommand(const QString& bootstrap, const std::vector<base::RecordDeletion>& deletions);
/// A line a topic; empty when there are so many that nobody would paste them.
QString editConfigCommand(const QString& bootstrap, const base::TopicConfigEdit& edit);
/// `types`: of the groups in their order, in Kafka's words; a line for each type that has a tool of its own.
QString deleteGroupsCommand(const QString& bootstrap, const base::GroupDeletion& deletion,
                            const QStringList& types = {});
/// A line, or in a sentence why kcat cannot do it.
struct KcatLine {
    QString line, refusal;
};

/// kcat reading the records, as many as are to be sent, from its standard input, or one from a file.
/// `valueFile`: holds the value's bytes as they are, and nothing else; empty: there is no such.
KcatLine produceCommand(const QString& bootstrap, const session::ProduceDraft& draft,
                        const QString& valueFile = {});
/// The same of one record that is there: nothing in it is filled in.
KcatLine recordCommand(const QString& bootstrap, const session::ProduceDraft& record);

/// kcat writing the same lines. Empty where it cannot: another format, fields left out, a filter, or a place
/// to begin that it has no word for.
QString exportCommand(const QString& bootstrap, const session::ExportDraft& draft);

} // namespace models
