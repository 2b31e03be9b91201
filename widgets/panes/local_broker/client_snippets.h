#pragma once

#include <QString>
#include <QVector>

namespace widgets {

/// Lines ready to paste that attach a client to `bootstrap`, by the client's name.
struct ClientSnippet {
    QString client;
    QString lines;
};
[[nodiscard]] QVector<ClientSnippet> clientSnippets(const QString& bootstrap, const QString& topic);

} // namespace widgets
