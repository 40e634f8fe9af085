package io.surgetank.deploy.infra.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// An AWS account on this machine, as far as tools ask it for what they deploy; the package says
/// how far that is. Empty when it is made. All services answer at one address; which of them is
/// meant, the signature says.
///
/// ```java
/// try (var account = new Account()) {
///   // a tool, with account.environment(), deploys
///   assertThat(account.stacks()).extracting(Account.Stands::status).containsExactly("CREATE_COMPLETE");
/// }
/// ```
public final class Account implements AutoCloseable {
  public static final String ID = "123456789012";
  public static final String REGION = "eu-central-1";

  /// For [#handle]: requests that nobody signed, as a browser or `curl` sends them to an API.
  public static final String UNSIGNED = "";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Service> services = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final Buckets buckets;
  private final Texts texts = new Texts(REGION);
  private final Estate estate;
  private final Stacks stacks;
  private final CloudFormation cloudFormation;
  private final Looks looks;
  private volatile Consumer<Asked> watcher = _ -> {};

  /// A stack of CloudFormation that has not gone.
  ///
  /// @param status as AWS names it: `CREATE_COMPLETE`
  public record Stands(String name, String status, Map<String, String> outputs) {}

  /// Runs no functions.
  public Account() {
    this(Host.none());
  }

  public Account(Host host) {
    var clock = InstantSource.system();
    buckets = new Buckets(clock);
    estate = new Estate(buckets, texts);
    stacks = new Stacks(buckets, REGION, clock);
    cloudFormation = new CloudFormation(stacks, new Execution(estate, host));
    services.put("cloudformation", cloudFormation);
    services.put("s3", new S3(buckets, REGION));
    services.put("secretsmanager", texts);
    services.put("ssm", texts);
    var told = new Told(estate, stacks);
    for (String service : Told.SERVICES) services.put(service, told);
    looks = new Looks(estate);
    for (String service : Looks.SERVICES) services.put(service, looks);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException unbound) {
      throw new java.io.UncheckedIOException(unbound);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /// Where all services are: `http://127.0.0.1:40123`.
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What a tool's process needs to come here, and nowhere else.
  public Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("AWS_ENDPOINT_URL", endpoint()),
        Map.entry("AWS_ACCESS_KEY_ID", "stand-in"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "stand-in"),
        Map.entry("AWS_REGION", REGION),
        Map.entry("AWS_DEFAULT_REGION", REGION),
        Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
        Map.entry("AWS_CONFIG_FILE", "/dev/null"),
        Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
        Map.entry("AWS_PAGER", ""));
  }

  public List<Stands> stacks() {
    return stacks.standing().stream()
        .map(stack -> new Stands(stack.name(), stack.status(), Map.copyOf(stack.outputs)))
        .toList();
  }

  /// The logical names of what stands in a stack.
  public List<String> resources(String stack) {
    return stacks.standing().stream()
        .filter(one -> one.name().equals(stack))
        .flatMap(one -> one.made.keySet().stream())
        .toList();
  }

  public Buckets buckets() {
    return buckets;
  }

  /// Names in Secrets Manager, those too that wait to be deleted.
  public List<String> secrets() {
    return texts.secrets();
  }

  /// Names in Parameter Store.
  public List<String> parameters() {
    return texts.parameters();
  }

  /// What was asked for, in order: `cloudformation:CreateChangeSet`.
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /// What was asked for and is not known here; a test that deploys well wants none.
  public List<String> notKnown() {
    return List.copyOf(refused);
  }

  /// Told of each request before it is answered, in the thread that answers.
  public void watch(Consumer<Asked> someone) {
    watcher = someone;
  }

  /// Another service, or another answer for one: `sqs`.
  public void handle(String service, Service handler) {
    services.put(service, handler);
  }

  /// From now on what a stack is told to do has not ended before it was looked at so many times.
  public void takes(int looks) {
    cloudFormation.takes(looks);
  }

  /// There is already a thing of this type and name, and it is in no stack: `AWS::SQS::Queue`.
  public void holds(String type, String name) {
    estate.holds(type, name);
  }

  /// From now on there are so many messages in the queue of this name.
  ///
  /// @param counts by SQS's names: `ApproximateNumberOfMessages`
  public void counts(String queue, Map<String, Integer> counts) {
    looks.counts(queue, counts);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Asked.read(exchange);
      Answer answer;
      try {
        asked.add(request.toString());
        watcher.accept(request);
        var service = services.get(request.service());
        if (service == null) throw Refusal.unknown(request);
        answer = service.answer(request);
      } catch (Refusal refusal) {
        if (refusal.sentence().startsWith("the stand-in for an account does not know"))
          refused.add(request.toString());
        answer = Answer.refused(request, refusal);
      } catch (RuntimeException | IOException surprise) {
        refused.add(request + ": " + surprise);
        answer =
            Answer.refused(
                request, new Refusal(400, "InternalFailure", "the stand-in failed: " + surprise));
      }
      send(exchange, answer);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body();
    var headers = new TreeMap<>(answer.headers());
    headers.put("x-amzn-RequestId", "0");
    headers.put("x-amz-request-id", "0");
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    if (isHead) exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    boolean isBare = isHead || body.length == 0;
    exchange.sendResponseHeaders(answer.status(), isBare ? -1 : body.length);
    if (!isBare) exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
