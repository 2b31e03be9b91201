#include "session/produce_drafts.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace session {
namespace {

const QString place = QStringLiteral("produce/drafts");

QByteArray written(const SavedDraft& saved) {
    const ProduceDraft& draft = saved.draft;
    QJsonArray headers;
    for (const HeaderDraft& header : draft.headers)
        headers.append(QJsonArray{header.name,
                                  header.value ? QJsonValue(QString::fromLatin1(header.value->toBase64()))
                                               : QJsonValue(),
                                  int(header.kind)});
    QJsonObject out{{QStringLiteral("topic"), draft.topic},
                    {QStringLiteral("partition"), draft.partition.value_or(-1)},
                    {QStringLiteral("headers"), headers},
                    {QStringLiteral("codec"), draft.codec},
                    {QStringLiteral("acks"), draft.acks},
                    {QStringLiteral("repeat"), draft.repeat},
                    {QStringLiteral("perSecond"), draft.perSecond},
                    {QStringLiteral("keyKind"), int(saved.keyKind)},
                    {QStringLiteral("key"), saved.keyText},
                    {QStringLiteral("valueKind"), int(saved.valueKind)},
                    {QStringLiteral("value"), saved.valueText},
                    {QStringLiteral("time"), saved.timeText}};
    return QJsonDocument(out).toJson(QJsonDocument::Compact);
}

PayloadKind kindOf(const QJsonValue& value) {
    return static_cast<PayloadKind>(std::clamp(value.toInt(), 0, int(PayloadKind::Double)));
}

SavedDraft read(const QByteArray& bytes) {
    const QJsonObject from = QJsonDocument::fromJson(bytes).object();
    SavedDraft out;
    ProduceDraft& draft = out.draft;
    draft.topic = from.value(QStringLiteral("topic")).toString();
    if (const int partition = from.value(QStringLiteral("partition")).toInt(-1); partition >= 0)
        draft.partition = partition;
    for (const QJsonValue& header : from.value(QStringLiteral("headers")).toArray()) {
        const QJsonArray pair = header.toArray();
        const auto kind = pair.at(2).toInt(int(PayloadKind::Text)) == int(PayloadKind::Hex)
                              ? PayloadKind::Hex
                              : PayloadKind::Text;
        HeaderDraft one{pair.at(0).toString(), {}, kind};
        if (pair.at(1).isString())
            one.value = QByteArray("") + QByteArray::fromBase64(pair.at(1).toString().toLatin1());
        draft.headers += one;
    }
    draft.codec = from.value(QStringLiteral("codec")).toString();
    draft.acks = from.value(QStringLiteral("acks")).toInt(-1);
    draft.repeat = std::max(1, from.value(QStringLiteral("repeat")).toInt(1));
    draft.perSecond = from.value(QStringLiteral("perSecond")).toDouble();
    out.keyKind = kindOf(from.value(QStringLiteral("keyKind")));
    out.keyText = from.value(QStringLiteral("key")).toString();
    out.valueKind = kindOf(from.value(QStringLiteral("valueKind")));
    out.valueText = from.value(QStringLiteral("value")).toString();
    out.timeText = from.value(QStringLiteral("time")).toString();
    return out;
}

} // namespace

QStringList ProduceDrafts::names() const {
    return m_settings.fresh(place).toMap().keys();
}

std::optional<SavedDraft> ProduceDrafts::find(const QString& name) const {
    const QVariantMap all = m_settings.value(place).toMap();
    const auto found = all.constFind(name);
    return found == all.cend() ? std::nullopt : std::optional(read(found->toByteArray()));
}

bool ProduceDrafts::save(const QString& name, const SavedDraft& draft) {
    QVariantMap all = m_settings.fresh(place).toMap();
    const bool room = all.contains(name) || all.size() < mostKept;
    if (!room || !draft.isTyped || draft.keyText.size() + draft.valueText.size() > mostCharacters)
        return false;
    all.insert(name, written(draft));
    m_settings.setValue(place, all);
    return true;
}

void ProduceDrafts::remove(const QString& name) {
    QVariantMap all = m_settings.fresh(place).toMap();
    if (all.remove(name) > 0)
        m_settings.setValue(place, all);
}

} // namespace session
