package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.RecommendationId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of before must come out the same for ever. */
class LoneReceiptUpcasterTest {
  private static final String OLD =
      "{\"id\":\"Ä\\\"-%d\",\"request\":{\"kind\":\"popular\",\"placement\":\"home\",\"n\":2},"
          + "\"basis\":{\"epoch\":1,\"catalog\":1,\"revision\":1,\"seed\":7,"
          + "\"now\":\"2026-02-03T04:05:06.789Z\"},"
          + "\"items\":{\"ids\":[\"a\",\"b\"],\"scores\":[%s,%s]}}";

  @TempDir private Path directory;

  @Test
  void aReceiptThatWasAnEventIsTheOnlyOneInItToTheLastBit() throws Exception {
    long seed = 20_261_122;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    List<Float> scores = new ArrayList<>(List.of(-0.0f, Float.MIN_VALUE, Float.MAX_VALUE, 1e-40f));
    while (scores.size() < 200) {
      scores.add(Float.intBitsToFloat(random.nextInt(0x7f80_0000)));
    }
    List<Receipt> receipts = readBack(scores);

    assertThat(receipts).hasSize(scores.size() / 2);
    for (int i = 0; i < receipts.size(); i++) {
      Receipt receipt = receipts.get(i);
      assertThat(receipt.recommendationId()).isEqualTo(new RecommendationId("Ä\"-" + 2 * i));
      assertThat(receipt.request().n()).isEqualTo(2);
      assertThat(receipt.items().scores())
          .extracting(Float::floatToRawIntBits)
          .containsExactly(
              Float.floatToRawIntBits(scores.get(2 * i)),
              Float.floatToRawIntBits(scores.get(2 * i + 1)));
    }
  }

  private List<Receipt> readBack(List<Float> scores) throws Exception {
    Path file = directory.resolve("log.db");
    List<Receipt> receipts = new ArrayList<>();
    try (LogStore log =
        LogStore.open(
            new LogSettings.Sqlite(file),
            MessageRegistry.ofEventsAnd(List.of()),
            TestEvents.ids())) {
      for (int i = 0; i < scores.size(); i += 2) {
        RawRows.insert(
            file,
            "recommendation/" + i,
            0,
            "serving.RecommendationServed",
            "1",
            OLD.formatted(i, scores.get(i), scores.get(i + 1)));
      }
      log.reader()
          .read(
              LogPosition.START,
              log.head(),
              event -> receipts.addAll(((RecommendationServed) event.event()).receipts()));
    }
    return receipts;
  }
}
