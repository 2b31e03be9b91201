#include "widgets/prompts/drafts_button.h"

#include <utility>

#include <QLineEdit>
#include <QMenu>

#include "session/input_checks.h"
#include "widgets/common/words.h"
#include "widgets/prompts/form_dialog.h"
#include "widgets/theme/icons.h"

namespace widgets {
namespace {

/// Asks what to keep the form as.
class NameDialog final : public FormDialog {
public:
    NameDialog(const QString& name, QStringList taken, std::function<void(const QString&)> keep,
               DraftsButton* parent)
        : FormDialog(DraftsButton::tr("Keep this form"), {}, DraftsButton::tr("Keep"), parent)
        , m_taken(std::move(taken))
        , m_keep(std::move(keep))
        , m_name(new QLineEdit(name)) {
        setObjectName(QStringLiteral("draftName"));
        m_name->setObjectName(QStringLiteral("draftNameField"));
        m_row = addRow(DraftsButton::tr("Name"), m_name);
        setMinimumWidth(440);
        connect(m_name, &QLineEdit::textChanged, this, &NameDialog::settle);
        settle();
        m_name->setFocus();
        m_name->selectAll();
    }

protected:
    void act() override {
        m_keep(m_name->text());
        accept();
    }

private:
    void settle() {
        const QString name = session::tidyName(m_name->text());
        m_row->say(m_taken.contains(name)
                       ? DraftsButton::tr("It takes the place of the one kept by this name.")
                       : QString(),
                   models::Tone::Warn);
        actButton()->setEnabled(!name.isEmpty());
    }

    const QStringList m_taken;
    const std::function<void(const QString&)> m_keep;
    QLineEdit* m_name;
    Row* m_row = nullptr;
};

} // namespace

DraftsButton::DraftsButton(session::Settings& settings, std::function<session::SavedDraft()> now)
    : QPushButton(tr("Drafts")), m_drafts(settings), m_now(std::move(now)), m_menu(new QMenu(this)) {
    setObjectName(QStringLiteral("produceDrafts"));
    setAutoDefault(false);
    setToolTip(tr("Keep this form by a name, or bring one back"));
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &DraftsButton::fill);
}

void DraftsButton::fill() {
    m_menu->clear();
    m_menu->addAction(theme::icon(QStringLiteral("plus")), tr("Keep this as…"), this, &DraftsButton::ask);
    if (m_before)
        m_menu->addAction(tr("Back to what was typed"), this, &DraftsButton::goBack);
    const QStringList names = m_drafts.names();
    if (names.isEmpty())
        return;
    m_menu->addSeparator();
    for (const QString& name : names) {
        const auto kept = m_drafts.find(name);
        if (!kept)
            continue;
        // It brings its topic along.
        m_menu->addAction(menuName(name) + QLatin1Char('\t') + menuName(kept->draft.topic), this,
                          [this, name] { choose(name); });
    }
    m_menu->addSeparator();
    auto* forget = m_menu->addMenu(theme::icon(QStringLiteral("trash")), tr("Forget"));
    for (const QString& name : names)
        forget->addAction(menuName(name), this, [this, name] { m_drafts.remove(name); });
}

void DraftsButton::choose(const QString& name) {
    const auto draft = m_drafts.find(name);
    if (!draft)
        return;
    m_before = m_now();
    emit chosen(*draft, true);
}

void DraftsButton::goBack() {
    const auto before = std::exchange(m_before, m_now());
    emit chosen(*before, false);
}

void DraftsButton::ask() {
    auto* dialog = new NameDialog(
        m_now().draft.topic, m_drafts.names(), [this](const QString& name) { keep(name); }, this);
    dialog->open();
}

void DraftsButton::keep(const QString& typed) {
    const QString name = session::tidyName(typed);
    if (name.isEmpty())
        return;
    const bool kept = m_drafts.save(name, m_now());
    setText(kept ? tr("Drafts") : tr("Drafts: no room"));
    setToolTip(kept ? tr("Kept as %1").arg(name)
                    : tr("At most 50 are kept, and none with more than 256 KiB."));
}

} // namespace widgets
