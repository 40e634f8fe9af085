package io.surgetank.proof.fuzz.parser;

import io.surgetank.core.configuration.ConfigurationReader;
import io.surgetank.core.configuration.ConfigurationResult;
import io.surgetank.core.configuration.ConfigurationSource;
import io.surgetank.core.configuration.DefaultConfiguration;
import io.surgetank.proof.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Configurations: arbitrary text as `surgetank.yaml`.
public final class ConfigurationTarget implements FuzzTarget {
  @Override
  public List<byte[]> examples() {
    return Stream.of(
            ConfigurationExamples.text(ConfigurationExamples.FILE),
            DefaultConfiguration.source().yaml(),
            "pipelines: {a: {intake: {path: /a, schema: any.schema.json}, work: {handler: task}}}\n",
            "{\"pipelines\": {\"a\": {\"intake\": {\"path\": \"/a\", \"schema\": \"any.schema.json\"}, \"work\": {\"handler\": \"task\"}}}}",
            "%YAML 1.2\n---\npipelines:\n  ? a\n  : intake: !!map {path: '/a'}\n...\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> tokens() {
    return List.of(
        ": ",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "'",
        "\"",
        "|\n",
        ">-\n",
        "#",
        "&a ",
        "*a",
        "*slow",
        "<<: ",
        "!!binary ",
        "!!str ",
        "! ",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "\r",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\\x00",
        "\\ud800",
        "\ud83d\ude00",
        "\0",
        "null",
        "~",
        "true",
        "0x1F",
        "0o7",
        ".inf",
        "1e999",
        "99999999999999999999",
        "-1",
        "0s",
        "999999999d",
        "1.5h",
        "10s..1s",
        "101%",
        "0/s",
        "1/s, burst 0",
        "9999999999999TB",
        "../any.schema.json",
        "/etc/passwd",
        "any.schema.json",
        "{id}",
        "{payload.",
        "{{",
        "}}",
        "{",
        "http://",
        "https://\u00e4.example",
        "pipelines:",
        "intake:",
        "work:",
        "retry:",
        "path: ",
        "when: {has: ",
        "id: ",
        "schema: ",
        "handler: ",
        "orderingKey: ",
        "x-a: ",
        "rate: ",
        "reply: ",
        "cors: {origins: ['*']}");
  }

  @Override
  public Optional<String> run(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    var source =
        new ConfigurationSource(ConfigurationExamples.FILE, text, ConfigurationExamples::find);
    var _ = ConfigurationReader.handlers(source);
    return switch (ConfigurationReader.read(source)) {
      case ConfigurationResult.Valid(var pipelines, _) -> PipelineCheck.violation(pipelines);
      case ConfigurationResult.Invalid(var errors) ->
          ErrorLocations.violation(errors, ConfigurationExamples.FILE, text);
    };
  }
}
