#include "widgets/window/answer_words.h"

#include <QCoreApplication>
#include <QDateTime>

#include "models/formats.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(answer)
};

} // namespace

std::optional<qint64> overdue(const session::ClusterSession* cluster) {
    constexpr qint64 kPatienceMs = 2000;
    if (!cluster || cluster->state() != session::ConnectionState::Connected ||
        cluster->connection().intervalMs() == 0)
        return std::nullopt;
    const auto snapshot = cluster->data().snapshot();
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - snapshot->takenAtMs;
    return snapshot->takenAtMs > 0 && age > 2 * snapshot->intervalMs + kPatienceMs ? std::optional(age)
                                                                                   : std::nullopt;
}

StateWords answerWords(const session::ClusterSession* cluster) {
    if (const auto late = overdue(cluster))
        return {models::Shape::Triangle, models::Tone::Warn,
                Words::tr("no answer for %1").arg(models::formatDuration(*late / 1000 * 1000))};
    return connectionWords(cluster);
}

} // namespace widgets
