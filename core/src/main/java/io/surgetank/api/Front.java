package io.surgetank.api;

/// What a server carries requests to. Never throws for a client's mistake, and never for a broken
/// backend either: both are responses.
public interface Front {
  Response answer(Request request);
}
