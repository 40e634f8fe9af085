package io.surgetank.http;

/// The result of parsing a head.
sealed interface HeadParseResult {
  record Valid(RequestHead head) implements HeadParseResult {}

  record Invalid(EarlyResponse early) implements HeadParseResult {}
}
