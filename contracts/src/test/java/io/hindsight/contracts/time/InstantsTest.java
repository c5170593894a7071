package io.hindsight.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  private static final long SEED = 20_261_121;

  @Test
  void readsWhatIsWritten() {
    System.out.println("seed " + SEED);
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    long from = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long to = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    int[] precisions = {1, 1_000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      int unit = precisions[i % 4];
      var time =
          Instant.ofEpochSecond(
              random.nextLong(from, to), random.nextInt(1_000_000_000 / unit) * (long) unit);
      assertThat(Instants.parse(time.toString())).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00Z",
        "2026-11-21T09:30:00.1Z",
        "2026-11-21T09:30:00.12Z",
        "2026-11-21T09:30:00.123456789Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T09:30Z",
        "2026-11-21t09:30:00z",
        "2026-11-21T09:30:00+01:00",
        "2026-11-21T09:30:00.Z",
        "2016-12-31T23:59:60Z",
        "+12026-11-21T09:30:00Z",
        "-0001-11-21T09:30:00Z",
        "2023-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-11-00T00:00:00Z",
        "2026-11-21T09:61:00Z",
        "2026-11-21T25:00:00Z",
        "2026-11-21T09:30:00.1234567890Z",
        "2026-11-21T09:30:00.12x4Z",
        "2026-11-21T09:30:00,123Z",
        "20x6-11-21T09:30:00Z",
        "٢٠٢٦-11-21T09:30:00Z",
        "2026-11-21 09:30:00Z",
        "2026-11-21T09:30:00",
        "2026-11-21",
        "yesterday, at noon",
        ""
      })
  void judgesAsTheStandardParserDoes(String text) {
    Instant expected;
    try {
      expected = Instant.parse(text);
    } catch (DateTimeException e) {
      assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeException.class);
      return;
    }
    assertThat(Instants.parse(text)).isEqualTo(expected);
  }
}
