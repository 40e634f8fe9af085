package io.surgetank.core.regex;

/// Why a pattern cannot be used.
///
/// @param at the index of the character in the pattern where it is wrong
/// @param isWellFormed whether ECMA-262 has such patterns, but matching them in linear time is not
///   possible
public record UnsupportedPattern(int at, String problem, String cure, boolean isWellFormed) {}
