#include "session/runs/run_store.h"

#include <algorithm>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "session/runs/run_drafts.h"

namespace session {
namespace {

const QString group = QStringLiteral("runs/");

QJsonValue number(qint64 value) {
    return QJsonValue(value);
}

QJsonObject jsonOf(const RunRow& row, const QString& window) {
    QJsonArray log;
    for (const RunLine& line : row.log)
        log.append(
            QJsonArray{number(line.atMs), int(line.note), number(line.count), number(line.other), line.text});
    QJsonArray rates;
    for (const RunRate& one : row.rates)
        rates.append(QJsonArray{number(one.atMs), one.perSecond});
    QJsonObject out{{QStringLiteral("kind"), int(row.subject.kind)},
                    {QStringLiteral("cluster"), row.subject.cluster.toString(QUuid::WithoutBraces)},
                    {QStringLiteral("clusterName"), row.subject.clusterName},
                    {QStringLiteral("topic"), row.subject.topic},
                    {QStringLiteral("file"), row.subject.file},
                    {QStringLiteral("state"), int(row.state)},
                    {QStringLiteral("started"), number(row.startedMs)},
                    {QStringLiteral("ended"), number(row.endedMs)},
                    {QStringLiteral("rested"), number(row.restedMs)},
                    {QStringLiteral("records"), number(row.figures.records)},
                    {QStringLiteral("bytes"), number(row.figures.bytes)},
                    {QStringLiteral("refused"), number(row.figures.refused)},
                    {QStringLiteral("looked"), number(row.figures.looked)},
                    {QStringLiteral("skipped"), number(row.figures.skipped)},
                    {QStringLiteral("done"), number(row.figures.done)},
                    {QStringLiteral("total"), number(row.figures.total)},
                    {QStringLiteral("deleted"), number(row.figures.deleted)},
                    {QStringLiteral("behindOpen"), number(row.figures.behindOpen)},
                    {QStringLiteral("unsure"), number(row.figures.unsure)},
                    {QStringLiteral("asked"), QString::fromLatin1(row.asked)},
                    {QStringLiteral("rates"), rates},
                    {QStringLiteral("log"), log}};
    if (row.state == RunState::Running) {
        out.insert(QStringLiteral("window"), window);
        out.insert(QStringLiteral("seen"), number(QDateTime::currentMSecsSinceEpoch()));
    }
    if (row.perSecond)
        out.insert(QStringLiteral("perSecond"), *row.perSecond);
    if (row.error) {
        out.insert(QStringLiteral("error"), QString::fromStdString(row.error->name));
        out.insert(QStringLiteral("cause"), QString::fromStdString(row.error->cause));
        out.insert(QStringLiteral("remedy"), QString::fromStdString(row.error->remedy));
    }
    return out;
}

template <class E>
E enumOf(const QJsonValue& value, E last) {
    return static_cast<E>(std::clamp(value.toInt(), 0, static_cast<int>(last)));
}

RunRow rowOf(const QString& id, const QJsonObject& from) {
    const auto text = [&](const char* name) { return from.value(QLatin1String(name)).toString(); };
    const auto count = [&](const char* name) { return from.value(QLatin1String(name)).toInteger(); };
    RunRow row;
    row.id = id;
    row.subject = {enumOf(from.value(QStringLiteral("kind")), RunKind::SendAgain),
                   QUuid::fromString(text("cluster")), text("clusterName"), text("topic"), text("file")};
    row.state = enumOf(from.value(QStringLiteral("state")), RunState::CutOff);
    row.startedMs = count("started");
    row.endedMs = count("ended");
    row.restedMs = count("rested");
    row.figures = {count("records"), count("bytes"), count("refused"), count("looked"),    count("skipped"),
                   count("done"),    count("total"), count("deleted"), count("behindOpen")};
    row.figures.unsure = count("unsure");
    row.asked = from.value(QStringLiteral("asked")).toString().toLatin1();
    row.canRepeat = readDraft(row.asked).has_value();
    for (const auto& one : from.value(QStringLiteral("rates")).toArray())
        if (row.rates.size() < RunStore::mostRates)
            row.rates.push_back({one.toArray().at(0).toInteger(), one.toArray().at(1).toDouble()});
    if (from.contains(QStringLiteral("perSecond")))
        row.perSecond = from.value(QStringLiteral("perSecond")).toDouble();
    if (from.contains(QStringLiteral("cause")))
        row.error = base::Error{-1, text("error").toStdString(), text("cause").toStdString(),
                                text("remedy").toStdString(), false};
    for (const auto& line : from.value(QStringLiteral("log")).toArray()) {
        const QJsonArray parts = line.toArray();
        row.log.push_back({parts.at(0).toInteger(), enumOf(parts.at(1), RunNote::TopicMadeAnew),
                           parts.at(2).toInteger(), parts.at(3).toInteger(), parts.at(4).toString()});
    }
    return row;
}

} // namespace

std::vector<RunRow> RunStore::load(qint64 nowMs) {
    std::vector<RunRow> out;
    for (const QString& key : m_settings.keys()) {
        if (!key.startsWith(group))
            continue;
        const auto json = QJsonDocument::fromJson(m_settings.value(key).toByteArray()).object();
        if (m_mark.others().contains(json.value(QStringLiteral("window")).toString()))
            continue;
        out.push_back(rowOf(key.mid(group.size()), json));
        if (RunRow& row = out.back(); row.state == RunState::Running) {
            row.state = RunState::CutOff;
            row.log.push_back(
                {json.value(QStringLiteral("seen")).toInteger(row.startedMs), RunNote::CutOff, 1});
            save(row);
        }
    }
    std::ranges::sort(out, std::ranges::greater(), &RunRow::startedMs);
    // A clock that is far ahead of all of them may be wrong: they are not shown then, and stay.
    const bool believed = !out.empty() && nowMs - out.front().startedMs <= keptMs;
    std::vector<RunRow> kept;
    for (RunRow& row : out) {
        const bool old = row.startedMs < nowMs - keptMs;
        if (kept.size() >= mostKept || (old && believed))
            remove(row.id);
        if (kept.size() >= mostKept || old)
            continue;
        kept.push_back(std::move(row));
    }
    return kept;
}

void RunStore::save(const RunRow& row) {
    m_settings.setValue(group + row.id,
                        QJsonDocument(jsonOf(row, m_mark.id())).toJson(QJsonDocument::Compact));
}

void RunStore::remove(const QString& id) {
    m_settings.remove(group + id);
}

} // namespace session
