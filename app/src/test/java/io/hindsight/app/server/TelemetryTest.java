package io.hindsight.app.server;

import static io.hindsight.app.server.TestServer.awaiting;
import static io.hindsight.app.support.OtlpReceiver.hex;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.OtlpReceiver;
import io.hindsight.command.log.LogSettings;
import io.hindsight.command.log.LogStore;
import io.hindsight.command.log.MessageRegistry;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.placements.PlacementEvent.PlacementCreated;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import io.hindsight.sagas.SagaTypes;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** One request can be followed through spans, log lines, answers and the log of events. */
@ExtendWith(OutputCaptureExtension.class)
class TelemetryTest {
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String WRITE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String READ = "5bf92f3577b34da6a3ce929d0e0e4737";
  private static final String CREATION = "6bf92f3577b34da6a3ce929d0e0e4738";
  private static final String LIKE = "{\"userId\":\"eve\",\"itemId\":\"assam\",\"type\":\"like\"}";

  private static final String PERSON = "marker-9d2f";

  @TempDir Path data;

  private static String[] in(String trace) {
    return new String[] {"traceparent", "00-" + trace + "-" + CALLER + "-01"};
  }

  private TestServer started(String... more) {
    var settings = new java.util.HashMap<String, String>();
    settings.put("management.tracing.sampling.probability", "1.0");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return TestServer.start(data, settings);
  }

  private static void tea(TestServer server) {
    server.put("/v1/items/assam", "{\"title\":\"Assam\"}");
    server.put("/v1/items/sencha", "{\"title\":\"Sencha\"}");
    var lines = new StringBuilder();
    for (int person = 0; person < 4; person++) {
      for (String item : List.of("assam", "sencha")) {
        lines.append(
            "{\"userId\":\"p%d\",\"itemId\":\"%s\",\"type\":\"like\"}%n".formatted(person, item));
      }
    }
    server.ndjson("/v1/interactions", lines.toString());
  }

  @Test
  void spansOfAWriteAndOfAReadArriveOverOtlpInTheirOrder() throws Exception {
    try (var receiver = new OtlpReceiver()) {
      try (TestServer server =
          started(
              "management.opentelemetry.tracing.export.otlp.endpoint",
              receiver.endpoint(),
              "management.opentelemetry.tracing.export.schedule-delay",
              "100ms")) {
        tea(server);
        server.train();
        server.post("/v1/interactions", LIKE, in(WRITE));
        server.get("/v1/users/eve/recommendations", in(READ));
        awaiting("the spans", () -> of(receiver, READ, "rank").size() == 1);
        awaiting("the view's span", () -> !receiver.named("project history").isEmpty());
      }
      Span write = http(receiver, WRITE);
      assertThat(hex(write.getParentSpanId())).isEqualTo(CALLER);
      Span command = childOf(write, receiver, "command RecordInteractions");
      childOf(command, receiver, "append");

      Span rank = childOf(http(receiver, READ), receiver, "rank");
      childOf(rank, receiver, "append");

      Span train = receiver.named("train item-knn").getFirst();
      assertThat(receiver.named("command TrainModel"))
          .as("what a training links to")
          .anyMatch(cause -> cause.getSpanId().equals(train.getLinks(0).getSpanId()));
      assertThat(receiver.named("project history")).isNotEmpty();
      assertThat(receiver.named("project serving")).isNotEmpty();
    }
  }

  /** What has gone to a collector is out of an erasure's reach. */
  @Test
  void nobodysIdLeavesWithASpan() throws Exception {
    try (var receiver = new OtlpReceiver()) {
      try (TestServer server =
          started(
              "management.opentelemetry.tracing.export.otlp.endpoint",
              receiver.endpoint(),
              "management.opentelemetry.tracing.export.schedule-delay",
              "100ms")) {
        tea(server);
        server.post("/v1/interactions", LIKE.replace("eve", PERSON), in(WRITE));
        for (String path : List.of("recommendations", "history", "features", "export", "nothing")) {
          server.get("/v1/users/" + PERSON + "/" + path, in(READ));
        }
        server.get("/v1/users/" + PERSON + "?asOf=" + PERSON, in(READ));
        server.delete("/v1/users/" + PERSON);
        server.delete("/v1/users/" + PERSON + "-unknown");
        awaiting("all spans", () -> receiver.named("http delete /v1/users/{id}").size() == 2);
        awaiting("all reads", () -> of(receiver, READ).size() == 6);
      }
      assertThat(of(receiver, READ).toString()).contains("/v1/users/{id}/recommendations");
      assertThat(receiver.spans(span -> span.toString().contains(PERSON))).isEmpty();
    }
  }

  private static List<Span> of(OtlpReceiver receiver, String trace) {
    return receiver.spans(
        span ->
            hex(span.getTraceId()).equals(trace)
                && span.getKind() == Span.SpanKind.SPAN_KIND_SERVER);
  }

  private static List<Span> of(OtlpReceiver receiver, String trace, String name) {
    return receiver.spans(
        span -> hex(span.getTraceId()).equals(trace) && span.getName().equals(name));
  }

  private static Span http(OtlpReceiver receiver, String trace) {
    List<Span> servers = of(receiver, trace);
    assertThat(servers).as("the span of the request").hasSize(1);
    return servers.getFirst();
  }

  private static Span childOf(Span parent, OtlpReceiver receiver, String name) {
    List<Span> children = of(receiver, hex(parent.getTraceId()), name);
    assertThat(children).as(name).hasSize(1);
    assertThat(children.getFirst().getParentSpanId()).isEqualTo(parent.getSpanId());
    return children.getFirst();
  }

  @Test
  void traceOfARequestIsInLogLinesProblemsAndEvents(CapturedOutput output) {
    try (TestServer server =
        started(
            "logging.level.org.springframework.web.servlet.DispatcherServlet", "debug",
            "logging.level.org.axonframework.commandhandling.SimpleCommandBus", "debug")) {
      tea(server);
      assertThat(server.post("/v1/interactions", LIKE, in(WRITE)).status()).isEqualTo(202);
      Answer none = server.get("/v1/items/none", in(READ));
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.body().get("traceId").asString()).isEqualTo(READ);
      server.get("/v1/users/eve/recommendations", in(READ));
      server.post(
          "/v1/placements",
          "{\"placementId\":\"shelf\",\"algorithm\":\"popularity\"}",
          in(CREATION));
    }
    assertThat(lines(output, WRITE))
        .as("the request's own thread")
        .anyMatch(line -> line.contains("POST \"/v1/interactions\""))
        .as("the command's thread")
        .anyMatch(line -> line.contains("RecordInteractions"));

    assertThat(tracesOf(InteractionRecorded.class)).contains(WRITE);
    assertThat(tracesOf(RecommendationServed.class)).containsExactly(READ);
    assertThat(tracesOf(PlacementCreated.class)).contains(CREATION);
  }

  private static List<String> lines(CapturedOutput output, String trace) {
    return output.getOut().lines().filter(line -> line.contains(" " + trace + " ")).toList();
  }

  private List<String> tracesOf(Class<?> event) {
    List<String> traces = new ArrayList<>();
    for (RecordedEvent recorded : events()) {
      if (event.isInstance(recorded.event())) {
        traces.add(recorded.metadata().getOrDefault("traceId", "none"));
      }
    }
    return traces;
  }

  private List<RecordedEvent> events() {
    List<RecordedEvent> events = new ArrayList<>();
    try (LogStore log =
        LogStore.open(
            new LogSettings.Sqlite(data.resolve("log.db")),
            MessageRegistry.ofEventsAnd(SagaTypes.all()),
            new SystemIds(Clock.systemUTC()))) {
      log.reader().read(LogPosition.START, log.head(), events::add);
    }
    return events;
  }

  @Test
  void nothingIsExportedAndNothingFailsWithoutAnEndpoint(CapturedOutput output) {
    try (TestServer server = started("logging.level.io.opentelemetry", "debug")) {
      tea(server);
      server.get("/v1/users/p0/recommendations");
    }
    assertThat(output.getAll()).doesNotContainIgnoringCase("export").doesNotContain("ERROR");
  }
}
