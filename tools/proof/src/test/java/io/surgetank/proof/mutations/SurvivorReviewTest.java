package io.surgetank.proof.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.proof.mutations.Mutant.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurvivorReviewTest {
  private static final String COMPARISON = "changed conditional boundary";
  private static final String CALL = "removed call to java/util/List::clear";

  @Test
  void a_survivor_without_an_explanation_is_a_violation() {
    var survivor = mutant("a.Limit", "if (a < b) return;", COMPARISON, Result.SURVIVED);

    SurvivorReview review = SurvivorReview.of(List.of(survivor), List.of());

    assertThat(review.violations())
        .containsExactly(
            "a.Limit.check, line 7, changed conditional boundary survived: `if (a < b) return;`");
  }

  @Test
  void a_mutant_in_code_that_no_test_executes_needs_an_explanation() {
    var uncovered = mutant("a.Limit", "list.clear();", CALL, Result.NOT_COVERED);

    SurvivorReview review = SurvivorReview.of(List.of(uncovered), List.of());

    assertThat(review.violations())
        .singleElement()
        .asString()
        .contains(CALL + " is not covered by a test");
  }

  @Test
  void a_killed_mutant_needs_no_explanation() {
    var killed = mutant("a.Limit", "list.clear();", CALL, Result.KILLED);

    assertThat(SurvivorReview.of(List.of(killed), List.of()).violations()).isEmpty();
  }

  @Test
  void an_explanation_applies_to_a_class_its_nested_classes_and_a_part_of_the_line() {
    var mutants =
        List.of(
            mutant("a.Limit", "if (a < b) return;", COMPARISON, Result.SURVIVED),
            mutant("a.Limit$Nested", "if (a < b) break;", COMPARISON, Result.SURVIVED),
            mutant("a.Limits", "if (a < b) return;", COMPARISON, Result.SURVIVED),
            mutant("a.Limit", "if (a < c) return;", COMPARISON, Result.SURVIVED),
            mutant("a.Limit", "if (a < b) return;", CALL, Result.SURVIVED));
    var explanation = new ExplainedSurvivor("a.Limit", "a < b", "boundary", "b is never a.");

    SurvivorReview review = SurvivorReview.of(mutants, List.of(explanation));

    assertThat(review.reasons()).isEqualTo(Map.of("`Limit`: b is never a.", 2L));
    assertThat(review.unexplained()).isEqualTo(mutants.subList(2, 5));
  }

  @Test
  void an_explanation_of_no_survivor_is_a_violation() {
    var killed = mutant("a.Limit", "list.clear();", CALL, Result.KILLED);
    var explanation = new ExplainedSurvivor("a.Limit", "clear", "", "The list is not used.");

    SurvivorReview review = SurvivorReview.of(List.of(killed), List.of(explanation));

    assertThat(review.violations())
        .containsExactly("this explanation matches no survivor: a.Limit: \"clear\", \"\"");
  }

  private static Mutant mutant(String className, String code, String change, Result result) {
    return new Mutant(className, "check", 7, code, change, result);
  }
}
