package io.surgetank.http;

/// What the bytes of a head are.
sealed interface Parsed {
  record Whole(Head head) implements Parsed {}

  record Unfit(Refusal refusal) implements Parsed {}
}
