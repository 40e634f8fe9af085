package io.surgetank.core.queue;

/// Proof of holding a delivery. It goes stale when the lease has run out and another worker has the
/// job. What it says inside is the backend's business.
public record Receipt(String value) {}
