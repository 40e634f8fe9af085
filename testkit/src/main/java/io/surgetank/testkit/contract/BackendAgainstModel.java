package io.surgetank.testkit.contract;

import io.surgetank.testkit.backend.Backend;
import io.surgetank.testkit.parity.Promise;
import io.surgetank.testkit.parity.Verifies;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A backend and the reference engine take the same steps, and every result must be equal. The seed
/// is in the test's name; after a difference, the message has the few steps that suffice for it.
@Verifies({Promise.P2, Promise.P3, Promise.P5})
public interface BackendAgainstModel extends BackendContract {
  /// Enough for every kind of step to meet every status many times.
  int STEPS = 400;

  /// This backend after a crash; see [DurabilityContract].
  Backend reopenAfterCrash(Backend running);

  @Tag("long")
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  default void every_result_equals_the_models(long seed) {
    StepSequence.check(
        STEPS,
        steps -> {
          var modelComparison = new ModelComparison(this, seed);
          steps.forEach(modelComparison::step);
        });
  }
}
