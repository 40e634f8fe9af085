package io.surgetank.core.maintenance;

/// Whether a backup with problems is restored.
public enum DamagePolicy {
  REFUSE,
  ACCEPT
}
