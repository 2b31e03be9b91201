#include "widgets/prompts/export_times.h"

#include <tuple>

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include "models/time_words.h"
#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

namespace widgets {

ExportTimes::ExportTimes(const session::BrowseQuery& query, models::Zone zone, QWidget* parent)
    : QWidget(parent)
    , m_zone(std::move(zone))
    , m_from(new QLineEdit)
    , m_until(new QLineEdit)
    , m_toEnds(new QCheckBox(tr("Also behind the first later record")))
    , m_note(label(Text::Hint, {})) {
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    const std::tuple<QLineEdit*, const char*, QString, std::optional<qint64>> ends[] = {
        {m_from, "exportFrom", tr("from: the first"), query.fromMs},
        {m_until, "exportUntil", tr("to: the last"), query.untilMs}};
    for (const auto& [field, name, hint, ms] : ends) {
        field->setObjectName(QLatin1String(name));
        field->setPlaceholderText(hint);
        field->setAccessibleName(hint);
        field->setFont(theme::monoFont());
        const QFontMetrics letters(field->font());
        field->setFixedWidth(letters.horizontalAdvance(QStringLiteral("2026-11-22 12:00:05.121+05:45")) + 24);
        if (ms)
            field->setText(models::plainTime(*ms, m_zone).remove(23, 1)); // no blank before the zone
        connect(field, &QLineEdit::textChanged, this, &ExportTimes::settle);
        connect(field, &QLineEdit::textEdited, this, &ExportTimes::edited);
        line->addWidget(field);
    }
    line->addWidget(m_note, 1);
    m_toEnds->setObjectName(QStringLiteral("exportToEnds"));
    m_toEnds->setChecked(query.toEnds);
    m_toEnds->setToolTip(tr("Reads every partition to its end. Where times do not rise, some records of the "
                            "range stand behind the first later one."));
    connect(m_toEnds, &QCheckBox::toggled, this, &ExportTimes::changed);
    connect(m_toEnds, &QCheckBox::clicked, this, &ExportTimes::edited);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(line);
    column->addWidget(m_toEnds);
    settle();
}

std::optional<qint64> ExportTimes::timeIn(const QLineEdit& field) const {
    return session::parseTime(field.text(), QDateTime::currentMSecsSinceEpoch(), m_zone.timeZone(),
                              &field == m_until ? session::Twice::Second : session::Twice::First);
}

QString ExportTimes::problem() const {
    for (const QLineEdit* field : {m_from, m_until})
        if (!field->text().trimmed().isEmpty() && !timeIn(*field))
            return models::timeProblem(field->text(), m_zone);
    const auto from = timeIn(*m_from), until = timeIn(*m_until);
    return from && until && *until < *from ? tr("The range ends before it begins.") : QString();
}

void ExportTimes::writeTo(session::BrowseQuery& query) const {
    query.fromMs = timeIn(*m_from);
    query.untilMs = timeIn(*m_until);
    query.toEnds = query.untilMs && m_toEnds->isChecked();
    if (query.seek == session::SeekKind::Time && !query.fromMs)
        query.seek = session::SeekKind::Oldest;
}

void ExportTimes::settle() {
    const QString wrong = problem();
    markWrong(*m_from, !m_from->text().trimmed().isEmpty() && !timeIn(*m_from));
    markWrong(*m_until,
              !wrong.isEmpty() && timeIn(*m_until).has_value() == !m_until->text().trimmed().isEmpty());
    m_note->setTone(wrong.isEmpty() ? models::Tone::Muted : models::Tone::Bad);
    m_note->setText(wrong.isEmpty() ? models::zoneName(m_zone) : wrong);
    m_toEnds->setEnabled(timeIn(*m_until).has_value());
    emit changed();
}

} // namespace widgets
