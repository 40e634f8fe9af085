package io.surgetank.deploy.deployment;

import io.surgetank.core.handler.Sleeper;
import java.util.function.Consumer;

/// What a release does not decide itself.
///
/// @param say who hears how far it is
public record DeploymentEnvironment(Sleeper sleeper, Consumer<String> say) {}
