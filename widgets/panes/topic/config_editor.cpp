#include "widgets/panes/topic/config_editor.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/config_units.h"
#include "models/known_setting_model.h"
#include "widgets/common/controls.h"
#include "widgets/common/setting_field.h"

using models::ConfigLine;

namespace widgets {
namespace {

/// May be broken after the parts of a name and the elements of a list.
QString breakable(QString text) {
    for (const QChar end : {QChar(u'.'), QChar(u'='), QChar(u',')})
        text.replace(end, QString(end) + QChar(0x200b));
    return text;
}

void clear(QLayout* layout) {
    while (auto* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

ConfigEditor::ConfigEditor(QWidget* parent)
    : QWidget(parent)
    , m_title(label(Text::Mono, {}))
    , m_type(label(Text::Hint, {}))
    , m_documentation(label(Text::Body, {}))
    , m_now(label(Text::Mono, {}))
    , m_edited(label(Text::Mono, {}))
    , m_default(label(Text::Mono, {}))
    , m_problem(label(Text::Hint, {}))
    , m_fieldBox(new QWidget)
    , m_synonyms(new QGridLayout)
    , m_reset(plainButton(tr("Reset to default"), QStringLiteral("resetSetting"), QStringLiteral("erase")))
    , m_undo(plainButton(tr("Undo the edit"), QStringLiteral("undoSetting"), QStringLiteral("undo"))) {
    setObjectName(QStringLiteral("configEditor"));
    m_documentation->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_edited->setTone(models::Tone::Accent);
    m_problem->setTone(models::Tone::Bad);
    auto* facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(6);
    facts->setColumnStretch(1, 1);
    int row = 0;
    for (auto [name, value] : {std::pair{tr("Now"), m_now}, std::pair{tr("Edited to"), m_edited},
                               std::pair{tr("Default"), m_default}}) {
        facts->addWidget(label(Text::Muted, name), row, 0);
        facts->addWidget(value, row++, 1);
        value->setWordWrap(true);
    }
    auto* fieldLine = new QHBoxLayout(m_fieldBox);
    fieldLine->setContentsMargins(0, 0, 0, 0);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_reset);
    buttons->addWidget(m_undo);
    buttons->addStretch();
    m_synonyms->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    auto* head = new QVBoxLayout;
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_type);
    column->addLayout(head);
    column->addWidget(m_documentation);
    column->addLayout(facts);
    column->addWidget(m_fieldBox);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    column->addSpacing(8);
    column->addWidget(label(Text::Label, tr("Where the value comes from")));
    column->addWidget(new Hairline);
    column->addLayout(m_synonyms);
    column->addStretch();
    connect(m_reset, &QPushButton::clicked, this, [this] { emit edited({m_name.toStdString()}); });
    connect(m_undo, &QPushButton::clicked, this, &ConfigEditor::takeBack);
    show(nullptr, false);
}

void ConfigEditor::show(const ConfigLine* line, bool editable) {
    setEnabled(line != nullptr);
    if (!line) {
        m_title->setText(tr("Select a setting"));
        for (auto* text : {m_type, m_documentation, m_now, m_edited, m_default, m_problem})
            text->setText({});
        clear(m_fieldBox->layout());
        m_field = nullptr;
        m_unread = m_dropped = false;
        clear(m_synonyms);
        m_name.clear();
        m_reset->setEnabled(false);
        m_undo->setEnabled(false);
        return;
    }
    const bool takenBack = m_hadEdit && !line->edit && !m_unread; // whoever still types is left alone
    const bool another = m_name != line->row.name;
    m_name = line->row.name;
    m_hadEdit = line->edit.has_value();
    settleFacts(*line);
    settleSynonyms(*line);
    const bool canEdit = editable && !line->row.readOnly;
    const bool changedThere = !line->edit && !m_unread && line->row.value != m_built;
    if (another || m_dropped || takenBack || changedThere || (line->edit && !line->edit->value))
        buildField(*line);
    m_fieldBox->setEnabled(canEdit);
    m_reset->setEnabled(canEdit && line->row.overridden && !(line->edit && !line->edit->value));
    m_undo->setEnabled(canEdit && (line->edit || m_unread));
}

void ConfigEditor::settleFacts(const ConfigLine& line) {
    m_title->setText(line.row.name);
    m_type->setText(models::typeWords(line.row));
    m_documentation->setText(models::plainWords(line.row.documentation));
    m_now->setText(models::humanValue(line.row, line.row.value));
    m_now->setToolTip(line.row.value.value_or(QString()));
    m_default->setText(models::humanValue(line.row, line.row.defaultValue));
    if (!line.edit)
        m_edited->setText(QString(models::unknownSign));
    else if (line.edit->value)
        m_edited->setText(models::humanValue(line.row, line.then()));
    else
        m_edited->setText(tr("%1 (default)").arg(models::humanValue(line.row, line.then())));
}

void ConfigEditor::settleSynonyms(const ConfigLine& line) {
    clear(m_synonyms);
    auto origins = line.row.synonyms;
    if (origins.empty()) // a broker tells none where nothing was ever set
        origins.push_back({line.row.name, line.row.value, line.row.source});
    int row = 0;
    for (const auto& origin : origins) {
        m_synonyms->addWidget(label(Text::Muted, models::sourceWords(origin.source)), row, 0);
        auto* value =
            label(Text::Mono, breakable(origin.name + QLatin1Char('=') + origin.value.value_or(QString())));
        value->setObjectName(QStringLiteral("valueOrigin"));
        value->setWordWrap(true);
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
        m_synonyms->addWidget(value, row++, 1); // all of the column: it is wrapped only where that ends
    }
}

void ConfigEditor::buildField(const ConfigLine& line) {
    const bool hadFocus =
        m_field && window()->focusWidget() && m_field->isAncestorOf(window()->focusWidget());
    m_built = line.row.value;
    clear(m_fieldBox->layout());
    m_problem->setText({});
    m_unread = m_dropped = false;
    m_field = new SettingField(line.row, line.then().value_or(QString()));
    m_fieldBox->layout()->addWidget(m_field);
    connect(m_field, &SettingField::changed, this, [this] {
        const auto value = m_field->value();
        m_problem->setText(m_field->problem());
        m_unread = !value;
        if (value)
            emit edited({m_name.toStdString(), value->toStdString()});
        else
            emit unread(m_name);
    });
    if (hadFocus)
        m_field->setFocus();
}

void ConfigEditor::takeBack() {
    dropTyped();
    emit undone(m_name);
}

QString ConfigEditor::unreadable() const {
    return m_unread ? tr("%1 cannot be read: %2").arg(m_name, m_field->problem()) : QString();
}

void ConfigEditor::focusField() {
    if (m_field)
        m_field->setFocus(Qt::ShortcutFocusReason);
}

} // namespace widgets
