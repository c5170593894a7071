package io.hindsight.api.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class ApiSettingsTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration
  @EnableConfigurationProperties(ApiSettings.class)
  static class Settings {}

  @Test
  void settingsHaveDefaultsAndUnits() {
    runner
        .withPropertyValues("hindsight.api.max-body=2MB")
        .run(
            context -> {
              ApiSettings settings = context.getBean(ApiSettings.class);
              assertThat(settings.maxBody()).isEqualTo(DataSize.ofMegabytes(2));
              assertThat(settings.maxRecords()).isEqualTo(10_000);
              assertThat(settings.implicitWait()).hasMillis(250);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hindsight.api.max-bodies=2MB",
        "hindsight.api.max-body=1TB",
        "hindsight.api.chunks-in-flight=0",
        "hindsight.api.implicit-wait=2h",
        "hindsight.api.max-records=many"
      })
  void whatIsUnknownOrOutOfRangeStopsTheStart(String property) {
    runner.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
  }
}
