#include "widgets/common/text_file.h"

#include <QCoreApplication>
#include <QSaveFile>
#include <QTextStream>

namespace widgets {

QString writeTextFile(const QString& path, const std::function<void(QTextStream&)>& write) {
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        QTextStream out(&file);
        write(out);
        out.flush();
        if (file.commit())
            return {};
    }
    return QCoreApplication::translate("files", "%1 cannot be written: %2").arg(path, file.errorString());
}

} // namespace widgets
