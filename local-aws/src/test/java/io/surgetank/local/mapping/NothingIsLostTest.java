package io.surgetank.local.mapping;

import static io.surgetank.local.mapping.Samples.VISIBILITY;
import static io.surgetank.local.mapping.Samples.fifo;
import static io.surgetank.local.mapping.Samples.queue;
import static io.surgetank.local.mapping.Samples.terms;
import static io.surgetank.local.mapping.Samples.withMaximum;
import static io.surgetank.local.mapping.Samples.withWindow;
import static org.assertj.core.api.Assertions.assertThat;

import io.surgetank.local.lambda.Invocation;
import io.surgetank.stack.Mapping;
import io.surgetank.stack.Queue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Whatever fails, each message ends worked and deleted, or as a dead letter. `-Dseeds=20000` for
/// more of it.
class NothingIsLostTest {
  private static final int SEEDS = Integer.getInteger("seeds", 2_000);

  @Test
  void every_message_is_worked_or_dead_whatever_fails() {
    long crashes = 0;
    long throttles = 0;
    long dead = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        var day = new Day(seed);
        day.pass();
        crashes += day.crashes;
        throttles += day.throttles;
        dead += day.dead;
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

  /// One random set-up with random faults.
  private static final class Day {
    private final Random random;
    private final boolean fifo;
    private final Terms terms;
    private final Lambda lambda;
    private final Set<String> sent = new TreeSet<>();
    private final Set<String> worked = new HashSet<>();
    private final double faults;
    private int crashes;
    private long throttles;
    private int dead;
    private boolean calm;

    Day(long seed) {
      this.random = new Random(seed);
      this.fifo = random.nextInt(4) == 0;
      this.faults = random.nextDouble() * 0.6;
      this.terms = drawn();
      this.lambda = new Lambda(1 + random.nextInt(4), this::run);
    }

    private Terms drawn() {
      int receives = 1 + random.nextInt(5);
      Queue queue = fifo ? fifo(receives) : queue(receives);
      var reply =
          random.nextBoolean() ? Mapping.Reply.BATCH_ITEM_FAILURES : Mapping.Reply.WHOLE_BATCH;
      Terms terms = terms(queue, 1 + random.nextInt(10), reply);
      if (random.nextBoolean()) terms = withMaximum(terms, 2 + random.nextInt(6));
      if (!fifo && random.nextInt(3) == 0)
        terms = withWindow(terms, Duration.ofSeconds(1 + random.nextInt(25)));
      return terms.with(Assumptions.DEFAULT.withSlowest(1 + random.nextInt(3)));
    }

    /// What it reports as worked is worked; what ends badly may have been worked all the same.
    private Lambda.Run run(List<Lambda.Item> items) {
      Duration takes = Duration.ofMillis(10 + random.nextInt(20_000));
      double fate = calm ? 1 : random.nextDouble() / faults;
      List<String> ids = items.stream().map(Lambda.Item::messageId).toList();
      boolean reports = terms.mapping().reply() == Mapping.Reply.BATCH_ITEM_FAILURES;
      if (fate < 0.3) return new Lambda.Run(takes, Lambda.error());
      if (fate < 0.5) return new Lambda.Run(VISIBILITY, new Invocation.TimedOut());
      if (fate < 0.6 && reports) return new Lambda.Run(takes, Lambda.comeAgain(List.of("nobody")));
      if (fate < 1 && reports) {
        int from = random.nextInt(ids.size());
        items.subList(0, from).forEach(item -> worked.add(item.body()));
        return new Lambda.Run(takes, Lambda.comeAgain(ids.subList(from, ids.size())));
      }
      items.forEach(item -> worked.add(item.body()));
      return new Lambda.Run(takes, Lambda.ok());
    }

    void pass() {
      try (World world = new World(terms, lambda, random.nextLong(), this::pond)) {
        world.begin();
        for (int hour = 0; hour < 6; hour++) {
          for (int i = random.nextInt(40); i > 0; i--) send(world);
          world.pass(Duration.ofSeconds(random.nextInt(60)));
          if (random.nextInt(3) == 0) crash(world);
        }
        calm = true;
        world.drain(Duration.ofHours(8));
        check(world);
      }
    }

    private void send(World world) {
      String body = "m" + sent.size();
      sent.add(body);
      if (fifo) world.pond().send("g" + random.nextInt(3), body);
      else world.pond().send(body);
    }

    private void crash(World world) {
      throttles += world.counts().throttles();
      crashes++;
      world.crash();
    }

    private void check(World world) {
      throttles += world.counts().throttles();
      List<String> letters = world.pond().dead();
      dead = letters.size();
      assertThat(world.pond().left()).as("left").isZero();
      assertThat(letters).as("dead once").doesNotHaveDuplicates();
      var ended = new TreeSet<>(worked);
      ended.addAll(letters);
      assertThat(ended).as("worked or dead").isEqualTo(sent);
      // What was deleted was worked: nothing leaves the queue otherwise.
      var gone = new TreeSet<>(sent);
      letters.forEach(gone::remove);
      assertThat(worked).as("deleted after a success").containsAll(gone);
    }

    /// A queue that now and then does not delete what it was told to.
    private Pond pond(World time) {
      var sqs = new ModelSqs(terms.queue(), time);
      return new Forgetful(sqs, () -> !calm && random.nextDouble() < faults / 4);
    }
  }
}
