package io.surgetank.deploy.stack;

import java.time.Duration;

/// Calls a function again and again.
public record Schedule(String name, Duration every, String function) {}
