package io.hindsight.runtime.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.interactions.InteractionType;
import io.hindsight.contracts.log.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PersonTailTest {
  private static final SubjectId ANN = new SubjectId("ann");
  private static final SubjectId BOB = new SubjectId("bob");
  private static final int BITS = 2; // segments of 4

  private final PersonTail tail = new PersonTail(LogPosition.START, 1 << 20, BITS);

  private static LogPosition at(long position) {
    return new LogPosition(position);
  }

  private static PersonChange did(SubjectId who, long position) {
    return did(who, position, "i" + position);
  }

  private static PersonChange did(SubjectId who, long position, String id) {
    PersonEvent event =
        new PersonEvent(position, (int) position, InteractionType.VIEW, Float.NaN, position * 10);
    return new PersonChange.Did(who, new InteractionId(id), event);
  }

  private static PersonChange tookBack(SubjectId who, long position, String id) {
    return new PersonChange.TookBack(who, new InteractionId(id), position);
  }

  /** One event at each position: Bob's at the multiples of 5, else Ann's. */
  private static List<PersonChange> events(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(position -> did(position % 5 == 0 ? BOB : ANN, position))
        .toList();
  }

  private static List<Long> positions(TailCut cut) {
    return cut.entries().stream().map(entry -> ((TailCut.Did) entry).event().position()).toList();
  }

  @Test
  void aCutHasAllOfOnePersonBehindTheHistoryInTheOrderOfTheLog() {
    tail.append(events(1, 20), at(20));
    tail.append(events(21, 23), at(30));
    TailCut cut = tail.cut(BOB, at(5));
    assertThat(cut.after()).isEqualTo(at(5));
    assertThat(cut.upTo()).isEqualTo(at(30));
    assertThat(positions(cut)).containsExactly(10L, 15L, 20L);
    assertThat(positions(tail.cut(ANN, at(18)))).containsExactly(19L, 21L, 22L, 23L);
    assertThat(cut.entries().getFirst())
        .isEqualTo(
            new TailCut.Did(
                new PersonEvent(10, 10, InteractionType.VIEW, Float.NaN, 100), "i10".hashCode()));
    assertThat(tail.cut(new SubjectId("nobody"), at(5)).entries()).isEmpty();
  }

  @Test
  void aHistoryAheadOfTheFoldIsCutBackToIt() {
    tail.append(events(1, 20), at(20));
    assertThat(tail.cut(BOB, at(50))).isEqualTo(new TailCut(at(20), at(20), List.of()));
  }

  @Test
  void whatTheHistoryHoldsLeavesAndTheRestStays() {
    tail.append(events(1, 22), at(22));
    long full = tail.bytes();
    tail.trim(at(11));
    assertThat(tail.start()).as("whole segments only").isEqualTo(at(8));
    assertThat(tail.bytes()).isLessThan(full);
    assertThat(positions(tail.cut(BOB, at(11)))).containsExactly(15L, 20L);
    assertThat(tail.cut(BOB, at(7))).isNull();
    tail.trim(at(22));
    assertThat(tail.start()).as("the last one is not full").isEqualTo(at(20));
    assertThat(tail.cut(BOB, at(22)).entries()).isEmpty();
    tail.append(events(23, 26), at(26));
    assertThat(positions(tail.cut(ANN, at(22)))).containsExactly(23L, 24L, 26L);
    assertThat(positions(tail.cut(BOB, at(22)))).containsExactly(25L);
  }

  @Test
  void peopleWhoseEntriesLeftTakeNoRoom() {
    long one = 0;
    for (long position = 1; position <= 400; position++) {
      tail.append(List.of(did(new SubjectId("p" + position), position)), at(position));
      if (position % 4 == 0) {
        tail.trim(at(position));
        assertThat(tail.bytes()).isZero();
      } else if (position % 4 == 1) {
        one = Math.max(one, tail.bytes());
      }
    }
    assertThat(one).isPositive();
  }

  @Test
  void whereThereIsNoRoomTheOldestLeaveAndOnlyAHistoryThatHasThemIsOfUse() {
    PersonTail small = new PersonTail(LogPosition.START, 1_000, BITS);
    small.append(events(1, 100), at(100));
    assertThat(small.bytes()).isLessThanOrEqualTo(1_000);
    assertThat(small.start().value()).isBetween(60L, 99L);
    assertThat(small.cut(ANN, at(small.start().value() - 1))).isNull();
    List<Long> all = positions(small.cut(ANN, small.start()));
    long first = small.start().value() + 1;
    assertThat(all)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(first, 100).filter(p -> p % 5 != 0).boxed().toList());
  }

  @Test
  void withoutRoomForASegmentNothingIsKept() {
    PersonTail none = new PersonTail(LogPosition.START, 0, BITS);
    none.append(events(1, 9), at(9));
    assertThat(none.bytes()).isZero();
    assertThat(none.cut(ANN, at(8))).isNull();
    assertThat(none.cut(ANN, at(9)).entries()).isEmpty();
  }

  @Test
  void whatTakenBackIdsTakeCounts() {
    PersonTail small = new PersonTail(LogPosition.START, 5_000, BITS);
    List<PersonChange> changes = new ArrayList<>();
    for (long position = 1; position <= 400; position++) {
      changes.add(tookBack(ANN, position, "x".repeat(200)));
    }
    small.append(changes, at(400));
    assertThat(small.bytes()).isLessThanOrEqualTo(5_000);
    assertThat(small.start().value()).isGreaterThan(380);
  }

  @Test
  void aBatchThatComesAgainAfterAFailureCountsOnce() {
    tail.append(events(1, 7), at(7));
    tail.append(events(1, 9), at(9));
    assertThat(positions(tail.cut(ANN, at(0)))).containsExactly(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
  }

  @Test
  void nothingOfAnErasedPersonIsLeftAndTheOthersStay() {
    tail.append(events(1, 23), at(23));
    long before = tail.bytes();
    tail.append(List.of(new PersonChange.Erased(ANN, 24)), at(24));
    assertThat(tail.cut(ANN, at(0)).entries()).isEmpty();
    assertThat(positions(tail.cut(BOB, at(0)))).containsExactly(5L, 10L, 15L, 20L);
    assertThat(tail.bytes()).isLessThan(before);
    tail.append(events(25, 30), at(30));
    assertThat(positions(tail.cut(ANN, at(24)))).containsExactly(26L, 27L, 28L, 29L);
    tail.trim(at(24));
    assertThat(positions(tail.cut(BOB, at(24)))).containsExactly(25L, 30L);
  }
}
