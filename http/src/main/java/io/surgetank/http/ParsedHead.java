package io.surgetank.http;

/// What the bytes of a head are.
sealed interface ParsedHead {
  record Valid(RequestHead requestHead) implements ParsedHead {}

  record Invalid(EarlyResponse earlyResponse) implements ParsedHead {}
}
