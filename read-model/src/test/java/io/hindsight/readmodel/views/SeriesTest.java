package io.hindsight.readmodel.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SeriesTest {
  private static final long SEED = 20_261_121;

  @Test
  void doesWhatAMapOfCountsDoes() {
    System.out.println("seed " + SEED);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    var series = Series.EMPTY;
    var map = new TreeMap<Long, Long>();
    for (int step = 0; step < 5_000; step++) {
      long key = random.nextLong(-40, 40);
      long change = random.nextLong(-2, 3);
      var before = series;
      var mapBefore = new TreeMap<>(map);
      series = series.plus(key, change);
      map.merge(key, change, Long::sum);
      map.values().removeIf(count -> count == 0);
      if (step % 100 == 99) {
        series = series.from(key);
        map.headMap(key).clear();
      }
      assertThat(series.toMap()).isEqualTo(map);
      assertThat(before.toMap()).as("what was there is not changed").isEqualTo(mapBefore);
      assertThat(series.size()).isEqualTo(map.size());
      assertThat(series.count(key)).isEqualTo(map.getOrDefault(key, 0L));
      assertThat(series.distinct(k -> Math.floorDiv(k, 7)))
          .isEqualTo(map.keySet().stream().map(k -> Math.floorDiv(k, 7)).distinct().count());
    }
  }

  @Test
  void isAnArrayInJson() {
    var json = JsonMapper.builder().build();
    var series = Series.EMPTY.plus(20_000, 3).plus(-1, 2);
    assertThat(json.writeValueAsString(series)).isEqualTo("[-1,2,20000,3]");
    assertThat(json.readValue("[-1,2,20000,3]", Series.class)).isEqualTo(series);
  }

  @Test
  void refusesWhatIsNoSeries() {
    assertThatIllegalArgumentException().isThrownBy(() -> Series.of(new long[] {1}));
    assertThatIllegalArgumentException().isThrownBy(() -> Series.of(new long[] {1, 2, 1, 3}));
    assertThatIllegalArgumentException().isThrownBy(() -> Series.of(new long[] {1, 0}));
  }
}
