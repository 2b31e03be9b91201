#include "session/records/partition_choice.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <QRegularExpression>

namespace session {
namespace {

/// More partitions than a cluster carries: a range is not to fill the memory.
constexpr int kMostPartitions = 100'000;

struct Piece {
    int from = 0, to = 0;
    std::optional<PartitionPart> part;
};

std::optional<qint64> number(QStringView digits, qint64 most) {
    bool isNumber = false;
    const qint64 value = digits.toLongLong(&isNumber);
    return isNumber && value <= most ? std::optional(value) : std::nullopt;
}

std::optional<Piece> parsePiece(QStringView text, int count) {
    static const QRegularExpression pattern(
        QStringLiteral("^(\\d+)(?:\\s*-\\s*(\\d+)|\\s*@\\s*(\\d+)(?:\\s*-\\s*(\\d+))?)?$"));
    const auto match = pattern.match(text);
    const int last = (count < 0 ? kMostPartitions : count) - 1;
    const auto from = match.hasMatch() ? number(match.capturedView(1), last) : std::nullopt;
    if (!from)
        return std::nullopt;
    Piece piece{int(*from), int(*from), {}};
    if (match.hasCaptured(2)) {
        const auto to = number(match.capturedView(2), last);
        if (!to || *to < *from)
            return std::nullopt;
        piece.to = int(*to);
    }
    if (!match.hasCaptured(3))
        return piece;
    constexpr qint64 most = std::numeric_limits<qint64>::max() - 1;
    piece.part = PartitionPart{piece.from, number(match.capturedView(3), most), {}};
    if (match.hasCaptured(4)) {
        const auto until = number(match.capturedView(4), most);
        if (!until || !piece.part->from || *until < *piece.part->from)
            return std::nullopt;
        piece.part->until = *until + 1;
    }
    return piece.part->from ? std::optional(piece) : std::nullopt;
}

} // namespace

std::optional<PartitionChoice> parsePartitions(QStringView text, int count, QString* offender) {
    const auto typed = text.trimmed();
    if (typed.isEmpty() || typed.compare(u"all", Qt::CaseInsensitive) == 0)
        return PartitionChoice();
    std::set<int> chosen;
    std::map<int, PartitionPart> parts;
    for (const auto raw : typed.split(u',')) {
        const auto piece = parsePiece(raw.trimmed(), count);
        if (!piece) {
            if (offender)
                *offender = raw.trimmed().toString();
            return std::nullopt;
        }
        for (int id = piece->from; id <= piece->to; ++id)
            chosen.insert(id);
        if (piece->part)
            parts[piece->from] = *piece->part;
    }
    PartitionChoice out;
    for (const int id : chosen)
        out.partitions += id;
    for (const auto& [id, part] : parts)
        out.parts += part;
    return out;
}

PartitionChoice fromFirst(const QVector<ProducedPart>& sent) {
    PartitionChoice choice;
    for (const auto& part : sent) {
        choice.partitions << part.partition;
        if (part.first >= 0)
            choice.parts.push_back({part.partition, part.first, {}});
    }
    return choice;
}

QString partitionText(const PartitionChoice& choice) {
    const auto partOf = [&choice](int id) {
        const auto found = std::ranges::find(choice.parts, id, &PartitionPart::partition);
        return found == choice.parts.end() ? nullptr : &*found;
    };
    QStringList pieces;
    for (qsizetype i = 0; i < choice.partitions.size();) {
        const int first = choice.partitions[i];
        QString piece = QString::number(first);
        qsizetype end = i + 1;
        if (const auto* part = partOf(first)) {
            piece += QStringLiteral("@%1").arg(part->from.value_or(0));
            if (part->until)
                piece += QStringLiteral("-%1").arg(*part->until - 1);
        } else {
            while (end < choice.partitions.size() &&
                   choice.partitions[end] == choice.partitions[end - 1] + 1 &&
                   !partOf(choice.partitions[end]))
                ++end;
            if (end - i > 1)
                piece += (end - i > 2 ? QStringLiteral("-%1") : QStringLiteral(",%1"))
                             .arg(choice.partitions[end - 1]);
        }
        pieces += piece;
        i = end;
    }
    return pieces.join(u',');
}

} // namespace session
