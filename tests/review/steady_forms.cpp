/// steady_forms: types right and wrong things into every field of every dialog, and fails where the field
/// moves under the pointer.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QTest>

#include "review/scenes.h"

namespace {

void settle() {
    QTest::qWait(20);
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

QString nameOf(const QWidget& field) {
    for (const QWidget* at = &field; at; at = at->parentWidget())
        if (!at->objectName().isEmpty() && !at->objectName().startsWith(QLatin1String("qt_")))
            return at->objectName();
    return QStringLiteral("a field");
}

using Tops = std::map<const QWidget*, int>;

/// Where what is used with the pointer stands.
Tops topsOf(const QWidget& dialog) {
    Tops out;
    for (const QWidget* one : dialog.findChildren<QWidget*>())
        if (one->isVisible() && one->focusPolicy() != Qt::NoFocus &&
            !one->objectName().startsWith(QLatin1String("qt_")))
            out[one] = one->mapTo(&dialog, QPoint(0, 0)).y();
    return out;
}

/// What moves while such texts are typed into the field, one after the other, and by how many px at most.
Tops movedBy(QLineEdit& field, const QWidget& dialog) {
    const QString before = field.text();
    const Tops stood = topsOf(dialog);
    Tops most;
    for (const char* typed :
         {"", "1", "999999999999", "no such name?", "-15m", "/nowhere/at/all", "2026-11-22"}) {
        field.setText(QString::fromLatin1(typed));
        settle();
        if (!field.isVisible())
            break;
        for (const auto& [widget, top] : topsOf(dialog))
            if (const auto at = stood.find(widget); at != stood.end() && std::abs(top - at->second) > 1)
                most[widget] = std::max(most[widget], std::abs(top - at->second));
    }
    field.setText(before);
    settle();
    return most;
}

struct Looked {
    int dialogs = 0, fields = 0, moved = 0;
};

void lookAt(const char* scene, QDialog& dialog, Looked& looked) {
    ++looked.dialogs;
    const auto fields = dialog.findChildren<QLineEdit*>();
    for (QLineEdit* field : fields) {
        if (!field->isVisible() || !field->isEnabled() || field->isReadOnly())
            continue;
        ++looked.fields;
        for (const auto& [widget, px] : movedBy(*field, dialog)) {
            std::printf("%s: %s moves by %d px with what is typed into %s\n", scene,
                        qPrintable(nameOf(*widget)), px, qPrintable(nameOf(*field)));
            ++looked.moved;
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    Looked looked;
    review::Stage stage(review::Cluster::Sample);
    stage.bench.window->resize(1440, 900);
    for (const auto& scene : review::scenes()) {
        scene.open(stage.bench, stage.topic, stage.group);
        settle();
        if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget()))
            lookAt(scene.name, *dialog, looked);
        while (QWidget* open = QApplication::activePopupWidget() ? QApplication::activePopupWidget()
                                                                 : QApplication::activeModalWidget()) {
            open->close();
            settle();
        }
    }
    std::printf("%d fields of %d dialogs, %d moved\n", looked.fields, looked.dialogs, looked.moved);
    return looked.moved == 0 && looked.fields > 0 ? 0 : 1;
}
