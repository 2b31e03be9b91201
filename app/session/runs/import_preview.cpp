#include "session/runs/import_preview.h"

#include "session/convert.h"
#include "transfer/importer.h"

namespace session {

base::Result<ImportLook> lookAtImport(const QString& path, const std::stop_token& stop) {
    const auto preview = transfer::previewImport(path.toStdString(), stop);
    if (!preview)
        return base::fail(preview.error());
    ImportLook out;
    for (const std::string& line : preview->lines)
        out.lines += text(line);
    out.topic = text(preview->topic);
    out.highestPartition = preview->highestPartition;
    out.oldestMs = preview->oldestMs;
    out.bytes = preview->bytes;
    out.packed = preview->packed;
    out.exact = preview->whole;
    out.records = preview->sampled;
    if (!out.exact && preview->sampleBytes > 0)
        out.records = static_cast<qint64>(double(preview->sampled) * double(preview->bytes) /
                                          double(preview->sampleBytes));
    if (preview->fault) {
        out.badLine = preview->fault->line;
        out.badReason = text(preview->fault->reason);
    }
    return out;
}

} // namespace session
