#include "widgets/panes/topic/find_panel.h"

#include <utility>

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "models/payload_words.h"
#include "session/input_checks.h"
#include "session/records/payload_reader.h"
#include "session/records/typed_key.h"
#include "widgets/common/controls.h"
#include "widgets/common/segmented.h"
#include "widgets/theme/fonts.h"

using session::RecordWish;
using session::SavedWish;

namespace widgets {
namespace {

constexpr int kWidth = 400;
constexpr int kListHeight = 84;
enum Kind { Words, Expression, Hex };

std::optional<QByteArray> bytesOf(const QLineEdit& field) {
    return field.text().isEmpty() ? std::nullopt : std::optional(field.text().toUtf8());
}

} // namespace

FindPanel::FindPanel(QWidget* parent)
    : Popup(parent)
    , m_kind(new Segmented({tr("Text"), tr("Regular expression"), tr("Hex")}, QStringLiteral("findKind"),
                           tr("What is looked for")))
    , m_isolation(new Segmented({tr("Read uncommitted"), tr("Read committed")}, QStringLiteral("isolation"),
                                tr("Transactions")))
    , m_inKey(tick(tr("In keys"), QStringLiteral("findInKey"), true))
    , m_inValue(tick(tr("In values"), QStringLiteral("findInValue"), true))
    , m_inHeaders(tick(tr("In headers"), QStringLiteral("findInHeaders"), true))
    , m_matchCase(tick(tr("Match case"), QStringLiteral("findMatchCase"), false))
    , m_not(tick(tr("Not: what does not hold it"), QStringLiteral("findNot"), false))
    , m_tombstones(tick(tr("Only tombstones: no value"), QStringLiteral("findTombstones"), false))
    , m_keyless(tick(tr("Only without a key"), QStringLiteral("findKeyless"), false))
    , m_emptyKey(tick(tr("Only with an empty key"), QStringLiteral("findEmptyKey"), false))
    , m_control(new QCheckBox(tr("Show the markers of transactions")))
    , m_key(field(QStringLiteral("findKey"), tr("Key is")))
    , m_headerName(field(QStringLiteral("findHeaderName"), tr("Header")))
    , m_headerValue(field(QStringLiteral("findHeaderValue"), tr("Value of the header")))
    , m_name(new QLineEdit)
    , m_list(new QListWidget)
    , m_save(plainButton(tr("Save"), QStringLiteral("saveFilter")))
    , m_remove(plainButton(tr("Remove"), QStringLiteral("removeFilter"))) {
    setObjectName(QStringLiteral("findPanel"));
    setFixedWidth(kWidth);
    buildText();
    buildEquals();
    buildTransactions();
    buildSaved();
}

QCheckBox* FindPanel::tick(const QString& text, const QString& name, bool on) {
    auto* box = new QCheckBox(text);
    box->setObjectName(name);
    box->setChecked(on);
    connect(box, &QCheckBox::toggled, this, &FindPanel::changed);
    return box;
}

QLineEdit* FindPanel::field(const QString& name, const QString& words) {
    auto* line = new QLineEdit;
    line->setObjectName(name);
    line->setAccessibleName(words);
    line->setFont(theme::monoFont());
    line->setClearButtonEnabled(true);
    connect(line, &QLineEdit::textChanged, this, &FindPanel::changed);
    connect(line, &QLineEdit::returnPressed, this, &FindPanel::submitted);
    return line;
}

void FindPanel::buildText() {
    connect(m_kind, &Segmented::currentChanged, this, &FindPanel::changed);
    auto* places = new QHBoxLayout;
    for (QCheckBox* box : {m_inKey, m_inValue, m_inHeaders, m_matchCase})
        places->addWidget(box);
    places->addStretch();
    column()->addWidget(label(Text::Label, tr("Text in the bar")));
    column()->addWidget(m_kind);
    auto* stored =
        label(Text::Hint, tr("The bytes are looked at as they are stored: what is packed, or shown "
                             "as a number, is not found by its text."));
    stored->setWordWrap(true);
    const auto margins = column()->contentsMargins();
    stored->setFixedWidth(kWidth - margins.left() - margins.right()); // how high it is follows from it
    stored->setFixedHeight(stored->heightForWidth(stored->width()));
    column()->addWidget(stored);
    column()->addLayout(places);
    column()->addWidget(m_not);
}

void FindPanel::buildEquals() {
    m_key->setPlaceholderText(tr("any key"));
    connect(m_key, &QLineEdit::textEdited, this, [this] { m_meant.reset(); });
    m_key->setToolTip(tr("Numbers and UUIDs as the topic shows them; other bytes as 0x and their hex"));
    m_headerName->setPlaceholderText(tr("name"));
    m_headerValue->setPlaceholderText(tr("any value"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(Text::Muted, tr("Key is")), 0, 0);
    grid->addWidget(m_key, 0, 1, 1, 3);
    grid->addWidget(label(Text::Muted, tr("Header")), 1, 0);
    grid->addWidget(m_headerName, 1, 1);
    grid->addWidget(label(Text::Muted, tr("is")), 1, 2);
    grid->addWidget(m_headerValue, 1, 3);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(3, 3);
    column()->addWidget(new Hairline);
    column()->addWidget(label(Text::Label, tr("And")));
    column()->addLayout(grid);
    auto* missing = new QHBoxLayout;
    missing->addWidget(m_tombstones);
    missing->addWidget(m_keyless);
    missing->addStretch();
    column()->addLayout(missing);
    column()->addWidget(m_emptyKey);
    for (const auto& [box, other] : {std::pair(m_keyless, m_emptyKey), std::pair(m_emptyKey, m_keyless)})
        connect(box, &QCheckBox::toggled, this, [this, other = other](bool on) {
            if (on)
                other->setChecked(false);
            m_key->setDisabled(m_keyless->isChecked() || m_emptyKey->isChecked());
        });
}

void FindPanel::buildTransactions() {
    m_control->setObjectName(QStringLiteral("controlRecords"));
    m_isolation->setToolTip(tr(
        "Read uncommitted shows every record and marks those of aborted and open transactions. Read "
        "committed "
        "shows what such a consumer gets: nothing aborted, and nothing from the first open transaction on."));
    connect(m_isolation, &Segmented::currentChanged, this, &FindPanel::transactionsChanged);
    connect(m_control, &QCheckBox::toggled, this, &FindPanel::transactionsChanged);
    column()->addWidget(new Hairline);
    column()->addWidget(label(Text::Label, tr("Transactions")));
    column()->addWidget(m_isolation);
    column()->addWidget(m_control);
}

void FindPanel::buildSaved() {
    m_list->setObjectName(QStringLiteral("savedFilters"));
    m_list->setAccessibleName(tr("Saved filters"));
    m_list->setFixedHeight(kListHeight);
    m_name->setObjectName(QStringLiteral("filterName"));
    m_name->setAccessibleName(tr("Name of the filter"));
    m_name->setPlaceholderText(tr("a name for this filter"));
    m_name->setMaxLength(100);
    auto* line = new QHBoxLayout;
    line->addWidget(m_name, 1);
    line->addWidget(m_save);
    line->addWidget(m_remove);
    column()->addWidget(new Hairline);
    column()->addWidget(label(Text::Label, tr("Saved for this topic")));
    column()->addWidget(m_list);
    column()->addLayout(line);
    const auto settle = [this] {
        m_save->setEnabled(!m_name->text().trimmed().isEmpty());
        m_remove->setEnabled(m_list->currentRow() >= 0);
    };
    connect(m_name, &QLineEdit::textChanged, this, settle);
    connect(m_name, &QLineEdit::returnPressed, this, &FindPanel::save);
    connect(m_list, &QListWidget::currentRowChanged, this, settle);
    connect(m_save, &QPushButton::clicked, this, &FindPanel::save);
    connect(m_remove, &QPushButton::clicked, this, &FindPanel::removeSaved);
    const auto take = [this](const QListWidgetItem* item) {
        const int row = m_list->row(item);
        if (row >= 0 && row < m_saved.size())
            emit chosen(m_saved[row].wish);
    };
    connect(m_list, &QListWidget::itemActivated, this, take);
    connect(m_list, &QListWidget::itemClicked, this, take);
    settle();
}

void FindPanel::followKeys(const session::PayloadReader& reader, const FoundKey& found) {
    const auto take = [this, &reader, found] {
        const auto before = keyInField();
        // What was typed and found nothing may have been typed for the kind that is known only now.
        if (before && before == found())
            m_meant = {m_key->text(), *before};
        m_keyKind = reader.kind(session::PayloadSide::Key);
        m_key->setPlaceholderText(m_keyKind.isEmpty() ? tr("any key")
                                                      : tr("any key; %1").arg(models::kindLabel(m_keyKind)));
        if (keyInField() != before)
            emit changed();
    };
    take();
    connect(&reader, &session::PayloadReader::kindChanged, this, take);
}

std::optional<QByteArray> FindPanel::keyInField() const {
    const QString text = m_key->text();
    if (text.isEmpty())
        return std::nullopt;
    return m_meant && m_meant->text == text ? m_meant->bytes : session::keyOfTyped(text, m_keyKind);
}

RecordWish FindPanel::wish(const QString& text) const {
    RecordWish out;
    out.filter = text;
    out.isRegex = m_kind->current() == Expression;
    out.isHex = m_kind->current() == Hex;
    out.inKey = m_inKey->isChecked();
    out.inValue = m_inValue->isChecked();
    out.inHeaders = m_inHeaders->isChecked();
    out.caseSensitive = m_matchCase->isChecked();
    out.isNot = m_not->isChecked();
    out.keylessOnly = m_keyless->isChecked();
    if (m_emptyKey->isChecked())
        out.key = QByteArray(""); // not null
    else if (!out.keylessOnly)
        out.key = keyInField();
    out.headerName = m_headerName->text().toUtf8();
    out.headerValue = bytesOf(*m_headerValue);
    out.tombstonesOnly = m_tombstones->isChecked();
    return out;
}

void FindPanel::setTextWish(const session::TextWish& wish) {
    m_kind->setCurrent(wish.isRegex ? Expression : wish.isHex ? Hex : Words);
    m_inKey->setChecked(wish.inKey);
    m_inValue->setChecked(wish.inValue);
    m_inHeaders->setChecked(wish.inHeaders);
    m_matchCase->setChecked(wish.caseSensitive);
    m_not->setChecked(wish.isNot);
}

void FindPanel::setWish(const RecordWish& wish) {
    setTextWish(wish);
    const QByteArray key = wish.key.value_or(QByteArray());
    QString typed = session::typedOfKey(key, m_keyKind);
    if (typed.isEmpty() && !key.isEmpty()) // among texts nobody can type it
        typed = QLatin1String("0x") + QString::fromLatin1(key.toHex());
    m_meant = {typed, key};
    m_key->setText(typed);
    m_headerName->setText(QString::fromUtf8(wish.headerName));
    m_headerValue->setText(QString::fromUtf8(wish.headerValue.value_or(QByteArray())));
    m_tombstones->setChecked(wish.tombstonesOnly);
    m_keyless->setChecked(wish.keylessOnly);
    m_emptyKey->setChecked(wish.key && wish.key->isEmpty());
}

bool FindPanel::committedOnly() const {
    return m_isolation->current() == 1;
}

bool FindPanel::controlRecords() const {
    return m_control->isChecked();
}

void FindPanel::setTransactions(bool committedOnly, bool controlRecords) {
    m_isolation->setCurrent(committedOnly ? 1 : 0);
    m_control->setChecked(controlRecords);
}

void FindPanel::setSaved(const QVector<SavedWish>& saved) {
    m_saved = saved;
    m_list->clear();
    for (const auto& one : saved)
        m_list->addItem(one.name);
}

void FindPanel::save() {
    const QString name = session::tidyName(m_name->text());
    if (name.isEmpty())
        return;
    setSaved(session::withSaved(m_saved, {name, wish(m_text)}));
    m_name->clear();
    emit savedChanged();
}

void FindPanel::removeSaved() {
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_saved.size())
        return;
    auto left = m_saved;
    left.removeAt(row);
    setSaved(left);
    emit savedChanged();
}

} // namespace widgets
