package io.surgetank.load.payload;

/// One thing to send.
///
/// @param original the number of the submission that this one repeats; its own number otherwise
/// @param key its `Idempotency-Key`; empty when it has none
public record GeneratedSubmission(
    long number, SubmissionKind submissionKind, long original, String key, String body) {}
