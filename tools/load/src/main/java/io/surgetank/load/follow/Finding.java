package io.surgetank.load.follow;

/// Something that does not add up.
///
/// @param subject the job's id, or what else it is about
public record Finding(String subject, String error) {}
