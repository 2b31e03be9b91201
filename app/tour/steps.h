#pragma once

#include <QString>

/// What the steps of the tour share.
namespace tour {

constexpr int kRecords = 1000;     ///< typed into the dialog
constexpr int kMoreRecords = 6000; ///< by a program, for the group to lag
constexpr int kShortMs = 15'000;
constexpr int kLongMs = 60'000;
inline const QString kTopic = QStringLiteral("orders");
inline const QString kGroup = QStringLiteral("billing");

} // namespace tour

/// Ends the running step when the act could not be done as a person would.
#define STEP(action) QVERIFY2((action), #action)
