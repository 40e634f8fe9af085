package io.surgetank.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.surgetank.core.api.Precheck;
import io.surgetank.core.api.Request;
import io.surgetank.core.api.RequestHandler;
import io.surgetank.core.api.Response;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Errors on the threads that serve connections: what Netty catches must not be only logged.
@Timeout(60)
class EventLoopErrorsTest {
  private final @Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  private final BlockingQueue<String> reported = new LinkedBlockingQueue<>();

  @BeforeEach
  void listen() {
    LogSilencer.silenceLog();
    Thread.setDefaultUncaughtExceptionHandler((_, error) -> reported.add(error.toString()));
  }

  @AfterEach
  void restore() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  private record WithoutMemory() implements RequestHandler {
    @Override
    public Response answer(Request request) {
      throw new AssertionError("never called");
    }

    @Override
    public Precheck precheck(Request head) {
      throw new OutOfMemoryError("while reading");
    }
  }

  @Test
  void an_out_of_memory_error_while_a_request_is_read_reaches_the_uncaught_exception_handler()
      throws Exception {
    var server =
        HttpServer.start(
            new ListenSettings("127.0.0.1", 0), TestDependencies.of(new WithoutMemory()));
    try (server;
        var client = new SlowClient(server.port())) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(reported.take()).contains("OutOfMemoryError", "while reading");
    }
  }

  /// The selector of an event loop.
  private static final class BrokenSelector implements IoHandler {
    @Override
    public int run(IoHandlerContext context) {
      throw new OutOfMemoryError("in the selector");
    }

    @Override
    public IoRegistration register(IoHandle handle) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void wakeup() {}

    @Override
    public boolean isCompatible(Class<? extends IoHandle> type) {
      return false;
    }
  }

  @Test
  void an_error_that_ends_an_event_loop_is_a_failure_of_the_server() throws Exception {
    var loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("broken", true), _ -> new BrokenSelector());
    HttpServer.watch(loops, new ConnectionRegistry(1, System::nanoTime), reported::add);

    // The first task starts the thread.
    loops.execute(() -> {});

    assertThat(reported.take()).contains("a thread that serves connections has ended");
  }
}
