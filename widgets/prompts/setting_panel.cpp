#include "widgets/prompts/setting_panel.h"

#include <QVBoxLayout>

#include "models/formats.h"
#include "widgets/common/controls.h"
#include "widgets/common/filter_field.h"
#include "widgets/common/table_view.h"

namespace widgets {
namespace {

constexpr int kWidth = 640, kListHeight = 264; // px
constexpr int kDescriptionLines = 3;

} // namespace

SettingPanel::SettingPanel(QWidget* parent)
    : Popup(parent)
    , m_filter(new FilterField(tr("Find a setting"), QStringLiteral("settingSearch")))
    , m_table(new TableView(&m_model, QStringLiteral("knownSettings"), nullptr))
    , m_description(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("settingPanel"));
    setFixedWidth(kWidth);
    m_table->setAccessibleName(tr("Settings"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFixedHeight(kListHeight);
    m_table->setCompact(true);
    m_table->setEmptyReason(tr("Waiting for the brokers to name the settings…"));
    m_table->setBestFirst(); // descriptions name other settings
    m_filter->attach(m_table);
    m_description->setObjectName(QStringLiteral("settingDescription"));
    m_description->setWordWrap(true);
    m_description->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_description->setFixedHeight(kDescriptionLines * m_description->fontMetrics().lineSpacing());
    column()->addWidget(m_filter);
    column()->addWidget(m_table);
    column()->addWidget(m_description);
    connect(m_table, &TableView::openRequested, this,
            [this](const QVariant& name) { choose(name.toString()); });
    connect(m_table, &TableView::selectionSettled, this, &SettingPanel::describe);
    describe();
}

void SettingPanel::setSettings(std::vector<session::ConfigRow> settings) {
    m_model.update(std::move(settings));
}

void SettingPanel::search(const QString& letters) {
    m_filter->setText(letters);
}

void SettingPanel::describe() {
    const auto* setting = find(m_table->selectedIdentities().value(0).toString());
    const QString words = setting ? models::plainWords(setting->documentation) : QString();
    m_description->setText(!setting          ? tr("Type a part of the name or of the description; Enter "
                                                           "goes to the list, Enter there chooses.")
                           : words.isEmpty() ? tr("The brokers do not describe %1.").arg(setting->name)
                                             : words);
    m_description->setToolTip(words);
}

void SettingPanel::choose(const QString& name) {
    if (!find(name))
        return;
    close();
    emit chosen(name);
}

void SettingPanel::showEvent(QShowEvent* event) {
    Popup::showEvent(event);
    m_filter->clear();
    m_table->clearSelection();
    m_filter->setFocus();
}

} // namespace widgets
