package io.hindsight.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.contracts.audit.AuditEvent.LogSealed;
import io.hindsight.contracts.audit.Finding;
import io.hindsight.contracts.audit.Finding.Kind;
import io.hindsight.contracts.audit.InclusionProof;
import io.hindsight.contracts.audit.LogIntegrity.Checked;
import io.hindsight.contracts.audit.LogIntegrity.State;
import io.hindsight.contracts.audit.RecordRead;
import io.hindsight.contracts.audit.SealStatement;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.StoredEvent;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.AuditQuery.CheckIntegrity;
import io.hindsight.contracts.queries.AuditQuery.FindIntegrity;
import io.hindsight.contracts.queries.AuditQuery.ProveEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IntegrityHttpTest extends HttpTest {
  private static final String DIGEST = "ab".repeat(32);
  private static final LogSealed SEAL =
      new LogSealed(
          new SealStatement(
              "log-1", 3, new LogPosition(20), new LogPosition(30), 10, "r", "c", "p"),
          "key1",
          "c2ln",
          "bWFya3M=",
          List.of(),
          Instant.EPOCH);

  private static <T> Answer<T> found(T value) {
    return new Answer.Found<>(value, LogPosition.START);
  }

  @Test
  void whatIsSealedAndWhatIsNotIsTold() {
    stub.when(
        FindIntegrity.class,
        _ ->
            found(
                new State(
                    "log-1",
                    SEAL,
                    DIGEST,
                    new LogPosition(35),
                    Instant.EPOCH,
                    true,
                    null,
                    "key1",
                    "PEM")));
    JsonNode state = get("/v1/audit/integrity").json();
    assertThat(state.at("/sealed/upTo").asLong()).isEqualTo(30);
    assertThat(state.at("/sealed/digest").asString()).isEqualTo(DIGEST);
    assertThat(state.at("/unsealed/after").asLong()).isEqualTo(30);
    assertThat(state.at("/unsealed/upTo").asLong()).isEqualTo(35);
    assertThat(state.get("publicKey").asString()).isEqualTo("PEM");
    assertThat(stub.received(RecordRead.class)).as("nothing personal is read").isEmpty();
  }

  @Test
  void aLogWithoutASealSaysSo() {
    stub.when(
        FindIntegrity.class,
        _ ->
            found(
                new State(
                    "log-1", null, null, LogPosition.START, null, true, "cut off", "key1", "PEM")));
    JsonNode state = get("/v1/audit/integrity").json();
    assertThat(state.get("sealed").isNull()).isTrue();
    assertThat(state.get("sealing").asString()).isEqualTo("stopped");
    assertThat(state.get("problem").asString()).isEqualTo("cut off");
    assertThat(state.at("/unsealed/since").isNull()).isTrue();
  }

  @Test
  void aCheckTellsWhereTheLogWasAltered() {
    stub.when(
        CheckIntegrity.class,
        q ->
            found(
                new Checked(
                    q.after(),
                    new LogPosition(30),
                    30,
                    3,
                    List.of(Finding.at(Kind.SEAL_BROKEN, new LogPosition(7), "broken")),
                    new LogPosition(31))));
    JsonNode check = post("/v1/audit/integrity/check?after=0&known=" + DIGEST, JSON, "").json();
    assertThat(check.get("result").asString()).isEqualTo("altered");
    assertThat(check.at("/findings/0/kind").asString()).isEqualTo("seal-broken");
    assertThat(check.at("/findings/0/position").asLong()).isEqualTo(7);
    assertThat(check.get("next").asLong()).isEqualTo(31);
    assertThat(stub.only(CheckIntegrity.class).known()).isEqualTo(DIGEST);
  }

  @Test
  void badRequestsAreRefused() {
    post("/v1/audit/integrity/check?known=abc", JSON, "").problem(400, "parameter-invalid");
    post("/v1/audit/integrity/check?after=x", JSON, "").problem(400, "position-malformed");
    get("/v1/audit/events/x/proof").problem(400, "position-malformed");
    stub.when(ProveEvent.class, _ -> Answer.refused("not-sealed", "Not yet.", "Wait."));
    get("/v1/audit/events/7/proof").problem(409, "not-sealed");
    stub.when(ProveEvent.class, _ -> Answer.refused("event-unknown", "None.", "Look."));
    get("/v1/audit/events/7/proof").problem(404, "event-unknown");
  }

  @Test
  void aProofHoldsTheEventAsItIsHashed() {
    StoredEvent event =
        new StoredEvent(
            new LogPosition(21), "e", "item", "item/i", 0, "a.B", "1", "t", "{}", "{\"a\":1.0}");
    stub.when(
        ProveEvent.class,
        _ -> found(new InclusionProof(event, 0, List.of("00"), SEAL, new LogPosition(33))));
    JsonNode proof = get("/v1/audit/events/21/proof").json();
    assertThat(proof.at("/event/payload").asString()).isEqualTo("{\"a\":1.0}");
    assertThat(proof.at("/path/0").asString()).isEqualTo("00");
    assertThat(proof.at("/seal/statement/number").asLong()).isEqualTo(3);
    assertThat(proof.at("/seal/position").asLong()).isEqualTo(33);
    assertThat(stub.only(RecordRead.class).what()).isEqualTo("proof");
  }
}
