package io.surgetank.sqlite;

/// The job that has a key.
///
/// @param fingerprint of the payload that it was submitted with
record KnownKey(String fingerprint, long sequence) {}
