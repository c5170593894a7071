package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.contracts.log.Fact;
import io.hindsight.contracts.log.Fact.Expectation;
import io.hindsight.contracts.log.FactLog.Appended;
import io.hindsight.contracts.log.LogPosition;
import io.hindsight.contracts.log.LogUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitLogTest extends HeldCommits {
  GroupCommitLogTest() {
    super(64);
  }

  private static List<Fact> many(String prefix, int count) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(fresh(prefix + i));
    }
    return facts;
  }

  private Appended append(Fact... facts) {
    return log.append(List.of(facts)).join();
  }

  @Test
  void callsThatWaitShareOneCommit() throws Exception {
    CompletableFuture<Appended> held = holdUp("held");
    List<CompletableFuture<Appended>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(log.append(List.of(fresh("w" + i))));
    }
    assertThat(log.queuedEvents()).isEqualTo(20);
    goOn();
    assertThat(held.join().position()).isEqualTo(new LogPosition(1));
    assertThat(waiting)
        .allSatisfy(call -> assertThat(call.join().position()).isEqualTo(new LogPosition(21)));
    assertThat(store.commitSizes()).containsExactly(1, 20);
  }

  @Test
  void smallCallGoesAheadOfWaitingImportsAndStarvesNone() throws Exception {
    holdUp("held");
    CompletableFuture<Appended> firstImport = log.append(many("a", 40));
    CompletableFuture<Appended> secondImport = log.append(many("b", 40));
    List<CompletableFuture<Appended>> small = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      small.add(log.append(List.of(fresh("s" + i))));
    }
    goOn();
    CompletableFuture.allOf(firstImport, secondImport).join();
    small.forEach(CompletableFuture::join);
    // the held call was a small one, so it is an import's turn; then the lanes alternate
    assertThat(store.commitSizes()).containsExactly(1, 40, 50, 40, 30);
    assertThat(store.commits.get(1).getFirst().getAggregateIdentifier()).isEqualTo("item/a0");
    assertThat(store.commits.get(2).getFirst().getAggregateIdentifier()).isEqualTo("item/s0");
  }

  @Test
  void callLargerThanAGroupIsStillOneCommit() {
    assertThat(log.append(many("big", 350)).join().position()).isEqualTo(new LogPosition(350));
    assertThat(store.commitSizes()).containsExactly(350);
  }

  @Test
  void duplicateIsNamedByItsIndexWhetherLateOrWithinTheCall() {
    append(fresh("a"));
    Appended appended = append(fresh("b"), fresh("a"), fresh("b"), fresh("c"));
    assertThat(appended.duplicates()).containsExactly(1, 2);
    assertThat(store.streams()).containsExactly("item/a", "item/b", "item/c");
  }

  @Test
  void conflictBehindAFirstEventThatIsNotNewIsSeenToo() {
    append(fresh("a"));
    append(fresh("b"));
    Appended appended = append(fact("a", Expectation.ANY), fresh("b"));
    assertThat(appended.duplicates()).containsExactly(1);
    assertThat(store.streams()).containsExactly("item/a", "item/b", "item/a");
  }

  @Test
  void duplicatesOfOneGroupAreNewOnlyOnce() throws Exception {
    holdUp("held");
    CompletableFuture<Appended> first = log.append(List.of(fresh("x")));
    CompletableFuture<Appended> second = log.append(List.of(fresh("x"), fresh("y")));
    goOn();
    assertThat(first.join().duplicates()).isEmpty();
    assertThat(second.join().duplicates()).containsExactly(0);
  }

  @Test
  void expectedHeadIsCheckedAndAfterARefusalNothingOfTheCallFollowsOnThatStream() {
    append(fresh("a"));
    assertThat(append(fact("a", Expectation.RECORDED_ONLY)).refused()).isEmpty();
    assertThat(append(fact("a", Expectation.RECORDED_ONLY)).refused()).containsExactly(0);
    assertThat(append(fact("none", Expectation.RECORDED_ONLY)).refused()).containsExactly(0);
    Appended stale =
        append(
            fact("a", Expectation.headIs(0)),
            fact("a", Expectation.headIs(1)),
            fact("new", Expectation.headIs(-1)),
            fact("new", Expectation.headIs(0)));
    assertThat(stale.refused()).containsExactly(0, 1);
    assertThat(store.streams()).containsExactly("item/a", "item/a", "item/new", "item/new");
  }

  @Test
  void callThatCannotBeStoredTakesNoOtherWithIt() throws Exception {
    holdUp("held");
    store.before =
        batch -> {
          if (batch.stream().anyMatch(e -> e.getAggregateIdentifier().endsWith("poison"))) {
            throw new IllegalStateException("cannot be stored");
          }
        };
    List<CompletableFuture<Appended>> good = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      good.add(log.append(List.of(fresh("g" + i))));
    }
    CompletableFuture<Appended> poison = log.append(List.of(fresh("poison"), fresh("with-it")));
    goOn();
    good.forEach(CompletableFuture::join);
    assertThatThrownBy(poison::join).hasCauseInstanceOf(LogUnavailable.class);
    assertThat(store.streams()).hasSize(11).doesNotContain("item/with-it");
  }

  @Test
  void logThatIsDownIsAskedABoundedNumberOfTimesAndComesBack() throws Exception {
    holdUp("held");
    store.before =
        batch -> {
          throw new IllegalStateException("disk full");
        };
    List<CompletableFuture<Appended>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(log.append(List.of(fresh("c" + i))));
    }
    goOn();
    for (CompletableFuture<Appended> call : calls) {
      assertThatThrownBy(call::join).hasCauseInstanceOf(LogUnavailable.class);
    }
    assertThat(store.attempts).isLessThan(200);
    store.before = batch -> {};
    assertThat(append(fresh("c0")).duplicates()).isEmpty();
  }

  @Test
  void commitWithAnUnknownOutcomeIsNotDoubled() {
    store.after =
        () -> {
          store.after = () -> {};
          throw new IllegalStateException("connection lost after the commit");
        };
    assertThat(append(fresh("a"), fresh("b")).duplicates()).containsExactly(0, 1);
    assertThat(store.streams()).containsExactly("item/a", "item/b");
  }

  @Test
  void aLogThatIsSlowToFailIsNotTriedForLongerThanCallersWait() {
    store.before =
        batch -> {
          now = now.plusSeconds(store.attempts == 2 ? 5 : 0);
          throw new LogUnavailable("away", null);
        };
    assertThatThrownBy(() -> append(fresh("a"))).hasCauseInstanceOf(LogUnavailable.class);
    assertThat(store.attempts).isEqualTo(2);
  }

  @Test
  void committerSurvivesErrors() {
    store.before =
        batch -> {
          throw new StackOverflowError();
        };
    assertThatThrownBy(() -> append(fresh("a")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
    store.before = batch -> {};
    assertThat(append(fresh("a")).position()).isEqualTo(new LogPosition(1));
  }

  @Test
  void callersContinuationsDoNotRunOnTheCommitter() throws Exception {
    CompletableFuture<Appended> held = holdUp("held");
    AtomicReference<String> thread = new AtomicReference<>();
    CompletableFuture<Void> continued =
        held.thenAccept(appended -> thread.set(Thread.currentThread().getName()));
    goOn();
    continued.join();
    assertThat(thread.get()).isEqualTo("completions");
  }

  @Test
  void fullLaneRefusesAfterABoundedWaitAndTheOtherLaneGoesOn() throws Exception {
    holdUp("held");
    CompletableFuture<Appended> first = log.append(many("a", 100));
    CompletableFuture<Appended> second = log.append(many("b", 100));
    CompletableFuture<Appended> third = log.append(many("c", 100));
    CompletableFuture<Appended> small = log.append(List.of(fresh("s")));
    assertThatThrownBy(third::join)
        .hasCauseInstanceOf(LogUnavailable.class)
        .hasMessageContaining("waiting");
    goOn();
    CompletableFuture.allOf(first, second, small).join();
  }

  @Test
  void closingAnswersWhatWasTakenAndRefusesTheRest() throws Exception {
    holdUp("held");
    CompletableFuture<Appended> taken = log.append(List.of(fresh("taken")));
    CompletableFuture<Void> closing = CompletableFuture.runAsync(log::close);
    CompletableFuture<Appended> late = log.append(List.of(fresh("late-0")));
    for (int i = 1; !late.isCompletedExceptionally(); i++) {
      late = log.append(List.of(fresh("late-" + i % 50)));
    }
    goOn();
    closing.get(30, TimeUnit.SECONDS);
    assertThat(taken.join().position().value()).isPositive();
    assertThatThrownBy(late::join).hasMessageContaining("closing");
  }

  @Test
  void nothingToAppendIsAnsweredWithTheHead() {
    append(fresh("a"));
    assertThat(log.append(List.of()).join().position()).isEqualTo(new LogPosition(1));
    assertThat(store.commitSizes()).containsExactly(1);
  }
}
