package io.surgetank.deploy.deployment;

import io.surgetank.core.handler.Sleeper;
import java.util.function.Consumer;

/// Dependencies of an operation.
///
/// @param progress receives progress messages
public record DeploymentEnvironment(Sleeper sleeper, Consumer<String> progress) {}
