#include "widgets/prompts/sheet_dialog.h"

#include <QHBoxLayout>
#include <QPushButton>

#include "widgets/common/controls.h"

namespace widgets {

SheetDialog::SheetDialog(const QString& title, QWidget* parent)
    : PopupDialog(parent), m_content(new QVBoxLayout), m_foot(new QHBoxLayout) {
    setWindowTitle(title);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->setSizeConstraint(QLayout::SetFixedSize);
    ToneLabel* head = label(Text::Title, title);
    head->setContentsMargins(20, 12, 20, 12);
    rows->addWidget(head);
    rows->addWidget(new Hairline);
    m_content->setContentsMargins(20, 20, 20, 20);
    rows->addLayout(m_content, 1);
    rows->addWidget(new Hairline);
    m_foot->setContentsMargins(20, 12, 20, 12);
    m_foot->setSpacing(8);
    m_foot->addStretch();
    auto* close = plainButton(tr("Close"), QStringLiteral("closeButton"));
    close->setDefault(true);
    m_foot->addWidget(close);
    rows->addLayout(m_foot);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace widgets
