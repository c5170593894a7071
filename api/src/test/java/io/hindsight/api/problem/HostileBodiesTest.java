package io.hindsight.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.intake.IntakeCommand.ListItems;
import io.hindsight.contracts.intake.IntakeCommand.RecordImpressions;
import io.hindsight.contracts.intake.IntakeCommand.RecordInteractions;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.log.LogPosition;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever is sent wherever: a problem detail, never a 500, never a look inside. */
class HostileBodiesTest extends HttpTest {
  private static final List<String> INTAKE =
      List.of("/v1/interactions", "/v1/impressions", "/v1/items", "/v1/users");
  private static final List<String> SINGLE =
      List.of(
          "PUT /v1/items/i",
          "PUT /v1/users/u",
          "POST /v1/placements",
          "PUT /v1/placements/p",
          "POST /v1/trainings");

  @BeforeEach
  void rejectNothing() {
    IntakeReceipt none = new IntakeReceipt(0, 0, 0, 0, 0, List.of(), List.of(), new LogPosition(1));
    stub.when(RecordInteractions.class, c -> none);
    stub.when(RecordImpressions.class, c -> none);
    stub.when(ListItems.class, c -> none);
    stub.when(RecordProfiles.class, c -> none);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("empty", bytes("")),
        Arguments.of("blank", bytes(" \n ")),
        Arguments.of("no JSON", bytes("hello")),
        Arguments.of("null", bytes("null")),
        Arguments.of("number", bytes("12")),
        Arguments.of("text", bytes("\"x\"")),
        Arguments.of("open object", bytes("{\"userId\":\"u\"")),
        Arguments.of("open text", bytes("{\"userId\":\"u")),
        Arguments.of("open array", bytes("[{}")),
        Arguments.of("trailing", bytes("{}{}")),
        Arguments.of("wrong bracket", bytes("[{}}")),
        Arguments.of("single quotes", bytes("{'userId':'u'}")),
        Arguments.of("comment", bytes("/* x */ {}")),
        Arguments.of("NaN", bytes("{\"value\":NaN}")),
        Arguments.of("raw NUL", bytes("{\"title\":\"\0\"}")),
        Arguments.of("raw line break in text", bytes("{\"title\":\"a\nb\"}")),
        Arguments.of("escaped NUL", bytes("{\"title\":\"\\u0000\",\"name\":\"\\u0000\"}")),
        Arguments.of("lone surrogate", bytes("{\"title\":\"\\udfff\",\"name\":\"\\udfff\"}")),
        Arguments.of("lone surrogate as a key", bytes("{\"\\ud800\":1}")),
        Arguments.of("duplicate key", bytes("{\"title\":\"a\",\"title\":\"b\"}")),
        Arguments.of("deep arrays", bytes("[".repeat(100_000))),
        Arguments.of("deep objects", bytes("{\"a\":".repeat(100_000))),
        Arguments.of(
            "deep attributes",
            bytes("{\"attributes\":" + "{\"a\":".repeat(500) + "1" + "}".repeat(501))),
        Arguments.of("long number", bytes("{\"price\":" + "9".repeat(100_000) + "}")),
        Arguments.of("long name", bytes("{\"" + "n".repeat(100_000) + "\":1}")),
        Arguments.of("long text", bytes("{\"title\":\"" + "t".repeat(100_000) + "\"}")),
        Arguments.of(
            "invalid UTF-8", new byte[] {'{', '"', 't', '"', ':', '"', (byte) 0xff, '"', '}'}),
        Arguments.of("half a UTF-8 character", new byte[] {'"', (byte) 0xe2, (byte) 0x82}),
        Arguments.of(
            "surrogates as UTF-8",
            new byte[] {
              '{',
              '"',
              'n',
              'a',
              'm',
              'e',
              '"',
              ':',
              '"',
              (byte) 0xed,
              (byte) 0xa0,
              (byte) 0x80,
              '"',
              '}'
            }),
        Arguments.of("UTF-16", "{\"title\":1}".getBytes(StandardCharsets.UTF_16)),
        Arguments.of("random bytes", new byte[] {0, 1, 2, 3, (byte) 0x80, 127, 64, 0, 0, 9}));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isRefusedWithAProblemEverywhere(String name, byte[] body) {
    for (String path : INTAKE) {
      Got got = post(path, JSON, body);
      // "title" and "name" are no fields of every kind, but all of these are bad everywhere.
      assertThat(got.refused().path("code").asString()).as(path).isNotEqualTo("bad-request");
    }
    for (String target : SINGLE) {
      String[] parts = target.split(" ");
      Got got = send(parts[0], parts[1], BodyPublishers.ofByteArray(body), "Content-Type", JSON);
      assertThat(got.refused().path("code").asString()).as(target).isNotEqualTo("bad-request");
    }
    assertThat(stub.received(ListItems.class)).allMatch(command -> command.drafts().isEmpty());
    assertThat(stub.received(RecordProfiles.class)).allMatch(command -> command.drafts().isEmpty());
    assertThat(stub.received(RecordInteractions.class))
        .allMatch(command -> command.drafts().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void costsOnlyItsLinesInAStream(String name, byte[] body) {
    for (String path : INTAKE) {
      Got got = post(path, NDJSON, body);
      assertThat(got.status()).as(got.response().body()).isEqualTo(202);
    }
  }

  @Test
  void aBodyOfTenMegabytesIsToldToStream() {
    byte[] body = bytes("[{\"title\":\"" + "x".repeat(10 << 20) + "\"}]");
    byte[] spread =
        bytes(
            "["
                + "{\"title\":\"xxxxxxxxxxxxxxxxxxxx\"},".repeat(9_000)
                + " ".repeat(10 << 20)
                + "{}]");

    for (String path : INTAKE) {
      // Where title is a field, that it is too long is found first.
      assertThat(post(path, JSON, body).refused().path("code").asString())
          .isIn("json-limits", "body-too-large");
      JsonNode problem = post(path, JSON, spread).problem(413, "body-too-large");
      assertThat(problem.path("remedy").asString()).contains("application/x-ndjson");
    }
    assertThat(stub.received(ListItems.class)).isEmpty();
  }

  @Test
  void anArrayOfAMillionElementsIsToldToStream() {
    byte[] body = bytes("[" + "1,".repeat(1_000_000) + "1]");

    for (String path : INTAKE) {
      JsonNode problem = post(path, JSON, body).problem(413, "too-many-records");
      assertThat(problem.path("remedy").asString()).contains("application/x-ndjson");
    }
    assertThat(stub.received(RecordInteractions.class)).isEmpty();
  }

  @Test
  void compressedBodiesAreRefusedClearly() {
    Got got =
        send(
            "POST",
            "/v1/interactions",
            BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 8, 0}),
            "Content-Type",
            JSON,
            "Content-Encoding",
            "gzip");

    got.problem(415, "content-encoding-unsupported");
    assertThat(got.header("Accept-Encoding")).isEqualTo("identity");
  }

  @Test
  void otherMediaTypesAreRefusedWithTheRightOnes() {
    JsonNode problem =
        post("/v1/interactions", "application/xml", "<a/>").problem(415, "media-type-unsupported");
    assertThat(problem.path("remedy").asString()).contains(JSON, NDJSON);

    send("POST", "/v1/items", BodyPublishers.ofString("{}")).problem(415, "media-type-unsupported");
    post("/v1/items", "nonsense", "{}").problem(415, "media-type-unsupported");
    post("/v1/trainings", NDJSON, "{}").problem(415, "media-type-unsupported");
  }
}
