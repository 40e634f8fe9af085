package io.surgetank.proof.report;

/// A fault that a campaign found and that is fixed: an entry of `fixed.json`.
///
/// @param campaign its name
/// @param fault what happened, in Markdown
/// @param test fails without the fix
public record FixedFault(String campaign, String fault, String test) {}
