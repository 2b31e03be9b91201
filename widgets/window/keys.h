#pragma once

#include <functional>
#include <vector>

#include <QKeySequence>

#include "widgets/common/key_line.h"

class QWidget;

namespace widgets {

inline constexpr QKeyCombination kHelpKey = Qt::Key_F1;
inline constexpr QKeyCombination kPaletteKey = Qt::CTRL | Qt::Key_K;
inline constexpr QKeyCombination kSettingsKey = Qt::CTRL | Qt::Key_Comma;
inline constexpr QKeyCombination kQuitKey = Qt::CTRL | Qt::Key_Q;

/// The keys that tables, pages and dialogs listen to by themselves.
[[nodiscard]] std::vector<KeyLine> keysOfPages();

/// Binds the keys that work everywhere in a window, and knows what each does. Lives on the UI thread with the
/// window, which outlives it.
class WindowKeys {
public:
    explicit WindowKeys(QWidget& window);
    void bind(const QKeySequence& keys, const QString& words, std::function<void()> act);
    void bindPages(const QString& words, std::function<void(int number)> open); ///< Ctrl+1 … 9
    [[nodiscard]] std::vector<KeyLine> lines() const;                           ///< those of pages too

private:
    QWidget& m_window;
    std::vector<KeyLine> m_lines;
};

} // namespace widgets
