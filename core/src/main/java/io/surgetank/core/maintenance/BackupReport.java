package io.surgetank.core.maintenance;

/// A completed backup.
///
/// @param bytes the size of the copied database
/// @param check of the copy
public record BackupReport(long bytes, StoreCheckReport check) {}
