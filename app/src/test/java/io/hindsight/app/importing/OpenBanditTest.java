package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import io.hindsight.app.importing.Part.Target;
import io.hindsight.app.support.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OpenBanditTest {
  private static final String HEADER =
      ",timestamp,item_id,position,click,propensity_score,user_feature_0\n";

  @TempDir Path directory;
  private ImporterFixture fixture;

  @BeforeEach
  void begin() {
    fixture = new ImporterFixture(directory.resolve("states"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Path log(String policy, String... lines) throws Exception {
    Path campaign = Files.createDirectories(directory.resolve(policy).resolve("men"));
    Files.writeString(
        campaign.resolve("item_context.csv"), ",item_id,item_feature_0\n0,0,0.5\n1,1,-0.25\n");
    return Files.writeString(campaign.resolve("men.csv"), HEADER + String.join("\n", lines) + "\n");
  }

  @Test
  void aRowIsAnImpressionWithItsPropensity() throws Exception {
    log("bts", "0,2019-11-24 00:01:03.979311+00:00,1,2,1,0.045525,cef");
    fixture.run(OpenBandit.open(directory), 5);
    JsonNode impression = fixture.server.impressions().getFirst();
    assertThat(impression.path("impressionId").asString()).startsWith("import-").endsWith("-2");
    assertThat(impression.path("items").toString())
        .isEqualTo(
            "[{\"itemId\":\"men-1\",\"position\":2,\"propensity\":0.045525,\"clicked\":true}]");
    assertThat(impression.path("policy").asString()).isEqualTo("bts");
    assertThat(impression.path("timestamp").asString()).isEqualTo("2019-11-24T00:01:03.979311Z");
    assertThat(impression.path("context").toString()).isEqualTo("{\"placement\":\"men\"}");
    assertThat(fixture.server.items().get("men-1").toString())
        .isEqualTo(
            """
            {"itemId":"men-1","title":"men 1","categories":["men"],\
            "attributes":{"item_feature_0":["-0.25"]}}""");
    assertThat(fixture.server.interactions()).isEmpty();
  }

  @Test
  void unreadableRowsAreToldAndTheOthersStored() throws Exception {
    log(
        "random",
        "0,2019-11-24 00:01:03+00:00,1,2,0,0.5,cef",
        "1,yesterday,1,2,0,0.5,cef",
        "2,2019-11-24 00:01:03+00:00,1,left,0,0.5,cef",
        "3,2019-11-24 00:01:03+00:00,1,2,0,,cef",
        "4,2019-11-24 00:01:03+00:00,1");
    ImportReport report = fixture.run(OpenBandit.open(directory), 2);
    Counts impressions = report.counts().get(Target.IMPRESSIONS);
    assertThat(impressions.stored()).isEqualTo(1);
    assertThat(impressions.rejected())
        .containsOnlyKeys("timestamp-unreadable", "number-unreadable", "columns");
    assertThat(report.hasInteractions()).as("nothing to train on").isFalse();
  }

  @Test
  void aSecondTimeNothingIsStoredTwice() throws Exception {
    log("random", "0,2019-11-24 00:01:03+00:00,1,2,0,0.5,cef");
    fixture.run(OpenBandit.open(directory), 5);
    ImportReport again = fixture.run(OpenBandit.open(directory), 5);
    assertThat(again.counts().get(Target.IMPRESSIONS).stored()).isZero();
    assertThat(again.counts().get(Target.IMPRESSIONS).duplicates()).isEqualTo(1);
  }

  @Test
  void anotherFileIsRefusedWithARemedy() throws Exception {
    Path file = Files.writeString(directory.resolve("other.csv"), "user,item\n1,2\n");
    assertThatThrownBy(() -> fixture.run(OpenBandit.open(file), 5))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("no column item_id");
    Path empty = Files.createDirectory(directory.resolve("none"));
    assertThatThrownBy(() -> OpenBandit.open(empty)).hasMessageContaining("holds no log");
  }

  @Test
  void bothRealLogsArriveWithTheirPolicies() throws Exception {
    ImportReport report = fixture.run(OpenBandit.open(SharedData.require("obd")), 5_000);
    Counts impressions = report.counts().get(Target.IMPRESSIONS);
    assertThat(impressions.stored()).isEqualTo(20_000);
    assertThat(impressions.rejectedInAll()).isZero();
    Set<String> policies = new HashSet<>();
    int clicks = 0;
    for (JsonNode impression : fixture.server.impressions()) {
      policies.add(impression.path("policy").asString());
      clicks += impression.at("/items/0/clicked").asBoolean() ? 1 : 0;
      double propensity = impression.at("/items/0/propensity").asDouble();
      assertThat(propensity).isGreaterThan(0).isLessThanOrEqualTo(1);
    }
    assertThat(policies).containsExactlyInAnyOrder("random", "bts");
    assertThat(clicks).as("as in docs/evaluation.md").isEqualTo(69 + 46);
    assertThat(fixture.server.items()).hasSize(34);
  }
}
