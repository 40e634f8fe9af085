package io.surgetank.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.cloudformation.Template;
import io.surgetank.infra.account.Account;
import io.surgetank.pipeline.Pipelines;
import io.surgetank.release.Accounts;
import io.surgetank.release.Applying;
import io.surgetank.release.Applying.Applied;
import io.surgetank.release.Blueprint;
import io.surgetank.release.Change;
import io.surgetank.release.Destroying;
import io.surgetank.release.Destroying.Destroyed;
import io.surgetank.release.Jobs;
import io.surgetank.release.Look;
import io.surgetank.release.Planning;
import io.surgetank.release.Planning.Outlook;
import io.surgetank.release.Proposal;
import io.surgetank.release.StackRemoval;
import io.surgetank.release.Surroundings;
import io.surgetank.release.Token;
import io.surgetank.stack.Descriptors;
import io.surgetank.stack.Plan;
import io.surgetank.stack.StackSettings;
import io.surgetank.stack.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A stage of an account that stands in for AWS, as tests deal with it.
final class Stage implements AutoCloseable {
  static final String BUCKET = "surgetank-code-" + Account.ID + "-eu-central-1";
  static final String STACK = "surgetank-dev";
  static final Token TOKEN = new Token("0123456789012345678901234567890123456789", Token.Use.FIRST);

  final Account standIn = new Account();
  final io.surgetank.release.Account account =
      new SdkAccounts()
          .open(
              new Accounts.Where(
                  Account.REGION,
                  Optional.of(URI.create(standIn.endpoint())),
                  Optional.empty(),
                  Optional.empty()));
  final List<String> said = new ArrayList<>();
  final List<Look> looks = new ArrayList<>();
  private final Surroundings surroundings = new Surroundings(_ -> {}, said::add);

  static final String OTHER =
      "pipelines: {other: {intake: {path: /o, schema: any.json}, work: {handler: task}}}";

  @Override
  public void close() {
    account.close();
    standIn.close();
    assertThat(standIn.notKnown()).isEmpty();
  }

  static Blueprint blueprint(Pipelines pipelines, int zip, Map<String, String> chosen) {
    var settings = StackSettings.of("dev", Account.REGION);
    return switch (Stacks.of(pipelines, settings)) {
      case Plan.Ready(var stack) -> Blueprint.of(stack, settings, zip(zip), chosen);
      case Plan.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  static Blueprint orders(int zip) {
    return blueprint(Descriptors.orders("concurrency: 4", ""), zip, Map.of());
  }

  static Blueprint ordersAndTasks(int zip) {
    return blueprint(
        Descriptors.read(
            """
            pipelines:
              orders: {intake: {path: /orders, schema: any.json}, work: {handler: task}}
              tasks: {intake: {path: /tasks, schema: any.json}, work: {handler: task}}
            """),
        zip,
        Map.of());
  }

  static byte[] template() {
    var settings = StackSettings.of("dev", Account.REGION);
    return switch (Stacks.of(Descriptors.orders("concurrency: 4", ""), settings)) {
      case Plan.Ready(var stack) -> new Template(stack, settings).text().getBytes(UTF_8);
      case Plan.Refused(var faults) -> throw new AssertionError(faults);
    };
  }

  static byte[] zip(int contents) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      var entry = new ZipEntry("lib/some.jar");
      entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
      zip.putNextEntry(entry);
      zip.write(contents);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return bytes.toByteArray();
  }

  Applied apply(Blueprint blueprint) throws InterruptedException {
    return apply(blueprint, TOKEN, true);
  }

  Applied apply(Blueprint blueprint, Token token, boolean lets) throws InterruptedException {
    return new Applying(account, surroundings)
        .apply(
            blueprint,
            token,
            look -> {
              looks.add(look);
              return lets;
            });
  }

  Outlook plan(Blueprint blueprint) throws InterruptedException {
    return new Planning(account, surroundings).plan(blueprint);
  }

  Destroyed destroy(boolean lets) throws InterruptedException {
    return new Destroying(
            account, surroundings, () -> new Jobs.Counted(Map.of("orders", 2L), Map.of()))
        .destroy(
            STACK,
            new StackRemoval(account, surroundings),
            look -> {
              looks.add(look);
              return lets;
            });
  }

  List<Change> changes(Blueprint blueprint) throws InterruptedException {
    assertThat(plan(blueprint)).isInstanceOf(Outlook.Changes.class);
    return ((Outlook.Changes) plan(blueprint)).changes();
  }

  static Applied.Done done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
    return (Applied.Done) applied;
  }

  String status() {
    return standIn.stacks().getFirst().status();
  }

  /// Somebody else begins to change one parameter.
  void begin(String parameter, String value) {
    draft("other", parameter, value);
    account.formation().drafts(STACK).execute("other");
  }

  void draft(String name, String parameter, String value) {
    var given = new HashMap<String, Proposal.Given>();
    account
        .formation()
        .standing(STACK)
        .orElseThrow()
        .parameters()
        .keySet()
        .forEach(each -> given.put(each, new Proposal.Given.Kept()));
    given.put(parameter, new Proposal.Given.Value(value));
    account
        .formation()
        .drafts(STACK)
        .make(new Proposal(name, Proposal.Kind.UPDATE, Optional.empty(), given));
  }
}
