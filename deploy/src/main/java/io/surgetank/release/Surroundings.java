package io.surgetank.release;

import io.surgetank.handler.Pause;
import java.util.function.Consumer;

/// What a release does not decide itself.
///
/// @param say who hears how far it is
public record Surroundings(Pause pause, Consumer<String> say) {}
