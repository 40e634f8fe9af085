package io.surgetank.core.queue;

/// Proof of holding a delivery. It is stale once the lease has expired and another worker has the
/// job. Its content is opaque.
public record Receipt(String value) {}
