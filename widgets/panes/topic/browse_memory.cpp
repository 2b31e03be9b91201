#include "widgets/panes/topic/browse_memory.h"

#include "session/ports/settings.h"
#include "session/records/saved_wishes.h"
#include "widgets/panes/topic/find_panel.h"

namespace widgets {
BrowseMemory::BrowseMemory(session::Settings& settings, const QUuid& cluster, const QString& topic,
                           FindPanel& panel, QObject* parent)
    : QObject(parent) {
    const auto keyOf = [&](const char* what) {
        return QStringLiteral("messages/%1/%2/%3")
            .arg(QLatin1String(what), cluster.toString(QUuid::WithoutBraces), topic);
    };
    // All of the topic: what is left out of one is not left out of others unseen.
    const QString saved = keyOf("filters"), committed = keyOf("readCommitted"),
                  control = keyOf("controlRecords");
    panel.setSaved(session::savedWishes(settings.value(saved).toList()));
    panel.setTransactions(settings.value(committed).toBool(), settings.value(control).toBool());
    connect(&panel, &FindPanel::savedChanged, this,
            [&settings, &panel, saved] { settings.setValue(saved, session::savedWishes(panel.saved())); });
    connect(&panel, &FindPanel::transactionsChanged, this, [&settings, &panel, committed, control] {
        settings.setValue(committed, panel.committedOnly());
        settings.setValue(control, panel.controlRecords());
    });
}

} // namespace widgets
