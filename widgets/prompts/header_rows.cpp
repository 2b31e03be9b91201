#include "widgets/prompts/header_rows.h"

#include <algorithm>
#include <limits>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

#include "session/input_checks.h"
#include "widgets/common/controls.h"
#include "widgets/theme/fonts.h"

namespace widgets {
namespace {

enum As { AsText, AsHex, AsNull };

/// One line of the list; found again through the layout, so that there is no second list to keep in step.
class Line final : public QWidget {
public:
    Line() : name(new QLineEdit), as(new QComboBox), value(new QLineEdit) {
        name->setPlaceholderText(HeaderRows::tr("name"));
        name->setObjectName(QStringLiteral("headerName"));
        value->setObjectName(QStringLiteral("headerValue"));
        as->setObjectName(QStringLiteral("headerAs"));
        as->addItems({HeaderRows::tr("Text"), HeaderRows::tr("Hex"), HeaderRows::tr("Null")});
        as->setAccessibleName(HeaderRows::tr("Header value as"));
        name->setAccessibleName(HeaderRows::tr("Header name"));
        value->setAccessibleName(HeaderRows::tr("Header value"));
        name->setFont(theme::monoFont());
        value->setFont(theme::monoFont());
        as->setFixedWidth(76);
        for (auto* field : {name, value}) // what is pasted is sent, or not taken at all
            field->setMaxLength(std::numeric_limits<int>::max());
    }
    [[nodiscard]] bool isValid() const {
        return as->currentIndex() != AsHex || session::parseHex(value->text());
    }
    /// Kafka takes a header without a name, but nobody meant one of which nothing is typed.
    [[nodiscard]] bool isEmpty() const {
        return name->text().isEmpty() && as->currentIndex() != AsNull && value->text().isEmpty();
    }
    [[nodiscard]] session::HeaderDraft header() const {
        switch (as->currentIndex()) {
        case AsNull:
            return {name->text(), std::nullopt};
        case AsHex:
            return {name->text(), session::parseHex(value->text()).value_or(QByteArray("")),
                    session::PayloadKind::Hex};
        default:
            return {name->text(), value->text().isEmpty() ? QByteArray("") : value->text().toUtf8()};
        }
    }
    QLineEdit* name;
    QComboBox* as;
    QLineEdit* value;
};

QVector<Line*> linesOf(const QVBoxLayout* column) {
    QVector<Line*> lines;
    for (int i = 0; i < column->count(); ++i)
        if (auto* line = dynamic_cast<Line*>(column->itemAt(i)->widget()))
            lines += line;
    return lines;
}

} // namespace

HeaderRows::HeaderRows(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout)
    , m_count(label(Text::Hint, {}))
    , m_note(label(Text::Hint, {})) {
    auto* more = linkButton(tr("Add"), QStringLiteral("addHeader"));
    auto* head = new QHBoxLayout;
    head->addWidget(label(Text::Section, tr("Headers")));
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(more);
    m_column->setSpacing(4);
    m_note->setWordWrap(true);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long name widens nothing
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(6);
    all->addLayout(head);
    all->addLayout(m_column);
    all->addWidget(m_note);
    connect(more, &QPushButton::clicked, this, [this] {
        add();
        linesOf(m_column).last()->name->setFocus();
    });
    settle();
}

void HeaderRows::add(const QString& name, const QString& value) {
    auto* line = new Line;
    auto* gone =
        iconButton(tr("Remove this header"), QStringLiteral("removeHeader"), QStringLiteral("close"));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(line->name, 2);
    layout->addWidget(line->as);
    layout->addWidget(line->value, 3);
    layout->addWidget(gone);
    line->name->setText(name);
    line->value->setText(value);
    m_column->addWidget(line);
    connect(line->name, &QLineEdit::textChanged, this, &HeaderRows::settle);
    connect(line->value, &QLineEdit::textChanged, this, &HeaderRows::settle);
    connect(line->as, &QComboBox::currentIndexChanged, this, &HeaderRows::settle);
    connect(gone, &QPushButton::clicked, this, [this, line] { remove(line); });
    settle();
}

void HeaderRows::set(const QVector<session::HeaderDraft>& headers) {
    for (auto* line : linesOf(m_column))
        remove(line);
    for (const auto& header : headers) {
        add(header.name);
        auto* line = linesOf(m_column).last();
        const QByteArray bytes = header.value.value_or(QByteArray());
        const QString read = QString::fromUtf8(bytes);
        // A line of text cannot show where its lines end.
        const bool text = header.kind != session::PayloadKind::Hex && read.toUtf8() == bytes &&
                          std::ranges::none_of(read, [](QChar c) { return c < QChar(0x20); });
        line->as->setCurrentIndex(!header.value ? AsNull : text ? AsText : AsHex);
        line->value->setText(text ? read : QString::fromLatin1(bytes.toHex(' ')));
    }
}

void HeaderRows::remove(QWidget* line) {
    m_column->removeWidget(line);
    line->deleteLater();
    settle();
}

QVector<session::HeaderDraft> HeaderRows::headers() const {
    QVector<session::HeaderDraft> out;
    for (const auto* line : linesOf(m_column))
        out += line->header();
    return out;
}

QString HeaderRows::problem() const {
    for (const auto* line : linesOf(m_column)) {
        if (line->isEmpty())
            return tr("A header needs a name.");
        if (!line->isValid())
            return line->name->text().isEmpty()
                       ? tr("The hex of the header without a name does not read.")
                       : tr("The hex of header %1 does not read.").arg(line->name->text());
    }
    return {};
}

void HeaderRows::settle() {
    QSet<QString> seen;
    QString twice;
    int count = 0;
    bool nameless = false;
    for (auto* line : linesOf(m_column)) {
        ++count;
        line->value->setEnabled(line->as->currentIndex() != AsNull);
        const QString name = line->name->text();
        nameless |= name.isEmpty();
        if (!name.isEmpty() && seen.contains(name))
            twice = name;
        seen.insert(name);
    }
    m_count->setText(count > 0 ? QString::number(count) : QString());
    const QString wrong = problem();
    m_note->setTone(wrong.isEmpty() ? models::Tone::Muted : models::Tone::Bad);
    m_note->setText(!wrong.isEmpty()   ? wrong
                    : !twice.isEmpty() ? tr("%1 stands twice; both are sent, in this order.").arg(twice)
                    : nameless         ? tr("A header is sent without a name.")
                                       : QString());
    m_note->setVisible(count > 0); // with its room, so that nothing jumps while one types
    emit changed();
}

} // namespace widgets
