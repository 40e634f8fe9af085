package io.surgetank.proof.campaign;

/// How, when and where a campaign ran.
///
/// @param command with the seed
/// @param date in UTC, such as `2026-11-29`
/// @param commit of the sources; ends with `+` if they were changed
public record RunContext(
    String command, String date, long seconds, String commit, TestMachine machine) {}
