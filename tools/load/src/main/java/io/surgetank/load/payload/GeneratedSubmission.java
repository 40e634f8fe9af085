package io.surgetank.load.payload;

/// A submission to send.
///
/// @param original the number of the submission that this one repeats, otherwise its own number
/// @param key its `Idempotency-Key`; empty: none
public record GeneratedSubmission(
    long number, SubmissionKind submissionKind, long original, String key, String body) {}
