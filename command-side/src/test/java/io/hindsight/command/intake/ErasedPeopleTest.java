package io.hindsight.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.command.erasure.ErasureIntake;
import io.hindsight.command.erasure.ErasuresAgain;
import io.hindsight.contracts.erasure.ErasureEvent;
import io.hindsight.contracts.erasure.ErasureEvent.ErasureRequested;
import io.hindsight.contracts.erasure.ErasureEvent.SubjectErased;
import io.hindsight.contracts.erasure.ErasureOrder.DestroySubjectKey;
import io.hindsight.contracts.erasure.ErasureOrder.EraseUser;
import io.hindsight.contracts.erasure.ErasureReply;
import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.ids.SubjectId;
import io.hindsight.contracts.ids.UserId;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.log.RecordedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasures against a real log and real keys. */
class ErasedPeopleTest {
  private static final UserId ANN = new UserId("ann");

  @TempDir Path directory;
  private IntakeHarness harness;
  private ErasureIntake erasures;

  @BeforeEach
  void open() {
    harness = new IntakeHarness(directory);
    erasures = erasures();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  private ErasureIntake erasures() {
    return new ErasureIntake(
        harness.log, harness.keys, () -> IntakeHarness.NOW, new SecureRandom());
  }

  private ErasureReply.Accepted erase(UserId user) {
    return (ErasureReply.Accepted) erasures.handle(new EraseUser(user));
  }

  private SubjectId subject(UserId user) {
    return harness.keys.find(user).orElseThrow();
  }

  private void destroy(UserId user) {
    SubjectId subject = subject(user);
    erasures.handle(new DestroySubjectKey(erase(user).erasureId(), subject));
  }

  @Test
  void whoAsksAgainGetsTheSameErasureAlsoOnceTheUserIdIsGone() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    ErasureReply.Accepted first = erase(ANN);
    assertThat(first.changed()).isTrue();
    ErasureReply.Accepted second = erase(ANN);
    assertThat(second.changed()).isFalse();
    assertThat(second.erasureId()).isEqualTo(first.erasureId());

    destroy(ANN);
    assertThat(harness.keys.find(ANN)).isEmpty();
    assertThat(erase(ANN).erasureId()).isEqualTo(first.erasureId());
    assertThat(harness.events(ErasureRequested.class)).hasSize(1);
    assertThat(first.erasureId().value())
        .doesNotContain(harness.events(SubjectErased.class).getFirst().subjectId().value());
  }

  @Test
  void nobodyRemembersAnErasedUserIdAfterARestart() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    destroy(ANN);
    erasures = erasures();
    assertThat(erasures.handle(new EraseUser(ANN)))
        .isInstanceOfSatisfying(
            ErasureReply.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("user-unknown"));
  }

  @Test
  void anUnknownUserCannotBeErased() {
    assertThat(erasures.handle(new EraseUser(ANN))).isInstanceOf(ErasureReply.Refused.class);
    assertThat(harness.events()).isEmpty();
  }

  @Test
  void destroyingAKeyTwiceIsToldOnce() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    SubjectId subject = subject(ANN);
    var order = new DestroySubjectKey(erase(ANN).erasureId(), subject);
    erasures.handle(order);
    erasures.handle(order);
    assertThat(harness.events(SubjectErased.class)).hasSize(1);
  }

  @Test
  void whoComesBackIsSomebodyNewAndCanBeErasedAgain() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    SubjectId before = subject(ANN);
    destroy(ANN);
    harness.record(IntakeHarness.view(0, "i2", "ann", "tea"));
    assertThat(subject(ANN)).isNotEqualTo(before);
    assertThat(erase(ANN).changed()).isTrue();
    assertThat(harness.events(ErasureRequested.class)).hasSize(2);
  }

  @Test
  void nothingOfAnErasedPersonIsTakenBack() {
    harness.record(IntakeHarness.view(0, "i1", "ann", "tea"));
    destroy(ANN);
    Reply reply = harness.interactions.handle(new RetractInteraction(new InteractionId("i1")));
    assertThat(reply)
        .isInstanceOfSatisfying(
            Reply.Refused.class,
            refused -> assertThat(refused.refusal().code()).isEqualTo("person-erased"));
  }

  @Test
  void anOlderCopyOfTheKeysIsBroughtUpToDateByTheLog() throws IOException {
    harness.record(
        IntakeHarness.view(0, "i1", "ann", "tea"), IntakeHarness.view(1, "i2", "bob", "tea"));
    SubjectId gone = subject(ANN);
    harness.keys.close();
    byte[] copy = Files.readAllBytes(directory.resolve("keys.db"));
    harness.close();
    open();
    destroy(ANN);
    assertThat(ErasuresAgain.carryOut(harness.store.stored(), harness.store.reader(), harness.keys))
        .as("nothing to be done again")
        .isZero();
    harness.close();
    Files.write(directory.resolve("keys.db"), copy);
    open();
    assertThat(harness.keys.isErased(gone)).as("the copy knows").isFalse();
    assertThat(ErasuresAgain.carryOut(harness.store.stored(), harness.store.reader(), harness.keys))
        .isEqualTo(1);
    assertThat(harness.keys.isErased(gone)).isTrue();
    assertThat(harness.keys.find(new UserId("bob"))).isPresent();
    assertThat(harness.keys.erasedUpTo()).isEqualTo(harness.store.head());
  }

  /** Many write for a few people who are erased all the while. */
  @Test
  void noInteractionFollowsTheErasureOfItsPerson() throws Exception {
    AtomicInteger ids = new AtomicInteger();
    AtomicBoolean open = new AtomicBoolean(true);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 3; writer++) {
        writers.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 60; i++) {
                    harness.record(draft(ids), draft(ids), draft(ids));
                  }
                }));
      }
      Future<?> erasing =
          threads.submit(
              () -> {
                for (int i = 0; open.get(); i++) {
                  UserId user = new UserId("u" + i % 3);
                  if (harness.keys.find(user).isPresent()) {
                    destroy(user);
                  }
                }
              });
      try {
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        open.set(false);
      }
      erasing.get();
    }
    Set<SubjectId> erased = new HashSet<>();
    for (RecordedEvent event : harness.events()) {
      if (event.event() instanceof SubjectErased gone) {
        erased.add(gone.subjectId());
      } else if (event.event() instanceof InteractionRecorded did) {
        assertThat(erased).as("at %s", event.position()).doesNotContain(did.subjectId());
      }
    }
    assertThat(erased).isNotEmpty();
    assertThat(harness.events(InteractionRecorded.class)).hasSize(3 * 60 * 3);
    assertThat(harness.events(ErasureEvent.class)).hasSize(2 * erased.size());
  }

  private static InteractionDraft draft(AtomicInteger ids) {
    int id = ids.incrementAndGet();
    return IntakeHarness.view(0, "x" + id, "u" + id % 3, "tea");
  }
}
