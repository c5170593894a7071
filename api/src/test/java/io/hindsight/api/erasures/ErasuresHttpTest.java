package io.hindsight.api.erasures;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.api.support.TestApi;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.erasure.LearnedModels;
import io.hindsight.contracts.ids.ErasureId;
import io.hindsight.contracts.intake.Refusal;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer.Erasure;
import io.hindsight.contracts.queries.ViewQuery.FindErasure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErasuresHttpTest extends HttpTest {
  private static final ErasureId ID = new ErasureId("e-1");

  @Test
  void anErasureIsAcceptedWithTheAddressOfItsStatus() {
    stub.when(EraseUser.class, command -> new ErasureReply.Accepted(ID, new LogPosition(9), true));
    Got got = delete("/v1/users/ann%2Fb");
    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().path("erasureId").asString()).isEqualTo("e-1");
    assertThat(got.json().path("status").asString()).isEqualTo("/v1/erasures/e-1");
    assertThat(got.json().path("changed").asBoolean()).isTrue();
    assertThat(got.header("Location")).endsWith("/v1/erasures/e-1");
    assertThat(got.header("Hindsight-Position")).isEqualTo("9");
    assertThat(stub.only(EraseUser.class).userId().value()).isEqualTo("ann/b");
  }

  @Test
  void whoIsNotKnownCannotBeErased() {
    stub.when(
        EraseUser.class,
        command -> new ErasureReply.Refused(new Refusal("user-unknown", "nobody", "check it")));
    delete("/v1/users/nobody").problem(404, "user-unknown");
    delete("/v1/users/" + "x".repeat(201)).problem(400, "id-invalid");
  }

  @Test
  void theStatusShowsEachStepAndAtLastTheReceipt() {
    Erasure.Step done = new Erasure.Step("destroy-key", TestApi.NOW, null, null);
    Erasure.Step models =
        new Erasure.Step(
            "list-models", TestApi.NOW, null, List.of(new LearnedModels("als", 1, 2, null)));
    stub.when(
        FindErasure.class,
        query ->
            new Answer.Found<>(
                new Erasure(
                    ID,
                    "completed",
                    TestApi.NOW,
                    List.of(done, models),
                    null,
                    new Erasure.Receipt("{\"a\":1}", "k1", "c2ln")),
                new LogPosition(9)));
    Got got = get("/v1/erasures/e-1");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.json().path("status").asString()).isEqualTo("completed");
    assertThat(got.json().at("/steps/0/doneAt").asString()).isEqualTo(TestApi.NOW.toString());
    assertThat(got.json().at("/steps/1/models/0/toVersion").asInt()).isEqualTo(2);
    assertThat(got.json().at("/receipt/statement").asString()).isEqualTo("{\"a\":1}");
    assertThat(got.json().has("delayed")).isFalse();
  }

  @Test
  void anUnknownErasureIsNotFound() {
    stub.when(
        FindErasure.class, query -> Answer.refused("erasure-unknown", "no such one", "check it"));
    get("/v1/erasures/e-2").problem(404, "erasure-unknown");
  }
}
