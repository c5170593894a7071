package io.hindsight.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to a server, patiently: what may be sent again is, with growing pauses. Thread-safe. */
public final class ApiClient implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration LONGEST_WISH = Duration.ofSeconds(30);

  private final URI base;
  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final Retry retry;
  private final AtomicLong resent = new AtomicLong();

  public ApiClient(URI base, Patience patience) {
    this.base = base;
    RetryConfig config =
        RetryConfig.<Object>custom()
            .maxAttempts(patience.attempts())
            .retryExceptions(IOException.class)
            .intervalBiFunction((attempt, outcome) -> pause(patience, attempt, outcome))
            .build();
    this.retry = Retry.of("api", config);
    retry.getEventPublisher().onRetry(event -> resent.incrementAndGet());
  }

  public URI base() {
    return base;
  }

  /** How often something was sent again, so far. */
  public long resent() {
    return resent.get();
  }

  /** Whether anything answers there at all. Asks once. */
  public boolean isAnswered() {
    try {
      http.send(request("/actuator/health").GET().build(), BodyHandlers.discarding());
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Fails with the remedy where no server answers. */
  public void requireServer() {
    if (!isAnswered()) {
      throw new CommandFailed(
          "no server answers at " + base,
          "start one with ./hindsight up, or name another one with --url");
    }
  }

  public JsonNode get(String path) {
    return get(path, Map.of());
  }

  public JsonNode get(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path);
    headers.forEach(request::header);
    return exchange(request.GET().build()).body();
  }

  /** The answer as of that position of the log or a later one. */
  public JsonNode get(String path, long position) {
    return get(path, Map.of("Hindsight-Position", Long.toString(position)));
  }

  public JsonNode post(String path, Object body) {
    return post(path, body, Map.of());
  }

  public JsonNode post(String path, Object body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return exchange(request.POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))).build())
        .body();
  }

  /** The lines of a long answer, as they come. Asked for once; to be closed. */
  public Stream<String> lines(String path, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(withoutSlash(base) + path));
    headers.forEach(request::header);
    try {
      HttpResponse<Stream<String>> response =
          http.send(request.GET().build(), BodyHandlers.ofLines());
      if (response.statusCode() >= 300) {
        try (Stream<String> body = response.body()) {
          byte[] problem = body.collect(Collectors.joining("\n")).getBytes(UTF_8);
          read(response.request(), response.statusCode(), problem);
        }
      }
      return response.body();
    } catch (IOException e) {
      throw new CommandFailed(
          "the server at " + base + " went away (" + cause(e) + ")",
          "run the same command again",
          e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  public JsonNode delete(String path) {
    return exchange(request(path).DELETE().build()).body();
  }

  /** Sends records, one JSON object a line. Sending them again does no harm: they have ids. */
  public Sent postLines(String path, byte[] lines) {
    return exchange(
        request(path)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(lines))
            .build());
  }

  @Override
  public void close() {
    http.close();
  }

  /**
   * @param attempts 1, or more where the server was busy or away in between
   */
  public record Sent(JsonNode body, int attempts) {}

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(withoutSlash(base) + path))
        .timeout(ANSWER_TIMEOUT)
        .header("Accept", "application/json, application/problem+json");
  }

  private static String withoutSlash(URI base) {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private Sent exchange(HttpRequest request) {
    int[] attempts = {0};
    try {
      HttpResponse<byte[]> response =
          Retry.decorateCheckedSupplier(
                  retry,
                  () -> {
                    attempts[0]++;
                    return sendOnce(request);
                  })
              .get();
      return new Sent(read(request, response.statusCode(), response.body()), attempts[0]);
    } catch (Busy e) {
      throw new CommandFailed(
          base + " was still too busy after " + attempts[0] + " attempts",
          "run the same command again later, it goes on where it stopped",
          e);
    } catch (IOException e) {
      throw new CommandFailed(
          "the server at " + base + " went away (" + cause(e) + ")",
          "start it again and run the same command again, it goes on where it stopped",
          e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> sendOnce(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    int status = response.statusCode();
    if (status == 429 || status == 502 || status == 503 || status == 504) {
      throw new Busy(status, response.headers().firstValue("Retry-After").orElse(null));
    }
    return response;
  }

  private JsonNode read(HttpRequest request, int status, byte[] answer) {
    JsonNode body;
    try {
      body = json.readTree(answer);
    } catch (JacksonException e) {
      throw new ApiRefusal(
          status,
          "",
          request.uri() + " answered " + status + " without JSON",
          "is it a Hindsight server");
    }
    if (status >= 300) {
      String detail = body.path("detail").asString(body.path("title").asString("no detail"));
      throw new ApiRefusal(
          status,
          body.path("code").asString(""),
          request.method() + " " + request.uri().getPath() + " was refused: " + trimmed(detail),
          trimmed(body.path("remedy").asString("")));
    }
    return body;
  }

  private static String trimmed(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static long pause(Patience patience, int attempt, Either<Throwable, Object> outcome) {
    Duration pause = patience.pauseAfter(attempt);
    if (outcome.isLeft() && outcome.getLeft() instanceof Busy busy) {
      Duration wish = busy.retryAfter();
      pause = wish.compareTo(pause) > 0 ? wish : pause;
    }
    return Math.max(1, pause.toMillis());
  }

  private static String cause(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static CommandFailed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new CommandFailed(
        "interrupted", "run the same command again, it goes on where it stopped", e);
  }

  /** An answer that asks to come back later. */
  private static final class Busy extends IOException {
    private final @Nullable String retryAfter;

    Busy(int status, @Nullable String retryAfter) {
      super("answered " + status);
      this.retryAfter = retryAfter;
    }

    Duration retryAfter() {
      if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) {
        return Duration.ZERO;
      }
      Duration wish = Duration.ofSeconds(Long.parseLong(retryAfter));
      return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }
  }
}
