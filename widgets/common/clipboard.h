#pragma once

#include <functional>

#include <QByteArray>
#include <QObject>

#include "session/job.h"

namespace widgets {

/// Puts UTF-8 text on the clipboard as it is: nothing is converted until somebody pastes it. UI thread.
void copyText(const QByteArray& utf8);
/// Puts a job's text there once it is made; the job is deleted then. Nothing happens when `context` is gone.
void copyWhenDone(session::Job<QByteArray>* job, QObject* context,
                  std::function<void(const base::Error&)> wrong);

} // namespace widgets
