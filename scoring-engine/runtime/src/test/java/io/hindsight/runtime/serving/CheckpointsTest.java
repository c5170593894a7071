package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.RecordedEvent;
import io.hindsight.contracts.profiles.ProfileEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path directory;

  private static ServingFold folded(FoldImage start, List<RecordedEvent> events) {
    ServingFold fold =
        start == null ? new ServingFold(change -> {}) : new ServingFold(start, change -> {});
    events.forEach(event -> fold.apply(event.position(), event.recordedAt(), event.event()));
    return fold;
  }

  private static byte[] bytes(ServingFold fold) {
    return CheckpointFormat.write(fold.image(), "log-1");
  }

  @Test
  void aFoldThatGoesOnFromACheckpointEndsWhereTheOtherDoes() throws IOException {
    MemoryLog log = RandomShop.log(3, 4_000);
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 3);
    checkpoints.write(folded(null, log.events().subList(0, 2_500)).image());
    FoldImage image = checkpoints.latest(log.head()).orElseThrow();
    assertThat(image.position()).isEqualTo(new LogPosition(2_500));
    ServingFold resumed = folded(image, log.events().subList(2_000, 4_000));
    ServingFold whole = folded(null, log.events());
    assertThat(Pictures.of(resumed.epoch())).isEqualTo(Pictures.of(whole.epoch()));
    assertThat(Pictures.of(resumed.catalog())).isEqualTo(Pictures.of(whole.catalog()));
    assertThat(resumed.placements()).isEqualTo(whole.placements());
  }

  @Test
  void damagedForeignAndUnfinishedOnesArePassedOver() throws IOException {
    MemoryLog log = RandomShop.log(4, 300);
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 9);
    for (int at : new int[] {100, 200, 300}) {
      checkpoints.write(folded(null, log.events().subList(0, at)).image());
    }
    Path newest = file(300);
    byte[] whole = Files.readAllBytes(newest);
    for (int length : new int[] {0, 3, 50, whole.length - 1}) {
      Files.write(newest, java.util.Arrays.copyOf(whole, length));
      assertThat(position(checkpoints)).isEqualTo(200);
    }
    for (int at = 0; at < whole.length; at += 997) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 4;
      Files.write(newest, flipped);
      assertThat(position(checkpoints)).isEqualTo(200);
    }
    Files.write(directory.resolve(file(400).getFileName() + ".tmp"), whole); // killed in mid-write
    Files.delete(newest);
    assertThat(position(checkpoints)).isEqualTo(200);
    assertThat(new Checkpoints(directory, "log-2", 9).latest(log.head())).isEmpty();
  }

  @Test
  void theNewestTwoStayAndOfTheOthersAsManyAsWantedFarApart() throws IOException {
    MemoryLog log = RandomShop.log(9, 400);
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 6);
    for (int at = 10; at <= 400; at += 10) {
      checkpoints.write(folded(null, log.events().subList(0, at)).image());
      if (at >= 60) {
        List<Long> kept = kept();
        assertThat(kept).hasSize(6).endsWith(at - 10L, (long) at);
        for (int i = 0; i < 4; i++) {
          long gap = kept.get(i + 1) - (i == 0 ? 0 : kept.get(i - 1));
          assertThat(gap).as("around %s of %s", kept.get(i), kept).isBetween(20L, at * 3 / 4L);
        }
      }
    }
  }

  private List<Long> kept() throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("[^0-9]", ""))
          .map(Long::valueOf)
          .sorted()
          .toList();
    }
  }

  @Test
  void withRoomForTwoOnlyTheNewestStay() throws IOException {
    MemoryLog log = RandomShop.log(5, 50);
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 2);
    for (int at = 10; at <= 50; at += 10) {
      checkpoints.write(folded(null, log.events().subList(0, at)).image());
    }
    assertThat(kept()).containsExactly(40L, 50L);
    assertThat(checkpoints.latest(new LogPosition(45)).orElseThrow().position().value())
        .isEqualTo(40);
    assertThat(checkpoints.latest(new LogPosition(39))).isEmpty();
  }

  @Test
  void moreThanAreWantedStayWhereThereIsRoom() throws IOException {
    MemoryLog log = RandomShop.log(8, 200);
    long image = bytes(folded(null, log.events())).length;
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 2, 5 * image);
    for (int at = 10; at <= 200; at += 10) {
      checkpoints.write(folded(null, log.events().subList(0, at)).image());
    }
    long taken = 0;
    for (long position : kept()) {
      taken += Files.size(file(Math.toIntExact(position)));
    }
    assertThat(kept()).hasSizeGreaterThan(4).endsWith(190L, 200L);
    assertThat(taken).isLessThanOrEqualTo(5 * image);
    assertThat(checkpoints.lastBytes()).isEqualTo(image);
  }

  @Test
  void thoseBeyondTheEndOfTheLogAreDropped() throws IOException {
    MemoryLog log = RandomShop.log(6, 50);
    Checkpoints checkpoints = new Checkpoints(directory, "log-1", 5);
    checkpoints.write(folded(null, log.events().subList(0, 20)).image());
    checkpoints.write(folded(null, log.events()).image());
    checkpoints.dropBeyond(new LogPosition(30));
    assertThat(position(checkpoints)).isEqualTo(20);
  }

  @Test
  void theSameStateIsTheSameBytes() {
    MemoryLog log = RandomShop.log(7, 500);
    assertThat(bytes(folded(null, log.events()))).isEqualTo(bytes(folded(null, log.events())));
  }

  /** Or checkpoints and receipts from before profiles were folded would not fit any more. */
  @Test
  void profilesLeaveNoTraceInACheckpointOrAnEpoch() {
    MemoryLog log = RandomShop.log(8, 2_000);
    ServingFold with = folded(null, log.events());
    List<RecordedEvent> others =
        log.events().stream().filter(event -> !(event.event() instanceof ProfileEvent)).toList();
    assertThat(others.size()).isLessThan(1_990);
    ServingFold without = folded(null, others);
    without.advance(log.head());
    assertThat(bytes(with)).isEqualTo(bytes(without));
    assertThat(Pictures.of(with.epoch())).isEqualTo(Pictures.of(without.epoch()));
  }

  private static long position(Checkpoints checkpoints) {
    return checkpoints.latest(new LogPosition(10_000)).orElseThrow().position().value();
  }

  private Path file(int position) {
    return directory.resolve("serving-%019d.checkpoint".formatted(position));
  }
}
