package io.hindsight.projections.processing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.log.LogPosition;
import io.hindsight.projections.given.MapGeneration;
import io.hindsight.projections.given.RandomLog;
import io.hindsight.projections.given.TestLog;
import io.hindsight.projections.views.Projections;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens on the way, the rows are those of one quiet pass over the log. */
class ViewFolderTest {
  private static final int EVENTS = 1_500;

  static LongStream seeds() {
    long fixed = Long.getLong("seed", -1);
    return fixed >= 0 ? LongStream.of(fixed) : LongStream.range(0, 12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rebuiltFromZeroEqualsTheLiveViewWithDuplicatesAndRestarts(long seed) {
    var log = new TestLog();
    log.append(new RandomLog(seed).take(EVENTS));
    for (var projection : Projections.all()) {
      compare(projection, log.messages(), seed);
    }
  }

  private static <T> void compare(
      ViewProjection<T> projection, List<TrackedEventMessage<?>> log, long seed) {
    var quiet = new MapGeneration<>(projection.view());
    deliver(folder(projection, quiet), log);

    var shaken = new MapGeneration<>(projection.view());
    shake(projection, shaken, log, new SplittableRandom(seed));

    assertThat(shaken.rows())
        .as("%s, seed %d", projection.view().name(), seed)
        .isEqualTo(quiet.rows());
    assertThat(shaken.position()).isEqualTo(new LogPosition(EVENTS));
    assertThat(quiet.rows()).as("%s has rows", projection.view().name()).isNotEmpty();
  }

  /**
   * Small batches, batches that begin too early, doubled events, failed flushes and lost answers,
   * new processes.
   */
  private static <T> void shake(
      ViewProjection<T> projection,
      MapGeneration<T> generation,
      List<TrackedEventMessage<?>> log,
      SplittableRandom random) {
    var folder = folder(projection, generation);
    while (folder.reached().value() < EVENTS) {
      int from = (int) Math.max(0, folder.reached().value() - random.nextInt(20));
      int to = (int) Math.min(EVENTS, folder.reached().value() + 1 + random.nextInt(60));
      var batch = new ArrayList<TrackedEventMessage<?>>();
      for (int i = from; i < to; i++) {
        batch.add(log.get(i));
        if (random.nextInt(10) == 0) {
          batch.add(log.get(from + random.nextInt(i - from + 1)));
        }
      }
      batch.add(log.get(to - 1));
      generation.failures = random.nextInt(5) == 0 ? 1 : 0;
      generation.lostAnswers = random.nextInt(5) == 0 ? 1 : 0;
      try {
        deliver(folder, batch);
      } catch (IllegalStateException expected) {
        assertThat(expected.getMessage()).isIn("the disk is full", "the answer was lost");
        folder.resume(); // as a processor does that asks for its token again
      }
      generation.failures = 0;
      generation.lostAnswers = 0;
      if (random.nextInt(6) == 0) {
        folder = folder(projection, generation);
      }
    }
    folder.settle();
  }

  private static <T> ViewFolder<T> folder(
      ViewProjection<T> projection, MapGeneration<T> generation) {
    return new ViewFolder<>(
        projection, generation, OpenTelemetry.noop().getTracer("test"), position -> {});
  }

  /** As the tracking processor does it: wanted events in one unit of work, then the token. */
  private static void deliver(ViewFolder<?> folder, List<TrackedEventMessage<?>> messages) {
    var to = new LogPosition(messages.getLast().trackingToken().position().orElseThrow());
    var wanted =
        messages.stream()
            .filter(message -> folder.canHandle(message, Segment.ROOT_SEGMENT))
            .toList();
    if (wanted.isEmpty()) {
      folder.flush(to);
      return;
    }
    var work = new BatchingUnitOfWork<>(wanted);
    var result =
        work.executeWithResult(
            () -> {
              if (work.isFirstMessage()) {
                work.onPrepareCommit(current -> folder.flush(to));
              }
              folder.handle(work.getMessage(), Segment.ROOT_SEGMENT);
              return null;
            });
    if (result.isExceptional()) {
      throw (RuntimeException) result.exceptionResult();
    }
  }
}
