package io.hindsight.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.ProfileDraft;
import io.hindsight.contracts.intake.IntakeCommand.RecordProfiles;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.profiles.Preferences;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindHistory;
import io.hindsight.contracts.queries.ViewQuery.FindProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersHttpTest extends HttpTest {
  private static final String BODY =
      """
      {"userId":"u1","name":"Ada","email":"ada@example.org",
       "attributes":{"age":36,"pets":["cat",{"name":"Rex"}],"x":null,"ok":true,"r":1.50},
       "preferences":{"categories":["books"],"brands":["B"]}}
      """;
  private static final ProfileDraft DRAFT =
      new ProfileDraft(
          0,
          "u1",
          "Ada",
          "ada@example.org",
          "{\"age\":36,\"pets\":[\"cat\",{\"name\":\"Rex\"}],\"x\":null,\"ok\":true,\"r\":1.50}",
          new Preferences(List.of("books"), List.of("B")));

  @BeforeEach
  void storeAll() {
    stub.when(
        RecordProfiles.class,
        c ->
            new IntakeReceipt(
                c.drafts().size(), 0, 0, 0, 0, List.of(), List.of("subject"), new LogPosition(5)));
  }

  @Test
  void everyFieldArrivesAndNoSubjectLeaves() {
    Got posted = post("/v1/users", JSON, BODY);
    Got put = put("/v1/users/u1", BODY);

    assertThat(posted.status()).isEqualTo(202);
    assertThat(put.status()).isEqualTo(202);
    assertThat(stub.received(RecordProfiles.class))
        .extracting(RecordProfiles::drafts)
        .containsExactly(List.of(DRAFT), List.of(DRAFT));
    assertThat(posted.response().body() + put.response().body()).doesNotContain("subject");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"userId\":\"other\"} | id-mismatch",
        "{\"name\":1} | field-type-wrong",
        "{\"attributes\":\"x\"} | field-type-wrong",
        "{\"attributes\":{\"a\":{\"b\":1,\"b\":2}}} | record-duplicate-key",
        "{\"attributes\":{\"a\":[\"\\ud800\"]}} | text-malformed",
        "{\"preferences\":[]} | field-type-wrong",
        "{\"preferences\":{\"colours\":[]}} | field-unknown",
        "{\"consent\":true} | field-unknown",
      })
  void aBadProfileIsAProblem(String body, String code) {
    put("/v1/users/u1", body).problem(400, code);
  }

  @Test
  void manyUsersComeInAsLines() {
    Got got = post("/v1/users", NDJSON, "{\"userId\":\"a\"}\n{\"userId\":\"b\"}");

    assertThat(got.json().path("accepted").asInt()).isEqualTo(2);
  }

  @Test
  void aProfileIsShownWithItsAttributesAsJson() {
    stub.when(
        FindProfile.class,
        q ->
            found(
                new ViewAnswer.Profile(q.userId(), "Ada", null, "{\"age\":36}", Preferences.NONE)));

    assertThat(get("/v1/users/u1").json().toString())
        .isEqualTo(
            "{\"userId\":\"u1\",\"name\":\"Ada\",\"attributes\":{\"age\":36},"
                + "\"preferences\":{\"categories\":[],\"brands\":[]}}");
  }

  @Test
  void anErasedProfileIsStillValidJson() {
    stub.when(
        FindProfile.class,
        q ->
            found(
                new ViewAnswer.Profile(
                    q.userId(), "erased", "erased", "erased", Preferences.NONE)));

    assertThat(get("/v1/users/u1").json().path("attributes").asString()).isEqualTo("erased");
  }

  @Test
  void aProfileThatIsNotThereIsNotFound() {
    stub.when(FindProfile.class, q -> Answer.refused("user-unknown", "no profile", "give one"));

    get("/v1/users/u1").problem(404, "user-unknown");
  }

  @Test
  void aHistoryIsPaged() {
    stub.when(
        FindHistory.class,
        q ->
            found(
                new ViewAnswer.History(
                    List.of(
                        new ViewAnswer.Interaction(
                            new InteractionId("n1"),
                            new ItemId("i1"),
                            InteractionType.ADD_TO_CART,
                            Instant.parse("2026-01-01T00:00:00Z"),
                            2,
                            new BigDecimal("1.50"),
                            "EUR",
                            null,
                            null,
                            null,
                            new PlacementId("home"),
                            null)),
                    "cursor")));

    Got got = get("/v1/users/u%2F1/history?limit=1&after=c0");

    assertThat(got.response().body())
        .isEqualTo(
            "{\"interactions\":[{\"interactionId\":\"n1\",\"itemId\":\"i1\",\"type\":\"add_to_cart\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"quantity\":2,\"unitPrice\":1.50,"
                + "\"currency\":\"EUR\",\"placement\":\"home\"}],\"next\":\"cursor\"}");
    assertThat(stub.only(FindHistory.class))
        .isEqualTo(new FindHistory(new UserId("u/1"), 1, "c0", null));
  }

  @Test
  void aHistoryHasALimitToItsPages() {
    get("/v1/users/u/history?limit=1001").problem(400, "parameter-out-of-range");
    get("/v1/users/u/history?limit=0").problem(400, "parameter-out-of-range");
    get("/v1/users/u/history?after=" + "x".repeat(1_001)).problem(400, "parameter-out-of-range");
  }

  private static Answer<?> found(Object value) {
    return new Answer.Found<>(value, new LogPosition(5));
  }
}
