package io.surgetank.deploy.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.core.pipeline.Pipelines;
import io.surgetank.deploy.stack.StackConfigurations;
import io.surgetank.deploy.stack.StackError;
import io.surgetank.deploy.stack.StackSettings;
import org.junit.jupiter.api.Test;

class TemplateSizeTest {
  private static final StackSettings SETTINGS = StackSettings.of("dev", "eu-central-1");

  private static Pipelines pipelines(int count) {
    var yaml = new StringBuilder("pipelines:\n");
    for (int i = 0; i < count; i++)
      yaml.append(
          "  p%d: {intake: {path: /p%d, schema: s.json}, work: {handler: task}}\n".formatted(i, i));
    return StackConfigurations.read(yaml.toString());
  }

  @Test
  void what_does_not_fit_into_a_template_is_refused_with_the_number_that_fits() {
    String refusal =
        TemplateSize.error(pipelines(50), SETTINGS).map(StackError::message).orElseThrow();
    var number = java.util.regex.Pattern.compile("the first (\\d+) fit").matcher(refusal);

    assertThat(refusal).contains("50 pipelines have ", "at most 500 resources", "Terraform");
    assertThat(number.find()).isTrue();
    int fit = Integer.parseInt(number.group(1));
    assertThat(TemplateSize.error(pipelines(fit), SETTINGS)).isEmpty();
    assertThat(TemplateSize.error(pipelines(fit + 1), SETTINGS)).isPresent();
  }
}
