#include "widgets/panes/topic/browse_memory.h"

#include "session/ports/settings.h"
#include "session/records/saved_wishes.h"
#include "widgets/panes/topic/find_panel.h"

namespace widgets {
namespace {

const QString kCommitted = QStringLiteral("messages/readCommitted");
const QString kControl = QStringLiteral("messages/controlRecords");

} // namespace

BrowseMemory::BrowseMemory(session::Settings& settings, const QUuid& cluster, const QString& topic,
                           FindPanel& panel, QObject* parent)
    : QObject(parent) {
    const QString saved =
        QStringLiteral("messages/filters/%1/%2").arg(cluster.toString(QUuid::WithoutBraces), topic);
    panel.setSaved(session::savedWishes(settings.value(saved).toList()));
    panel.setTransactions(settings.value(kCommitted).toBool(), settings.value(kControl).toBool());
    connect(&panel, &FindPanel::savedChanged, this,
            [&settings, &panel, saved] { settings.setValue(saved, session::savedWishes(panel.saved())); });
    connect(&panel, &FindPanel::transactionsChanged, this, [&settings, &panel] {
        settings.setValue(kCommitted, panel.committedOnly());
        settings.setValue(kControl, panel.controlRecords());
    });
}

} // namespace widgets
