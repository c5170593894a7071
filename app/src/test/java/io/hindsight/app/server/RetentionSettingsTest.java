package io.hindsight.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.launch.ServerNotStarted;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.retention.RetentionPolicy;
import java.nio.file.Path;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionSettingsTest {
  @TempDir Path directory;

  @Test
  void typesAreFoundHoweverASettingSpellsThem() {
    for (String name :
        new String[] {"search_click", "search-click", "searchclick", "SEARCH_CLICK"}) {
      assertThat(RetentionSettings.policies(Map.of(name, "P90D")))
          .containsExactly(new RetentionPolicy(InteractionType.SEARCH_CLICK, Period.ofDays(90)));
    }
  }

  @Test
  void whatCannotBeIsRefusedWithARemedy() {
    assertRefused("serch_click", "P90D", "use one of view, click");
    assertRefused("dwell", "3 months", "use ISO 8601, such as P90D");
    assertRefused("dwell", "-P90D", "P30D or more");
    assertRefused("dwell", "P7D", "P30D or more");
    assertThatThrownBy(
            () ->
                RetentionSettings.policies(Map.of("search_click", "P90D", "search-click", "P90D")))
        .hasMessageContaining("set twice");
  }

  private static void assertRefused(String type, String period, String remedy) {
    assertThatThrownBy(() -> RetentionSettings.policies(Map.of(type, period)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("hindsight.retention." + type)
        .hasMessageContaining(remedy);
  }

  @Test
  void aServerWithAMalformedPeriodDoesNotStartAndSaysWhy() {
    assertThatThrownBy(
            () -> TestServer.start(directory, Map.of("hindsight.retention.dwell", "3 months")))
        .isInstanceOf(ServerNotStarted.class)
        .hasMessageContaining("hindsight.retention.dwell=3 months is no period");
  }
}
