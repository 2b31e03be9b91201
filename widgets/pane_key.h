#pragma once

#include <optional>

#include <QMetaType>
#include <QString>
#include <QUuid>

namespace widgets {

enum class PageKind { Welcome, Overview, Topics, Topic, Groups, Group, LocalBroker, Runs };

/// What a kind is called where it is remembered: these words never change.
[[nodiscard]] QString wordOf(PageKind kind);
[[nodiscard]] std::optional<PageKind> pageKindOf(const QString& word);

/// Names what a tab shows: which kind of page, of which cluster, of which object.
struct PaneKey {
    PageKind kind = PageKind::Welcome;
    QUuid cluster;
    QString object; ///< topic, group; empty for pages that stand alone
    bool operator==(const PaneKey&) const = default;

    [[nodiscard]] QString toString() const;
    [[nodiscard]] static std::optional<PaneKey> fromString(const QString& text);
};

} // namespace widgets

Q_DECLARE_METATYPE(widgets::PaneKey)
