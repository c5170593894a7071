package io.hindsight.projections.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.serving.ServingEvent.RecommendationServed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

/** On the caller's thread, so that what is read is read when a call returns. */
class ReadAheadTest {
  private final List<Long> readAfter = new ArrayList<>();
  private final List<Long> decodedAt = new ArrayList<>();
  private long head = 20_000;
  private Class<?> type = Integer.class;
  private boolean broken;

  private final ReadAhead ahead = new ReadAhead(this::read, 3_000, Runnable::run);

  private Chunk read(long after) {
    readAfter.add(after);
    if (broken) {
      throw new IllegalStateException("the log cannot be read");
    }
    return chunk(after);
  }

  private Chunk chunk(long after) {
    return new Chunk(
        after,
        LongStream.rangeClosed(after + 1, Math.min(head, after + Chunk.SIZE))
            .<TrackedEventMessage<?>>mapToObj(this::event)
            .toList(),
        0);
  }

  private TrackedEventMessage<?> event(long position) {
    return EventUtils.asTrackedEventMessage(
        new Stored(position), new GlobalSequenceTrackingToken(position));
  }

  /** Notes when its payload is asked for. */
  private final class Stored extends GenericEventMessage<Object> {
    private final long position;

    Stored(long position) {
      super(position);
      this.position = position;
    }

    @Override
    public Object getPayload() {
      decodedAt.add(position);
      return super.getPayload();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class<Object> getPayloadType() {
      return (Class<Object>) type;
    }
  }

  @Test
  void asMuchAsMayLieReadyIsReadAndThenAsMuchAsWasTaken() {
    var course = ahead.course(type -> true);
    course.taken(chunk(0));
    assertThat(readAfter).containsExactly(1_000L, 2_000L, 3_000L);
    course.taken(chunk(1_000));
    assertThat(readAfter).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
    course.taken(chunk(4_000));
    assertThat(readAfter).endsWith(4_000L, 5_000L, 6_000L, 7_000L).hasSize(7);
  }

  @Test
  void payloadsAreReadOfWhatIsLookedAtOnly() {
    ahead.course(type -> type == Integer.class).taken(chunk(0));
    assertThat(decodedAt).hasSize(3_000).startsWith(1_001L).endsWith(4_000L);
    decodedAt.clear();
    ahead.course(type -> type == String.class).taken(chunk(8_000));
    assertThat(decodedAt).isEmpty();
  }

  @Test
  void nothingIsReadForWhoIsAtTheHead() {
    head = 1_500;
    var course = ahead.course(type -> true);
    course.taken(chunk(1_000));
    course.taken(chunk(1_500));
    assertThat(readAfter).isEmpty();
  }

  @Test
  void theHeadEndsIt() {
    head = 2_500;
    var course = ahead.course(type -> true);
    course.taken(chunk(0));
    assertThat(readAfter).containsExactly(1_000L, 2_000L);
    course.taken(chunk(1_000));
    course.taken(chunk(2_000));
    assertThat(readAfter).as("it stands in the cache").containsExactly(1_000L, 2_000L, 2_000L);
  }

  @Test
  void allFollowersTogetherHaveOneMeasure() {
    var first = ahead.course(type -> true);
    first.taken(chunk(0));
    var second = ahead.course(type -> true);
    second.taken(chunk(10_000));
    assertThat(readAfter).containsExactly(1_000L, 2_000L, 3_000L);
    first.close();
    second.taken(chunk(11_000));
    assertThat(readAfter).endsWith(3_000L, 12_000L, 13_000L, 14_000L);
    first.taken(chunk(1_000));
    assertThat(readAfter).as("nothing for who has left").hasSize(6);
  }

  @Test
  void whatIsUnderWayCountsAndIsGivenUpForWhoLeaves() {
    var queued = new ArrayDeque<Runnable>();
    var later = new ReadAhead(this::read, 3_000, queued::add);
    var followers = new ArrayList<ReadAhead.Course>();
    for (int i = 0; i < 5; i++) {
      followers.add(later.course(wanted -> true));
      followers.getLast().taken(chunk(i * 1_000L));
    }
    assertThat(queued).hasSize(3);
    followers.getFirst().close();
    while (!queued.isEmpty()) {
      queued.remove().run();
    }
    assertThat(readAfter).containsExactly(2_000L, 3_000L, 3_000L);
  }

  @Test
  void whereTheThreadIsGoneNothingIsReadAhead() {
    var stopped =
        new ReadAhead(
            this::read,
            3_000,
            task -> {
              throw new RejectedExecutionException("stopped");
            });
    stopped.course(wanted -> true).taken(chunk(0));
    assertThat(readAfter).isEmpty();
  }

  @Test
  void chunksOfReceiptsAreTooHeavy() {
    type = RecommendationServed.class;
    ahead.course(type -> true).taken(chunk(0));
    assertThat(readAfter).isEmpty();
  }

  @Test
  void afterAFailureTheNextChunkTakenStartsItAgain() {
    broken = true;
    var course = ahead.course(type -> true);
    course.taken(chunk(0));
    assertThat(readAfter).containsExactly(1_000L);
    broken = false;
    course.taken(chunk(1_000));
    assertThat(readAfter).containsExactly(1_000L, 2_000L, 3_000L, 4_000L);
  }
}
