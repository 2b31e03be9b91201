#include "widgets/common/words.h"

#include <algorithm>
#include <iterator>

#include <QCoreApplication>
#include <QDir>

#include "models/formats.h"

namespace widgets {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(connection)
};

/// The engine's causes may begin in lower case, to be led in by other words. One that begins with a name, a
/// path or a setting stays as it is: only a plain word takes a capital letter.
QString sentence(QString text) {
    const auto end =
        std::find_if_not(text.cbegin(), text.cend(), [](const QChar letter) { return letter.isLower(); });
    if (end != text.cbegin() && (end == text.cend() || end->isSpace()))
        text[0] = text[0].toUpper();
    return text;
}

QString lookFirst() {
    return Words::tr("It may be done all the same, or be done yet: look before you do it again.");
}

StateWords connectedWords(const std::vector<session::BrokerRow>& brokers) {
    const auto here = std::ranges::count_if(brokers, [](const auto& broker) { return !broker.unreachable; });
    if (here == std::ssize(brokers))
        return {models::Shape::Disc, models::Tone::Good, Words::tr("connected")};
    return {models::Shape::Triangle, models::Tone::Warn,
            Words::tr("connected to %1 of %2 brokers").arg(here).arg(brokers.size())};
}

} // namespace

StateWords connectionWords(const session::ClusterSession* session) {
    if (!session)
        return {models::Shape::Ring, models::Tone::Muted, Words::tr("not connected")};
    switch (session->state()) {
    case session::ConnectionState::Connecting:
        return {models::Shape::Ring, models::Tone::Warn, Words::tr("connecting")};
    case session::ConnectionState::Connected:
        return connectedWords(session->data().snapshot()->brokers);
    case session::ConnectionState::Lost:
        return {models::Shape::Cross, models::Tone::Bad, Words::tr("disconnected")};
    case session::ConnectionState::Closed:
        return {models::Shape::Ring, models::Tone::Muted, Words::tr("closed")};
    }
    return {models::Shape::Ring, models::Tone::Muted, {}};
}

QString notRunningWords() {
    return Words::tr("The local broker is not running.");
}

QString environmentName(session::Environment environment) {
    switch (environment) {
    case session::Environment::Development:
        return QCoreApplication::translate("environment", "development");
    case session::Environment::Test:
        return QCoreApplication::translate("environment", "test");
    case session::Environment::Production:
        return QCoreApplication::translate("environment", "production");
    }
    return {};
}

QString intervalWords(int ms) {
    return ms == 0 ? QCoreApplication::translate("intervals", "Hold")
                   : QCoreApplication::translate("intervals", "Every %1 s").arg(ms / 1000);
}

QString themeName(theme::Choice choice) {
    switch (choice) {
    case theme::Choice::System:
        return QCoreApplication::translate("theme", "As the system");
    case theme::Choice::Light:
        return QCoreApplication::translate("theme", "Light");
    case theme::Choice::Dark:
        return QCoreApplication::translate("theme", "Dark");
    }
    return {};
}

models::Tone environmentTone(session::Environment environment) {
    switch (environment) {
    case session::Environment::Development:
        return models::Tone::Good;
    case session::Environment::Test:
        return models::Tone::Accent;
    case session::Environment::Production:
        return models::Tone::Bad;
    }
    return models::Tone::Muted;
}

QString failureTitle(const base::Error& error, const QString& whatFailed) {
    return error.unanswered ? Words::tr("It is not known whether it was done.") : whatFailed;
}

EndedWords endedWords(const QString& act, const base::Error& error) {
    const QString cause = QString::fromStdString(error.cause);
    const QString told = Words::tr("%1: %2");
    if (error.unanswered) {
        const QStringList words{failureTitle(error, {}), sentence(cause), lookFirst()};
        return {told.arg(act, words.join(QLatin1Char(' '))), models::Tone::Warn};
    }
    if (error.name == "CANCELLED")
        return {told.arg(act, Words::tr("stopped. %1").arg(sentence(cause))), models::Tone::Text};
    return {told.arg(act, cause), models::Tone::Bad};
}

QString errorWords(const base::Error& error) {
    QString words = sentence(QString::fromStdString(error.cause));
    if (!error.name.empty())
        words += QStringLiteral(" · %1").arg(QString::fromStdString(error.name));
    if (error.code > 0)
        words += QStringLiteral(" (%1)").arg(error.code);
    QStringList next;
    if (!error.remedy.empty())
        next << QString::fromStdString(error.remedy);
    if (error.unanswered)
        next << lookFirst();
    if (!next.isEmpty())
        words += QLatin1Char('\n') + next.join(QLatin1Char(' '));
    return words;
}

QString shortPath(const QString& path) {
    const QString home = QDir::homePath();
    return path.startsWith(home + QLatin1Char('/')) ? QLatin1Char('~') + path.mid(home.size()) : path;
}

QString menuName(const QString& name) {
    return models::onOneLine(name).replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString withTwins(const QString& words, const session::Clusters& clusters, const QUuid& profile) {
    constexpr auto named = [](const std::vector<session::ConnectionProfile>& all) {
        QStringList names;
        for (const auto& each : all)
            names << each.name;
        return names.join(QStringLiteral(", "));
    };
    const auto& all = clusters.profiles();
    const auto twins = clusters.twinsOf(profile), guards = clusters.guardsOf(profile);
    const auto own = std::ranges::find(all, profile, &session::ConnectionProfile::id);
    QStringList told;
    if (!twins.empty())
        told << Words::tr("The same cluster as %1.").arg(named(twins));
    if (own != all.end() && !own->isProduction() && !guards.empty())
        told << (std::ranges::any_of(twins, &session::ConnectionProfile::isProduction)
                     ? Words::tr("It is production there, and so it is here.")
                     : Words::tr("%1 led to it as production before the address was changed, and so it is "
                                 "production here until a cluster answers there.")
                           .arg(named(guards)));
    if (told.isEmpty())
        return words;
    const QString line = told.join(QLatin1Char(' '));
    return words.isEmpty() ? line : words + QLatin1Char('\n') + line;
}

} // namespace widgets
