package io.hindsight.projections.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.projections.given.TestLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharedEventSourceTest {
  private final TestLog log = new TestLog();

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().toList();
  }

  private static List<Long> follow(SharedEventSource source, long from, long to) throws Exception {
    var seen = new ArrayList<Long>();
    try (var stream = source.openStream(source.tokenAt(from))) {
      while (seen.isEmpty() || seen.getLast() < to) {
        assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
        seen.add(Chunk.position(stream.nextAvailable()));
      }
    }
    return seen;
  }

  private static List<Long> positions(long from, long to) {
    return LongStream.rangeClosed(from + 1, to).boxed().toList();
  }

  @Test
  void manyFollowersReadTheLogOnce() throws Exception {
    log.append(numbers(12_000));
    var source = log.source();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var followers = new ArrayList<CompletableFuture<List<Long>>>();
      for (int i = 0; i < 8; i++) {
        followers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return follow(source, 0, 12_000);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                threads));
      }
      for (var follower : followers) {
        assertThat(follower.get(20, TimeUnit.SECONDS)).isEqualTo(positions(0, 12_000));
      }
    }
    assertThat(log.eventsRead.get()).isLessThan(2 * 12_000);
  }

  @Test
  void whoLooksAtSomeTypesOnlyGetsTheLastOfOthersInARow() throws Exception {
    log.append(List.<Object>of(1, 2, 3, "a", 4, "b", "c", 5, 6));
    var seen = new ArrayList<Object>();
    var source = log.source().only(type -> type == String.class);
    try (var stream = source.openStream(source.createTailToken())) {
      while (stream.hasNextAvailable(0, TimeUnit.SECONDS)) {
        seen.add(stream.nextAvailable().getPayload());
      }
      assertThat(seen).containsExactly(3, "a", 4, "b", "c", 6);
      log.append(List.<Object>of(7, "d"));
      assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stream.nextAvailable().getPayload()).isEqualTo(7);
      assertThat(stream.nextAvailable().getPayload()).isEqualTo("d");
    }
  }

  @Test
  void everyFollowerSeesEveryEventOnceInOrderWhileEventsArrive() throws Exception {
    log.append(numbers(500));
    var source = log.source();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var followers = new ArrayList<CompletableFuture<List<Long>>>();
      for (long from : new long[] {0, 0, 3, 250, 499, 500}) {
        followers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return follow(source, from, 5_500);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                threads));
      }
      for (int i = 0; i < 1_000; i++) {
        log.append(numbers(5));
        source.wake();
      }
      long[] starts = {0, 0, 3, 250, 499, 500};
      for (int i = 0; i < starts.length; i++) {
        assertThat(followers.get(i).get(20, TimeUnit.SECONDS))
            .isEqualTo(positions(starts[i], 5_500));
      }
    }
  }

  @Test
  void anAnnouncedEventIsSeenLongBeforeTheNextPoll() throws Exception {
    var source = log.source(Duration.ofMinutes(5));
    try (var stream = source.openStream(null)) {
      assertThat(stream.hasNextAvailable()).isFalse();
      var waiting =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return stream.hasNextAvailable(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  return false;
                }
              });
      log.append("event");
      source.wake();
      assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void anUnannouncedEventIsSeenByPolling() throws Exception {
    var source = log.source(Duration.ofMillis(10));
    try (var stream = source.openStream(null)) {
      assertThat(stream.hasNextAvailable()).isFalse();
      log.append("event");
      assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void thoseWhoWaitAtTheHeadShareAQuery() throws Exception {
    var source = log.source(Duration.ofMinutes(5));
    for (int i = 0; i < 10; i++) {
      assertThat(source.openStream(null).hasNextAvailable()).isFalse();
    }
    assertThat(log.queries.get()).isEqualTo(1);
  }

  @Test
  void aFailureReachesTheFollowerAndIsNotKept() throws Exception {
    log.append("event");
    log.failures.set(1);
    var source = log.source();
    try (var stream = source.openStream(null)) {
      assertThatThrownBy(stream::hasNextAvailable).hasMessage("the log cannot be read");
      assertThat(stream.hasNextAvailable()).isTrue();
    }
  }

  @Test
  void aLogThatIsAwayHasNothingNewUntilItIsBack() throws Exception {
    log.append("before");
    var source = log.source();
    try (var stream = source.openStream(null)) {
      assertThat(Chunk.position(stream.nextAvailable())).isEqualTo(1);
      log.away = true;
      assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
      log.append("meanwhile");
      source.wake();
      assertThat(stream.hasNextAvailable(20, TimeUnit.MILLISECONDS)).isFalse();
      log.away = false;
      assertThat(stream.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
      assertThat(Chunk.position(stream.nextAvailable())).isEqualTo(2);
    }
  }

  @Test
  void theCacheIsBounded() {
    var cache = new ChunkCache(2_000);
    log.append(numbers(10_000));
    for (int start = 0; start < 10_000; start += 1_000) {
      cache.put(new Chunk(start, log.messages().subList(start, start + 1_000), 0));
    }
    assertThat(cache.continuing(0)).isNull();
    assertThat(cache.continuing(7_999)).isNull();
    assertThat(cache.continuing(8_500)).isNotNull();
    assertThat(cache.continuing(9_999)).isNotNull();
    assertThat(cache.continuing(10_000)).isNull();
  }
}
