package io.hindsight.command.intake;

import static io.hindsight.command.intake.IntakeHarness.NOW;
import static io.hindsight.command.intake.IntakeHarness.view;
import static io.hindsight.command.intake.IntakeHarness.viewAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.contracts.ids.InteractionId;
import io.hindsight.contracts.intake.Draft.InteractionDraft;
import io.hindsight.contracts.intake.IntakeCommand.RetractInteraction;
import io.hindsight.contracts.intake.IntakeReceipt;
import io.hindsight.contracts.intake.Reply;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRecorded;
import io.hindsight.contracts.interactions.InteractionEvent.InteractionRetracted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentIntakeTest {
  private static final int CALLERS = 8;

  @TempDir Path directory;
  private IntakeHarness intake;

  @BeforeEach
  void open() {
    intake = new IntakeHarness(directory);
  }

  @AfterEach
  void close() {
    intake.close();
  }

  private static <T> List<T> together(List<Callable<T>> calls) throws Exception {
    List<T> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void stormOfDuplicatesStoresEachRecordOnce() throws Exception {
    List<InteractionDraft> drafts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      drafts.add(
          i % 2 == 0
              ? view(i, "id-" + i, "user" + i % 7, "item" + i % 11)
              : viewAt(i, "user" + i % 7, "item" + i % 11, NOW.minusSeconds(i)));
    }
    List<Callable<IntakeReceipt>> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS * 4; caller++) {
      List<InteractionDraft> shuffled = new ArrayList<>(drafts);
      Collections.shuffle(shuffled, new Random(caller));
      calls.add(() -> intake.record(shuffled));
    }
    int accepted = 0;
    int duplicates = 0;
    for (IntakeReceipt receipt : together(calls)) {
      accepted += receipt.accepted();
      duplicates += receipt.duplicates();
    }
    assertThat(accepted).isEqualTo(300);
    assertThat(duplicates).isEqualTo(300 * (CALLERS * 4 - 1));
    assertThat(intake.events(InteractionRecorded.class))
        .extracting(event -> event.interactionId().value())
        .doesNotHaveDuplicates()
        .hasSize(300);
  }

  @Test
  void concurrentCallersLoseNothingAndShareCommits() throws Exception {
    List<Callable<IntakeReceipt>> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      String name = "c" + caller;
      calls.add(
          () -> {
            IntakeReceipt last = null;
            for (int i = 0; i < 50; i++) {
              last = intake.record(view(0, name + "-" + i, "user" + i % 5, "item"));
              assertThat(last.accepted()).isEqualTo(1);
            }
            return last;
          });
    }
    together(calls);
    assertThat(intake.events(InteractionRecorded.class)).hasSize(CALLERS * 50);
    assertThat(intake.log.appendedEvents()).isEqualTo(CALLERS * 50);
    assertThat(intake.log.commits()).isLessThan(CALLERS * 50);
  }

  @Test
  void concurrentRetractionsRetractOnce() throws Exception {
    for (int round = 0; round < 10; round++) {
      String id = "r" + round;
      intake.record(view(0, id, "anna", "item"));
      List<Callable<Reply>> calls =
          Collections.nCopies(
              CALLERS,
              () -> intake.interactions.handle(new RetractInteraction(new InteractionId(id))));
      long changed =
          together(calls).stream().filter(reply -> ((Reply.Done) reply).changed()).count();
      assertThat(changed).isEqualTo(1);
    }
    assertThat(intake.events(InteractionRetracted.class)).hasSize(10);
  }
}
