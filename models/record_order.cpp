#include "models/record_order.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QElapsedTimer>
#include <QThreadPool>

#include "session/job_runner.h"
#include "session/work_pool.h"

namespace models {
namespace {

constexpr int kSliceMs = 6;
constexpr int kLookAfter = 256; ///< rows between two looks at the clock

/// Of a number that is written without an exponent, before and behind its point; `whole` has the sign and is
/// empty for any other number.
struct Digits {
    QByteArray whole, fraction;
};

/// What stands for a key while sorting: numbers before texts, what has no place among them last either way.
struct Key {
    enum Kind { Number, Text, NotANumber, Nothing } kind = Nothing;
    [[nodiscard]] bool isPlaced() const { return kind < NotANumber; }
    double number = 0;
    Digits digits; ///< doubles of large and of long ones are equal
    QByteArray text;
    int row = 0;
};

Digits digitsOf(const QString& text) {
    const QByteArray all = text.toLatin1();
    const auto point = all.indexOf('.');
    Digits out{point < 0 ? all : all.first(point), point < 0 ? QByteArray() : all.sliced(point + 1)};
    const auto isOfDigits = [](const QByteArray& part) {
        return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!isOfDigits(out.whole.startsWith('-') ? out.whole.sliced(1) : out.whole) || !isOfDigits(out.fraction))
        return {};
    while (out.fraction.endsWith('0'))
        out.fraction.chop(1);
    return out;
}

Key keyOf(const QVariant& value, int row) {
    Key key;
    key.row = row;
    bool isNumber = false;
    switch (value.typeId()) {
    case QMetaType::UnknownType:
        return key;
    case QMetaType::QByteArray:
        key.kind = Key::Text;
        key.text = value.toByteArray();
        return key;
    case QMetaType::QString: {
        const QString text = value.toString();
        key.number = text.toDouble(&isNumber);
        key.kind = !isNumber ? Key::Text : std::isnan(key.number) ? Key::NotANumber : Key::Number;
        if (isNumber)
            key.digits = digitsOf(text);
        else
            key.text = text.toUtf8();
        return key;
    }
    case QMetaType::Double:
        key.number = value.toDouble();
        key.kind = std::isnan(key.number) ? Key::NotANumber : Key::Number;
        return key;
    default:
        key.kind = Key::Number;
        key.number = value.toDouble();
        key.digits = {QByteArray::number(value.toLongLong()), {}};
        return key;
    }
}

bool isBefore(const Key& a, const Key& b, bool descending) {
    if (a.kind != b.kind)
        return a.isPlaced() && b.isPlaced() ? (a.kind < b.kind) != descending : a.kind < b.kind;
    if (!a.isPlaced())
        return false;
    const Key& low = descending ? b : a;
    const Key& high = descending ? a : b;
    if (a.kind == Key::Text)
        return low.text < high.text;
    if (low.number != high.number || low.digits.whole.isEmpty() || high.digits.whole.isEmpty())
        return low.number < high.number;
    const bool negative = low.number < 0;
    const auto& [small, smallRest] = negative ? high.digits : low.digits;
    const auto& [large, largeRest] = negative ? low.digits : high.digits;
    if (small.size() != large.size())
        return small.size() < large.size();
    return small != large ? small < large : smallRest < largeRest;
}

std::vector<int> sorted(const std::vector<QVariant>& values, bool descending) {
    std::vector<Key> keys;
    keys.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        keys.push_back(keyOf(values[i], int(i)));
    std::stable_sort(keys.begin(), keys.end(),
                     [descending](const Key& a, const Key& b) { return isBefore(a, b, descending); });
    std::vector<int> rows;
    rows.reserve(keys.size());
    for (const Key& key : keys)
        rows.push_back(key.row);
    return rows;
}

} // namespace

RecordOrder::RecordOrder(QObject* parent) : QObject(parent) {
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &RecordOrder::gather);
}

void RecordOrder::sort(int rows, KeyOf keyOf, Qt::SortOrder order) {
    cancel();
    m_rows = rows;
    m_keyOf = std::move(keyOf);
    m_order = order;
    m_keys.reserve(std::size_t(rows));
    m_slice.start();
}

void RecordOrder::cancel() {
    ++m_generation;
    m_slice.stop();
    m_keys.clear();
}

void RecordOrder::gather() {
    QElapsedTimer time;
    time.start();
    while (int(m_keys.size()) < m_rows) {
        m_keys.push_back(m_keyOf(int(m_keys.size())));
        if (m_keys.size() % kLookAfter == 0 && time.elapsed() >= kSliceMs)
            return; // the next turn of the event loop goes on
    }
    m_slice.stop();
    sortKeys();
}

void RecordOrder::sortKeys() {
    using Rows = std::vector<int>;
    auto* job = session::runJob<Rows>(
        *session::workPool(), this,
        [keys = std::exchange(m_keys, {}), descending = m_order == Qt::DescendingOrder](
            session::JobContext&) -> base::Result<Rows> { return sorted(keys, descending); });
    job->then(
        this,
        [this, job, generation = m_generation](const Rows& rows) {
            if (generation == m_generation)
                emit ordered(rows);
            job->deleteLater();
        },
        [job](const base::Error&) { job->deleteLater(); });
}

} // namespace models
