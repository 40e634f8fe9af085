package io.surgetank.sqlite;

/// Where groups of writes become durable.
///
/// @param writing used alternately by the writer and the flusher
/// @param reading for lookups of the writer while the flusher writes
/// @param files whose paths must still lead to the open files
record CommitTargets(
    DatabaseConnection writing,
    DatabaseConnection reading,
    LoggedChanges changes,
    FileIdentityCheck files) {}
