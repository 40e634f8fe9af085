package io.surgetank.deploy.deployment;

/// Something that is still in the account.
///
/// @param what `queue`, `table`
/// @param removal the command that removes it
public record Leftover(String what, String name, String removal) {}
