package io.surgetank.proof.disk;

/// One recorded call, in the order of the effects.
public sealed interface DiskEvent {
  /// A file was opened.
  ///
  /// @param isNew whether the call created the file
  /// @param isTruncated whether the call emptied the file
  record Opened(int fd, String path, boolean isNew, boolean isTruncated) implements DiskEvent {}

  record Closed(int fd) implements DiskEvent {}

  record Duplicated(int fd, int copy) implements DiskEvent {}

  record Written(int fd, long position, byte[] data) implements DiskEvent {}

  record Resized(int fd, long size) implements DiskEvent {}

  /// Writes between this and the [SyncEnded] with the same token may be part of the sync or not.
  record SyncBegun(int fd, long token) implements DiskEvent {}

  record SyncEnded(int fd, long token, boolean hasFailed) implements DiskEvent {}

  record Renamed(String from, String to) implements DiskEvent {}

  record Removed(String path) implements DiskEvent {}

  record FolderMade(String path) implements DiskEvent {}

  /// The file was mapped for writing: its changes are not recorded.
  record Mapped(int fd) implements DiskEvent {}

  /// A call that failed without an effect.
  record Failed(int error) implements DiskEvent {}

  /// What the process reported at this point.
  record Noted(String text) implements DiskEvent {}
}
