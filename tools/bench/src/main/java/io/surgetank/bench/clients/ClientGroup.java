package io.surgetank.bench.clients;

/// `count` clients of one kind.
public record ClientGroup(ClientKind kind, int count) {}
