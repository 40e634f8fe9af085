package io.surgetank.core.api;

/// Whether the installation can do its work.
public sealed interface Health {
  record Ready() implements Health {}

  /// It takes submissions, and an operator should look.
  record Degraded(String why) implements Health {}

  /// For now it cannot take submissions: starting, stopping, or short of room.
  record NotReady(String why) implements Health {}

  /// Only a restart can help.
  record Broken(String why) implements Health {}
}
