package io.hindsight.command.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.contracts.ids.PlacementId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListFilter;
import io.hindsight.contracts.serving.ListKind;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.contracts.serving.ServedList;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is stored must not depend on how it is written. */
class ReceiptWriterTest {
  private final JsonMapper written = EventMapper.create();
  private final JsonMapper reflected = byReflection();

  private static JsonMapper byReflection() {
    JsonMapper.Builder builder = JsonMapper.builder();
    EventMapper.configureByReflection(builder);
    return builder.build();
  }

  @Test
  void aListIsKeptAsItsRecordSays() {
    long seed = 20_261_122;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      ServedList list = list(random);
      String json = written.writeValueAsString(list);

      assertThat(json).isEqualTo(reflected.writeValueAsString(list));
      assertThat(written.readValue(json, ServedList.class)).isEqualTo(list);
    }
  }

  @Test
  void itemsThatAreToldAgainAreKeptAsTheFirstTime() {
    long seed = 20_261_123;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    WrittenReceipts receipts = new WrittenReceipts();
    for (int i = 0; i < 100; i++) {
      ServedItems items = list(random).items();
      for (int time = 0; time < 4; time++) {
        ServedList other = list(random);
        ServedList again = new ServedList(other.request(), other.basis(), items);

        assertThat(receipts.write(again)).isEqualTo(written.writeValueAsBytes(again));
      }
    }
  }

  private static ServedList list(SplittableRandom random) {
    List<ItemId> ids =
        Stream.generate(() -> new ItemId("Ä\"-" + random.nextInt(1_000)))
            .limit(random.nextInt(4))
            .toList();
    List<Float> scores = numbers(random, ids.size());
    List<Float> propensities = random.nextBoolean() ? List.of() : numbers(random, ids.size());
    return new ServedList(
        new ListRequest(
            ListKind.values()[random.nextInt(ListKind.values().length)],
            random.nextBoolean() ? null : new SubjectId("s-1"),
            random.nextBoolean() ? null : new ItemId("i-1"),
            new PlacementId("home"),
            1 + random.nextInt(100),
            random.nextBoolean() ? 0 : random.nextDouble(),
            random.nextBoolean() ? 0 : 7,
            random.nextBoolean() ? ListFilter.NONE : filter(random)),
        new Basis(
            random.nextBoolean() ? null : "c0ffee",
            new LogPosition(random.nextLong(Long.MAX_VALUE)),
            new LogPosition(random.nextInt(10)),
            random.nextBoolean() ? null : new LogPosition(3),
            random.nextInt(3),
            random.nextLong(),
            random.nextBoolean() ? null : 24,
            random.nextBoolean() ? null : Basis.STATED_PREFERENCES,
            Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L) / 10 * 10)),
        new ServedItems(ids, scores, propensities));
  }

  private static ListFilter filter(SplittableRandom random) {
    return new ListFilter(
        List.of("c"),
        random.nextBoolean() ? Map.of() : Map.of("colour", List.of("red")),
        List.of(),
        null,
        random.nextBoolean() ? null : new BigDecimal("1.00"),
        null,
        random.nextBoolean());
  }

  private static List<Float> numbers(SplittableRandom random, int size) {
    return Stream.generate(() -> Float.intBitsToFloat(random.nextInt(0x7f80_0000)))
        .limit(size)
        .toList();
  }
}
