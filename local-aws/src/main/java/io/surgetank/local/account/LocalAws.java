package io.surgetank.local.account;

import io.surgetank.local.access.Access;
import io.surgetank.local.emulator.Clients;
import io.surgetank.local.emulator.Emulator;
import io.surgetank.local.emulator.Endpoints;
import io.surgetank.local.emulator.Installer;
import io.surgetank.local.gateway.HttpFront;
import io.surgetank.local.gateway.Limits;
import io.surgetank.local.lambda.Lambda;
import io.surgetank.local.lambda.Rooms;
import io.surgetank.local.schedule.Clockwork;
import io.surgetank.stack.Function;
import java.lang.System.Logger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A stack of AWS that stands on this machine: the deployment zip in real processes, an HTTP API in
/// front of it, SQS and DynamoDB behind it.
public final class LocalAws implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LocalAws.class.getName());

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Order order;
  private final Kit kit;
  private final Lambda.Surroundings surroundings;

  private LocalAws(Order order, Kit kit, Lambda.Surroundings surroundings) {
    this.order = order;
    this.kit = kit;
    this.surroundings = surroundings;
  }

  /// What stands, and where.
  ///
  /// @param functions as they run here, with this machine's places in their environment
  public record Standing(
      String url,
      Endpoints endpoints,
      Access access,
      Lambda lambda,
      Clients clients,
      Rooms rooms,
      List<Function> functions,
      LocalAws end)
      implements AutoCloseable {
    @Override
    public void close() {
      end.close();
    }
  }

  /// It answers when this returns. Throws [UncheckedIOException] or [IllegalArgumentException] with
  /// a sentence when it cannot stand; nothing is left behind then.
  public static Standing start(Order order, Kit kit, Lambda.Surroundings surroundings)
      throws InterruptedException {
    var aws = new LocalAws(order, kit, surroundings);
    boolean stands = false;
    try {
      Standing standing = aws.stand();
      stands = true;
      return standing;
    } finally {
      if (!stands) aws.close();
    }
  }

  private Standing stand() throws InterruptedException {
    var stack = order.stack();
    HttpFront.requireFree(order.port());
    var task = add(TaskFolder.unpack(kit.zip(), order.overlay()));
    Endpoints endpoints = endpoints();
    var clients = add(Clients.of(endpoints, stack.region()));
    Map<String, String> urls = new Installer(clients, stack.region()).install(stack);
    var access = add(Access.start(stack.functions(), endpoints));
    var settling = Settling.of(access, urls, order.token());
    var rooms =
        new Rooms(kit.java(), task.path(), kit.runtime(), stack.region(), Rooms.LAMBDA_FLAGS);
    var functions = settling.functions(stack);
    var lambda = new Lambda(functions, rooms, order.bounds(), surroundings);
    var sources = new Sources(stack, urls, name -> queuesFor(name, access), surroundings);
    // Together: a mapping ends when its calls have ended, which they do with their environments.
    add(new Running(lambda, sources.mappings(lambda)));
    var clockwork =
        new Clockwork(stack.schedules(), lambda, stack.region(), surroundings.clock().instant());
    add(new Turning(lambda, clockwork, surroundings.clock()));
    var front =
        add(
            HttpFront.start(
                stack.api(),
                Limits.DEFAULT,
                lambda,
                order.port(),
                new HttpFront.Surroundings(surroundings.clock(), surroundings.random())));
    return new Standing(front.url(), endpoints, access, lambda, clients, rooms, functions, this);
  }

  /// A mapping polls and deletes in the name of the function that it calls.
  private SqsClient queuesFor(String function, Access access) {
    return add(Clients.of(access.of(function), order.stack().region())).sqs();
  }

  private Endpoints endpoints() throws InterruptedException {
    if (order.endpoints().isPresent()) return order.endpoints().get();
    var log = order.logs().resolve("aws-local-emulator.log").toFile();
    return add(Emulator.start(kit.emulator(), order.stack().region(), log)).endpoints();
  }

  private synchronized <T extends AutoCloseable> T add(T part) {
    opened.push(part);
    return part;
  }

  /// Ends everything, what was started last first.
  @Override
  public synchronized void close() {
    while (!opened.isEmpty())
      try {
        opened.pop().close();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      } catch (Exception unclosed) {
        LOG.log(Logger.Level.WARNING, "not ended in good order", unclosed);
      }
  }
}
