#include "widgets/common/find_line.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "widgets/common/controls.h"

namespace widgets {

FindLine::FindLine(QWidget* parent)
    : QWidget(parent)
    , m_words(new QLineEdit)
    , m_outcome(label(Text::Hint, {}))
    , m_where(label(Text::Hint, {})) {
    setObjectName(QStringLiteral("findLine"));
    m_words->setObjectName(QStringLiteral("findWords"));
    m_words->setPlaceholderText(tr("Find in this record"));
    m_words->setAccessibleName(tr("Find in this record"));
    m_words->setClearButtonEnabled(true);
    m_words->installEventFilter(this);
    auto* before =
        iconButton(tr("The one before (Shift+Enter)"), QStringLiteral("findBefore"), QStringLiteral("up"));
    auto* next = iconButton(tr("The next one (Enter)"), QStringLiteral("findNext"), QStringLiteral("down"));
    auto* close = iconButton(tr("Close (Esc)"), QStringLiteral("findClose"), QStringLiteral("close"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 4, 12, 4);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->addWidget(m_words, 1);
    row->addWidget(m_outcome);
    row->addWidget(before);
    row->addWidget(next);
    row->addWidget(close);
    column->addLayout(row);
    column->addWidget(m_where);
    m_where->setWordWrap(true);
    m_where->hide();
    connect(m_words, &QLineEdit::textEdited, this, [this] { tell({}); });
    connect(before, &QPushButton::clicked, this, [this] { emit requested(words(), true); });
    connect(next, &QPushButton::clicked, this, [this] { emit requested(words(), false); });
    connect(close, &QPushButton::clicked, this, [this] {
        hide();
        emit closed();
    });
    hide();
}

void FindLine::open() {
    show();
    m_words->setFocus();
    m_words->selectAll();
}

void FindLine::tell(const QString& outcome, const QString& where) {
    m_outcome->setText(outcome);
    m_where->setText(where);
    m_where->setVisible(!where.isEmpty());
}

void FindLine::askAgain() {
    if (!isHidden() && !words().isEmpty() && !m_outcome->text().isEmpty())
        emit requested(words(), false);
}

QString FindLine::words() const {
    return m_words->text();
}

bool FindLine::eventFilter(QObject* watched, QEvent* event) {
    const bool claims = event->type() == QEvent::ShortcutOverride;
    if (watched != m_words || !(claims || event->type() == QEvent::KeyPress))
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (claims) { // of the page's shortcuts: Shift+Enter is one
        if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
            return QWidget::eventFilter(watched, event);
        event->accept();
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        hide();
        emit closed();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (!words().isEmpty())
            emit requested(words(), key->modifiers() & Qt::ShiftModifier);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
