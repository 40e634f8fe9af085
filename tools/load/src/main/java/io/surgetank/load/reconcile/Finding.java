package io.surgetank.load.reconcile;

/// A mismatch.
///
/// @param subject the job's id, or what is counted
public record Finding(String subject, String error) {}
