#include "widgets/common/text_file.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTextStream>

namespace widgets {
namespace {

constexpr int kLongestStem = 200;

} // namespace

QString fileStem(const QString& object) {
    static const QRegularExpression strange(QStringLiteral("[^\\w.-]"));
    return QString(object).replace(strange, QStringLiteral("_")).left(kLongestStem);
}

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
