#pragma once

#include <QVector>
#include <QWidget>

#include "session/drafts.h"

class QVBoxLayout;

namespace widgets {

class ToneLabel;

/// A record's headers as rows to type in: name, null/text/hex, value. Order and duplicate names are kept.
class HeaderRows final : public QWidget {
    Q_OBJECT
public:
    explicit HeaderRows(QWidget* parent = nullptr);
    void add(const QString& name = {}, const QString& value = {});
    void set(const QVector<session::HeaderDraft>& headers); ///< in place of what is there
    [[nodiscard]] QVector<session::HeaderDraft> headers() const;
    [[nodiscard]] QString problem() const; ///< empty: all of them read

signals:
    void changed();

private:
    void remove(QWidget* line);
    void settle();

    QVBoxLayout* m_column;
    ToneLabel *m_count, *m_note;
};

} // namespace widgets
