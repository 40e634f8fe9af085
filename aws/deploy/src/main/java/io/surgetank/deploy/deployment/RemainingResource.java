package io.surgetank.deploy.deployment;

/// A resource that is still in the account.
///
/// @param type `queue`, `table`
/// @param removeCommand the command that removes it
public record RemainingResource(String type, String name, String removeCommand) {}
