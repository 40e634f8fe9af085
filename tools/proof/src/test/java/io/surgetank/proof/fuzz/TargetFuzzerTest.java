package io.surgetank.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetFuzzerTest {
  private static final int RUNS = 20_000;

  /// Fails for inputs that contain both tokens.
  private static final class Fragile implements FuzzTarget {
    final List<String> inputs = new ArrayList<>();

    @Override
    public List<byte[]> examples() {
      return List.of("an example".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> tokens() {
      return List.of("<", ">", "x");
    }

    @Override
    public Optional<String> run(byte[] input) {
      String text = new String(input, StandardCharsets.ISO_8859_1);
      inputs.add(text);
      if (text.contains("<") && text.contains(">")) throw new IllegalStateException("broken");
      return Optional.empty();
    }
  }

  @Test
  void a_finding_is_shrunk_and_has_its_cause() {
    var fuzzer = new TargetFuzzer(new Fragile(), new Coverage(), 1);

    fuzzer.run(RUNS, _ -> false);

    assertThat(fuzzer.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.violation()).contains("IllegalStateException: broken at ");
          assertThat(new String(finding.input(), StandardCharsets.UTF_8)).isIn("<>", "><");
        });
  }

  @Test
  void a_seed_repeats_the_same_inputs() {
    var first = new Fragile();
    var second = new Fragile();

    new TargetFuzzer(first, new Coverage(), 7).run(500, _ -> false);
    var inParts = new TargetFuzzer(second, new Coverage(), 7);
    inParts.run(200, _ -> false);
    inParts.run(500, _ -> false);

    assertThat(first.inputs).isEqualTo(second.inputs);
  }
}
