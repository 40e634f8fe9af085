package io.surgetank.release;

/// Something that is still in the account.
///
/// @param what `queue`, `table`
/// @param removal the command that removes it
public record Left(String what, String name, String removal) {}
