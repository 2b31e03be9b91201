#pragma once

#include <optional>
#include <utility>

#include <QExplicitlySharedDataPointer>
#include <QSharedData>
#include <QString>

namespace session {

/// Why something could not be read, in the cluster's words; none while nothing failed. Copies share the text,
/// so that ten thousand rows which lack the same answer hold it once.
class Reason {
public:
    Reason() = default;
    explicit Reason(const QString& words) : m_text(new Text) { m_text->words = words; }

    explicit operator bool() const { return bool(m_text); }
    [[nodiscard]] QString words() const { return m_text ? m_text->words : QString(); }
    friend bool operator==(const Reason& a, const Reason& b) {
        return a.m_text == b.m_text || (a.m_text && b.m_text && a.m_text->words == b.m_text->words);
    }

private:
    struct Text : QSharedData {
        QString words;
    };
    QExplicitlySharedDataPointer<Text> m_text;
};

/// A value that a cluster was asked for. With a value and no reason it is known; with a reason it could not
/// be read, and a value beside it is an older one; with neither nobody has asked yet.
template <class T>
class Reading : public std::optional<T> {
public:
    Reading() = default;
    Reading(std::nullopt_t) {}
    Reading(T value) : std::optional<T>(std::move(value)) {}
    template <class U>
    Reading(const std::optional<U>& value) : std::optional<T>(value) {}
    Reading(Reason why) : m_reason(std::move(why)) {}

    [[nodiscard]] const Reason& reason() const { return m_reason; }
    void reset() { *this = Reading(); }
    /// It could not be read this time; the older value stays.
    void fail(Reason why) { m_reason = std::move(why); }
    /// What was read anew; where that failed, the older value with the reason; where nobody asked, what was.
    template <class U>
    void take(const Reading<U>& newer) {
        if (newer)
            *this = T(*newer);
        else if (newer.reason())
            m_reason = newer.reason();
    }

private:
    Reason m_reason;
};

/// A template of its own, so that a plain value is compared with what the optional holds.
template <class T>
bool operator==(const Reading<T>& a, const Reading<T>& b) {
    return static_cast<const std::optional<T>&>(a) == static_cast<const std::optional<T>&>(b) &&
           a.reason() == b.reason();
}

} // namespace session
