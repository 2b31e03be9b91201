#include "widgets/panes/topic/browse_memory.h"

#include <QEvent>

#include "session/ports/settings.h"
#include "session/records/saved_wishes.h"
#include "widgets/panes/topic/find_panel.h"

namespace widgets {
BrowseMemory::BrowseMemory(session::Settings& settings, const QUuid& cluster, const QString& topic,
                           FindPanel& panel, QObject* parent)
    : QObject(parent), m_settings(settings), m_panel(panel) {
    const auto keyOf = [&](const char* what) {
        return QStringLiteral("messages/%1/%2/%3")
            .arg(QLatin1String(what), cluster.toString(QUuid::WithoutBraces), topic);
    };
    // All of the topic: what is left out of one is not left out of others unseen.
    const QString committed = keyOf("readCommitted"), control = keyOf("controlRecords");
    m_saved = keyOf("filters");
    m_before = session::savedWishes(settings.value(m_saved).toList());
    panel.setSaved(m_before);
    panel.installEventFilter(this);
    panel.setTransactions(settings.value(committed).toBool(), settings.value(control).toBool());
    connect(&panel, &FindPanel::savedChanged, this, &BrowseMemory::keep);
    connect(&panel, &FindPanel::transactionsChanged, this, [&settings, &panel, committed, control] {
        settings.setValue(committed, panel.committedOnly());
        settings.setValue(control, panel.controlRecords());
    });
}

bool BrowseMemory::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Show)
        look();
    return QObject::eventFilter(watched, event);
}

void BrowseMemory::look() {
    m_before = session::savedWishes(m_settings.fresh(m_saved).toList());
    m_panel.setSaved(m_before);
}

void BrowseMemory::keep() {
    const auto kept = session::savedWishes(m_settings.fresh(m_saved).toList());
    m_before = session::withChanges(kept, m_before, m_panel.saved());
    m_settings.setValue(m_saved, session::savedWishes(m_before));
    m_panel.setSaved(m_before);
}

} // namespace widgets
