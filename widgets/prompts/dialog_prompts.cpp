#include "widgets/prompts/dialog_prompts.h"

#include <QFileDialog>

#include "widgets/prompts/confirm_dialog.h"
#include "widgets/prompts/connect_dialog.h"

namespace widgets {

void DialogPrompts::confirm(QWidget* parent, const Question& question, std::function<void()> yes) {
    auto* dialog = new ConfirmDialog(question, parent);
    QObject::connect(dialog, &QDialog::accepted, dialog, std::move(yes));
    dialog->open();
}

void DialogPrompts::saveFile(QWidget* parent, const QString& title, const QString& suggested,
                             const QString& filter, std::function<void(const QString&)> chosen) {
    auto* dialog = new QFileDialog(parent, title, suggested, filter);
    dialog->setObjectName(QStringLiteral("saveFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggested);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, std::move(chosen));
    dialog->open();
}

void DialogPrompts::editConnection(QWidget* parent, session::Clusters& clusters,
                                   const session::ConnectionProfile& profile,
                                   std::function<void(const session::ConnectionProfile&)> done) {
    auto* dialog = new ConnectDialog(clusters, profile, parent);
    QObject::connect(dialog, &ConnectDialog::chosen, dialog, std::move(done));
    dialog->open();
}

} // namespace widgets
