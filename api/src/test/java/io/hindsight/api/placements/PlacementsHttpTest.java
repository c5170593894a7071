package io.hindsight.api.placements;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.api.support.HttpTest;
import io.hindsight.api.support.TestApi;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.placements.PlacementCommand.ChangePlacement;
import io.hindsight.contracts.placements.PlacementCommand.CreatePlacement;
import io.hindsight.contracts.placements.PlacementSettings;
import io.hindsight.contracts.queries.Answer;
import io.hindsight.contracts.queries.ViewAnswer;
import io.hindsight.contracts.queries.ViewQuery.FindPlacement;
import io.hindsight.contracts.queries.ViewQuery.FindPlacements;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementsHttpTest extends HttpTest {
  private static final PlacementSettings SETTINGS =
      new PlacementSettings("Home", "item-knn", 20, 0.3, Set.of(InteractionType.PURCHASE));
  private static final String BODY =
      "{\"placementId\":\"home\",\"name\":\"Home\",\"algorithm\":\"item-knn\",\"listLength\":20,"
          + "\"diversity\":0.3,\"consumedBy\":[\"purchase\"]}";

  @Test
  void aPlacementIsCreatedAndLocated() {
    stub.when(CreatePlacement.class, c -> new Reply.Done(new LogPosition(4), 1, true));

    Got got = post("/v1/placements", JSON, BODY);

    assertThat(got.status()).isEqualTo(201);
    assertThat(got.header("Location")).isEqualTo("/v1/placements/home");
    assertThat(got.header("Hindsight-Position")).isEqualTo("4");
    assertThat(got.json().toString())
        .isEqualTo("{\"placementId\":\"home\",\"revision\":1,\"changed\":true,\"position\":4}");
    assertThat(stub.only(CreatePlacement.class))
        .isEqualTo(new CreatePlacement(new PlacementId("home"), SETTINGS, TestApi.NOW));
  }

  @Test
  void whatIsLeftOutHasDefaults() {
    stub.when(CreatePlacement.class, c -> new Reply.Done(new LogPosition(4), 1, true));

    post("/v1/placements", JSON, "{\"placementId\":\"p\",\"algorithm\":\"popularity\"}");

    assertThat(stub.only(CreatePlacement.class).settings())
        .isEqualTo(
            new PlacementSettings("p", "popularity", 10, 0, PlacementSettings.DEFAULT_CONSUMED_BY));
  }

  @Test
  void aSampleOfReceiptsIsASettingLikeOthers() {
    stub.when(CreatePlacement.class, c -> new Reply.Done(new LogPosition(4), 1, true));

    post(
        "/v1/placements",
        JSON,
        "{\"placementId\":\"p\",\"algorithm\":\"popularity\",\"receiptSample\":0.05}");

    assertThat(stub.only(CreatePlacement.class).settings().receiptSample()).isEqualTo(0.05);
  }

  @Test
  void aPlacementIsChanged() {
    stub.when(ChangePlacement.class, c -> new Reply.Done(new LogPosition(6), 2, true));

    Got got = put("/v1/placements/home", BODY);

    assertThat(got.status()).isEqualTo(202);
    assertThat(got.json().path("revision").asInt()).isEqualTo(2);
    assertThat(stub.only(ChangePlacement.class))
        .isEqualTo(new ChangePlacement(new PlacementId("home"), SETTINGS, TestApi.NOW));
  }

  @Test
  void refusalsKeepTheirMeaning() {
    stub.when(CreatePlacement.class, c -> Reply.refused("placement-exists", "is there", "change"));
    post("/v1/placements", JSON, BODY).problem(409, "placement-exists");

    stub.when(CreatePlacement.class, c -> Reply.refused("algorithm-unknown", "none", "see"));
    post("/v1/placements", JSON, BODY).problem(400, "algorithm-unknown");

    stub.when(ChangePlacement.class, c -> Reply.refused("placement-unknown", "none", "create"));
    put("/v1/placements/home", BODY).problem(404, "placement-unknown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"placementId\":\"p\"} | algorithm-missing",
        "{\"algorithm\":\"a\"} | placement-id-missing",
        "{\"placementId\":\" \",\"algorithm\":\"a\"} | id-invalid",
        "{\"placementId\":\"p\",\"algorithm\":5} | field-type-wrong",
        "{\"placementId\":\"p\",\"algorithm\":\"a\",\"listLength\":\"9\"} | field-type-wrong",
        "{\"placementId\":\"p\",\"algorithm\":\"a\",\"receiptSample\":\"0.1\"} | field-type-wrong",
        "{\"placementId\":\"p\",\"algorithm\":\"a\",\"consumedBy\":[\"buy\"]} | type-unknown",
        "{\"placementId\":\"p\",\"algorithm\":\"a\",\"color\":1} | field-unknown",
      })
  void aBadPlacementIsAProblem(String body, String code) {
    post("/v1/placements", JSON, body).problem(400, code);
  }

  @Test
  void thePathAndTheBodyNameTheSamePlacement() {
    put("/v1/placements/other", BODY).problem(400, "id-mismatch");
  }

  @Test
  void placementsAreShown() {
    ViewAnswer.Placement home = new ViewAnswer.Placement(new PlacementId("home"), 3, SETTINGS);
    stub.when(FindPlacement.class, q -> new Answer.Found<>(home, new LogPosition(9)));
    stub.when(
        FindPlacements.class,
        q -> new Answer.Found<>(new ViewAnswer.Placements(List.of(home)), new LogPosition(9)));

    assertThat(get("/v1/placements/home").json())
        .isEqualTo(
            MAPPER.readTree(
                BODY.replaceFirst(",", ",\"revision\":3,")
                    .replace("}", ",\"receiptSample\":1.0}")));
    assertThat(
            get("/v1/placements").json().path("placements").path(0).path("placementId").asString())
        .isEqualTo("home");
  }

  @Test
  void aPlacementThatIsNotThereIsNotFound() {
    stub.when(FindPlacement.class, q -> Answer.refused("placement-unknown", "none", "create"));

    get("/v1/placements/nope").problem(404, "placement-unknown");
  }
}
