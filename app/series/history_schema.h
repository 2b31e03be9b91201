#pragma once

namespace series {

/// "Mlna": tells this program's files from others'.
constexpr int applicationId = 0x4D6C6E61;
constexpr int schemaVersion = 1;

/// Pages of 16 KB hold several blocks with little left over. The index carries what a ranking sums up, so
/// that it reads no block.
constexpr const char* newFile = R"(
PRAGMA page_size=16384;
PRAGMA journal_mode=WAL;
BEGIN IMMEDIATE;
CREATE TABLE cluster(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE series(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, quantity INTEGER NOT NULL,
  object TEXT NOT NULL, topic TEXT NOT NULL, UNIQUE(cluster, quantity, object, topic));
CREATE TABLE journal(id INTEGER PRIMARY KEY, cluster INTEGER NOT NULL, start INTEGER NOT NULL,
  steps INTEGER NOT NULL, ids BLOB NOT NULL, data BLOB NOT NULL);
CREATE TABLE fresh(series INTEGER NOT NULL, tier INTEGER NOT NULL, start INTEGER NOT NULL, sum REAL NOT NULL,
  data BLOB NOT NULL);
CREATE UNIQUE INDEX fresh_at ON fresh(series, tier, start);
CREATE TABLE block(series INTEGER NOT NULL, tier INTEGER NOT NULL, start INTEGER NOT NULL, sum REAL NOT NULL,
  data BLOB NOT NULL);
CREATE UNIQUE INDEX block_at ON block(series, tier, start, sum);
PRAGMA application_id=0x4D6C6E61;
PRAGMA user_version=1;
COMMIT;
)";

} // namespace series
