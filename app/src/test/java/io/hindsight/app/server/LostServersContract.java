package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import io.hindsight.app.server.TestServer.Answer;
import io.hindsight.app.support.AnyMongodb;
import io.hindsight.app.support.KillablePostgres;
import io.hindsight.command.log.LogSettings;
import io.hindsight.testing.Cable;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What callers get while log, views or keys are slow, refused or gone: each row of the table "When
 * a server is lost" in docs/running.md is a row here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LostServersContract {
  private static final String SAMPLED =
      "{\"placementId\":\"sampled\",\"algorithm\":\"popularity\",\"receiptSample\":0.000001}";

  @TempDir private static Path directory;
  static KillablePostgres postgres;
  private static AnyMongodb mongodb;
  private static Cable log;
  private static Cable views;
  private static Cable keys;
  private static TestServer server;
  private static int run;

  /** A log that nobody has seen, and how it is reached. */
  record FreshLog(int port, IntFunction<Map<String, String>> through) {}

  abstract FreshLog freshLog() throws Exception;

  @BeforeAll
  void startAll() throws Exception {
    run = 0;
    postgres = KillablePostgres.start(directory.resolve("postgres"));
    mongodb = AnyMongodb.start();
    FreshLog events = freshLog();
    LogSettings.Postgres subjects = postgres.newLog();
    ConnectionString direct = new ConnectionString(mongodb.newDatabase());
    log = new Cable(events.port());
    keys = new Cable(port(subjects));
    views = new Cable(Integer.parseInt(direct.getHosts().getFirst().replaceFirst(".*:", "")));
    Map<String, String> settings = new HashMap<>(events.through().apply(log.port()));
    settings.put("hindsight.keys.store", "postgresql");
    settings.put("hindsight.keys.postgresql.url", through(keys.port(), subjects));
    settings.put("hindsight.keys.postgresql.user", subjects.user());
    settings.put("hindsight.keys.postgresql.password", subjects.password());
    settings.put("hindsight.keys.master-key", Base64.getEncoder().encodeToString(new byte[32]));
    settings.putAll(
        AnyMongodb.settings(
            "mongodb://127.0.0.1:%d/%s?serverSelectionTimeoutMS=500&heartbeatFrequencyMS=500&connectTimeoutMS=1000"
                .formatted(views.port(), direct.getDatabase())));
    server = TestServer.start(directory.resolve("data"), settings);
    trainSomething();
  }

  /** Without a model nobody's history is asked for. */
  private static void trainSomething() {
    for (String item : List.of("assam", "darjeeling", "mug")) {
      String title = "{\"title\":\"%s\"}".formatted(item);
      assertThat(server.put("/v1/items/" + item, title).status()).isLessThan(300);
    }
    // Nobody asks for their lists, but for one of them in each run.
    for (int person = 0; person < 10; person++) {
      assertThat(record("first" + person, "assam").status()).isEqualTo(202);
      assertThat(record("first" + person, person < 8 ? "darjeeling" : "mug").status())
          .isEqualTo(202);
    }
    server.train();
  }

  @AfterAll
  void stopAll() throws Exception {
    server.close();
    for (Cable cable : List.of(log, views, keys)) {
      cable.close();
    }
    mongodb.close();
    postgres.close();
  }

  static int port(LogSettings.Postgres database) {
    return Integer.parseInt(database.url().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Shorter than the usual patience, so that the test need not wait for it. */
  static String through(int cable, LogSettings.Postgres database) {
    return database.url().replaceFirst(":\\d+/", ":" + cable + "/") + "?socketTimeout=2";
  }

  @BeforeEach
  void fill() {
    run++;
    assertThat(server.post("/v1/placements", SAMPLED).status()).isLessThan(300);
    assertThat(record(person("leaving"), "assam").status()).isEqualTo(202);
    assertThat(nameOf(person("known")).status()).isLessThan(300);
    Answer filled = record(person("known"), "assam");
    assertThat(filled.status()).isEqualTo(202);
    String history = "/v1/users/" + person("known") + "/history";
    assertThat(server.seen(history, filled.position()).status()).isEqualTo(200);
    assertThat(list(person("known")).status()).isEqualTo(200);
  }

  @AfterEach
  void plugIn() {
    List.of(log, views, keys).forEach(Cable::plugIn);
    awaitHealth();
  }

  private static void awaitHealth() {
    TestServer.awaiting("all to be well", () -> server.get("/actuator/health").status() == 200);
  }

  /** What is asked of the server, and who fails it where it is away. */
  private enum Call {
    RECORD_OF_KNOWN(() -> record(person("known"), "darjeeling"), Lost.LOG),
    RECORD_OF_NEW(() -> record(person("new"), "darjeeling"), Lost.LOG, Lost.KEYS),
    LIST_OF_KNOWN(() -> list(person("known")), Lost.LOG),
    LIST_OF_KNOWN_NOT_IN_MEMORY(() -> list("first" + run), Lost.LOG, Lost.VIEWS),
    LIST_OF_UNKNOWN(() -> list(person("unknown")), Lost.LOG, Lost.KEYS),
    LIST_WITHOUT_RECEIPT(
        () -> server.get("/v1/users/" + person("known") + "/recommendations?placement=sampled")),
    POPULAR(() -> server.get("/v1/popular"), Lost.LOG),
    ITEM(() -> server.get("/v1/items/assam"), Lost.VIEWS),
    HISTORY(() -> server.get("/v1/users/" + person("known") + "/history"), Lost.VIEWS),
    FEATURES(() -> server.get("/v1/users/" + person("known") + "/features"), Lost.VIEWS),
    MODELS(() -> server.get("/v1/models"), Lost.VIEWS),
    PROFILE(() -> server.get("/v1/users/" + person("known")), Lost.VIEWS, Lost.KEYS),
    SIMILAR(() -> server.get("/v1/items/assam/similar"), Lost.LOG),
    VIEWS(() -> server.get("/v1/views"), Lost.LOG),
    EVENTS(() -> server.get("/v1/audit/events?limit=1"), Lost.LOG),
    LIVENESS(() -> server.get("/actuator/health/liveness")),
    NEW_ITEM(() -> server.put("/v1/items/item" + run, "{\"title\":\"A tea\"}"), Lost.LOG),
    CHANGED_ITEM(
        () -> server.put("/v1/items/mug", "{\"title\":\"Mug %d\"}".formatted(run)), Lost.LOG),
    PLACEMENT(() -> server.put("/v1/placements/sampled", SAMPLED), Lost.LOG),
    IMPRESSION(() -> server.post("/v1/impressions", impression(person("known"))), Lost.LOG),
    RETRACTION(
        () -> server.delete("/v1/interactions/" + person("known") + "-assam"), Lost.LOG, Lost.KEYS),
    CONSENT(
        () -> server.put("/v1/users/" + person("known") + "/consent", "{\"consent\":\"full\"}"),
        Lost.LOG),
    NAME_OF_KNOWN(() -> nameOf(person("known")), Lost.LOG, Lost.KEYS),
    NAME_OF_NEW(() -> nameOf(person("newer")), Lost.LOG, Lost.KEYS),
    ERASURE(() -> server.delete("/v1/users/" + person("leaving")), Lost.LOG);

    private final Supplier<Answer> asked;
    private final Set<Lost> needed;

    Call(Supplier<Answer> asked, Lost... needed) {
      this.asked = asked;
      this.needed = Set.of(needed);
    }
  }

  private enum Lost {
    LOG,
    VIEWS,
    KEYS;

    Cable cable() {
      return switch (this) {
        case LOG -> log;
        case VIEWS -> views;
        case KEYS -> keys;
      };
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private enum How {
    REFUSED(Cable::pull),
    GONE(Cable::stopUp);

    private final Consumer<Cable> happens;

    How(Consumer<Cable> happens) {
      this.happens = happens;
    }
  }

  Stream<Arguments> losses() {
    return Stream.of(Lost.values())
        .flatMap(lost -> Stream.of(How.values()).map(how -> Arguments.of(lost, how)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void onlyWhatNeedsItIsRefusedAndAllGoesOnWhenItIsBack(Lost lost, How how) {
    how.happens.accept(lost.cable());
    for (Call call : Call.values()) {
      Answer answer = call.asked.get();
      if (call.needed.contains(lost)) {
        assertThat(answer.status()).as("%s: %s", call, answer.body()).isEqualTo(503);
        assertThat(answer.body().get("code").asString())
            .as(call.name())
            .isEqualTo(lost.wireName() + "-unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).as(call.name()).isPresent();
      } else {
        assertThat(answer.status()).as("%s: %s", call, answer.body()).isBetween(200, 202);
      }
    }
    TestServer.awaiting("what is answered to be marked", () -> marks().equals(lost.wireName()));
    assertThat(away(lost)).isOne();
    int expected = lost == Lost.KEYS ? 200 : 503;
    TestServer.awaiting(
        "readiness to be " + expected,
        () -> server.get("/actuator/health/readiness").status() == expected);

    lost.cable().plugIn();
    TestServer.awaiting("the gauge to fall by itself", () -> away(lost) == 0);
    awaitHealth();
    for (String who : List.of("known", "new")) {
      JsonNode again = record(person(who), "darjeeling").body();
      assertThat(again.path("accepted").asInt() + again.path("duplicates").asInt())
          .as(again.toString())
          .isEqualTo(1);
    }
    Answer last = record(person("new"), "mug");
    JsonNode kept = server.seen("/v1/users/" + person("new") + "/history", last.position()).body();
    assertThat(kept.get("interactions")).as("each once: " + kept).hasSize(2);
    assertThat(marks()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSlowIsWaitedFor(Lost lost) {
    lost.cable().lengthen();
    for (Call call : Call.values()) {
      Answer answer = call.asked.get();
      assertThat(answer.status()).as("%s: %s", call, answer.body()).isBetween(200, 202);
    }
    assertThat(marks()).isEmpty();
  }

  private static String marks() {
    return server
        .get("/actuator/health/liveness")
        .headers()
        .firstValue("Hindsight-Away")
        .orElse("");
  }

  private static double away(Lost lost) {
    String path = "/actuator/metrics/hindsight.server.away?tag=server:" + lost.wireName();
    return server.get(path).body().get("measurements").get(0).get("value").asDouble();
  }

  private static Answer record(String user, String item) {
    return server.post(
        "/v1/interactions",
        "[{\"interactionId\":\"%s-%s\",\"userId\":\"%s\",\"itemId\":\"%s\",\"type\":\"like\"}]"
            .formatted(user, item, user, item));
  }

  private static Answer nameOf(String user) {
    return server.put("/v1/users/" + user, "{\"attributes\":{\"name\":\"Ann\"}}");
  }

  private static String impression(String user) {
    return "[{\"impressionId\":\"%s-%d\",\"userId\":\"%s\",\"items\":[{\"itemId\":\"assam\",\"position\":1}]}]"
        .formatted(user, run, user);
  }

  private static Answer list(String user) {
    return server.get("/v1/users/" + user + "/recommendations");
  }

  private static String person(String who) {
    return who + run;
  }
}
