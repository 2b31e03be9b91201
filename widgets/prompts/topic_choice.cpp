#include "widgets/prompts/topic_choice.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

namespace widgets {

TopicChoice::TopicChoice(session::ClusterData& known, const QString& objectName, QWidget* parent)
    : QComboBox(parent), m_known(&known) {
    setObjectName(objectName);
    setAccessibleName(tr("Topic"));
    setEditable(true);
    setInsertPolicy(NoInsert);
    completer()->setCompletionMode(QCompleter::PopupCompletion); // a name is not longer than it was typed
    completer()->setFilterMode(Qt::MatchContains);
    // A name may have 249 characters: the longest of a cluster does not widen the form.
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(24);
    view()->setTextElideMode(Qt::ElideMiddle);
    setPlaceholderText(tr("Choose a topic"));
    lineEdit()->setPlaceholderText(placeholderText());
    connect(&known, &session::ClusterData::snapshotChanged, this, &TopicChoice::follow);
    follow();
}

void TopicChoice::choose(const QString& topic) {
    m_told = topic;
    follow(); // an internal one is not offered
    setCurrentText(topic);
}

bool TopicChoice::isKnown() const {
    const QString text = currentText();
    if (!m_known)
        return m_names.contains(text);
    const auto* row = m_known->topic(text);
    return row ? !row->internal : !text.isEmpty() && text == m_told;
}

QString TopicChoice::problem() const {
    if (currentText().isEmpty())
        return count() > 0 ? tr("Choose a topic.") : tr("There is no topic yet: create one first.");
    if (isInternal(currentText()))
        return tr("Only Kafka itself writes to this internal topic.");
    return isKnown() ? QString() : tr("There is no topic of this name.");
}

bool TopicChoice::isInternal(const QString& topic) const {
    if (!m_known)
        return false;
    const auto* row = m_known->topic(topic);
    return row && row->internal;
}

/// What is chosen or being typed stays.
void TopicChoice::follow() {
    if (!m_known || view()->isVisible() ||
        completer()->popup()->isVisible()) // nothing moves under the pointer; the next news is not far
        return;
    QStringList names;
    for (const auto& row : m_known->snapshot()->topics)
        if (!row->internal)
            names += row->name;
    if (m_known->topic(m_told))
        m_told.clear();
    if (!m_told.isEmpty())
        names += m_told;
    if (names == m_names)
        return;
    m_names = names;
    const QString text = currentText();
    const int cursor = lineEdit()->cursorPosition();
    {
        const QSignalBlocker quiet(this);
        clear();
        addItems(names);
        setCurrentIndex(findText(text));
        if (currentText() != text)
            setEditText(text);
        lineEdit()->setCursorPosition(cursor);
    }
    emit topicsChanged();
}

} // namespace widgets
