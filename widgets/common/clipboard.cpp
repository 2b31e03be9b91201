#include "widgets/common/clipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

namespace widgets {

void copyText(const QByteArray& utf8) {
    auto* data = new QMimeData;
    data->setData(QStringLiteral("text/plain"), utf8);
    QApplication::clipboard()->setMimeData(data);
}

void copyWhenDone(session::Job<QByteArray>* job, QObject* context,
                  std::function<void(const base::Error&)> wrong) {
    job->then(
        context,
        [job](const QByteArray& text) {
            copyText(text);
            job->deleteLater();
        },
        [job, wrong = std::move(wrong)](const base::Error& error) {
            wrong(error);
            job->deleteLater();
        });
}

} // namespace widgets
