package io.surgetank.local.eventsource;

import static io.surgetank.local.eventsource.SampleMessages.VISIBILITY;
import static io.surgetank.local.eventsource.SampleMessages.config;
import static io.surgetank.local.eventsource.SampleMessages.fifo;
import static io.surgetank.local.eventsource.SampleMessages.queue;
import static io.surgetank.local.eventsource.SampleMessages.withMaximum;
import static io.surgetank.local.eventsource.SampleMessages.withWindow;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.deploy.stack.SqsQueue;
import io.surgetank.deploy.stack.SqsTrigger;
import io.surgetank.local.lambda.InvocationResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// After any failure, each message is processed and deleted, or becomes a dead letter.
/// `-Dseeds=20000` runs more seeds.
class NothingIsLostTest {
  private static final int SEEDS = Integer.getInteger("seeds", 2_000);

  @Test
  void every_message_is_processed_or_dead_after_any_failure() {
    long crashes = 0;
    long throttles = 0;
    long dead = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        var scenario = new Scenario(seed);
        scenario.run();
        crashes += scenario.crashes;
        throttles += scenario.throttles;
        dead += scenario.dead;
      } catch (AssertionError | RuntimeException fault) {
        throw new AssertionError("seed " + seed, fault);
      }
    }
    System.out.printf(
        "%d seeds: %d crashes, %d throttles, %d dead letters, none lost%n",
        SEEDS, crashes, throttles, dead);
    assertThat(crashes).isPositive();
    assertThat(throttles).isPositive();
    assertThat(dead).isPositive();
  }

  /// A random configuration with random faults.
  private static final class Scenario {
    private final Random random;
    private final boolean fifo;
    private final MappingConfig mappingConfig;
    private final FakeLambda fakeLambda;
    private final Set<String> sent = new TreeSet<>();
    private final Set<String> processed = new HashSet<>();
    private final double faults;
    private int crashes;
    private long throttles;
    private int dead;
    private boolean calm;

    Scenario(long seed) {
      this.random = new Random(seed);
      this.fifo = random.nextInt(4) == 0;
      this.faults = random.nextDouble() * 0.6;
      this.mappingConfig = randomConfig();
      this.fakeLambda = new FakeLambda(1 + random.nextInt(4), this::invoke);
    }

    private MappingConfig randomConfig() {
      int receives = 1 + random.nextInt(5);
      SqsQueue sqsQueue = fifo ? fifo(receives) : queue(receives);
      var reply =
          random.nextBoolean()
              ? SqsTrigger.Reply.BATCH_ITEM_FAILURES
              : SqsTrigger.Reply.WHOLE_BATCH;
      MappingConfig mappingConfig = config(sqsQueue, 1 + random.nextInt(10), reply);
      if (random.nextBoolean()) mappingConfig = withMaximum(mappingConfig, 2 + random.nextInt(6));
      if (!fifo && random.nextInt(3) == 0)
        mappingConfig = withWindow(mappingConfig, Duration.ofSeconds(1 + random.nextInt(25)));
      return mappingConfig.with(Assumptions.DEFAULT.withMinConcurrency(1 + random.nextInt(3)));
    }

    /// Messages that are reported as processed were processed; of a failed invocation, some may
    /// have been.
    private FakeLambda.Run invoke(List<FakeLambda.Item> items) {
      Duration takes = Duration.ofMillis(10 + random.nextInt(20_000));
      double draw = calm ? 1 : random.nextDouble() / faults;
      List<String> ids = items.stream().map(FakeLambda.Item::messageId).toList();
      boolean reports = mappingConfig.sqsTrigger().reply() == SqsTrigger.Reply.BATCH_ITEM_FAILURES;
      if (draw < 0.3) return new FakeLambda.Run(takes, FakeLambda.error());
      if (draw < 0.5) return new FakeLambda.Run(VISIBILITY, new InvocationResult.TimedOut());
      if (draw < 0.6 && reports)
        return new FakeLambda.Run(takes, FakeLambda.itemFailures(List.of("unknown")));
      if (draw < 1 && reports) {
        int from = random.nextInt(ids.size());
        items.subList(0, from).forEach(item -> processed.add(item.body()));
        return new FakeLambda.Run(takes, FakeLambda.itemFailures(ids.subList(from, ids.size())));
      }
      items.forEach(item -> processed.add(item.body()));
      return new FakeLambda.Run(takes, FakeLambda.ok());
    }

    void run() {
      try (MappingHarness mappingHarness =
          new MappingHarness(mappingConfig, fakeLambda, random.nextLong(), this::unreliableQueue)) {
        mappingHarness.begin();
        for (int hour = 0; hour < 6; hour++) {
          for (int i = random.nextInt(40); i > 0; i--) send(mappingHarness);
          mappingHarness.pass(Duration.ofSeconds(random.nextInt(60)));
          if (random.nextInt(3) == 0) crash(mappingHarness);
        }
        calm = true;
        mappingHarness.drain(Duration.ofHours(8));
        check(mappingHarness);
      }
    }

    private void send(MappingHarness mappingHarness) {
      String body = "m" + sent.size();
      sent.add(body);
      if (fifo) mappingHarness.queue().send("g" + random.nextInt(3), body);
      else mappingHarness.queue().send(body);
    }

    private void crash(MappingHarness mappingHarness) {
      throttles += mappingHarness.counts().throttles();
      crashes++;
      mappingHarness.crash();
    }

    private void check(MappingHarness mappingHarness) {
      throttles += mappingHarness.counts().throttles();
      List<String> deadLetters = mappingHarness.queue().dead();
      dead = deadLetters.size();
      assertThat(mappingHarness.queue().left()).as("left").isZero();
      assertThat(deadLetters).as("dead once").doesNotHaveDuplicates();
      var ended = new TreeSet<>(processed);
      ended.addAll(deadLetters);
      assertThat(ended).as("processed or dead").isEqualTo(sent);
      // Deleted messages were processed: nothing else removes messages.
      var gone = new TreeSet<>(sent);
      deadLetters.forEach(gone::remove);
      assertThat(processed).as("deleted after a success").containsAll(gone);
    }

    /// A queue that sometimes refuses deletions.
    private MessagePool unreliableQueue(MappingHarness time) {
      var sqs = new ModelSqs(mappingConfig.sqsQueue(), time);
      return new ForgetfulQueue(sqs, () -> !calm && random.nextDouble() < faults / 4);
    }
  }
}
