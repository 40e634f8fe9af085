package io.surgetank.http;

/// The result of parsing a head.
sealed interface ParsedHead {
  record Valid(RequestHead head) implements ParsedHead {}

  record Invalid(EarlyResponse early) implements ParsedHead {}
}
