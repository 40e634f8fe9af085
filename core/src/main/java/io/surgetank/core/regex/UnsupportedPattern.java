package io.surgetank.core.regex;

/// Why a pattern cannot be used.
///
/// @param at the index of the unsupported construct in the pattern
/// @param isWellFormed whether the pattern is valid ECMA-262 but cannot be matched in linear time
public record UnsupportedPattern(int at, String problem, String hint, boolean isWellFormed) {}
